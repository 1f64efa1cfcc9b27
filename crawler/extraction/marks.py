"""Lines among a story's that say nothing: a sign, a counter, a rule that is drawn, a program's code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from crawler.arabic.text import words
from crawler.extraction.lines import Line

_CODED = 8  # words of a line that begins with a program's code
_CODE = re.compile(r"(?=\S*[a-z])(?=\S*[A-Z])(?=\S*\d)[A-Za-z0-9+/=_-]{16,}(?!\S)")
_SCRIPT = re.compile(r"adsbygoogle|googletag|google_ad_|\bfunction ?\(|window\.\w|document\.\w|\}\);")
_LISTED = 5  # numbers in a row that are a list


def marks(told: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are a mark, a counter, «Aa» alone; many numbers in a row are a list."""
    found: set[int] = set()
    for is_mark, row in groupby(told, key=_is_mark):
        lines = list(row)
        if is_mark and not (len(lines) >= _LISTED and all(line.text[0].isdigit() for line in lines)):
            found.update(line.order for line in lines)
    return found


def _is_mark(line: Line) -> bool:
    """A line of a sign or two, of a word in Latin letters, a rule that is drawn with «ــــ», or a program's code."""
    if not line.words or (line.words == 1 and (line.text.isascii() or not words(line.text))):
        return True
    if line.text.isascii() and _SCRIPT.search(line.text):
        return True
    return line.words <= _CODED and bool(_CODE.match(line.text))
