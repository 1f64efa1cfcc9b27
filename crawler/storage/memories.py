"""What the pages of a source have taught of its site, kept from run to run."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import delete, insert, select

from crawler.clock import now as clock_now
from crawler.storage.archive import Archive
from crawler.storage.schema import memories


class Memories:
    """The memories of one archive, each a text. The crawl that holds a source alone writes its memory."""

    def __init__(self, archive: Archive, *, clock: Callable[[], datetime] = clock_now) -> None:
        self._database = archive._database  # noqa: SLF001  the same room
        self._clock = clock

    def get(self, source: str) -> str | None:
        """Return the memory of a source; None where it has none, or none that can be read."""
        with self._database.reading() as connection:
            packed = connection.scalar(select(memories.c.memory).where(memories.c.source == source))
        try:
            return None if packed is None else zlib.decompress(packed).decode()
        except (zlib.error, UnicodeDecodeError):
            return None

    def keep(self, source: str, memory: str) -> None:
        """Keep a memory in the place of the one before, at once or not at all."""
        packed, now = zlib.compress(memory.encode()), int(self._clock().timestamp())
        with self._database.writing() as connection:
            connection.execute(delete(memories).where(memories.c.source == source))
            connection.execute(insert(memories).values(source=source, memory=packed, updated_at=now))

    def forget(self, source: str) -> bool:
        """Drop the memory of a source; return whether it had one."""
        with self._database.writing() as connection:
            return connection.execute(delete(memories).where(memories.c.source == source)).rowcount > 0
