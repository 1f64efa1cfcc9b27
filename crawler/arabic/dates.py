"""Dates as Arab newsrooms print them: `read` gives the instant a line tells, or None. Null beats a guess.

The months of every Arab country, Hijri days (Umm al-Qura), Arabic-Indic digits, the halves of the day, zones in
words, days without a year, «منذ ساعتين»; ISO 8601 and RFC 822 too. The parts of the grammar are in `calendar`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from datetime import timezone as fixed
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from crawler.arabic.calendar import relative, surroundings, twice
from crawler.arabic.calendar.clock import second_of_day
from crawler.arabic.calendar.days import on_calendar
from crawler.arabic.calendar.parts import Part, Zone, read_parts
from crawler.arabic.calendar.relative import Ago, DaysAgo
from crawler.arabic.calendar.stamps import Stamp, published, read_stamps, zone_of
from crawler.arabic.calendar.tokens import tokenise
from crawler.arabic.calendar.words import Kind
from crawler.arabic.text import fold, tidy

Precision = Literal["second", "minute", "hour", "day", "month", "year"]

LONGEST = 300  # a longer line is a paragraph
_LONGEST_TOLD = 80  # the same, of a line without a digit
_FARTHEST = 4000  # white space may fill a line; beyond this it is not even tidied

_DIGIT = re.compile(r"\d")
# A word of every relative form, as fold() spells it.
_TOLD = re.compile("من |منذ|قبل|مضت|مضي|خلت|امس|بارح|اليوم|الان|للتو|حالا|لحظه|اقل من|ago|yesterday|today|now|moments")
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(?:([Zz])|([+-])(\d\d)(?::?(\d\d))?)?)?",
    re.ASCII,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?", re.ASCII)
_PERSIAN_YEAR = re.compile(
    "\u06f1[\u06f3\u06f4][\u06f0-\u06f9]{2} ?[/.-] ?[\u06f0-\u06f9]"
)  # «۱۴۰۳/۰۵/۱۷» counts by the sun
# After a clock, and before a weekday.
_YEAR_FIRST = re.compile(r"(?<=:\d\d )((?:19|20)\d\d) (ال\w{3,8} \d{1,2} [^\W\d]+(?: ال(?:أول|ثاني))?)(?!\S)")
_YEARS = range(1900, 2101)
# No day is told without one of these.
_TELLING = frozenset({
    Kind.DATE, Kind.MONTH, Kind.LIBYAN_MONTH, Kind.HIJRI_MONTH, Kind.AGO, Kind.GONE, Kind.NOW, Kind.DAYS_AGO,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateRead:
    """What a line tells: an aware instant, in the zone the line names or else the one given; how fine it is told;
    and the part of the line it was read from.

    With the precision `day` the instant is midnight; `month` and `year`, which only relative forms give, are their
    first midnight. A printed clock is `minute`, its seconds kept in the instant; `second` is «منذ 45 ثانية».
    `lunar`: its day was printed in the Hijri calendar alone, whose months begin a day apart from land to land.
    """

    instant: datetime
    precision: Precision
    text: str
    lunar: bool = False


class _Setting(NamedTuple):
    """Now, in the zone in which the line is read."""

    now: datetime
    zone: tzinfo


def read(text: str, *, now: datetime, timezone: str | tzinfo) -> DateRead | None:
    """Return the time a line tells, None where it tells none or it is not clear which.

    `now` is aware; relative forms and days without a year are told from it. `timezone` (an IANA name or a tzinfo)
    is the newsroom's, for lines that name none. Where a line tells both, the day of publication counts, not the
    update's. Never raises for any text; an unknown `timezone` raises ZoneInfoNotFoundError.
    """
    if len(text) > _FARTHEST:
        return None
    zone = ZoneInfo(timezone) if isinstance(timezone, str) else timezone
    if (iso := _ISO.fullmatch(text.strip()) or _COMPACT.fullmatch(text.strip())) and int(iso[1]) in _YEARS:
        return _read_iso(iso, zone)
    line = tidy(text)
    if len(line) > LONGEST or not _may_tell(line) or _PERSIAN_YEAR.search(line):
        return None
    if turned := _YEAR_FIRST.search(line):
        return _read_turned(line, turned, now, zone)
    return _read_line(line, now, zone)


def _read_turned(line: str, turned: re.Match[str], now: datetime, zone: tzinfo) -> DateRead | None:
    """«GMT 14:20 2024 الأحد 12 مايو», the year of which stands before its day."""
    found = _read_line(f"{line[: turned.start()]}{turned[2]} {turned[1]}{line[turned.end() :]}", now, zone)
    at = line.find(":")
    start = found.text.find(":") if found else -1
    return replace(found, text=line[at - start : at - start + len(found.text)]) if found and start >= 0 else None


def _may_tell(line: str) -> bool:
    if _DIGIT.search(line):
        return True
    return len(line) <= _LONGEST_TOLD and _TOLD.search(fold(line)) is not None


def _read_iso(match: re.Match[str], zone: tzinfo) -> DateRead | None:
    year, month, day, hour, minute, second, zulu, sign, east, east_minutes = match.groups()
    offset = _offset(sign, east, east_minutes) if sign else UTC if zulu else zone
    if offset is None:
        return None
    try:
        clock = int(hour or 0), int(minute or 0), int(second or 0)
        instant = datetime(int(year), int(month), int(day), *clock, tzinfo=offset)
    except ValueError:
        return None
    return DateRead(instant, "minute" if hour else "day", match[0])


def _offset(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    east = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return fixed(-east if sign == "-" else east) if east <= timedelta(hours=14) else None


def _read_line(line: str, now: datetime, zone: tzinfo) -> DateRead | None:
    tokens = relative.since(tokenise(line))
    if not any(token.kind in _TELLING for token in tokens):
        return None
    parts = twice.once(surroundings.without_story(read_parts(tokens), line))
    stamp = published(read_stamps(parts))
    if stamp is None or not surroundings.admits(parts, line) or (stamp.relative and surroundings.is_told_of(parts)):
        return None
    named = zone_of(parts)
    zone = _zone(named) if named and (stamp.clock or stamp.told) else zone
    setting = _Setting(now.astimezone(zone), zone)
    told = stamp.told if isinstance(stamp.told, Ago) and stamp.relative else None
    found = _told(told, setting.now) if told is not None else _dated(stamp, parts, setting)
    lunar = stamp.day is None and stamp.hijri is not None
    return DateRead(*found, line[stamp.start : stamp.end], lunar) if found else None


def _zone(named: Zone) -> tzinfo:
    return ZoneInfo(named.name) if named.name else fixed(timedelta(minutes=named.minutes))


def _told(ago: Ago, now: datetime) -> tuple[datetime, Precision] | None:
    instant = relative.before(now, ago)
    return (instant, _PRECISIONS[ago.finest]) if instant else None


_PRECISIONS: dict[str, Precision] = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "day",
    "month": "month",
    "year": "year",
}


def _dated(stamp: Stamp, parts: Sequence[Part], setting: _Setting) -> tuple[datetime, Precision] | None:
    day = _day(stamp, parts, setting.now.date())
    if day is None:
        return None
    second = second_of_day(stamp.clock, stamp.half) if stamp.clock else None
    hour, rest = divmod(second or 0, 3600)
    instant = datetime(day.year, day.month, day.day, hour, *divmod(rest, 60), tzinfo=setting.zone)
    if stamp.clock is None or second is None:
        return instant, "day"
    return instant, stamp.clock.precision


def _day(stamp: Stamp, parts: Sequence[Part], today: date) -> date | None:
    """The Gregorian day printed, else the Hijri one, else «أمس»."""
    if isinstance(stamp.told, DaysAgo) and stamp.relative:
        return _day_told(stamp.told, stamp, today)
    if _is_rather_a_name(stamp, parts):
        return None
    hijri = on_calendar(stamp.hijri, today, stamp.weekdays) if stamp.hijri else None
    if stamp.day is None:
        return hijri
    return on_calendar(stamp.day, today, stamp.weekdays, hijri)


def _day_told(told: DaysAgo, stamp: Stamp, today: date) -> date | None:
    """«أمس». «اليوم» without an hour is a newspaper, a section, or any day's «today»; and a weekday that does not
    fit («أمس الاثنين» on a Friday) tells that the line was written on another day.
    """
    if told.days == 0 and not (stamp.clock or stamp.role):
        return None
    day = today - timedelta(days=told.days)
    return day if not stamp.weekdays or day.weekday() in stamp.weekdays else None


def _is_rather_a_name(stamp: Stamp, parts: Sequence[Part]) -> bool:
    """Whether a day without its year may as well name an anniversary, a street, a newspaper."""
    days = [day for day in (stamp.day, stamp.hijri) if day]
    if stamp.half and not stamp.clock and all(day.year is None for day in days):
        return True  # «فجر 12 أكتوبر», of an event
    if any(day.year is not None for day in days) or surroundings.confirmed(parts):
        return False
    return not surroundings.is_bare(parts) or any(day.famous for day in days)
