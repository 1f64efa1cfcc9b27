"""Store: the article goes into the archive, its document onto the disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from crawler import stats as names
from crawler.article import Article
from crawler.storage import Archive, open_archive
from pipelines.counting import Stats
from pipelines.step import ArchiveStep

_COUNTERS = {
    "stored": names.STORED,
    "revised": names.REVISED,
    "known": names.KNOWN,  # stored by another crawl since the step before
    "duplicate": names.DUPLICATES,
}


class Store(ArchiveStep):
    """The step. A copy of a story that another article stands for is stored like any other, and counted.

    Documents are put on the disk many together, the last ones before the archive is closed.
    `copies`: what the archive shows of a story, `one` or `all`; empty: what it did so far.
    """

    def __init__(self, archive: Archive, *, copies: str = "", stats: Stats | None = None) -> None:
        super().__init__(archive, stats=stats)
        if copies:
            archive.keep_copies(copies)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        settings = crawler.settings
        return cls(open_archive(Path(settings["KHABAR_DATA"])), copies=settings["KHABAR_COPIES"], stats=crawler.stats)

    def process_item(self, item: Article) -> Article:
        outcome = self._archive.store(item, settled=False)
        self._stats.inc_value(_COUNTERS[outcome.kind])
        if outcome.kind == "stored" and outcome.is_copy:
            self._stats.inc_value(names.COPIES)
        return replace(item, id=outcome.id, revision=outcome.revision)
