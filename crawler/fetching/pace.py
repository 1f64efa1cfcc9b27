"""The pace of a crawl: one download slot for a whole site, and the Crawl-delay its robots.txt asks for."""

from __future__ import annotations

from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler

from crawler.sources import site_of


class OneSlot:
    """Downloader middleware: www, m and every other subdomain share the site's one slot.

    The slot is set anew for each hop, since a redirect copies the one before.
    """

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        return cls()

    def process_request(self, request: Request) -> None:
        request.meta["download_slot"] = site_of(request.url)


class CrawlDelays:
    """The delays that robots.txt files asked for, kept above whatever AutoThrottle finds fitting. In seconds."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._delays: dict[str, float] = {}
        crawler.signals.connect(self._keep, signal=signals.response_downloaded)

    def ask(self, site: str, seconds: float) -> None:
        """Wait at least so long between two requests to a site."""
        self._delays[site] = max(seconds, self._delays.get(site, 0))
        # Scrapy forgets a slot that was idle for a minute; the next one begins with this.
        downloader = self._crawler.engine.downloader
        delay = max(self._delays[site], downloader._delay)  # noqa: SLF001  what AutoThrottle set it to
        downloader.per_slot_settings[site] = {"delay": delay}
        self._raise(site)

    def _keep(self, request: Request) -> None:
        self._raise(request.meta.get("download_slot", ""))

    def _raise(self, site: str) -> None:
        slot = self._crawler.engine.downloader.slots.get(site)
        if slot and slot.delay < self._delays.get(site, 0):
            slot.delay = self._delays[site]
