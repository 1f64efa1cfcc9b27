"""The fence: a crawl asks for its own site's pages only; a redirect that leaves the site ends there."""

from __future__ import annotations

from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler

from crawler.fetching.refused import Refused
from crawler.fetching.robots import IS_ROBOTS
from crawler.found import Role
from crawler.reasons import Reason
from crawler.sources import site_of
from crawler.urls import same_site


class Fence:
    """Downloader middleware: checks every hop of a redirect too.

    The front page alone may move house: where it redirects to another domain, that domain is the site from then on.
    A feed or sitemap may stand on the other site where the source's file names it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise Refused for another site's page."""
        sites: set[str] | None = getattr(self._crawler.spider, "sites", None)
        if sites is None or request.meta.get(IS_ROBOTS):
            return  # robots.txt may redirect to any authority (RFC 9309 2.3.1.2)
        if any(same_site(request.url, site) for site in sites | self._elsewhere(request.meta)):
            return
        if not _moves_house(request.meta):
            raise Refused(Reason.OFF_SITE, request.url)
        sites.add(site_of(request.url))

    def _elsewhere(self, meta: dict[str, Any]) -> set[str]:
        """The sites where the source's file says that its feeds and sitemaps are, for a request of one."""
        page, target = meta.get("page"), getattr(self._crawler.spider, "target", None)
        if page is None or target is None or page.role not in {Role.FEED, Role.SITEMAP}:
            return set()
        return {site_of(url) for url in (*target.source.feeds, *target.source.sitemaps)}


def _moves_house(meta: dict[str, Any]) -> bool:
    page = meta.get("page")
    return page is not None and page.role is Role.FRONT and bool(meta.get("redirect_urls"))
