"""The links of a page: articles, sections, what only the page itself can tell, feeds, and the listing's next page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import html

from crawler import urls
from crawler.arabic.text import fold
from crawler.discovery.anchors import COMMENTS, REMEMBERED, Anchor, Lead, lead_to, read_anchors, stem
from crawler.discovery.bounds import DEFAULT, LINKS, Bounds
from crawler.discovery.portions import buttons
from crawler.discovery.views import is_view
from crawler.extraction.page import Page
from crawler.extraction.plain import plain
from crawler.found import Found, Role
from crawler.sources import Patterns

_FEEDS = 50
_LONGEST_TITLE = 300

_FEED_TYPE = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MAIN_TAGS = {"main", "article", "body"}
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


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page names: pages of its site in the order in which they stand, its feeds, its listing's next page."""

    links: tuple[Found, ...] = ()
    feeds: tuple[str, ...] = ()
    next_page: str | None = None
    cut: tuple[str, ...] = ()  # the bounds that were met


@dataclass(slots=True)
class _Named:
    """A page that is named, perhaps several times."""

    url: str
    role: Role
    title: str = ""
    main: bool = False

    def again(self, title: str, element: html.HtmlElement, places: _Places) -> None:
        """The longest title counts, and the best place."""
        if len(title) > len(self.title):
            self.title = title
        self.main = self.main or places.is_main(element)

    def found(self) -> Found:
        return Found(self.url, self.role, title=self.title or None, main=self.main)


def read_links(page: Page, *, site: str, article_url: Patterns | None = None, bounds: Bounds = DEFAULT) -> PageLinks:
    """Return what a page links to on its site, as crawler.sources.site_of names it. The tree is left as it is.

    `article_url` is the pattern of a source's file; where it is given, it decides which addresses are articles'.
    Links with rel=nofollow, to the page itself, to its other forms (to print, to send) and to further pages of listings
    are left out.
    """
    cut: set[str] = set()
    anchors = list(read_anchors(page, site, article_url, bounds, cut))
    return PageLinks(
        links=_links(page, anchors, bounds, cut),
        feeds=_feeds(anchors),
        next_page=_next_page(page.url, anchors) or _more(page, site),
        cut=tuple(sorted(cut)),
    )


def _links(page: Page, anchors: list[Anchor], bounds: Bounds, cut: set[str]) -> tuple[Found, ...]:
    places = _Places()
    found: dict[str, _Named] = {}
    own = urls.key(page.url)
    for anchor in anchors:
        lead = anchor.lead
        if lead.key == own or anchor.tag != "a" or "nofollow" in anchor.rel:
            continue
        named = found.get(lead.key)
        role = lead.role if named is None else named.role
        if role is None or (title := _title(anchor.element)) is None:
            continue
        if named is None:
            if len(found) >= bounds.page_links:
                cut.add(LINKS)
                continue
            named = found[lead.key] = _Named(lead.url, role)
        named.again(title, anchor.element, places)
    return tuple(each.found() for each in found.values())


class _Places:
    """Tells the main part of a page from what stands around it; remembers the elements it has looked at."""

    def __init__(self) -> None:
        self._main: dict[html.HtmlElement, bool] = {}

    def is_main(self, element: html.HtmlElement) -> bool:
        """Whether the nearest element that tells is a story or the main part, not a menu, header, footer or aside."""
        verdict, passed = None, []
        while verdict is None and (element := element.getparent()) is not None:
            verdict = self._main.get(element)
            if verdict is None:
                verdict = True if element.tag in _MAIN_TAGS else False if _is_aside(element) else None
                passed.append(element)
        for each in passed:
            self._main[each] = verdict is not False
        return verdict is not False


def _is_aside(element: html.HtmlElement) -> bool:
    if element.tag in _ASIDE_TAGS:
        return True
    get = element.get
    return bool(element.keys()) and _is_named_aside(get("role") or "", get("class") or "", get("id") or "")


@lru_cache(maxsize=REMEMBERED)
def _is_named_aside(role: str, classes: str, id_: str) -> bool:
    return role.lower() in _ASIDE_ROLES or any(map(_ASIDE_CLASS.fullmatch, f"{classes} {id_}".split()))


