"""The border of the room: what the database and the disk raise becomes one clear sentence of ours."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from crawler.errors import ArchiveBusy, StorageError, StorageFull

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_ROOM_NEEDED = 1 << 20  # below this, a failed write of SQLite's shared memory means a full disk


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Turn errors of SQLAlchemy, SQLite and the file system into StorageError, StorageFull or ArchiveBusy.

    `path` is what the sentence names: the data directory, or the file being written.
    """
    try:
        yield
    except DBAPIError as error:
        raise _database_error(path, error) from error
    except SQLAlchemyError as error:
        raise StorageError(f"{path}: the archive cannot be read or written ({_first_line(error)})") from error
    except OSError as error:
        raise _disk_error(path, error) from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise StorageError(f"{path}: a value cannot be stored ({_first_line(error)})") from error


def _database_error(path: Path, error: DBAPIError) -> StorageError:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the low byte is the error, the rest its flavour
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(path)):
        return StorageFull(_full(path))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveBusy(f"{path}: another program keeps the archive locked; let it end, then try again")
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StorageError(f"{path}: no archive, or a damaged one; move it away, or choose another --data")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StorageError(_forbidden(path))
    return StorageError(f"{path}: the archive cannot be read or written ({_first_line(error.orig)})")


def _disk_error(path: Path, error: OSError) -> StorageError:
    if error.errno in _FULL:
        return StorageFull(_full(path))
    if error.errno in _FORBIDDEN:
        return StorageError(_forbidden(path))
    return StorageError(f"{path}: cannot be used ({error.strerror or error}); choose another place")


def _full(path: Path) -> str:
    return f"{path}: the disk is full; make room, then run the same command again: nothing stored so far is lost"


def _forbidden(path: Path) -> str:
    return f"{path}: cannot be read or written here; give yourself permission, or choose another place"


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path).free < _ROOM_NEEDED
    except OSError:
        return False


def _first_line(error: object) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
