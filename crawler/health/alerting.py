"""What becomes of an alert once a source is judged, and whether somebody is to be told. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from crawler.health.state import State, Verdict
from crawler.storage.alerts import Alert

CALM = timedelta(hours=1)  # for which a source is well before its alert is over: some come and go
_LOOKS = 2  # at which it was so


def judged(before: Alert | None, source: str, verdict: Verdict, now: datetime) -> Alert | None:
    """Return a source's alert after it was judged; None: it has none."""
    if before is None:
        return Alert(source, verdict.state, verdict.reason, now) if verdict.state.is_fault else None
    if before.state == verdict.state or _is_fine(before.state, verdict.state):
        return replace(before, state=verdict.state, reason=verdict.reason, looks=before.looks + 1)
    return replace(before, state=verdict.state, reason=verdict.reason, since=now, looks=1)


def to_tell(alert: Alert, now: datetime) -> bool:
    """Tell whether somebody is to be told of the state in which a source is now."""
    if alert.is_silenced(now) or alert.state == alert.told:
        return False
    if State(alert.state).is_fault:
        return True
    return alert.told is not None and is_calm(alert, now)


def is_over(alert: Alert, now: datetime) -> bool:
    """Tell whether an alert can be forgotten: the source is well, whoever was told of it knows, nothing is silenced."""
    known = alert.told is None or not State(alert.told).is_fault
    return not State(alert.state).is_fault and known and is_calm(alert, now) and not alert.is_silenced(now)


def is_calm(alert: Alert, now: datetime) -> bool:
    """Tell whether a source has been in its state for long enough to believe that it stays."""
    return alert.looks >= _LOOKS and now - alert.since >= CALM


def message(alert: Alert, now: datetime, *, name: str = "", home: str = "") -> dict[str, Any]:
    """Return what is told: plain JSON types. `id` is the same however often it is sent."""
    state = State(alert.state)
    return {
        "id": f"{alert.source}/{alert.state}/{int(alert.since.timestamp())}",
        "source": alert.source,
        "name": name,
        "home": home,
        "state": alert.state,
        "before": alert.told,
        "recovered": not state.is_fault,
        "reason": alert.reason,
        "advice": Verdict(state, alert.reason).advice(alert.source),
        "since": alert.since.isoformat(),
        "at": now.isoformat(timespec="seconds"),
    }


def _is_fine(before: str, now: State) -> bool:
    return not State(before).is_fault and not now.is_fault
