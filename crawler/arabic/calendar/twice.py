"""One hour told on two clocks: «18:20 (مكة المكرمة) 15:20 (غرينتش)», «KSA 18:20 - GMT 15:20»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crawler.arabic.calendar.clock import Clock, second_of_day
from crawler.arabic.calendar.days import Day
from crawler.arabic.calendar.parts import Part, Zone

_DAY = 24 * 3600


def once(parts: list[Part]) -> list[Part]:
    """Return the parts with the first of two clocks, where both tell the same hour, each in its own zone."""
    told = _told(parts)
    day = next((part.thing for part in parts if isinstance(part.thing, Day) and not part.thing.hijri), None)
    if len(told) != 2 or day is None:
        return parts
    (first, *_), (second, *places) = told
    if not _is_same(parts, told, day) or first == second:
        return parts
    return [part for number, part in enumerate(parts) if number not in (second, *places)]


def _told(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """The clocks that have a zone beside them: after each of them, or before each of them."""
    clocks = [number for number, part in enumerate(parts) if isinstance(part.thing, Clock)]
    for step in (1, -1):
        beside = [(at, at + step) for at in clocks if 0 <= at + step < len(parts)]
        if len(beside) == len(clocks) and all(isinstance(parts[at].thing, Zone) for _, at in beside):
            return beside
    return []


def _is_same(parts: Sequence[Part], told: Sequence[tuple[int, int]], day: Day) -> bool:
    moments = [_utc(parts[clock].thing, parts[zone].thing, day) for clock, zone in told]
    return None not in moments and len(set(moments)) == 1


def _utc(clock: object, zone: object, day: Day) -> int | None:
    """The second of the day in Greenwich; None where it cannot be told."""
    assert isinstance(clock, Clock)
    assert isinstance(zone, Zone)
    second = second_of_day(clock)
    try:
        noon = datetime(day.year or 0, day.month, day.day, 12)  # noqa: DTZ001  its zone is what is asked for
    except ValueError:
        return None
    offset = ZoneInfo(zone.name).utcoffset(noon) if zone.name else timedelta(minutes=zone.minutes)
    return None if second is None or offset is None else (second - int(offset.total_seconds())) % _DAY
