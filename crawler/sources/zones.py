"""Countries and their time zones, as the IANA time zone database lists them (zone.tab)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from crawler.sources.nearest import nearest

_USUAL = "Asia/Riyadh"


def is_zone(name: str) -> bool:
    """Whether a name is an IANA time zone's."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def is_country(code: str) -> bool:
    """Whether a code is a country's two letters (ISO 3166-1)."""
    return code in _zones()


def suggestion(country: str | None, wrong: str = "") -> str:
    """Return a zone to write: the country's where it is known, else one near the wrong name, else an example."""
    if country in _zones():
        return _zones()[country]
    return nearest(wrong, available_timezones()) or _USUAL


@cache
def _zones() -> dict[str | None, str]:
    # The first zone of a country in zone.tab is its capital's or most populous one, as a rule.
    lines = files("tzdata.zoneinfo").joinpath("zone.tab").read_text("ascii").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {row[0]: row[2] for row in reversed(rows)}
