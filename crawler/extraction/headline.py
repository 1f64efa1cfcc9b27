"""The headline among the lines of a story, and what stands over it."""

from __future__ import annotations

from crawler.arabic.text import words
from crawler.extraction.captions import STOPS
from crawler.extraction.lines import Line

_PARAGRAPH = 12  # words from which a line over the headline can be of the story
_SPELLING = 12  # characters by which two spellings of one headline may differ in length


def under_headline(kept: list[Line], title: str, title_line: Line | None) -> list[Line]:
    """Drop the headline, as often as it is told, and what stands over it, where no paragraph does."""
    above = [line for line in kept if title_line is not None and line.order <= title_line.order]
    if not any(_is_told(line) and not _ends_with(line, title, title_line) for line in above):
        kept = kept[len(above) :]
    while kept and words(kept[0].text) == words(title):
        kept = kept[1:]
    return _without_title(kept, title)


def _is_told(line: Line) -> bool:
    """Whether a line over the headline is a paragraph, and no other headline, or several in a strip of news."""
    return line.words >= _PARAGRAPH and line.text.endswith(STOPS)


def _ends_with(line: Line, title: str, title_line: Line | None) -> bool:
    """Whether a line is the headline, or that with its section before it: «عام / …»."""
    return line is title_line or words(line.text)[-len(words(title)) :] == words(title)


def _without_title(kept: list[Line], title: str) -> list[Line]:
    """Drop the headline where it is told once more among paragraphs, as under a picture."""
    again = words(title)
    others = [line for line in kept if abs(len(line.text) - len(title)) > _SPELLING or words(line.text) != again]
    return others if any(line.words >= _PARAGRAPH for line in others) else kept
