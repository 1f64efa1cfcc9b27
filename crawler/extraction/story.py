"""The part of a page that holds the story, and the story's lines in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.arabic.text import words
from crawler.extraction.lines import Line, Lines, Zone

# What is never the story, whatever it says. Side parts and headers may hold it where the markup is odd.
APART = ~(Zone.TAGS | Zone.HEADER)
_PROSE = 8  # words from which a line counts as prose
_FADE = 0.6  # how much of a line's weight reaches the next element up
_REACH = 5  # elements up
_GROWS = 1.02  # an outer element must hold this much more prose to be taken instead
_PARAGRAPH = 12  # words from which a line around the story can be of it
_DECKED = 3  # lines of a story that may have a deck
_TEASED = 4  # words of a linked headline whose next line is its teaser
_ENDINGS = frozenset(("comments", "most-read", "copyright", "newsletter"))
_SELDOM = 12  # words below which a line of boilerplate words is believed to be boilerplate
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dd", "dt", "center"))


def find_story(lines: Lines, *, declared: str = "") -> HtmlElement | None:
    """Return the element that holds the story; None where the page has no prose.

    `declared` is the text that the page's JSON-LD calls the article's body, if any: lines found in it weigh more.
    """
    known = " ".join(words(declared))
    weights: dict[HtmlElement, float] = defaultdict(float)
    for line in lines.lines:
        if line.words >= _PROSE and not line.linked and not line.zone & APART:
            certain = 3.0 if known and " ".join(words(line.text)[:20]) in known else 1.0
            _weigh(weights, lines, line, certain * line.words)
    if not weights:
        return None
    best = max(weights, key=weights.__getitem__)
    return _grow(best, lines)


def _weigh(weights: dict[HtmlElement, float], lines: Lines, line: Line, weight: float) -> None:
    node = lines.around(line.node) if line.node.tag in _PARAGRAPHS else line.node
    for step in range(_REACH):
        # The body is the story's element only where the paragraphs stand in it themselves.
        if node is None or (node.tag == "body" and step):
            return
        weights[node] += weight
        weight *= _FADE
        node = lines.around(node)


def _grow(best: HtmlElement, lines: Lines) -> HtmlElement:
    """Take in the elements around that hold more of the same prose: a lead, or a second half after an advertisement."""
    node = best
    for _ in range(_REACH):
        outer = lines.around(node)
        if outer is None or outer.tag == "body":
            break
        if _is_more(lines, outer, best):
            best = outer
        node = outer
    return best


def _is_more(lines: Lines, outer: HtmlElement, held: HtmlElement) -> bool:
    """Whether an outer element adds paragraphs to the story held, rather than teasers of other stories."""
    start, end = lines.spans[held]
    had = sum(line.words for line in lines.lines[start:end])
    paragraphs, teasers = 0, 0
    for line in _before_end(lines.within(outer), end):
        if start <= line.order < end or line.zone & APART or line.linked or line.words < _PARAGRAPH:
            continue
        before = lines.lines[line.order - 1] if line.order else line
        if before.linked and before.words >= _TEASED:
            teasers += line.words
        else:
            paragraphs += line.words
    return paragraphs > 2 * teasers and had + paragraphs > _GROWS * had


def _before_end(lines: Sequence[Line], held_to: int) -> Iterator[Line]:
    """The lines up to where the comments or another block begins, beyond the part that is held already."""
    for line in lines:
        if line.order >= held_to and boilerplate.category(line.text) in _ENDINGS:
            return
        yield line


def story_lines(
    lines: Lines, story: HtmlElement, *, title: str, title_line: Line | None, apart: set[int]
) -> list[Line]:
    """Return the story's lines, in order. `apart` holds the numbers of lines already read as something else."""
    told = _before_end(lines.within(story), _first_prose_end(lines.within(story)))
    kept = [line for line in told if line.order not in apart and _belongs(line)]
    above = [line for line in kept if title_line is not None and line.order <= title_line.order]
    if not any(line.words >= _PARAGRAPH and line is not title_line for line in above):
        kept = kept[len(above) :]
    while kept and words(kept[0].text) == words(title):
        kept = kept[1:]
    return _trim(kept)


def _first_prose_end(lines: Sequence[Line]) -> int:
    """The number after the first line of prose: an ending before it is none."""
    prose = (line for line in lines if line.words >= _PARAGRAPH and not line.linked and not line.zone & APART)
    return next((line.order + 1 for line in prose if not line.is_heading), 0)


def _belongs(line: Line) -> bool:
    if line.zone & APART:
        return False
    if line.linked and line.words < 2 * _SELDOM and line.node.tag not in ("p", "blockquote", "li"):
        return False
    return boilerplate.category(line.text) is None


def _trim(kept: list[Line]) -> list[Line]:
    """Drop what hangs on the ends: links alone, and headings that nothing follows."""
    while kept and (kept[-1].linked or kept[-1].is_heading):
        kept = kept[:-1]
    while kept and kept[0].linked and kept[0].words < _PROSE:
        kept = kept[1:]
    return kept


def without_deck(told: list[Line], description: str | None) -> list[Line]:
    """Drop the deck, which the record keeps as the description: it says the same and stands apart from the story."""
    if len(told) < _DECKED or words(told[0].text) != words(description or ""):
        return told
    apart = told[0].node.getparent() is not told[1].node.getparent() or told[0].node.tag != told[1].node.tag
    return told[1:] if apart else told
