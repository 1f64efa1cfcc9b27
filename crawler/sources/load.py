"""Read a source file."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from crawler.errors import SourceError
from crawler.sources import checks, zones
from crawler.sources.nearest import did_you_mean
from crawler.sources.source import Source

REQUIRED = {
    "name": "write the outlet's name as it writes it, as in عكاظ",
    "home": "write the address of its front page, as in https://www.okaz.com.sa/",
    "country": "write the country's two letters (ISO 3166-1), as in SA",
    "timezone": "give an IANA name such as {zone}",
}
_LISTS = ("feeds", "sitemaps", "sections")
_KEYS = (*checks.KEYS, "timezone")


def load(path: Path) -> Source:
    """Read one source file. Raises SourceError with the file, the key and what to write."""
    try:
        return _source(checks.identifier(path.stem), _toml(path))
    except SourceError as error:
        raise SourceError(f"{path.name}: {error}") from None


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise SourceError(f"is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise SourceError(_syntax(str(error))) from None


def _syntax(message: str) -> str:
    where = re.search(r" \((?:at )?(.+)\)$", message)
    return f"{where[1]}: no TOML: {message[: where.start()]}" if where else f"no TOML: {message}"


def _source(identifier: str, table: dict[str, Any]) -> Source:
    for key in table:
        if key not in _KEYS:
            raise SourceError(f'"{key}" is no key of a source{did_you_mean(key, _KEYS)}; known are {", ".join(_KEYS)}')
    for key, advice in REQUIRED.items():
        if key not in table:
            raise SourceError(f'"{key}" is missing; {advice.format(zone=zones.suggestion(table.get("country")))}')
    if {"every", "cron"} <= table.keys():
        raise SourceError('has both "every" and "cron"; keep one')
    values = {key: _value(key, value, table) for key, value in table.items()}
    values |= {key: checks.joined(values[key], values["home"]) for key in _LISTS if key in values}
    return Source(id=identifier, **values)


def _value(key: str, value: Any, table: dict[str, Any]) -> Any:
    try:
        if key == "timezone":
            return checks.timezone(value, table.get("country"))
        return checks.KEYS[key](value)
    except SourceError as error:
        raise SourceError(f'"{key}" {error}') from None
