"""serve(): khabar run, until it is stopped; visit_due(): khabar crawl --due, what is due now and no more."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from crawler import clock
from crawler.errors import SourceError, StorageError
from crawler.jobs.crawl import CrawlOptions, settings_for
from crawler.jobs.noting import Noting
from crawler.jobs.running import Process
from crawler.service.loop import Loop, Wait, woken_or
from crawler.service.plan import Choose, Plan
from crawler.service.visit import Tell, Visits
from crawler.storage import Archive, open_archive
from crawler.storage.upkeep import look_after

log = logging.getLogger(__name__)

STOP_WITHIN = 8.0  # seconds after which what has not ended is left where it is; the next start goes on with it
NOTE = 0.5  # seconds
LOOK = 60.0  # seconds between two looks at the files of sources
UPKEEP = 86_400.0  # seconds between two checks of the archive

Watch = Callable[[Plan], None]


@dataclass(frozen=True, slots=True)
class ServiceOptions:
    """How to serve. `crawl` holds the data directory and what every visit is to keep to; `chosen` picks the sources.

    `at_once` is how many are visited side by side. `watches` are called once a minute. `wait` is how the loop rests.
    """

    crawl: CrawlOptions
    chosen: Choose = list
    at_once: int = 32
    watches: tuple[Watch, ...] = ()
    wait: Wait = woken_or


def serve(options: ServiceOptions, *, tell: Tell, begun: Callable[[Plan], None] = lambda _: None) -> None:
    """Visit every chosen source when it is due, until SIGTERM or Ctrl-C; everything is stored then.

    `tell` hears of each visit, `begun` of the plan before the first. Raises ArchiveBusy where another service has the
    data directory, SourceError for a file that is wrong, StorageError where the archive cannot be opened.
    """
    with open_archive(options.crawl.data) as archive, archive.serve():
        service = _Service(options, archive, tell, asked_by="run")
        begun(service.plan)
        service.process.run([service.run], beside=service.note, stop_within=STOP_WITHIN)


def visit_due(options: ServiceOptions, *, tell: Tell, begun: Callable[[Plan], None] = lambda _: None) -> bool:
    """Visit what is due now, each source once; return whether it came to its end. Raises as serve() does."""
    with open_archive(options.crawl.data) as archive, archive.serve():
        service = _Service(options, archive, tell, asked_by="due")
        begun(service.plan)
        service.process.run([service.once], beside=service.note)
        return not service.process.interrupted


class _Service:
    """The parts of a service, put together."""

    def __init__(self, options: ServiceOptions, archive: Archive, tell: Tell, *, asked_by: str) -> None:
        settings = settings_for(options.crawl)
        self.plan = Plan(archive, options.chosen)
        self.plan.read()
        self.process = Process(settings)
        bounds = {"KHABAR_TIME_LIMIT": settings.getfloat("KHABAR_VISIT_TIME")}
        self._archive = archive
        self._watches = options.watches
        self._visits = Visits(self.process, self.plan, asked_by, tell, bounds)
        self._loop = Loop(self.plan, self._visits.visit, options.at_once, options.wait)
        self._noting = Noting(archive)
        self._again = {"files": 0.0, "upkeep": clock.elapsed() + UPKEEP}  # elapsed seconds when each is done again
        self._upkeep: asyncio.Future[None] | None = None

    async def run(self, _process: Process) -> None:
        await self._loop.run(self._is_stopping, self._now_and_then)

    async def once(self, _process: Process) -> None:
        await self._loop.once(self._is_stopping)

    async def note(self) -> None:
        """Keep in the archive how far the visits are, and wake the loop where it is to stop."""
        while True:
            await asyncio.sleep(NOTE)
            self._noting.note(list(self._visits.crawls.values()))
            if self.process.stopping:
                self._loop.wake()

    def _is_stopping(self) -> bool:
        return self.process.stopping

    def _now_and_then(self) -> None:
        if self._is_time("files", LOOK):
            self._read_again()
            for watch in self._watches:
                watch(self.plan)
        if self._is_time("upkeep", UPKEEP) and (self._upkeep is None or self._upkeep.done()):
            self._upkeep = asyncio.get_running_loop().run_in_executor(None, self._look_after)

    def _is_time(self, what: str, every: float) -> bool:
        if clock.elapsed() < self._again[what]:
            return False
        self._again[what] = clock.elapsed() + every
        return True

    def _read_again(self) -> None:
        """A file that is wrong, or an archive that cannot be read for a moment, leaves the plan as it is."""
        try:
            if self.plan.read_again():
                log.warning("the sources have changed: %d are followed", len(self.plan.sources))
        except (SourceError, StorageError) as error:
            log.warning("%s; the plan stays as it was", error)

    def _look_after(self) -> None:
        try:
            look_after(self._archive)
        except StorageError as error:
            log.error("%s", error)  # noqa: TRY400  the sentence says all
