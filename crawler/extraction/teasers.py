"""The beginnings of other stories, in columns beside this one or below it: cards of one make, in a row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.lines import Line, Lines

# Classes that tell one card from the others of its make: its number, and what WordPress says it is about.
_OWN = re.compile(r"\d+|(?<!\S)(?:tag|category|author|format)-\S+\s*")
_PROSE = 8  # words of a line that may be taken for the story's
_TEASED = 4  # words of a linked headline whose next line is its teaser
_CARDS = 3  # of one make that are a column of them
_MOST = 0.7  # of those of one make that must be cards
_LONGEST = 90  # words of a card
_LINES = 6  # lines of one
_UP = 6  # elements between a line and the card that it stands in


def teasers(lines: Lines) -> set[int]:
    """Return the numbers of the lines that tell of other stories than the page's, in columns of them."""
    columns = _Columns(lines)
    prose = (line for line in lines.lines if line.words >= _PROSE and not line.linked)
    cards = {card for line in prose if (card := columns.card_of(line)) is not None}
    return {order for card in cards for order in range(*lines.spans[card])}


def follows_headline(lines: Lines, line: Line) -> bool:
    """Tell whether a line may tell more of the linked headline before it, in one element with it."""
    headline = lines.lines[line.order - 1]
    if not line.order or not headline.linked or headline.words < _TEASED:
        return False
    card = set(islice(headline.node.iterancestors(), 2))
    return any(outer in card for outer in islice(line.node.iterancestors(), 2))


@dataclass(frozen=True, slots=True)
class Others:
    """What tells of other stories: `teased` are the lines of teasers(), `named` those of the related stories that the
    page names, under which its own goes on.
    """

    teased: set[int]
    named: set[int]

    def tell(self, lines: Lines, line: Line) -> bool:
        """Tell whether a line is of another story, or may be."""
        return self.surely(line) or (line.order - 1 not in self.named and follows_headline(lines, line))

    def surely(self, line: Line) -> bool:
        """Tell whether a line is of another story."""
        return line.order in self.teased or line.order in self.named


def make_of(line: Line) -> tuple[object, ...]:
    """How a line is framed, by which one paragraph of a story is told from other lines."""
    parent = line.node.getparent()
    framed = "" if parent is None else _OWN.sub("", parent.get("class") or "")
    return line.node.tag, None if parent is None else parent.tag, framed


class _Columns:
    """The elements that hold cards in a row, each looked at once."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._cards: dict[HtmlElement, set[HtmlElement]] = {}

    def card_of(self, line: Line) -> HtmlElement | None:
        """Return the card that a line stands in, if any."""
        node: HtmlElement | None = line.node
        for _ in range(_UP):
            if node is None or node.tag == "body" or not self._may_be_card(node):
                return None
            parent = node.getparent()
            if parent is not None and node in self._of(parent):
                return node
            node = parent
        return None

    def _may_be_card(self, node: HtmlElement) -> bool:
        start, end = self._lines.spans.get(node, (0, 0))
        return end - start <= _LINES

    def _of(self, parent: HtmlElement) -> set[HtmlElement]:
        """Return the cards among an element's children."""
        if parent not in self._cards:
            makes: dict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
            held = [child for child in parent if child in self._lines.spans]
            for child in held if len(held) >= _CARDS else ():
                makes[child.tag, _OWN.sub("", child.get("class") or "")].append(child)
            self._cards[parent] = {card for row in makes.values() for card in self._cards_of(row)}
        return self._cards[parent]

    def _cards_of(self, row: Sequence[HtmlElement]) -> list[HtmlElement]:
        """Return those of a row that are cards, where enough of it are; another way to lead on each must have."""
        told = [element for element in row if self._span(element)] if len(row) >= _CARDS else []
        cards = [element for element in told if self._is_card(element)]
        return cards if len(cards) >= _CARDS and len(cards) >= _MOST * len(told) else []

    def _is_card(self, element: HtmlElement) -> bool:
        """Whether an element holds a few lines, one of which leads to another page."""
        held = self._span(element)
        if not 1 < len(held) <= _LINES or sum(line.words for line in held) > _LONGEST:
            return False
        return any(not href.startswith("#") for line in held for _, href in line.links)

    def _span(self, element: HtmlElement) -> list[Line]:
        return self._lines.within(element)
