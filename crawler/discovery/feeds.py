"""Feeds: RSS 2.0, RSS 1.0 and Atom, however broken. Dates are handed on as they were written."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import feedparser

from crawler import urls
from crawler.arabic.text import tidy
from crawler.discovery.bounds import DEFAULT, FEED, LENGTH, Bounds
from crawler.discovery.repair import well_formed
from crawler.extraction.encodings import decode
from crawler.extraction.plain import plain
from crawler.found import Found, Role

USUAL_FEEDS = ("/feed/", "/rss", "/rss.xml", "/feed", "/feed.xml", "/atom.xml", "/rss.aspx", "/feeds/posts/default")

_ROOT = re.compile(r"<(?:\w{1,20}:)?(?:rss|rdf|feed)\b", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<html\b|<body\b", re.IGNORECASE)
_HEAD = 100_000  # characters that may stand before the root
_ENTRY_END = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
# What feedparser 6 lets through on senseless markup, such as an entry inside a link.
_FEEDPARSER_ERRORS = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)
_HEADERS = {"content-type": "application/xml; charset=utf-8"}
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}  # in minutes


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed holds, in its own order; `ttl_minutes` is how long it asks to be left alone.

    `cut` names the bounds that were met in reading it.
    """

    entries: tuple[Found, ...]
    ttl_minutes: int | None = None
    cut: tuple[str, ...] = ()


def read_feed(body: bytes, url: str, *, bounds: Bounds = DEFAULT) -> Feed | None:
    """Return the entries of a feed, or None where the bytes are none. No network; never raises.

    `published_raw` is the date as the feed writes it; `lastmod` its date of change, where it names another one.
    """
    text = _text(body)
    if text is None:
        return None
    short = _shortened(text, bounds.feed_entries)
    document = well_formed(short)
    parsed = None if document is None else _parse(document)
    if parsed is None:
        return None
    found = list(_entries(parsed, url))
    usable = [each for each in found if len(each.url) <= bounds.url_length]
    entries = {urls.key(each.url): each for each in reversed(usable)}
    cut = {FEED: len(short) < len(text) or len(entries) > bounds.feed_entries, LENGTH: len(usable) < len(found)}
    return Feed(
        tuple(reversed(entries.values()))[: bounds.feed_entries],
        _ttl_minutes(parsed["feed"]),
        tuple(name for name, met in cut.items() if met),
    )


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


def _entries(parsed: Mapping[str, Any], url: str) -> Iterator[Found]:
    for entry in parsed["entries"]:
        address = _address(entry, url)
        if address is not None:
            yield _found(entry, address)


def _address(entry: Mapping[str, Any], url: str) -> str | None:
    """Return where an entry leads; FeedBurner's own links only count where the original is not named."""
    said = entry.get("feedburner_origlink") or entry.get("link") or _alternate(entry)
    try:
        address = urls.normal(urljoin(url, tidy(said or "")))
    except ValueError:
        return None
    is_page = address.startswith(("http://", "https://")) and urls.key(address) != urls.key(urljoin(url, "/"))
    return address if said and is_page else None


def _alternate(entry: Mapping[str, Any]) -> str | None:
    links = [link.get("href") for link in entry.get("links", ()) if link.get("rel") in (None, "alternate", "self")]
    guid = entry.get("id", "")
    return next(filter(None, links), guid if guid.startswith(("http://", "https://")) else None)


def _found(entry: Mapping[str, Any], address: str) -> Found:
    # dict.get: feedparser's own gives `published` in the place of a missing `updated`. RSS 1.0's dc:date is `updated`.
    dates = (dict.get(entry, name) for name in ("published", "updated"))  # type: ignore[call-overload]
    published, updated = (tidy(each or "") or None for each in dates)
    return Found(
        url=address,
        role=Role.ARTICLE,
        title=plain(entry.get("title") or "") or None,
        published_raw=published or updated,
        published_from="feed" if published or updated else None,
        lastmod=updated if published and updated != published else None,
    )


def _ttl_minutes(feed: Mapping[str, Any]) -> int | None:
    ttl = _whole(feed.get("ttl"))
    if ttl:
        return ttl
    period = _PERIODS.get(str(feed.get("sy_updateperiod", "")).strip().lower())
    return max(1, period // (_whole(feed.get("sy_updatefrequency")) or 1)) if period else None


def _whole(text: object) -> int | None:
    digits = str(text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None
