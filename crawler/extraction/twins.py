"""What follows a page's story: whole stories of the same make, answers in a forum, readers' remarks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.arabic.text import words
from crawler.extraction.lines import Line, Lines, Zone

_PARAGRAPH = 12  # words
_TOLD = 2  # paragraphs of a story that stands whole
_HEADLINE = 4  # words
_SHORTEST = 2  # of one in an h1 that leads nowhere
_UNDER = 4  # lines under a headline where its date may stand
_DEPTH = 6  # elements down, or up
_BESIDE = 8  # elements before one in which the page's own story may stand
_DATED = re.compile(r"\d{1,2}[:/.-]\d{1,2}|\b(?:19|20)\d\d\b")
_DAY = re.compile(r"[\d٠-٩]{1,2}(?:\s*[/.-]\s*[\d٠-٩]{1,2}\s*[/.-]\s*|\s+\w[^\d٠-٩]{1,20})(?:20\d\d|٢٠[٠-٩]{2})")
_NUMERIC = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*20\d\d|20\d\d\s*[/.-]\s*\d{1,2}|\d \w{3,8} 20\d\d")
_DATE = 8  # words of a line that is one, with the reader's name
_SIGNED = re.compile(r"#?\d{1,3}\s*[-–)./]\s*\D{2,40}\d{1,2}[-/.]\d{1,2}[-/.]20\d\d\D{1,8}\d{1,2}:\d\d")
_READERS = 2  # remarks with a day that are believed to be some
_ANSWER = re.compile(r"(?:رد|re) ?:", re.IGNORECASE)  # how forums head one, before the headline
_ASIDE = ~(Zone.TAGS | Zone.HEADER)


def first_of_twins(lines: Lines, story: HtmlElement) -> HtmlElement | None:
    """Return the element of the first of several whole stories that an element holds; None where it holds one.

    Sites load them one under another while a reader scrolls.

    Each has its own headline over its own paragraphs, in an element of the first one's make, and of the later ones it
    is an `h1` with a date, or leads to where the story stands by itself; of an `article` beside the one with the `h1`
    it is any headline with a day. Where the first one's does so too, it is a list.
    """
    found = None
    node = story
    for _ in range(_DEPTH):
        held = [
            child for child in node if lines.spans.get(child, (0, 0))[1] - lines.spans.get(child, (0, 0))[0] > _TOLD
        ]
        least = 1 if any(_heads_page(lines, child) for child in held) else _TOLD
        whole = [child for child in held if _is_whole(lines, child, least)]
        first = whole[0] if len(whole) > 1 and not _leads(lines, whole[0]) else None
        if first is not None and any(_is_like(first, each) and _is_other(lines, first, each) for each in whole[1:]):
            found = first
        if first is None and len(held) != 1:
            break
        node = first if first is not None else held[0]
    return found


def first_beside(lines: Lines, best: HtmlElement) -> HtmlElement | None:
    """Return the element of the page's own story, where what weighs most is a later one of its make beside it."""
    if sum(1 for line in lines.lines if _is_headline(line)) < _TOLD:
        return None
    below, outer = best, lines.around(best)
    for _ in range(_DEPTH):
        if outer is None:
            return None
        earlier = (each for each in islice(below.itersiblings(preceding=True), _BESIDE) if each in lines.spans)
        like = [each for each in earlier if _is_like(below, each) and _is_dated_story(lines, each)]
        if like and _is_dated_story(lines, below):
            return like[-1]
        below, outer = outer, lines.around(outer)
    return None


def _is_dated_story(lines: Lines, element: HtmlElement) -> bool:
    """Whether an element holds a whole story, with a day right under its `h1`."""
    held = lines.within(element)
    headline = _headline(held)
    if headline is None or not _is_headline(headline) or not _is_whole(lines, element, _TOLD):
        return False
    return any(_DAY.search(line.text) for line in _under(held, headline))


def _is_headline(line: Line) -> bool:
    return line.node.tag == "h1" and not line.linked and line.words >= _SHORTEST


