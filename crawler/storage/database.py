"""The database under the archive. The one place that knows SQLite: pragmas, locks, its dialect of INSERT."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import local
from typing import Any, cast

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL

from crawler.storage.failures import is_busy, speaking_of

BUSY_SECONDS = 30.0  # how long a write waits for another's
HURRIED_SECONDS = 1.0  # and how long once the program shall end, or after a write that waited in vain
_TURN = 100  # milliseconds that SQLite waits by itself: in between, Python hears of Ctrl-C
JOURNAL_BYTES = 16 * 1024 * 1024  # what stays of the journal when a long reader, for which it grew, has gone

_hurried = False


def hurry() -> None:
    """Wait for no lock much longer, in this whole process: it was asked to end."""
    global _hurried  # noqa: PLW0603  a process ends once
    _hurried = True


class Database:
    """An SQLite file and its connections. Every error leaves as one of ours, naming `place`."""

    def __init__(self, file: Path, *, place: Path) -> None:
        self.place = place
        self._engine = _engine(file)
        self._in_vain = False  # whether the last write waited for a lock until it gave up
        self._thread = local()  # `.writes`: the connection of the transaction that writes, where one is open
        event.listen(self._engine, "begin", self._begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the archive as it is now, for as long as it is held.

        Inside writing() it is that one's, and sees what was written there.
        """
        if connection := self._open():
            yield connection
            return
        with speaking_of(self.place), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in one transaction that holds the write lock from its first moment.

        Inside another it is a part of that one: an error must leave both. A power cut may undo the last transactions,
        the later first.
        """
        if connection := self._open():
            with speaking_of(self.place):
                yield connection
            return
        with speaking_of(self.place), self._engine.connect() as connection:
            connection = connection.execution_options(khabar_writes=True)  # noqa: PLW2901  the same one, marked
            with connection.begin():
                self._thread.writes = connection
                try:
                    yield connection
                finally:
                    self._thread.writes = None

    def close(self) -> None:
        self._engine.dispose()

    def _open(self) -> Connection | None:
        return getattr(self._thread, "writes", None)

    def _begin(self, connection: Connection) -> None:
        driver = cast("sqlite3.Connection", connection.connection.driver_connection)
        if not connection.get_execution_options().get("khabar_writes"):
            driver.execute("BEGIN")
            return
        seconds = min(BUSY_SECONDS, HURRIED_SECONDS) if self._in_vain else BUSY_SECONDS
        self._in_vain = True
        _lock(driver, seconds)
        self._in_vain = False


def insert_new(table: Table) -> Insert:
    """Return an INSERT that passes over rows whose key is there already."""
    return insert(table).on_conflict_do_nothing()


def insert_or_replace(table: Table) -> Insert:
    """Return an INSERT that gives a row whose key is there already the new values."""
    statement = insert(table)
    values = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=values)


@contextmanager
def looking_at(file: Path) -> Iterator[Connection]:
    """Give a connection that cannot change the file, nor leave anything beside it."""
    journal = file.with_name(f"{file.name}-wal")
    # With no journal nobody is writing, and `immutable` keeps SQLite from making one.
    alone = not journal.exists() or journal.stat().st_size == 0
    address = f"{file.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS))
    try:
        with speaking_of(file), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(file: Path) -> Engine:
    # isolation_level None: the driver begins no transactions of its own, so that _begin() can.
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")  # readers and one writer at once
    connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may take the last commits, never the file
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA journal_size_limit = {JOURNAL_BYTES}")


def _lock(driver: sqlite3.Connection, seconds: float) -> None:
    """Begin a transaction that writes, waiting so long for another's to end.

    Past SQLAlchemy, which takes ten times as long for so short a statement; what it raises is sqlite3's own.
    """
    began = time.monotonic()
    driver.execute(f"PRAGMA busy_timeout = {_TURN}")
    try:
        while True:
            try:
                # IMMEDIATE: a write that began as a read could not wait for another's lock, it would fail.
                driver.execute("BEGIN IMMEDIATE")
            except sqlite3.Error as error:
                waited = time.monotonic() - began
                if not is_busy(error) or waited >= (min(seconds, HURRIED_SECONDS) if _hurried else seconds):
                    raise
            else:
                return
    finally:
        driver.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
