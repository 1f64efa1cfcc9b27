"""When an article was published: the sources of a date weighed against each other. Null beats a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Literal
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from crawler.arabic import dates
from crawler.arabic.dates import DateRead
from crawler.article import Origin, Precision

_OFFSET = re.compile(r"(?:[zZ]|[+-]\d\d:?\d\d)\s*$")
_SECONDS = re.compile(r"\d\d:\d\d:\d\d")
_UPDATED = re.compile(r"تحديث|محدث|تعديل|updated|modified", re.IGNORECASE)
_IN_URL = re.compile(r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>0?[1-9]|[12]\d|3[01])(?=[/_-]|$)")
_SAME = timedelta(minutes=5)
_EARLY = timedelta(days=1)  # how far in the future a date may lie: clocks and zones differ
# Offsets that an Arab newsroom's clock may have against UTC: Nouakchott and Rabat to Muscat, and the Americas.
_NEWSROOMS = range(-8 * 4, 5 * 4 + 1)  # quarters of an hour


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
    """A date as one source gives it: where it stands, the string as given, and what it says."""

    origin: Origin
    raw: str
    read: DateRead

    @property
    def timed(self) -> bool:
        return self.read.precision in ("second", "minute", "hour")

    @property
    def absolute(self) -> bool:
        """Whether the string itself names an offset."""
        return bool(_OFFSET.search(self.raw)) and self.timed


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The clock a site writes by; `known`: the source's file names its zone, else it is inferred."""

    zone: tzinfo
    known: bool


@dataclass(frozen=True, slots=True)
class Dating:
    """The outcome, in an article's terms."""

    published: datetime | None = None
    precision: Precision | None = None
    raw: str | None = None
    origin: Origin | None = None


def candidate(origin: Origin, raw: str | None, clock: Clock) -> Candidate | None:
    """Read one source's string; None where it gives no day, or one in the future."""
    read = dates.read(raw, now=clock.now, timezone=clock.zone) if raw else None
    if not raw or read is None or read.precision in ("month", "year"):
        return None
    read = _of_its_year(raw, read, clock)
    return Candidate(origin, raw, read) if read.instant <= clock.now + _EARLY else None


def _of_its_year(raw: str, read: DateRead, clock: Clock) -> DateRead:
    """A date without a year reads as another one at another time: the time that the page declares is nearer."""
    if clock.anchor is None or clock.anchor.year == read.instant.year:
        return read
    then = dates.read(raw, now=clock.anchor + _EARLY, timezone=clock.zone)
    same_day = then is not None and (then.instant.month, then.instant.day) == (read.instant.month, read.instant.day)
    return then if then is not None and same_day else read


def from_url(url: str, clock: Clock) -> Candidate | None:
    """Return the day that an address's path names, as /2020/9/30/ does."""
    match = _IN_URL.search(unquote(url))
    if match is None:
        return None
    raw = f"{match['y']}-{int(match['m']):02d}-{int(match['d']):02d}"
    return candidate("url", raw, clock)


def decide(
    machine: Sequence[Candidate], visible: Sequence[Candidate], others: Iterable[Candidate], newsroom: Newsroom
) -> Dating:
    """Weigh the dates of one page.

    `machine` are JSON-LD's and the meta tags', best first; `visible` the printed ones, nearest the title first;
    `others` the feed's, the sitemap's and the address's.
    """
    printed = _printed(visible)
    declared = next(iter(machine), None)
    if declared is None:
        return _dating(printed or next(iter(others), None))
    if printed is None:
        return _dating(_local(declared, newsroom))
    return _weigh(declared, printed, newsroom)


def is_update(printed: Candidate) -> bool:
    """Whether a printed date says that it is the last change's."""
    return bool(_UPDATED.search(printed.raw))


def _printed(visible: Sequence[Candidate]) -> Candidate | None:
    """The printed date of publication: not the update's where both stand, and the one with a time of the same day."""
    published = [each for each in visible if not is_update(each)] or list(visible)
    if not published:
        return None
    first = published[0]
    same_day = (each for each in published if each.timed and each.read.instant.date() == first.read.instant.date())
    return first if first.timed else next(same_day, first)


