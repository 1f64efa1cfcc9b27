"""What a page names: addresses of its site, of which some may be feeds or sitemaps, and WordPress's interface."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler import urls
from crawler.arabic.text import fold
from crawler.extraction.page import Page
from crawler.extraction.plain import join

_MOST = 1_500  # links of a page that are looked at
_LABEL = 5  # words of a link that names a feed or a sitemap, not a story
_FEED = re.compile(r"\brss|\batom\b|\bfeeds?\b|خلاص[هات]|تلقيم")  # folded
_FEED_PATH = re.compile(r"rss|atom|feed|\.xml|\.rdf", re.IGNORECASE)
_SITEMAP = re.compile(r"site-?_?maps?", re.IGNORECASE)
_MAP = re.compile(r"sitemap|خريطه")  # folded
_ARABIC = {fold(word) for word in ("العربية", "عربي", "بالعربية", "عربى", "arabic", "ar")}
_API = "https://api.w.org/"
_WORDPRESS = re.compile(r"/wp-(?:content|includes)/")


@dataclass(frozen=True, slots=True)
class Named:
    """`addresses` are all that a page names of its site; of these `feeds` and `sitemaps` may be either.

    A feed may stand on another site. `api` is the root of WordPress's interface, `arabic` the Arabic edition that a
    page in another language names; "" where nothing tells that there is one.
    """

    addresses: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    api: str = ""
    arabic: str = ""


@dataclass(frozen=True, slots=True)
class _Anchor:
    url: str
    words: str  # folded
    element: HtmlElement

    @property
    def may_be_feed(self) -> bool:
        if self.element.tag == "link":
            return self._has_feeds_type and "alternate" in (self.element.get("rel") or "").lower()
        if self.may_be_sitemap:
            return False
        return bool(_FEED_PATH.search(self._path) or (_FEED.search(self.words) and self._is_label))

    @property
    def is_feed_elsewhere(self) -> bool:
        """Whether a feed that another site keeps is the page's own: it declares it, or its host is made for that."""
        return self.element.tag == "link" or self.url.partition("//")[2].startswith("feeds.")

    @property
    def is_arabic_edition(self) -> bool:
        return (self.element.get("hreflang") or "").lower().startswith("ar") or self.words.strip() in _ARABIC

    @property
    def may_be_sitemap(self) -> bool:
        if self.element.tag == "link":
            return "sitemap" in (self.element.get("rel") or "").lower()
        return bool(_SITEMAP.search(self.url) or (_MAP.search(self.words) and self._is_label))

    @property
    def _has_feeds_type(self) -> bool:
        """Whether the link's type may be a feed's; JSON may be anything else."""
        kind = (self.element.get("type") or "").lower()
        is_json = kind == "application/json" and _FEED_PATH.search(self._path)
        return "xml" in kind or kind.startswith("application/feed+json") or bool(is_json)

    @property
    def _path(self) -> str:
        return self.url.partition("//")[2].partition("/")[2]

    @property
    def _is_label(self) -> bool:
        return len(self.words.split()) < _LABEL


def named_by(page: Page, site: str) -> Named:
    """Return what a page names of its site, as crawler.sources.site_of names it."""
    everything = list(_anchors(page))
    anchors = [each for each in everything if urls.same_site(each.url, site)]
    return Named(
        addresses=_once(each.url for each in anchors),
        feeds=_once(
            each.url for each in everything if each.may_be_feed and (each in anchors or each.is_feed_elsewhere)
        ),
        sitemaps=_once(each.url for each in anchors if each.may_be_sitemap),
        api=_api(page),
        arabic=next((each.url for each in anchors if each.is_arabic_edition), ""),
    )


def _once(addresses: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(addresses))


def _anchors(page: Page) -> Iterator[_Anchor]:
    for number, element in enumerate(page.tree.iter("a", "link", "area")):
        if number == _MOST:
            return
        address = join(page.base, element.get("href"))
        if address and address.startswith(("http://", "https://")):
            yield _Anchor(urls.normal(address), _words(element), element)


def _words(element: HtmlElement) -> str:
    """What a link says: its text, its title, and of an icon the name."""
    icons = [each.get("alt") or "" for each in element.iter("img")] + [
        each.get("class") or "" for each in element.iter()
    ]
    return fold(" ".join([element.text_content() or "", element.get("title") or "", *icons]))


def _api(page: Page) -> str:
    """Return the root that the page declares, or the usual one where the page is made by WordPress."""
    for link in page.tree.iter("link"):
        if (link.get("rel") or "").lower() == _API and (address := join(page.base, link.get("href"))):
            return address
    generators = [each.get("content") or "" for each in page.tree.iter("meta") if each.get("name") == "generator"]
    loaded = [each.get("href") or each.get("src") or "" for each in page.tree.iter("link", "script", "img")]
    is_wordpress = any("WordPress" in each for each in generators) or any(map(_WORDPRESS.search, loaded))
    return (join(page.base, "/wp-json/") or "") if is_wordpress else ""