def before_answers(inside: list[Line], title: str) -> list[Line]:
    """Return the lines before a forum's first answer to the story: «رد: …», and the headline."""
    asked = words(title)
    answers = (at for at, line in enumerate(inside) if _ANSWER.match(line.text) and words(line.text)[1:] == asked)
    return inside[: next(answers, len(inside))]


def before_remarks(weights: Mapping[HtmlElement, float], lines: Lines) -> HtmlElement:
    """Return the element that weighs most; on a brief's page the one before the heading of its readers' remarks, where
    those, with a day to each, weigh more.
    """
    best = max(weights, key=weights.__getitem__)
    start, end = lines.spans[best]
    remarks = next((line.order for line in lines.lines[:end] if _heads_remarks(line)), end)
    first = max(start, remarks)
    beyond = lines.lines[remarks : 2 * end - first]
    dated = [line.order for line in beyond if line.words < _DATE and _NUMERIC.search(line.text)]
    if len(dated) < _READERS or not any(first <= order < end for order in dated):
        return best
    if any(line.words >= _PARAGRAPH and not line.linked for line in lines.lines[start:remarks]):
        return best
    before = [node for node in weights if lines.spans[node][1] <= remarks]
    return max(before, key=weights.__getitem__) if before else best


def is_signed(line: Line) -> bool:
    """Whether a line says who made a remark, by its number, and when: «3 - متابع 26-12-2025 10:33 AM»."""
    return line.text[0] in "#123456789" and line.words <= _DATE and not line.links and bool(_SIGNED.match(line.text))


def _heads_remarks(line: Line) -> bool:
    if "عليق" not in line.text or line.linked or line.words > _HEADLINE or line.zone & Zone.FORM:
        return False
    return boilerplate.category(line.text) == "comments"


def _heads_page(lines: Lines, element: HtmlElement) -> bool:
    """Whether an element is an `article` under the page's headline."""
    headline = _headline(lines.within(element)) if element.tag == "article" else None
    return headline is not None and headline.node.tag == "h1"


def _is_whole(lines: Lines, element: HtmlElement, least: int) -> bool:
    """Whether an element holds a headline, and at least so many paragraphs under it."""
    held = lines.within(element)
    headline = _headline(held)
    if headline is None:
        return False
    under = (line for line in held if line.order > headline.order and line.words >= _PARAGRAPH)
    told = (line for line in under if not line.linked and not line.zone & _ASIDE)
    return sum(1 for _ in islice(told, least)) == least


def _leads(lines: Lines, element: HtmlElement) -> bool:
    headline = _headline(lines.within(element))
    return headline is not None and headline.linked


def _headline(held: Sequence[Line]) -> Line | None:
    """The headline that comes before all prose, if any."""
    for line in held:
        if _is_headline(line):
            return line
        if line.node.tag in ("h1", "h2") and line.words >= _HEADLINE:
            return line
        if line.words >= 2 * _PARAGRAPH and not line.linked and not line.is_heading:
            return None
    return None


def _is_like(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two elements are of one make."""
    classes = [set((each.get("class") or "").split()) for each in (one, other)]
    return one.tag == other.tag and (bool(classes[0] & classes[1]) or not (classes[0] or classes[1]))


def _is_other(lines: Lines, first: HtmlElement, other: HtmlElement) -> bool:
    held = lines.within(other)
    headline = _headline(held)
    if headline is None:
        return False
    if headline.linked:
        return not headline.links[0][1].startswith("#")
    if headline.node.tag != "h1" and not _heads_page(lines, first):
        return False
    dated = _DATED if headline.node.tag == "h1" else _DAY
    return any(dated.search(line.text) for line in _under(held, headline))


def _under(held: Sequence[Line], headline: Line) -> list[Line]:
    """The short lines right under a headline."""
    at = headline.order - held[0].order + 1
    return [line for line in held[at : at + _UNDER] if line.words < _PARAGRAPH]
