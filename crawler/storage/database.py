"""The database under the archive. The one place that knows SQLite: pragmas, locks, its dialect of INSERT."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL

from crawler.storage.failures import speaking_of

BUSY_SECONDS = 30  # how long a write waits for another's


class Database:
    """An SQLite file and its connections. Every error leaves as one of ours, naming `place`."""

    def __init__(self, file: Path, *, place: Path) -> None:
        self.place = place
        self._engine = _engine(file)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the archive as it is now, for as long as it is held."""
        with speaking_of(self.place), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in one transaction that holds the write lock from its first moment."""
        with speaking_of(self.place), self._engine.connect() as connection:
            connection = connection.execution_options(khabar_writes=True)  # noqa: PLW2901  the same connection, marked
            with connection.begin():
                yield connection

    def close(self) -> None:
        self._engine.dispose()


def insert_new(table: Table) -> Insert:
    """Return an INSERT that passes over rows whose key is there already."""
    return insert(table).on_conflict_do_nothing()


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
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")  # readers and one writer at once
    connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may take the last commits, never the file
    connection.execute("PRAGMA foreign_keys = ON")


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a write that began as a read could not wait for another's lock, it would fail.
    writes = connection.get_execution_options().get("khabar_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
