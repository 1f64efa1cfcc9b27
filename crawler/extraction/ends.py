"""What hangs on the ends of a story's lines and is not of it: links, headings over nothing, marks, a translation."""

from __future__ import annotations

import re
from itertools import islice

from crawler.extraction.captions import STOPS
from crawler.extraction.lines import Line, Zone

_SHORT = 8  # words of a link
_PARAGRAPH = 12  # words
_CLOSED = re.compile(r"[\W\d]*انته[ىي](?:[\W\d]+[ء-ي]\b){0,4}[\W\d]*")  # how agencies end a text
_ARABIC = re.compile("[ء-ي]")
_TRANSLATED = 15  # words of a paragraph, on average, of a translation
_AROUND = 2  # elements up
_SECTIONS, _INDEX = 6, 0.3  # links of a paragraph that is an index, and their share of its words


def trimmed(kept: list[Line]) -> list[Line]:
    """Drop what hangs on the ends: links alone, and headings that nothing follows, where not all is set as headings."""
    set_so = sum(line.words if line.is_heading else -line.words for line in kept) > 0
    indexes = [line for line in kept if _is_index(line)]
    index = indexes[0] if len(indexes) == 1 else None  # a story may be as full of links
    start, end = 0, len(kept)
    while end and (_hangs(kept[end - 1], set_so=set_so) or kept[end - 1] is index):
        end -= 1
    while start < end and kept[start].linked and kept[start].words < _SHORT:
        start += 1
    return kept[start:end]


def _hangs(line: Line, *, set_so: bool) -> bool:
    alone = line.linked and not is_said(line)
    return alone or (not set_so and _is_bare_heading(line)) or _closes(line)


def is_said(line: Line) -> bool:
    """Whether a line is a point of a list that ends as a sentence does, though most of its words lead elsewhere."""
    return line.node.tag == "li" and line.words > line.link_words and line.text.endswith(STOPS)


def _is_bare_heading(line: Line) -> bool:
    """Whether a line is a heading, and no paragraph that is set as one."""
    return line.is_heading and not (line.words >= _PARAGRAPH and line.text.endswith(STOPS))


def _closes(line: Line) -> bool:
    """Whether a last line is an agency's mark, or of the topics under the story."""
    topics = line.zone & Zone.TAGS and line.words < _PARAGRAPH and not line.text.endswith(STOPS)
    return bool(topics or _CLOSED.fullmatch(line.text))


def _is_index(line: Line) -> bool:
    """Whether a last paragraph leads to all of the site's sections, in a sentence: «نقدم لكم أسعار الذهب، أخبار …»."""
    return len(line.links) >= _SECTIONS and line.link_words > _INDEX * line.words


def without_translation(kept: list[Line]) -> list[Line]:
    """Drop what tells an Arabic story once more in another language, below it."""
    end = len(kept)
    while end and not _ARABIC.search(kept[end - 1].text):
        end -= 1
    told = kept[end:]
    told_again = len(told) > 1 or (told and _is_foreign(told[0]))
    many = told_again and sum(line.words for line in told) >= _TRANSLATED * len(told)
    return kept[:end] if end and many else kept


def _is_foreign(line: Line) -> bool:
    """Whether a paragraph, or the box that it stands in, is said to be in another language; no quotation is."""
    for node in (line.node, *islice(line.node.iterancestors(), _AROUND)):
        if node.tag == "blockquote":
            return False
        if spoken := node.get("lang"):
            return not spoken.lower().startswith("ar")
    return False
