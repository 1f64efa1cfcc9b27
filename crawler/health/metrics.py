"""What Prometheus is told of the sources, read from the archive at a scrape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from threading import Lock

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from crawler import clock
from crawler import stats as names
from crawler.errors import StorageError
from crawler.health.chance import Ratio
from crawler.health.fleet import Fleet
from crawler.health.judge import owes
from crawler.health.state import State
from crawler.health.sums import FIELDS, Sums
from crawler.health.survey import Health
from crawler.storage import Archive
from crawler.storage.jobs import Jobs

CACHED = timedelta(seconds=10)  # for which a scrape is answered with what the last one found
WEEK = timedelta(days=6)  # and today: shares and lengths are of these days
_OPEN_DAYS = 3  # to which figures may still be added

COUNTERS: dict[str, tuple[str, Callable[[Sums], int]]] = {
    "visits": ("Visits that have ended", lambda sums: sums.visits),
    "visits_failed": ("Visits that brought nothing", lambda sums: sums.failed),
    "requests": ("Requests made", lambda sums: sums.requests),
    "pages": ("Answers read, lists included", lambda sums: sums.count(names.PAGES)),
    "articles_new": ("Articles stored", lambda sums: sums.new),
    "articles_revised": ("Articles stored again since they had changed", lambda sums: sums.count(names.REVISED)),
    "articles_duplicate": ("Articles met under another address", lambda sums: sums.count(names.DUPLICATES)),
    "refusals": ("Answers that refuse us: 401, 403, 429, 451, a challenge", lambda sums: sums.refused.part),
    "errors": ("Pages that could not be had or read", lambda sums: sums.count(names.ERRORS)),
    "robots_changes": ("Changes of robots.txt", lambda sums: sums.count(names.ROBOTS_CHANGED)),
}
GAUGES = {
    "last_new_article_timestamp_seconds": "When its last new article came out",
    "last_seen_timestamp_seconds": "When it was last looked at with success",
    "articles_owed": "Articles to be expected by its rhythm since the last one",
    "visits_failed_in_row": "Visits in a row until now that brought nothing",
    "articles_of_pages_ratio": "Of the pages at articles' addresses, those that gave one, in a week",
    "duplicates_ratio": "Of the articles met for the first time, those that were stored before, in a week",
    "words_median": "Words of the article in the middle, in a week",
    "answer_seconds": "From a request to its answer, the mean of a week",
}


@dataclass(slots=True)
class _Sample:
    """What is told of one source."""

    state: State
    gauges: dict[str, float] = field(default_factory=dict)
    fields: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Totals:
    """A source's counters since the first scrape, with the days that were known then."""

    counted: Counter[str] = field(default_factory=Counter)
    open: dict[date, Counter[str]] = field(default_factory=dict)  # the last days, as they were counted
    begun: bool = False

    def add(self, days: dict[date, Sums]) -> None:
        """Count what was added to the days since the last time; days only grow."""
        for day in list(days)[-_OPEN_DAYS:] if self.begun else days:
            now = Counter({name: of(days[day]) for name, (_, of) in COUNTERS.items()})
            self.counted.update(now - self.open.get(day, Counter()))
            self.open[day] = now
        self.open = {day: self.open[day] for day in sorted(self.open)[-_OPEN_DAYS:]}
        self.begun = True


class Sources(Collector):
    """Collects the health of an archive's sources, at most every few seconds; scrapes may come in threads."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._fleet = Fleet(archive)
        self._samples: dict[str, _Sample] = {}
        self._totals: dict[str, _Totals] = {}
        self._found: list[Metric] = []
        self._looked: datetime | None = None
        self._one = Lock()

    def describe(self) -> Iterable[Metric]:
        """Return nothing: what there is, is known at a scrape."""
        return ()

    def collect(self) -> list[Metric]:
        """Return every family of metrics."""
        with self._one:
            now = clock.now()
            if self._looked is None or not timedelta(0) <= now - self._looked < CACHED:
                self._found = list(self._collect(now))
                self._looked = now
            return self._found

    def _collect(self, now: datetime) -> Iterator[Metric]:
        try:
            for health in self._fleet.look(now):
                self._samples[health.id] = _sample(health, now)
                self._totals.setdefault(health.id, _Totals()).add(health.history.sums)
            yield _gauge("khabar_visits_running", "Crawls under way", len(Jobs(self._archive).open()))
            yield _gauge("khabar_service_running", "Whether khabar run is at work", int(self._archive.is_served()))
            readable = 1
        except StorageError:
            readable = 0
        yield _gauge("khabar_archive_readable", "Whether the archive could be read", readable)
        yield from self._families()

    def _families(self) -> Iterator[Metric]:
        samples = self._samples
        counts = Counter(each.state for each in samples.values())
        told = "Sources that were ever visited, by their state"
        yield _family("khabar_sources", told, ["state"], (((state,), counts[state]) for state in State))
        faults = (((id_, each.state), 1.0) for id_, each in samples.items() if each.state.is_fault)
        yield _family("khabar_source_fault", "1 for each source with a fault", ["source", "state"], faults)
        for name, told in GAUGES.items():
            values = (((id_,), each.gauges[name]) for id_, each in samples.items() if name in each.gauges)
            yield _family(f"khabar_source_{name}", told, ["source"], values)
        told = "Of the articles, those that have a field, in a week"
        fields = (((id_, name), share) for id_, each in samples.items() for name, share in each.fields.items())
        yield _family("khabar_source_field_ratio", told, ["source", "field"], fields)
        for name, (told, _) in COUNTERS.items():
            counter = CounterMetricFamily(f"khabar_source_{name}", told, labels=["source"])
            for id_, totals in self._totals.items():
                counter.add_metric([id_], totals.counted[name])
            yield counter


def _sample(health: Health, now: datetime) -> _Sample:
    history = health.history
    week = history.since((now - WEEK).date())
    gauges = {
        "last_new_article_timestamp_seconds": history.last_new.timestamp() if history.last_new else None,
        "last_seen_timestamp_seconds": history.seen.timestamp() if history.seen else None,
        "articles_owed": owes(history),
        "visits_failed_in_row": history.visit.failed_in_row if history.visit else 0,
        "articles_of_pages_ratio": _share(week.delivered),
        "duplicates_ratio": _share(week.duplicates),
        "words_median": week.median_words,
        "answer_seconds": None if week.milliseconds is None else week.milliseconds / 1000,
    }
    known = {name: float(value) for name, value in gauges.items() if value is not None}
    return _Sample(health.verdict.state, known, {name: week.having(name).share for name in FIELDS if week.articles})


def _share(ratio: Ratio) -> float | None:
    return ratio.share if ratio.whole else None


def _gauge(name: str, told: str, value: float) -> Metric:
    return _family(name, told, [], [((), value)])


def _family(name: str, told: str, labels: list[str], values: Iterable[tuple[tuple[str, ...], float]]) -> Metric:
    family = GaugeMetricFamily(name, told, labels=labels)
    for label, value in values:
        family.add_metric(label, value)
    return family
