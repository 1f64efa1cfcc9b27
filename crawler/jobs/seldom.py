"""A number that is dear to count, and looked at often."""

from __future__ import annotations

import time
from collections.abc import Callable

REST = 1000  # as many times as long as counting took: a hundred crawls side by side spend a tenth of the time on it


class Seldom:
    """Counts anew only where the last count is old enough for what it cost."""

    def __init__(self, count: Callable[[], int], *, clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._clock = clock
        self._number = 0
        self._next = -1.0

    def __call__(self, *, now: bool = False) -> int:
        """Return the number, counted lately; `now`: counted in this moment."""
        began = self._clock()
        if now or began >= self._next:
            self._number = self._count()
            ended = self._clock()
            self._next = ended + REST * (ended - began)
        return self._number
