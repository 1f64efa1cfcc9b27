"""A date as one source gives it: read from its string, with what its weight hangs on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from urllib.parse import unquote

from crawler.arabic import dates
from crawler.arabic.dates import DateRead
from crawler.arabic.text import digits
from crawler.article import Origin

MACHINE: tuple[Origin, ...] = ("jsonld", "meta")
_OFFSET = re.compile(r"(?:(?<![^\W\d_])[zZ]|(?<![-/]\d\d)(?<![-/]\d)[+-]\d\d:?\d\d)\s*$")  # no year of a day
_UPDATED = re.compile(r"تحديث|محدث|تعديل|معدل|updated|modified", re.IGNORECASE)
_TOLD = re.compile(r"^من |منذ|قبل|مضت|أمس|امس|بارح|اليوم|الآن|للتو|ago|yesterday|today|now", re.IGNORECASE)
_MORNING = re.compile(r"ص\b|صباح|فجر|ظهر|\ba\.?m\b", re.IGNORECASE)
_IN_URL = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>0?[1-9]|[12]\d|3[01])(?=[/_-]|$)"
    r"|/(?P<y8>20\d\d)(?P<m8>0[1-9]|1[0-2])(?P<d8>0[1-9]|[12]\d|3[01])(?=[/_-])"
)
_SECONDS = re.compile(r"\d:\d\d:\d\d|T\d{6}|^\d{10,}$")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds since 1970, from 2001 on
_AMERICAN = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s+(\d{1,2}):\d\d(?::\d\d)?\s*[AaPp][Mm]\s*")
# The same in a line that readers see, where only a program prints the seconds.
_SHOWN = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(/\d{4},?\s+(\d{1,2}):\d\d:\d\d\s*[AaPp][Mm]\b)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_EARLY = timedelta(days=1)  # how far in the future a date may lie: clocks and zones differ
_FIRST = 1971  # the year from which a machine's date may be one: those before are an empty field's


@dataclass(frozen=True, slots=True)
class Clock:
    """What printed dates are read by: the time of fetching, the newsroom's zone, and the date that machines are told.

    A date printed without its year is of the year of `anchor`, where the page declares one.
    """

    now: datetime
    zone: tzinfo
    anchor: datetime | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date as one source gives it: where it stands, the string as given, and what it says.

    `zoned`: the string itself names an offset or a zone. `loose`: it stands where a site prints today's date too.
    `changed`: what stands around it calls it the last change's. `weak`: it counts only where another bears it out.
    """

    origin: Origin
    raw: str
    read: DateRead
    zoned: bool = False
    loose: bool = False
    changed: bool = False
    weak: bool = False

    @property
    def timed(self) -> bool:
        return self.read.precision in ("second", "minute", "hour")

    @property
    def tells_seconds(self) -> bool:
        """Whether it is told to the second: «16:08:00» is a minute that a program wrote out."""
        return self.read.precision == "second" or (bool(_SECONDS.search(self.raw)) and self.clock.second != 0)

    @property
    def absolute(self) -> bool:
        """Whether the string itself tells the instant, whatever the newsroom's zone."""
        return self.zoned and self.timed

    @property
    def of_utc(self) -> bool:
        """Whether its clock says that it is Greenwich's."""
        return self.absolute and self.read.instant.utcoffset() == timedelta(0)

    @property
    def relative(self) -> bool:
        """Whether it is told from the time of reading: «منذ ساعتين»."""
        return self.origin == "visible" and bool(_TOLD.search(self.read.text))

    @property
    def halfless(self) -> bool:
        """Whether its clock may be the afternoon's: «04:08», without صباحا or مساء."""
        return self.timed and 0 < self.read.instant.hour < 12 and not _MORNING.search(self.raw)

    @property
    def clock(self) -> datetime:
        """Its day and hour as a clock on the wall shows them."""
        return self.read.instant.replace(tzinfo=None)

    def is_turned(self, day: date) -> bool:
        """Whether its numbers, day and month in either order, tell a day: «03/04/2026» for 4 March."""
        match = _NUMBERS.search(digits(self.raw))
        told = tuple(map(int, match.groups())) if match else ()
        return told in ((day.month, day.day, day.year), (day.day, day.month, day.year))

    @property
    def is_midnight(self) -> bool:
        return self.clock.time().isoformat() == "00:00:00"


