"""The plan: which sources are visited, and when each is due. It reads the archive and the files, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawler import clock
from crawler.schedule.due import Due, by_turn, next_visit
from crawler.schedule.wishes import Wishes
from crawler.service.past import past_of, rhythm_of, spent_today
from crawler.sources import Source, catalogue
from crawler.sources.schedule import FILE, Schedule, read_schedule
from crawler.storage import Archive
from crawler.storage.jobs import Job, Jobs

Choose = Callable[[Iterable[Source]], list[Source]]


@dataclass(slots=True)
class Plan:
    """The sources of an archive's data directory that are `chosen` and enabled, each with when it is due.

    When that is, is computed once a visit has ended, and kept by a clock that nobody sets: what is done to the time of
    day meanwhile makes no source due earlier or later.
    """

    archive: Archive
    chosen: Choose = list
    sources: dict[str, Source] = field(default_factory=dict)
    _schedule: Schedule = field(default_factory=Schedule)
    _dues: dict[str, tuple[Due, float]] = field(default_factory=dict)  # and the elapsed seconds when it is
    _read: dict[str, float] = field(default_factory=dict)

    def read(self) -> None:
        """Read the sources and what people ask of their visits. Raises SourceError for what is wrong in a file."""
        self._read = self._files()
        known = catalogue(self.archive.path)
        self._schedule = read_schedule(self.archive.path, known)
        self.sources = {source.id: source for source in self.chosen(known.values()) if source.enabled}
        last = Jobs(self.archive).last_visits()
        self._dues = {}
        for source in self.sources.values():
            self._plan(source, last.get(source.id))

    def read_again(self) -> bool:
        """Read the files again where they have changed; return whether they had. Raises SourceError as read() does."""
        changed = self._files() != self._read
        if changed:
            self.read()
        return changed

    def visited(self, identifier: str) -> Due | None:
        """Learn that a visit has ended; return when the next is due."""
        source = self.sources.get(identifier)
        return self._plan(source, Jobs(self.archive).last_visit(identifier)) if source else None

    def put_off(self, identifier: str, wait: timedelta, why: str) -> Due:
        """Look at a source again after a while: it could not be visited now."""
        return self._keep(identifier, Due(clock.now() + wait, why))

    def requests_left(self, source: Source) -> int | None:
        """Return how many requests a source's budget leaves for today; None: it has none."""
        budget = self._schedule.wishes(source).budget
        return None if budget is None else budget - spent_today(Jobs(self.archive), source, clock.now())

    def due(self) -> list[Source]:
        """Return the sources that are due now, the longest overdue first."""
        return [self.sources[name] for name in by_turn(self.dues().items(), clock.now())]

    def dues(self) -> Mapping[str, Due]:
        """Return when each source is due, by the time of day as it is told now."""
        now, elapsed = clock.now(), clock.elapsed()
        return {name: Due(now + timedelta(seconds=at - elapsed), due.why) for name, (due, at) in self._dues.items()}

    def _plan(self, source: Source, last: Job | None) -> Due:
        return self._keep(source.id, due_after(last, source, self.archive, self._schedule.wishes(source)))

    def _keep(self, identifier: str, due: Due) -> Due:
        self._dues[identifier] = due, clock.elapsed() + (due.at - clock.now()).total_seconds()
        return due

    def _files(self) -> dict[str, float]:
        folder = self.archive.path
        files = [*folder.glob("sources/*.toml"), folder / FILE]
        return {str(path): path.stat().st_mtime for path in files if path.exists()}


def due_after(last: Job | None, source: Source, archive: Archive, wishes: Wishes) -> Due:
    """Return when a source is due after its last visit; None: it never was visited."""
    now = clock.now()
    past = past_of(last, Jobs(archive), source, now=now) if last else None
    by_itself = past is not None and wishes.every is None and wishes.cron is None
    rhythm = rhythm_of(archive, source, past.began) if past and by_itself else None
    return next_visit(past, wishes, rhythm, now=now, zone=source.zone)


def next_of(dues: Iterable[Due]) -> datetime | None:
    """Return the first instant at which something is due."""
    return min((due.at for due in dues), default=None)
