"""What people ask of a source's visits: every so often or by a cron line, quiet hours, a budget of requests a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from typing import Any

from cronsim import CronSim, CronSimError

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(days=31)

_SPAN = re.compile(r"(\d{1,5})\s*([smhd])")
LEAST = 3  # requests a day: a visit with fewer asks for robots.txt and a list, and for no article

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_HOURS = re.compile(r"(\d\d?):(\d\d)\s*[-\u2013]\s*(\d\d?):(\d\d)")


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day, on the source's clock, in which it is not visited; they may reach over midnight."""

    begins: time
    ends: time

    def end(self, at: datetime) -> datetime | None:
        """Return when the quiet around a local instant ends; None where it is not quiet then."""
        for day in (at.date() - timedelta(days=1), at.date()):
            begin = datetime.combine(day, self.begins, at.tzinfo)
            end = datetime.combine(day, self.ends, at.tzinfo)
            end += timedelta(days=self.ends <= self.begins)
            if begin <= at < end:
                return end
        return None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of the visits of one source; None: nothing. `every` and `cron` exclude each other.

    `budget` is how many requests a day may take, on the source's clock.
    """

    every: timedelta | None = None
    cron: str | None = None
    quiet: tuple[Quiet, ...] | None = None
    budget: int | None = None

    def over(self, others: Wishes) -> Wishes:
        """Return these wishes, and where they ask for nothing, the others."""
        when = others if self.every is None and self.cron is None else self
        quiet = others.quiet if self.quiet is None else self.quiet
        budget = others.budget if self.budget is None else self.budget
        return Wishes(when.every, when.cron, quiet, budget)

    def next_tick(self, after: datetime, zone: tzinfo) -> datetime:
        """Return the first instant of the cron line after another, on the source's clock."""
        assert self.cron is not None
        tick: datetime = next(CronSim(self.cron, after.astimezone(zone)))
        return tick

    def quiet_until(self, at: datetime, zone: tzinfo) -> datetime | None:
        """Return when the quiet hours around an instant end; None: it is in none."""
        until, local = None, at.astimezone(zone)
        for _ in self.quiet or ():  # one may begin where another ends
            found = next((end for each in self.quiet or () if (end := each.end(until or local))), None)
            if found is None:
                break
            until = found
        return until


def read_every(text: Any) -> timedelta:
    """Read a span such as 30m, 2h or 1d. Raises ValueError with what to write."""
    found = _SPAN.fullmatch(text.strip().lower()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f"is {text!r}; write a span such as 30m, 2h or 1d")
    span = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if not SHORTEST <= span <= LONGEST:
        raise ValueError(f"is {text!r}; write a span from 1m to 31d")
    return span


def read_cron(text: Any) -> str:
    """Check a cron line of five fields. Raises ValueError with what to write."""
    try:
        next(CronSim(text, datetime(2026, 1, 1)))  # noqa: DTZ001  any day
    except (CronSimError, StopIteration, TypeError, AttributeError, ValueError):
        raise ValueError(
            f"is {text!r}, no cron line; write minute, hour, day, month and weekday, as in 0 6-22 * * *"
        ) from None
    return " ".join(text.split())


def read_quiet(given: Any) -> tuple[Quiet, ...]:
    """Read quiet hours: "01:00-05:30", or a list of such. Raises ValueError with what to write."""
    return tuple(map(_hours, given if isinstance(given, list) else [given]))


def read_budget(number: Any) -> int:
    """Check a number of requests a day. Raises ValueError with what to write."""
    if not isinstance(number, int) or isinstance(number, bool) or number < LEAST:
        least = f"from {LEAST}: robots.txt, a list and an article"
        raise ValueError(f"is {number!r}; write a number of requests a day, {least}")
    return number


READ = {"every": read_every, "cron": read_cron, "quiet": read_quiet, "budget": read_budget}


def read(values: dict[str, Any]) -> Wishes:
    """Read wishes by their keys; others are passed over. Raises ValueError that names the key."""
    if {"every", "cron"} <= values.keys():
        raise ValueError('has both "every" and "cron"; keep one')
    found: dict[str, Any] = {}
    for name in READ.keys() & values.keys():
        try:
            found[name] = READ[name](values[name])
        except ValueError as error:
            raise ValueError(f'"{name}" {error}') from None
    return Wishes(**found)


def _hours(text: Any) -> Quiet:
    found = _HOURS.fullmatch(text.strip()) if isinstance(text, str) else None
    try:
        hour, minute, last, rest = map(int, found.groups() if found else ())
        begins, ends = time(hour, minute), time(0 if (last, rest) == (24, 0) else last, rest)
    except ValueError:
        raise ValueError(f"is {text!r}; write hours such as 01:00-05:30") from None
    if begins == ends:
        raise ValueError(f"is {text!r}, the whole day; disable the source instead")
    return Quiet(begins, ends)
