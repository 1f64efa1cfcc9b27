"""The deck: what stands between headline and story and says in short what the record keeps as the description."""

from __future__ import annotations

from crawler.arabic.text import words
from crawler.extraction.called import called
from crawler.extraction.captions import STOPS
from crawler.extraction.lines import Line

_DECKED = 3  # lines of a story that may have a deck
_CUT = 6  # words of a paragraph's beginning
_SHORT_DECK = 20  # words; a lead is seldom so short
_DECK = called(r"deck|dek\b|teaser|sub-?title|standfirst|excerpt")


def without(told: list[Line], description: str | None) -> list[Line]:
    """Drop the deck, which the record keeps as the description: it says the same and stands apart from the story."""
    if len(told) >= _DECKED and _is_cut(told[0], told[1]):
        return told[1:]
    if len(told) < _DECKED or words(told[0].text) != words(description or ""):
        return told
    apart = told[0].node.getparent() is not told[1].node.getparent() or told[0].node.tag != told[1].node.tag
    return told[1:] if apart and _is_deck(told[0]) else told


def _is_cut(line: Line, below: Line) -> bool:
    """Whether a line is the beginning of the paragraph below it, cut off by a program."""
    begun = line.text.rstrip(" .…")
    return line.words >= _CUT and below.words > line.words and below.text.startswith(begun)


def _is_deck(line: Line) -> bool:
    """Whether a first line is a deck by its name, or as it is short and no sentence; a lead is neither."""
    named = _DECK(line.node.get("class") or "")
    return named or (line.words <= _SHORT_DECK and not line.text.endswith(STOPS))
