"""A source in the form of its file: TOML, with remarks."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

from crawler.sources.source import Source

_FIRST = ("name", "name_en")
_ADDRESSES = {"feeds", "sitemaps", "sections"}
_CONTROLS = dict.fromkeys((*range(32), 127), " ")  # a remark ends with its line, and holds none of these
_WIDTH = 100  # columns from which on a list has a line for each of its values


def as_file(source: Source, *, head: Iterable[str] = (), remarks: Mapping[str, str] | None = None) -> str:
    """Return a source in the form of its file: `head` in remarks first, then each key that says something.

    `remarks` has one for a key, which follows it, or for a value of a list, as feeds or sections.
    """
    said = {_short(key, source.home): remark for key, remark in (remarks or {}).items()}
    keys = known(source)
    for name in _ADDRESSES & keys.keys():
        keys[name] = tuple(_short(url, source.home) for url in keys[name])
    lines = [f"# {each}".translate(_CONTROLS).rstrip() for each in head]
    return "\n".join([*lines, *(_written(name, value, said) for name, value in keys.items())])


def known(source: Source) -> dict[str, Any]:
    """Return the keys that say something; tables last, as TOML wants them."""
    names = sorted((each.name for each in fields(source)), key=lambda name: name not in _FIRST)
    values = {name: getattr(source, name) for name in names if name != "id"}
    told = {
        name: value
        for name, value in values.items()
        if (name == "enabled" and not value) or (name != "enabled" and value not in (None, "", (), {}))
    }
    return dict(sorted(told.items(), key=lambda item: isinstance(item[1], Mapping)))


def line(name: str, value: Any) -> str:
    """Return one key and its value as a line of a file."""
    if isinstance(value, (tuple, list)):
        return f"{name} = [{', '.join(quoted(each) for each in value)}]"
    return f"{name} = {quoted(value)}"


def quoted(value: Any) -> str:
    """Return a value as TOML writes it."""
    # A JSON text is a TOML basic string too, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _short(url: str, home: str) -> str:
    """Return an address as a file may have it: without its host where that is the home's."""
    parts = urlsplit(home)
    rest = url.removeprefix(f"{parts.scheme}://{parts.netloc}")
    return rest if rest.startswith("/") and not rest.startswith("//") else url


def _written(name: str, value: Any, remarks: Mapping[str, str]) -> str:
    if isinstance(value, Mapping):
        return "\n".join([f"\n[{name}]", *(_written(key, each, remarks) for key, each in value.items())])
    written = line(name, value)
    if isinstance(value, tuple) and (len(written) > _WIDTH or any(each in remarks for each in value)):
        rows = (f"    {quoted(each)},{_remark(each, remarks)}" for each in value)
        return "\n".join([f"{name} = [", *rows, "]"])
    return written + _remark(name, remarks)


def _remark(name: str, remarks: Mapping[str, str]) -> str:
    return f"  # {remarks[name]}".translate(_CONTROLS) if name in remarks else ""
