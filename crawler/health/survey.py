"""survey(): every source of an archive that was ever visited, judged, the worst first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import partial

from crawler import stats as names
from crawler.health.chance import LEAST_QUIET
from crawler.health.history import KNOWN, History
from crawler.health.judge import judge
from crawler.health.state import Verdict
from crawler.health.sums import Sums
from crawler.schedule.rhythm import WINDOW, Rhythm, moments
from crawler.sources import Source
from crawler.storage import Archive
from crawler.storage.jobs import Figures, Job, Jobs
from crawler.storage.publications import last_published, publications, published

_READ_LATELY = 40  # visits that read articles' pages: as many as make some dozens of articles
_LEAST_TIMED = 20  # articles with a date, from which a rhythm is learnt,
_BUSIEST = 4  # times what is published in an hour in the mean
_SOME = 0.1  # unless so many of them have a day and no time
_PROMISED = names.PROMISED.removeprefix("khabar/")

DueTime = Callable[[Source, Job], datetime | None]


@dataclass(frozen=True)
class Health:
    """A source, and how it is. `source` is None where no file describes it. `running` is its visit under way."""

    id: str
    source: Source | None
    verdict: Verdict
    history: History
    running: Job | None = None

    @property
    def name(self) -> str:
        return self.source.name if self.source else ""


def survey(
    archive: Archive,
    sources: Mapping[str, Source],
    now: datetime,
    *,
    only: Collection[str] | None = None,
    due: DueTime = lambda _source, _last: None,
) -> list[Health]:
    """Judge the sources that were ever visited, or `only` those; `due` says when one is visited after its last job."""
    reading = _Reading(archive, now, only)
    found = []
    for id_, last in reading.visits.items():
        source = sources.get(id_)
        history = reading.history(id_, source, partial(due, source, last) if source else lambda: None)
        running = last if last.ended_at is None and archive.is_claimed(id_) else None  # else it was killed
        found.append(Health(id_, source, judge(history, now), history, running))
    return sorted(found, key=lambda each: (each.verdict.state.rank, each.id))


class _Reading:
    """What the archive knows of sources, read for all of them at once where that can be."""

    def __init__(self, archive: Archive, now: datetime, only: Collection[str] | None) -> None:
        jobs = Jobs(archive)
        self._archive = archive
        self.visits = jobs.last_visits(only)
        one = next(iter(only)) if only is not None and len(only) == 1 else None
        self._alone = one is not None
        self._days = jobs.all_days(since=(now - KNOWN - timedelta(days=1)).date(), source=one)
        self._told = jobs.last_told(only)
        self._looks = jobs.last_looks(only)
        self._read = jobs.last_with(_PROMISED, _READ_LATELY, only)
        self._newest = last_published(archive, self.visits, until=now)

    def history(self, id_: str, source: Source | None, due: Callable[[], datetime | None]) -> History:
        days = self._days.get(id_, {})
        seen = self._looks.get(id_)
        rhythm, last_new = self._rhythm(id_, days, source.zone if source else UTC, seen)
        return History(
            source=id_,
            days=days,
            visit=self._told.get(id_),
            visits=self._read.get(id_, ()),
            rhythm=rhythm,
            last_new=last_new,
            seen=seen,
            due=due,
            enabled=source is None or source.enabled,
        )

    def _rhythm(
        self, id_: str, days: Mapping[date, Figures], zone: tzinfo, seen: datetime | None
    ) -> tuple[Rhythm | None, datetime | None]:
        """Learn from the four weeks before the last new article: what followed is to be judged by them.

        Where articles bear no times, or none that can be trusted, it counts when they were stored.
        """
        last = _last_new(self._newest.get(id_), days)
        if last is None:
            return None, None
        if not self._alone and seen and _owes_little(days, seen - last):
            return None, last
        instants = published(self._archive, id_, until=last, window=WINDOW)
        if len(instants) < _LEAST_TIMED or _at_midnight(instants, zone) > _SOME * len(instants):
            first = _morning(min(days, default=last.date()))
            articles = publications(self._archive, id_, since=last - WINDOW)
            instants = sorted(at for at in moments(articles, zone=zone, first=first) if at > last - WINDOW)
            last = max([last, *instants])
        since = instants[0] if instants else last
        return Rhythm.of(instants, since=since, until=last, zone=zone), last


def _last_new(newest: datetime | None, days: Mapping[date, Figures]) -> datetime | None:
    """Return when the newest article is dated, unless some were stored a day later or more: then that day's morning."""
    stored = [_morning(day) for day, figures in days.items() if Sums(figures).new]
    last = stored[-1] if stored else None
    return newest if newest and (last is None or last - newest < timedelta(days=1)) else last


def _owes_little(days: Mapping[date, Figures], quiet: timedelta) -> bool:
    """Tell whether so short a silence cannot matter, even in the busiest hour of the busiest day: most are such."""
    busiest = max((Sums(figures).new for figures in days.values()), default=0)
    return busiest * (quiet / timedelta(days=1)) * _BUSIEST < LEAST_QUIET


def _at_midnight(instants: Sequence[datetime], zone: tzinfo) -> int:
    """Return how many instants are a day's first: of an article, that its time is not known."""
    offset = int((instants[-1].astimezone(zone).utcoffset() or timedelta(0)).total_seconds())
    return sum((int(at.timestamp()) + offset) % 86_400 == 0 for at in instants)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
