"""Paragraphs that only blank lines part: a style sheet, which is not read, has them shown (`white-space: pre-line`)."""

from __future__ import annotations

import re

from crawler.arabic.text import tidy

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_PROSE = 8  # words of a paragraph
_LEAST = 80  # characters of several
_STOPS = (".", "؟", "!", "…", ":", "»", "”", '"', ")")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text as it stands in the markup, tidied; all as one where it is not surely several.

    It surely is where two are prose and every one that is ends as a sentence does: markup has blank lines anywhere.
    """
    if len(text) < _LEAST or text.count("\n") < 2:
        return [tidy(text)]
    parts = [part for part in map(tidy, _BLANK.split(text)) if part]
    prose = [part for part in parts if part.count(" ") >= _PROSE]
    several = len(prose) > 1 and all(part.endswith(_STOPS) for part in prose)
    return parts if several else [tidy(text)]
