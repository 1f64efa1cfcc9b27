"""A page as its lines of text, in reading order, each with its place: what all later decisions are made on."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from lxml.html import HtmlElement

from crawler.arabic.text import tidy
from crawler.extraction import frames
from crawler.extraction.regions import Zone, zone_of

__all__ = ["HEADINGS", "Line", "Lines", "Zone", "read_lines"]


@dataclass(slots=True, eq=False)
class Line:
    """One line. `links` are its (text, href) pairs, `link_words` of its `words` stand in them; `zone` is Zone's bits.

    `pieces` are its inline elements and the text between them, as (text, element), where it has several: a date and
    a name in a frame of each.
    """

    text: str
    node: HtmlElement
    order: int
    words: int = 0
    link_words: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    pieces: list[tuple[str, HtmlElement]] = field(default_factory=list)
    zone: int = Zone.NONE

    @property
    def linked(self) -> bool:
        """Whether the line is a link rather than a text with links."""
        return self.link_words > 0.6 * self.words

    @property
    def is_heading(self) -> bool:
        return self.node.tag in HEADINGS


@dataclass(slots=True)
class Lines:
    """All lines of a page; `spans` gives each block element's lines as a half-open range.

    `images` stand each before the line whose number it has; the last of the three is the image's zone.
    """

    lines: list[Line]
    spans: dict[HtmlElement, tuple[int, int]]
    images: list[tuple[int, HtmlElement, int]]

    def around(self, node: HtmlElement) -> HtmlElement | None:
        """Return the block element that holds a block, or None for the page's body."""
        outer = node.getparent()
        while outer is not None and outer not in self.spans:
            outer = outer.getparent()
        return outer

    def within(self, node: HtmlElement) -> list[Line]:
        start, end = self.spans.get(node, (0, 0))
        return self.lines[start:end]


HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_INLINE, _IMAGE, _BREAK, _SKIPPED = range(4)
_KINDS = {
    **dict.fromkeys(
        "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong"
        " sub sup time tt u var nobr wbr".split(),
        _INLINE,
    ),
    **dict.fromkeys(("img", "amp-img"), _IMAGE),
    **dict.fromkeys(("br", "hr"), _BREAK),
    **dict.fromkeys(
        "script style noscript template svg math iframe object embed select option textarea input canvas audio video"
        " map head title meta link source track param progress meter".split(),
        _SKIPPED,
    ),
}  # every other element is a block
_APART = Zone.HIDDEN | Zone.SHARE  # inline elements that are no part of their line
_SHORT = 40  # words of a line that may be several things in a row
_STORY_SHARE = 0.4  # a named part that holds more of the page's prose than this is named wrongly
_DEEPEST = 240  # libxml2 stops at 256


def read_lines(root: HtmlElement) -> Lines:
    """Return the lines of a tree. One pass; the tree is not changed."""
    reader = _Reader()
    reader.block(root, "", Zone.NONE, 0)
    reader.named += frames.mark(reader.lines, reader.small)
    _trust_prose(reader)
    return Lines(reader.lines, reader.spans, reader.images)


