"""The course of a crawl: which of the addresses that a page names are asked for. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from crawler.discovery.reading import Reading
from crawler.found import Found, Role
from crawler.storage import Page
from crawler.urls import key

_DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)")
_FEEDS = 5  # of one page: fronts name one for each section, and one for the comments of each article


@dataclass(frozen=True, slots=True)
class Course:
    """The bounds of one crawl.

    `scope` is the key of the section or article asked for, empty for the whole site; `below` is the path of a source
    that is part of a site (/arabic). `max_depth` counts links from where the crawl began. Of what was published or
    changed before `since`, feeds and sitemaps say so, and it is passed over.
    """

    scope: str = ""
    below: str = ""
    max_depth: int | None = None
    max_number: int = 500
    since: date | None = None

    def named(self, found: Iterable[Found], page: Page) -> Iterator[Found]:
        """Yield what of a feed's or a sitemap's entries is followed."""
        inner = (each for each in found if each.role in (Role.SITEMAP, Role.FEED) or self._reaches(page))
        return (each for each in inner if self._contains(each) and not self._is_older(each))

    def links(self, reading: Reading, page: Page) -> list[Found]:
        """Return what of a page's links is followed: on a section asked for, the articles of its main part only."""
        if not self._reaches(page):
            return []
        if not self.scope:
            return [each for each in reading.links if self._contains(each)]
        if reading.article is not None or not self._is_listing(page):
            return []
        return [each for each in reading.links if each.main and each.role in (Role.ARTICLE, Role.PAGE)]

    def feeds(self, reading: Reading, page: Page) -> list[Found]:
        """Return the feeds that a front or a section names."""
        if self.scope or page.role not in (Role.FRONT, Role.SECTION):
            return []
        return [Found(url, Role.FEED) for url in reading.feeds[:_FEEDS]]

    def next_page(self, reading: Reading, page: Page) -> Found | None:
        """Return the next page of a listing; a page that lists nothing has none."""
        number = page.found.number + 1
        listing = page.role in (Role.FRONT, Role.SECTION) or (bool(self.scope) and page.key == self.scope)
        if not reading.next_page or not reading.links or reading.article is not None or not listing:
            return None
        if number > self.max_number or not self._reaches(page):
            return None
        return Found(reading.next_page, Role.SECTION, number=number)

    def _reaches(self, page: Page) -> bool:
        return self.max_depth is None or page.depth < self.max_depth

    def _is_listing(self, page: Page) -> bool:
        return page.key == self.scope or page.role is Role.SECTION

    def _contains(self, found: Found) -> bool:
        if not self.below or found.role in (Role.FEED, Role.SITEMAP):
            return True
        return f"{unquote(urlsplit(found.url).path)}/".startswith(self.below)

    def _is_older(self, found: Found) -> bool:
        told = _DAY.match(found.lastmod or found.published_raw or "")
        return self.since is not None and told is not None and told[1] < self.since.isoformat()


def listed(reading: Reading) -> int:
    """Return what a listing shows, as one number: a next page that shows the same again ends the listing."""
    return hash(frozenset(key(each.url) for each in reading.links if each.main))
