"""A page as its lines of text, in reading order, each with its place: what all later decisions are made on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag
from itertools import pairwise

from lxml.html import HtmlElement

from crawler.arabic.text import tidy


class Zone(IntFlag):
    """Parts of a page that are not the story, by what the markup calls them."""

    NONE = 0
    NAVIGATION = 1
    HEADER = 2
    FOOTER = 4
    SIDE = 8
    CAPTION = 16
    FORM = 32
    COMMENTS = 64
    RELATED = 128
    SHARE = 256
    PROMOTION = 512
    HIDDEN = 1024
    TAGS = 2048
    EMBED = 4096


@dataclass(slots=True, eq=False)
class Line:
    """One line. `links` are its (text, href) pairs, `link_words` of its `words` stand in them.

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
    zone: Zone = Zone.NONE

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

    `images` stand each before the line whose number it has.
    """

    lines: list[Line]
    spans: dict[HtmlElement, tuple[int, int]]
    images: list[tuple[int, HtmlElement, Zone]]

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
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub"
    " sup time tt u var nobr wbr".split()
)
_SKIPPED = frozenset(
    "script style noscript template svg math iframe object embed select option textarea input canvas audio video map"
    " head title meta link source track param progress meter".split()
)
_TAGS = {
    "nav": Zone.NAVIGATION,
    "footer": Zone.FOOTER,
    "aside": Zone.SIDE,
    "figure": Zone.CAPTION,
    "figcaption": Zone.CAPTION,
    "button": Zone.FORM,
    "amp-sidebar": Zone.NAVIGATION,
}
_ROLES = {
    "navigation": Zone.NAVIGATION,
    "contentinfo": Zone.FOOTER,
    "complementary": Zone.SIDE,
    "search": Zone.FORM,
    "dialog": Zone.PROMOTION,
    "alertdialog": Zone.PROMOTION,
    "banner": Zone.HEADER,
    "menu": Zone.NAVIGATION,
}
_NAMES = {
    Zone.NAVIGATION: "nav navbar navigation menu menus breadcrumb breadcrumbs breadcumb crumbs pagination pager topbar"
    " ticker",
    Zone.HEADER: "masthead siteheader",
    Zone.FOOTER: "footer copyright copyrights",
    Zone.SIDE: "sidebar sidebars aside widget widgets mostread mostviewed popular trending latest",
    Zone.CAPTION: "caption captions figcaption credit",
    Zone.COMMENTS: "comment comments commentlist respond disqus replies",
    Zone.RELATED: "related relatednews relatedposts readmore readalso recommended recommendations similar seealso"
    " yarpp",
    Zone.SHARE: "share sharing social socials addthis sharedaddy sharethis a2a",
    Zone.PROMOTION: "newsletter subscribe subscription popup modal cookie cookies consent gdpr ad ads advert"
    " advertisement adsbygoogle banner promo promotion sponsored poll vote rating",
    Zone.TAGS: "tags tag tagcloud keywords tagslist",
    Zone.EMBED: "twitter instagram tiktok fb",
}
_ZONES = {name: zone for zone, names in _NAMES.items() for name in names.split()}
_TOKEN = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TERM = re.compile(r"(?:tag|category|post_tag|author|format)-")  # WordPress: what a post is about, not what it is
_IMAGES = frozenset(("img", "amp-img"))
_SHORT = 40  # words of a line that may be several things in a row
_FORM_WORDS = 60  # a form with more words holds the page, as ASP.NET's does
_STORY_SHARE = 0.4  # a named part that holds more of the page's prose than this is named wrongly
_DEEPEST = 240  # libxml2 stops at 256


def read_lines(root: HtmlElement) -> Lines:
    """Return the lines of a tree. One pass; the tree is not changed."""
    reader = _Reader()
    reader.block(root, "", Zone.NONE, 0)
    reader.flush(root)
    _trust_prose(reader)
    return Lines(reader.lines, reader.spans, reader.images)


class _Reader:
    """Collects text until a block begins or ends, or a <br> stands; then it is a line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.spans: dict[HtmlElement, tuple[int, int]] = {}
        self.images: list[tuple[int, HtmlElement, Zone]] = []
        self.named: list[tuple[Zone, int, int]] = []
        self._frames: list[tuple[int, HtmlElement]] = []
        self._parts: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._link_words = 0
        self._zones = Zone.NONE

    def block(self, node: HtmlElement, href: str, zones: Zone, depth: int) -> None:
        """Read a block element: its lines are its own."""
        start = len(self.lines)
        self._zones, outside = zones, self._zones
        if node.text:
            self._text(node.text, href)
        self._children(node, node, href, zones, depth)
        self.flush(node)
        self._zones = outside
        self.spans[node] = (start, len(self.lines))

    def flush(self, node: HtmlElement) -> None:
        text = tidy("".join(self._parts)) if self._parts else ""
        if text:
            words = sum(1 for word in text.split(" ") if len(word) > 1 or word.isalnum())
            pieces = self._pieces(node) if words <= _SHORT else []
            self.lines.append(
                Line(text, node, len(self.lines), words, self._link_words, self._links, pieces, self._zones)
            )
            self._links = []
        self._parts.clear()
        self._frames.clear()
        self._links = []
        self._link_words = 0

    def _pieces(self, node: HtmlElement) -> list[tuple[str, HtmlElement]]:
        starts = [*self._frames, (len(self._parts), node)]
        first = [(0, node)] if starts[0][0] else []
        bounds = [*first, *starts]
        found = [(tidy("".join(self._parts[at:end])), element) for (at, element), (end, _) in pairwise(bounds)]
        found = [(text, element) for text, element in found if text]
        return found if len(found) > 1 else []

    def _children(self, parent: HtmlElement, block: HtmlElement, href: str, zones: Zone, depth: int) -> None:
        for child in parent:
            tag = child.tag
            if tag in _INLINE:
                self._frame(child, parent, block)
                self._inline(child, block, href, zones, depth)
                self._frame(block, parent, block)
            elif tag in _IMAGES:
                self.images.append((len(self.lines), child, self._zones))
            elif tag in {"br", "hr"}:
                self.flush(block)
            elif isinstance(tag, str) and tag not in _SKIPPED:
                self._inner_block(child, block, href, zones, depth)
            if child.tail:
                self._text(child.tail, href)

    def _frame(self, element: HtmlElement, parent: HtmlElement, block: HtmlElement) -> None:
        if parent is block:
            self._frames.append((len(self._parts), element))

    def _inline(self, node: HtmlElement, block: HtmlElement, href: str, zones: Zone, depth: int) -> None:
        hidden = _zone(node) & (Zone.HIDDEN | Zone.SHARE) if node.attrib and node.tag != "a" else Zone.NONE
        if hidden or depth > _DEEPEST:
            return
        if node.tag != "a":
            if node.text:
                self._text(node.text, href)
            self._children(node, block, href, zones, depth + 1)
            return
        target = node.get("href") or ""
        before = len(self._parts)
        if node.text:
            self._text(node.text, target)
        self._children(node, block, target, zones, depth + 1)
        label = tidy("".join(self._parts[before:]))
        if label and target:
            self._links.append((label, target))

    def _inner_block(self, node: HtmlElement, block: HtmlElement, href: str, zones: Zone, depth: int) -> None:
        self.flush(block)
        if depth > _DEEPEST:
            return
        zone = _zone(node)
        start = len(self.lines)
        self.block(node, href, zones | zone, depth + 1)
        if href:
            for line in self.lines[start:]:
                line.links = line.links or [(line.text, href)]
        if zone:
            self.named.append((zone, start, len(self.lines)))
        self._zones = zones

    def _text(self, text: str, href: str) -> None:
        self._parts.append(text)
        if href:
            self._link_words += len(text.split())


