"""How soon an article is stored after its publication, and what that costs: Khabar's schedule beside a fixed interval.

    .venv/bin/python benchmarks/freshness.py [--days 10] [--every 30m] [--seed 1] [--dry]

Twelve sites on loopback, of several makes, publish 3 to 200 articles a day, by the hours of four kinds of newsrooms:
quiet nights, a quiet Friday, bursts. `khabar run` follows them on a driven clock, each article as it is published.
Two thirds of the days are for learning, the rest is measured. The fixed interval has nothing to learn, and begins half
a day before what is measured. Articles are not looked at again here, since that costs both the same.

--dry asks no server: the schedule alone decides, and a visit costs one request, for the cheapest of a site's lists.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median, quantiles

from outlets import EVERYTHING, RIYADH, Outlet, Story, served, write_sources
from replay import Times

from crawler.schedule.due import Past, next_visit
from crawler.schedule.rhythm import Rhythm
from crawler.schedule.wishes import Wishes, read_every
from crawler.storage import Archive

HERE = Path(__file__).parent
DAY, HOUR = 86_400.0, 3600.0
BEGINS = datetime(2026, 3, 1, 6, tzinfo=UTC).timestamp()  # a Sunday
BEFORE, AFTER = 2 * DAY, DAY / 2  # published before anybody looks; visited after what is measured was published
LEARNING = 2 / 3
APART = 120.0  # seconds between the requests of two visits
RATES = (3, 4, 6, 8, 10, 15, 20, 30, 40, 60, 100, 200)  # articles a day
MAKES = (EVERYTHING, EVERYTHING, frozenset({"feed"}), EVERYTHING, frozenset({"sitemap"}), frozenset({"front"}))
MOST_DELAY, MOST_REQUESTS = 0.5, 1.0  # of the fixed interval's, as Khabar promises

# How busy each hour of the day is (Riyadh), and Friday beside the other days, as newsrooms' kinds have it.
_ONLINE = (3, 2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 12, 11, 9, 8, 8, 9, 10, 11, 11, 10, 8, 5)
_PRINT = (40, 60, 25, 5, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 6, 10)
_OFFICE = (0, 0, 0, 0, 0, 0, 1, 4, 12, 16, 16, 14, 12, 10, 6, 3, 1, 1, 0, 0, 0, 0, 0, 0)
_AGENCY = (6, 5, 4, 4, 4, 5, 7, 9, 10, 11, 11, 11, 11, 11, 11, 10, 10, 10, 10, 10, 10, 9, 8, 7)
KINDS = ((_ONLINE, 0.4), (_AGENCY, 0.8), (_PRINT, 0.6), (_OFFICE, 0.1))


@dataclass(frozen=True)
class Course:
    """One course: each measured article's delay in seconds, and the visits and requests while it was measured.

    `every` is its fixed interval; None: Khabar's own schedule. `missing` articles were never stored: they had left the
    lists before a visit.
    """

    every: str | None
    delays: Sequence[float]
    visits: int
    requests: int
    missing: int = 0

    @property
    def per_article(self) -> float:
        return self.requests / len(self.delays)


@dataclass(frozen=True)
class Span:
    """The instants from which and until which is measured, in seconds since 1970."""

    begins: float
    ends: float

    def holds(self, at: float) -> bool:
        return self.begins <= at < self.ends


def main() -> int:
    asked = _arguments()
    span = Span(BEGINS + LEARNING * asked.days * DAY, BEGINS + asked.days * DAY)
    times = [_published(random.Random(f"{asked.seed} {at}"), at, span.ends + AFTER) for at in range(len(RATES))]
    run = _dry if asked.dry else _served
    with ThreadPoolExecutor() as both:  # side by side, each in a process of its own
        fixed, khabar = both.map(run, (asked.every, None), (times, times), (span, span))
    measured = f"{(span.ends - span.begins) / DAY:.1f} days, after {LEARNING * asked.days:.1f} days of learning"
    print(f"{len(RATES)} sites, {len(khabar.delays)} articles in {measured}{', schedule alone' if asked.dry else ''}")
    return _verdict(fixed, khabar)


def _published(chance: random.Random, at: int, until: float) -> list[float]:
    """Return when a site publishes: by its kind's hours, and a burst every other day or so, five times as busy."""
    hours, friday = KINDS[at % len(KINDS)]
    begins, times = BEGINS - BEFORE, []
    bursts = [chance.uniform(begins, until) for _ in range(int((until - begins) / DAY / 2))]
    usual = RATES[at] / (sum(hours) * (6 + friday) / 7)
    for minute in range(int((until - begins) / 60)):
        now = begins + 60 * minute
        local = datetime.fromtimestamp(now, RIYADH)
        rate = usual * hours[local.hour] * (friday if local.weekday() == 4 else 1) / 60
        rate *= 5 if any(0 <= now - each < 1.5 * HOUR for each in bursts) else 1
        times += [now + chance.uniform(0, 60) for _ in range(_poisson(chance, rate))]
    return sorted(times)