def _title(element: html.HtmlElement) -> str | None:
    """Return the headline that a link shows: its heading where it wraps a whole card, else its text; "" for none.

    None where it says of itself that it leads to another form of a page.
    """
    if not len(element):
        return _said(element.text or "", element.get("title") or "")
    text = element.text_content()
    if is_view(text, element.get("title") or "", next(element.iter("img"), None)):
        return None
    return next(filter(None, map(_headline, _texts(element, text))), "")


@lru_cache(maxsize=REMEMBERED)
def _said(text: str, title: str) -> str | None:
    """What _title() tells of a link with nothing but a text in it."""
    return None if is_view(text, title) else _headline(text) or _headline(title)


@lru_cache(maxsize=REMEMBERED)
def _headline(text: str) -> str:
    """Return a text as a headline; "" where it is none."""
    text = plain(text)
    return text if len(text) <= _LONGEST_TITLE and fold(text) not in _MORE else ""


def _texts(element: html.HtmlElement, text: str) -> Iterator[str]:
    """What may be the title of a link with elements in it, and this text, the best first."""
    heading = next(element.iter(*_HEADINGS), None)
    if heading is not None:
        yield heading.text_content()
    yield text
    yield element.get("title") or ""
    for image in element.iter("img"):
        yield image.get("alt") or ""


def _feeds(anchors: list[Anchor]) -> tuple[str, ...]:
    """Return the feeds a page names, those it declares first; feeds of comments are none of news."""
    declared: list[str] = []
    linked: list[str] = []
    for anchor in anchors:
        element, lead = anchor.element, anchor.lead
        is_link = anchor.tag == "link" and "alternate" in anchor.rel and _declares_feed(anchor)
        if not (is_link or (anchor.tag == "a" and lead.names_feed)):
            continue
        if not lead.of_comments and not COMMENTS.search(element.get("title") or ""):
            (declared if is_link else linked).append(lead.url)
    return tuple({urls.key(each): each for each in reversed(declared + linked)}.values())[::-1][:_FEEDS]


def _declares_feed(anchor: Anchor) -> bool:
    """Whether a link's type is a feed's; JSON may be anything, so that its address has to say it too."""
    kind = anchor.element.get("type") or ""
    return bool(_FEED_TYPE.match(kind)) or (anchor.lead.names_feed and kind.lower() == "application/json")


def _next_page(url: str, anchors: list[Anchor]) -> str | None:
    """Return the next page of the listing at `url`: what says that it is, else the page numbered next."""
    own, number, key = urls.listing(url), urls.page_number(url), urls.key(url)
    first = key.rstrip("/") == own
    name, bare = stem(own)
    numbered: dict[int, str] = {}

    def leads_on(lead: Lead) -> bool:
        """Whether an address is a later page of the same listing. Drupal counts from 0: its ?page=1 is the second."""
        if lead.listing == own:
            return lead.number > number or (first and lead.key != key)
        return lead.stem == (name, bare + 1) and not urls.is_article(lead.url)

    for anchor in anchors:
        lead = anchor.lead
        if leads_on(lead) and _says_next(anchor):
            return lead.url
        if anchor.tag == "a" and lead.listing == own:
            numbered.setdefault(lead.number, lead.url)
    larger = [each for each in numbered if each > number]
    return numbered[min(larger)] if larger else None


def _more(page: Page, site: str) -> str | None:
    """Return the address by which a button's script would ask for more of a listing."""
    for element, address in buttons(page.tree):
        if _is_next(element.text_content()[:100]):
            url = lead_to(address, page.base, site)
            if url and urls.key(url) != urls.key(page.url) and not urls.is_article(url):
                return url
    return None


def _says_next(anchor: Anchor) -> bool:
    if "next" in anchor.rel:
        return True
    element = anchor.element
    if anchor.tag != "a":
        return False
    if "next" in (element.get("class") or "").lower().split():
        return True
    label = element.get("aria-label") or element.get("title") or ""
    text = element.text_content() if len(element) else element.text or ""
    return _is_next(text[:100]) or _is_next(label)


@lru_cache(maxsize=REMEMBERED)
def _is_next(text: str) -> bool:
    return fold(text) in _NEXT
