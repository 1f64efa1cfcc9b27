"""Whose turn it is at a site, among all processes that crawl into one data directory.

Beside the locks of the archive stand two tiny files for a site: `{site}.pace` holds the instant of the last request,
`{site}.wait` the instant before which the site asked not to be visited. Where there is no folder, or no writing in it,
a process keeps its own pace only.
"""

from __future__ import annotations

import fcntl
import math
import os
import re
from collections.abc import Callable
from pathlib import Path

from crawler.clock import now as clock_now

LONGEST = 24 * 3600.0  # seconds: no site is left alone for longer, whatever its server asks
BUSY = 0.005  # seconds: another process is looking at the file

_UNSAFE = re.compile(r"[^a-z0-9.-]+")
_WIDTH = 24  # one number, always as long: it is written over the last one at once


def _time_of_day() -> float:
    return clock_now().timestamp()


class Turns:
    """The turns of one data directory. `folder` is where its files stand; it is not made here. Times in seconds."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = _time_of_day) -> None:
        self._folder = folder
        self._clock = clock
        self._files: dict[tuple[str, str], Path] = {}  # of the few sites that one process visits

    def take(self, site: str, delay: float) -> float:
        """Take the site's turn and return 0, or return how long it is until there may be one.

        Never longer than the delay, whatever stands in the file and whatever was done to the clock.
        """
        try:
            handle = os.open(self._file(site, "pace"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError:
            return 0.0
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return self._take(handle, delay)
        except (BlockingIOError, PermissionError):  # POSIX leaves the choice between EAGAIN and EACCES
            return BUSY
        except OSError:
            return 0.0
        finally:
            os.close(handle)

    def _take(self, handle: int, delay: float) -> float:
        now = self._clock()
        last = _number(os.pread(handle, _WIDTH, 0))
        if last is not None and 0 <= now - last < delay:
            return last + delay - now
        os.pwrite(handle, f"{now:0{_WIDTH}.6f}".encode(), 0)
        is_damaged = last is None or last > now
        return delay if is_damaged else 0.0  # what stood there says nothing: the last request may have been just now

    def hold(self, site: str, seconds: float) -> None:
        """Keep every process from the site for so long; what it asked for before stands where that is longer."""
        self._begin_wait(site, min(max(seconds, self.held(site)), LONGEST))

    def _begin_wait(self, site: str, seconds: float) -> None:
        now, file = self._clock(), self._file(site, "wait")
        part = file.with_name(f"{file.name}.{os.getpid()}.part")
        try:
            part.write_text(f"{now:.3f} {now + seconds:.3f}\n", "ascii")
            part.replace(file)
        except OSError:
            return  # this process still waits

    def held(self, site: str) -> float:
        """Return how long the site is not to be visited; 0: it may be."""
        try:
            since, until = map(float, self._file(site, "wait").read_text("ascii").split())
        except (OSError, ValueError):
            return 0.0
        now = self._clock()
        left = min(until - now, until - since, LONGEST)
        if not math.isfinite(left) or left <= 0:
            return 0.0
        if now < since:  # the clock was set back: what is left is counted from now, not from when it is there again
            self._begin_wait(site, left)
        return left

    def _file(self, site: str, kind: str) -> Path:
        if (site, kind) not in self._files:
            self._files[site, kind] = self._folder / f"{_UNSAFE.sub('-', site)[-200:]}.{kind}"
        return self._files[site, kind]


def _number(text: bytes) -> float | None:
    """Return the instant that a file holds: 0 for a new one, None for what is none."""
    if not text:
        return 0.0
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
