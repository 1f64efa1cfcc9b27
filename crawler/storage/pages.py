"""Page: a row of the ledger in the hands of a crawl, and the states it goes through."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from crawler.found import Found, Role

LISTS = (Role.FRONT, Role.FEED, Role.SITEMAP, Role.SECTION)  # visited once in every run


class State(StrEnum):
    """Where a page stands.

    DISCOVERED ─▶ IN_HAND ─▶ FETCHED      a list, read
                         ├─▶ STORED       an article, in the archive
                         ├─▶ NOT_ARTICLE  read, and no article: the reason says what it is
                         ├─▶ FAILED       could not be had: the reason says why
                         └─▶ GONE         404 or 410
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
    """A page to ask for. `found` is what its finder said of it; `attempts` counts this one; depth 0 begins a crawl."""

    id: int
    url: str
    key: str
    role: Role
    depth: int
    parent: str | None
    found: Found
    attempts: int
    etag: str | None = None
    last_modified: str | None = None


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
        attempts=row.attempts,
        etag=row.etag,
        last_modified=row.last_modified,
    )


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
