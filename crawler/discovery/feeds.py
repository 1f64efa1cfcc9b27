"""Feeds: RSS 2.0, RSS 1.0, Atom and JSON Feed, however broken. Dates are handed on as they were written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import feedparser

from crawler import urls
from crawler.discovery.bounds import DEFAULT, FEED, LENGTH, Bounds
from crawler.discovery.entries import entry
from crawler.discovery.json_feeds import item, read_items
from crawler.discovery.repair import well_formed
from crawler.extraction.encodings import decode
from crawler.found import Found

USUAL_FEEDS = ("/feed/", "/rss", "/rss.xml", "/feed", "/feed.xml", "/atom.xml", "/rss.aspx", "/feeds/posts/default")

_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|rdf|feed)\b", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<html\b|<body\b", re.IGNORECASE)
_HEAD = 100_000  # characters that may stand before the root
_ENTRY_END = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
# What feedparser 6 lets through on senseless markup, such as an entry inside a link.
_FEEDPARSER_ERRORS = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_PERIOD_COUNTS = 900  # seconds
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}  # in minutes


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds, in its own order; `ttl_minutes` is how long it asks to be left alone.

    `period_minutes` is how often it says that it changes (sy:updatePeriod), which most who say it never chose.
    `cut` names the bounds that were met in reading it.
    """

    entries: tuple[Found, ...]
    ttl_minutes: int | None = None
    period_minutes: int | None = None
    cut: tuple[str, ...] = ()


def freshness(feed: Feed) -> int:
    """Return the seconds for which a feed asks to be taken as it is; 0 where it does not say.

    Of the period it says it changes in, a quarter of an hour at most counts: WordPress writes "hourly" into each feed.
    """
    period = min(60 * (feed.period_minutes or 0), _PERIOD_COUNTS)
    return max(60 * (feed.ttl_minutes or 0), period)


def read_feed(body: bytes, url: str, *, bounds: Bounds = DEFAULT) -> Feed | None:
    """Return the entries of a feed, or None where the bytes are none. No network; never raises.

    `published_raw` is the date as the feed writes it; `lastmod` its date of change, where it names another one.
    """
    if (listed := read_items(body, bounds.feed_entries)) is not None:
        return _feed((item(each, url) for each in listed[0]), bounds, is_cut=listed[1])
    text = _text(body)
    if text is None:
        return None
    short = _shortened(text, bounds.feed_entries)
    document = well_formed(short)
    parsed = None if document is None else _parse(document)
    if parsed is None:
        return None
    feed = _feed((_entry(each, url) for each in parsed["entries"]), bounds, is_cut=len(short) < len(text))
    head = parsed["feed"]
    return replace(feed, ttl_minutes=_whole(head.get("ttl")) or None, period_minutes=_period_minutes(head))


def _feed(named: Iterable[Found | None], bounds: Bounds, *, is_cut: bool) -> Feed:
    """Return the feed of these entries, each page once and as its first entry names it."""
    found = [each for each in named if each is not None]
    usable = [each for each in found if len(each.url) <= bounds.url_length]
    entries = {urls.key(each.url): each for each in reversed(usable)}
    cut = {FEED: is_cut or len(entries) > bounds.feed_entries, LENGTH: len(usable) < len(found)}
    kept = tuple(reversed(entries.values()))[: bounds.feed_entries]
    return Feed(kept, cut=tuple(name for name, met in cut.items() if met))


def _text(body: bytes) -> str | None:
    """Return a feed's text from its root on, without DOCTYPE; None where it is no feed."""
    text, _ = decode(body)
    root = _ROOT.search(text[:_HEAD])
    if root is None or _HTML.search(text[: root.start()]):
        return None
    return text[root.start() :]


def _shortened(text: str, at_most: int) -> str:
    """Cut out the entries beyond the limit before they are parsed; what closes the feed stays."""
    kept = last = 0
    for number, match in enumerate(_ENTRY_END.finditer(text), start=1):
        last = match.end()
        kept = last if number <= at_most else kept
    return text[:kept] + text[last:]


def _parse(document: bytes) -> Mapping[str, Any] | None:
    # As a stream: feedparser opens what looks like a path or an address. Content is not read, so not sanitised.
    stream = io.BytesIO(document)
    try:
        return feedparser.parse(  # type: ignore[no-any-return]
            stream, response_headers=_HEADERS, resolve_relative_uris=False, sanitize_html=False
        )
    except _FEEDPARSER_ERRORS:
        return None


def _entry(given: Mapping[str, Any], url: str) -> Found | None:
    """Return what an entry names; FeedBurner's own links only count where the original is not named."""
    # dict.get: feedparser's own gives `published` in the place of a missing `updated`. RSS 1.0's dc:date is `updated`.
    dates = (dict.get(given, name) for name in ("published", "updated"))  # type: ignore[call-overload]
    published, updated = (each or "" for each in dates)
    said = given.get("feedburner_origlink") or given.get("link") or _alternate(given) or ""
    return entry(said, url, title=given.get("title") or "", published=published, updated=updated)


def _alternate(entry: Mapping[str, Any]) -> str | None:
    links = [link.get("href") for link in entry.get("links", ()) if link.get("rel") in (None, "alternate", "self")]
    guid = entry.get("id", "")
    return next(filter(None, links), guid if guid.startswith(("http://", "https://")) else None)


def _period_minutes(feed: Mapping[str, Any]) -> int | None:
    period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    return max(1, period // (_whole(feed.get("sy_updatefrequency")) or 1)) if period else None


def _whole(text: object) -> int | None:
    digits = str(text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None
