"""The parts of a site's pages that never hold anything of an article: noticed, and later left out before reading."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.places import ROOT, above, children

# What headings of related stories and bylines are made of, as written: a part that says so for once is read.
_TELLING = ("صلة", "صله", "علاقة", "متعلق", "قرأ", "اقرا", "يضا", "يضًا", "همك", "مواضيع", "كتب", "بقلم")
_MARKS = etree.XPath(".//@itemprop")
_MARKED = ("author", "datePublished")
# hAtom: a writer's card, in a <span> as Blogger and WordPress set it; those of comments are others'.
CARDS = etree.XPath(
    ".//span[contains(@class,'vcard')][contains(@class,'author')][not(ancestor-or-self::*[contains(@class,'comment')])]"
)
_TEXT = etree.XPath("string()")
_PASSED = ("script", "style", "noscript", "template", "br", "hr", "link", "meta")
_INLINE = ("a", "span", "b", "strong", "i", "em", "time", "small", "font", "img", "bdi", "sup", "u")
_SMALLEST = 8  # bits of the length of a text that no part is too small for
_ELEMENTS = 6  # in a part that is worth leaving out
_LOGOS = 3
_MOST = 250  # parts of a page that are noticed
_LINES = 4  # lines that stand for a part left out: what stood apart still does


class Part(NamedTuple):
    """A part of a page: its place, the bits of its text's length, whether it has words that a part to read has."""

    place: int
    size: int
    telling: bool


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a page shows of its site's layout: the places that held something of the article, the parts that did not."""

    held: tuple[int, ...] = ()
    idle: tuple[Part, ...] = ()


@dataclass(slots=True)
class Cut:
    """What was left out of a page; restore() puts it back. `stories` are the known containers that the page has."""

    stories: list[HtmlElement] = field(default_factory=list)
    taken: list[tuple[HtmlElement, HtmlElement]] = field(default_factory=list)

    def restore(self) -> None:
        """Make the page whole again."""
        for part, stand_in in reversed(self.taken):
            _swap(stand_in, part)
        self.taken.clear()


def notice(body: HtmlElement, used: Collection[HtmlElement], *, but: Collection[HtmlElement] = ()) -> Noticed:
    """Return what a page shows, where `used` are the elements that held something of its article.

    `but` are elements that stand for parts left out already.
    """
    ends = set(used)
    trunk, needed = above(ends, body) - {body}, _needed(body)
    held: set[int] = set()
    idle: dict[int, Part] = {}
    pending = [(body, ROOT)]
    while pending:
        node, at = pending.pop()
        for child, place in children(node, at):
            if child in ends or child in trunk:
                held.add(place)
                if child not in ends:
                    pending.append((child, place))
            elif child.tag in _PASSED or child.tag in _INLINE or child in but or place in held or len(idle) >= _MOST:
                continue
            elif child in needed:
                held.add(place)
            elif _is_worth_it(child):
                _note(idle, child, place)
    return Noticed(tuple(sorted(held)), tuple(part for part in idle.values() if part.place not in held))


def _note(idle: dict[int, Part], node: HtmlElement, place: int) -> None:
    """Take a part down; of several at one place, what the largest and the most telling are."""
    size, telling = _looks(node)
    known = idle.get(place)
    if known is not None:
        size, telling = max(size, known.size), telling or known.telling
    idle[place] = Part(place, size, telling)


def _needed(body: HtmlElement) -> set[HtmlElement]:
    """Return what tells something to machines, and what holds it."""
    told = {each for each in body.iter("meta", "script") if each.tag == "meta" or "ld+json" in (each.get("type") or "")}
    told |= {each.getparent() for each in cast("list[Any]", _MARKS(body)) if each in _MARKED}
    told |= set(cast("list[HtmlElement]", CARDS(body)))
    return told | above(told, body)


def _is_worth_it(node: HtmlElement) -> bool:
    """A part of a few elements costs nothing to read, and others nearby may be told by it."""
    return next(islice(node.iter(), _ELEMENTS, None), None) is not None


def _looks(node: HtmlElement) -> tuple[int, bool]:
    text = str(_TEXT(node))
    return len(text).bit_length(), _is_telling(text)


def _is_telling(text: str) -> bool:
    return any(word in text for word in _TELLING)


def leave_out(
    body: HtmlElement, url: str, *, stories: Collection[int], held: Collection[int], idle: Mapping[int, Part]
) -> Cut:
    """Leave the parts that are known to be `idle` out of a page, where they look as they always did."""
    cut = Cut()
    pending = [(body, ROOT)] if stories else []
    needed = _needed(body) if stories else set()
    while pending:
        node, at = pending.pop()
        for child, place in children(node, at):
            if place in stories:
                cut.stories.append(child)
            elif place in held:
                pending.append((child, place))
            elif place in idle and child.tag not in _INLINE and child not in needed:
                _take_out(cut, child, idle[place], url)
    return cut


def _take_out(cut: Cut, part: HtmlElement, known: Part, url: str) -> None:
    text = str(_TEXT(part))
    size = len(text).bit_length()
    if size > max(known.size + 1, _SMALLEST) or (not known.telling and _is_telling(text)):
        return
    stand_in = _stand_in(part, size, url)
    _swap(part, stand_in)
    cut.taken.append((part, stand_in))


def _stand_in(part: HtmlElement, size: int, url: str) -> HtmlElement:
    """A hidden element with a few empty lines, and the links to the front page, which name the site."""
    found = part.makeelement("div", {"hidden": ""})
    for _ in range(_LINES if size > _SMALLEST else 1):
        etree.SubElement(found, "br").tail = "\u00b7"
    if size <= _SMALLEST:
        return found
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}"
    logos = (link for link in part.iter("a") if link.get("href") in ("/", root, f"{root}/"))
    etree.SubElement(found, "br")
    for logo in map(deepcopy, islice(logos, _LOGOS)):
        logo.tail = None
        found.append(logo)
    return found


def _swap(old: HtmlElement, new: HtmlElement) -> None:
    """Put an element into another's place; the text after it stays."""
    parent = old.getparent()
    if parent is None:  # a rule of the source's file has dropped it
        return
    tail, old.tail = old.tail, None
    new.tail = tail
    parent.replace(old, new)
