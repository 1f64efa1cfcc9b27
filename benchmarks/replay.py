"""Replays a service: its clock leaps over every rest, so that a day takes seconds.

    python benchmarks/replay.py '{"data": …, "clock": …, "sources": […], "begins": …, "until": …, "jumps": [[…, …]]}'

The clock goes on as time does, ahead of it by as much as a small file says: who serves the sites reads it there.
"""

from __future__ import annotations

import asyncio
import json
import mmap
import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from crawler import clock
from crawler.fetching import pool
from crawler.jobs.crawl import CrawlOptions, settings_for
from crawler.service.loop import woken_or
from crawler.service.run import ServiceOptions, serve


class Times:
    """The time of day and the seconds that pass, as several processes see them. Instants are seconds since 1970.

    The file holds by how much either is ahead of the machine's.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        if not file.exists():
            file.write_bytes(bytes(16))
        with file.open("r+b") as opened:
            self._map = mmap.mmap(opened.fileno(), 16)
        self._ahead = memoryview(self._map).cast("d")

    def begin(self, at: float) -> None:
        """Set the time of day."""
        self._ahead[0] = at - time.time()

    def now(self) -> float:
        return time.time() + self._ahead[0]

    def elapsed(self) -> float:
        """Return seconds that only grow; the time of day is not made from them."""
        return time.monotonic() + self._ahead[1]

    def leap(self, seconds: float) -> None:
        """Let time pass."""
        self._ahead[0] += seconds
        self._ahead[1] += seconds

    def jump(self, seconds: float) -> None:
        """Set the clock forward or, below 0, back, as somebody may who sets it by hand."""
        self._ahead[0] += seconds


@dataclass
class Replay:
    """Rests as the loop of a service does. `until` is how many seconds pass, `jumps` when the clock is set, by what."""

    times: Times
    until: float
    jumps: Iterable[tuple[float, float]] = ()
    visits: int = 0
    _began: float = field(init=False)

    def __post_init__(self) -> None:
        self._began = self.times.elapsed()
        self._left = sorted(self.jumps)

    async def wait(self, woken: asyncio.Event, seconds: float, under_way: int) -> None:
        """Leap over a rest; while visits are under way, wait for their end. Ends the service when its time is over."""
        passed = self.times.elapsed() - self._began
        if under_way:
            await woken_or(woken, seconds, under_way)
        elif passed >= self.until:
            signal.raise_signal(signal.SIGTERM)
            await woken_or(woken, seconds, under_way)
        else:
            self.times.leap(min(seconds, self.until - passed))
            self._set(passed)
            await asyncio.sleep(0)

    def _set(self, passed: float) -> None:
        while self._left and self._left[0][0] <= passed:
            self.times.jump(self._left.pop(0)[1])

    def count(self, _visited: object) -> None:
        self.visits += 1


def main() -> None:
    task = json.loads(sys.argv[1])
    times, ids = Times(Path(task["clock"])), set(task["sources"])
    if task.get("begins") is not None:
        times.begin(task["begins"])
    replay = Replay(times, task["until"], task.get("jumps", ()))
    crawl = CrawlOptions(Path(task["data"]), delay=0, allow_private_hosts=True, settings=task.get("settings", {}))
    options = ServiceOptions(crawl, lambda known: [each for each in known if each.id in ids], wait=replay.wait)
    with clock.driven_by(lambda: datetime.fromtimestamp(times.now(), UTC), times.elapsed):
        pool.hire(settings_for(crawl))  # not anew for every visit that has nobody beside it
        serve(options, tell=replay.count)
    json.dump({"visits": replay.visits}, sys.stdout)


if __name__ == "__main__":
    main()
