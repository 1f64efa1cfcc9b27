"""schedule.toml in the data directory: what people ask of the visits of all sources, and of groups of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crawler.errors import SourceError
from crawler.schedule import wishes
from crawler.schedule.wishes import Wishes
from crawler.sources.choose import choose
from crawler.sources.nearest import did_you_mean
from crawler.sources.source import Source

FILE = "schedule.toml"
_CHOOSING = ("sources", "countries", "types", "tags")


@dataclass(frozen=True, slots=True)
class Group:
    """Sources that are asked the same of: all that fit what the group names, or are named themselves."""

    name: str
    members: frozenset[str]
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is asked of all, and of each group. A source's own file goes first, then the last group that has it."""

    for_all: Wishes = field(default_factory=Wishes)
    groups: tuple[Group, ...] = ()

    def wishes(self, source: Source) -> Wishes:
        """Return what is asked of a source's visits."""
        asked = source.wishes
        for group in reversed(self.groups):
            if source.id in group.members:
                asked = asked.over(group.wishes)
        return asked.over(self.for_all)


def read_schedule(data: Path, sources: Mapping[str, Source]) -> Schedule:
    """Read the file of a data directory; without one, nothing is asked. Raises SourceError with what to write."""
    path = data / FILE
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return Schedule()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{path}: no TOML: {error}") from None
    try:
        groups = _table("groups", table.pop("groups", {}))
        return Schedule(_wishes(table, wishes.READ), tuple(_group(*each, sources) for each in groups.items()))
    except SourceError as error:
        raise SourceError(f"{path}: {error}") from None


def _group(name: str, table: Any, sources: Mapping[str, Source]) -> Group:
    try:
        told = _table(name, table)
        return Group(name, _members(told, sources), _wishes(told, (*_CHOOSING, *wishes.READ)))
    except SourceError as error:
        raise SourceError(f"group {name}: {error}") from None


def _table(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise SourceError(f'"{name}" is no table; write [groups.NAME], then what the group asks for')
    return value


def _members(table: Mapping[str, Any], sources: Mapping[str, Source]) -> frozenset[str]:
    named = {key: _names(key, table[key]) for key in _CHOOSING if key in table}
    if not named:
        raise SourceError(f"names no sources; write at least one of {', '.join(_CHOOSING)}")
    ids = named.pop("sources", [])
    for each in ids:
        if each not in sources:
            raise SourceError(f'"{each}" is no source{did_you_mean(each, list(sources))}')
    asked: dict[str, Any] = {key: tuple(value) for key, value in named.items()}
    fitting = choose(sources.values(), **asked) if asked else []
    return frozenset([*ids, *(source.id for source in fitting)])


def _names(key: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise SourceError(f'"{key}" is {value!r}; write a list in brackets, as in ["…"]')
    return value


def _wishes(table: Mapping[str, Any], known: Any) -> Wishes:
    for key in table:
        if key not in known:
            raise SourceError(
                f'"{key}" is no key of a schedule{did_you_mean(key, list(known))}; use {", ".join(known)}'
            )
    try:
        return wishes.read(dict(table))
    except ValueError as error:
        raise SourceError(str(error)) from None
