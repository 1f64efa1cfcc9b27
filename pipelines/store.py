"""Store: the article goes into the archive, its document onto the disk."""

from __future__ import annotations

from dataclasses import replace

from crawler import stats as names
from crawler.article import Article
from pipelines.step import ArchiveStep

_COUNTERS = {
    "stored": names.STORED,
    "revised": names.REVISED,
    "known": names.KNOWN,  # stored by another crawl since the step before
    "duplicate": names.DUPLICATES,
}


class Store(ArchiveStep):
    """The step. Documents are put on the disk many together, the last ones before the archive is closed."""

    def process_item(self, item: Article) -> Article:
        outcome = self._archive.store(item, settled=False)
        self._stats.inc_value(_COUNTERS[outcome.kind])
        return replace(item, id=outcome.id, revision=outcome.revision)
