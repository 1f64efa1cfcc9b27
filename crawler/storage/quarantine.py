"""Quarantine: pages that could not be processed, with their bytes, until they are read or judged."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, delete, insert, or_, select, update

from crawler.reasons import Reason, Rejection
from crawler.storage.archive import Archive
from crawler.storage.ledger import TRANSIENT, Ledger
from crawler.storage.pages import Page, State, from_row
from crawler.storage.schema import pages, quarantine
from crawler.urls import key
from crawler.version import VERSION

LARGEST = 16 << 20  # bytes of a page that are kept: as many as are read of an answer
_LONGEST = 500  # characters of a detail
_COLUMNS = tuple(column for column in quarantine.c if column.name != "body")

_SAME_PAGE = and_(pages.c.source == quarantine.c.source, pages.c.key == quarantine.c.key)
# Whoever settles a page sets its state, in a transaction of his own; so the state alone says what is in quarantine.
# A kept article stays stored: the reason tells that its last look was not understood. What is gone has only its bytes.
_UNSETTLED = or_(
    pages.c.id.is_(None),
    pages.c.state.in_([State.DISCOVERED, State.IN_HAND, State.FAILED, State.GONE]),
    and_(pages.c.state == State.STORED, or_(pages.c.reason == quarantine.c.reason, pages.c.reason.in_(TRANSIENT))),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in quarantine: where it stood, what its HTTP header said of its charset, which Khabar failed on it.

    `put_at` is when it was fetched.
    """

    id: int
    source: str
    key: str
    url: str
    reason: Reason
    detail: str
    charset: str | None
    version: str
    put_at: datetime

    @property
    def rejection(self) -> Rejection:
        return Rejection(self.reason, self.detail)


class Quarantine:
    """The quarantine of an archive; a ledger knows which one is its own."""

    def __init__(self, of: Archive | Ledger) -> None:
        self._database = of._database  # noqa: SLF001  the same room
        self._clock = of._clock  # noqa: SLF001

    def put(  # noqa: PLR0913  what is known of a page
        self, source: str, page: str, rejection: Rejection, *, url: str, body: bytes, charset: str | None = None
    ) -> None:
        """Keep a page, by its key, and mark it in the ledger as failed; both in one transaction.

        The page of a kept article stays stored. A page that is in quarantine already gives way.
        """
        why = _told(rejection)
        told = {
            **why,
            "url": _storable(url),
            "body": zlib.compress(body[:LARGEST]),
            "charset": charset and _storable(charset),
            "version": VERSION,
            "put_at": self._now(),
        }
        here = and_(quarantine.c.source == source, quarantine.c.key == page)
        with self._database.writing() as connection:
            if not connection.execute(update(quarantine).where(here).values(told)).rowcount:
                connection.execute(insert(quarantine).values(source=source, key=page, **told))
            self._mark_failed(connection, source, page, why)

    def entries(self, source: str | None = None) -> list[Entry]:
        """Return what is in quarantine, the first first."""
        chosen = _unsettled().order_by(quarantine.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(chosen if source is None else chosen.where(quarantine.c.source == source))
            return [_entry(row) for row in rows]

    def get(self, name: str) -> Entry | None:
        """Return an entry by its number, or by an address of its page."""
        wanted = quarantine.c.id == int(name) if _is_number(name) else _is_at(name)
        with self._database.reading() as connection:
            row = connection.execute(_unsettled().where(wanted).order_by(quarantine.c.id.desc())).first()
        return None if row is None else _entry(row)

    def body(self, entry: Entry) -> bytes:
        """Return a page's bytes; none where it was taken out since."""
        with self._database.reading() as connection:
            body = connection.scalar(select(quarantine.c.body).where(quarantine.c.id == entry.id))
        return b"" if body is None else zlib.decompress(body)

    def page(self, entry: Entry) -> Page | None:
        """Return what the ledger has of a page."""
        row = select(pages).where(pages.c.source == entry.source, pages.c.key == entry.key)
        with self._database.reading() as connection:
            found = connection.execute(row).first()
        return None if found is None else from_row(found)

    def failed_again(self, entry: Entry, rejection: Rejection) -> None:
        """Keep why a page could not be processed this time."""
        told = _told(rejection)
        same = and_(pages.c.source == entry.source, pages.c.key == entry.key, pages.c.reason == entry.reason)
        with self._database.writing() as connection:
            mine = update(quarantine).where(quarantine.c.id == entry.id)
            connection.execute(mine.values(version=VERSION, **told))
            connection.execute(update(pages).where(same).values(told))

    def take_out(self, entry: Entry, *, ask_again: bool = False) -> None:
        """Remove a page whose outcome the ledger has; or have the next crawl ask for it again."""
        with self._database.writing() as connection:
            connection.execute(delete(quarantine).where(quarantine.c.id == entry.id))
            if ask_again:
                self._release(connection, and_(pages.c.source == entry.source, pages.c.key == entry.key))

    def release_outdated(self, source: str) -> int:
        """Have this run ask again for the pages that another version of Khabar failed on; return how many.

        Once for each version. What was settled since is removed.
        """
        mine = quarantine.c.source == source
        outdated = and_(mine, quarantine.c.version != VERSION)
        with self._database.writing() as connection:
            settled = select(quarantine.c.id).outerjoin(pages, _SAME_PAGE).where(mine, ~_UNSETTLED)
            connection.execute(delete(quarantine).where(quarantine.c.id.in_(settled)))
            keys = select(quarantine.c.key).where(outdated)
            released = self._release(connection, and_(pages.c.source == source, pages.c.key.in_(keys)))
            connection.execute(update(quarantine).where(outdated).values(version=VERSION))
        return released

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _mark_failed(self, connection: Connection, source: str, page: str, why: Mapping[str, str]) -> None:
        marked = update(pages).where(pages.c.source == source, pages.c.key == page)
        state = case((pages.c.article_id.is_not(None), State.STORED), else_=State.FAILED)
        attempts, now = pages.c.attempts + 1, self._now()
        told = {"state": state, "attempts": attempts, "next_look": None, "fetched_at": now, "changed_at": now}
        connection.execute(marked.values({**told, **why}))

    def _release(self, connection: Connection, which: ColumnElement[bool]) -> int:
        """Let pages wait again, to be asked for in full."""
        ended = and_(which, pages.c.state.in_([State.FAILED, State.STORED]))
        waiting: dict[str, Any] = {"state": State.DISCOVERED, "reason": None, "detail": "", "next_look": None}
        forgotten = {"etag": None, "last_modified": None, "read_as": None, "changed_at": self._now()}
        return connection.execute(update(pages).where(ended).values(**waiting, **forgotten)).rowcount


def _told(rejection: Rejection) -> dict[str, str]:
    return {"reason": rejection.reason, "detail": _storable(rejection.detail)[:_LONGEST]}


def _unsettled() -> Select[Any]:
    return select(*_COLUMNS).outerjoin(pages, _SAME_PAGE).where(_UNSETTLED)


def _is_number(name: str) -> bool:
    return name.isdecimal() and len(name) < 19  # digits of SQLite's largest number


def _is_at(url: str) -> ColumnElement[bool]:
    return or_(quarantine.c.key == key(url), quarantine.c.url == url)


def _storable(text: str) -> str:
    return " ".join(text.encode(errors="backslashreplace").decode().split())


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        source=row.source,
        key=row.key,
        url=row.url,
        reason=Reason(row.reason),
        detail=row.detail,
        charset=row.charset,
        version=row.version,
        put_at=datetime.fromtimestamp(row.put_at, UTC),
    )
