"""The intake of a crawl: what it finds goes to the ledger, each address once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from crawler import stats as names
from crawler.found import Found, Role
from crawler.jobs.traps import Traps
from crawler.storage import Ledger, Page

REMEMBERED = 50_000  # links that are known to be queued already; beyond, the ledger is asked


class Stats(Protocol):
    """What the desk counts in: Scrapy's stats."""

    def inc_value(self, key: str, count: int = 1) -> Any: ...


class Intake:
    """Queues what a crawl of `scope` finds; `soon` puts it before what has waited longer."""

    def __init__(self, ledger: Ledger, traps: Traps, stats: Stats, *, scope: str, soon: bool) -> None:
        self._ledger = ledger
        self._traps = traps
        self._stats = stats
        self._scope = scope
        self._soon = soon
        self._queued: set[int] = set()  # hashes of what this crawl has queued: every page of a site has the same menus

    def add(
        self, found: Iterable[Found], *, page: Page | None = None, parent: str | None = None, again: bool = False
    ) -> int:
        """Queue what `page`, or the file at `parent`, names; return how much of it nobody had named before.

        `again`: it is asked for even where an earlier run has read it.
        """
        found = [each for each in self._not_queued(found, again) if self._is_usable(each)]
        if not found:
            return 0
        depth, parent = (page.depth + 1, page.url) if page else (0, parent)
        if page and page.role in (Role.FEED, Role.SITEMAP):
            depth = page.depth + (found[0].role is not Role.SITEMAP)
        by = page.role if page else None
        queued = self._ledger.add(
            found, depth=depth, parent=parent, by=by, scope=self._scope, again=again, soon=self._soon
        )
        self._stats.inc_value(names.NEWS_FOUND, queued)
        return queued

    def forget(self) -> None:
        """Take nothing for queued any more: what was to be written was not."""
        self._queued.clear()

    def _is_usable(self, found: Found) -> bool:
        bound = self._traps.refusal(found.url)
        if bound:
            self._stats.inc_value(names.BOUND + bound)
        return bound is None

    def _not_queued(self, found: Iterable[Found], again: bool) -> list[Found]:
        """What was only to be entered may still be asked for again."""
        if len(self._queued) > REMEMBERED:
            self._queued.clear()
        fresh = {mark: each for each in found if (mark := hash((each, again))) not in self._queued}
        self._queued.update(fresh)
        return list(fresh.values())
