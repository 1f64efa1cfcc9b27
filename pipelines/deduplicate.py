"""Deduplicate: an article that the archive has goes no further; the address under which it was met is kept with it."""

from __future__ import annotations

from crawler import stats as names
from crawler.article import Article
from crawler.reasons import Reason
from pipelines.dropped import Dropped
from pipelines.step import ArchiveStep

_COUNTERS = {"known": names.KNOWN, "duplicate": names.DUPLICATES}


class Deduplicate(ArchiveStep):
    """The step: what is new, or a revision, passes."""

    def process_item(self, item: Article) -> Article:
        outcome = self._archive.keep_addresses(item)
        if outcome is None:
            return item
        self._stats.inc_value(_COUNTERS[outcome.kind])
        raise Dropped(Reason.DUPLICATE, f"as {outcome.id}", outcome=outcome)
