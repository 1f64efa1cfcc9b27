"""Page: a row of the ledger in the hands of a crawl, the states it goes through, and what its answers tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from crawler.found import Found, Role

LISTS = (Role.FRONT, Role.FEED, Role.SITEMAP, Role.SECTION)  # visited again and again


class State(StrEnum):
    """Where a page stands.

    DISCOVERED ─▶ IN_HAND ─▶ FETCHED      a list, read
                         ├─▶ STORED       an article, in the archive
                         ├─▶ NOT_ARTICLE  read, and no article: the reason says what it is
                         ├─▶ FAILED       could not be had: the reason says why
                         └─▶ GONE         404 or 410

    A list, and an article that is looked at again, goes back to DISCOVERED.
    """

    DISCOVERED = "discovered"
    IN_HAND = "in-hand"
    FETCHED = "fetched"
    STORED = "stored"
    NOT_ARTICLE = "not-article"
    FAILED = "failed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Page:
    """A page to ask for. `found` is what its finder said of it; `attempts` counts this one; depth 0 begins a crawl.

    `article_id` is set where the page is known as an article's. `fetched_at` is when it last answered, `full_at` when
    it did so with a body; since then `unchanged` times with 304. `read_as` says what its validators vouch for.
    """

    id: int
    url: str
    key: str
    role: Role
    depth: int
    parent: str | None
    found: Found
    attempts: int
    first_seen: datetime
    etag: str | None = None
    last_modified: str | None = None
    article_id: str | None = None
    fetched_at: datetime | None = None
    full_at: datetime | None = None
    next_look: datetime | None = None
    unchanged: int = 0
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger has of a page that was fetched: what its finder said of it then, and when that was."""

    key: str
    article_id: str | None
    title: str | None
    published_from: str | None
    lastmod: str | None  # lastmods.normal()
    fetched_at: int  # seconds since 1970
    full_at: int | None
    run: int = 0  # that last took it in hand
    next_look: int | None = None

    @property
    def seen(self) -> datetime:
        """When it was last fetched."""
        return datetime.fromtimestamp(self.fetched_at, UTC)


@dataclass(frozen=True, slots=True)
class Visit:
    """What an answer tells of asking again: its validators (RFC 9110 8.8), and when to look again.

    `read_as` says how widely the page was read, and so what its validators vouch for; None: they vouch for nothing.
    `unchanged`: the answer was 304. `failed`: there was none, and only the time of the next look is kept.
    """

    etag: str | None = None
    last_modified: str | None = None
    read_as: str | None = None
    unchanged: bool = False
    failed: bool = False
    next_look: datetime | None = None


def from_row(row: Row[Any]) -> Page:
    """Read a row of the table `pages`."""
    return Page(
        id=row.id,
        url=row.url,
        key=row.key,
        role=Role(row.role),
        depth=row.depth,
        parent=row.parent,
        found=_found(row),
        attempts=row.attempts + 1,
        first_seen=datetime.fromtimestamp(row.first_seen, UTC),
        etag=row.etag,
        last_modified=row.last_modified,
        article_id=row.article_id,
        fetched_at=_time(row.fetched_at),
        full_at=_time(row.full_at),
        next_look=_time(row.next_look),
        unchanged=row.unchanged,
        read_as=row.read_as,
    )


def _time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _found(row: Row[Any]) -> Found:
    return Found(
        url=row.url,
        role=Role(row.role),
        title=row.title,
        published_raw=row.published_raw,
        published_from=row.published_from,
        lastmod=row.lastmod,
        number=row.number,
        news=row.news,
    )
