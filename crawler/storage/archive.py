"""The archive: every article once, its document on disk, and the ledger of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from crawler.article import Article
from crawler.clock import now as clock_now
from crawler.errors import StorageError
from crawler.storage import copies, documents, locks, shelf, stories
from crawler.storage.database import Database, state_of
from crawler.storage.failures import speaking_of
from crawler.storage.freshening import freshen
from crawler.storage.identity import Outcome
from crawler.storage.ledger import Ledger
from crawler.storage.migrations import LATEST, check, migrate
from crawler.storage.schema import stale_documents
from crawler.storage.settling import Placed, Settling

FILE = "khabar.sqlite3"
LOCKS = "locks"
SERVICE = "khabar.serving"


class Archive:
    """A data directory: the database `khabar.sqlite3`, the `documents` made from it, `locks`.

    With `create`, a directory that has no archive gets one, and documents that a kill kept from the disk are written;
    without, an absent archive is a StorageError. Raises NewerArchive, StorageFull and StorageError.
    """

    def __init__(self, path: Path, *, create: bool = True, clock: Callable[[], datetime] = clock_now) -> None:
        self.path = Path(path)
        self._clock = clock
        self._ledgers: dict[str, Ledger] = {}
        self._database = _open(self.path, create=create)
        self._settling = Settling(self._database)
        # The last article that was compared with what is kept, what was found, and the state in which that was.
        self._recognised: tuple[Article | None, shelf.Match | None, tuple[int, ...]] = None, None, ()
        if create:
            self._write_stale()

    @staticmethod
    def is_at(path: Path) -> bool:
        """Tell whether a data directory has an archive."""
        return (path / FILE).exists()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self.settle()
        finally:
            self.close()

    def settle(self) -> None:
        """Have every document on the disk. Raises StorageError: what is not stays marked, and is written again."""
        self._settling.finish()

    def close(self) -> None:
        """Settle the documents, and give the database back; where settle() was not called, what fails is not told."""
        with suppress(StorageError):  # locked, or full: they stay marked, and the next Archive writes them
            self.settle()
        self._settling.close()
        self._database.close()

    def recognise(self, article: Article) -> Outcome | None:
        """Tell what store() would find an article to be, without storing it; None: new."""
        with self._database.reading() as connection:
            found = shelf.match(connection, article)
            if not self._database.is_writing:  # else it may be undone
                self._recognised = article, found, state_of(connection)
            return found.outcome

    def store(self, article: Article, *, settled: bool = True) -> Outcome:
        """Keep an article once, with all its addresses, and mark its pages in the ledger; all in one transaction.

        In it the article is compared with all that are kept, and where another tells the same story, it is decided
        which of them stands for it. Then the documents that this changes are written, or taken away; should the process
        die in between, the next Archive does so. Unless a new one is `settled`, that a power cut cannot take it is seen
        to before the archive is closed, for many documents at once.
        Raises StorageError where the source's id cannot name a folder.
        """
        now = self._clock()
        documents.check_source(article.source)
        signed = copies.Signed.of(article)
        with self._database.writing() as connection:
            outcome, kept, stale = _shelve(connection, article, self._match(connection, article), signed, now)
        if kept and not settled and not outcome.is_copy:
            self._place_document(kept)
            stale.remove(kept.id)
        for each in stale:
            self._write_document(each)
        return outcome

    def keep_copies(self, kept: str) -> None:
        """Choose what is shown of a story: `one` article, or `all`; the documents follow. The archive remembers it.

        Raises UsageError where it is neither.
        """
        stories.check_kept(kept)
        with self._database.reading() as connection:
            if stories.kept(connection) == kept:
                return
        with self._database.writing() as connection:
            stories.keep(connection, kept)
            for each in stories.copy_ids(connection):
                shelf.mark_stale(connection, each)
        self._write_stale()

    def keep_addresses(self, article: Article) -> Outcome | None:
        """Keep the addresses of an article that is known or a duplicate, and mark its pages in the ledger as stored.

        Returns what it is; None, and keeps nothing, where it is new or revised.
        """
        if self.recognise(article) is None:  # most are new: no need to wait for the write lock
            return None
        with self._database.writing() as connection:
            found = self._match(connection, article)
            if found.outcome is None or found.outcome.kind == "revised":
                return None
            shelf.keep_addresses(connection, found.outcome.id, article.source, found, self._clock())
            return found.outcome

    def article(self, id: str) -> Article | None:  # noqa: A002  the record's word
        """Return an article as its newest revision has it, with its copies."""
        with self._database.reading() as connection:
            return shelf.one_with_copies(connection, id)

    def revisions(self, id: str) -> tuple[Article, ...]:  # noqa: A002  the record's word
        """Return what an article was before it was revised, the first first."""
        with self._database.reading() as connection:
            return shelf.old_revisions(connection, id)

    def find(self, url: str) -> str | None:
        """Return the id of the article at an address, however the address is spelled."""
        with self._database.reading() as connection:
            return shelf.owner(connection, url)

    def addresses(self, id: str) -> tuple[str, ...]:  # noqa: A002  the record's word
        """Return every address under which an article was met, its own first."""
        with self._database.reading() as connection:
            return shelf.urls(connection, id)

    def articles(
        self,
        *,
        source: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        copies: str | None = None,
    ) -> Iterator[Article]:
        """Yield the articles by time of publication, then id; undated ones come last.

        `copies`: `one` article of each story, or `all`; None: as keep_copies() has chosen, `one` where nobody has.
        `since` (inclusive) and `until` (exclusive) are aware; with either, undated articles are left out.
        One row is in memory at a time, and what is stored meanwhile does not show.
        """
        with self._database.reading() as connection:
            yield from shelf.stream(connection, source, since, until, copies)

    def count(self, source: str | None = None, *, copies: str | None = None) -> int:
        """Return how many articles there are; `copies` as for articles()."""
        with self._database.reading() as connection:
            return shelf.count(connection, source, copies)

    def document_path(self, article: Article) -> Path:
        """Return where a stored article's document stands."""
        with self._database.reading() as connection:
            return self.path / documents.FOLDER / shelf.place(connection, article)

    def write_documents(self) -> int:
        """Make every document again from the archive; return how many."""
        number = 0
        with self._database.reading() as connection:
            for number, id_ in enumerate(shelf.ids(connection), start=1):  # noqa: B007  counted
                self._write_document(id_, anew=True)
        return number

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Write what is done inside in one transaction; where that ends in an error, nothing of it."""
        with self._database.together():
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the write lock from the first moment: what is read inside is still so when something is written."""
        with self._database.writing():
            yield

    def ledger(self, source: str) -> Ledger:
        """Return the ledger of a source; the same object each time, so that all share its run."""
        documents.check_source(source)
        return self._ledgers.setdefault(source, Ledger(self._database, source, clock=self._clock))

    def claim(self, source: str) -> AbstractContextManager[None]:
        """Hold a source for one crawl, against every other process. Raises ArchiveBusy where another has it."""
        documents.check_source(source)
        busy = f"{source} is being crawled into {self.path} already; wait for that crawl, or choose another --data"
        return locks.held(self.path / LOCKS / f"{source}.lock", busy=busy)

    def serve(self) -> AbstractContextManager[None]:
        """Hold the archive for one service. Raises ArchiveBusy where another has it."""
        return locks.held(self.path / LOCKS / SERVICE, busy=f"khabar run is at work on {self.path} already")

    def is_served(self) -> bool:
        """Tell whether a service is at work on the archive."""
        return locks.is_held(self.path / LOCKS / SERVICE)

    def is_claimed(self, source: str) -> bool:
        """Tell whether a source is being crawled."""
        return locks.is_held(self.path / LOCKS / f"{source}.lock")

    def _match(self, connection: Connection, article: Article) -> shelf.Match:
        """Compare an article with what is kept; one that has just been recognised was compared with all that is."""
        last, found, state = self._recognised
        same = last is article and state == state_of(connection)
        return found if same and found else shelf.match(connection, article)

    def _write_stale(self) -> None:
        """Bring every document that is marked to what the archive holds."""
        with self._database.reading() as connection:
            marked = connection.scalars(select(stale_documents.c.article_id).distinct()).all()
        for each in marked:
            self._write_document(each)

    def _place_document(self, kept: Article) -> None:
        """Put a new article's document in its place; as _write_document() does where it has been revised since."""
        assert kept.fetched_at is not None
        where = documents.place(kept, kept.fetched_at.date().isoformat())
        with self._database.writing() as connection:
            if shelf.revision(connection, kept.id) != kept.revision or not stories.is_shown(connection, kept.id):
                freshen(connection, self.path, kept.id, settle=self._database.settle)
                return
            file = documents.write(self.path, where, kept, settled=False)
        self._settling.add(Placed(file, where, kept.id, kept.revision))

    def _write_document(self, id_: str, *, anew: bool = False) -> None:
        """Under the write lock, so that a process with an older text never writes after one with a newer."""
        with self._database.writing() as connection:
            freshen(connection, self.path, id_, settle=self._database.settle, anew=anew)


