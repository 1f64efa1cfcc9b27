"""Where things stand on the pages of one site: addresses of elements that hold from page to page.

An address names the way down from <body>, a step for each element: its tag, and the names that its makers gave it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from hashlib import blake2b

from lxml.html import HtmlElement

ROOT = 0  # the place of <body>
_LONGEST = 600  # characters of an address
_DEEPEST = 60  # elements above one whose address is asked for
_NUMBERED = re.compile(r"\d{3,}|%[0-9a-f]{2}|^\d+$", re.IGNORECASE)  # post-1234, a slug in a class
_HASHED = re.compile(r"^(?:css|sc|jsx|jss|emotion)-|[a-z]\d+[a-z]|\d[a-z]+\d|__\w{5}$", re.IGNORECASE)
# What an element is just now, or what its article is about: other articles' have other such names.
_PASSING = re.compile(
    r"(?:has|is|no|not|with|without|category|tag|post_tag|author|format|status|term|section)-"
    r"|^(?:active|current|sticky|open|show|hidden)$"
)
_NAMES = 3  # classes of a step


def digest(text: str) -> int:
    """Return a number of 48 bits that stands for a text, the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=6).digest(), "big")


def step(node: HtmlElement) -> str:
    """Return an element's tag with those of its names that other articles' pages have as well: `div#main.story`."""
    return _step(node.tag, node.get("id") or "", node.get("class") or "", node.get("role") or "")


@lru_cache(maxsize=8192)
def _step(tag: str, id_: str, classes: str, role: str) -> str:
    given = [*(f"#{name}" for name in id_.split()[:1]), *(f".{name}" for name in classes.split())]
    lasting = [name for name in given if not _NUMBERED.search(name) and not _PASSING.match(name[1:])]
    # A name that a build made up lasts until the next one: better than none, and worse than any other.
    plain = [name for name in lasting if not _HASHED.search(name[1:])]
    chosen = plain or ([f"[{role}]"] if role else []) or lasting
    return re.sub(r"\s|>", "", tag + "".join(sorted(chosen)[: _NAMES + 1]))


@lru_cache(maxsize=16384)
def below(place: int, name: str) -> int:
    """Return the place of an element whose parent's is `place` and whose step is `name`."""
    return digest(f"{place:x}>{name}")


def address(node: HtmlElement) -> str:
    """Return an element's address, as `div#page>main>div.story`; "" for one too deep, or <body> itself."""
    steps: list[str] = []
    at: HtmlElement | None = node
    while at is not None and at.tag != "body" and len(steps) < _DEEPEST:
        steps.append(step(at))
        at = at.getparent()
    found = ">".join(reversed(steps))
    return found if at is not None and at.tag == "body" and len(found) <= _LONGEST else ""


def place(address: str) -> int:
    """Return the place that an address names."""
    at = ROOT
    for name in address.split(">"):
        at = below(at, name)
    return at


def above(nodes: Collection[HtmlElement], body: HtmlElement) -> set[HtmlElement]:
    """Return all elements between the body and some of its elements, these left out."""
    found: set[HtmlElement] = set()
    for node in nodes:
        outer = node.getparent()
        while outer is not None and outer is not body and outer not in found:
            found.add(outer)
            outer = outer.getparent()
    return found


def children(node: HtmlElement, at: int) -> Iterator[tuple[HtmlElement, int]]:
    """Yield an element's children, each with its place."""
    for child in list(node):
        if isinstance(child.tag, str):
            yield child, below(at, step(child))
