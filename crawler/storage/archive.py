"""The archive: every article once, its document on disk, and the ledger of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, delete, select

from crawler.article import Article
from crawler.errors import StorageError
from crawler.storage import documents, locks, shelf
from crawler.storage.database import Database
from crawler.storage.failures import speaking_of
from crawler.storage.identity import Outcome
from crawler.storage.ledger import Ledger
from crawler.storage.migrations import LATEST, check, migrate
from crawler.storage.schema import stale_documents
from crawler.storage.settling import Placed, Settling

FILE = "khabar.sqlite3"
LOCKS = "locks"


def utc_now() -> datetime:
    """Return the present instant."""
    return datetime.now(UTC)


class Archive:
    """A data directory: the database `khabar.sqlite3`, the `documents` made from it, `locks`.

    With `create`, a directory that has no archive gets one, and documents that a kill kept from the disk are written;
    without, an absent archive is a StorageError. Raises NewerArchive, StorageFull and StorageError.
    """

    def __init__(self, path: Path, *, create: bool = True, clock: Callable[[], datetime] = utc_now) -> None:
        self.path = Path(path)
        self._clock = clock
        self._ledgers: dict[str, Ledger] = {}
        self._database = _open(self.path, create=create)
        self._settling = Settling(self._database)
        if create:
            self._write_stale()

    @staticmethod
    def is_at(path: Path) -> bool:
        """Tell whether a data directory has an archive."""
        return (path / FILE).exists()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Settle the documents, and give the database back."""
        with suppress(StorageError):  # locked, or full: they stay marked, and the next Archive writes them
            self._settling.finish()
        self._settling.close()
        self._database.close()

    def recognise(self, article: Article) -> Outcome | None:
        """Tell what store() would find an article to be, without storing it; None: new."""
        with self._database.reading() as connection:
            return shelf.match(connection, article).outcome

    def store(self, article: Article, *, settled: bool = True) -> Outcome:
        """Keep an article once, with all its addresses, and mark its pages in the ledger; all in one transaction.

        Then its document is written; should the process die in between, the next Archive writes it. Unless it is
        `settled`, that a power cut cannot take it is seen to before the archive is closed, for many documents at once.
        Raises StorageError where the source's id cannot name a folder.
        """
        now = self._clock()
        documents.check_source(article.source)
        with self._database.writing() as connection:
            outcome, kept = _shelve(connection, article, now)
        if kept and not settled:
            self._place_document(kept)
        elif outcome.kind in ("stored", "revised"):
            self._write_document(outcome.id)
        return outcome

    def keep_addresses(self, article: Article) -> Outcome | None:
        """Keep the addresses of an article that is known or a duplicate, and mark its pages in the ledger as stored.

        Returns what it is; None, and keeps nothing, where it is new or revised.
        """
        if self.recognise(article) is None:  # most are new: no need to wait for the write lock
            return None
        with self._database.writing() as connection:
            found = shelf.match(connection, article)
            if found.outcome is None or found.outcome.kind == "revised":
                return None
            shelf.keep_addresses(connection, found.outcome.id, article.source, found, self._clock())
            return found.outcome

    def article(self, id: str) -> Article | None:  # noqa: A002  the record's word
        """Return an article as its newest revision has it."""
        with self._database.reading() as connection:
            return shelf.one(connection, id)

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
        self, *, source: str | None = None, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[Article]:
        """Yield the articles by time of publication, then id; undated ones come last.

        `since` (inclusive) and `until` (exclusive) are aware; with either, undated articles are left out.
        One row is in memory at a time, and what is stored meanwhile does not show.
        """
        with self._database.reading() as connection:
            yield from shelf.stream(connection, source, since, until)

    def count(self, source: str | None = None) -> int:
        """Return how many articles there are."""
        with self._database.reading() as connection:
            return shelf.count(connection, source)

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
            if shelf.revision(connection, kept.id) != kept.revision:
                _freshen(connection, self.path, kept.id, anew=False)
                return
            file = documents.write(self.path, where, kept, settled=False)
        self._settling.add(Placed(file, where, kept.id, kept.revision))

    def _write_document(self, id_: str, *, anew: bool = False) -> None:
        """Under the write lock, so that a process with an older text never writes after one with a newer."""
        with self._database.writing() as connection:
            _freshen(connection, self.path, id_, anew=anew)


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


def _shelve(connection: Connection, article: Article, now: datetime) -> tuple[Outcome, Article | None]:
    """Return what an article is found to be and, where it is new, as it is kept."""
    found = shelf.match(connection, article)
    outcome, kept = found.outcome, None
    if outcome is None:
        kept = shelf.add(connection, article, found, now)
        outcome = Outcome("stored", kept.id, kept.revision)
    elif outcome.kind == "revised":
        shelf.revise(connection, article, found, outcome, now)
    shelf.keep_addresses(connection, outcome.id, article.source, found, now)
    return outcome, kept


def _freshen(connection: Connection, path: Path, id_: str, *, anew: bool) -> None:
    """Write an article's document where its place is marked stale, or `anew`; remove it from marked places it left."""
    article = shelf.one(connection, id_)
    assert article is not None  # nothing is ever taken from the archive
    where = shelf.place(connection, article)
    mine = stale_documents.c.article_id == id_
    marked = set(connection.scalars(select(stale_documents.c.path).where(mine)))
    if anew or where in marked:
        documents.write(path, where, article)
    for left in marked - {where}:
        documents.remove(path, left)
    if marked:
        connection.execute(delete(stale_documents).where(mine))
