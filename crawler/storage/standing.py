"""What the archive holds of one article: every revision and when it was stored, its addresses, whether it is gone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, select

from crawler.article import Article, from_record
from crawler.storage import shelf
from crawler.storage.archive import Archive
from crawler.storage.pages import State
from crawler.storage.schema import articles, pages, revisions
from crawler.urls import key


@dataclass(frozen=True, slots=True)
class Kept:
    """One revision, and when it came into the archive; of the first one kept, that is when it was fetched."""

    article: Article
    stored_at: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """An article as it stands: its revisions, oldest first and never none, and every address it was met under.

    `gone` says since when its page answers 404 or 410; None: it does not, as far as is known.
    """

    revisions: tuple[Kept, ...]
    addresses: tuple[str, ...]
    gone: datetime | None

    @property
    def newest(self) -> Article:
        return self.revisions[-1].article


def standing(archive: Archive, id: str) -> Standing | None:  # noqa: A002  the record's word
    """Return what the archive holds of an article at one moment; None: nothing."""
    with archive._database.reading() as connection:  # noqa: SLF001  of the same room
        article = shelf.one_with_copies(connection, id)
        if article is None:
            return None
        return Standing(_kept(connection, article), shelf.urls(connection, id), _gone(connection, article))


def gone_since(archive: Archive, id: str) -> datetime | None:  # noqa: A002  the record's word
    """Return since when an article's page is gone; None: it is not, or there is no such article."""
    with archive._database.reading() as connection:  # noqa: SLF001  of the same room
        article = shelf.one(connection, id)
        return None if article is None else _gone(connection, article)


def ids_from(archive: Archive, beginning: str, *, limit: int) -> tuple[str, ...]:
    """Return the ids that begin so, in order, at most `limit` of them. `beginning` is hex digits."""
    chosen = select(articles.c.id).where(articles.c.id >= beginning, articles.c.id < f"{beginning}g")
    with archive._database.reading() as connection:  # noqa: SLF001  of the same room
        return tuple(connection.scalars(chosen.order_by(articles.c.id).limit(limit)))


def _kept(connection: Connection, article: Article) -> tuple[Kept, ...]:
    """The table has, with each old revision, when the next took its place."""
    statement = select(revisions.c.record, revisions.c.stored_at).where(revisions.c.id == article.id)
    rows = connection.execute(statement.order_by(revisions.c.revision)).all()
    texts = [*(from_record(json.loads(row.record)) for row in rows), article]
    times = [texts[0].fetched_at, *(_time(row.stored_at) for row in rows)]
    return tuple(map(Kept, texts, times))


def _gone(connection: Connection, article: Article) -> datetime | None:
    """By the page at the article's own address; where the ledger has none, by all that lead to it."""
    columns = (pages.c.key, pages.c.state, pages.c.changed_at)
    rows = connection.execute(select(*columns).where(pages.c.article_id == article.id)).all()
    telling = [row for row in rows if row.key == key(article.url)] or rows
    gone = [row.changed_at for row in telling if row.state == State.GONE]
    return _time(max(gone)) if gone and len(gone) == len(telling) else None


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
