"""Archives by date in addresses: /2026/11, /archive?y=2026&m=11. Such a calendar goes on for ever, both ways."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.urls.judging import is_article
from crawler.urls.keys import key
from crawler.urls.listings import listing

_YEAR, _MONTH, _DAY = r"(?:19[89]|20[0-4])\d", r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_DATE = rf"{_YEAR}[-./]?{_MONTH}(?:[-./]?{_DAY})?|{_DAY}[-./]{_MONTH}[-./]{_YEAR}"
_PATH = re.compile(rf"/(?:{_DATE})$|^[^/]+(?:/(?:archives?|أرشيف|الأرشيف))?/{_YEAR}$", re.IGNORECASE)
_QUERY = re.compile(rf"(?:^|&)(?:y|yr|year|m|ym|date|day|archive)=(?:{_DATE}|{_YEAR})(?:&|$)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_calendar(url: str) -> bool:
    """Whether an address opens the archive of a year, a month or a day, at any of its pages."""
    if is_article(url):
        return False
    path, _, query = listing(key(url)).partition("?")
    return _QUERY.search(query) is not None if query else _PATH.search(path) is not None
