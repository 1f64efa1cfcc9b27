"""Jobs: every crawl of a source, from its beginning to its end; those of the last days singly, and each day in sum.

Figures are counters by name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, delete, func, insert, select, update

from crawler.clock import now as clock_now
from crawler.storage.archive import Archive
from crawler.storage.database import insert_or_replace
from crawler.storage.prepared import Prepared
from crawler.storage.schema import jobs, source_days

KILLED = "killed"  # how a job ended that could not say so itself
CANCELLED = "cancelled"
CUT_SHORT = ("shutdown", "storage", KILLED)  # ends with which the next crawl goes on
NOT_THE_SITE = (*CUT_SHORT, CANCELLED)  # ends that say nothing of the site
KEPT = timedelta(days=3)  # singly; the last of a source longer
DAYS_KEPT = timedelta(days=400)

Figures = Mapping[str, int]

# Of all the jobs under way, every few seconds.
_NOTED = Prepared(
    update(jobs)
    .where(jobs.c.id == bindparam("number"), jobs.c.ended_at.is_(None))
    .values(seen_at=bindparam("seen"), figures=bindparam("text"), requests=bindparam("sum"))
)


@dataclass(frozen=True, slots=True)
class Job:
    """One crawl of a source. Times are aware.

    `scope` is empty for the whole site: such a job is a visit. `asked_by` is the command behind it: `crawl`, `run` or
    `due`. `ended_at` is None while it runs, and after it was killed. `finish` is as in a crawl's report, `failure` a
    sentence where it brought nothing. `failed_in_row` counts the visits of the source until this one that failed.
    `ttl`: seconds for which the site's feeds ask to be taken as they are. `note` says what was wrong with the site's
    lists, and what was read instead.
    """

    id: int
    source: str
    target: str
    scope: str
    asked_by: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    finish: str | None
    failure: str | None
    failed_in_row: int
    requests: int
    figures: Figures
    wait_until: datetime | None
    ttl: int | None
    stop_asked: bool
    note: str | None = None

    @property
    def is_cut_short(self) -> bool:
        """Whether the next crawl goes on with it: it was killed, or ended before it was done."""
        return self.ended_at is None or self.finish in CUT_SHORT


@dataclass(frozen=True, slots=True)
class Ending:
    """How a job ended."""

    finish: str
    failure: str | None = None
    figures: Figures | None = None
    wait_until: datetime | None = None
    ttl: int | None = None
    note: str | None = None

    @property
    def is_failure(self) -> bool:
        """Whether the site gave nothing."""
        return self.failure is not None and self.finish not in NOT_THE_SITE


class Jobs:
    """The jobs of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._database = archive._database  # noqa: SLF001  the same room

    def begin(self, source: str, target: str, *, scope: str = "", asked_by: str = "crawl") -> int:
        """Enter a job; return its number. Only who has claimed the source may: another job of it was killed."""
        now = _seconds(clock_now())
        row = {"source": source, "target": target, "scope": scope, "asked_by": asked_by}
        fresh = {"began_at": now, "seen_at": now, "requests": 0, "figures": "{}", "stop_asked": False}
        with self._database.writing() as connection:
            self._bury(connection, source)
            failed = self._failed_in_row(connection, source)
            begun = insert(jobs).values(row | fresh | {"failed_in_row": failed})
            number: int = connection.execute(begun.returning(jobs.c.id)).scalar_one()
        return number

    def note(self, progress: Mapping[int, Figures]) -> set[int]:
        """Keep how far jobs are, by their numbers; return those that somebody asked to end."""
        if not progress:
            return set()
        now, told = _seconds(clock_now()), progress.items()
        rows = [{"number": job, "seen": now, "text": _text(each), "sum": each.get("requests", 0)} for job, each in told]
        with self._database.writing() as connection:
            _NOTED.run_each(connection, rows)
            asked = select(jobs.c.id).where(jobs.c.id.in_(list(progress)), jobs.c.stop_asked)
            return set(connection.scalars(asked))

    def end(self, number: int, ending: Ending) -> None:
        """Enter how a job ended; the figures of a visit that asked for something are added to those of its day.

        Old jobs are forgotten.
        """
        with self._database.writing() as connection:
            job = _job(connection.execute(select(jobs).where(jobs.c.id == number)).one())
            self._end(connection, job, ending)
            self._forget(connection, job)

    def ask_to_stop(self, number: int) -> Job | None:
        """Ask for a job's end: who runs it hears of it within seconds. Returns the job; None: no such one runs."""
        running = and_(jobs.c.id == number, jobs.c.ended_at.is_(None))
        with self._database.writing() as connection:
            connection.execute(update(jobs).where(running).values(stop_asked=True))
            return _one(connection, running)

    def get(self, number: int) -> Job | None:
        """Return a job by its number."""
        with self._database.reading() as connection:
            return _one(connection, jobs.c.id == number)

    def open(self) -> list[Job]:
        """Return the jobs that have not ended, the oldest first: each runs, or was killed."""
        return self._all(jobs.c.ended_at.is_(None))

    def recent(self, limit: int, *, source: str | None = None) -> list[Job]:
        """Return the last jobs, the newest first."""
        chosen = select(jobs).order_by(jobs.c.id.desc()).limit(limit)
        if source is not None:
            chosen = chosen.where(jobs.c.source == source)
        with self._database.reading() as connection:
            return list(map(_job, connection.execute(chosen)))

    def last_visits(self, sources: Collection[str] | None = None) -> dict[str, Job]:
        """Return the last visit of each source, or of some, by the source; it may not have ended."""
        newest = select(func.max(jobs.c.id)).where(jobs.c.scope == "", *_of(sources)).group_by(jobs.c.source)
        return {job.source: job for job in self._all(jobs.c.id.in_(newest))}

    def last_visit(self, source: str) -> Job | None:
        """Return the last visit of a source."""
        with self._database.reading() as connection:
            return self._last(connection, source)

    def last_told(self, sources: Collection[str] | None = None) -> dict[str, Job]:
        """Return, of all sources or of some, the last visit that has ended and says something of the site."""
        told = and_(jobs.c.scope == "", jobs.c.ended_at.is_not(None), jobs.c.finish.not_in(NOT_THE_SITE))
        newest = select(func.max(jobs.c.id)).where(told, *_of(sources)).group_by(jobs.c.source)
        return {job.source: job for job in self._all(jobs.c.id.in_(newest))}

    def last_looks(self, sources: Collection[str] | None = None) -> dict[str, datetime]:
        """Return, of all sources or of some, when the last visit began that the site answered, if it is still kept."""
        done = and_(jobs.c.scope == "", jobs.c.finish.not_in(NOT_THE_SITE), jobs.c.failure.is_(None))
        chosen = select(jobs.c.source, func.max(jobs.c.began_at)).where(done, *_of(sources)).group_by(jobs.c.source)
        with self._database.reading() as connection:
            return {source: datetime.fromtimestamp(at, UTC) for source, at in connection.execute(chosen)}

    def last_with(self, counter: str, limit: int, sources: Collection[str] | None = None) -> dict[str, list[Job]]:
        """Return the last visits that have ended and counted something, so many of each source, the newest first."""
        counted = and_(jobs.c.scope == "", jobs.c.ended_at.is_not(None), jobs.c.figures.contains(f'"{counter}"'))
        place = func.row_number().over(partition_by=jobs.c.source, order_by=jobs.c.id.desc()).label("place")
        ranked = select(jobs.c.id, place).where(counted, *_of(sources)).subquery()
        found: dict[str, list[Job]] = {}
        for job in self._all(jobs.c.id.in_(select(ranked.c.id).where(ranked.c.place <= limit))):
            found.setdefault(job.source, []).insert(0, job)
        return found

    def visited_since(self, since: datetime) -> set[str]:
        """Return the sources of which a visit has ended at an instant or later."""
        ended = and_(jobs.c.scope == "", jobs.c.ended_at >= _seconds(since))
        with self._database.reading() as connection:
            return set(connection.scalars(select(jobs.c.source).where(ended).distinct()))

    def requests_since(self, source: str, since: datetime) -> int:
        """Return how many requests the jobs of a source have made that began at an instant or later."""
        chosen = and_(jobs.c.source == source, jobs.c.began_at >= _seconds(since))
        with self._database.reading() as connection:
            return connection.scalar(select(func.coalesce(func.sum(jobs.c.requests), 0)).where(chosen)) or 0

    def days(self, source: str, *, since: date) -> dict[date, Figures]:
        """Return the figures of a source's visits for each day (UTC) on which one ended, the first day first."""
        return self.all_days(since=since, source=source).get(source, {})

    def all_days(self, *, since: date, source: str | None = None) -> dict[str, dict[date, Figures]]:
        """Return days() of every source that has some."""
        chosen = select(source_days).where(source_days.c.day >= since.isoformat()).order_by(source_days.c.day)
        if source is not None:
            chosen = chosen.where(source_days.c.source == source)
        found: dict[str, dict[date, Figures]] = {}
        with self._database.reading() as connection:
            for row in connection.execute(chosen):
                found.setdefault(row.source, {})[date.fromisoformat(row.day)] = json.loads(row.figures)
        return found

    def _all(self, *which: ColumnElement[bool]) -> list[Job]:
        with self._database.reading() as connection:
            return list(map(_job, connection.execute(select(jobs).where(*which).order_by(jobs.c.id))))

    def _end(self, connection: Connection, job: Job, ending: Ending) -> None:
        now = clock_now()
        figures = job.figures if ending.figures is None else ending.figures
        asked_nothing = not (ending.is_failure or figures.get("requests"))
        says_nothing = asked_nothing or ending.finish in NOT_THE_SITE
        failed = job.failed_in_row if says_nothing else (job.failed_in_row + 1) * ending.is_failure
        values = {
            "ended_at": _seconds(now),
            "finish": ending.finish,
            "failure": ending.failure,
            "failed_in_row": failed,
            "requests": figures.get("requests", 0),
            "figures": _text(figures),
            "wait_until": None if ending.wait_until is None else _seconds(ending.wait_until),
            "ttl": ending.ttl,
            "note": ending.note,
        }
        connection.execute(update(jobs).where(jobs.c.id == job.id).values(values))
        if not job.scope and not asked_nothing:
            self._add_to_day(connection, job.source, now.astimezone(UTC).date(), _counted(figures, ending))

    def _add_to_day(self, connection: Connection, source: str, day: date, figures: Figures) -> None:
        mine = and_(source_days.c.source == source, source_days.c.day == day.isoformat())
        before = connection.scalar(select(source_days.c.figures).where(mine))
        total = Counter(json.loads(before)) if before else Counter[str]()
        total.update(figures)
        row = {"source": source, "day": day.isoformat(), "figures": _text(total)}
        connection.execute(insert_or_replace(source_days), row)

    def _bury(self, connection: Connection, source: str) -> None:
        """End the jobs of a source that were killed."""
        left = select(jobs).where(jobs.c.source == source, jobs.c.ended_at.is_(None))
        for job in map(_job, connection.execute(left).all()):
            self._end(connection, job, Ending(KILLED))

    def _failed_in_row(self, connection: Connection, source: str) -> int:
        last = self._last(connection, source)
        return last.failed_in_row if last else 0

    def _last(self, connection: Connection, source: str) -> Job | None:
        return _one(connection, and_(jobs.c.source == source, jobs.c.scope == ""))

    def _forget(self, connection: Connection, job: Job) -> None:
        """Forget a source's old jobs; what they came to stays in its days."""
        old = and_(jobs.c.source == job.source, jobs.c.id < job.id, jobs.c.ended_at < _seconds(clock_now() - KEPT))
        last = select(func.max(jobs.c.id)).where(jobs.c.source == job.source, jobs.c.scope == "").scalar_subquery()
        connection.execute(delete(jobs).where(old, jobs.c.id != func.coalesce(last, 0)))
        too_old = (clock_now() - DAYS_KEPT).date().isoformat()
        connection.execute(delete(source_days).where(source_days.c.source == job.source, source_days.c.day < too_old))


def _of(sources: Collection[str] | None) -> list[ColumnElement[bool]]:
    return [] if sources is None else [jobs.c.source.in_(sorted(sources))]


def _counted(figures: Figures, ending: Ending) -> Figures:
    """Return the figures of a visit with the visit itself among them: how many, how many failed."""
    visits = {} if ending.finish in NOT_THE_SITE else {"visits": 1, "visits-failed": int(ending.is_failure)}
    return {**figures, **visits}


def _one(connection: Connection, which: ColumnElement[bool]) -> Job | None:
    row = connection.execute(select(jobs).where(which).order_by(jobs.c.id.desc()).limit(1)).one_or_none()
    return None if row is None else _job(row)


def _job(row: Row[Any]) -> Job:
    times = {name: _time(getattr(row, name)) for name in ("began_at", "seen_at", "ended_at", "wait_until")}
    return Job(**{**row._mapping, **times, "figures": json.loads(row.figures)})  # noqa: SLF001  SQLAlchemy's own name


def _text(figures: Figures) -> str:
    return json.dumps({name: number for name, number in figures.items() if number})


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())


def _time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
