"""When an article was published: the sources of a date weighed against each other. Null beats a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from crawler.article import Origin, Precision
from crawler.extraction.candidates import MACHINE, Candidate, Clock, candidate, from_url, is_update, read

__all__ = ["Candidate", "Clock", "Dating", "Newsroom", "candidate", "decide", "from_url", "is_update", "read"]

_UTC = ZoneInfo("UTC")
_NONE = timedelta(0)
_SAME = timedelta(minutes=5)
_AHEAD = timedelta(minutes=10)  # by how much a clock may be fast
_HALF_DAY = timedelta(hours=12)
_BUILT = timedelta(seconds=30)  # from the fetching: the date is that of the page's making
_APART = timedelta(days=2)  # farther apart, two dates tell of two things
_SIGHTED = timedelta(days=2)  # between the tables' new moon and the one that was seen
_BY_PROGRAM = re.compile(r"\d{4}-\d\d-\d\dT")
# Offsets that an Arab newsroom's clock may have against UTC: Nouakchott and Rabat to Muscat, Tehran, and the Americas.
_OFFSETS = frozenset(timedelta(minutes=minutes) for minutes in (*range(-8 * 60, 5 * 60 + 1, 60), 210, 270))
_EASTWARD = tuple(timedelta(hours=hours) for hours in (3, 2, 1, 4, 0))


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The clock a site writes by, and the time of fetching. `known`: the source's file names the zone; `sure`: it or
    the address's country does. Else it is inferred.
    """

    zone: tzinfo
    known: bool
    now: datetime
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Dating:
    """The outcome, in an article's terms. `declared` is what machines were told, where it was weighed."""

    published: datetime | None = None
    precision: Precision | None = None
    raw: str | None = None
    origin: Origin | None = None
    declared: Candidate | None = None


def decide(
    machine: Sequence[Candidate], visible: Sequence[Candidate], others: Iterable[Candidate], newsroom: Newsroom
) -> Dating:
    """Weigh the dates of one page.

    `machine` are JSON-LD's and the meta tags', best first; `visible` the printed ones, nearest the title first;
    `others` the feed's, the sitemap's and the address's.
    """
    printed = _printed(visible)
    others = list(others)
    sure = printed if printed and not (printed.loose or printed.relative or is_update(printed)) else None
    witnesses = [each for each in (sure, *others) if each is not None]
    declared = _declared(machine, witnesses, newsroom)
    if declared is None:
        return _dating(_undeclared(printed, others))
    true = declared if printed and printed.timed and not printed.loose else _unmasked(declared, visible, newsroom)
    one = printed is not None and printed.timed and true.absolute and _implied_offset(true, printed) is not None
    if printed is None or (printed.loose and true.timed and not (true.is_midnight or one)):
        chosen = _unprinted(_local(true, newsroom), others)
    else:
        chosen = _weigh(true, printed, newsroom)
    return replace(_dating(chosen), declared=declared)


def changed(told: Candidate | None, update: Candidate | None, when: Dating, newsroom: Newsroom) -> datetime | None:
    """Return when the story was last changed: `told` to machines or printed as an `update`; `when` it was published.

    What was found false of the one date (its offset, its half of the day) is false of the other. None for a time
    before the publication, and for that of the page's making.
    """
    for given in filter(None, (told, update)):
        moment = _like(given, when, newsroom)
        built = given.origin in MACHINE and abs(given.read.instant - newsroom.now) <= _BUILT
        if moment is not None and not built and (when.published is None or moment >= when.published - _SAME):
            return moment
    return None


def _like(given: Candidate, when: Dating, newsroom: Newsroom) -> datetime | None:
    """A change's time, read as the publication's was."""
    declared, published = when.declared, when.published
    if given.origin not in MACHINE:
        return given.read.instant
    if declared is None or published is None:
        return _local(given, newsroom).read.instant
    shift = published.replace(tzinfo=None) - declared.clock
    if abs(shift) <= _SAME and given.read.instant.utcoffset() == declared.read.instant.utcoffset():
        return given.clock.replace(tzinfo=published.tzinfo)
    if abs(shift - _HALF_DAY) <= _SAME and given.clock - declared.clock < _HALF_DAY:
        return (given.clock + _HALF_DAY).replace(tzinfo=published.tzinfo)
    if published == declared.read.instant:
        return given.read.instant.astimezone(published.tzinfo)
    return _local(given, newsroom).read.instant if given.read.instant != declared.read.instant else None


def _declared(machine: Sequence[Candidate], witnesses: Sequence[Candidate], newsroom: Newsroom) -> Candidate | None:
    """The machine's date: the first that another source bears out, else the first that is no time of fetching."""
    machine = [each for each in machine if not each.weak or any(_same_day(each, one, newsroom) for one in witnesses)]
    borne = (each for each in machine if any(_same_day(each, other, newsroom) for other in witnesses[:1]))
    first = next(borne, next(iter(machine), None))
    if first is None or not first.timed or abs(first.read.instant - newsroom.now) > _BUILT:
        return first
    return first if any(_same_day(first, other, newsroom) for other in witnesses) else None


