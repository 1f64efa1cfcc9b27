"""More of a listing as its scripts would ask for it: the address on a "load more" button, and the answer's markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from lxml import html
from lxml.etree import XPath

_TAGS = ("button", "a", "div", "span")
_ADDRESSES = XPath(
    ".//@data-url | .//@data-href | .//@data-next | .//@data-next-url | .//@data-next-page | .//@data-load-more"
)
_ADDRESS = re.compile(r"(?:https?:/)?[/?][^\s{}<>\"']+")
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")
_LINK = re.compile(r"<a\s[^>]*href", re.IGNORECASE)
_NEXT = re.compile(r"(?:next|more)[-_]?(?:page)?[-_]?(?:url|link|href)?", re.IGNORECASE)
_LARGEST = 4_000_000  # bytes of an answer
_DEEPEST = 4  # objects within each other


@dataclass(frozen=True, slots=True)
class Portion:
    """The markup that a JSON answer holds, and the address of the next portion, as it stands there."""

    markup: str
    following: str | None


def buttons(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Yield the elements that hold an address for a script, and the address."""
    for given in cast("list[Any]", _ADDRESSES(tree)):
        element, address = given.getparent(), given.strip()
        if element.tag in _TAGS and _ADDRESS.fullmatch(address):
            yield element, address


def read_portion(body: bytes) -> Portion | None:
    """Return what a JSON answer holds of a listing; None where the bytes are none. Never raises."""
    if len(body) > _LARGEST or not _OPENING.match(body[:64]):
        return None
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return None
    told = list(_texts(given, "", 0))
    markup = [text for _, text in told if _LINK.search(text)]
    following = (text for name, text in told if _NEXT.fullmatch(name) and _ADDRESS.fullmatch(text))
    return Portion("\n".join(markup), next(following, None)) if markup else None


def _texts(value: Any, name: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the texts of an answer, with the names they stand under."""
    if isinstance(value, str):
        yield name, value
    elif depth < _DEEPEST and isinstance(value, dict):
        for inner, each in value.items():
            yield from _texts(each, inner, depth + 1)
    elif depth < _DEEPEST and isinstance(value, list):
        for each in value:
            yield from _texts(each, name, depth + 1)
