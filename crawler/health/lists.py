"""Whether a feed or a sitemap that told what is new is lost, or tells nothing any more. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial

from crawler import stats as names
from crawler.found import Role
from crawler.health.chance import UNLIKELY, Ratio, at_least, fell
from crawler.health.history import History
from crawler.health.sums import Sums
from crawler.storage.jobs import Job

_ROLES = (Role.FEED, Role.SITEMAP)
_LOST = 3  # visits at which a list was lost: fewer may be one bad hour
_VISITS = 6  # that are taken together at the least
_DOUBT = 20  # imagined visits at which nothing was lost: few visits prove no habit
_LEAST_NEW = 20  # pages found at three visits or more, of which none came from the list
_LEAST_DAYS = 3  # on each of which it told most of what was new


def dead(history: History, now: datetime) -> str | None:
    """Return which list died, and what brings the articles now, in words; None: none did."""
    for role in _ROLES:
        told = _lost(history, role, now) or _mute(history, role, now)
        if told:
            return f"{told}; {_others(history, role, now)}"
    return None


def _lost(history: History, role: Role, now: datetime) -> str | None:
    """Lists of a role were lost or done without until now, and at far more visits than before."""
    if _is_read(history, role):
        return None
    lately, before = history.split(partial(_kept, role=role), now, least=_VISITS)
    usual = sum(before, Ratio(0, 0))
    lost = lately.whole - lately.part
    if lost < _LOST or not any(sums.count(names.LISTS_READ + role) for sums in history.sums.values()):
        return None
    share = (usual.whole - usual.part + 1) / (usual.whole + _DOUBT)
    if at_least(lost, lately.whole, share) >= UNLIKELY:
        return None
    note = next((visit.note for visit in _newest_first(history) if visit.note), f"a {role} cannot be read")
    return f"{note} (at {lost} of the last {lately.whole} visits)"


def _is_read(history: History, role: Role) -> bool:
    """Tell whether a list of a role was read since one was last in trouble: a lost one is not tried at each visit."""
    for visit in _newest_first(history):
        sums = Sums(visit.figures)
        if _trouble(sums, role):
            return False
        if sums.count(names.LISTS_READ + role):
            return True
    return True


def _newest_first(history: History) -> Iterator[Job]:
    """Yield the last visits that tell of lists: one that failed does not."""
    if history.visit and history.visit.failure is None:
        yield history.visit
    yield from (visit for visit in history.visits if visit.failure is None)


def _trouble(sums: Sums, role: Role) -> int:
    """Return how many lists of a role were lost, or did not do what they are there for."""
    return max(sums.count(names.LISTS_LOST + role), sums.count(names.FALLBACK + role) + sums.count(names.STALE + role))


def _kept(sums: Sums, role: Role) -> Ratio:
    """Of the visits that brought something, those at which no list of a role was in trouble."""
    visits = sums.visits - sums.failed
    return Ratio(max(0, visits - _trouble(sums, role)), visits)


def _mute(history: History, role: Role, now: datetime) -> str | None:
    """A list that told most of what was new on each day tells nothing of it now."""
    measure = partial(_told, role=role)
    told = _told_lately(history, role)
    if told is None or told[1].part:
        return None
    first, lately = told
    before = history.before(measure, now, first=first, lately=lately)
    usual = fell(lately, before, least=_LEAST_NEW)
    if usual is None or len(before) < _LEAST_DAYS:
        return None
    return f"the {role} told {usual.share:.0%} of what was new, and none of the last {lately.whole} pages"


def _told_lately(history: History, role: Role) -> tuple[date, Ratio] | None:
    """Return the first day of the last visits, and what lists of a role told at them; None: too little was found."""
    first, lately, visits = date.max, Ratio(0, 0), 0
    for visit in history.visits:
        told = _told(Sums(visit.figures), role)
        if told.whole and visit.failure is None:
            first, lately, visits = visit.began_at.date(), lately + told, visits + 1
        if lately.whole >= _LEAST_NEW and visits >= _LOST:
            return first, lately
    return None


def _told(sums: Sums, role: Role) -> Ratio:
    return Ratio(sums.new_by(role), sum(map(sums.new_by, Role)))


def _others(history: History, dead: Role, now: datetime) -> str:
    """Say what other ways have brought since yesterday."""
    days = [sums for day, sums in history.sums.items() if (now.date() - day).days <= 1]
    brought = {role: sum(sums.new_by(role) for sums in days) for role in Role if role is not dead}
    ways = [f"{_plural(role)} {number}" for role, number in brought.items() if number]
    return f"pages found by other ways since yesterday: {_listed(ways)}" if ways else "no other way brings what is new"


def _plural(role: Role) -> str:
    return {Role.FRONT: "front page", Role.ARTICLE: "articles' links", Role.PAGE: "pages' links"}.get(role, f"{role}s")


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
