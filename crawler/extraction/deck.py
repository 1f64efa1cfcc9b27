"""The deck over a story: what its page says of it under the headline, and the record keeps as its description."""

from __future__ import annotations

from crawler.arabic.text import words
from crawler.extraction.called import called
from crawler.extraction.captions import STOPS
from crawler.extraction.lines import Line

_DECKED = 3  # lines of a story that may have a deck
_SHORT_DECK = 20  # words; a lead is seldom so short
_DECK = called(r"deck|dek\b|teaser|sub-?title|standfirst|excerpt")


def without_deck(told: list[Line], description: str | None) -> list[Line]:
    """Drop the deck, which the record keeps as the description: it says the same and stands apart from the story."""
    if len(told) < _DECKED or words(told[0].text) != words(description or ""):
        return told
    apart = told[0].node.getparent() is not told[1].node.getparent() or told[0].node.tag != told[1].node.tag
    return told[1:] if apart and _is_deck(told[0]) else told


def _is_deck(line: Line) -> bool:
    """Whether a first line is a deck by its name, or as it is short and no sentence; a lead is neither."""
    named = _DECK(line.node.get("class") or "")
    return named or (line.words <= _SHORT_DECK and not line.text.endswith(STOPS))
