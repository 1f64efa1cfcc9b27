"""The links of a page: articles, sections, what only the page itself can tell, feeds, and the listing's next page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml import etree, html

from crawler import urls
from crawler.arabic.text import fold
from crawler.discovery.bounds import DEFAULT, LENGTH, LINKS, Bounds
from crawler.extraction.page import Page
from crawler.extraction.plain import plain
from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.sources import matches

_LOOKED_AT = 5  # anchors for each link that a page may give: menus name the same again, and others lead elsewhere
_FEEDS = 50
_LONGEST_TITLE = 300

_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]|//[^/?#]*@")
_WHOLE = re.compile(r"https?://[^/?#]")
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf)\+xml", re.IGNORECASE)
_FEED_NAME = re.compile(r"/(?:rss|feed|atom|rss2?\.(?:xml|php|aspx))/?$|\.rss$", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|تعليق", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_ASIDE_TAGS = {"header", "nav", "footer", "aside"}
_ASIDE_ROLES = {"navigation", "banner", "contentinfo", "complementary", "menu", "menubar"}
_ASIDE_CLASS = re.compile(
    r"(?:(?:site|main|page|top|bottom|mobile|sticky)[-_]?)?"
    r"(?:nav|navbar|navigation|menu|footer|header|sidebar|breadcrumbs?|topbar|bottombar)"
    r"(?:[-_](?:menu|wrap|wrapper|area|container|inner|top|bottom|links|section|nav|left|right))?",
    re.IGNORECASE,
)
_MORE = {fold(each) for each in ("المزيد", "اقرأ المزيد", "قراءة المزيد", "للمزيد", "التفاصيل", "more", "read more")}
_NEXT = {
    fold(each)
    for each in (
        "التالي", "التالية", "الصفحة التالية", "التالي »", "التالي ›", "المزيد", "عرض المزيد", "تحميل المزيد",
        "المزيد من الأخبار", "الأقدم", "مقالات أقدم", "›", "»", "››", "»»", ">", ">>", "next", "next page", "next »",
        "older posts", "load more", "more",
    )
}  # fmt: skip
_SMALL_NUMBER = re.compile(r"(.*?)/(\d{1,3})")


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page names: pages of its site in the order in which they stand, its feeds, its listing's next page."""

    links: tuple[Found, ...] = ()
    feeds: tuple[str, ...] = ()
    next_page: str | None = None
    cut: tuple[str, ...] = ()  # the bounds that were met


@dataclass(frozen=True, slots=True)
class _Anchor:
    """One <a> or <link> that leads to a page of the site."""

    element: html.HtmlElement
    url: str
    rel: frozenset[str]


def read_links(page: Page, *, site: str, article_url: str | None = None, bounds: Bounds = DEFAULT) -> PageLinks:
    """Return what a page links to on its site, as crawler.sources.site_of names it. The tree is left as it is.

    `article_url` is the pattern of a source's file; where it is given, it decides which addresses are articles'.
    Links with rel=nofollow, to the page itself and to further pages of listings are left out.
    """
    cut: set[str] = set()
    anchors = list(_anchors(page, site, bounds, cut))
    return PageLinks(
        links=_links(page, anchors, article_url, bounds, cut),
        feeds=_feeds(anchors),
        next_page=_next_page(page.url, anchors),
        cut=tuple(sorted(cut)),
    )


def _anchors(page: Page, site: str, bounds: Bounds, cut: set[str]) -> Iterator[_Anchor]:
    leads: dict[str, str | None] = {}  # menus name the same again and again
    for number, element in enumerate(page.tree.iter("a", "link")):
        if number >= _LOOKED_AT * bounds.page_links:
            cut.add(LINKS)
            return
        href = (element.get("href") or "").strip()
        if len(href) > bounds.url_length:
            cut.add(LENGTH)
            continue
        if href not in leads:
            leads[href] = _address(href, page.base, site)
        url = leads[href]
        if url is not None and len(url) > bounds.url_length:
            cut.add(LENGTH)
        elif url is not None:
            yield _Anchor(element, url, frozenset((element.get("rel") or "").lower().split()))


def _address(href: str, base: str, site: str) -> str | None:
    """Return where a link leads, or None where it leaves the site or is not safe to follow."""
    if not href or href.startswith("#") or _UNSAFE.search(href):
        return None
    try:
        # Whole addresses need no joining, which takes longer than all else here; it may also drop a ";" at their end.
        joined = href if _WHOLE.match(href) and ";" not in href else urljoin(base, href)
    except ValueError:
        return None
    url = urls.normal(joined)
    return url if url.startswith(("http://", "https://")) and urls.same_site(url, site) else None


