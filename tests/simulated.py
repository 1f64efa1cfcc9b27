"""Sites that publish by chance at their own hours, are visited, and may come to harm: what is known of each."""

import math
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from crawler.health.history import History
from crawler.schedule.rhythm import Rhythm
from crawler.storage.jobs import Job

BEGIN = datetime(2026, 3, 1, tzinfo=UTC)
CAIRO = timezone(timedelta(hours=2))
HAVING = {"published": 1.0, "time": 0.97, "authors": 0.7, "section": 0.95, "image": 0.9, "tags": 0.6, "related": 0.8}


@dataclass
class Site:
    """A site with `a_day` articles on a working day. `fault` befalls it at `harmed`, hours after BEGIN."""

    chance: random.Random
    a_day: float = 24.0
    every: timedelta = timedelta(minutes=30)
    friday: float = 0.25  # of a working day
    fault: str = ""
    harmed: float = math.inf
    covered: bool = True  # whether sections bring what a dead feed does not
    days: dict[date, Counter] = field(default_factory=dict)
    published: list[datetime] = field(default_factory=list)
    visit: Job | None = None
    visits: list[Job] = field(default_factory=list)
    failed_in_row: int = 0
    seen: datetime | None = None
    _waiting: int = 0
    _missed: int = 0
    _next_try: datetime = BEGIN

    def live(self, since: float, until: float):
        """Publish and be visited between two hours after BEGIN; yield the time of each visit."""
        now, end = BEGIN + timedelta(hours=since), BEGIN + timedelta(hours=until)
        while now < end:
            now += self.every
            self._publish(now)
            self._look(now)
            yield now

    def history(self):
        last = self.published[-1] if self.published else None
        known = [each for each in self.published if last - each < timedelta(days=28)]
        rhythm = Rhythm.of(known, since=BEGIN, until=last, zone=CAIRO) if last else None
        return History("site.com", self.days, self.visit, self.visits, rhythm, last, self.seen)

    def rate(self, now):
        local = now.astimezone(CAIRO)
        hour = 0.1 if local.hour < 6 else 1.0 + 0.6 * math.sin((local.hour - 6) / 18 * math.pi)
        return self.a_day / 24 * hour * (self.friday if local.weekday() == 4 else 1.0)

    def is_harmed(self, now, fault):
        return self.fault == fault and now >= BEGIN + timedelta(hours=self.harmed)

    def _publish(self, now):
        if self.is_harmed(now, "silent"):
            return
        hours = self.every / timedelta(hours=1)
        self._waiting += poisson(self.chance, self.rate(now) * hours)

    def _look(self, now):
        figures, finish, failure = self._figures(now)
        self.failed_in_row = self.failed_in_row + 1 if failure else 0
        self.seen = self.seen if failure else now
        counted = Counter(figures) + Counter({"visits": 1, "visits-failed": int(failure is not None)})
        self.days.setdefault(now.date(), Counter()).update(counted)
        self.visit = job(now, figures, finish, failure, self.failed_in_row)
        if figures.get("promised"):
            kept = [each for each in self.visits if now - each.began_at < timedelta(days=3)]
            self.visits = [self.visit, *kept][:40]

    def _figures(self, now):
        if self.is_harmed(now, "failing") or self.chance.random() < 0.01:
            return {"requests": 3, "errors": 3}, "unreachable", "site.com is in trouble"
        if self.is_harmed(now, "blocked"):
            return {"requests": 6, "refused": 5, "pages": 1}, "refused", "HTTP 403, 5 times in a row"
        figures = Counter(self._lists(now))
        new, self._waiting = self._waiting, 0
        if self.is_harmed(now, "feed") and not self.covered:
            new = 0
        for _ in range(new):
            figures.update(self._article(now))
        for _ in range(new):  # looked at again later, and corrected now and then
            figures.update({"promised": 1, "pages": 1})
            if self.is_harmed(now, "unread"):
                continue
            figures.update({"known": 1, "delivered": 1})
            if self.chance.random() < 0.1:
                figures.update({"revised": 1, **self._fields(now)})
        figures["reason/not-found"] += self.chance.random() < 0.05
        return figures, "finished", None

    def _lists(self, now):
        """A feed is lost by chance, or for good: then it is tried ever more rarely, and in its place sections tell.

        Once twenty articles have come without it, it is not missed any more.
        """
        told = {"requests": 4, "pages": 4, "lists": 4, "read/front": 1, "milliseconds": 800}
        if not self.is_harmed(now, "feed"):
            if self.chance.random() < 0.01:
                return told | {"lost/feed": 1, "fallback/feed": 1, "new-by/section": self._waiting}
            return told | {"read/feed": 1, "new-by/feed": self._waiting}
        if self._missed < 20:
            told["fallback/feed"] = 1
        if now >= self._next_try:
            told["lost/feed"] = 1
            self._next_try = now + (now - BEGIN - timedelta(hours=self.harmed)) + timedelta(hours=1)
        if self.covered:
            told["new-by/section"] = self._waiting
            self._missed += self._waiting
        return told

    def _article(self, now):
        figures = Counter({"pages": 1, "promised": 1, "requests": 1, "milliseconds": 200})
        if self.is_harmed(now, "unread") or self.chance.random() < 0.03:
            return figures + Counter({"reason/no-text": 1})
        self.published.append(now - self.every * self.chance.random())
        self.published.sort()
        return figures + Counter({"delivered": 1, "stored": 1}) + self._fields(now)

    def _fields(self, now):
        figures = Counter()
        for name, share in HAVING.items():
            gone = self.is_harmed(now, "fields") and name in ("authors", "section")
            figures[f"field/{name}"] += not gone and self.chance.random() < share
        words = self.chance.lognormvariate(math.log(250), 0.6) / (10 if self.is_harmed(now, "short") else 1)
        figures[f"words/{1 << max(0, int(words) - 1).bit_length()}"] += 1
        return figures


def job(now, figures, finish="finished", failure=None, failed_in_row=0):
    """Return a visit that has just ended."""
    return Job(
        id=1, source="site.com", target="site.com", scope="", asked_by="run", began_at=now, seen_at=now, ended_at=now,
        finish=finish, failure=failure, failed_in_row=failed_in_row, requests=figures.get("requests", 0),
        figures=figures, wait_until=None, ttl=None, stop_asked=False, note=None,
    )  # fmt: skip


def poisson(chance, mean):
    """Return a number with this mean, by chance (Knuth)."""
    number, product, least = 0, chance.random(), math.exp(-mean)
    while product > least:
        number, product = number + 1, product * chance.random()
    return number
