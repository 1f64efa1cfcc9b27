"""Parts to stamps: when it was published, when it was updated; which of them dates the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.arabic.calendar.clock import Clock
from crawler.arabic.calendar.days import Day
from crawler.arabic.calendar.parts import Half, Label, Part, Weekday, Zone
from crawler.arabic.calendar.relative import Ago, DaysAgo


@dataclass(slots=True)
class Stamp:
    """One time a line tells, in its parts."""

    role: str = ""
    day: Day | None = None
    hijri: Day | None = None
    told: Ago | DaysAgo | None = None
    clock: Clock | None = None
    half: str = ""
    weekdays: set[int] = field(default_factory=set)
    start: int = -1
    end: int = -1

    @property
    def dated(self) -> bool:
        """Whether it tells a day."""
        return (self.day or self.hijri or self.told) is not None

    @property
    def relative(self) -> bool:
        """Whether its day is told from now only."""
        return self.told is not None and self.day is None and self.hijri is None

    def cover(self, part: Part) -> None:
        """Take a part's place in the text into the stamp's."""
        self.start = part.start if self.start < 0 else self.start
        self.end = part.end


def read_stamps(parts: Sequence[Part]) -> list[Stamp]:
    """Return the stamps of a line, in order; those that tell neither a day nor an hour are left out."""
    stamps = [Stamp()]
    for part in parts:
        if _begins_new(stamps[-1], part):
            stamps.append(Stamp())
        _add(stamps[-1], part)
    return [stamp for stamp in stamps if stamp.dated or stamp.clock]


def zone_of(parts: Sequence[Part]) -> Zone | None:
    """Return the zone the line names. A place («بتوقيت القدس») overrules the offset a site prints all year (+2GMT)."""
    zones = [part.thing for part in parts if isinstance(part.thing, Zone)]
    return next((zone for zone in zones if zone.name), zones[0] if zones else None)


def published(stamps: Sequence[Stamp]) -> Stamp | None:
    """Return the stamp that dates the page: the published one, else the updated one; None where several compete.

    A published stamp without an hour takes that of an update on the same day.
    """
    dated = [stamp for stamp in stamps if stamp.dated]
    candidates = (
        [stamp for stamp in dated if stamp.role == "published"]
        or [stamp for stamp in dated if stamp.role != "updated"]
        or dated[:1]
    )
    full = [stamp for stamp in candidates if stamp.day or stamp.hijri]
    candidates = full or candidates
    strays = [stamp for stamp in stamps if not stamp.dated and stamp.role != "updated"]
    if len(candidates) != 1 or strays:
        return None
    return _with_clock(candidates[0], stamps)


def _begins_new(stamp: Stamp, part: Part) -> bool:
    thing = part.thing
    if isinstance(thing, Label):
        return bool(thing.role) and (stamp.dated or (stamp.clock is not None and stamp.role != ""))
    if isinstance(thing, Day):
        known = stamp.hijri if thing.hijri else stamp.day
        return known is not None and not _agree(known, thing)
    if isinstance(thing, Clock):
        return stamp.clock is not None and stamp.clock != thing
    return isinstance(thing, Ago | DaysAgo) and stamp.told is not None


def _agree(one: Day, other: Day) -> bool:
    return one[1:4] == other[1:4] and (one.year == other.year or None in (one.year, other.year))


def _add(stamp: Stamp, part: Part) -> None:
    match part.thing:
        case Label(role):
            stamp.role = role or stamp.role
            return
        case Day():
            _add_day(stamp, part.thing)
        case Clock():
            stamp.clock = part.thing
        case Ago() | DaysAgo():
            stamp.told = part.thing
        case Weekday(number):
            stamp.weekdays.add(number)
        case Half(name):
            stamp.half = name
        case Zone():
            pass
        case _:
            return
    stamp.cover(part)


def _add_day(stamp: Stamp, day: Day) -> None:
    if day.hijri:
        stamp.hijri = day if stamp.hijri is None or stamp.hijri.year is None else stamp.hijri
    else:
        stamp.day = day if stamp.day is None or stamp.day.year is None else stamp.day


def _same_day(one: Stamp, other: Stamp) -> bool:
    return one.day is not None and other.day is not None and _agree(one.day, other.day)


def _with_clock(stamp: Stamp, stamps: Sequence[Stamp]) -> Stamp:
    if stamp.clock or isinstance(stamp.told, Ago):
        return stamp
    for other in stamps:
        if other.clock and other.role == "updated" and (not other.dated or _same_day(other, stamp)):
            stamp.clock, stamp.half = other.clock, other.half
            stamp.end = max(stamp.end, other.end)
            break
    return stamp
