"""How a crawl behaved towards each host: when it asked, what it was asked to keep, and what it did when told off."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

READ, ABSENT, UNREACHABLE = "read", "absent", "unreachable"  # a robots.txt


@dataclass(frozen=True, slots=True)
class HostPoliteness:
    """What one host (its name and port) can say of a crawl. Times in seconds.

    `smallest_gap` lies between the instants at which two requests left; None with fewer than two. `delay` is what was
    promised at the end, `delay_by` who asked for it: `setting`, `source file`, `robots.txt` or `server`. `robots` is
    `read`, `absent` or `unreachable`, None where it was not looked for, and `robots_age` how old it was when it was
    taken; 0: just fetched. `told_off` counts the answers 429 and 503; `waited` is how long the host was to be left
    alone for them, and `ended` whether the crawl ended since it was asked to wait longer than a crawl does.
    """

    host: str
    requests: int
    smallest_gap: float | None
    delay: float
    delay_by: str
    robots: str | None
    robots_age: float
    told_off: Mapping[int, int]
    waited: float
    ended: bool


@dataclass(slots=True)
class _Notes:
    site: str = ""
    requests: int = 0
    last: float = 0.0
    smallest_gap: float | None = None
    robots: str | None = None
    robots_age: float = 0.0
    told_off: Counter[int] = field(default_factory=Counter)
    waited: float = 0.0
    ended: bool = False


class Diary:
    """What one crawl notes of each host while it runs."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._hosts: dict[str, _Notes] = {}

    @property
    def requests(self) -> int:
        """How many have left."""
        return sum(notes.requests for notes in self._hosts.values())

    def sent(self, host: str, site: str) -> None:
        """A request leaves now, for a host that belongs to `site`."""
        notes, now = self._of(host), self._clock()
        if notes.requests:
            gap = now - notes.last
            notes.smallest_gap = gap if notes.smallest_gap is None else min(gap, notes.smallest_gap)
        notes.site, notes.last = site, now
        notes.requests += 1

    def took_robots(self, host: str, state: str, age: float = 0.0) -> None:
        """A host's robots.txt was looked for; `age` where it comes from an earlier crawl."""
        notes = self._of(host)
        notes.robots, notes.robots_age = state, age

    def told_off(self, host: str, status: int, *, waits: float) -> None:
        """A host answered that it is asked too often, and is left alone for a while."""
        notes = self._of(host)
        notes.told_off[status] += 1
        notes.waited += waits

    def left(self, host: str) -> None:
        """The crawl ends since a host wants to be left alone."""
        self._of(host).ended = True

    def read(self, delay: Callable[[str], tuple[float, str]]) -> tuple[HostPoliteness, ...]:
        """Return the hosts in the order in which they were met. `delay` gives a site's delay, and who asked for it."""
        return tuple(_told(host, notes, *delay(notes.site)) for host, notes in self._hosts.items())

    def _of(self, host: str) -> _Notes:
        return self._hosts.setdefault(host, _Notes())


def _told(host: str, notes: _Notes, delay: float, delay_by: str) -> HostPoliteness:
    return HostPoliteness(
        host=host,
        requests=notes.requests,
        smallest_gap=notes.smallest_gap,
        delay=delay,
        delay_by=delay_by,
        robots=notes.robots,
        robots_age=notes.robots_age,
        told_off=dict(notes.told_off),
        waited=notes.waited,
        ended=notes.ended,
    )
