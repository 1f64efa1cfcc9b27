"""What follows a page's story in the same make: whole stories, answers in a forum, the story in another language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.arabic.text import words
from crawler.extraction.lines import Line, Lines, Zone

_PARAGRAPH = 12  # words
_TOLD = 2  # paragraphs of a story that stands whole
_HEADLINE = 4  # words
_UNDER = 4  # lines under a headline where its date may stand
_DEPTH = 6  # elements down
_DATED = re.compile(r"\d{1,2}[:/.-]\d{1,2}|\b(?:19|20)\d\d\b")
_ANSWER = re.compile(r"(?:رد|re) ?:", re.IGNORECASE)  # how forums head one, before the headline
_ASIDE = ~(Zone.TAGS | Zone.HEADER)


def first_of_twins(lines: Lines, story: HtmlElement) -> HtmlElement | None:
    """Return the element of the first of several whole stories that an element holds; None where it holds one.

    Sites load them one under another while a reader scrolls.

    Each has its own headline over its own paragraphs, in an element of the first one's make, and of the later ones it
    is an `h1` with a date, or leads to where the story stands by itself. Where the first one's does so too, it is a
    list.
    """
    found = None
    node = story
    for _ in range(_DEPTH):
        held = [
            child for child in node if lines.spans.get(child, (0, 0))[1] - lines.spans.get(child, (0, 0))[0] > _TOLD
        ]
        whole = [child for child in held if _is_whole(lines, child)]
        first = whole[0] if len(whole) > 1 and not _leads(lines, whole[0]) else None
        if first is not None and any(_is_like(first, each) and _is_other(lines.within(each)) for each in whole[1:]):
            found = first
        if first is None and len(held) != 1:
            break
        node = first if first is not None else held[0]
    return found


def before_answers(inside: list[Line], title: str) -> list[Line]:
    """Return the lines before a forum's first answer to the story: «رد: …», and the headline."""
    asked = words(title)
    answers = (at for at, line in enumerate(inside) if _ANSWER.match(line.text) and words(line.text)[1:] == asked)
    return inside[: next(answers, len(inside))]


def _is_whole(lines: Lines, element: HtmlElement) -> bool:
    """Whether an element holds a headline, and paragraphs under it."""
    held = lines.within(element)
    headline = _headline(held)
    if headline is None:
        return False
    under = (line for line in held if line.order > headline.order and line.words >= _PARAGRAPH)
    return (
        sum(1 for _ in islice((line for line in under if not line.linked and not line.zone & _ASIDE), _TOLD)) == _TOLD
    )


def _leads(lines: Lines, element: HtmlElement) -> bool:
    headline = _headline(lines.within(element))
    return headline is not None and headline.linked


def _headline(held: Sequence[Line]) -> Line | None:
    """The headline that comes before all prose, if any."""
    for line in held:
        if line.node.tag in ("h1", "h2") and line.words >= _HEADLINE:
            return line
        if line.words >= 2 * _PARAGRAPH and not line.linked and not line.is_heading:
            return None
    return None


def _is_like(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements are of one make."""
    classes = [set((each.get("class") or "").split()) for each in (one, other)]
    return one.tag == other.tag and (bool(classes[0] & classes[1]) or not (classes[0] or classes[1]))


def _is_other(held: Sequence[Line]) -> bool:
    headline = _headline(held)
    if headline is None:
        return False
    if headline.linked:
        return not headline.links[0][1].startswith("#")
    under = held[held.index(headline) + 1 :][:_UNDER]
    return headline.node.tag == "h1" and any(_DATED.search(line.text) for line in under if line.words < _PARAGRAPH)
