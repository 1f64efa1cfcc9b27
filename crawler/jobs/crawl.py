"""crawl(): crawl sources, sites, sections and articles side by side, and say what came of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy.crawler import Crawler
from scrapy.settings import Settings

from crawler import stats as names
from crawler.errors import KhabarError
from crawler.fetching.downloader import Downloader
from crawler.fetching.politeness import HostPoliteness
from crawler.jobs.report import Progress, Report, bounds, failure, reasons
from crawler.jobs.running import Process, settings_with
from crawler.jobs.seldom import Seldom
from crawler.jobs.targets import Target, target
from crawler.sources import Source, catalogue
from crawler.storage import Archive, State, open_archive

__all__ = ["CrawlOptions", "Progress", "Report", "Watcher", "crawl", "settings_for"]

WATCH = 0.5  # seconds between two looks at the progress

Watcher = Callable[[Sequence[Progress]], None]


@dataclass(frozen=True)
class CrawlOptions:
    """How to crawl. None leaves a setting as crawler.settings and the source's file have it.

    `data` is the data directory; `limit` counts articles stored, `max_depth` links; `time_limit` and `delay` are in
    seconds; what was published before the day of `since` is not stored. `settings` holds any other setting of Scrapy
    or Khabar, as text.
    """

    data: Path
    limit: int | None = None
    since: datetime | None = None
    max_depth: int | None = None
    time_limit: float | None = None
    delay: float | None = None
    allow_private_hosts: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)


def crawl(
    targets: Sequence[str | Source], options: CrawlOptions, *, on_progress: Watcher | None = None
) -> list[Report]:
    """Crawl the targets side by side, and those of one site one after the other; return a report for each, in order.

    Runs once in a process: Scrapy's reactor does not start again. `on_progress` is told how far each target is, twice
    a second. Raises UsageError for a target that means nothing, and StorageError where the archive cannot be opened.
    """
    sources = catalogue(options.data)
    crawls = [_Crawl(each) for each in _once(target(given, sources) for given in targets)]
    settings = settings_for(options)
    with open_archive(options.data) as archive:
        for each in crawls:
            each.archive = archive
        process = Process(settings)
        groups = [_one_by_one(group) for group in _by_site(crawls)]
        process.run(groups, beside=_watch(crawls, on_progress) if on_progress else None)
        if on_progress:
            on_progress([each.progress(at_end=True) for each in crawls])
        return [each.report() for each in crawls]


def _once(meant: Iterable[Target]) -> list[Target]:
    return list({(each.source.id, each.scope): each for each in meant}.values())


def settings_for(options: CrawlOptions) -> Settings:
    """Return the settings of a crawl with these options."""
    given: dict[str, Any] = {
        "KHABAR_DATA": str(options.data),
        "KHABAR_LIMIT": options.limit,
        "KHABAR_SINCE": options.since.date().isoformat() if options.since else None,
        "KHABAR_MAX_DEPTH": options.max_depth,
        "KHABAR_TIME_LIMIT": options.time_limit,
        "DOWNLOAD_DELAY": options.delay,
        "KHABAR_ALLOW_PRIVATE_HOSTS": options.allow_private_hosts or None,
    }
    return settings_with({**options.settings, **{name: value for name, value in given.items() if value is not None}})


class _Crawl:
    """One target, before, during and after its crawl."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.archive: Archive | None = None
        self.crawler: Crawler | None = None
        self.error: KhabarError | None = None
        self.seconds = 0.0
        self._queued = Seldom(self._count_queued)  # a million pages take most of a second

    async def run(self, process: Process) -> None:
        began = time.monotonic()
        self.crawler = process.create_crawler("news")
        try:
            await process.crawl(self.crawler, target=self.target)
        except KhabarError as error:
            self.error = error
        self.seconds = time.monotonic() - began

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
            politeness=self._politeness(),
            copies=stats.get(names.COPIES, 0),
        )

    def _failure(self, stats: Mapping[str, Any], finish: str) -> str | None:
        refusal = getattr(self.crawler.spider, "refusal", None) if self.crawler else None
        kept = self.archive.count(self.target.source.id, copies="all") if self.archive else 0
        return failure(stats, refusal=refusal, kept=kept, finish=finish)

    def _stats(self) -> Mapping[str, Any]:
        begun = self.crawler is not None and self.crawler.spider is not None and not self.error
        return self.crawler.stats.get_stats() if begun and self.crawler else {}

    def _politeness(self) -> tuple[HostPoliteness, ...]:
        if self.crawler is None:
            return ()
        try:
            downloader = self.crawler.engine.downloader
        except RuntimeError:  # the crawl did not begin
            return ()
        return downloader.politeness() if isinstance(downloader, Downloader) else ()

    def _count_queued(self) -> int:
        if self.archive is None:
            return 0
        counts = self.archive.ledger(self.target.source.id).counts()
        return counts.get(State.DISCOVERED, 0) + counts.get(State.IN_HAND, 0)


def _by_site(crawls: Sequence[_Crawl]) -> list[list[_Crawl]]:
    """One site, one crawl at a time, whatever its sources are called."""
    groups: dict[str, list[_Crawl]] = {}
    for each in crawls:
        groups.setdefault(each.target.source.site, []).append(each)
    return list(groups.values())


def _one_by_one(group: Sequence[_Crawl]) -> Callable[[Process], Any]:
    async def run(process: Process) -> None:
        for each in group:
            if not process.stopping:
                await each.run(process)

    return run


def _watch(crawls: Sequence[_Crawl], on_progress: Watcher) -> Callable[[], Any]:
    async def watch() -> None:
        while True:
            await asyncio.sleep(WATCH)
            on_progress([each.progress() for each in crawls])

    return watch
