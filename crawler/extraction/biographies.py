"""The lines at a story's ends that tell of its writer: a box about them, or what they are by trade."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.extraction.called import called, names_of
from crawler.extraction.head import read_byline
from crawler.extraction.lines import Line
from crawler.extraction.sheet import Sheet

_LONGEST = 14  # words of a byline that stands as a line of the story
_ENDS = 4  # lines at either end of the story
_TRADE = 5  # words of a last line that is what the writer is by trade
_BIOGRAPHY = 30  # words of a line about the writer
_AROUND = 3  # elements up
_BOX_LINES = 5
_BOX = called(r"author|writer|kateb|columnist")
_WRITER = re.compile(r"(?:كاتبة?|صحفية?|صحافية?|باحثة?|أكاديمية?|محللة?|إعلامية?|روائية?|شاعرة?|ناقدة?)(?!\w)")
_ROLE = re.compile(
    r"(?P<star>[*•(]*)\s*(?:كاتبة?|صحفية?|صحافية?|باحثة?|أستاذة?|استاذة?|محللة?|خبيرة?|أكاديمية?|محامية?|سفيرة?|إعلامية?|روائية?|شاعرة?"
    r"|ناقدة?|طبيبة?|مهندسة?|مستشارة?|مراسلة?|مترجمة?|رئيسة?|عضو|مديرة?|وزيرة?|نائبة?)(?!\w)"
)
_STOPS = (".", "؟", "!", ":")


def about(sheet: Sheet, story: Sequence[Line]) -> set[int]:
    """The numbers of the story's lines at either end that stand in a box about its writer."""
    near = [*story[:_ENDS], *story[-_ENDS:]]
    found = {line.order for line in near if line.words <= _BIOGRAPHY and _in_box(sheet, line)}
    return found if any(line.words > _LONGEST and line.order not in found for line in story) else set()


def roles(sheet: Sheet, story: Sequence[Line]) -> set[int]:
    """The numbers of the last lines that only say who the writer is: «* كاتب وباحث مصري»."""
    last = [line for line in story[-_ENDS:] if line.words <= _BIOGRAPHY]
    found = ((line, match) for line in last if (match := _ROLE.match(line.text)))
    return {
        line.order
        for line, match in found
        if _is_signed(sheet.lines.lines[line.order - 1])
        or (_is_short(line) and (match["star"] or (line is story[-1] and _is_trade(line))))
    }


def _is_trade(line: Line) -> bool:
    """Whether a last line is what somebody is by trade: of one who writes, it may say where and of what too."""
    return line.words <= (2 * _TRADE if _WRITER.match(line.text) else _TRADE)


def _is_short(line: Line) -> bool:
    return line.words <= _LONGEST and not line.text.endswith(_STOPS)


def _is_signed(line: Line) -> bool:
    read = read_byline(line.text) if line.words <= _LONGEST else None
    return read is not None and bool(read.authors) and not read.rest


def _in_box(sheet: Sheet, line: Line) -> bool:
    """Whether one of the elements around a line is named as its writer's, and holds a few lines only."""
    node = line.node
    for _ in range(_AROUND):
        if node is None or node.tag == "body":
            return False
        if _BOX(names_of(node)):
            return len(sheet.lines.within(node)) <= _BOX_LINES
        node = node.getparent()
    return False
