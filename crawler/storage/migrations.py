"""How an archive reaches the present schema. Append-only: a migration that was released is never changed.

A new archive is made from schema.py at once and marked with every number; an older one takes the steps above its own.
To change a table: change schema.py, and add the step here that brings older archives to the same shape.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, func, insert, inspect, literal, select

from crawler.errors import NewerArchive, StorageError
from crawler.storage import copies, schema, shelf, stories
from crawler.storage.database import Database, looking_at


@dataclass(frozen=True)
class Migration:
    """One step from the schema before to the next."""

    number: int
    name: str
    step: Callable[[Connection], None]


def _revisits(connection: Connection) -> None:
    for column in ("fetched_at BIGINT", "full_at BIGINT", "unchanged INTEGER NOT NULL DEFAULT 0", "read_as TEXT"):
        connection.exec_driver_sql(f"ALTER TABLE pages ADD COLUMN {column}")
    connection.exec_driver_sql("ALTER TABLE runs ADD COLUMN seen_at BIGINT")
    next(each for each in schema.pages.indexes if each.name == "pages_by_look").create(connection)
    for table in ("experience", "robots", "quarantine"):
        schema.metadata.tables[table].create(connection)


def _memories(connection: Connection) -> None:
    schema.memories.create(connection)


def _stories(connection: Connection) -> None:
    """Sign every article: some milliseconds each, once. The documents of copies go at the next opening."""
    for table in ("signatures", "story_keys", "likenesses", "choices"):
        schema.metadata.tables[table].create(connection)
    copies.sign_all(connection, shelf.everything(connection))
    for id_ in stories.copy_ids(connection):
        shelf.mark_stale(connection, id_)


def _jobs(connection: Connection) -> None:
    for table in ("jobs", "source_days"):
        schema.metadata.tables[table].create(connection)
    next(each for each in schema.articles.indexes if each.name == "articles_by_fetching").create(connection)


def _browsing(connection: Connection) -> None:
    schema.browsing.create(connection)


def _alerts(connection: Connection) -> None:
    for table in ("alerts", "tellings"):
        schema.metadata.tables[table].create(connection)


def _undated(connection: Connection) -> None:
    schema.undated.create(connection)
    columns = (schema.articles.c.id, schema.articles.c.source, literal(""))
    without = select(*columns).where(schema.articles.c.published_at.is_(None))
    connection.execute(insert(schema.undated).from_select(["article_id", "source", "reading"], without))


MIGRATIONS = (
    Migration(1, "the first schema", schema.metadata.create_all),
    Migration(2, "revisits, robots.txt, quarantine", _revisits),
    Migration(3, "what a site repeats", _memories),
    Migration(4, "copies, found and linked", _stories),
    Migration(5, "jobs, and what came of them", _jobs),
    Migration(6, "which pages need a browser", _browsing),
    Migration(7, "alerts", _alerts),
    Migration(8, "articles without a date", _undated),
)
LATEST = MIGRATIONS[-1].number


def check(file: Path) -> int:
    """Return a database's version (0: empty) without touching it.

    Raises NewerArchive where a newer Khabar wrote it, StorageError where it is no archive of ours.
    """
    with looking_at(file) as connection:
        number = version(connection, file)
    if number > LATEST:
        raise NewerArchive(
            f"{file} was written by a newer Khabar (its schema is {number}, this one knows {LATEST}); update Khabar"
        )
    return number


def migrate(file: Path) -> None:
    """Bring an archive, or an absent or empty file, to the present schema: in one transaction, all or nothing."""
    database = Database(file, place=file)
    try:
        with database.writing() as connection:
            _migrate(connection, version(connection, file))
    finally:
        database.close()


def version(connection: Connection, file: Path) -> int:
    """Return the number of the last migration; 0 for an empty database."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return 0
    if "migrations" not in tables:
        raise StorageError(f"{file} is a database, but no archive of Khabar's; choose another --data")
    return connection.scalar(select(func.max(schema.migrations.c.number))) or 0


def _migrate(connection: Connection, number: int) -> None:
    ahead = [each for each in MIGRATIONS if each.number > number]
    if number == 0:
        schema.metadata.create_all(connection)
    else:
        for migration in ahead:
            migration.step(connection)
    if ahead:
        now = int(time.time())
        rows = [{"number": each.number, "name": each.name, "applied_at": now} for each in ahead]
        connection.execute(insert(schema.migrations), rows)
