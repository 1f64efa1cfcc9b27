"""The article pattern of a source file, such as "/news/{id}/{slug}": what its names stand for, and what it matches."""

from __future__ import annotations

import re
from functools import cache
from typing import TypeAlias
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.errors import SourceError
from crawler.sources.nearest import did_you_mean

# What stands before the name or the number of a listing, and is no section: /category/5 is no article of "category".
_LISTINGS = "category|categories|cat|tag|tags|topic|topics|author|authors|page|search|archive|archives"
# A pattern with an unknown name is refused: a name that stands for anything would match section pages too.
NAMES = {
    "id": r"\d+",
    "hex": r"[0-9A-Fa-f-]{6,}",
    "token": r"[0-9A-Za-z]+",
    "slug": r"[^/]+",
    "section": rf"(?!(?:{_LISTINGS})(?:/|$))[^/]+",
    "path": r".+",
    "y": r"\d{4}",
    "m": r"\d{1,2}",
    "d": r"\d{1,2}",
    "ymd": r"\d{8}",
}
_NAME = re.compile(r"\{([^{}]*)\}")


Patterns: TypeAlias = str | tuple[str, ...]  # as a source's file has them: one, or several


def matches(patterns: Patterns, url: str) -> bool:
    """Whether an address is an article's by this pattern, or by one of these; see fitting()."""
    return bool(fitting(patterns, url))


def fitting(patterns: Patterns, url: str) -> list[str]:
    """Return the patterns that fit an address.

    The whole path must match, a slash at its end aside; of the query, the parameters that the pattern names.
    Percent-encoding makes no difference. Raises SourceError for a pattern that cannot be read.
    """
    return [each for each in each_of(patterns) if _fits(each, url)]


def each_of(patterns: Patterns | None) -> tuple[str, ...]:
    """Return patterns one by one."""
    return (patterns,) if isinstance(patterns, str) else patterns or ()


def _fits(pattern: str, url: str) -> bool:
    path, query = _read(pattern)
    parts = urlsplit(url)
    if not path.fullmatch(unquote(parts.path).rstrip("/")):
        return False
    values = dict(parse_qsl(parts.query))
    return all(expected.fullmatch(values.get(name, "")) for name, expected in query)


def check(pattern: str) -> None:
    """Raise SourceError where a pattern cannot be read; its text says what to write."""
    _read(pattern)


@cache
def _read(pattern: str) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    if not pattern.startswith("/") or "#" in pattern or re.search(r"\s", pattern):
        raise SourceError("give the path from its first slash, without the host, as in /news/{id}/{slug}")
    if not _NAME.search(pattern):
        raise SourceError("nothing in it varies; write what does in braces, as in /news/{id}/{slug}")
    path, _, query = pattern.partition("?")
    parameters = parse_qsl(query, keep_blank_values=True)
    return _compile(unquote(path).rstrip("/")), tuple((name, _compile(value)) for name, value in parameters)


def _compile(text: str) -> re.Pattern[str]:
    literals = _NAME.split(text)  # literal, name, literal, name … literal
    for literal in literals[::2]:
        if "{" in literal or "}" in literal:
            raise SourceError("a brace is not closed; write names as {id}")
    for name in literals[1::2]:
        _check_name(name)
    parts = [NAMES[part] if number % 2 else re.escape(part) for number, part in enumerate(literals)]
    return re.compile("".join(f"(?:{part})" if number % 2 else part for number, part in enumerate(parts)))


def _check_name(name: str) -> None:
    if name not in NAMES:
        known = ", ".join(f"{{{each}}}" for each in NAMES)
        raise SourceError(f"{{{name}}} is not known{did_you_mean(name, NAMES)}; use one of {known}")
