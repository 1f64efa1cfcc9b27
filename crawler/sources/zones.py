"""Countries and their time zones, as the IANA time zone database lists them (iso3166.tab, zone.tab)."""

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


def country_of(zone: str) -> str | None:
    """Return the two letters of a zone's country; None where zone.tab has no such zone."""
    return next((row[0] for row in _rows("zone.tab") if row[2] == zone), None)


def country_named(word: str) -> str | None:
    """Return the two letters of the country whose English name this is, or is nearly; None where there is none."""
    codes = {row[1].lower(): row[0] for row in _rows("iso3166.tab")}
    name = nearest(word.strip().lower(), codes)
    return codes[name] if name else None


@cache
def _zones() -> dict[str | None, str]:
    # The first zone of a country in zone.tab is its capital's or most populous one, as a rule.
    return {row[0]: row[2] for row in reversed(_rows("zone.tab"))}


def _rows(table: str) -> list[list[str]]:
    lines = files("tzdata.zoneinfo").joinpath(table).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]
