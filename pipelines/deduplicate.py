"""Deduplicate: an article that the archive has goes no further; the address under which it was met is kept with it."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler

from crawler import stats as names
from crawler.article import Article
from crawler.reasons import Reason
from crawler.storage import Archive, Outcome, open_archive
from pipelines.counting import Stats, Tally
from pipelines.dropped import Dropped

_COUNTERS = {"known": names.KNOWN, "duplicate": names.DUPLICATES}


def copy_of(article: Article, archive: Archive) -> Outcome | None:
    """Return what the archive has this article as; None: it is new, or a revision. Its addresses are kept."""
    return archive.keep_addresses(article)


class Deduplicate:
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
        outcome = copy_of(item, self._archive)
        if outcome is None:
            return item
        self._stats.inc_value(_COUNTERS[outcome.kind])
        raise Dropped(Reason.DUPLICATE, f"as {outcome.id}", outcome=outcome)
