"""Sheet: one page laid out for reading, and everything that reading it needs; made once a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import cached_property
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from crawler.arabic.text import fold, tidy
from crawler.extraction import jsonld, zones
from crawler.extraction.dating import Clock
from crawler.extraction.lines import Lines, read_lines
from crawler.extraction.meta import MODIFIED, PUBLISHED, SITE, TITLE, Meta, canonical
from crawler.extraction.page import Page
from crawler.extraction.plain import join, plain
from crawler.extraction.teasers import teasers
from crawler.sources import Source

HOME = frozenset((
    "الرييسيه", "الصفحه الرييسيه", "الصفحه الاولي", "الاستقبال", "البدايه", "home", "home page", "accueil",
))  # folded  # fmt: skip
_NAME = 5  # words of a site's name
_SHORT = 16  # words of a line that is no prose
_LINE = 90  # characters of one
_SAID = 200  # lines of parts left out
_ROOT = re.compile(r"\s*(?:(?:https?:)?//[^/?#]*)?[./]*\s*(?:[?#]|$)", re.IGNORECASE)  # what may lead to the front page


@dataclass(frozen=True)  # without slots: what several ask for is found once, when first asked for
class Sheet:
    """`node` is the JSON-LD object of the article, empty where there is none.

    `guessed` is the zone that the page's signs point to, or SILENT; "" where nobody had to look for them. `aside` are
    the parts that were left out.
    """

    page: Page
    source: Source | None
    clock: Clock
    lines: Lines
    meta: Meta
    nodes: list[jsonld.Node]
    node: jsonld.Node
    guessed: str = ""
    aside: Sequence[HtmlElement] = ()

    @cached_property
    def body(self) -> HtmlElement:
        return self.page.tree.find("body")

    @cached_property
    def dated_page(self) -> tuple[jsonld.Node, bool]:
        """The JSON-LD object that dates the page itself, and whether it surely is this page's."""
        return jsonld.dated_page(self.nodes, lambda: _addresses(self.page, self.meta))

    @cached_property
    def teasers(self) -> set[int]:
        """The numbers of the lines that begin other stories."""
        return teasers(self.lines)

    def join(self, address: str | None) -> str | None:
        """Return an address of the page in full, or None where it is none."""
        return join(self.page.base, address)

    @cached_property
    def titles(self) -> list[str]:
        """The titles that the page gives to machines, the best first."""
        tag = self.page.tree.findtext(".//title")
        given = [jsonld.text(self.node.get("headline")), *(self.meta.first((name,)) for name in TITLE), tag]
        return [title for title in map(plain, filter(None, given)) if title]

    def site_names(self) -> list[str]:
        """What the site may call itself in a title."""
        return self._names

    @cached_property
    def _names(self) -> list[str]:
        own = [self.source.name, self.source.name_en] if self.source else []
        host = (urlsplit(self.page.url).hostname or "").removeprefix("www.")
        given = [jsonld.text(self.node.get("publisher")), *self.meta.all(SITE), host, host.rpartition(".")[0]]
        return [name for name in (*own, *given, *self._home_names()) if name and "://" not in name]

    def _home_names(self) -> list[str]:
        """What links to the front page say, logos included: the site's name, where it is not «الرئيسية»."""
        links = [(link, link.get("href") or "") for link in self.body.iter("a")]
        homes = {href for href in {href for _, href in links} if _ROOT.match(href) and self._is_home(href)}
        texts = [_shown(link) for link, href in links if href in homes]
        return [text for text in texts if text and text.count(" ") < _NAME and fold(text) not in HOME]

    def _is_home(self, href: str) -> bool:
        parts = urlsplit(self.join(href) or "")
        return (
            bool(href)
            and parts.path in ("", "/")
            and not parts.query
            and parts.netloc == urlsplit(self.page.url).netloc
        )

    def select(self, field: str) -> list[HtmlElement]:
        """Return the elements that the source's file names for a field of the record."""
        selector = self.source.selectors.get(field) if self.source else None
        return self.page.tree.cssselect(selector) if selector else []

    def values(self, field: str) -> list[str]:
        """Return what those elements tell: a machine's value where they give one, else their text."""
        told = (each.get("datetime") or each.get("content") or each.text_content() for each in self.select(field))
        return [text for text in map(tidy, told) if text]


def lay_out(
    page: Page, *, source: Source | None, now: datetime, aside: Sequence[HtmlElement] = (), zone: str = ""
) -> Sheet:
    """Read a page's lines and declarations; what the source's file drops is taken out of the tree first.

    Parts that were left `aside` are no lines of it, but tell whose clock it writes by; `zone` is that of the site's
    other pages, where these have told it.
    """
    for selector in source.drop if source else ():
        for element in page.tree.cssselect(selector):
            if element.getparent() is not None:
                element.drop_tree()
    nodes = jsonld.nodes(page.tree)
    lines = read_lines(page.tree.find("body"))
    meta = Meta(page.tree, page.url)
    node = _node(page, nodes, meta)
    given = _given_zone(page, source, node, meta)
    if given or zone:
        return Sheet(page, source, Clock(now, given or ZoneInfo(zone)), lines, meta, nodes, node, "", aside)
    told = zones.told_zone(page.url, page.tree, lambda: [*_said(aside), *_short(lines)], nodes)
    clock = Clock(now, ZoneInfo(told or zones.DEFAULT))
    return Sheet(page, source, clock, lines, meta, nodes, node, told or zones.SILENT, aside)


def _node(page: Page, nodes: list[jsonld.Node], meta: Meta) -> jsonld.Node:
    """The JSON-LD object of this page's article, what it only refers to filled in."""
    titles = [*(meta.first((name,)) for name in TITLE), page.tree.findtext(".//title")]
    node = jsonld.article_node(nodes, addresses=_addresses(page, meta), titles=list(filter(None, titles)))
    return jsonld.resolved(node, nodes) if node else {}


def _addresses(page: Page, meta: Meta) -> list[str]:
    given = (page.url, canonical(page.tree, page.base), meta.first(("og:url",)))
    return [each for each in given if each]


def _given_zone(page: Page, source: Source | None, node: jsonld.Node, meta: Meta) -> tzinfo | None:
    """The newsroom's clock as its file, its country's address or the offset of the dates told to machines gives it."""
    if source and source.timezone:
        return ZoneInfo(source.timezone)
    if national := zones.national_zone(page.url):
        return ZoneInfo(national)
    declared = [jsonld.text(node.get(name)) for name in ("datePublished", "dateModified")]
    return zones.told_offset([*declared, meta.first(PUBLISHED), meta.first(MODIFIED)])


def _shown(link: HtmlElement) -> str:
    """What a link shows: its text, or the text that stands for its image."""
    named = (image.get("alt") for image in link.iter("img"))
    return tidy(link.text_content() or "") or next((alt for alt in named if alt is not None), "")


def _said(parts: Sequence[HtmlElement]) -> list[str]:
    """The short lines of some parts of a page, as their source breaks them; what tells a day, a clock, rights first."""
    said = (tidy(line) for part in parts for line in (part.text_content() or "").splitlines() if not line.isspace())
    short = [line for line in said if 0 < len(line) < _LINE or zones.reserves(line)]
    return sorted(short, key=lambda line: not zones.tells(line))[:_SAID]


def _short(lines: Lines) -> list[str]:
    """The lines that are no prose: menus, dates, headlines, rights."""
    return [line.text for line in lines.lines if line.words <= _SHORT or zones.reserves(line.text)]
