"""One crawl in a process of several: before, while and after it runs."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any, Protocol, runtime_checkable

from scrapy.crawler import Crawler

from crawler import stats as names
from crawler.errors import ArchiveBusy, KhabarError
from crawler.jobs.counters import Counters
from crawler.jobs.report import Progress, Report, bounds, failure, reasons
from crawler.jobs.running import Process
from crawler.jobs.seldom import Seldom
from crawler.jobs.targets import Target
from crawler.storage import Archive, State
from crawler.storage.jobs import CANCELLED, Jobs

WAIT = 1.0  # seconds between two looks whether the service has done with a source
SERVICE = ("run", "due")  # commands whose visits another crawl waits for


class _Desk(Protocol):
    job: int


@runtime_checkable
class Cancellable(Protocol):
    """What is asked of the spider: `spiders` imports this room, and not the other way."""

    desk: _Desk

    def end(self, finish: str) -> None: ...


class Crawl:
    """One target, before, during and after its crawl. `asked_by` is the command; `settings` go before the process's."""

    def __init__(
        self, target: Target, archive: Archive, *, asked_by: str = "crawl", settings: Mapping[str, Any] | None = None
    ) -> None:
        self.target = target
        self.crawler: Crawler | None = None
        self.error: KhabarError | None = None
        self.seconds = 0.0
        self.waits = False
        self._archive = archive
        self._asked_by = asked_by
        self._settings = settings or {}
        self._queued = Seldom(self._count_queued)  # a million pages take most of a second

    async def run(self, process: Process) -> None:
        """Crawl; where the service has the source in hand, after its visit."""
        began = time.monotonic()
        while await self._is_to_wait(process):  # noqa: ASYNC110  another process does not tell
            await asyncio.sleep(WAIT)
        self.seconds = time.monotonic() - began

    async def _is_to_wait(self, process: Process) -> bool:
        self.crawler, self.error, self.waits = process.create_crawler("news"), None, False
        self.crawler.settings.setdict(self._settings, priority="cmdline")
        try:
            await process.crawl(self.crawler, target=self.target, asked_by=self._asked_by)
        except ArchiveBusy as error:
            self.error = error
            self.waits = not process.stopping and self._asked_by not in SERVICE and self._is_visited()
            return self.waits
        except KhabarError as error:
            self.error = error
        return False

    def _is_visited(self) -> bool:
        return any(
            job.source == self.target.source.id and job.asked_by in SERVICE for job in Jobs(self._archive).open()
        )

    @property
    def job(self) -> int | None:
        """The number of its job while it is under way."""
        spider = self.crawler.spider if self.crawler and self.crawler.crawling else None
        return spider.desk.job if isinstance(spider, Cancellable) else None

    def figures(self) -> dict[str, int]:
        """Return its figures so far."""
        return Counters(self.crawler).figures() if self.crawler else {}

    def cancel(self) -> None:
        """End it: what is under way is stored, the rest waits for the next crawl."""
        if self.crawler and isinstance(self.crawler.spider, Cancellable):
            self.crawler.spider.end(CANCELLED)

    def progress(self, *, at_end: bool = False) -> Progress:
        stats = self._stats()
        return Progress(
            target=self.target.text,
            source=self.target.source.id,
            pages=stats.get(names.PAGES, 0),
            stored=stats.get(names.STORED, 0),
            duplicates=stats.get(names.DUPLICATES, 0),
            known=stats.get(names.KNOWN, 0),
            errors=stats.get(names.ERRORS, 0),
            queued=self._queued(now=at_end),
            waits="the service is visiting it" if self.waits else None,
        )

    def report(self) -> Report:
        stats = self._stats()
        finish = "failed" if self.error else str(stats.get("finish_reason", "shutdown"))
        return Report(
            target=self.target.text,
            source=self.target.source.id,
            pages=stats.get(names.PAGES, 0),
            lists=stats.get(names.LISTS, 0),
            stored=stats.get(names.STORED, 0),
            revised=stats.get(names.REVISED, 0),
            duplicates=stats.get(names.DUPLICATES, 0),
            known=stats.get(names.KNOWN, 0),
            errors=stats.get(names.ERRORS, 0),
            reasons=reasons(stats),
            failure=str(self.error) if self.error else self._failure(stats, finish),
            seconds=self.seconds,
            finish=finish,
            bounds=bounds(stats),
            politeness=Counters(self.crawler).hosts() if self.crawler else (),
            copies=stats.get(names.COPIES, 0),
            browsed=stats.get(names.BROWSED, 0),
            missing=stats.get(names.BROWSER_MISSING),
        )

    def _failure(self, stats: Mapping[str, Any], finish: str) -> str | None:
        refusal = getattr(self.crawler.spider, "refusal", None) if self.crawler else None
        kept = self._archive.count(self.target.source.id, copies="all")
        return failure(stats, refusal=refusal, kept=kept, finish=finish)

    def _stats(self) -> Mapping[str, Any]:
        begun = self.crawler is not None and self.crawler.spider is not None and not self.error
        return self.crawler.stats.get_stats() if begun and self.crawler else {}

    def _count_queued(self) -> int:
        counts = self._archive.ledger(self.target.source.id).counts()
        return counts.get(State.DISCOVERED, 0) + counts.get(State.IN_HAND, 0)
