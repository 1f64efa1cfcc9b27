"""A visit: one crawl of a source's site, within its bounds, and when the next one is due."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler.errors import ArchiveBusy, KhabarError, StorageError
from crawler.jobs.crawling import Crawl
from crawler.jobs.report import Report
from crawler.jobs.running import Process
from crawler.jobs.targets import target
from crawler.schedule.due import AGAIN_SOON, BACK_OFF, Due
from crawler.service.plan import Plan
from crawler.sources import Source


@dataclass(frozen=True, slots=True)
class Visited:
    """What came of a visit, and when the next is due; None: the source is no more in the plan."""

    source: Source
    report: Report
    due: Due | None


Tell = Callable[[Visited], None]


@dataclass(slots=True)
class Visits:
    """Makes the visits of a service. `asked_by` is the command; `settings` are those of every visit."""

    process: Process
    plan: Plan
    asked_by: str
    tell: Tell
    settings: Mapping[str, Any]
    crawls: dict[str, Crawl] = field(default_factory=dict)  # those under way, by their sources

    async def visit(self, source: Source) -> None:
        """Visit a source; what goes wrong is the visit's own."""
        crawl = Crawl(target(source, {}), self.plan.archive, asked_by=self.asked_by, settings=self._bounds(source))
        self.crawls[source.id] = crawl
        try:
            await crawl.run(self.process)
        finally:
            del self.crawls[source.id]
        due = self._due(source, crawl.error)
        self.tell(Visited(source, crawl.report(), due))

    def _bounds(self, source: Source) -> dict[str, Any]:
        left = self.plan.requests_left(source)
        return {**self.settings, **({} if left is None else {"KHABAR_MAX_REQUESTS": max(1, left)})}

    def _due(self, source: Source, error: KhabarError | None) -> Due | None:
        """Return when the next visit is due; one that did not begin is tried again."""
        if isinstance(error, ArchiveBusy):
            return self.plan.put_off(source.id, AGAIN_SOON, "another crawl has it in hand")
        if error is not None:
            wait = AGAIN_SOON if isinstance(error, StorageError) else BACK_OFF
            return self.plan.put_off(source.id, wait, str(error))
        try:
            return self.plan.visited(source.id)
        except StorageError as broken:
            return self.plan.put_off(source.id, AGAIN_SOON, str(broken))
