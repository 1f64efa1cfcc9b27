"""What other processes see of the crawls of this one: how far they are; and what they ask of them: to end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from crawler.errors import StorageError
from crawler.jobs.crawling import Crawl
from crawler.storage import Archive
from crawler.storage.jobs import Jobs

EVERY = 3.0  # seconds


class Noting:
    """Keeps the figures of crawls under way, and ends those whose jobs somebody cancelled."""

    def __init__(self, archive: Archive, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._jobs = Jobs(archive)
        self._clock = clock
        self._next = clock() + EVERY

    def note(self, crawls: Iterable[Crawl]) -> None:
        """Do so, if the last time is long enough ago."""
        if self._clock() < self._next:
            return
        self._next = self._clock() + EVERY
        under_way = {job: crawl for crawl in crawls if (job := crawl.job) is not None}
        with suppress(StorageError):  # the crawls meet it themselves
            for job in self._jobs.note({job: crawl.figures() for job, crawl in under_way.items()}):
                under_way[job].cancel()
