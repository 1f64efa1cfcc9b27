"""Meta tags, microdata and RDFa: what else a page says of its article to machines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast
from urllib.parse import urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from crawler.extraction.owned import is_anothers
from crawler.extraction.plain import join, plain

# In order of how far each is to be believed.
PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "publishdate", "publish-date", "publish_date", "pubdate", "article.published", "cxenseparse:recs:publishtime",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "og:published_time", "date_published",
    "dc.date", "dcterms.date", "dc:date", "date", "article_date_original",
)  # fmt: skip
MODIFIED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "dc.date.modified",
)
TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline")
DESCRIPTION = ("og:description", "description", "twitter:description", "dc.description")
AUTHOR = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "twitter:creator",
)
SECTION = ("article:section", "og:article:section", "parsely-section", "section", "category", "dc.subject.section")
TAGS = ("article:tag", "og:article:tag", "news_keywords", "parsely-tags")
IMAGE = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "image")
SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
_WITH_CONTENT = XPath("//@content/parent::*")  # by far the fastest way to the few elements that have it
_MARKED = frozenset(("span", "div", "time", "p"))
_DATES = ("datepublished", "datemodified")
_PROPERTIES = (*_DATES, "headline", "dc:date")


class Meta:
    """The page's meta tags by name; names are lower-case, and a name may stand several times. What stands at another
    story's headline is none of `address`, the page's own.
    """

    def __init__(self, tree: HtmlElement, address: str = "") -> None:
        self._values: dict[str, list[str]] = {}
        for tag in tree.iter("meta"):
            name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
            value = plain(tag.get("content") or "")
            if name and value and not (tag.get("itemprop") and _is_anothers_date(tag, name.lower(), address)):
                self._values.setdefault(name.strip().lower(), []).append(value)
        for tag in cast("list[HtmlElement]", _WITH_CONTENT(tree)):
            if tag.tag not in _MARKED:  # as most
                continue
            names = (tag.get("property") or tag.get("itemprop") or "").lower().split()[:1]
            if names and names[0] in _PROPERTIES and not _is_anothers_date(tag, names[0], address):
                self._values.setdefault(names[0], []).append(plain(tag.get("content", "")))

    def first(self, names: Iterable[str]) -> str | None:
        """Return the first value of the first name that has one."""
        return next((self._values[name][0] for name in names if name in self._values), None)

    def all(self, names: Iterable[str]) -> list[str]:
        """Return every value of the first name that has one."""
        return next((self._values[name] for name in names if name in self._values), [])


def _is_anothers_date(tag: HtmlElement, name: str, address: str) -> bool:
    return name in _DATES and is_anothers(tag, address)


def canonical(tree: HtmlElement, base: str) -> str | None:
    """Return the address the page declares as its own, joined, or None."""
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (link.get("href") or "").strip():
            return _sound(join(base, link.get("href")))
    return None


def amp(tree: HtmlElement, base: str) -> str | None:
    """Return the address of the page's form without scripts of its own, joined, or None."""
    for link in tree.iter("link"):
        if "amphtml" in (link.get("rel") or "").lower().split() and (link.get("href") or "").strip():
            return _sound(join(base, link.get("href")))
    return None


def _sound(address: str | None) -> str | None:
    """An address whose port is a number, if it names one."""
    try:
        return address if urlsplit(address or "").port != 0 else None
    except ValueError:
        return None
