"""Sheet: one page laid out for reading, and everything that reading it needs; made once a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from crawler.arabic.text import fold, tidy
from crawler.extraction import jsonld
from crawler.extraction.dating import Clock
from crawler.extraction.lines import Lines, read_lines
from crawler.extraction.meta import SITE, TITLE, Meta
from crawler.extraction.page import Page
from crawler.extraction.plain import join, plain
from crawler.extraction.zones import zone_of
from crawler.sources import Source

HOME = frozenset(("الرييسيه", "الصفحه الرييسيه", "home", "accueil", "البدايه"))  # folded
_NAME = 5  # words of a site's name
_ROOT = re.compile(r"\s*(?:(?:https?:)?//[^/?#]*)?[./]*\s*(?:[?#]|$)", re.IGNORECASE)  # what may lead to the front page


@dataclass(frozen=True, slots=True)
class Sheet:
    """`node` is the JSON-LD object of the article, empty where there is none."""

    page: Page
    source: Source | None
    clock: Clock
    lines: Lines
    meta: Meta
    nodes: list[jsonld.Node]
    node: jsonld.Node

    @property
    def body(self) -> HtmlElement:
        return self.page.tree.find("body")

    def join(self, address: str | None) -> str | None:
        """Return an address of the page in full, or None where it is none."""
        return join(self.page.base, address)

    def titles(self) -> list[str]:
        """The titles that the page gives to machines, the best first."""
        tag = self.page.tree.findtext(".//title")
        given = [jsonld.text(self.node.get("headline")), *(self.meta.first((name,)) for name in TITLE), tag]
        return [title for title in map(plain, filter(None, given)) if title]

    def site_names(self) -> list[str]:
        """What the site may call itself in a title."""
        own = [self.source.name, self.source.name_en] if self.source else []
        host = (urlsplit(self.page.url).hostname or "").removeprefix("www.")
        given = [jsonld.text(self.node.get("publisher")), *self.meta.all(SITE), host, host.rpartition(".")[0]]
        return [name for name in (*own, *given, *self._home_names()) if name]

    def _home_names(self) -> list[str]:
        """What links to the front page say, logos included: the site's name, where it is not «الرئيسية»."""
        links = [
            link
            for link in self.body.iter("a")
            if _ROOT.match(link.get("href") or "") and self._is_home(link.get("href"))
        ]
        texts = [tidy(link.text_content() or "") or next(iter(link.xpath(".//img/@alt")), "") for link in links]
        return [text for text in texts if text and text.count(" ") < _NAME and fold(text) not in HOME]

    def _is_home(self, href: str | None) -> bool:
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


def lay_out(page: Page, *, source: Source | None, now: datetime) -> Sheet:
    """Read a page's lines and declarations; what the source's file drops is taken out of the tree first."""
    for selector in source.drop if source else ():
        for element in page.tree.cssselect(selector):
            if element.getparent() is not None:
                element.drop_tree()
    nodes = jsonld.nodes(page.tree)
    lines = read_lines(page.tree.find("body"))
    zone = source.timezone if source and source.timezone else _zone(page, lines)
    return Sheet(
        page, source, Clock(now, ZoneInfo(zone)), lines, Meta(page.tree), nodes, jsonld.article_node(nodes) or {}
    )


def _zone(page: Page, lines: Lines) -> str:
    short = " ".join(
        line.text for line in lines.lines if line.words <= 12 and any(char.isdigit() for char in line.text)
    )
    return zone_of(page.url, page.tree, short[:2000])
