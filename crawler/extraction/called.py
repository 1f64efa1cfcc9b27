"""What elements are called: a pattern sought in their classes and ids, which the pages of a site share."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from lxml.html import HtmlElement


def called(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Callable[[str], bool]:
    """Return what tells whether a pattern stands in some names; each names are looked through once."""
    search = re.compile(pattern, flags).search

    @lru_cache(maxsize=2048)
    def found(names: str) -> bool:
        return search(names) is not None

    return found


def names_of(node: HtmlElement) -> str:
    """Return an element's classes and its id, as one text."""
    return f"{node.get('class') or ''} {node.get('id') or ''}"
