"""What a crawl promises, as checks of its data directory: after a kill, a power cut or a full disk, and at its end.

    before = claims.Kept()
    …                                     # a crawl, killed
    after = claims.sound(data)            # nothing is broken, nothing is stored twice
    claims.nothing_lost(before, after)
    …                                     # the same command again, until it ends by itself
    claims.finished(data)                 # and nothing is left over

All is read from a copy of the database, so that the next crawl meets what the kill left.
"""

import json
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from crawler.article import Article, from_record
from crawler.document import render
from crawler.storage import State, documents
from crawler.storage.archive import FILE

JOURNAL, INDEX = f"{FILE}-wal", f"{FILE}-shm"
_OURS = {FILE, JOURNAL, INDEX, documents.FOLDER, "locks", "sources", "schedule.toml"}  # what stands in a data directory
_HEADER, _FRAME_HEADER = 32, 24  # bytes, in SQLite's journal
_SALTS = slice(16, 24)  # of the header: what marks the frames since the journal was begun anew
# Where its index tells how many frames are committed, how many a checkpoint has copied, or begun to.
_COMMITTED, _COPIED, _BEGUN_TO_COPY = 16, 96, 128


@dataclass(frozen=True)
class Kept:
    """What an archive holds. `places`: article → its document's path; `stale`: documents that await writing."""

    pages: Mapping[tuple[str, str], State] = field(default_factory=dict)
    articles: Mapping[str, Article] = field(default_factory=dict)
    addresses: Mapping[str, str] = field(default_factory=dict)
    texts: Collection[tuple[str, str]] = ()
    owners: Mapping[tuple[str, str], str] = field(default_factory=dict)  # page → the article that it is
    places: Mapping[str, str] = field(default_factory=dict)
    stale: Collection[str] = frozenset()

    @property
    def documents(self) -> list[str]:
        return sorted(render(each) for each in self.articles.values())


def look(data: Path) -> Kept:
    """Read what an archive holds, once SQLite has found it whole."""
    with _copied(data) as database:
        if database is None:
            return Kept()
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        if not database.execute("SELECT 1 FROM sqlite_master").fetchone():
            return Kept()
        return _read(database)


def sound(data: Path, *, temporary: int = 1, orphans: bool = False) -> Kept:
    """Check what holds at any instant, and return what is kept.

    `temporary` half-written files may lie about, a killed process having written one at a time. With `orphans`, also
    documents of articles that a power cut took from the archive: until they are stored again.
    """
    kept = look(data)
    _check_articles(kept)
    _check_pages(kept)
    _check_documents(data, kept, orphans=orphans)
    left = [path for path in _files(data / documents.FOLDER) if path.name.startswith(".")]
    assert len(left) <= temporary, left
    assert {path.name for path in data.iterdir()} <= _OURS if data.exists() else True
    return kept


def nothing_lost(before: Kept, after: Kept) -> None:
    """Check that what was once discovered or stored is still there, under the same id."""
    assert before.pages.keys() <= after.pages.keys()
    assert before.articles.keys() <= after.articles.keys()
    assert before.addresses.items() <= after.addresses.items()
    done = {page for page, state in before.pages.items() if state is State.STORED}
    assert not {page for page in done if page not in after.owners}
    for id_, article in before.articles.items():
        assert after.articles[id_].revision >= article.revision


def finished(data: Path) -> Kept:
    """Check what holds once crawls have ended by themselves, and return what is kept."""
    kept = sound(data, temporary=0)
    assert not kept.stale
    assert State.IN_HAND not in kept.pages.values()
    on_disk = {str(path.relative_to(data / documents.FOLDER)) for path in _files(data / documents.FOLDER)}
    assert on_disk == set(kept.places.values())
    return kept


def each_once(kept: Kept, expected: Iterable[Collection[str]]) -> None:
    """Check that the archive holds these articles, given by the keys of their addresses, and no others, once each."""
    found = [{kept.addresses[each] for each in keys if each in kept.addresses} for keys in expected]
    assert Counter(map(len, found)) == Counter({1: len(found)})
    assert set().union(*found) == kept.articles.keys()
    assert len(found) == len(kept.articles)


