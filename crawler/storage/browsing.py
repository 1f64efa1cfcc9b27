"""What a site's pages have shown of their need of a browser, kept from run to run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select

from crawler.storage.archive import Archive
from crawler.storage.schema import browsing

Row = Mapping[str, Any]  # helped, vain, sufficed, loaded: whole numbers; at: an aware datetime or None


class Browsing:
    """Of one archive. The crawl that holds a source alone writes what its pages have shown."""

    def __init__(self, archive: Archive) -> None:
        self._database = archive._database  # noqa: SLF001  the same room

    def get(self, source: str) -> dict[str, Row]:
        """Return what is kept of a source, by the kind of page."""
        with self._database.reading() as connection:
            rows = connection.execute(select(browsing).where(browsing.c.source == source)).all()
        return {row.kind: _told(row) for row in rows}

    def keep(self, source: str, kind: str, shown: Row) -> None:
        """Keep what pages of a kind have shown in the place of what was kept before."""
        at = shown["at"]
        values = {**shown, "at": None if at is None else int(at.timestamp())}
        named = (browsing.c.source == source) & (browsing.c.kind == kind)
        with self._database.writing() as connection:
            connection.execute(delete(browsing).where(named))
            connection.execute(insert(browsing).values(source=source, kind=kind, **values))

    def forget(self, source: str) -> bool:
        """Drop what is kept of a source; return whether there was something."""
        with self._database.writing() as connection:
            return connection.execute(delete(browsing).where(browsing.c.source == source)).rowcount > 0


def _told(row: Any) -> Row:
    numbers = {name: getattr(row, name) for name in ("helped", "vain", "sufficed", "loaded")}
    return {**numbers, "at": None if row.at is None else datetime.fromtimestamp(row.at, UTC)}
