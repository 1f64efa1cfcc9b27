"""When a crawl has enough: so many articles stored, or so much time spent."""

from __future__ import annotations

import asyncio
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from twisted.python.failure import Failure

from crawler import stats
from crawler.fetching.downloader import downloader_of
from crawler.fetching.refused import Interrupted


class Limits:
    """Extension: closes the spider with the reason `limit` or `time-limit`. `seconds` and `articles`: 0 is no limit."""

    def __init__(self, crawler: Crawler, *, articles: int, seconds: float) -> None:
        self._crawler = crawler
        self._articles = articles
        self._seconds = seconds
        self._alarm: asyncio.TimerHandle | None = None
        self._closing: asyncio.Task[None] | None = None
        crawler.signals.connect(self._opened, signal=signals.spider_opened)
        crawler.signals.connect(self._scraped, signal=signals.item_scraped)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        articles, seconds = settings.getint("KHABAR_LIMIT"), settings.getfloat("KHABAR_TIME_LIMIT")
        if not articles and not seconds:
            raise NotConfigured
        return cls(crawler, articles=articles, seconds=seconds)

    def _opened(self) -> None:
        if self._seconds:
            self._alarm = asyncio.get_running_loop().call_later(self._seconds, self._close, "time-limit")

    def _scraped(self) -> None:
        if self._articles and self._crawler.stats.get_value(stats.STORED, 0) >= self._articles:
            self._close("limit")

    def _closed(self) -> None:
        if self._alarm:
            self._alarm.cancel()

    def _close(self, reason: str) -> None:
        self._closing = self._closing or close(self._crawler, reason)


def close(crawler: Crawler, reason: str) -> asyncio.Task[None]:
    """Close a crawl: what is under way ends, what waits for its turn stays in the ledger."""
    drop_waiting(crawler)
    return asyncio.ensure_future(crawler.engine.close_spider_async(reason=reason))


def drop_waiting(crawler: Crawler) -> None:
    """Give up the requests that wait for the site's delay, or for their turn: a crawl that ends need not sit it out."""
    downloader = downloader_of(crawler)
    for slot in downloader.slots.values():
        while slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(Failure(Interrupted()))  # type: ignore[no-untyped-call]
    downloader.pace.end()
