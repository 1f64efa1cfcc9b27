"""The loop: visits begin when they are due, so many at once, the longest overdue first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from crawler import clock
from crawler.schedule.due import BACK_OFF
from crawler.service.plan import Plan, next_of
from crawler.sources import Source

log = logging.getLogger(__name__)

LONGEST_REST = 15.0  # seconds: then it is looked whether anything has changed
LEAST_REST = 0.01

Visit = Callable[[Source], Awaitable[None]]
Wait = Callable[[asyncio.Event, float, int], Awaitable[None]]


async def woken_or(event: asyncio.Event, seconds: float, _under_way: int) -> None:
    """Wait for an event, or so many seconds, whatever is under way meanwhile."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)


@dataclass(slots=True)
class Loop:
    """Visits the sources of a plan; `visit` makes one, and tells the plan when the next is due.

    Of one site, one source at a time. `wait` rests until the event, or for so many seconds; it is told how many
    visits are under way, since a driver of the clock leaps where there is none.
    """

    plan: Plan
    visit: Visit
    at_once: int
    wait: Wait = woken_or
    _under_way: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _sites: set[str] = field(default_factory=set)
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, stopping: Callable[[], bool], beside: Callable[[], None] = lambda: None) -> None:
        """Visit what is due until it is `stopping`, and let the visits under way end. `beside` is done now and then."""
        while not stopping():
            beside()
            self._begin(self.plan.due())
            await self._rest()
        await self._end()

    async def once(self, stopping: Callable[[], bool]) -> None:
        """Visit what is due now, each source once."""
        left = {source.id: source for source in self.plan.due()}
        while left and not stopping():
            for name in self._begin(list(left.values())):
                del left[name]
            if left:
                self._woken.clear()
                await self.wait(self._woken, LONGEST_REST, len(self._under_way))
        await self._end()

    def wake(self) -> None:
        """Look at once what is to be done."""
        self._woken.set()

    @property
    def under_way(self) -> frozenset[str]:
        """The sources that are being visited."""
        return frozenset(self._under_way)

    def _begin(self, due: list[Source]) -> list[str]:
        begun = []
        for source in due:
            if len(self._under_way) >= self.at_once:
                break
            if source.id not in self._under_way and source.site not in self._sites:
                self._sites.add(source.site)
                self._under_way[source.id] = asyncio.ensure_future(self._visit(source))
                begun.append(source.id)
        return begun

    async def _visit(self, source: Source) -> None:
        try:
            await self.visit(source)
        except Exception:  # a mistake of ours in one visit does not end the others, for weeks
            log.exception("the visit of %s broke off", source.id)
            self.plan.put_off(source.id, BACK_OFF, "its last visit broke off")
        finally:
            del self._under_way[source.id]
            self._sites.discard(source.site)
            self._woken.set()

    async def _rest(self) -> None:
        waiting = [due for name, due in self.plan.dues().items() if name not in self._under_way]
        following = next_of(waiting)
        seconds = LONGEST_REST if following is None else (following - clock.now()) / timedelta(seconds=1)
        if seconds <= 0:  # what is due waits for a place, or for its site
            seconds = LONGEST_REST
        self._woken.clear()
        rest = min(max(seconds, LEAST_REST), LONGEST_REST)
        await self.wait(self._woken, rest, len(self._under_way))

    async def _end(self) -> None:
        while self._under_way:
            await asyncio.gather(*self._under_way.values())
