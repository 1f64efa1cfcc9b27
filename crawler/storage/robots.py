"""robots.txt files as they were last fetched, kept for every run and process that uses the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, or_, select

from crawler.clock import now as clock_now
from crawler.storage.archive import Archive
from crawler.storage.schema import robots

KEPT = 24 * 3600  # seconds that one holds (RFC 9309 2.4)
_COMPARED = 30 * KEPT  # seconds that one stays, to tell whether the next says the same


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What an authority (scheme://host:port) answered; `body` is empty where it has no robots.txt."""

    status: int
    body: bytes
    fetched_at: datetime


class RobotsFiles:
    """The robots.txt files of one archive; what is older than a day is as good as none."""

    def __init__(self, archive: Archive, *, clock: Callable[[], datetime] = clock_now) -> None:
        self._database = archive._database  # noqa: SLF001  the same room
        self._clock = clock

    def get(self, authority: str) -> RobotsFile | None:
        """Return what an authority answered within the last 24 hours."""
        with self._database.reading() as connection:
            row = connection.execute(select(robots).where(robots.c.authority == authority)).one_or_none()
        now = self._clock().timestamp()
        if row is None or not 0 <= now - row.fetched_at < KEPT:  # negative: the clock was set back since
            return None
        return RobotsFile(row.status, row.body, datetime.fromtimestamp(row.fetched_at, UTC))

    def keep(self, authority: str, status: int, body: bytes) -> bool:
        """Keep an answer in the place of the one before, and tell whether that said something else."""
        now = int(self._clock().timestamp())
        with self._database.writing() as connection:
            before = connection.execute(select(robots).where(robots.c.authority == authority)).one_or_none()
            outdated = or_(robots.c.authority == authority, robots.c.fetched_at <= now - _COMPARED)
            connection.execute(delete(robots).where(outdated))
            connection.execute(insert(robots).values(authority=authority, status=status, body=body, fetched_at=now))
        return before is not None and before.body != body
