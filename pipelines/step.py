"""What the steps that work on the archive share: it is opened where the crawl keeps it, and given back at its end."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from crawler.storage import Archive, open_archive
from pipelines.counting import Stats, Tally


class ArchiveStep:
    """A step with an archive and counters; made of values, so that it also runs without Scrapy."""

    def __init__(self, archive: Archive, *, stats: Stats | None = None) -> None:
        self._archive = archive
        self._stats = Tally() if stats is None else stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(open_archive(Path(crawler.settings["KHABAR_DATA"])), stats=crawler.stats)

    def close_spider(self) -> None:
        self._archive.close()
