"""A date that a feed or a sitemap tells of a page that was read before: weighed as it would have been then."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from crawler.arabic.text import tidy
from crawler.article import EARLIEST, Article, Origin
from crawler.extraction import dating, zones
from crawler.extraction.dating import Candidate, Clock
from crawler.extraction.sheet import Sheet
from crawler.extraction.when import newsroom, told_to_machines
from crawler.found import Found
from crawler.sources import Source


def reading(sheet: Sheet, machine: Sequence[Candidate], printed: Sequence[Candidate]) -> str:
    """Return what of a page without a date its weighing needs: the clock, and what machines were told in vain."""
    clock = sheet.clock
    told = [(each.origin, each.raw) for each in told_to_machines(sheet, machine, printed)]
    anchor = clock.anchor.isoformat() if clock.anchor else None
    kept = {"now": clock.now.isoformat(), "zone": _name(clock.zone), "anchor": anchor, "machine": told}
    return json.dumps(kept, ensure_ascii=False)


def dated(article: Article, hint: Found, source: Source, *, site_zone: str = "") -> Article | None:
    """Return an article with the date that its page would have been given with this hint; None where with none.

    `article.undated` is what reading() returned, or empty where the page was not read by us: then the zone is that of
    the source's file, the address's country or, as far as it is known, the other pages of the site.
    """
    clock, machine = _read(article.undated) if article.undated else (_clock(article, source, site_zone), [])
    told = dating.candidate(hint.published_from, hint.published_raw, clock) if hint.published_from else None
    if told is None or told.origin in source.false_dates:
        return None
    when = dating.decide(machine, [], [told], newsroom(article.url, source, clock))
    if when.published is None or when.published.year < EARLIEST:
        return None
    return replace(
        article,
        published=when.published,
        published_precision=when.precision,
        published_raw=tidy(when.raw or ""),
        published_from=when.origin,
    )


def _read(kept: str) -> tuple[Clock, list[Candidate]]:
    told = json.loads(kept)
    anchor = datetime.fromisoformat(told["anchor"]) if told["anchor"] else None
    clock = Clock(datetime.fromisoformat(told["now"]), _zone(told["zone"]), anchor)
    given: list[tuple[Origin, str]] = told["machine"]
    return clock, [each for origin, raw in given if (each := dating.candidate(origin, raw, clock))]


def _clock(article: Article, source: Source, site_zone: str) -> Clock:
    zone = source.timezone or zones.national_zone(article.url) or site_zone or zones.DEFAULT
    return Clock(article.fetched_at or datetime.now(UTC), ZoneInfo(zone))


def _name(zone: tzinfo) -> str | float:
    """A zone's IANA name, or the seconds of its offset."""
    offset = zone.utcoffset(None)
    return offset.total_seconds() if offset is not None else str(zone)


def _zone(name: str | float) -> tzinfo:
    return ZoneInfo(name) if isinstance(name, str) else timezone(timedelta(seconds=name))
