"""What the pages of a site tell of it together: its name, its country, its clock, its encoding, its home."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from crawler import urls
from crawler.arabic.text import is_arabic
from crawler.extraction.zones import BY_COUNTRY, DEFAULT
from crawler.probing.findings import Findings, told_articles
from crawler.probing.look import Look
from crawler.sources import site_of, zones

_NEARLY = 0.9  # of the articles that lie below a folder whose home is their own
_NAMES = {"cp1256": "windows-1256", "cp1252": "windows-1252", "iso8859-6": "iso-8859-6"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A value, and how it was come by; not `sure`: a guess that the user is asked to look at."""

    value: str
    told_by: str
    sure: bool = True


def home_of(found: Findings) -> str:
    """Return the front page's address: with the folder that was given only where the articles lie below it."""
    at, given = urlsplit(found.home), urlsplit(found.given)
    root = f"{at.scheme}://{at.netloc}/"
    folder = unquote(given.path if urls.same_site(found.given, site_of(found.home)) else at.path).strip("/")
    articles = told_articles(found)
    below = [url for url in articles if f"{unquote(urlsplit(url).path)}/".startswith(f"/{folder}/")]
    if not folder or urls.key(found.given) in map(urls.key, articles) or len(below) < _NEARLY * max(1, len(articles)):
        return root
    return root + (given.path if urls.same_site(found.given, site_of(found.home)) else at.path).lstrip("/")


def name_of(found: Findings) -> Fact:
    """Return what the site calls itself: in Arabic where it does, as most of its pages do."""
    counted = Counter(name for each in looks_of(found) for name in each.names)
    names = sorted(found.front.names, key=lambda name: (not is_arabic(name), -counted[name]))
    if names:
        return Fact(names[0], "as its pages call it")
    return Fact(urlsplit(found.home).netloc, "its pages do not tell; write what it calls itself", sure=False)


def zone_of(found: Findings, now: datetime, *, country: str | None = None) -> Fact:
    """Return the zone whose time its pages print, from its domain, what they show, the country given, their dates."""
    national = (urlsplit(found.home).hostname or "").rpartition(".")[2]
    if national in BY_COUNTRY:
        return Fact(BY_COUNTRY[national], f"the country of .{national}")
    told = Counter(each.zone for each in looks_of(found) if each.zone)
    if told:
        zone, times = told.most_common(1)[0]
        if 2 * times > told.total():
            return Fact(zone, f"as {times} of its pages show")
    if country:
        return Fact(zones.suggestion(country), f"the clock of {country}")
    offsets = Counter(each.offset for each in looks_of(found) if each.offset is not None)
    if offsets and (near := _with_offset(offsets.most_common(1)[0][0], now)):
        return Fact(near, "a guess by the offset of its dates; write the zone whose time its pages print", sure=False)
    return Fact(DEFAULT, "a guess: nothing tells; write the zone whose time its pages print", sure=False)


def country_of(zone: Fact) -> Fact:
    """Return the country's two letters, from its domain or its zone."""
    code = zones.country_of(zone.value) or ""
    if zone.sure and code:
        return Fact(
            code, f"{zone.told_by}" if zone.told_by.startswith("the country") else f"the country of {zone.value}"
        )
    return Fact(code or "SA", "a guess: nothing tells; write the two letters of its country", sure=False)


def encoding_of(found: Findings) -> Fact | None:
    """Return the encoding that the pages are in and do not name, or name wrongly; None where all is well."""
    told = [each for each in looks_of(found) if each.charset not in ("utf-8", "ascii")]
    used = {_known(each.charset) for each in told}
    if len(used) != 1 or len(told) < len(looks_of(found)):
        return None
    declared = {_known(each.declared[0]) if each.declared else "" for each in told}
    if declared == used:
        return None
    said = next((each.declared[0] for each in told if each.declared), "nothing")
    name = next(iter(used))
    return Fact(_NAMES.get(name, name), f"its pages say {said}")


def looks_of(found: Findings) -> Sequence[Look]:
    """Return how the pages look that were read: the front, listings, articles."""
    own: Iterable[Look | None] = (found.front, *found.looks, *(each.look for each in found.samples))
    return list({each.url: each for each in own if each is not None}.values())


def _with_offset(minutes: int | None, now: datetime) -> str | None:
    """Return a zone of the Arab world with this offset now."""
    if minutes is None:
        return None
    arab = dict.fromkeys((DEFAULT, "Africa/Cairo", *BY_COUNTRY.values()))
    return next((name for name in arab if _offset(name, now) == minutes), None)


def _offset(name: str, now: datetime) -> int:
    east = now.astimezone(ZoneInfo(name)).utcoffset()
    return 0 if east is None else int(east.total_seconds() // 60)


def _known(charset: str) -> str:
    try:
        return codecs.lookup(charset).name
    except LookupError:
        return charset.lower()


def same_encoding(one: str, other: str) -> bool:
    """Whether two names are of one encoding."""
    return _known(one) == _known(other)
