"""judge(): the state of a source, from what is known of it. Pure.

Each rule knows one fault and how much evidence it takes; they are asked in order, what explains more before what
follows from it: a blocked site is silent too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from crawler.health import layout, lists
from crawler.health.chance import LEAST, Ratio, longest_quiet
from crawler.health.history import History
from crawler.health.spans import ago, span
from crawler.health.state import State, Verdict
from crawler.health.sums import Sums
from crawler.reasons import Reason
from crawler.schedule.rhythm import Rhythm

FAILURES = 3  # visits in a row: one is a restart, two are an hour of trouble
REFUSALS = 2  # visits in a row: one may have come at a bad moment
_LEAST_REFUSED = 5  # pages refused or forbidden lately: as many as end a visit
_RARELY = 0.25  # of the pages were so before: then it is how the site is
_LEAST_PUBLISHED = 20  # articles from which a rhythm is learnt
_GAPS = 1.5  # times the longest quiet of its own: some publish in bursts;
_TWO_WEEKS = timedelta(days=14)  # after these one is taken for a silence that was none: a day of rest was seen twice
_DOUBT = 2.0  # times as much, while too little is known of a source
_GRACE = timedelta(hours=2)  # after a visit was due
_OF_REST = (4, 5, 6)  # Friday, in some countries Saturday, in some Sunday
_KNOWN_AFTER = timedelta(days=3)

Rule = Callable[[History, datetime], Verdict | None]


def judge(history: History, now: datetime) -> Verdict:
    """Return how a source is."""
    return next(verdict for rule in _RULES if (verdict := rule(history, now)))


def _off(history: History, _now: datetime) -> Verdict | None:
    return None if history.enabled else Verdict(State.OFF, "its file says enabled = false")


def _robots(history: History, now: datetime) -> Verdict | None:
    if _failed(history) and _saw_only(history.last.reason(Reason.ROBOTS), history.last):
        return Verdict(State.ROBOTS, "robots.txt forbids where the crawl begins")
    told = _turned(history, lambda sums: sums.forbidden, now)
    if told is None or history.last.delivered.part:
        return None
    return Verdict(
        State.ROBOTS, f"robots.txt forbids {told.part} of the last {told.whole} pages at articles' addresses"
    )


def _blocked(history: History, now: datetime) -> Verdict | None:
    visit = history.visit
    if visit and visit.failed_in_row >= REFUSALS and _failed(history) and _is_refused(history, now):
        why = visit.failure or "it asked to wait"
        return Verdict(State.BLOCKED, f"refused at {visit.failed_in_row} visits in a row: {why}")
    told = _turned(history, lambda sums: sums.refused, now)
    if told is None or history.last.delivered.part:
        return None
    return Verdict(
        State.BLOCKED, f"{told.part} of the last {told.whole} answers to requests for articles were refusals"
    )


def _is_refused(history: History, now: datetime) -> bool:
    """Tell whether the last visits failed since the site refuses; one of them may have failed otherwise."""
    asked_off = history.visit is not None and history.visit.finish in ("refused", "asked-to-wait")
    lately = history.since(now.date() - timedelta(days=1)).refused
    mostly = lately.part >= _LEAST_REFUSED * REFUSALS and lately.share > 0.5
    return asked_off or mostly or _saw_only(history.last.refused.part, history.last)


def _failing(history: History, _now: datetime) -> Verdict | None:
    visit = history.visit
    if visit is None or visit.failed_in_row < FAILURES:
        return None
    return Verdict(
        State.FAILING, f"{visit.failed_in_row} visits in a row brought nothing: {visit.failure or visit.finish}"
    )


def _changed(history: History, now: datetime) -> Verdict | None:
    told = layout.changes(history, now)
    return Verdict(State.CHANGED, "; ".join(told)) if told else None


def _feed_dead(history: History, now: datetime) -> Verdict | None:
    told = lists.dead(history, now)
    return Verdict(State.FEED_DEAD, told) if told else None


def _silent(history: History, now: datetime) -> Verdict | None:
    owed = owes(history)
    if owed is None or history.rhythm is None or history.last_new is None:
        return None
    age = now.date() - min(history.days)
    doubt = _DOUBT if age < _KNOWN_AFTER else 1.0
    if owed <= doubt * longest_quiet(_a_day(history.rhythm)):
        return None
    is_settled = age > _TWO_WEEKS
    if owed <= (_GAPS if is_settled else _DOUBT) * own_quiet(history.rhythm, odd=int(is_settled)):
        return None
    return Verdict(
        State.SILENT, f"nothing new {ago(history.last_new, now)}; by its rhythm {owed:.0f} articles were due"
    )


def owes(history: History) -> float | None:
    """Return how many articles a source has let be expected since its last new one; None: its rhythm is not known."""
    if not (history.rhythm and history.last_new and history.seen and history.days):
        return None
    if len(history.rhythm.published) < _LEAST_PUBLISHED:
        return None
    spans = _days_between(history.last_new, history.seen)
    return sum(history.rhythm.expected(*each) for each in spans if _is_known(each[0].date(), history))


def _is_known(day: date, history: History) -> bool:
    """Tell whether a day is one of work: nobody knows of a source's first Friday, Saturday or Sunday if it rests."""
    may_rest = day.weekday() in _OF_REST
    return not may_rest or any(each < day and each.weekday() == day.weekday() for each in history.days)


