"""Spans of time in words: 5 minutes, 3 hours, 2 days. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

_UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))


def span(length: timedelta) -> str:
    """Return a span in the largest unit of which there are two, or in minutes."""
    for name, unit in _UNITS:
        number = length // unit
        if number >= 2 or (name == "minute" and number == 1) or (number == 1 and length == unit):
            return f"{number} {name}{'s' if number != 1 else ''}"
    return "less than a minute"


def ago(at: datetime, now: datetime) -> str:
    """Say how long ago an instant was."""
    return f"{span(max(now - at, timedelta(0)))} ago"
