"""Documents on disk: where each stands, written whole or not at all, never outside their folder."""

import errno
import os
import re
from datetime import date
from pathlib import Path

from crawler.article import Article
from crawler.document import render
from crawler.errors import StorageError
from crawler.storage.failures import speaking_of
from crawler.storage.identity import ID

FOLDER = "documents"
_NO_SYNC = (errno.EINVAL, errno.ENOTSUP)  # some network file systems settle their folders themselves
_SOURCE = re.compile(r"[a-z0-9][a-z0-9.-]{0,127}")
_PLACE = re.compile(rf"{_SOURCE.pattern}/[0-9]{{4}}/[0-9]{{2}}/[0-9]{{2}}/{ID.pattern}\.txt")


def is_source(name: str) -> bool:
    """Tell whether a source's id can name its folder: a-z, 0-9, dot and hyphen, no two dots together."""
    return bool(_SOURCE.fullmatch(name)) and ".." not in name


def check_source(name: str) -> None:
    """Raise StorageError where a source's id cannot name its folder."""
    if not is_source(name):
        raise StorageError(f"{name!r} cannot be a source's id; it is made of a-z, 0-9, dot and hyphen")


def place(article: Article, seen_day: str) -> str:
    """Return where a document stands below documents/: the day it was published, as its page prints it.

    `seen_day` (YYYY-MM-DD) stands in for an undated article's. Raises StorageError where the names are unsafe.
    """
    day = article.published.date() if article.published else date.fromisoformat(seen_day)
    where = f"{article.source}/{day.year:04d}/{day.month:02d}/{day.day:02d}/{article.id}.txt"
    return _safe(where)


def write(data: Path, where: str, article: Article, *, settled: bool = True) -> Path:
    """Write an article's document, whole or not at all; when this returns, a power cut cannot take it if `settled`.

    Until then it is marked as stale in the archive, whose commit that takes the mark away comes after. One process
    at a time: whoever holds the archive's write lock.
    """
    path = data / FOLDER / _safe(where)
    with speaking_of(path):
        _make_folder(path.parent, settled=settled)
        replace_with(path, render(article).encode(), settled=settled)
    return path


def stands(data: Path, where: str) -> bool:
    """Tell whether a place has its document."""
    path = data / FOLDER / _safe(where)
    with speaking_of(path):
        return path.exists()


def remove(data: Path, where: str) -> None:
    """Remove a document that has moved. Its folder stays: another crawl may be about to write there."""
    path = data / FOLDER / _safe(where)
    with speaking_of(path):
        if path.exists():
            path.unlink()
            settle(path.parent)


def replace_with(path: Path, content: bytes, *, settled: bool = True) -> None:
    """Put a file in place at once: a reader sees the old one or the new one, never a part.

    Unless it is `settled`, a power cut may leave it empty. What a kill leaves beside it has the same name each time,
    so that the next try writes over it.
    """
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            if settled:
                os.fsync(file.fileno())  # or the new name may reach the disk before what it names
        os.replace(beside, path)  # noqa: PTH105  says what it does
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    if settled:
        settle(path.parent)


def folders(data: Path, where: str) -> list[Path]:
    """Return the folders that the name of a document stands in, and theirs, the data directory last."""
    path = data / FOLDER / _safe(where)
    return list(path.parents[: path.parents.index(data) + 1])


def _make_folder(folder: Path, *, settled: bool) -> None:
    if not folder.is_dir():
        _make_folder(folder.parent, settled=settled)
        folder.mkdir(exist_ok=True)
        if settled:
            settle(folder.parent)


def settle(path: Path) -> None:
    """Have a file on the disk, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


def _safe(where: str) -> str:
    check_source(where.partition("/")[0])
    if not _PLACE.fullmatch(where):
        raise StorageError(f"{where!r} is no place for a document; it must be source/yyyy/mm/dd/id.txt")
    return where
