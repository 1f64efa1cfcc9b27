"""What a crawl learns of its site from the articles it stores: for the pages it reads next, and for the next run."""

from __future__ import annotations

from crawler.extraction.memory import Known, Lesson, from_json
from crawler.storage import Archive
from crawler.storage.browsing import Browsing
from crawler.storage.memories import Memories

_SAVED = 25  # lessons that a kill may cost
_EACH, _EVERY = 30, 8  # so many articles change what is known one by one; then so many together


class Learning:
    """The memory of one source while its site is crawled, by the one crawl that holds the source."""

    def __init__(self, archive: Archive, source: str) -> None:
        self._memories = Memories(archive)
        self._source = source
        self.memory = from_json(self._memories.get(source) or "")
        self._saved = self.memory
        self._packed: bytes | None = None
        self._unpacked = 0  # lessons learnt since it was packed

    def known(self) -> bytes | None:
        """Return what reading uses, packed once for many pages; None where nothing is known yet."""
        if not self.memory.learnt:
            return None
        outdated = self._unpacked >= (1 if self.memory.learnt <= _EACH else _EVERY)
        if self._packed is None or outdated:
            self._packed, self._unpacked = self.memory.known.packed(), 0
        return self._packed

    def learn(self, lesson: Lesson) -> None:
        """Learn from the page of an article that was stored. Raises StorageError."""
        after = self.memory.after(lesson)
        if after is self.memory:
            return
        self.memory = after
        self._unpacked += 1
        if after.learnt - self._saved.learnt >= _SAVED:
            self.save()

    def save(self) -> None:
        """Keep what was learnt. Raises StorageError."""
        if self.memory is not self._saved:
            self._memories.keep(self._source, self.memory.to_json())
            self._saved = self.memory


def learnt(archive: Archive, source: str) -> Known:
    """Return what is known of a source's site; of one that taught nothing, nothing."""
    return from_json(Memories(archive).get(source) or "").known


def forget(archive: Archive, source: str) -> bool:
    """Unlearn what is known of a source's site; return whether there was something. Raises ArchiveBusy."""
    with archive.claim(source):
        had = Memories(archive).forget(source)
        return Browsing(archive).forget(source) or had
