"""A source's health as one record: every figure, by its name."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from crawler import stats as names
from crawler.found import Role
from crawler.health.chance import Ratio
from crawler.health.judge import owes
from crawler.health.sums import FIELDS, Sums
from crawler.health.survey import Health
from crawler.reasons import Reason

SPANS = {"today": 0, "week": 6, "month": 27}  # days before today, that day included


def record(health: Health, now: datetime) -> dict[str, Any]:
    """Return all that is known of how a source is; times in ISO 8601 (UTC), shares from 0 to 1."""
    history, verdict = health.history, health.verdict
    owed = owes(history)
    return {
        "source": health.id,
        "name": health.name,
        "state": str(verdict.state),
        "reason": verdict.reason,
        "advice": verdict.advice(health.id),
        "last_new": _iso(history.last_new),
        "owed": None if owed is None else round(owed, 2),
        "last_seen": _iso(history.seen),
        "last_visit": _visit(health),
        "failed_in_row": history.visit.failed_in_row if history.visit else 0,
        "running": health.running is not None,
        "due": _iso(history.due()),
        **{name: figures(history.since((now - timedelta(days=days)).date())) for name, days in SPANS.items()},
        "days": {day.isoformat(): figures(sums) for day, sums in history.sums.items()},
    }


def figures(sums: Sums) -> dict[str, Any]:
    """Return what some visits come to."""
    return {
        "visits": sums.visits,
        "failed": sums.failed,
        "requests": sums.requests,
        "pages": sums.count(names.PAGES),
        "new": sums.new,
        "revised": sums.count(names.REVISED),
        "errors": sums.count(names.ERRORS),
        "refused": sums.refused.part,
        "challenges": sums.reason(Reason.CHALLENGE),
        "forbidden": sums.forbidden.part,
        "robots_changes": sums.count(names.ROBOTS_CHANGED),
        "articles_of_pages": _share(sums.delivered),
        "fields": {field: _share(sums.having(field)) for field in FIELDS},
        "median_words": sums.median_words,
        "duplicates": _share(sums.duplicates),
        "copies": _share(sums.copies),
        "milliseconds": sums.milliseconds,
        "lists_lost": {str(role): lost for role in Role if (lost := sums.count(names.LISTS_LOST + role))},
        "new_by": {str(role): number for role in Role if (number := sums.new_by(role))},
    }


def _visit(health: Health) -> dict[str, Any] | None:
    visit = health.history.visit
    if visit is None:
        return None
    return {
        "job": visit.id,
        "began": _iso(visit.began_at),
        "ended": _iso(visit.ended_at),
        "finish": visit.finish,
        "failure": visit.failure,
    }


def _share(ratio: Ratio) -> float | None:
    return round(ratio.share, 4) if ratio.whole else None


def _iso(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
