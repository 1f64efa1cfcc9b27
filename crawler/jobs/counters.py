"""What a crawl counts in, and what it came to: Scrapy's stats, and what the downloader knows of each host."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from scrapy.crawler import Crawler

from crawler import clock
from crawler.fetching.downloader import Downloader
from crawler.fetching.politeness import HostPoliteness
from crawler.jobs.figures import figures
from crawler.jobs.report import failure
from crawler.reasons import Rejection
from crawler.storage.jobs import Ending


class Counters:
    """The counters of a crawl; its crawler may have none yet, while its spider is being made."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    def inc_value(self, key: str, count: int = 1) -> None:
        assert self._crawler.stats
        self._crawler.stats.inc_value(key, count)

    @property
    def stats(self) -> Mapping[str, Any]:
        return self._crawler.stats.get_stats() if self._crawler.stats else {}

    def figures(self) -> dict[str, int]:
        """Return the figures so far."""
        return figures(self.stats, self.hosts())

    def hosts(self) -> tuple[HostPoliteness, ...]:
        """Return how each host was treated; nothing where the crawl did not begin."""
        downloader = self._downloader()
        return downloader.politeness() if downloader else ()

    def ending(self, finish: str, *, refusal: Rejection | None, kept: int, site: str) -> Ending:
        """Return how the crawl of a site has ended. `refusal` and `kept` are as report.failure() takes them."""
        downloader = self._downloader()
        wait = downloader.pace.held(site) if downloader else 0.0
        return Ending(
            finish,
            failure(self.stats, refusal=refusal, kept=kept, finish=finish),
            self.figures(),
            clock.now() + timedelta(seconds=wait) if wait else None,
        )

    def _downloader(self) -> Downloader | None:
        try:
            downloader = self._crawler.engine.downloader if self._crawler.engine else None
        except RuntimeError:  # the crawl did not begin
            return None
        return downloader if isinstance(downloader, Downloader) else None
