"""What time it is, for every room. A program that drives the time itself puts its own clock in place."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

Clock = Callable[[], datetime]

_BOOT = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # it goes on while a machine sleeps


def _system() -> datetime:
    return datetime.now(UTC)


def _since_boot() -> float:
    return time.clock_gettime(_BOOT)


_present: tuple[Clock, Callable[[], float]] = (_system, _since_boot)


def now() -> datetime:
    """Return the present instant (UTC)."""
    return _present[0]()


def elapsed() -> float:
    """Return seconds that only grow, whatever is done to the clock on the wall."""
    return _present[1]()


@contextmanager
def driven_by(clock: Clock, elapsed: Callable[[], float] | None = None) -> Iterator[None]:
    """Have another clock tell the time of this process: it returns aware instants.

    `elapsed` tells the seconds that pass; else those of the clock do.
    """
    global _present  # noqa: PLW0603  there is one time
    before, _present = _present, (clock, elapsed or (lambda: clock().timestamp()))
    try:
        yield
    finally:
        _present = before