def _unmasked(declared: Candidate, visible: Sequence[Candidate], newsroom: Newsroom) -> Candidate:
    """The machine's date, but for local time that calls itself UTC: a printed clock, be it the update's, shows the very
    same minute, in a newsroom that is not UTC's.
    """
    if not declared.absolute or declared.is_midnight or declared.read.instant.utcoffset() != _NONE:
        return declared
    minute = declared.clock.replace(second=0, microsecond=0)
    shown = (each for each in visible if each.timed and not each.relative and each.clock.replace(second=0) == minute)
    zone = next((each.read.instant.tzinfo if each.absolute else newsroom.zone for each in shown), None)
    if zone is None or not _offset(minute, zone):
        return declared
    return _at(declared, declared.clock.replace(tzinfo=zone))


def _same_day(one: Candidate, other: Candidate, newsroom: Newsroom) -> bool:
    days = {one.clock.date(), _on_clock(one, newsroom).clock.date()}
    return bool(days & {other.clock.date(), _on_clock(other, newsroom).clock.date()})


def _undeclared(printed: Candidate | None, others: Sequence[Candidate]) -> Candidate | None:
    """Where machines are told nothing: the printed date, but for one that may be today's where others know better."""
    first = next(iter(others), None)
    if printed is None or first is None or not (printed.loose or printed.relative):
        return printed or first
    return printed if abs(printed.read.instant - first.read.instant) < _APART else first


def _unprinted(local: Candidate, others: Sequence[Candidate]) -> Candidate:
    """What machines are told, where no date is printed; a build's date is overruled by the feed's and the address's."""
    sure = [each for each in others if each.origin in ("feed", "url")]
    if not sure or any(abs(each.read.instant - local.read.instant) < _APART for each in sure):
        return local
    return sure[0]


def _printed(visible: Sequence[Candidate]) -> Candidate | None:
    """The printed date of publication: not the update's where both stand, and the one with a time of the same day."""
    # A change told over the headline may be the site's.
    published = [each for each in visible if not is_update(each)] or [each for each in visible if not each.loose]
    published = [each for each in published if not each.loose] or published
    if not published:
        return None
    first = published[0]
    same_day = (each for each in published if each.timed and each.read.instant.date() == first.read.instant.date())
    return first if first.timed else next(same_day, first)


def _weigh(declared: Candidate, printed: Candidate, newsroom: Newsroom) -> Candidate:
    local = _local(declared, newsroom)
    printed = _by_sun(printed, declared, local)
    if printed.relative:
        return _beside_relative(declared, local, printed)
    if not printed.timed:
        return _weigh_day(declared, local, printed, newsroom)
    if not declared.timed or declared.is_midnight:
        return printed
    return _weigh_minute(declared, local, printed, newsroom)


def _by_sun(printed: Candidate, declared: Candidate, local: Candidate) -> Candidate:
    """A day printed by the moon alone, as it was sighted there: the machine's is within a day or two of the tables'."""
    late = local.clock.date() - printed.clock.date()
    if not printed.read.lunar or not timedelta(0) < abs(late) <= _SIGHTED:
        return printed
    moved = _at(printed, printed.read.instant + late)
    same = not printed.timed or _implied_offset(declared, moved) is not None or abs(local.clock - moved.clock) <= _SAME
    return moved if same else printed


def _weigh_minute(declared: Candidate, local: Candidate, printed: Candidate, newsroom: Newsroom) -> Candidate:
    if declared.absolute and printed.absolute and _is_one_moment(declared, printed):
        return _at(declared, declared.read.instant.astimezone(printed.read.instant.tzinfo))
    offset = _implied_offset(declared, printed) if declared.absolute else None
    if offset is not None:
        return _agreeing(declared, printed, offset, newsroom)
    if not declared.absolute and abs(local.clock - printed.clock) <= _SAME:
        return _at(local, local.clock.replace(tzinfo=_UTC)) if printed.of_utc else local  # «11:52 GMT»
    if printed.is_turned(local.clock.date()) and abs(local.clock.time().hour - printed.clock.hour) % 12 == 0:
        return local
    if printed.halfless and abs(local.clock - printed.clock - _HALF_DAY) <= _SAME:
        return local  # «04:08» of the afternoon
    return _contradicting(local, printed)


def _is_one_moment(declared: Candidate, printed: Candidate) -> bool:
    """Whether both name one instant; «06:20 (GMT +0400)» may be of the evening."""
    later = declared.read.instant - printed.read.instant
    return abs(later) <= _SAME or (printed.halfless and abs(later - _HALF_DAY) <= _SAME)