def over(data: Path) -> bool:
    """Tell whether the last run has come to its end: a process killed after that has nothing left to go on with."""
    with _copied(data) as database:
        if database is None or not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'runs'").fetchone():
            return False
        last = database.execute("SELECT ended_at FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        return last is not None and last[0] is not None


def cut_power(data: Path, share: float) -> None:
    """Take the last writes away, as a power cut does: those of the journal that nobody has put on the disk.

    `share` (0 to 1) says how much of them stays. The index is memory, and always lost.
    """
    journal, index = data / JOURNAL, data / INDEX
    if journal.exists():
        least, size = _settled(data), journal.stat().st_size
        with journal.open("r+b") as file:
            file.truncate(least + int((size - least) * share))
    index.unlink(missing_ok=True)


def note_settled(data: Path) -> None:
    """Note beside a data directory how much of its journal this process is about to put on the disk."""
    header, frames = _begun(data), _told(data, _COMMITTED)
    _note(data).write_text(json.dumps([header[_SALTS].hex(), frames]))


def _settled(data: Path) -> int:
    """How much of a journal is on the disk for sure: a checkpoint puts it there before it copies a frame of it."""
    header = _begun(data)
    frames = _told(data, _COPIED, _BEGUN_TO_COPY)
    if _note(data).exists():
        salts, noted = json.loads(_note(data).read_text())
        frames = max(frames, noted if salts == header[_SALTS].hex() else 0)
    size = int.from_bytes(header[8:12], "big")
    return min(_HEADER + frames * (_FRAME_HEADER + size), (data / JOURNAL).stat().st_size) if frames else 0


def _begun(data: Path) -> bytes:
    with (data / JOURNAL).open("rb") as file:
        return file.read(_HEADER)


def _told(data: Path, *places: int) -> int:
    told = (data / INDEX).read_bytes()[: _BEGUN_TO_COPY + 4] if (data / INDEX).exists() else b""
    return max(int.from_bytes(told[at : at + 4], sys.byteorder) for at in places)


def _note(data: Path) -> Path:
    return data.with_name(f"{data.name}.settled")


@contextmanager
def _copied(data: Path) -> Iterator[sqlite3.Connection | None]:
    if not (data / FILE).exists():
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in (FILE, JOURNAL):
            if (data / name).exists():
                shutil.copyfile(data / name, Path(folder) / name)
        database = sqlite3.connect(Path(folder) / FILE)
        try:
            yield database
        finally:
            database.close()


def _read(database: sqlite3.Connection) -> Kept:
    rows = database.execute("SELECT id, record, seen_day, source, text_key FROM articles").fetchall()
    articles = {row[0]: from_record(json.loads(row[1])) for row in rows}
    pages = database.execute("SELECT source, key, state, article_id FROM pages").fetchall()
    return Kept(
        pages={(source, key): State(state) for source, key, state, _ in pages},
        articles=articles,
        addresses=dict(database.execute("SELECT key, article_id FROM addresses").fetchall()),
        texts=[row[3:] for row in rows],
        owners={(source, key): id_ for source, key, _, id_ in pages if id_},
        places={row[0]: documents.place(articles[row[0]], row[2]) for row in rows},
        stale=frozenset(path for (path,) in database.execute("SELECT path FROM stale_documents")),
    )


def _check_articles(kept: Kept) -> None:
    twice = [text for text, number in Counter(kept.texts).items() if number > 1]
    assert not twice, f"stored twice: {twice}"
    assert set(kept.addresses.values()) == kept.articles.keys()


def _check_pages(kept: Kept) -> None:
    """A page is done when its article is stored: in the same transaction."""
    for (source, key), state in kept.pages.items():
        owner = kept.owners.get((source, key))
        assert owner is not None or state is not State.STORED, f"{key} is stored, and no article is told"
        article = kept.articles.get(kept.addresses.get(key, ""))
        if article is not None and article.source == source:
            assert owner is not None or state is State.FETCHED, f"{key} has an article, and is {state}"


def _check_documents(data: Path, kept: Kept, *, orphans: bool) -> None:
    texts = {place: render(kept.articles[id_]).encode() for id_, place in kept.places.items()}
    found = {str(path.relative_to(data / documents.FOLDER)): path for path in _files(data / documents.FOLDER)}
    for place, path in found.items():
        if path.name.startswith(".") or place in kept.stale or (orphans and place not in texts):
            continue
        assert place in texts, f"{place} belongs to no article"
        assert path.read_bytes() == texts[place], f"{place} is not as its article has it"
    absent = texts.keys() - found.keys() - set(kept.stale)
    assert not absent, f"no document, and none awaited: {absent}"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
