"""Addresses of one make: what tells them apart is a number, a date or a name."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.probing.segments import HEX

_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_ID = re.compile(HEX)
_SLUG = 3  # words of a headline's name
_LONG = 4  # digits of an article's number, as a rule


def make(url: str) -> str:
    """Return the make of an address: sections that are called by one word each are of several makes, numbered ones and
    headlines of one.
    """
    parts = urlsplit(url)
    path = "/".join(_kind(each) for each in unquote(parts.path).strip("/").split("/"))
    query = "&".join(sorted(f"{name}={_kind(value)}" for name, value in parse_qsl(parts.query)))
    return f"{path}?{query}" if query else path


def broad(url: str) -> str:
    """Return the make of an address whatever the words in it are."""
    return re.sub(r"[^\W\d_#%]{2,}(?:[-_][^\W\d_#%]+)?", "w", make(url))


def _kind(segment: str) -> str:
    if len(_WORDS.findall(segment)) >= _SLUG:
        return "%-#" if _DIGITS.search(segment) else "%"
    if _ID.fullmatch(segment):
        return "#x#"
    return _DIGITS.sub(lambda digits: "##" if len(digits[0]) >= _LONG else "#", segment)
