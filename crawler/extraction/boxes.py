"""Boxes inside the story's element that one of their lines gives away: a summary, a player, a newsletter, what a
reader may skip.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.arabic.text import words
from crawler.extraction.lines import Line, Lines

_LABEL = 10  # words of the line that tells
_BOX = 60  # words of a box that a reader may skip
_APART = frozenset(("aside", "blockquote"))
_OFFERS = frozenset(("newsletter", "subscribe", "app"))
_OFFER = 40  # words of a box that offers something
_SUMMARY = 160  # words of a summary
_QUOTES, _PULLED = 20, 5  # quotations that are looked at; words of one that is taken out of the text
_LESSER = 0.5  # of what follows a summary, which tells the same at length; of the story that an offer stands in


def boxed(lines: Lines, story: HtmlElement, flow: Container[int]) -> set[int]:
    """Return the numbers of the lines of a story's element that stand in such boxes.

    What is in the story's `flow`, as a point in a list of its, offers nothing.
    """
    found: set[int] = set()
    for line in lines.within(story):
        if line.order in found:
            continue
        if line.words <= _LABEL and boilerplate.is_summary(line.text):
            found.update(each.order for each in _summary(lines, line, story))
        elif _is_skip(line):
            found.update(each.order for each in _small(lines, line))
        elif line.order not in flow and _is_offer(line):
            found.update(each.order for each in _offer(lines, line, story))
        elif boilerplate.is_player(line.text):
            found.update((line.order, *(each.order for each in _small(lines, line))))
    return found


def pulled(told: Sequence[Line]) -> set[int]:
    """Return the numbers of the lines that are set apart to tell once more what another paragraph says."""
    quotes = list(islice((line for line in told if line.words >= _PULLED and _is_set_apart(line)), _QUOTES))
    if not quotes:
        return set()
    apart = {line.order for line in quotes}
    text = " ".join(" ".join(words(line.text)) for line in told if line.order not in apart)
    return {line.order for line in quotes if " ".join(words(line.text)) in text}


def _is_set_apart(line: Line) -> bool:
    return any(node.tag in _APART for node in (line.node, *islice(line.node.iterancestors(), 2)))


def _small(lines: Lines, line: Line) -> Sequence[Line]:
    """The lines of the box in which a line stands, where it is a small one."""
    held = lines.within(line.node)
    if held == [line]:
        box = lines.around(line.node)
        held = lines.within(box) if box is not None else []
    return held if sum(each.words for each in held if not each.linked) < _BOX else ()


def _is_offer(line: Line) -> bool:
    return line.words <= _LABEL and not line.linked and boilerplate.category(line.text) in _OFFERS


def _offer(lines: Lines, label: Line, story: HtmlElement) -> Sequence[Line]:
    """The lines of the small box inside the story that begins with a newsletter's, a channel's or an app's name."""
    box: HtmlElement | None = label.node
    if lines.within(label.node) == [label]:
        box = lines.around(label.node)
    if box is None or box is story or box in set(story.iterancestors()):
        return ()
    held = lines.within(box)
    size = sum(each.words for each in held)
    small = held[0] is label and size < _OFFER
    return held if small and size < _LESSER * sum(each.words for each in lines.within(story)) else ()


def _is_skip(line: Line) -> bool:
    """«تخطى … وواصل القراءة», which leads past what it stands in."""
    if not line.links or not line.links[0][1].startswith("#"):
        return False
    return boilerplate.category(line.links[0][0]) == "read-also"


def _summary(lines: Lines, label: Line, story: HtmlElement) -> Sequence[Line]:
    """The lines of the smallest box that holds more than its label, where it stands before most of the story."""
    box = lines.around(label.node)
    while box is not None and box is not story:
        held = lines.within(box)
        size = sum(line.words for line in held)
        if size > label.words + _LABEL:
            after = sum(line.words for line in lines.within(story) if line.order > held[-1].order)
            return held if size <= _SUMMARY and size < _LESSER * after else ()
        box = lines.around(box)
    return ()