def _poisson(chance: random.Random, mean: float) -> int:
    number, left = 0, chance.expovariate(1.0)
    while left < mean:
        number, left = number + 1, left + chance.expovariate(1.0)
    return number


def _served(every: str | None, published: Sequence[Sequence[float]], span: Span) -> Course:
    """Return the course of a service over sites on loopback; `every` is its fixed interval, None: it learns."""
    with tempfile.TemporaryDirectory() as folder:
        times, data = Times(Path(folder) / "clock"), Path(folder) / "data"
        outlets = [
            Outlet(f"site-{at}", list(map(Story, each)), times, MAKES[at % len(MAKES)])
            for at, each in enumerate(published)
        ]
        begins = BEGINS if every is None else span.begins - DAY / 2
        times.begin(begins)
        with served(outlets):
            write_sources(outlets, data)
            if every is not None:
                (data / "schedule.toml").write_text(f'every = "{every}"\n')
            _follow(outlets, data, times, span.ends + AFTER - begins)
        return _course(every, outlets, data, span)


def _follow(outlets: Sequence[Outlet], data: Path, times: Times, until: float) -> None:
    task = {"data": str(data), "clock": str(times.file), "until": until, "settings": {"KHABAR_REVISITS": ""}}
    told = json.dumps({**task, "sources": [each.name for each in outlets]})
    ended = subprocess.run([sys.executable, str(HERE / "replay.py"), told], capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"the service ended with {ended.returncode}: {ended.stderr[-500:]}")


def _course(every: str | None, outlets: Sequence[Outlet], data: Path, span: Span) -> Course:
    delays, missing = [], 0
    with Archive(data, create=False) as archive:
        for outlet in outlets:
            for number, story in enumerate(outlet.stories):
                if not span.holds(story.at):
                    continue
                kept = archive.article(archive.find(f"{outlet.url}{outlet.path(number)}") or "")
                missing += kept is None
                delays += [kept.fetched_at.timestamp() - story.at] if kept else []
    asked = [[each.at for each in outlet.asked if span.holds(each.at)] for outlet in outlets]
    visits = sum(after - before > APART for times in asked for before, after in pairwise(times))
    return Course(every, delays, visits, sum(map(len, asked)), missing)


def _dry(every: str | None, times: Sequence[Sequence[float]], span: Span) -> Course:
    """Return the course that the schedule alone would take."""
    delays: list[float] = []
    visits = requests = 0
    for published in times:
        wishes = Wishes(every=None if every is None else read_every(every))
        begun = list(_visits(published, wishes, span))
        inside = [each for each in begun if span.holds(each)]
        visits, requests = visits + len(inside), requests + len(inside)
        found = iter(begun)
        visit = next(found)
        for each in published:
            while visit < each:
                visit = next(found, span.ends + AFTER + DAY)
            if span.holds(each):
                delays.append(visit - each)
    return Course(every, delays, visits, requests + len(delays))


def _visits(published: Sequence[float], wishes: Wishes, span: Span) -> Iterator[float]:
    at = datetime.fromtimestamp(BEGINS if wishes.every is None else span.begins - DAY / 2, UTC)
    instants = [datetime.fromtimestamp(each, UTC) for each in published]
    first = at
    while at.timestamp() < span.ends + AFTER:
        yield at.timestamp()
        rhythm = None
        if wishes.every is None:
            known = [each for each in instants if each <= at]
            rhythm = Rhythm.of(known, since=min([first, *known]), until=at, zone=RIYADH)
        past = Past(began=at, ended=at + timedelta(seconds=10))
        at = next_visit(past, wishes, rhythm, now=past.ended, zone=RIYADH).at


def _verdict(fixed: Course, khabar: Course) -> int:
    print(f"{'':12}{'median':>10}{'mean':>10}{'90 %':>10}{'visits':>9}{'requests':>10}{'missed':>8}  for each article")
    for each in (fixed, khabar):
        told = (median(each.delays), fmean(each.delays), quantiles(each.delays, n=10)[-1])
        minutes = "".join(f"{seconds / 60:6.1f} min" for seconds in told)
        name = "by itself" if each.every is None else f"every {each.every}"
        print(f"{name:12}{minutes}{each.visits:9}{each.requests:10}{each.missing:8}  {each.per_article:.2f}")
    delay = median(khabar.delays) / median(fixed.delays)
    cost = khabar.per_article / fixed.per_article
    print(f"the median delay is {delay:.2f} of the fixed interval's (at most {MOST_DELAY})")
    print(f"requests for each article: {cost:.2f} of its (at most {MOST_REQUESTS})")
    return 0 if delay <= MOST_DELAY and cost <= MOST_REQUESTS and not khabar.missing else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how soon articles are stored, and at how many requests.")
    parser.add_argument("--days", type=float, default=10)
    parser.add_argument("--every", default="30m", help="the fixed interval (30m)")
    parser.add_argument("--seed", type=int, default=1, help="of the publications")
    parser.add_argument("--dry", action="store_true", help="without a server: the schedule alone")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