def _zone(node: HtmlElement) -> Zone:
    zone = _TAGS.get(node.tag, Zone.NONE) | _ROLES.get(node.get("role", ""), Zone.NONE)
    if node.tag == "header" and node.getparent() is not None and node.getparent().tag == "body":
        zone |= Zone.HEADER
    if node.tag == "form" and sum(len(text.split()) for text in node.itertext()) < _FORM_WORDS:
        zone |= Zone.FORM
    if node.get("hidden") is not None or _HIDDEN.search(node.get("style") or ""):
        zone |= Zone.HIDDEN
    for name in _names(node):
        zone |= _ZONES.get(name, Zone.NONE)
    return zone


def _names(node: HtmlElement) -> Iterator[str]:
    names = f"{node.get('class') or ''} {node.get('id') or ''}"
    if not names.strip() or len(names) > 500:
        return
    for name in names.split():
        if _TERM.match(name):
            continue
        tokens = [token.lower() for token in _TOKEN.findall(name)]
        # A modifier («has-sidebar», «no-comments», «single-ads-page») says what is about it, not what it is.
        if tokens and not {"has", "no", "with", "without", "single", "page", "wrapper", "body"} & set(tokens):
            yield from tokens
            yield "".join(tokens)


def _trust_prose(reader: _Reader) -> None:
    """Set the zones on the lines, but for named parts that hold so much prose that the name must be wrong."""
    prose = [0]
    for line in reader.lines:
        prose.append(prose[-1] + (line.words if line.words >= 12 and not line.linked else 0))
    for zone, start, end in reader.named:
        if zone & ~Zone.HIDDEN and prose[end] - prose[start] > _STORY_SHARE * prose[-1]:
            for line in reader.lines[start:end]:
                line.zone &= ~zone
