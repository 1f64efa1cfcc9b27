"""Upkeep: the archive's file checked, its journal put away, its free space given back."""

from __future__ import annotations

from sqlalchemy import Connection

from crawler.errors import StorageError
from crawler.storage.archive import Archive

_WORTH_IT = 64 * 1024 * 1024  # bytes of free space
_SHARE = 0.25  # of the file, that are given back: to do so writes the whole file anew


def look_after(archive: Archive) -> None:
    """Check the archive, and tidy it. Raises StorageError where it is damaged, with what to do.

    Others go on reading and writing while it is checked; giving space back, which is seldom worth it, keeps writers
    waiting.
    """
    database = archive._database  # noqa: SLF001  of the same room
    with database.reading() as connection:
        _check(connection, archive)
        is_loose = _is_loose(connection)
    database.tidy(vacuum=is_loose)


def _check(connection: Connection, archive: Archive) -> None:
    found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if found != "ok":
        raise StorageError(
            f"{archive.path}: the archive is damaged ({found}); stop Khabar, copy the folder, and run "
            f"sqlite3 {archive.path / 'khabar.sqlite3'} .recover"
        )


def _is_loose(connection: Connection) -> bool:
    free, size, page = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0
        for name in ("freelist_count", "page_count", "page_size")
    )
    return bool(free * page >= _WORTH_IT and free >= _SHARE * size)
