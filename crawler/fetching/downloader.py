"""Scrapy's downloader, in step with a site: a request leaves when it is its turn among all processes, and is noted.

The turn is taken at the last moment, below retries, redirects, robots.txt and Scrapy's own queue for the site, so
that nothing gets round it: whatever a browser opens goes the same way.
"""

from __future__ import annotations

from typing import Any, cast

from scrapy import Request
from scrapy.core import downloader
from scrapy.core.downloader.handlers import DownloadHandlers
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.fetching import browser
from crawler.fetching.asked import has_enough, leave_alone
from crawler.fetching.pace import AskedToWait, Pace
from crawler.fetching.politeness import Diary, HostPoliteness
from crawler.fetching.refused import Interrupted
from crawler.sources import site_of


class Downloader(downloader.Downloader):
    """Scrapy's, with a `pace` and a `diary`. It makes at `most` so many requests; 0: no bound."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.pace = Pace(crawler, self)
        self.diary = Diary()
        self.most = crawler.settings.getint("KHABAR_MAX_REQUESTS")
        self.handlers: Any = _InTurn(self.handlers, self)

    async def _enqueue_request(self, request: Request) -> Response:
        if self.pace.is_over:
            raise Interrupted  # before it waits for a delay that nobody needs any more
        return await super()._enqueue_request(request)

    def politeness(self) -> tuple[HostPoliteness, ...]:
        """Return how each host was treated."""
        return self.diary.read(self._promised)

    def _promised(self, site: str) -> tuple[float, str]:
        kept = self.pace.kept(site)
        return kept.seconds, kept.by


def downloader_of(crawler: Crawler) -> Downloader:
    """Return the downloader of a crawl under way."""
    return cast("Downloader", crawler.engine.downloader)


class _InTurn:
    """The handlers that open connections, each request in its turn."""

    def __init__(self, handlers: DownloadHandlers, owner: Downloader) -> None:
        self._handlers = handlers
        self._owner = owner

    async def download_request_async(self, request: Request) -> Response:
        site = request.meta.get(Downloader.DOWNLOAD_SLOT) or site_of(request.url)
        host = urlparse_cached(request).netloc
        async with browser.room(request, self._owner.crawler.settings):
            try:
                await self._owner.pace.turn(site)
            except AskedToWait as asked:
                self._owner.diary.left(host)
                leave_alone(self._owner.crawler, host, site, asked.seconds)
            if 0 < self._owner.most <= self._owner.diary.requests:
                has_enough(self._owner.crawler)
            self._owner.diary.sent(host, site)
            return await self._handlers.download_request_async(request)