@lru_cache(maxsize=256)  # a line is read by those who look for a date, for a byline, and for the story
def read(text: str, now: datetime, zone: tzinfo) -> DateRead | None:
    """Return the time that a line tells, as dates.read() does."""
    return dates.read(text, now=now, timezone=zone)


def candidate(origin: Origin, raw: str | None, clock: Clock) -> Candidate | None:
    """Read one source's string; None where it gives no day, or one in the future, or one that an empty field has."""
    told = _read(origin, raw, clock) if raw else None
    if not raw or told is None or told.precision in ("month", "year"):
        return None
    told = _of_its_year(raw, told, clock)
    if told.instant > clock.now + _EARLY or (origin in MACHINE and told.instant.year < _FIRST):
        return None
    zoned = bool(_OFFSET.search(raw)) or told.instant.tzinfo is not clock.zone
    return Candidate(origin, raw, told, zoned)


def _read(origin: Origin, raw: str, clock: Clock) -> DateRead | None:
    if origin in MACHINE:
        if _EPOCH.fullmatch(raw):
            return DateRead(datetime.fromtimestamp(int(raw[:10]), UTC), "minute", raw)
        if (american := _AMERICAN.fullmatch(raw)) and (swapped := _american(american, raw, clock)) is not None:
            return swapped
    elif "/" in raw and _SHOWN.search(raw):
        return _shown(raw, clock)
    return read(raw, clock.now, clock.zone)


def _shown(raw: str, clock: Clock) -> DateRead | None:
    """A line with such a date in it."""
    found = read(_SHOWN.sub(_month_first, raw), clock.now, clock.zone)
    return replace(found, text=_SHOWN.sub(_month_first, found.text)) if found else None


def _month_first(match: re.Match[str]) -> str:
    """The same with its day first, as dates.read() has it; and back again."""
    padded = all(len(each) > 1 for each in match.group(1, 2, 4))
    fixed = padded or int(match[1]) > 12 or int(match[2]) > 12
    return match[0] if fixed else f"{match[2]}/{match[1]}{match[3]}"


def _american(match: re.Match[str], raw: str, clock: Clock) -> DateRead | None:
    """«3/4/2026 4:08:13 PM», as programs write it, has its month first; None where it cannot."""
    month, day = int(match[1]), int(match[2])
    padded = all(len(each) > 1 for each in match.group(1, 2, 4))
    if month > 12 or day > 12 or padded:
        return None
    turned = f"{day}/{month}/{match[3]}{raw[match.end(3) :]}"
    return read(turned, clock.now, clock.zone)


def _of_its_year(raw: str, told: DateRead, clock: Clock) -> DateRead:
    """A date without a year reads as another one at another time: the time that the page declares is nearer."""
    if clock.anchor is None or clock.anchor.year == told.instant.year:
        return told
    then = read(raw, clock.anchor + _EARLY, clock.zone)
    same_day = then is not None and (then.instant.month, then.instant.day) == (told.instant.month, told.instant.day)
    return then if then is not None and same_day else told


def from_url(url: str, clock: Clock) -> Candidate | None:
    """Return the day that an address's path names, as /2020/9/30/ and /20200930/ do."""
    match = _IN_URL.search(unquote(url))
    if match is None:
        return None
    year, month, day = filter(None, match.groups())
    raw = f"{year}-{int(month):02d}-{int(day):02d}"
    return candidate("url", raw, clock)


def is_update(printed: Candidate) -> bool:
    """Whether a date says that it is the last change's."""
    return printed.changed or bool(_UPDATED.search(printed.raw))
