"""khabar status: how the sources are, the worst first; one source in full."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.live import Live

from crawler import clock
from crawler.cli import options
from crawler.cli.listing import Layout, LayoutOption, print_drawn, stdout
from crawler.cli.output import say
from crawler.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from crawler.health.survey import DueTime, Health
    from crawler.sources import Source
    from crawler.storage import Archive
    from crawler.storage.jobs import Job

EXAMPLE = "Example: khabar status --watch"
EVERY = 5.0  # seconds between two looks


def status(
    chosen: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE", help="Only these sources; one alone is shown in full.")
    ] = None,
    *,
    watch: Annotated[bool, typer.Option("--watch", help="Look again every few seconds, until Ctrl-C.")] = False,
    layout: LayoutOption = Layout.TABLE,
    data: options.Data = options.DATA,
) -> None:
    """Show how the sources are, the worst first, with the reason and what to try; reads only."""
    from crawler.storage import Archive

    with Archive(data, create=False) as archive:
        look = Look(archive, tuple(dict.fromkeys(chosen or ())))
        if watch:
            _watch(look, layout)
            return
        seen = look()
        _print(seen, archive, layout)
        for line in introduction(seen):
            say(line)


@dataclass(frozen=True, slots=True)
class Seen:
    """How the sources were at an instant; `whole`: all of them were looked at. `never` counts those never visited."""

    now: datetime
    found: Sequence[Health]
    whole: bool
    is_served: bool
    never: int


@dataclass(frozen=True, slots=True)
class Look:
    """Looks at the sources of an archive, or at those `chosen`."""

    archive: Archive
    chosen: tuple[str, ...] = ()

    def __call__(self) -> Seen:
        """Look. Raises UsageError for a source that is none, or was never visited."""
        from crawler.health.survey import survey
        from crawler.sources import catalogue

        now, sources = clock.now(), catalogue(self.archive.path)
        found = survey(self.archive, sources, now, only=self.chosen or None, due=due_time(self.archive, sources))
        self._check({each.id for each in found}, sources)
        never = 0 if self.chosen else len(sources.keys() - {each.id for each in found})
        return Seen(now, found, not self.chosen, self.archive.is_served(), never)

    def _check(self, found: set[str], sources: Mapping[str, Source]) -> None:
        from crawler.sources.nearest import did_you_mean

        for each in self.chosen:
            if each not in found and each not in sources:
                raise UsageError(
                    f'"{each}" is no source{did_you_mean(each, found | set(sources))}; khabar status has all'
                )
            if each not in found:
                raise UsageError(f"{each} was never visited; khabar crawl {each} visits it now")


def due_time(archive: Archive, sources: Mapping[str, Source]) -> DueTime:
    """Return what tells when the service visits a source next."""
    from crawler.service.plan import due_after
    from crawler.sources.schedule import read_schedule

    schedule = read_schedule(archive.path, sources)

    def due(source: Source, last: Job) -> datetime | None:
        return due_after(last, source, archive, schedule.wishes(source)).at if source.enabled else None

    return due


def introduction(seen: Seen) -> list[str]:
    """Return the lines that stand beside the sources: whether the service runs, what is not in the table."""
    from crawler.health.state import is_offline

    lines = ["the service runs" if seen.is_served else "the service does not run; khabar run starts it"]
    if seen.whole and is_offline([each.verdict.state for each in seen.found]):
        lines.append("hardly any source can be reached; this machine seems to be offline")
    if seen.whole and seen.never:
        lines.append(f"{seen.never} sources were never visited; khabar sources list has them")
    if seen.whole and not seen.found:
        lines.append("nothing was visited yet; khabar crawl and khabar run do so")
    return lines


def _watch(look: Look, layout: Layout) -> None:
    if layout is Layout.JSON or not sys.stdout.isatty():
        raise UsageError("--watch needs a terminal, and shows a table; without it, khabar status prints once")
    try:
        with Live(console=stdout(), auto_refresh=False, screen=True, vertical_overflow="ellipsis") as live:
            while True:
                seen = look()
                live.update(_shown(seen, look.archive), refresh=True)
                time.sleep(EVERY)
    except KeyboardInterrupt:
        return


def _shown(seen: Seen, archive: Archive) -> RenderableType:
    from crawler.cli.health import board, in_full
    from crawler.storage.jobs import Jobs

    if len(seen.found) == 1 and not seen.whole:
        return in_full(seen.found[0], Jobs(archive).recent(5, source=seen.found[0].id), seen.now)
    return board(seen.found, seen.now)


def _print(seen: Seen, archive: Archive, layout: Layout) -> None:
    from crawler.cli.health import cells
    from crawler.health.figures import record

    print_drawn(
        seen.found,
        lambda: _shown(seen, archive),
        lambda each: cells(each, seen.now),
        layout=layout,
        record=lambda each: record(each, seen.now),
    )


def in_state(data: Path, states: Sequence[str]) -> set[str]:
    """Return the sources of a data directory that are in one of some states. Raises UsageError for what is none."""
    from crawler.health.state import State
    from crawler.health.survey import survey
    from crawler.sources import catalogue
    from crawler.sources.nearest import did_you_mean
    from crawler.storage import Archive

    for each in states:
        if each not in list(State):
            raise UsageError(f'"{each}" is no state{did_you_mean(each, list(State))}; use one of {", ".join(State)}')
    with Archive(data, create=False) as archive:
        sources = catalogue(data)
        found = survey(archive, sources, clock.now(), due=due_time(archive, sources))
    return {each.id for each in found if each.verdict.state in states}
