"""What is called as furniture is and stands in a story's flow: a part's heading, a list's point, a box in between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.arabic.text import is_arabic
from crawler.extraction.captions import is_set
from crawler.extraction.lines import Line, Lines, Zone
from crawler.extraction.teasers import make_of

_PROSE = 12  # words of a paragraph
_HEADING = 4  # words of a heading
_POINTS = 3  # points of a list, at least
_ANSWER = 6  # words of what a button opens
_NEAR = 2  # elements up, and lines
_APART = ~(Zone.TAGS | Zone.HEADER)
_POINT = re.compile(r"[-–—•*▪●■✓]\s*\S|\d{1,2}\s*[-–.)/]\s*[^\W\d]")


def in_flow(told: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are of the story by where they stand, whatever they are called: what heads a
    paragraph right under another («الردود», «بالصور»), and a point in a list whose other points are the story's; and of
    the buttons that open what is told below them.
    """
    found = {line.order for line in _heads(told)} | _openers(told)
    for run in _lists(told):
        named = [line for line in run if boilerplate.category(line.text) is not None]
        if 0 < 2 * len(named) < len(run):
            found.update(line.order for line in named if line.words > 1)
    return found


def is_paragraph(lines: Lines, line: Line) -> bool:
    """Whether a line's <div> is one of several in a row, each with a paragraph, where others set <p>."""
    if line.node.tag != "div":
        return False
    at, parent = line.order, line.node.getparent()
    beside = (*lines.lines[max(0, at - _NEAR) : at], *lines.lines[at + 1 : at + 1 + _NEAR])
    others = (each.node for each in beside if each.words >= _PROSE and not each.linked)
    return any(node is not line.node and node.tag == "div" and node.getparent() is parent for node in others)


def resumes(lines: Sequence[Line], at: int) -> bool:
    """Whether paragraphs follow a line in the element in which others stand before it, or in frames of their make."""
    shared = Counter(line.node for line in lines)
    told = [line for line in lines[:at] if _is_prose(line)]
    before = {_level(line, shared) for line in told}
    makes = {make_of(line) for line in told if _is_framed(line)}
    return any(
        _level(line, shared) in before or (_is_framed(line) and make_of(line) in makes)
        for line in lines[at + 1 :]
        if _is_prose(line)
    )


def _is_framed(line: Line) -> bool:
    """Whether a paragraph stands in an element that has a name."""
    parent = line.node.getparent()
    return parent is not None and bool(parent.get("class"))


def _level(line: Line, shared: Counter[HtmlElement]) -> HtmlElement | None:
    """What a paragraph stands in: its own element's parent, or the element whose lines a <br> parts."""
    return line.node if shared[line.node] > 1 else line.node.getparent()


def _is_prose(line: Line) -> bool:
    return line.words >= _PROSE and not line.linked


def _heads(told: Sequence[Line]) -> Iterator[Line]:
    for (above, line), (_, below) in pairwise(pairwise(told)):
        if line.words > _HEADING or line.links or line.zone & _APART or not (_is_prose(above) and _is_prose(below)):
            continue
        level = _is_beside(line, above) and _is_beside(line, below)
        if level and boilerplate.may_head(line.text) and (line.is_heading or is_set(line, "strong", "b")):
            yield line


def _openers(told: Sequence[Line]) -> set[int]:
    """The numbers of the buttons that each hold a question, or a part's heading, over a paragraph in their own box."""
    found = [line for line, below in pairwise(told) if line.zone & Zone.FORM and _opens(line, below)]
    asked = sum(line.text.endswith("؟") for line in found)
    return {line.order for line in found if asked or len(found) >= _POINTS}


def _opens(button: Line, below: Line) -> bool:
    if button.zone & _APART != Zone.FORM or below.zone & _APART or below.linked or below.words < _ANSWER:
        return False
    around = islice(button.node.iterancestors(), _NEAR)
    boxed = button.node.tag == "button" and any(each is box for box in around for each in below.node.iterancestors())
    return boxed and button.words > 1 and is_arabic(button.text) and boilerplate.category(button.text) is None


def _is_beside(one: Line, other: Line) -> bool:
    return one.node is other.node or one.node.getparent() is other.node.getparent()


def _lists(told: Sequence[Line]) -> Iterator[list[Line]]:
    """The lists between paragraphs: elements of a list, or lines that a mark or a number begins."""
    run: list[Line] = []
    above: Line | None = None
    for line in told:
        if _is_point(line) and (not run or _is_beside(run[-1], line)):
            run.append(line)
            continue
        if len(run) >= _POINTS and above is not None and _is_prose(line) and _is_among(run[0], above, line):
            yield run
        run, above = [line] if _is_point(line) else [], line if _is_prose(line) else above


def _is_point(line: Line) -> bool:
    return not line.links and not line.zone & _APART and (line.node.tag == "li" or bool(_POINT.match(line.text)))


def _is_among(point: Line, above: Line, below: Line) -> bool:
    """Whether a list stands at the level of the paragraphs around it."""
    around = point.node.getparent() if point.node.tag == "li" else point.node
    if around is None or not _is_beside(above, below):
        return False
    level = above.node.getparent()
    return around in (above.node, level) or around.getparent() in (above.node, level)
