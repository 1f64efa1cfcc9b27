"""Sources' health as tables on a terminal, and as cells of a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from crawler import stats as names
from crawler.health.figures import figures
from crawler.health.history import History
from crawler.health.spans import ago, span
from crawler.health.state import State
from crawler.health.sums import FIELDS, Sums

if TYPE_CHECKING:  # slow to import
    from crawler.health.survey import Health
    from crawler.storage.jobs import Job

DAYS = 14
_PLANNED = 200  # sources of which it is shown when they are due: to find out takes some milliseconds each
_BARS = "▁▂▃▄▅▆▇█"
_STYLES = {State.WELL: "green", State.NEW: "cyan", State.OFF: "dim", State.OVERDUE: "yellow"}


def sparkline(history: History, now: datetime) -> str:
    """Return the new articles of the last two weeks, a sign a day; a day without a visit is blank."""
    days = [(now - timedelta(days=back)).date() for back in reversed(range(DAYS))]
    counts = [history.sums[day].new if day in history.sums else None for day in days]
    most = max((count for count in counts if count), default=1)
    return "".join(" " if count is None else _BARS[-(-count * (len(_BARS) - 1) // most)] for count in counts)


def board(found: Sequence[Health], now: datetime) -> Table:
    """Return all sources as a table."""
    table = Table(box=None, pad_edge=False)
    planned = len(found) <= _PLANNED
    for name in ("source", "state", "two weeks", "new", "last new", *(["next visit"] if planned else [])):
        table.add_column(name, justify="right" if name == "new" else "left", no_wrap=True)
    table.add_column("why", ratio=1)
    for each in found:
        table.add_row(*_row(each, now), *([_next(each, now)] if planned else []), _why(each))
    return table


def _row(health: Health, now: datetime) -> list[RenderableType]:
    history, verdict = health.history, health.verdict
    today = history.since(now.date())
    return [
        health.id,
        Text(verdict.state.words, _STYLES.get(verdict.state, "bold red")),
        sparkline(history, now),
        str(today.new),
        ago(history.last_new, now) if history.last_new else "never",
    ]


def _why(health: Health) -> Text:
    why = Text("" if health.verdict.state is State.WELL else health.verdict.reason)
    if advice := health.verdict.advice(health.id):
        why.append(f"\ntry: {advice}", "dim")
    return why


def _next(health: Health, now: datetime) -> str:
    if health.running:
        return "under way"
    due = health.history.due()
    if due is None:
        return ""
    return f"in {span(due - now)}" if due > now else f"due {ago(due, now)}"


def cells(health: Health, now: datetime) -> list[str]:
    """Return a source as a line has it: id, state, new today, last new, visits and failures today, reason, advice."""
    history, verdict = health.history, health.verdict
    today = history.since(now.date())
    counts = [str(today.new), _time(history.last_new), str(today.visits), str(today.failed)]
    return [health.id, str(verdict.state), *counts, verdict.reason, verdict.advice(health.id)]


def in_full(health: Health, visits: Iterable[Job], now: datetime) -> Group:
    """Return one source: how it is, its days, what its articles had, its last visits."""
    history, verdict = health.history, health.verdict
    head = Text(health.id, "bold")
    head.append(f"  {health.name}  " if health.name else "  ", "")
    head.append(verdict.state.words, _STYLES.get(verdict.state, "bold red"))
    lines = [head, Text(verdict.reason)]
    if advice := verdict.advice(health.id):
        lines.append(Text(f"try: {advice}"))
    lines.append(Text(f"two weeks: {sparkline(history, now)}   next visit: {_next(health, now) or 'not planned'}"))
    return Group(*lines, Text(""), _days(history), Text(""), _fields(history, now), Text(""), _visits(visits, now))


def _days(history: History) -> Table:
    columns = ("day", "visits", "failed", "refused", "new", "revised", "articles", "words", "duplicates", "s/page")
    table = Table(box=None, pad_edge=False)
    for name in (*columns, "robots.txt"):
        table.add_column(name, justify="left" if name == "day" else "right")
    for day, sums in list(history.sums.items())[-DAYS:]:
        told = figures(sums)
        counts = [str(told[name] or "") for name in ("visits", "failed", "refused", "new", "revised")]
        shares = [_percent(told["articles_of_pages"]), str(told["median_words"] or ""), _percent(told["duplicates"])]
        changed = "changed" if told["robots_changes"] else ""
        table.add_row(day.isoformat(), *counts, *shares, _seconds(told["milliseconds"]), changed)
    return table


def _fields(history: History, now: datetime) -> Table:
    """Return which share of articles has each field, today and in the last weeks."""
    today = now.date()
    earlier = Sums.of(sums.counted for day, sums in history.sums.items() if day < today)
    table = Table(box=None, pad_edge=False)
    table.add_column("articles with")
    for name, sums in (("today", history.since(today)), ("before", earlier)):
        table.add_column(f"{name} ({sums.articles})", justify="right")
    for field in FIELDS:
        shares = (history.since(today).having(field), earlier.having(field))
        table.add_row(field, *(_percent(each.share if each.whole else None) for each in shares))
    return table


def _visits(visits: Iterable[Job], now: datetime) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("job", "began", "finish", "new", "pages", "why"):
        table.add_column(name, justify="right" if name in ("job", "new", "pages") else "left")
    for job in visits:
        sums = Sums(job.figures)
        ended = job.finish or "under way"
        counts = (str(sums.new), str(sums.count(names.PAGES)))
        table.add_row(str(job.id), ago(job.began_at, now), ended, *counts, job.failure or "")
    return table


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"


def _seconds(milliseconds: int | None) -> str:
    return "" if milliseconds is None else f"{milliseconds / 1000:.1f}"


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else ""