def _weigh(declared: Candidate, printed: Candidate, newsroom: Newsroom) -> Dating:
    local = _local(declared, newsroom)
    if not printed.timed:
        return _weigh_day(declared, local, printed)
    if not declared.timed or _is_midnight(declared):
        return _dating(printed)
    if declared.absolute:
        offset = _implied_offset(declared, printed)
        if offset is not None:
            return _agreeing(declared, printed, offset, newsroom)
    elif abs(_clock(local) - _clock(printed)) <= _SAME:
        return _dating(local)
    return _contradicting(local, printed)


def _agreeing(declared: Candidate, printed: Candidate, offset: timedelta, newsroom: Newsroom) -> Dating:
    """Both tell the same minute, `offset` apart: the printed clock is the newsroom's, and so should the offset be."""
    own, usual = declared.read.instant.utcoffset(), newsroom.zone.utcoffset(_clock(printed))
    if offset == own == timedelta(0) != usual:
        # Local time that calls itself Z: the printed clock is the newsroom's, whatever the machine's says.
        return _dating(_at(declared, _clock(declared).replace(tzinfo=newsroom.zone)))
    zone = newsroom.zone if newsroom.known or offset == usual else timezone(offset)
    return _dating(_at(declared, declared.read.instant.astimezone(zone)))


def _weigh_day(declared: Candidate, local: Candidate, printed: Candidate) -> Dating:
    day = printed.read.instant.date()
    if day == local.read.instant.date() or day == declared.read.instant.date():
        return _dating(local)
    return _contradicting(local, printed)


def _contradicting(local: Candidate, printed: Candidate) -> Dating:
    """The two tell other times. A printed update says nothing of the publication; else what readers see is believed,
    but for a day's difference, which another zone's midnight or a later correction may make.
    """
    if is_update(printed) and local.read.instant <= printed.read.instant:
        return _dating(local)
    if not printed.timed and abs(local.read.instant - printed.read.instant) < timedelta(days=2):
        return _dating(local)
    return _dating(printed)


def _local(given: Candidate, newsroom: Newsroom) -> Candidate:
    """The same instant on the newsroom's clock: its own offset where it names one other than UTC, else the zone's."""
    own = given.read.instant.utcoffset()
    if not given.absolute or (own != timedelta(0) and not newsroom.known):
        return given
    return _at(given, given.read.instant.astimezone(newsroom.zone))


def _implied_offset(declared: Candidate, printed: Candidate) -> timedelta | None:
    """How far the printed clock stands from UTC, if both mean the same minute and a newsroom can stand there."""
    utc = declared.read.instant.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    quarters = round((_clock(printed) - utc) / timedelta(minutes=15))
    offset = timedelta(minutes=15 * quarters)
    return offset if quarters in _NEWSROOMS and abs(_clock(printed) - utc - offset) < _SAME else None


def _at(given: Candidate, moment: datetime) -> Candidate:
    return Candidate(given.origin, given.raw, DateRead(moment, given.read.precision, given.read.text))


def _clock(given: Candidate) -> datetime:
    return given.read.instant.replace(tzinfo=None)


def _is_midnight(given: Candidate) -> bool:
    return _clock(given).time().isoformat() == "00:00:00"


def _dating(chosen: Candidate | None) -> Dating:
    if chosen is None:
        return Dating()
    timed = chosen.timed and not (chosen.origin in ("meta", "jsonld") and _is_midnight(chosen))
    precision: Literal["second", "minute", "day"] = "day"
    if timed:
        precision = "second" if chosen.read.precision == "second" or _SECONDS.search(chosen.raw) else "minute"
    moment = chosen.read.instant if timed else chosen.read.instant.replace(hour=0, minute=0, second=0, microsecond=0)
    return Dating(moment.replace(microsecond=0), precision, chosen.raw, chosen.origin)