def _beside_relative(declared: Candidate, local: Candidate, printed: Candidate) -> Candidate:
    """«منذ ساعتين» is as old as the page's copy, and coarse: machines know better, where they know the hour."""
    if declared.timed and not declared.is_midnight:
        return local
    return printed if printed.clock.date() == declared.clock.date() else local


def _agreeing(declared: Candidate, printed: Candidate, offset: timedelta, newsroom: Newsroom) -> Candidate:
    """Both tell the same minute, `offset` apart: the printed clock is the newsroom's, and so should the offset be."""
    own = declared.read.instant.utcoffset()
    zone = printed.read.instant.tzinfo if printed.absolute else newsroom.zone
    usual = _offset(printed.clock, zone)
    if offset == own == _NONE != usual or (printed.absolute and offset != usual):
        # Local time that calls itself Z: the printed clock is the newsroom's, whatever the machine's says.
        return _overruled(declared, printed, zone)
    zone = zone if newsroom.known or offset == usual else timezone(offset)
    return _at(declared, declared.read.instant.astimezone(zone))


def _overruled(declared: Candidate, printed: Candidate, zone: tzinfo | None) -> Candidate:
    """The printed clock; the machine's, where it tells the seconds too."""
    if printed.clock.replace(second=0) == declared.clock.replace(second=0) and declared.clock.second:
        return _at(declared, declared.clock.replace(tzinfo=zone))
    return _at(printed, printed.clock.replace(tzinfo=zone))


def _weigh_day(declared: Candidate, local: Candidate, printed: Candidate, newsroom: Newsroom) -> Candidate:
    """The printed day beside the machine's time: they agree where one of the clocks of the region has that day."""
    day = printed.clock.date()
    if day == local.clock.date() or printed.is_turned(local.clock.date()):
        return local
    if day == declared.clock.date():
        false = newsroom.sure and declared.absolute and declared.read.instant.utcoffset() == _NONE
        return _at(declared, declared.clock.replace(tzinfo=newsroom.zone)) if false else declared
    if declared.absolute and not newsroom.known:
        for offset in _EASTWARD:
            there = declared.read.instant.astimezone(timezone(offset))
            if there.date() == day:
                return _at(declared, there)
    return _contradicting(local, printed)


def _contradicting(local: Candidate, printed: Candidate) -> Candidate:
    """The two tell other times. A printed update says nothing of the publication; else what readers see is believed."""
    if is_update(printed) and local.read.instant <= printed.read.instant + timedelta(days=0 if printed.timed else 1):
        return local
    return printed


def _local(given: Candidate, newsroom: Newsroom) -> Candidate:
    """The same instant on the newsroom's clock: its own offset where it names one other than UTC, else the zone's.

    What calls itself UTC and lies ahead, while the same clock in the newsroom does not, is the newsroom's clock; and
    midnight is a day without its hour.
    """
    own = given.read.instant.utcoffset()
    if not given.absolute or (own != _NONE and not newsroom.known):
        return given
    here = given.clock.replace(tzinfo=newsroom.zone)
    if own == _NONE and (given.is_midnight or given.read.instant > newsroom.now + _AHEAD >= here):
        return _at(given, here)
    return _on_clock(given, newsroom)


def _on_clock(given: Candidate, newsroom: Newsroom) -> Candidate:
    return _at(given, given.read.instant.astimezone(newsroom.zone)) if given.absolute else given


def _implied_offset(declared: Candidate, printed: Candidate) -> timedelta | None:
    """How far the printed clock stands from UTC, if both mean one minute (a loose one the very same) in the region."""
    utc = declared.read.instant.astimezone(_UTC).replace(tzinfo=None)
    offset = timedelta(minutes=15 * round((printed.clock - utc) / timedelta(minutes=15)))
    apart = abs(printed.clock.replace(second=0) - utc.replace(second=0) - offset) if printed.loose else _NONE
    return offset if not apart and offset in _OFFSETS and abs(printed.clock - utc - offset) < _SAME else None


def _offset(clock: datetime, zone: tzinfo | None) -> timedelta | None:
    return clock.replace(tzinfo=zone).utcoffset()


def _at(given: Candidate, moment: datetime) -> Candidate:
    return replace(given, read=replace(given.read, instant=moment))


def _dating(chosen: Candidate | None) -> Dating:
    if chosen is None:
        return Dating()
    written = chosen.origin in MACHINE or _BY_PROGRAM.match(chosen.raw)
    timed = chosen.timed and not (written and chosen.is_midnight)  # a day without its hour
    precision: Precision = ("second" if chosen.tells_seconds else "minute") if timed else "day"
    moment = chosen.read.instant if timed else chosen.read.instant.replace(hour=0, minute=0, second=0, microsecond=0)
    return Dating(moment.replace(microsecond=0), precision, chosen.raw, chosen.origin)
