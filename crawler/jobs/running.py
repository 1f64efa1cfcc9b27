"""Scrapy's process, as the jobs use it: our settings, groups of crawls side by side, an end at Ctrl-C."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.errors import UsageError
from crawler.fetching import limits, pool
from crawler.fetching.logs import ToldByReport
from crawler.jobs.copying import Copied
from crawler.storage.database import hurry

# Seconds after which a thread lets another have its turn. The threads that feed the processes that read pages have
# little to do, and while they wait for Python's own 0.005, so do the processes.
_TURN = 0.0005

Crawls = Callable[["Process"], Awaitable[None]]


def settings_with(changes: Mapping[str, Any], *, module: str = "crawler.settings") -> Settings:
    """Return our settings with these changes; SCRAPY_SETTINGS_MODULE plays no part.

    Raises UsageError for a text that stands in a number's place.
    """
    settings = Copied()
    settings.setmodule(module, priority="project")
    for name, value in changes.items():
        _check(name, value, settings.get(name))
    settings.setdict(changes, priority="cmdline")
    return settings


def _check(name: str, value: Any, default: Any) -> None:
    if isinstance(default, bool) or not isinstance(default, (int, float)):
        return
    try:
        float(value)
    except (TypeError, ValueError):
        raise UsageError(f"{name} is {value!r}; give a number, as in {name}={default}") from None


class Process(AsyncCrawlerProcess):
    """Runs crawls until all have ended. Ctrl-C once: what is under way ends well; twice: at once."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.stopping = False
        self.interrupted = False  # by a signal
        self._stop_within: float | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._cut_short: list[Crawler] = []  # the crawls under way when a signal came
        logging.getLogger("scrapy.core.scraper").addFilter(ToldByReport())
        logging.getLogger("scrapy").setLevel(settings["LOG_LEVEL"])  # what nobody hears is not put into words

    def run(
        self,
        groups: Iterable[Crawls],
        *,
        beside: Callable[[], Awaitable[None]] | None = None,
        stop_within: float | None = None,
    ) -> None:
        """Run the groups side by side. `beside` runs until they have ended, for the progress.

        What has not ended so many seconds after the signal to stop is left where it is.
        """
        self._stop_within = stop_within
        loop = asyncio.get_event_loop()
        self._tasks = [loop.create_task(_awaited(group(self))) for group in groups]
        watch = loop.create_task(_awaited(beside())) if beside else None
        before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
        sys.setswitchinterval(_TURN)
        gc.freeze()  # what was loaded by now stays: the collector need not walk it again and again
        try:
            self.start()
        finally:
            if watch:
                watch.cancel()
            pool.dismiss()
            signal.signal(signal.SIGINT, before[0])
            signal.signal(signal.SIGTERM, before[1])
        self._own_up()
        for task in self._tasks:
            if task.done() and not task.cancelled():
                task.result()  # raises what none of its crawls was ready for

    async def join(self) -> None:
        """Complete when every group has: between two crawls of a group none is active, and it is not over."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _own_up(self) -> None:
        """A crawl that was to end, and gave up a lock for that, was ended by the signal and not by the lock."""
        for crawler in self._cut_short:
            if crawler.stats and crawler.stats.get_value("finish_reason") == "storage":
                crawler.stats.set_value("finish_reason", "shutdown")

    def _signal_shutdown(self, signum: int, frame: Any) -> None:
        self.interrupted = True
        self._cut_short += self.crawlers
        hurry()  # a lock of the archive may keep the reactor from hearing of it
        super()._signal_shutdown(signum, frame)

    async def stop(self) -> None:
        """Begin no crawl more, and end those under way."""
        self.stopping = True
        if self._stop_within is not None:
            asyncio.get_running_loop().call_later(self._stop_within, self._stop_reactor)
        for crawler in list(self.crawlers):
            with suppress(RuntimeError):  # it has not begun to download
                limits.drop_waiting(crawler)
        await super().stop()


async def _awaited(awaitable: Awaitable[None]) -> None:
    await awaitable
