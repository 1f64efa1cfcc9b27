"""Settling: documents that stand in their places are put on the disk by a thread, many at a time.

To wait for the disk takes longer than all else that an article costs. Until then a document stays marked as stale: a
power cut that takes it leaves the mark, and the next Archive writes it again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import bindparam, delete, exists

from crawler.storage import documents
from crawler.storage.database import Database
from crawler.storage.failures import speaking_of
from crawler.storage.prepared import Prepared
from crawler.storage.schema import articles, signatures, stale_documents

BATCH = 16  # documents that are settled together
BEHIND = 8  # batches: with more, the disk is waited for

# Of an article that was revised meanwhile another document is awaited; of one that became a copy, that it goes.
_SETTLED = Prepared(
    delete(stale_documents).where(
        stale_documents.c.path == bindparam("of_path"),
        exists().where(articles.c.id == bindparam("of_id"), articles.c.revision == bindparam("of_revision")),
        ~exists().where(signatures.c.article_id == bindparam("of_id"), signatures.c.original.is_not(None)),
    )
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A document in its place: its file, its path below documents/, the article and the revision that it shows."""

    file: Path
    where: str
    id: str
    revision: int


class Settling:
    """The documents of one archive that are in place and not yet settled. Raises StorageError where they cannot be."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="khabar-disk")
        self._waiting: list[Placed] = []
        self._under_way: deque[tuple[Future[None], Sequence[Placed]]] = deque()

    def add(self, placed: Placed) -> None:
        """Have a document settled before long."""
        self._waiting.append(placed)
        if len(self._waiting) < BATCH:
            return
        self._begin()
        while self._under_way and (self._under_way[0][0].done() or len(self._under_way) > BEHIND):
            self._end()

    def finish(self) -> None:
        """Settle what is left, and wait for it."""
        if self._waiting:
            self._begin()
        while self._under_way:
            self._end()

    def close(self) -> None:
        """Give the thread back; what is not settled stays marked."""
        self._thread.shutdown()

    def _begin(self) -> None:
        batch, self._waiting = self._waiting, []
        self._under_way.append((self._thread.submit(_settle, self._database.place, batch), batch))

    def _end(self) -> None:
        settled, batch = self._under_way.popleft()
        with speaking_of(self._database.place):
            settled.result()
        gone = [{"of_path": each.where, "of_id": each.id, "of_revision": each.revision} for each in batch]
        with self._database.writing() as connection:
            _SETTLED.run_each(connection, gone)


def _settle(data: Path, batch: Sequence[Placed]) -> None:
    for placed in batch:
        with suppress(FileNotFoundError):  # it was revised, and has moved
            documents.settle(placed.file)
    for folder in {each for placed in batch for each in documents.folders(data, placed.where)}:
        documents.settle(folder)
