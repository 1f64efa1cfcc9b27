"""Rhythm: at which hours and on which weekdays a source publishes, and how much; learnt from what it published.

An hour's rate is the mean rate times how much busier that hour of the day and that weekday are. Few articles prove
little: each factor is drawn towards 1 by some imagined ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import cached_property

WINDOW = timedelta(days=28)  # what is older says little of how a newsroom works now

_HOUR = 3600.0
_HALF_LIFE = 10 * 24.0  # hours after which an article counts half: newsrooms change, Ramadan comes
_PRIOR_HOURS = 6.0  # of a source that nobody knows: one article in them
_HOUR_DOUBT = 3.0  # imagined articles at each hour of the day
_DAY_DOUBT = 10.0  # and on each weekday
_SETTLED = timedelta(days=1)  # after the first article: what is found from then on is new, as a rule
_LATE = timedelta(hours=36)  # from the midnight of a day to when its articles are found
_LATELY = 6.0  # hours that tell how it is today
_MOOD_DOUBT = 3.0


@dataclass(frozen=True)
class Rhythm:
    """`rates` holds 168 rates, articles an hour, for the hours of the week on the source's clock, Monday's first.

    `published` are the instants it was learnt from (seconds since 1970, in order), `until` when it was last looked at;
    `offset` is that of its clock, in seconds.
    """

    rates: tuple[float, ...]
    published: tuple[float, ...]
    until: float
    offset: float

    @classmethod
    def of(cls, published: Sequence[datetime], *, since: datetime, until: datetime, zone: tzinfo) -> Rhythm:
        """Learn from what was published between the first instant that is known of and the last visit."""
        offset = (until.astimezone(zone).utcoffset() or timedelta(0)).total_seconds()
        end = until.timestamp()
        begin = min(max(since, until - WINDOW).timestamp(), end)
        known = tuple(sorted(each.timestamp() for each in published if begin <= each.timestamp() <= end))
        return cls(_rates(known, begin, end, offset), known, end, offset)

    @property
    def looked_at(self) -> datetime:
        """When the source was last looked at."""
        return _instant(self.until)

    def rate(self, at: datetime) -> float:
        """Return the articles an hour that are to be expected at an instant."""
        return self.rates[self._hour(at.timestamp())]

    def expected(self, since: datetime, until: datetime) -> float:
        """Return how many articles are to be expected between two instants."""
        return sum(self.rates[hour] * length for hour, length in self._hours(since.timestamp(), until.timestamp()))

    @cached_property
    def mood(self) -> float:
        """How much busier than usual it is lately: below 1 where it has fallen silent, above where much happens."""
        begin = self.until - _LATELY * _HOUR
        lately = len(self.published) - bisect_left(self.published, begin)
        if not lately:  # silent: for as long as there was nothing
            begin = self.published[-1] if self.published else begin
        usual = sum(self.rates[hour] * length for hour, length in self._hours(begin, self.until))
        return (_MOOD_DOUBT + lately) / (_MOOD_DOUBT + usual)

    def ripe(self, patience: float, *, at_most: timedelta) -> datetime:
        """Return when the next visit is worth its requests.

        The delay of n articles that come at a rate r and are found every t hours is n·t/2, and a visit costs 1/t: the
        sum is least where t falls with the root of r. So the root of the rate is summed up from the last visit on,
        until it reaches `patience`: hours between visits of a source that publishes one article an hour.
        """
        left, at = patience, self.until
        for hour, length in self._hours(self.until, self.until + at_most.total_seconds()):
            root = (self.rates[hour] * self.mood) ** 0.5
            if root * length >= left:
                return _instant(at + left / root * _HOUR)
            left -= root * length
            at += length * _HOUR
        return _instant(at)

    def _hours(self, begin: float, end: float) -> list[tuple[int, float]]:
        """Cut a span of time at full hours: the hour of the week, and how much of it, in hours."""
        cut = []
        while begin < end:
            following = min(end, (begin + self.offset) // _HOUR * _HOUR + _HOUR - self.offset)
            cut.append((self._hour(begin), (following - begin) / _HOUR))
            begin = following
        return cut

    def _hour(self, at: float) -> int:
        return _hour_of_week(at, self.offset)


def moments(articles: Iterable[tuple[datetime | None, datetime]], *, zone: tzinfo, first: datetime) -> list[datetime]:
    """Return when articles came out, given when each was published and fetched; `first`: when any was fetched.

    Where only the day is known, or nothing, it is when the article was found, unless it may have been there for long.
    """
    found = []
    for published, fetched in articles:
        if published is not None and published.astimezone(zone).time() != time():
            found.append(min(published, fetched))
        elif fetched - first > _SETTLED and (published is None or fetched - published < _LATE):
            found.append(fetched)
    return found


def _hour_of_week(at: float, offset: float) -> int:
    return int((at + offset) // _HOUR + 72) % 168  # 1 January 1970 was a Thursday


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _rates(known: Sequence[float], begin: float, end: float, offset: float) -> tuple[float, ...]:
    seen = [0.0] * 168  # articles by hour of the week, the old ones counting less; and the hours looked at
    looked = [0.0] * 168
    for at in known:
        seen[_hour_of_week(at, offset)] += _weight(end - at)
    for number in range(int((end - begin) // _HOUR)):
        at = end - (number + 0.5) * _HOUR
        looked[_hour_of_week(at, offset)] += _weight(end - at)
    mean = (sum(seen) + 1) / (sum(looked) + _PRIOR_HOURS)
    hours = _factors([sum(seen[hour::24]) for hour in range(24)], [sum(looked[hour::24]) for hour in range(24)], mean)
    days = [
        (sum(seen[at : at + 24]) + _DAY_DOUBT) / (mean * sum(looked[at : at + 24]) + _DAY_DOUBT)
        for at in range(0, 168, 24)
    ]
    return tuple(mean * hours[at % 24] * days[at // 24] for at in range(168))


def _factors(seen: Sequence[float], looked: Sequence[float], mean: float) -> list[float]:
    """How much busier each hour of the day is, its neighbours lending it a hand."""
    pairs = zip(_near(seen), _near(looked), strict=True)
    return [(one + _HOUR_DOUBT) / (mean * hours + _HOUR_DOUBT) for one, hours in pairs]


def _near(hours: Sequence[float]) -> list[float]:
    return [hours[at - 1] / 4 + hours[at] / 2 + hours[(at + 1) % 24] / 4 for at in range(24)]


def _weight(seconds: float) -> float:
    return float(0.5 ** (seconds / _HOUR / _HALF_LIFE))
