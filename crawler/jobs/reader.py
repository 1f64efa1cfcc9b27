"""Answers read in worker processes: pages, feeds and sitemaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from crawler import clock
from crawler.discovery.bounds import Bounds
from crawler.discovery.feeds import Feed, read_feed
from crawler.discovery.reading import Reading, read_page
from crawler.discovery.sitemaps import Sitemap, read_sitemap
from crawler.extraction.workers import Workers
from crawler.found import Role
from crawler.reasons import Reason, Rejection
from crawler.sources import Source
from crawler.storage import Page


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what a crawl is answered.

    `source_at` gives the source as a page at an address is read; `known` what its site has taught, packed.
    """

    workers: Workers
    source_at: Callable[[str], Source]
    bounds: Bounds
    known: Callable[[], bytes | None] = lambda: None

    async def page(self, page: Page, response: Response, *, first: str | None = None) -> Reading | Rejection:
        """Return what a page holds and names; a Rejection where it broke the process that read it.

        `first` is where the story began of which the answer is a later page.
        """
        return await self.workers.run(
            read_page,
            response.body,
            url=response.url,
            source=self.source_at(response.url),
            charset=charset(response),
            hint=page.found,
            now=clock.now(),
            bounds=self.bounds,
            known=self.known(),
            first=first,
        )

    async def listing(self, page: Page, response: Response, role: Role | None) -> Feed | Sitemap | Rejection:
        """Return what a feed or a sitemap names; without a role it may be either."""
        outcome: Feed | Sitemap | Rejection | None = None
        if role is not Role.FEED:
            outcome = await self.workers.run(
                read_sitemap,
                response.body,
                response.url,
                level=page.found.number,
                article_url=self.source_at(response.url).article_url,
                bounds=self.bounds,
            )
        if outcome is None and role is not Role.SITEMAP:
            outcome = await self.workers.run(read_feed, response.body, response.url, bounds=self.bounds)
        return Rejection(Reason.NOT_FOUND, f"no {role or 'feed or sitemap'}") if outcome is None else outcome


def charset(response: Response) -> str | None:
    """Return the encoding that the answer's header names."""
    content_type = response.headers.get("Content-Type") or b""
    return http_content_type_encoding(content_type.decode("latin-1"))
