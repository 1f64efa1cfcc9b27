"""The ledger: every page ever discovered of one source, and where it stands. It decides what is asked for next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    select,
    update,
)
from sqlalchemy import insert as new_row

from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.storage import entering, lastmods, statements
from crawler.storage.database import Database
from crawler.storage.entering import Row
from crawler.storage.pages import Known, Page, State, Visit, from_row
from crawler.storage.prepared import many
from crawler.storage.priorities import LOOK_AGAIN, priority
from crawler.storage.schema import pages, runs
from crawler.urls import key

T = TypeVar("T")
CHUNK = 500  # addresses in one transaction
TRANSIENT = (Reason.NETWORK, Reason.HTTP_ERROR, Reason.CHALLENGE)  # another day may be better
LATELY = 3600  # seconds: a run cut short before is over, since there may be news
EVER = 1 << 62  # seconds
MAX_ATTEMPTS = 10  # of a page that fails so, over all runs


class Ledger:
    """The pages of one source. Every call is one short transaction, or a few where many addresses come at once."""

    def __init__(self, database: Database, source: str, *, clock: Callable[[], datetime]) -> None:
        self.source = source
        self.run = 0  # the id of the present run; 0 before start_run()
        self.resumed = False  # whether it goes on with one that was cut short
        self._database = database
        self._clock = clock

    def start_run(self, scope: str = "") -> int:
        """Begin a run, or go on with one that was cut short a moment ago; return its number.

        What was in hand and what failed for a while waits again; on a whole site's new run, also the articles whose
        time for another look has come. A run that goes on does not ask again for the lists it has read.
        """
        with self._database.writing() as connection:
            self._drop_hands(connection)
            cut_short = self._cut_short(connection, scope)
            self.resumed = cut_short is not None
            if cut_short is not None:
                self.run = cut_short
                return self.run
            begun = new_row(runs).values(source=self.source, scope=scope, started_at=self._now())
            self.run = connection.execute(begun.returning(runs.c.id)).scalar_one()
            self._requeue(connection, TRANSIENT, _failed_and_due(self._now()), pages.c.attempts < MAX_ATTEMPTS)
            if not scope:
                connection.execute(statements.LOOK_AT_DUE, {"of_source": self.source, "at": self._now()})
        return self.run

    def end_run(self, *, whole: bool = True) -> None:
        """End the run; what is still in hand waits for the next. One that is not `whole` was cut short."""
        ended = {"ended_at": self._now()} if whole else {"seen_at": self._now()}
        with self._database.writing() as connection:
            self._drop_hands(connection)
            connection.execute(update(runs).where(runs.c.id == self.run).values(ended))

    def add(  # noqa: PLR0913  what a finder knows
        self,
        found: Iterable[Found],
        *,
        depth: int,
        parent: str | None,
        scope: str = "",
        again: bool = False,
        soon: bool = False,
        by: Role | None = None,
    ) -> int:
        """Queue addresses that are new; return how many were queued.

        Addresses of articles that are kept are entered as stored. `depth` counts links from where the crawl began,
        `parent` is the URL of the page that named them. With a `scope`, rows not yet asked for move to it. With
        `again`, lists that this run has not visited and that are due are queued once more; articles and other pages
        never are. With `soon`, sitemaps named by a sitemap do not wait behind everything else. `by` is the role of
        `parent`; the ledger looks it up where it is not given.
        """
        queued = 0
        from_sitemap = not soon and (by or self._role_of(parent)) is Role.SITEMAP
        rows = (self._row(each, depth, parent, scope, from_sitemap=from_sitemap) for each in found)
        for chunk in _chunks(rows):
            with self._database.writing() as connection:
                queued += entering.insert(connection, chunk)
                entering.improve(connection, chunk)
                if scope:
                    entering.move(connection, chunk)
                if again:
                    due_by = EVER if scope else self._now()  # a section that is asked for by name is always due
                    queued += entering.revisit(connection, chunk, run=self.run, now=self._now(), due_by=due_by)
        return queued

    def look_again(self, keys: Collection[str], *, scope: str = "") -> int:
        """Queue the pages of these kept articles once more; return how many."""
        how = {"of_source": self.source, "to_scope": scope, "to_priority": LOOK_AGAIN, "at": self._now()}
        with self._database.writing() as connection:
            return entering.look_again(connection, [{**how, "of_key": each} for each in keys])

    def take(self, n: int, *, scope: str = "") -> list[Page]:
        """Return the next `n` pages, in order of priority, and mark them as in hand. An empty scope takes any."""
        with self._database.writing() as connection:
            wanted = {**self._waiting(scope), "most": n}
            taken = [
                from_row(row)
                for row in connection.execute(statements.NEXT_INSIDE if scope else statements.NEXT, wanted)
            ]
            mark = {"ids": many(page.id for page in taken), "this_run": self.run, "at": self._now()}
            if taken:
                statements.IN_HAND.run(connection, mark)
                statements.SEEN.run(connection, mark)
        return taken

    def done(
        self, page: str, state: State, *, reason: Reason | None = None, detail: str = "", visit: Visit | None = None
    ) -> bool:
        """Set a page's state, by its key or URL; return whether the ledger has it.

        The page of a kept article stays stored unless it is gone: what another look at it met with does not undo it.
        """
        kept = State.STORED if state in (State.FAILED, State.NOT_ARTICLE) else state
        values = {"to_state": state, "if_kept": kept, "to_reason": reason, "to_detail": detail}
        with self._database.writing() as connection:
            found = statements.DONE.run(connection, {**self._name(page), **values, "at": self._now()}) > 0
            if visit:
                self._visit(connection, page, visit)
            return found

    def visited(self, page: str, visit: Visit) -> None:
        """Keep what an answer tells of when and how to ask for its page again; the state stays."""
        with self._database.writing() as connection:
            self._visit(connection, page, visit)

    def look_at(self, page: str, when: datetime) -> None:
        """Have a page, by its key, looked at again then, where it is an article's and does not wait already."""
        with self._database.writing() as connection:
            statements.LOOK_AT_STORED.run(connection, {**self._name(page), "to_look": int(when.timestamp())})

    def known(self, keys: Collection[str]) -> dict[str, Known]:
        """Return what was said of those of these pages that were fetched before, by key."""
        rows: dict[str, Known] = {}
        with self._database.reading() as connection:
            for chunk in _chunks(keys):
                for row in connection.execute(statements.KNOWN, {"of_source": self.source, "keys": chunk}):
                    rows[row.key] = Known(*row)
        return rows

    def retry(self, reasons: Collection[Reason]) -> int:
        """Queue again what was set aside for one of these reasons; return how many pages."""
        with self._database.writing() as connection:
            return self._requeue(connection, reasons, pages.c.state.not_in([State.DISCOVERED, State.IN_HAND]))

    def has_pending(self, scope: str = "") -> bool:
        """Tell whether take() would give a page."""
        with self._database.reading() as connection:
            return (statements.ANY_INSIDE if scope else statements.ANY).value(
                connection, self._waiting(scope)
            ) is not None

    def is_waiting(self, page: str) -> bool:
        """Tell whether a page, by its key or URL, is still to be asked for, or in hand."""
        with self._database.reading() as connection:
            return statements.STATE.value(connection, self._name(page)) in (State.DISCOVERED, State.IN_HAND)

    def counts(self) -> Mapping[State, int]:
        """Return how many pages are in each state; states without pages are left out."""
        with self._database.reading() as connection:
            return {
                State(state): number for state, number in statements.COUNTS.rows(connection, {"of_source": self.source})
            }

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _name(self, page: str) -> Row:
        name = key(page) if page.startswith(("http://", "https://")) else page
        return {"of_source": self.source, "of_key": name}

    def _role_of(self, url: str | None) -> Role | None:
        if url is None:
            return None
        with self._database.reading() as connection:
            role = statements.ROLE.value(connection, self._name(url))
        return None if role is None else Role(role)

    def _row(self, found: Found, depth: int, parent: str | None, scope: str, *, from_sitemap: bool) -> Row:
        now = self._clock()
        return {
            **entering.FRESH,
            "source": self.source,
            "key": key(found.url),
            "url": found.url,
            "role": found.role,
            "scope": scope,
            "depth": depth,
            "parent": parent,
            "priority": priority(found, depth=depth, from_sitemap=from_sitemap, today=now.date()),
            "title": found.title,
            "published_raw": found.published_raw,
            "published_from": found.published_from,
            "lastmod": lastmods.normal(found.lastmod, now=now),
            "number": found.number,
            "news": found.news,
            "first_seen": int(now.timestamp()),
            "changed_at": int(now.timestamp()),
        }

    def _waiting(self, scope: str) -> Row:
        waiting: Row = {"of_source": self.source, "at": self._now()}
        return {**waiting, "of_scope": scope} if scope else waiting

    def _cut_short(self, connection: Connection, scope: str) -> int | None:
        """Return the last run, where it did not come to its end and was at work lately."""
        mine = and_(runs.c.source == self.source, runs.c.scope == scope)
        last = connection.execute(select(runs).where(mine).order_by(runs.c.id.desc()).limit(1)).one_or_none()
        if last is None or last.ended_at is not None or (last.seen_at or 0) <= self._now() - LATELY:
            return None
        return int(last.id)

    def _drop_hands(self, connection: Connection) -> None:
        held = and_(pages.c.source == self.source, pages.c.state == State.IN_HAND)
        connection.execute(update(pages).where(held).values(state=State.DISCOVERED, changed_at=self._now()))

    def _requeue(self, connection: Connection, reasons: Collection[Reason], *which: ColumnElement[bool]) -> int:
        chosen = and_(pages.c.source == self.source, pages.c.reason.in_(reasons), *which)
        again = {"state": State.DISCOVERED, "reason": None, "detail": "", "changed_at": self._now()}
        return connection.execute(update(pages).where(chosen).values(again)).rowcount

    def _visit(self, connection: Connection, page: str, visit: Visit) -> None:
        look = None if visit.next_look is None else int(visit.next_look.timestamp())
        values = {**self._name(page), "to_look": look}
        if visit.failed:
            statements.LOOK_LATER.run(connection, values)
            return
        values["at"] = self._now()
        validators = {"to_etag": visit.etag, "to_modified": visit.last_modified}
        if visit.unchanged:
            statements.UNCHANGED.run(connection, {**values, **validators})
        elif visit.read_as is None:
            statements.ANSWERED.run(connection, values)
        else:
            statements.IN_FULL.run(connection, {**values, **validators, "to_read_as": visit.read_as})


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _failed_and_due(now: int) -> ColumnElement[bool]:
    return and_(pages.c.state == State.FAILED, statements.due(now))
