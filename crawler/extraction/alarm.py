"""Alarm: one thread that ends what takes too long, for all who wait: a timer for each call would be one for each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Condition, Thread


class Alarm:
    """Calls what is overdue. What it calls must be short, and must not come back to it."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._due: dict[object, tuple[float, Callable[[], None]]] = {}
        self._thread: Thread | None = None
        self._wakes = inf  # when the thread looks again, monotonic

    @contextmanager
    def after(self, seconds: float, end: Callable[[], None]) -> Iterator[None]:
        """Call `end` where the block takes longer, and never once it is left."""
        ticket, at = object(), time.monotonic() + seconds
        with self._changed:
            self._due[ticket] = at, end
            if self._thread is None:
                self._thread = Thread(target=self._watch, name="khabar-alarm", daemon=True)
                self._thread.start()
            elif at < self._wakes:
                self._changed.notify()
        try:
            yield
        finally:
            with self._changed:
                self._due.pop(ticket, None)

    def _watch(self) -> None:
        with self._changed:
            while True:
                self._end_overdue()
                self._wakes = min((at for at, _ in self._due.values()), default=inf)
                self._changed.wait(None if self._wakes == inf else max(0.0, self._wakes - time.monotonic()))

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for ticket in [ticket for ticket, (at, _) in self._due.items() if at <= now]:
            _, end = self._due.pop(ticket)
            end()
