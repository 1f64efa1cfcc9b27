"""crawl(): crawl sources, sites, sections and articles side by side, and say what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from scrapy.core.downloader import contextfactory  # noqa: F401  looks through the stack of imports: the sooner, the faster
from scrapy.settings import Settings

from crawler.jobs.crawling import Crawl
from crawler.jobs.noting import Noting
from crawler.jobs.report import Progress, Report
from crawler.jobs.running import Process, settings_with
from crawler.jobs.targets import Target, target
from crawler.sources import Source, catalogue
from crawler.storage import open_archive

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
    meant = _once(target(given, sources) for given in targets)
    settings = settings_for(options)
    with open_archive(options.data) as archive:
        crawls = [Crawl(each, archive) for each in meant]
        process = Process(settings)
        groups = [_one_by_one(group) for group in _by_site(crawls)]
        process.run(groups, beside=_watch(crawls, Noting(archive), on_progress))
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


def _by_site(crawls: Sequence[Crawl]) -> list[list[Crawl]]:
    """One site, one crawl at a time, whatever its sources are called."""
    groups: dict[str, list[Crawl]] = {}
    for each in crawls:
        groups.setdefault(each.target.source.site, []).append(each)
    return list(groups.values())


def _one_by_one(group: Sequence[Crawl]) -> Callable[[Process], Any]:
    async def run(process: Process) -> None:
        for each in group:
            if not process.stopping:
                await each.run(process)

    return run


def _watch(crawls: Sequence[Crawl], noting: Noting, on_progress: Watcher | None) -> Callable[[], Any]:
    async def watch() -> None:
        while True:
            await asyncio.sleep(WATCH)
            noting.note(crawls)
            if on_progress:
                on_progress([each.progress() for each in crawls])

    return watch
