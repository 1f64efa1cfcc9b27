"""The ledger: every page ever discovered of one source, and where it stands. It decides what is asked for next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.storage.database import Database, insert_new
from crawler.storage.pages import LISTS, Page, State, from_row
from crawler.storage.priorities import priority
from crawler.storage.schema import addresses, pages, runs
from crawler.urls import key

CHUNK = 500  # addresses in one transaction
TRANSIENT = (Reason.NETWORK, Reason.HTTP_ERROR)  # another day may be better
MAX_ATTEMPTS = 10  # of a page that fails so, over all runs

Row = dict[str, Any]


class Ledger:
    """The pages of one source. Every call is one short transaction, or a few where many addresses come at once."""

    def __init__(self, database: Database, source: str, *, clock: Callable[[], datetime]) -> None:
        self.source = source
        self.run = 0  # the id of the present run; 0 before start_run()
        self._database = database
        self._clock = clock

    def start_run(self, scope: str = "") -> int:
        """Begin a run; return its number. What a dead run had in hand, and what failed for a while, waits again."""
        with self._database.writing() as connection:
            begun = insert(runs).values(source=self.source, scope=scope, started_at=self._now())
            self.run = connection.execute(begun.returning(runs.c.id)).scalar_one()
            self._drop_hands(connection)
            self._requeue(connection, TRANSIENT, pages.c.state == State.FAILED, pages.c.attempts < MAX_ATTEMPTS)
        return self.run

    def end_run(self) -> None:
        """End the run; what is still in hand waits for the next."""
        with self._database.writing() as connection:
            self._drop_hands(connection)
            connection.execute(update(runs).where(runs.c.id == self.run).values(ended_at=self._now()))

    def add(
        self, found: Iterable[Found], *, depth: int, parent: str | None, scope: str = "", again: bool = False
    ) -> int:
        """Queue addresses that are new; return how many were queued.

        Addresses of articles that are kept are entered as stored. `depth` counts links from where the crawl began,
        `parent` is the URL of the page that named them. With a `scope`, rows not yet asked for move to it. With
        `again`, lists that this run has not visited are queued once more; articles and other pages never are.
        """
        queued = 0
        from_sitemap = self._role_of(parent) is Role.SITEMAP
        rows = (self._row(each, depth, parent, scope, from_sitemap=from_sitemap) for each in found)
        for chunk in _chunks(rows):
            with self._database.writing() as connection:
                queued += _insert(connection, chunk)
                _improve(connection, chunk)
                if scope:
                    _move(connection, chunk)
                if again:
                    queued += self._revisit(connection, chunk)
        return queued

    def take(self, n: int, *, scope: str = "") -> list[Page]:
        """Return the next `n` pages, in order of priority, and mark them as in hand. An empty scope takes any."""
        with self._database.writing() as connection:
            taken = [from_row(row) for row in connection.execute(self._next(n, scope))]
            in_hand = {"state": State.IN_HAND, "run": self.run, "changed_at": self._now()}
            ids = [page.id for page in taken]
            connection.execute(
                update(pages).where(pages.c.id.in_(ids)).values(attempts=pages.c.attempts + 1, **in_hand)
            )
        return [replace(page, attempts=page.attempts + 1) for page in taken]

    def done(  # noqa: PLR0913  what an answer tells
        self,
        page: str,
        state: State,
        *,
        reason: Reason | None = None,
        detail: str = "",
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> bool:
        """Set a page's state, by its key or URL; return whether the ledger has it. Validators not given are kept."""
        values = {"state": state, "reason": reason, "detail": detail, "changed_at": self._now()}
        validators = {"etag": etag, "last_modified": last_modified}
        values |= {name: value for name, value in validators.items() if value is not None}
        with self._database.writing() as connection:
            return connection.execute(update(pages).where(self._is(page)).values(values)).rowcount > 0

    def retry(self, reasons: Collection[Reason]) -> int:
        """Queue again what was set aside for one of these reasons; return how many pages."""
        with self._database.writing() as connection:
            return self._requeue(connection, reasons, pages.c.state.not_in([State.DISCOVERED, State.IN_HAND]))

    def has_pending(self, scope: str = "") -> bool:
        """Tell whether take() would give a page."""
        waiting = select(pages.c.id).where(*self._waiting(scope)).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(waiting) is not None

    def counts(self) -> Mapping[State, int]:
        """Return how many pages are in each state; states without pages are left out."""
        each = select(pages.c.state, func.count()).where(pages.c.source == self.source).group_by(pages.c.state)
        with self._database.reading() as connection:
            return {State(state): number for state, number in connection.execute(each)}

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _is(self, page: str) -> ColumnElement[bool]:
        name = key(page) if page.startswith(("http://", "https://")) else page
        return and_(pages.c.source == self.source, pages.c.key == name)

    def _role_of(self, url: str | None) -> Role | None:
        if url is None:
            return None
        with self._database.reading() as connection:
            role = connection.scalar(select(pages.c.role).where(self._is(url)))
        return None if role is None else Role(role)

    def _row(self, found: Found, depth: int, parent: str | None, scope: str, *, from_sitemap: bool) -> Row:
        today = self._clock().date()
        return {
            **_FRESH,
            "source": self.source,
            "key": key(found.url),
            "url": found.url,
            "role": found.role,
            "scope": scope,
            "depth": depth,
            "parent": parent,
            "priority": priority(found, depth=depth, from_sitemap=from_sitemap, today=today),
            "title": found.title,
            "published_raw": found.published_raw,
            "published_from": found.published_from,
            "lastmod": found.lastmod,
            "number": found.number,
            "news": found.news,
            "first_seen": self._now(),
            "changed_at": self._now(),
        }

    def _next(self, n: int, scope: str) -> Select[Any]:
        return select(pages).where(*self._waiting(scope)).order_by(pages.c.priority, pages.c.id).limit(n)

    def _waiting(self, scope: str) -> list[ColumnElement[bool]]:
        due = or_(pages.c.next_look.is_(None), pages.c.next_look <= self._now())
        waiting = [pages.c.source == self.source, pages.c.state == State.DISCOVERED, due]
        # The literal comparison lets the partial index `pages_by_scope` serve.
        return [*waiting, pages.c.scope == scope, pages.c.scope != literal_column("''")] if scope else waiting

    def _drop_hands(self, connection: Connection) -> None:
        held = and_(pages.c.source == self.source, pages.c.state == State.IN_HAND)
        connection.execute(update(pages).where(held).values(state=State.DISCOVERED, changed_at=self._now()))

    def _requeue(self, connection: Connection, reasons: Collection[Reason], *which: ColumnElement[bool]) -> int:
        chosen = and_(pages.c.source == self.source, pages.c.reason.in_(reasons), *which)
        again = {"state": State.DISCOVERED, "reason": None, "detail": "", "changed_at": self._now()}
        return connection.execute(update(pages).where(chosen).values(again)).rowcount

    def _revisit(self, connection: Connection, rows: Sequence[Row]) -> int:
        """A front that was once met as a mere link becomes the front it is; an article stays one."""
        waits = or_(pages.c.state == State.DISCOVERED, pages.c.state == State.IN_HAND)
        visit = and_(_is_list(), ~waits)
        promote = and_(~_is_list(), pages.c.state != State.STORED)
        statement = (
            update(pages)
            .where(_same_row(), pages.c.run < self.run, or_(visit, promote))
            .values(
                role=bindparam("to_role"),
                scope=bindparam("to_scope"),
                priority=bindparam("to_priority"),
                state=State.DISCOVERED,
                changed_at=self._now(),
            )
        )
        lists = [_bound(row, "role", "scope", "priority") for row in rows if row["role"] in LISTS]
        return connection.execute(statement, lists).rowcount if lists else 0


