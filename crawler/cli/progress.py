"""A crawl while it runs: a table that changes on a terminal, a line every few seconds elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.table import Table

from crawler.cli.output import say

if TYPE_CHECKING:  # slow to import
    from crawler.jobs.crawl import Progress, Watcher

Clock = Callable[[], float]
EVERY = 5.0  # seconds between the lines of one target
_COLUMNS = ("pages", "stored", "duplicates", "errors", "waiting", "pages/s")


@contextmanager
def shown(console: Console) -> Iterator[Watcher]:
    """Yield what takes the progress of all targets, now and then, and shows it."""
    if not console.is_terminal:
        yield Lines()
        return
    board = Board()
    with Live(board.table(), console=console, refresh_per_second=4, transient=True) as live:

        def show(all_: Sequence[Progress]) -> None:
            for each in all_:
                board.note(each)
            live.update(board.table())

        yield show


class Rates:
    """Pages a second of each target, from when it was first heard of."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._began: dict[str, float] = {}

    def of(self, progress: Progress) -> float:
        """Return the mean so far; 0 in the first second."""
        seconds = self._clock() - self._began.setdefault(progress.target, self._clock())
        return progress.pages / seconds if seconds >= 1 else 0.0


class Board:
    """The table on a terminal: a row for each target."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._rates = Rates(clock)
        self._rows: dict[str, tuple[str, ...]] = {}

    def note(self, progress: Progress) -> None:
        numbers = (progress.pages, progress.stored, progress.duplicates, progress.errors, progress.queued)
        self._rows[progress.target] = (*(f"{number:,}" for number in numbers), f"{self._rates.of(progress):.1f}")

    def table(self) -> Table:
        table = Table("crawling", box=None, pad_edge=False)
        for name in _COLUMNS:
            table.add_column(name, justify="right")
        for target, row in self._rows.items():
            table.add_row(target, *row)
        return table


class Lines:
    """Plain lines, for a log: each target says where it stands, at most once in EVERY seconds."""

    def __init__(self, clock: Clock = time.monotonic, write: Callable[[str], None] = say) -> None:
        self._clock, self._write = clock, write
        self._rates = Rates(clock)
        self._last: dict[str, float] = {}

    def __call__(self, all_: Sequence[Progress]) -> None:
        for each in all_:
            self._note(each)

    def _note(self, progress: Progress) -> None:
        rate, now = self._rates.of(progress), self._clock()
        if now - self._last.setdefault(progress.target, now) < EVERY:
            return
        self._last[progress.target] = now
        self._write(line(progress, rate))


def line(progress: Progress, rate: float) -> str:
    """Return where a target stands, e.g. `youm7: 120 pages, 80 stored, …`."""
    if progress.waits:
        return f"{progress.target}: {progress.waits}; it is crawled after that"
    return (
        f"{progress.target}: {progress.pages} pages, {progress.stored} stored, {progress.duplicates} duplicates, "
        f"{progress.errors} errors, {progress.queued} waiting, {rate:.1f} pages/s"
    )
