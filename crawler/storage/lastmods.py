"""What a sitemap or a feed says of when a page was changed, in one form, so that two such words can be compared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from crawler.arabic import dates

SLACK = timedelta(hours=6)  # what a clock, or a local time with a false zone, may be off
_DAY = len("2026-11-23")


def normal(text: str | None, *, now: datetime) -> str | None:
    """Return a date of change as `2026-11-23T10:05:00Z`, or `2026-11-23` where only the day is told; else None.

    Texts in this form sort by time.
    """
    text = (text or "").strip()
    if not text:
        return None
    instant = _iso(text)
    if instant is None:
        read = dates.read(text, now=now, timezone=UTC)
        if read is None or read.precision not in ("second", "minute", "day"):
            return None
        instant = read.instant
        if read.precision == "day":
            return instant.date().isoformat()
    elif len(text) <= _DAY:
        return text
    try:
        return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError):  # year 1, or 9999, moved over the edge
        return None


def may_be_after(told: str, moment: datetime) -> bool:
    """Tell whether what was told, in its normal form, may lie after a moment; a day lasts until it ends."""
    instant = datetime.fromisoformat(told)
    end = instant + timedelta(days=1) if is_day(told) else instant
    end = end if end.tzinfo else end.replace(tzinfo=UTC)
    return end + SLACK > moment


def is_day(told: str) -> bool:
    """Tell whether a date in its normal form names no more than the day."""
    return len(told) == _DAY


def _iso(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text.replace(" ", "T", 1))
    except ValueError:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
