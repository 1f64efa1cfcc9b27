"""The box of the headline: what stands beside it there, and under a long lead."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extraction.lines import Line, Lines
from crawler.extraction.stamps import is_sentence

_AROUND = 3  # elements up
_UNDER = 6  # lines under a lead


def header_of(lines: Lines, title: Line | None) -> tuple[int, int]:
    """The lines of the headline's own header, where what stands at the side stands beside it."""
    header = next(title.node.iterancestors("header"), None) if title is not None else None
    return lines.spans[header] if header is not None else (0, 0)


def end_under_lead(lines: Lines, title: Line | None, story: Sequence[Line]) -> int:
    """The number after the headline's box, where the story's first paragraph stands in it and no other one; else 0."""
    if title is None or not story or story[0].order <= title.order:
        return 0
    lead = story[0]
    after = next((line.order for line in story[1:] if is_sentence(line)), 0)
    box: HtmlElement | None = lines.around(title.node)
    for _ in range(_AROUND):
        if box is None:
            break
        start, end = lines.spans[box]
        if start <= title.order and lead.order < end:
            return end if lead.order + 1 < end <= min(after, lead.order + _UNDER) else 0
        box = lines.around(box)
    return 0
