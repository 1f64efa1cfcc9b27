"""next_visit(): when a source is visited next, and why then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from crawler.schedule.rhythm import Rhythm
from crawler.schedule.wishes import Wishes

SOONEST, LATEST = timedelta(minutes=5), timedelta(days=1)  # between two visits, where nobody asks for other times
BACK_OFF = timedelta(minutes=15)  # after a visit that brought nothing; doubled each time
FRESH_COUNTS = timedelta(hours=1)  # what a site says of how long its feed is fresh: some say a year
AGAIN_SOON = timedelta(minutes=1)  # where the archive, and not the site, was in the way
# Hours between visits of one request to a source that publishes an article an hour. With 0.6, articles of a dozen
# sites are found in a third of the time that visits every 30 minutes take, with a tenth fewer requests; with 0.5, some
# mixes of sites cost more requests than those (benchmarks/freshness.py --dry).
PATIENCE = 0.6
MOST_REQUESTS = 16  # of a visit that are counted: where it costs more, that is no reason to wait longer


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a source's last visit. Times are aware.

    `cut_short`: it is to go on; `in_the_way`: since the archive could not be written. `unfinished`: it met its bound
    of time, and pages wait. `failed` counts the visits in a row that brought nothing. `wait_until`, and `fresh` in
    seconds, are what the site asks for. `lists` is how many requests a visit costs beside its articles; `spent` how
    many requests were made since the day began.
    """

    began: datetime
    ended: datetime
    cut_short: bool = False
    in_the_way: bool = False
    unfinished: bool = False
    failed: int = 0
    wait_until: datetime | None = None
    fresh: int = 0
    lists: int = 1
    spent: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """When a source is visited next, and why then, in words."""

    at: datetime
    why: str


def next_visit(past: Past | None, wishes: Wishes, rhythm: Rhythm | None, *, now: datetime, zone: tzinfo) -> Due:
    """Return when a source is visited next; an instant that is past says for how long it is due already.

    What people ask for goes before experience; what the site asks for, and a failure, before both.
    """
    if past is None:
        due = Due(now, "never visited")
    elif past.in_the_way:
        due = Due(past.ended + AGAIN_SOON, "the archive could not be written")
    elif past.cut_short:
        due = Due(past.ended, "its last visit was cut short")
    else:
        due = _later(_usual(past, wishes, rhythm, zone), _after_failure(past))
    if past and past.wait_until:
        due = _later(due, Due(past.wait_until, "the site asked to wait (Retry-After)"))
    return _allowed(due, past, wishes, now, zone)


def by_turn(dues: Iterable[tuple[str, Due]], now: datetime) -> list[str]:
    """Return the ids of what is due now, the longest overdue first."""
    return [name for name, due in sorted(dues, key=lambda each: (each[1].at, each[0])) if due.at <= now]


def _usual(past: Past, wishes: Wishes, rhythm: Rhythm | None, zone: tzinfo) -> Due:
    if wishes.cron is not None:
        return Due(wishes.next_tick(past.began, zone), f"cron {wishes.cron}")
    if wishes.every is not None:
        return Due(past.began + wishes.every, f"every {_words(wishes.every)}")
    if past.unfinished:
        return Due(past.ended + SOONEST, "more pages wait")
    told = min(timedelta(seconds=past.fresh), FRESH_COUNTS)
    soonest = Due(past.began + max(SOONEST, told), "its feed says so" if told > SOONEST else "much is published")
    return _later(soonest, _by_experience(past, rhythm))


def _by_experience(past: Past, rhythm: Rhythm | None) -> Due:
    if rhythm is None:
        return Due(past.began + SOONEST, "its rhythm is not known yet")
    patience = PATIENCE * min(max(past.lists, 1), MOST_REQUESTS) ** 0.5
    ripe = rhythm.ripe(patience, at_most=LATEST)
    return Due(past.began + (ripe - rhythm.looked_at), "its rhythm")


def _after_failure(past: Past) -> Due | None:
    if not past.failed:
        return None
    wait = min(BACK_OFF * 2 ** min(past.failed - 1, 10), LATEST)
    times = "once" if past.failed == 1 else f"{past.failed} times in a row"
    return Due(past.ended + wait, f"it failed {times}")


def _allowed(due: Due, past: Past | None, wishes: Wishes, now: datetime, zone: tzinfo) -> Due:
    """Put a visit off until the budget and the quiet hours allow it."""
    if past and wishes.budget is not None and past.spent >= wishes.budget:
        tomorrow = datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(), zone)
        due = _later(due, Due(tomorrow, f"its budget of {wishes.budget} requests a day is spent"))
    until = wishes.quiet_until(max(due.at, now), zone)
    return due if until is None else Due(until, "quiet hours")


def _later(one: Due, other: Due | None) -> Due:
    return one if other is None or other.at <= one.at else other


def _words(span: timedelta) -> str:
    minutes = span // timedelta(minutes=1)
    for unit, size in (("d", 1440), ("h", 60)):
        if minutes % size == 0:
            return f"{minutes // size}{unit}"
    return f"{minutes}m" if span == timedelta(minutes=minutes) else f"{span // timedelta(seconds=1)}s"