_FRESH: Row = {"state": State.DISCOVERED, "detail": "", "attempts": 0, "run": 0, "article_id": None}


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _insert(connection: Connection, rows: Sequence[Row]) -> int:
    """Enter rows whose address is new to the ledger; return how many of them wait to be fetched."""
    kept = _kept(connection, [row["key"] for row in rows if row["role"] not in LISTS])
    stored = [{**row, "state": State.STORED, "article_id": kept[row["key"]]} for row in rows if row["key"] in kept]
    fresh = [row for row in rows if row["key"] not in kept]
    if stored:
        connection.execute(insert_new(pages), stored)
    return connection.execute(insert_new(pages), fresh).rowcount if fresh else 0


def _kept(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """Return key → id of the article, of those addresses that the archive has."""
    statement = select(addresses.c.key, addresses.c.article_id).where(addresses.c.key.in_(keys))
    return {row.key: row.article_id for row in connection.execute(statement)}


def _improve(connection: Connection, rows: Sequence[Row]) -> None:
    """What a feed or a news sitemap says of an article is kept, though a mere link to it was met before."""
    hints = ("title", "published_raw", "published_from")
    told = [row for row in rows if row["role"] == Role.ARTICLE and (row["title"] or row["published_raw"])]
    sooner = bindparam("to_priority") < pages.c.priority
    values = {
        **{name: func.coalesce(pages.c[name], bindparam(f"to_{name}", type_=pages.c[name].type)) for name in hints},
        "role": Role.ARTICLE,
        "priority": case((sooner, bindparam("to_priority")), else_=pages.c.priority),
    }
    undone = and_(_same_row(), pages.c.state == State.DISCOVERED, ~_is_list())
    if told:
        bound = [_bound(row, *hints, "priority") for row in told]
        connection.execute(update(pages).where(undone).values(values), bound)


def _move(connection: Connection, rows: Sequence[Row]) -> None:
    undone = and_(_same_row(), pages.c.state == State.DISCOVERED, pages.c.scope != bindparam("to_scope"))
    moved = update(pages).where(undone).values(scope=bindparam("to_scope"))
    connection.execute(moved, [_bound(row, "scope") for row in rows])


def _is_list() -> ColumnElement[bool]:
    # Written out: SQLAlchemy refuses IN in a statement that is run for many rows.
    return or_(*(pages.c.role == role for role in LISTS))


def _same_row() -> ColumnElement[bool]:
    return and_(pages.c.source == bindparam("of_source"), pages.c.key == bindparam("of_key"))


def _bound(row: Row, *names: str) -> Row:
    return {"of_source": row["source"], "of_key": row["key"], **{f"to_{name}": row[name] for name in names}}