def _days_between(since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Cut a span of time at midnight (UTC)."""
    begin, end = since.astimezone(UTC), until.astimezone(UTC)
    while begin < end:
        midnight = datetime.combine(begin.date() + timedelta(days=1), time(), UTC)
        yield begin, min(midnight, end)
        begin = midnight


def own_quiet(rhythm: Rhythm, *, odd: int) -> float:
    """Return the longest quiet between two articles but for so many odd ones, in articles to be expected in it."""
    instants = [datetime.fromtimestamp(each, UTC) for each in rhythm.published]
    owed = sorted((rhythm.expected(*gap) for gap in pairwise(instants)), reverse=True)
    return owed[odd] if len(owed) > odd else 0.0


def _a_day(rhythm: Rhythm) -> float:
    return sum(rhythm.rates) / 7


def _overdue(history: History, now: datetime) -> Verdict | None:
    visit = history.visit
    if visit and visit.ended_at and now - visit.ended_at <= _GRACE:  # so it cannot have been due for longer
        return None
    due = history.due()
    return Verdict(State.OVERDUE, f"its visit was due {ago(due, now)}") if due and now - due > _GRACE else None


def _new(history: History, now: datetime) -> Verdict | None:
    if not history.days:
        return Verdict(State.NEW, "no visit has ended yet")
    first = min(history.days)
    if now.date() - first >= _KNOWN_AFTER:
        return None
    return Verdict(State.NEW, f"visited since {first}; its rhythm and its pages are known after {span(_KNOWN_AFTER)}")


def _well(history: History, now: datetime) -> Verdict:
    if history.last_new is None:
        return Verdict(State.WELL, "no article yet")
    owed = owes(history)
    quiet = "" if owed is None else f"; by its rhythm {owed:.1f} were due since"
    return Verdict(State.WELL, f"last new article {ago(history.last_new, now)}{quiet}")


_RULES: tuple[Rule, ...] = (
    _off, _robots, _blocked, _failing, _changed, _feed_dead, _silent, _overdue, _new, _well,
)  # fmt: skip


def _failed(history: History) -> bool:
    return history.visit is not None and history.visit.failure is not None


def _saw_only(number: int, visit: Sums) -> bool:
    """Tell whether a visit met with such pages and read none."""
    return number > 0 and not visit.counted.get("pages")


def _turned(history: History, measure: Callable[[Sums], Ratio], now: datetime) -> Ratio | None:
    """Return what is measured lately where it is most of the pages, and was rare before."""
    if not measure(history.last).part:
        return None
    lately, before = history.split(measure, now, least=LEAST)
    usual = sum(before, Ratio(0, 0))
    if lately.part < _LEAST_REFUSED or lately.share < 0.5 or not usual.whole or usual.share > _RARELY:
        return None
    return lately
