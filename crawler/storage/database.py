"""The database under the archive. The one place that knows SQLite: pragmas, locks, its dialect of INSERT."""

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from threading import local
from typing import Any, cast

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from crawler.storage.documents import settle
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
        self._file = file
        self._engine = _engine(file)
        # That nobody uses just now. Who reads takes the one that wrote: another would have to read the file again.
        self._idle: list[Connection] = []
        self._in_vain = False  # whether the last write waited for a lock until it gave up
        # `.writes`: the connection of the transaction that writes, where one is open; `.together`: see there.
        self._thread = local()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the archive as it is now, for as long as it is held.

        Inside writing() it is that one's, and sees what was written there.
        """
        if connection := self._open():
            yield connection
            return
        with speaking_of(self.place):
            connection = _idle(self._idle) or self._engine.connect()
            with _transaction(connection, self._idle, lambda driver: driver.execute("BEGIN")):
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in one transaction that holds the write lock from its first moment.

        Inside another it is a part of that one: an error must leave both. A power cut may undo the last transactions,
        the later first.
        """
        outer = self._together()
        connection = self._open() or (outer.enter_context(self._write()) if outer else None)
        if connection is None:
            with self._write() as connection:
                yield connection
            return
        with speaking_of(self.place):
            yield connection

    @contextmanager
    def together(self) -> Iterator[None]:
        """Make one transaction of all that is written inside: it begins with the first, so that there may be none."""
        if self._open() or self._together():
            yield
            return
        with ExitStack() as stack:
            self._thread.together = stack
            try:
                yield
            finally:
                self._thread.together = None

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with speaking_of(self.place):
            connection = _idle(self._idle) or self._engine.connect()
            with _transaction(connection, self._idle, self._lock):
                self._thread.writes = connection
                try:
                    yield connection
                finally:
                    self._thread.writes = None

    def tidy(self, *, vacuum: bool = False) -> None:
        """Let SQLite learn how its tables are used, and put away its journal; `vacuum`: give free space back.

        Where others are at work on the archive all the time, it is left for another day.
        """
        steps = ("PRAGMA optimize", *(["VACUUM"] if vacuum else []), "PRAGMA wal_checkpoint(TRUNCATE)")
        with speaking_of(self.place), closing(self._engine.raw_connection()) as connection:
            for statement in steps:
                try:
                    connection.cursor().execute(statement)
                except sqlite3.OperationalError as error:
                    if not is_busy(error):
                        raise

    def settle(self) -> None:
        """Put every transaction that has ended on the disk, so that no power cut undoes it."""
        journal = self._file.with_name(f"{self._file.name}-wal")
        with speaking_of(self.place), suppress(FileNotFoundError):  # it went into the file itself
            settle(journal)
            settle(journal.parent)

    def close(self) -> None:
        for connection in self._idle:
            connection.close()
        self._engine.dispose()

    @property
    def is_writing(self) -> bool:
        """Whether a transaction that writes is open, in this thread."""
        return self._open() is not None

    def _open(self) -> Connection | None:
        return getattr(self._thread, "writes", None)

    def _together(self) -> ExitStack | None:
        return getattr(self._thread, "together", None)

    def _lock(self, driver: sqlite3.Connection) -> None:
        seconds = min(BUSY_SECONDS, HURRIED_SECONDS) if self._in_vain else BUSY_SECONDS
        self._in_vain = True
        _lock(driver, seconds)
        self._in_vain = False


def _idle(connections: list[Connection]) -> Connection | None:
    try:
        return connections.pop()
    except IndexError:  # asked before, another thread might take the last one in between
        return None


@contextmanager
def _transaction(
    connection: Connection, idle: list[Connection], begin: Callable[[sqlite3.Connection], object]
) -> Iterator[None]:
    """One transaction on a connection, which is idle after it.

    Past SQLAlchemy, which takes longer to lend a connection, to begin and to end than SQLite does. It takes all that
    it is asked for one transaction that never ends.
    """
    driver = driver_of(connection)
    try:
        begin(driver)
        yield
        driver.commit()
    finally:
        driver.rollback()  # where an error has left one open
        idle.append(connection)


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def state_of(connection: Connection) -> tuple[int, ...]:
    """Return what stays the same on a connection as long as nobody writes, others or itself."""
    driver = driver_of(connection)
    return id(driver), driver.total_changes, driver.execute("PRAGMA data_version").fetchone()[0]


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
    logging.getLogger(f"{NullPool.__module__}.{NullPool.__qualname__}").addFilter(_is_no_interrupt)
    # isolation_level None: the driver begins no transactions of its own, so that _transaction() can.
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False},
        poolclass=NullPool,
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _is_no_interrupt(record: logging.LogRecord) -> bool:
    """Whether to log it: Ctrl-C while a connection closes is raised besides, and no error."""
    return not (isinstance(record.exc_info, tuple) and isinstance(record.exc_info[1], KeyboardInterrupt))


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode = WAL")  # readers and one writer at once
    connection.execute("PRAGMA synchronous = NORMAL")  # a power cut may take the last commits, never the file
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA journal_size_limit = {JOURNAL_BYTES}")


def _lock(driver: sqlite3.Connection, seconds: float) -> None:
    """Begin a transaction that writes, waiting so long for another's to end."""
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
        driver.execute(f"PRAGMA busy_timeout = {1000 * BUSY_SECONDS:.0f}")  # who only reads waits by itself
