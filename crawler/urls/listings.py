"""Pagination in addresses: which page of a listing one opens, and which listing it is."""

from __future__ import annotations

import re
from urllib.parse import unquote

from crawler.urls.keys import key

_PARAMETER = re.compile(
    r"(?:^|(?<=&))(?:page|pg|paged|page_?(?:no|num|number|index|id)|currentpage|cpage|p_?no|صفحة)=(\d{1,6})(?:&|$)",
    re.IGNORECASE,
)
# "/page/3", "/page-3", "/page3.html"; "/p/3" too, where so small a number is no article's.
_SEGMENT = re.compile(
    r"/(?:(?:page|pg|paged|صفحة)[/:_=-]?(\d{1,6})|p/(\d{1,3}))(?:\.(?:html?|php|aspx))?(?=/|$)", re.IGNORECASE
)


def page_number(url: str) -> int:
    """Return the page of a listing that an address opens; 1 where it says nothing."""
    return number_in(key(url))


def number_in(name: str) -> int:
    """Return the page of a listing from an address's key."""
    path, _, query = _parts(name)
    match = _PARAMETER.search(query) or _SEGMENT.search(path)
    return max(1, int(next(filter(None, match.groups())))) if match else 1


def listing(url: str) -> str:
    """Return the key of a listing, the same for each of its pages."""
    path, _, query = _parts(key(url))
    query = "&".join(sorted(each for each in _PARAMETER.sub("", query).split("&") if each))
    path = _SEGMENT.sub("", path, count=1).rstrip("/")
    return f"{path}?{query}" if query else path


def _parts(name: str) -> tuple[str, str, str]:
    path, mark, query = name.partition("?")
    return unquote(path), mark, unquote(query)
