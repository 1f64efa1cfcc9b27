"""A page as its lines of text, in reading order, each with its place: what all later decisions are made on."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from lxml.html import HtmlElement

from crawler.arabic.text import tidy
from crawler.extraction import breaks, frames
from crawler.extraction.elements import BREAK, IMAGE, INLINE, KINDS
from crawler.extraction.regions import Zone, zone_of

__all__ = ["HEADINGS", "Line", "Lines", "Zone", "read_lines"]


@dataclass(slots=True, eq=False)
class Line:
    """One line. `links` are its (text, href) pairs, `link_words` of its `words` stand in them; `zone` is Zone's bits.

    `linked`: it is a link rather than a text with links.
    `row` is what its pieces are made of: its texts, and from which of them on whose they are.
    """

    text: str
    node: HtmlElement
    order: int
    words: int = 0
    link_words: int = 0
    links: list[tuple[str, str]] = field(default_factory=list)
    row: tuple[list[str], list[tuple[int, HtmlElement]]] | None = None
    zone: int = Zone.NONE
    linked: bool = field(init=False)
    _pieces: list[tuple[str, HtmlElement]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.linked = self.link_words > 0.6 * self.words

    @property
    def pieces(self) -> list[tuple[str, HtmlElement]]:
        """Its inline elements and the text between them, where it has several: a date and a name in a frame of each.

        Few lines are ever asked, so it is found when one is.
        """
        if self._pieces is None:
            self._pieces = self._cut() if self.row is not None else []
        return self._pieces

    def _cut(self) -> list[tuple[str, HtmlElement]]:
        assert self.row is not None
        parts, starts = self.row
        bounds = [*([(0, self.node)] if starts[0][0] else []), *starts]
        found = [
            (text, element)
            for (at, element), (end, _) in pairwise(bounds)
            if at < end and (text := tidy("".join(parts[at:end])))
        ]
        return found if len(found) > 1 else []

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
_APART = Zone.HIDDEN | Zone.SHARE  # inline elements that are no part of their line
_SHORT = 40  # words of a line that may be several things in a row
_DEEPEST = 240  # libxml2 stops at 256


def read_lines(root: HtmlElement) -> Lines:
    """Return the lines of a tree. One pass; the tree is not changed."""
    reader = _Reader()
    reader.body(root)
    reader.named += frames.mark(reader.lines, reader.small)
    reader.named += frames.mark_comments(reader.lines, reader.spans)
    frames.trust_prose(reader.lines, reader.named)
    return Lines(reader.lines, reader.spans, reader.images)


class _Reader:
    """Collects text until a block begins or ends, or a <br> stands; then it is a line.

    Every element of a page passes through here: what is empty is passed by before anything is asked of it.
    """

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.spans: dict[HtmlElement, tuple[int, int]] = {}
        self.images: list[tuple[int, HtmlElement, int]] = []
        self.named: list[tuple[int, int, int]] = []
        self.small: list[tuple[int, int, int]] = []  # what small frames are by what stands in them
        self._covered: dict[str, str] = {}  # titles of cards that empty links are laid over, and where these lead
        self._asked = 0  # fields and buttons so far
        self._frames: list[tuple[int, HtmlElement]] = []  # whose each part is, from which part on
        self._parts: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._link_words = 0
        self._zone = Zone.NONE  # of the block and all around it

    def body(self, root: HtmlElement) -> None:
        """Read it all. What the outermost element is called says nothing of what stands in it."""
        if root.text and not root.text.isspace():
            self._text(root.text, "")
        self._children(root, root, "", 0)
        self._flush(root)
        self.spans[root] = (0, len(self.lines))

    def block(self, node: HtmlElement, tag: str, href: str, depth: int) -> None:
        """Read a block element: its lines are its own. `href` is the link around it."""
        lines = self.lines
        start = len(lines)
        if depth > _DEEPEST:
            return
        text = node.text
        if not text or text.isspace():
            if not len(node):
                self.spans[node] = (start, start)
                return
            text = ""
        zone = zone_of(node, tag)
        asked, shown, outside = self._asked, len(self.images), self._zone
        self._zone = outside | zone
        if text:
            self._text(text, href)
        self._children(node, node, href, depth + 1)
        self._flush(node)
        self._zone = outside
        end = len(lines)
        self.spans[node] = (start, end)
        if end > start:
            self._end(tag, start, zone, href, asked=asked, shown=shown)

    def _children(self, parent: HtmlElement, block: HtmlElement, href: str, depth: int) -> None:
        parts, frames_ = self._parts, self._frames
        for child in parent:
            tag = child.tag
            kind = KINDS.get(tag)
            if kind is None or kind == BREAK:
                if parts or frames_:
                    self._flush(block)
                if kind is None and isinstance(tag, str):  # a comment's is none
                    self.block(child, tag, href, depth)
            elif kind == INLINE:
                if len(child) or child.text:
                    self._inline(child, tag, parent, block, href, depth)
                else:
                    if tag == "a":
                        self._cover(child)
                    if parts and parent is block:
                        frames_.append((len(parts), block))  # an icon parts what stands beside it
            else:
                self._note(kind, child, tag)
            tail = child.tail
            # Most of a page's texts are the white space between its blocks.
            if tail and (parts or not tail.isspace()):
                self._text(tail, href)

    def _note(self, kind: int, node: HtmlElement, tag: str) -> None:
        """Note what has no text: a picture, or a field to be filled in."""
        if kind == IMAGE:
            self.images.append((len(self.lines), node, self._zone))
        elif tag == "textarea" or (tag == "input" and node.get("type") == "email"):
            self._asked += 1

    def _flush(self, node: HtmlElement) -> None:
        """End a line of `node`'s, if there is any."""
        if self._parts:
            self._line(node)
        self._frames.clear()

    def _end(self, tag: str, start: int, zone: int, href: str, *, asked: int, shown: int) -> None:  # noqa: PLR0913
        """End a block with lines, of which `start` is the first."""
        end = len(self.lines)
        if end - start <= frames.LINES:
            self._read_frame(tag, start, asked=asked, shown=shown)
        if href:
            for line in self.lines[start:]:
                line.links = line.links or [(line.text, href)]
        if zone:
            self.named.append((zone, start, end))

    def _read_frame(self, tag: str, start: int, *, asked: int, shown: int) -> None:
        """Note what a small block is by what stands in it: under a picture its caption, beside a field its question."""
        if tag == "button":
            self._asked += frames.is_question(self.lines[start:])
        elif tag in frames.TEXTUAL:
            return
        elif self._asked > asked:
            self.small.append((Zone.ASKING, start, len(self.lines)))
        elif len(self.images) > shown and self.images[shown][0] == start and frames.is_captioned(self.images[shown][1]):
            self.small.append((Zone.CAPTION, start, len(self.lines)))

    def _inline(  # noqa: PLR0913, PLR0917  where it stands
        self, node: HtmlElement, tag: str, parent: HtmlElement, block: HtmlElement, href: str, depth: int
    ) -> None:
        """Read an inline element; where it stands in the block itself, what is in it is a frame of its own."""
        if depth > _DEEPEST:
            return
        framed = parent is block
        if framed:
            self._frames.append((len(self._parts), node))
        if tag == "a":
            self._link(node, block, depth)
        elif not zone_of(node, tag) & _APART:
            text = node.text
            if text and (self._parts or not text.isspace()):
                self._text(text, href)
            if len(node):
                self._children(node, block, href, depth + 1)
        if framed:
            self._frames.append((len(self._parts), block))

    def _link(self, node: HtmlElement, block: HtmlElement, depth: int) -> None:
        target = node.get("href") or ""
        before = len(self._parts)
        text = node.text
        if text and (before or not text.isspace()):
            self._text(text, target)
        nested = len(node)
        if nested:
            self._children(node, block, target, depth + 1)
        if not target:
            return
        label = tidy("".join(self._parts[before:]))
        if label and nested > 1:
            label = frames.headline(node) or label
        if label:
            self._links.append((label, target))

    def _cover(self, link: HtmlElement) -> None:
        """Note an empty link that is laid over a card and says the title in it: the line that shows it is linked."""
        title = link.get("title") or link.get("aria-label")
        if title and (target := link.get("href")):
            self._covered[tidy(title)] = target

    def _text(self, text: str, href: str) -> None:
        self._parts.append(text)
        if href:
            self._link_words += len(text.split())

    def _line(self, node: HtmlElement) -> None:
        """End a line of `node`'s."""
        parts = self._parts
        raw = "".join(parts)
        text = tidy(raw)
        if len(raw) > breaks.LONG and "\n" in raw and len(parted := breaks.paragraphs(raw, node)) > 1:
            self._parted(parted, node)
        elif text:
            if not self._links and (target := self._covered.pop(text, "")):
                self._links, self._link_words = [(text, target)], len(text.split())
            each = text.split(" ")
            words = len(each) - len([mark for mark in each if len(mark) == 1 and not mark.isalnum()])
            row = None
            if self._frames and words <= _SHORT and len(parts) > 1:
                row = (parts.copy(), [*self._frames, (len(parts), node)])
            self.lines.append(Line(text, node, len(self.lines), words, self._link_words, self._links, row, self._zone))
        parts.clear()
        self._links = []
        self._link_words = 0

    def _parted(self, parted: list[str], node: HtmlElement) -> None:
        """End several lines of `node`'s, each with those links that stand in it."""
        links, at = self._links, 0
        for piece in parted:
            start = at
            while at < len(links) and links[at][0] in piece:
                at += 1
            linked = sum(len(label.split()) for label, _ in links[start:at])
            line = Line(piece, node, len(self.lines), len(piece.split()), linked, links[start:at], zone=self._zone)
            self.lines.append(line)
