"""What stands right under a picture in the text and tells of it: with whose it is, or in italics."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.arabic.text import tidy
from crawler.extraction.lines import Line, Lines

_CAPTION = 20  # words
_CREDITED = re.compile(r"\S \((?=[^()]*[^\W\d])[^()]{2,40}\)$|\S [-–—] ?(?:صورة )?[أا]رشيفية?$")
STOPS = (".", "؟", "!", "…", ":")


def captions(lines: Lines, told: Sequence[Line]) -> set[int]:
    """The numbers of the lines right under a picture that end with whose it is: «الميناء عند الفجر (رويترز)», and of
    those that are set in italics under one.
    """
    under = {order for order, _, _ in lines.images}
    short = (line for line in told if line.order in under and line.words <= _CAPTION and not line.is_heading)
    return {line.order for line in short if _CREDITED.search(line.text) or _is_slanted(line)}


def _is_slanted(line: Line) -> bool:
    set_so = line.node.iter("em", "i") if not line.text.endswith(STOPS) else ()
    return any(len(tidy(each.text_content())) == len(line.text) for each in set_so)
