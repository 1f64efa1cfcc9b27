"""Validate: an article fit to store goes on, another is dropped with its reason; impossible values are set aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Self, get_args
from urllib.parse import urlsplit

from scrapy.crawler import Crawler

from crawler import stats as names
from crawler.article import EARLIEST, Article, Kind, Link
from crawler.clock import now as clock_now
from crawler.errors import UsageError
from crawler.reasons import Reason, Rejection
from crawler.storage.documents import is_source
from pipelines.counting import Stats, Tally
from pipelines.dropped import Dropped

LONGEST_ADDRESS = 4_096  # characters; a long Arabic slug, percent-encoded, takes some 2,000
LONGEST_TITLE = 1_000  # characters
LONGEST_TEXT = 2_000_000  # characters: a book
AHEAD = timedelta(days=1)  # clocks and time zones

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_TIMES = ("published", "modified", "fetched_at")


def reject(article: Article, *, since: date | None = None) -> Rejection | None:
    """Say why an article is not to be stored; None: it is. An article without a date is never too old."""
    checks = (
        (not is_source(article.source), Reason.INVALID, f"{article.source!r} cannot be a source's id"),
        (not _is_address(article.url), Reason.INVALID, "its address is no http(s) URL of a usable length"),
        (article.kind not in get_args(Kind), Reason.INVALID, f"{article.kind!r} is no kind of article"),
        (not article.title, Reason.NO_TITLE, ""),
        (len(article.title) > LONGEST_TITLE, Reason.INVALID, f"its title has {len(article.title)} characters"),
        (not article.paragraphs and article.kind != "brief", Reason.NO_TEXT, ""),
        (sum(map(len, article.paragraphs)) > LONGEST_TEXT, Reason.TOO_LARGE, ""),
        (_is_older(article, since), Reason.TOO_OLD, f"published before {since}"),
    )
    return next((Rejection(reason, detail) for failed, reason, detail in checks if failed), None)


def possible(article: Article, *, now: datetime) -> Article:
    """Return the article without impossible values: None beats a wrong one."""
    kept = _possible_times(article, now) | {
        "canonical_url": article.canonical_url if _is_address(article.canonical_url) else None,
        "image": article.image if _is_address(article.image) else None,
        "images": _addresses(article.images),
        "addresses": _addresses(article.addresses),
        "related": _links(article.related),
        "read_also": _links(article.read_also),
        "language": article.language if _LANGUAGE.fullmatch(article.language or "") else None,
        "revision": article.revision if 0 < article.revision < 1 << 31 else 1,
    }
    other = {name: value for name, value in kept.items() if value != getattr(article, name)}
    return replace(article, **other) if other else article


def changed(before: Article, after: Article) -> list[str]:
    """Return the names of the fields in which two articles differ."""
    if before is after:
        return []
    return [name for name in Article.__slots__ if getattr(before, name) != getattr(after, name)]


def _possible_times(article: Article, now: datetime) -> dict[str, Any]:
    kept: dict[str, Any] = {name: getattr(article, name) for name in _TIMES}
    kept = {name: time if _is_possible(time, now) else None for name, time in kept.items()}
    if kept["published"] is None:  # what it was read from stays: it shows what was wrong
        kept |= {"published_precision": None, "published_from": None}
    return kept


def _is_possible(time: datetime | None, now: datetime) -> bool:
    if time is None or time.utcoffset() is None or time.year < EARLIEST or time.year > now.year + 1:
        return False
    return time <= now + AHEAD


def _is_older(article: Article, since: date | None) -> bool:
    """The day counts that the page prints, in the source's own time zone."""
    return since is not None and article.published is not None and article.published.date() < since


def _is_address(url: str | None) -> bool:
    if not url or len(url) > LONGEST_ADDRESS:
        return False
    try:
        parts = urlsplit(url)
        plain = "@" not in parts.netloc and "\\" not in url  # neither misleads who reads it, nor what opens it
        return parts.scheme in ("http", "https") and bool(parts.hostname) and plain
    except ValueError:  # "Invalid IPv6 URL"
        return False


def _addresses(urls: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(_is_address, urls))


def _links(links: tuple[Link, ...] | None) -> tuple[Link, ...] | None:
    if links is None:
        return None
    return tuple(link if _is_address(link.url) else Link(link.title) for link in links)


class Validate:
    """The step. `since` drops what was published before that day."""

    def __init__(
        self, since: date | None = None, *, stats: Stats | None = None, clock: Callable[[], datetime] = clock_now
    ) -> None:
        self._since = since
        self._stats = Tally() if stats is None else stats
        self._clock = clock

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(_day(crawler.settings.get("KHABAR_SINCE")), stats=crawler.stats)

    def process_item(self, item: Article) -> Article:
        article = possible(item, now=self._clock())
        for name in changed(item, article):
            self._stats.inc_value(names.SET_ASIDE + name)
        if rejection := reject(article, since=self._since):
            self._stats.inc_value(names.REASON + rejection.reason)
            raise Dropped(rejection.reason, rejection.detail)
        return article


def _day(text: object) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise UsageError(f"KHABAR_SINCE is {text!r}; give a day such as 2024-01-31") from None
