"""The anchors of a page: where each leads on its site. What an address tells is found out once for many pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import html

from crawler import urls
from crawler.discovery.bounds import LENGTH, LINKS, Bounds
from crawler.extraction.page import Page
from crawler.extraction.plain import HOST, WHOLE
from crawler.found import Role
from crawler.reasons import Reason
from crawler.sources import Patterns, fitting

_LOOKED_AT = 5  # anchors for each link that a page may give: menus name the same again, and others lead elsewhere
REMEMBERED = 4_096  # addresses and labels: every page of a site has the same menus
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]|//[^/?#]*@")
_FOLDER = re.compile(r"[^?#]*/")
_IN_FOLDER = re.compile(r"[^:;/?#]+(?:[/?#]|$)")  # an address that begins with a name, or with dots
_FEED_NAME = re.compile(r"/(?:rss|feed|atom|feed[./]json|rss2?\.(?:xml|php|aspx))/?$|\.rss$", re.IGNORECASE)
_SMALL_NUMBER = re.compile(r"(.*?)/(\d{1,3})")
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
    stem: tuple[str, int]  # the listing, and its number where that stands bare at the end: /politics/2


class Anchor(NamedTuple):
    """One <a> or <link> that leads to a page of the site."""

    element: html.HtmlElement
    tag: str
    lead: Lead
    rel: frozenset[str]


def read_anchors(
    page: Page, site: str, article_url: Patterns | None, bounds: Bounds, cut: set[str]
) -> Iterator[Anchor]:
    """Yield what leads to pages of a site; the bounds that are met go into `cut`."""
    host, folder = _host_and_folder(page.base)
    for number, (element, tag, href) in enumerate(page.anchors):
        if number >= _LOOKED_AT * bounds.page_links:
            cut.add(LINKS)
            return
        if len(href) > bounds.url_length:
            cut.add(LENGTH)
            continue
        # What of the base an address needs to be read: the less, the more pages name the same.
        if href[:1] == "/" != href[1:2]:
            needed = host
        else:
            needed = "" if _is_whole(href) else folder if _IN_FOLDER.match(href) else page.base
        lead = _lead(href, needed, site, article_url)
        if lead is not None and len(lead.url) > bounds.url_length:
            cut.add(LENGTH)
        elif lead is not None:
            yield Anchor(element, tag, lead, _rel(element.get("rel") or ""))


def _host_and_folder(base: str) -> tuple[str, str]:
    """Return what of a base addresses from the root need, and what those that go on from its folder do."""
    host, folder = HOST.match(base), _FOLDER.match(base)
    if host is None:
        return base, base
    return host[0], folder[0] if folder and len(folder[0]) > len(host[0]) else base


def _is_whole(href: str) -> bool:
    """Whole addresses need no joining, which takes longer than all else here; it may also drop a ";" at their end."""
    return ";" not in href and WHOLE.match(href) is not None


@lru_cache(maxsize=REMEMBERED)
def _lead(href: str, base: str, site: str, article_url: Patterns | None) -> Lead | None:
    as_named = _joined(href, base)  # the spelling that is asked about: normal() has taken it apart
    if (url := _on(site, as_named)) is None:
        return None
    listing = urls.listing(as_named)
    return Lead(
        url=url,
        key=urls.key(as_named),
        role=_role(as_named, url, article_url),
        listing=listing,
        number=urls.page_number(as_named),
        names_feed=_FEED_NAME.search(url.partition("?")[0]) is not None,
        of_comments=COMMENTS.search(url) is not None,
        stem=stem(listing),
    )


def stem(listing: str) -> tuple[str, int]:
    """Return a listing and its number where it stands bare at the end: /politics/2, and /politics as number 1."""
    name = listing.rstrip("/")
    match = _SMALL_NUMBER.fullmatch(name)
    return (match[1], int(match[2])) if match else (name, 1)


@lru_cache(maxsize=256)
def _rel(text: str) -> frozenset[str]:
    return frozenset(text.lower().split())


def lead_to(href: str, base: str, site: str) -> str | None:
    """Return where a link leads, or None where it leaves the site or is not safe to follow."""
    return _on(site, _joined(href, base))


def _joined(href: str, base: str) -> str:
    """Return the address that a link names; "" for none that is safe to follow."""
    if not href or href.startswith("#") or _UNSAFE.search(href):
        return ""
    try:
        return href if _is_whole(href) else urljoin(base, href)
    except ValueError:
        return ""


def _on(site: str, url: str) -> str | None:
    """Return an address of a site as it is asked for; None for one of another."""
    asked = urls.normal(url)
    return asked if asked.startswith(("http://", "https://")) and urls.same_site(url, site) else None


def _role(as_named: str, url: str, article_url: Patterns | None) -> Role | None:
    """Return what a link leads to; None for what no crawl wants: tags, authors, files, a listing's further pages."""
    reason = urls.reason(as_named)
    if reason not in (None, Reason.SECTION):
        return None
    if any(reason is None or "{id}" in each for each in fitting(article_url or (), url)):
        return Role.ARTICLE
    if reason is Reason.SECTION:
        return Role.SECTION if urls.page_number(as_named) == 1 else None
    # Where the source's pattern is known, another address is an article's only if its page says so.
    return Role.ARTICLE if article_url is None and urls.is_article(as_named) else Role.PAGE
