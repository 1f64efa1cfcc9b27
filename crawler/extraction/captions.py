"""What stands right under a picture in the text and tells of it: with whose it is, in italics, or without a stop."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from crawler.arabic import bylines
from crawler.arabic.text import tidy
from crawler.extraction.frames import is_picture
from crawler.extraction.lines import Line, Lines

STOPS = (".", "؟", "!", "…", ":")
_CAPTION = 20  # words
_PLAIN = range(3, 15)  # words of a caption that nothing sets apart
_PROSE = 12  # words of a paragraph
_STOPPED = 0.8  # of a story's paragraphs that end with a stop, where its writer sets them
_MARKS = (*STOPS, "،", ",", "؛", ")", "»", "”", '"')
_CREDITED = re.compile(r"\S \((?=[^()]*[^\W\d])[^()]{2,40}\)$|\S [-–—] ?(?:صورة )?[أا]رشيفية?$")


def captions(lines: Lines, told: Sequence[Line]) -> set[int]:
    """The numbers of the lines right under a picture that end with whose it is: «الميناء عند الفجر (رويترز)», and of
    those that are set in italics under one, or are the only ones without a stop.
    """
    under = {order: image for order, image, _ in lines.images}
    short = [line for line in told if line.order in under and line.words <= _CAPTION and not line.is_heading]
    found = {line.order for line in short if _CREDITED.search(line.text) or _is_slanted(line)}
    if len(found) < len(short) and _is_stopped(told):
        pictured = {line.order for line in short if is_picture(under[line.order])}
        found |= {line.order for line, after in pairwise(told) if line.order in pictured and _is_plain(line, after)}
    return found


def _is_slanted(line: Line) -> bool:
    return not line.text.endswith(STOPS) and is_set(line, "em", "i")


def is_set(line: Line, *tags: str) -> bool:
    """Whether one element of some tags holds all of a line."""
    return any(len(tidy(each.text_content())) == len(line.text) for each in line.node.iter(*tags))


def _is_stopped(told: Sequence[Line]) -> bool:
    """Whether a story's paragraphs end with a stop, nearly all of them."""
    prose = [line.text.endswith((*STOPS, "»", '"', "”")) for line in told if line.words >= _PROSE and not line.linked]
    return len(prose) > 1 and sum(prose) >= _STOPPED * len(prose)


def _is_plain(line: Line, after: Line) -> bool:
    """Whether a line under a picture and over a paragraph is its caption: a few words, no stop, neither bold nor set in
    a list, and no byline.
    """
    if line.words not in _PLAIN or line.links or line.node.tag == "li" or after.words < _PROSE or after.is_heading:
        return False
    if line.text.endswith(_MARKS) or not line.text[0].isalpha() or any(map(str.isdigit, line.text)):
        return False
    return not is_set(line, "strong", "b") and bylines.read(line.text) is None