def _open(path: Path, *, create: bool) -> Database:
    file = path / FILE
    with speaking_of(path):
        exists = file.exists()
        if not exists and not create:
            raise StorageError(f"{path} holds no archive; crawl something first, or choose another --data")
        path.mkdir(parents=True, exist_ok=True)
    if not exists or check(file) < LATEST:
        with locks.waited_for(path / LOCKS / "archive.lock"), speaking_of(path):
            migrate(file)
    return Database(file, place=path)


def _shelve(
    connection: Connection, article: Article, found: shelf.Match, signed: copies.Signed, now: datetime
) -> tuple[Outcome, Article | None, list[str]]:
    """Keep an article; return what it is, the article as kept where it is new, and whose documents are stale now."""
    outcome, kept, changed = found.outcome, None, set[str]()
    if outcome is None:
        kept = shelf.add(connection, article, found, now)
        outcome = Outcome("stored", kept.id, kept.revision)
        changed = copies.enter(connection, kept, signed)
    elif outcome.kind == "revised":
        old = shelf.one(connection, outcome.id)
        assert old is not None  # it was matched
        revised = shelf.revise(connection, article, found, outcome, now)
        changed = copies.enter_again(connection, revised, signed, old)
    shelf.keep_addresses(connection, outcome.id, article.source, found, now)
    if outcome.kind not in ("stored", "revised"):
        return outcome, None, []
    outcome, stale = placed(connection, outcome, changed)
    return outcome, kept, stale


def placed(connection: Connection, outcome: Outcome, changed: set[str]) -> tuple[Outcome, list[str]]:
    """Mark the documents of articles that became copies, or ceased to be; return them with the article's own."""
    is_new = outcome.kind == "stored"  # it began as none
    is_copy = outcome.id in changed if is_new else stories.is_copy(connection, outcome.id)
    others = sorted(changed - {outcome.id})
    if others and stories.kept(connection) == "all":
        others = []
    for each in others:
        shelf.mark_stale(connection, each)
    return replace(outcome, is_copy=is_copy), [outcome.id, *others]