def _links(
    page: Page, anchors: list[_Anchor], article_url: str | None, bounds: Bounds, cut: set[str]
) -> tuple[Found, ...]:
    places = _Places()
    found: dict[str, Found] = {}
    own = urls.key(page.url)
    for anchor in anchors:
        if anchor.element.tag != "a" or "nofollow" in anchor.rel:
            continue
        name = urls.key(anchor.url)
        role = _role(anchor.url, article_url) if name not in found else found[name].role
        if role is None or name == own:
            continue
        if name not in found and len(found) >= bounds.page_links:
            cut.add(LINKS)
            continue
        link = Found(anchor.url, role, title=_title(anchor.element), main=places.is_main(anchor.element))
        found[name] = _merged(found[name], link) if name in found else link
    return tuple(found.values())


def _merged(first: Found, again: Found) -> Found:
    title = max(first.title or "", again.title or "", key=len) or None
    return replace(first, title=title, main=first.main or again.main)


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


class _Places:
    """Tells the main part of a page from what stands around it; remembers the elements it has looked at."""

    def __init__(self) -> None:
        self._main: dict[etree._Element, bool] = {}

    def is_main(self, element: html.HtmlElement) -> bool:
        """Whether the nearest element that tells is a story or the main part, not a menu, header, footer or aside."""
        passed: list[etree._Element] = []
        parent = element.getparent()
        while parent is not None and parent not in self._main:
            passed.append(parent)
            if parent.tag in ("main", "article", "body"):
                self._main[parent] = True
            elif _is_aside(parent):
                self._main[parent] = False
            else:
                parent = parent.getparent()
        verdict = True if parent is None else self._main[parent]
        self._main |= dict.fromkeys(passed, verdict)
        return verdict


def _is_aside(element: etree._Element) -> bool:
    if element.tag in _ASIDE_TAGS or (element.get("role") or "").lower() in _ASIDE_ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_ASIDE_CLASS.fullmatch(name) for name in names)


def _title(element: html.HtmlElement) -> str | None:
    """Return the headline that a link shows: its heading where it wraps a whole card, else its text."""
    texts = map(plain, _texts(element))
    return next((text for text in texts if 0 < len(text) <= _LONGEST_TITLE and fold(text) not in _MORE), None)


def _texts(element: html.HtmlElement) -> Iterator[str]:
    """What may be a link's title, the best first."""
    heading = next(element.iter(*_HEADINGS), None)
    if heading is not None:
        yield heading.text_content()
    yield element.text_content()
    yield element.get("title") or ""
    for image in element.iter("img"):
        yield image.get("alt") or ""


def _feeds(anchors: list[_Anchor]) -> tuple[str, ...]:
    """Return the feeds a page names, those it declares first; feeds of comments are none of news."""
    declared, linked = [], []
    for anchor in anchors:
        element = anchor.element
        if _COMMENTS.search(anchor.url) or _COMMENTS.search(element.get("title") or ""):
            continue
        if element.tag == "link" and "alternate" in anchor.rel and _FEED_TYPE.match(element.get("type") or ""):
            declared.append(anchor.url)
        elif element.tag == "a" and _FEED_NAME.search(anchor.url.partition("?")[0]):
            linked.append(anchor.url)
    return tuple({urls.key(each): each for each in reversed(declared + linked)}.values())[::-1][:_FEEDS]


def _next_page(url: str, anchors: list[_Anchor]) -> str | None:
    """Return the next page of the listing at `url`: what says that it is, else the page numbered next."""
    own, number = urls.listing(url), urls.page_number(url)
    numbered: dict[int, str] = {}
    for anchor in anchors:
        said = _says_next(anchor)
        if said and _leads_on(url, anchor.url):
            return anchor.url
        if anchor.element.tag == "a" and urls.listing(anchor.url) == own:
            numbered.setdefault(urls.page_number(anchor.url), anchor.url)
    larger = [each for each in numbered if each > number]
    return numbered[min(larger)] if larger else None


def _says_next(anchor: _Anchor) -> bool:
    if "next" in anchor.rel:
        return True
    if anchor.element.tag != "a":
        return False
    classes = (anchor.element.get("class") or "").lower().split()
    label = anchor.element.get("aria-label") or anchor.element.get("title") or ""
    texts = {fold(anchor.element.text_content()[:100]), fold(label)}
    return "next" in classes or not texts.isdisjoint(_NEXT)


def _leads_on(here: str, there: str) -> bool:
    """Whether an address is a later page of the same listing. Drupal counts from 0: its ?page=1 is the second."""
    if urls.listing(here) == urls.listing(there):
        counts = urls.page_number(there) > urls.page_number(here)
        return counts or (urls.key(there) != urls.key(here) and urls.key(here).rstrip("/") == urls.listing(here))
    (own, number), (other, larger) = _numbered(here), _numbered(there)
    return own == other and larger == number + 1 and not urls.is_article(there)


def _numbered(url: str) -> tuple[str, int]:
    """Return a listing and its number where it stands bare at the end: /politics/2, and /politics as number 1."""
    name = urls.listing(url).rstrip("/")
    match = _SMALL_NUMBER.fullmatch(name)
    return (match[1], int(match[2])) if match else (name, 1)
