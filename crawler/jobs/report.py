"""A crawl's counters as a report, and the one sentence that says why it brought nothing. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crawler import stats as names
from crawler.fetching.politeness import HostPoliteness
from crawler.reasons import Reason, Rejection
from crawler.storage.jobs import CANCELLED

_PRIVATE = "; --allow-private-hosts lets Khabar ask it"
_CHALLENGE = "; it wants a browser or a human"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a crawl is. `queued`: pages that wait in the ledger. `waits`: why it has not begun yet."""

    target: str
    source: str
    pages: int = 0
    stored: int = 0
    duplicates: int = 0
    known: int = 0
    errors: int = 0
    queued: int = 0
    waits: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a crawl.

    `failure` is one sentence where it brought nothing, else None; `finish` is how it ended: `finished`, `limit`,
    `time-limit`, `shutdown` (Ctrl-C), `cancelled`, `unreachable`, `refused`, `asked-to-wait`, `storage`, or `failed`
    where it did not begin. `bounds` says how often something was cut off or refused, by the bound's name; `politeness`
    how each host was treated. `copies` of those stored tell a story for which another article stands.
    `browsed` counts the pages that were loaded in the browser; `missing` is the command that brings what pages needed a
    browser for and did not find.
    """

    target: str
    source: str
    pages: int
    lists: int
    stored: int
    revised: int
    duplicates: int
    known: int
    errors: int
    reasons: Mapping[Reason, int]
    failure: str | None
    seconds: float
    finish: str
    bounds: Mapping[str, int] = field(default_factory=dict)
    politeness: tuple[HostPoliteness, ...] = ()
    copies: int = 0
    browsed: int = 0
    missing: str | None = None


def reasons(stats: Mapping[str, Any]) -> dict[Reason, int]:
    """Return how many pages were not stored for each reason, the most frequent first."""
    counted = {reason: int(stats.get(names.REASON + reason, 0)) for reason in Reason}
    return {reason: number for reason, number in sorted(counted.items(), key=lambda item: -item[1]) if number}


def bounds(stats: Mapping[str, Any]) -> dict[str, int]:
    """Return how often each bound was met, the most frequent first."""
    met = {name.removeprefix(names.BOUND): int(stats[name]) for name in stats if name.startswith(names.BOUND)}
    return {name: number for name, number in sorted(met.items(), key=lambda item: (-item[1], item[0])) if number}


def failure(stats: Mapping[str, Any], *, refusal: Rejection | None, kept: int, finish: str) -> str | None:
    """Say in one sentence why a crawl brought nothing; None where it did, or was stopped before it could.

    `refusal` is what the page where it began met with, if it was not answered; `kept` is how many articles of the
    source the archive has.
    """
    if said := stats.get(names.FAILURE):
        return str(said)
    brought = sum(int(stats.get(name, 0)) for name in (names.STORED, names.REVISED, names.DUPLICATES, names.KNOWN))
    if brought or finish in ("shutdown", "time-limit", CANCELLED):
        return None
    if refusal and not stats.get(names.PAGES):
        return unanswered(refusal)
    lacking = f"; `{stats[names.BROWSER_MISSING]}` brings a browser" if stats.get(names.BROWSER_MISSING) else ""
    return None if kept else f"no article found{_seen(stats)}{lacking}"


def unanswered(refusal: Rejection) -> str:
    """Return the sentence that says why a site was not answered, and where something helps, what."""
    said = refusal.detail or refusal.reason.words
    if refusal.reason is Reason.FORBIDDEN_ADDRESS and said.endswith("private address"):
        return said + _PRIVATE
    return said + _CHALLENGE if refusal.reason is Reason.CHALLENGE else said


def _seen(stats: Mapping[str, Any]) -> str:
    seen = [f"{number} × {reason.words}" for reason, number in reasons(stats).items()]
    pages = int(stats.get(names.PAGES, 0))
    return f"; {pages} pages read" + (f": {', '.join(seen)}" if seen else "")
