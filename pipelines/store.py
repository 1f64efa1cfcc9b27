"""Store: the article goes into the archive, its document onto the disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from crawler import stats as names
from crawler.article import Article
from crawler.storage import Archive, open_archive
from pipelines.counting import Stats, Tally

_COUNTERS = {
    "stored": names.STORED,
    "revised": names.REVISED,
    "known": names.KNOWN,  # stored by another crawl since the step before
    "duplicate": names.DUPLICATES,
}


class Store:
    """The step."""

    def __init__(self, archive: Archive, *, stats: Stats | None = None) -> None:
        self._archive = archive
        self._stats = Tally() if stats is None else stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(open_archive(Path(crawler.settings["KHABAR_DATA"])), stats=crawler.stats)

    def close_spider(self) -> None:
        self._archive.close()

    def process_item(self, item: Article) -> Article:
        outcome = self._archive.store(item)
        self._stats.inc_value(_COUNTERS[outcome.kind])
        return replace(item, id=outcome.id, revision=outcome.revision)
