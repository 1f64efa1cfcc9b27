"""The anchors of a page: where each leads on its site. What an address tells is found out once for many pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin

from lxml import html

from crawler import urls
from crawler.discovery.bounds import LENGTH, LINKS, Bounds
from crawler.extraction.page import Page
from crawler.found import Role
from crawler.reasons import Reason
from crawler.sources import matches

_LOOKED_AT = 5  # anchors for each link that a page may give: menus name the same again, and others lead elsewhere
REMEMBERED = 4_096  # addresses and labels: every page of a site has the same menus
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]|//[^/?#]*@")
_WHOLE = re.compile(r"https?://[^/?#]")
_HOST = re.compile(r"https?://[^/?#]+")
_FEED_NAME = re.compile(r"/(?:rss|feed|atom|rss2?\.(?:xml|php|aspx))/?$|\.rss$", re.IGNORECASE)
COMMENTS = re.compile(r"comment|تعليق", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lead:
    """Where an address leads on the site, whoever names it. `role` is None where no crawl wants it."""

    url: str
    key: str
    role: Role | None
    listing: str
    number: int  # of the listing's page
    names_feed: bool
    of_comments: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """One <a> or <link> that leads to a page of the site."""

    element: html.HtmlElement
    lead: Lead
    rel: frozenset[str]


def read_anchors(page: Page, site: str, article_url: str | None, bounds: Bounds, cut: set[str]) -> Iterator[Anchor]:
    """Yield what leads to pages of a site; the bounds that are met go into `cut`."""
    for number, element in enumerate(page.tree.iter("a", "link")):
        if number >= _LOOKED_AT * bounds.page_links:
            cut.add(LINKS)
            return
        href = (element.get("href") or "").strip()
        if len(href) > bounds.url_length:
            cut.add(LENGTH)
            continue
        lead = _lead(href, _needed(href, page.base), site, article_url)
        if lead is not None and len(lead.url) > bounds.url_length:
            cut.add(LENGTH)
        elif lead is not None:
            yield Anchor(element, lead, _rel(element.get("rel") or ""))


def _needed(href: str, base: str) -> str:
    """Return what of the base an address needs to be read: the less, the more pages name the same."""
    if _is_whole(href):
        return ""
    host = _HOST.match(base) if href[:1] == "/" != href[1:2] else None
    return host[0] if host else base


def _is_whole(href: str) -> bool:
    """Whole addresses need no joining, which takes longer than all else here; it may also drop a ";" at their end."""
    return ";" not in href and _WHOLE.match(href) is not None


@lru_cache(maxsize=REMEMBERED)
def _lead(href: str, base: str, site: str, article_url: str | None) -> Lead | None:
    url = _address(href, base, site)
    if url is None:
        return None
    return Lead(
        url=url,
        key=urls.key(url),
        role=_role(url, article_url),
        listing=urls.listing(url),
        number=urls.page_number(url),
        names_feed=_FEED_NAME.search(url.partition("?")[0]) is not None,
        of_comments=COMMENTS.search(url) is not None,
    )


@lru_cache(maxsize=256)
def _rel(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def _address(href: str, base: str, site: str) -> str | None:
    """Return where a link leads, or None where it leaves the site or is not safe to follow."""
    if not href or href.startswith("#") or _UNSAFE.search(href):
        return None
    try:
        joined = href if _is_whole(href) else urljoin(base, href)
    except ValueError:
        return None
    url = urls.normal(joined)
    return url if url.startswith(("http://", "https://")) and urls.same_site(url, site) else None


def _role(url: str, article_url: str | None) -> Role | None:
    """Return what a link leads to; None for what no crawl wants: tags, authors, files, a listing's further pages."""
    reason = urls.reason(url)
    if reason not in (None, Reason.SECTION):
        return None
    if article_url is not None and matches(article_url, url) and (reason is None or "{id}" in article_url):
        return Role.ARTICLE
    if reason is Reason.SECTION:
        return Role.SECTION if urls.page_number(url) == 1 else None
    # Where the source's pattern is known, another address is an article's only if its page says so.
    return Role.ARTICLE if article_url is None and urls.is_article(url) else Role.PAGE