class _Reader:
    """Collects text until a block begins or ends, or a <br> stands; then it is a line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.spans: dict[HtmlElement, tuple[int, int]] = {}
        self.images: list[tuple[int, HtmlElement, int]] = []
        self.named: list[tuple[int, int, int]] = []
        self.small: list[tuple[int, int, int]] = []  # what small frames are by what stands in them
        self._asked = 0  # fields and buttons so far
        self._frames: list[tuple[int, HtmlElement]] = []  # whose each part is, from which part on
        self._parts: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._link_words = 0
        self._zone = Zone.NONE  # of the block and all around it

    def block(self, node: HtmlElement, href: str, zone: int, depth: int) -> None:
        """Read a block element: its lines are its own. `href` is the link around it, `zone` what it opens itself."""
        start = len(self.lines)
        outside = self._zone
        self._zone = outside | zone
        if node.text:
            self._text(node.text, href)
        self._children(node, node, href, depth)
        self._flush(node)
        self._zone = outside
        self.spans[node] = (start, len(self.lines))

    def _children(self, parent: HtmlElement, block: HtmlElement, href: str, depth: int) -> None:
        for child in parent:
            tag = child.tag
            kind = _KINDS.get(tag)
            if kind is None:
                if isinstance(tag, str):  # a comment's is none
                    self._inner_block(child, block, href, depth)
            elif kind == _INLINE:
                self._framed(child, parent, block, href, depth)
            elif kind == _BREAK:
                self._flush(block)
            elif kind == _IMAGE:
                self.images.append((len(self.lines), child, self._zone))
            elif tag == "textarea" or (tag == "input" and child.get("type") == "email"):
                self._asked += 1
            if child.tail:
                self._text(child.tail, href)

    def _inner_block(self, node: HtmlElement, block: HtmlElement, href: str, depth: int) -> None:
        self._flush(block)
        if depth > _DEEPEST:
            return
        zone = zone_of(node)
        start, asked, shown = len(self.lines), self._asked, len(self.images)
        self.block(node, href, zone, depth + 1)
        if len(self.lines) - start <= frames.LINES:
            self._read_frame(node, start, asked=asked, shown=shown)
        if href:
            for line in self.lines[start:]:
                line.links = line.links or [(line.text, href)]
        if zone:
            self.named.append((zone, start, len(self.lines)))

    def _read_frame(self, node: HtmlElement, start: int, *, asked: int, shown: int) -> None:
        """Note what a small block is by what stands in it: under a picture its caption, beside a field its question."""
        if node.tag == "button":
            self._asked += frames.is_question(self.lines[start:])
        elif start == len(self.lines) or node.tag in frames.TEXTUAL:
            return
        elif self._asked > asked:
            self.small.append((Zone.ASKING, start, len(self.lines)))
        elif len(self.images) > shown and self.images[shown][0] == start and frames.is_picture(self.images[shown][1]):
            self.small.append((Zone.CAPTION, start, len(self.lines)))

    def _framed(self, node: HtmlElement, parent: HtmlElement, block: HtmlElement, href: str, depth: int) -> None:
        """Read an inline element; where it stands in the block itself, what is in it is a frame of its own."""
        if parent is not block:
            self._inline(node, block, href, depth)
            return
        self._frames.append((len(self._parts), node))
        self._inline(node, block, href, depth)
        self._frames.append((len(self._parts), block))

    def _inline(self, node: HtmlElement, block: HtmlElement, href: str, depth: int) -> None:
        if node.tag == "a":
            if depth <= _DEEPEST:
                self._link(node, block, depth)
        elif depth <= _DEEPEST and not zone_of(node) & _APART:
            if node.text:
                self._text(node.text, href)
            self._children(node, block, href, depth + 1)

    def _link(self, node: HtmlElement, block: HtmlElement, depth: int) -> None:
        target = node.get("href") or ""
        before = len(self._parts)
        if node.text:
            self._text(node.text, target)
        self._children(node, block, target, depth + 1)
        label = tidy("".join(self._parts[before:]))
        if label and len(node) > 1:
            label = frames.headline(node) or label
        if label and target:
            self._links.append((label, target))

    def _text(self, text: str, href: str) -> None:
        # Most of a page's texts are the white space between its blocks.
        if not self._parts and text.isspace():
            return
        self._parts.append(text)
        if href:
            self._link_words += len(text.split())

    def _flush(self, node: HtmlElement) -> None:
        """End a line, if there is any."""
        if self._parts:
            self._line(node)
            self._parts.clear()
            self._links = []
            self._link_words = 0
        self._frames.clear()

    def _line(self, node: HtmlElement) -> None:
        text = tidy("".join(self._parts))
        if not text:
            return
        words = sum([len(word) > 1 or word.isalnum() for word in text.split(" ")])
        pieces = self._pieces(node) if words <= _SHORT and len(self._parts) > 1 else []
        self.lines.append(Line(text, node, len(self.lines), words, self._link_words, self._links, pieces, self._zone))

    def _pieces(self, node: HtmlElement) -> list[tuple[str, HtmlElement]]:
        starts = [*self._frames, (len(self._parts), node)]
        first = [(0, node)] if starts[0][0] else []
        bounds = [*first, *starts]
        found = [
            (text, element)
            for (at, element), (end, _) in pairwise(bounds)
            if at < end and (text := tidy("".join(self._parts[at:end])))
        ]
        return found if len(found) > 1 else []


def _trust_prose(reader: _Reader) -> None:
    """Set the zones on the lines, but for named parts that hold so much prose that the name must be wrong."""
    prose = [0]
    for line in reader.lines:
        prose.append(prose[-1] + (line.words if line.words >= frames.SENTENCE and not line.linked else 0))
    for zone, start, end in reader.named:
        if zone & ~Zone.HIDDEN and prose[end] - prose[start] > _STORY_SHARE * prose[-1]:
            for line in reader.lines[start:end]:
                line.zone &= ~zone
