"""The border of the room: what the database and the disk raise becomes one clear sentence of ours."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from crawler.errors import ArchiveBusy, StorageError, StorageFull, Unstorable

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
# What SQLite says where it cannot make or grow a file beside the database.
_MAY_BE_FULL = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
_REFUSED = (sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH)  # a value, not the archive
_ROOM_NEEDED = 1 << 20  # with less room than this, it means a full disk


@contextmanager
def speaking_of(path: Path) -> Iterator[None]:
    """Turn errors of SQLAlchemy, SQLite and the file system into a StorageError: a full disk, a lock, a value refused.

    `path` is what the sentence names: the data directory, or the file being written.
    """
    try:
        yield
    except DBAPIError as error:
        raise _database_error(path, error.orig) from error
    except sqlite3.Error as error:
        raise _database_error(path, error) from error
    except SQLAlchemyError as error:
        raise StorageError(f"{path}: the archive cannot be read or written ({_first_line(error)})") from error
    except OSError as error:
        raise _disk_error(path, error) from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise _unstorable(error) from error


def is_busy(error: BaseException | None) -> bool:
    """Tell whether another has the lock that was wanted."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _code(error: BaseException | None) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the error, the rest its flavour


def _database_error(path: Path, error: BaseException | None) -> StorageError:
    code = _code(error)
    if code == sqlite3.SQLITE_FULL or (code in _MAY_BE_FULL and _is_full(path)):
        return StorageFull(_full(path))
    if is_busy(error):
        return ArchiveBusy(f"{path}: another program keeps the archive locked; let it end, then try again")
    if code in _REFUSED:
        return _unstorable(error)
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StorageError(f"{path}: no archive, or a damaged one; move it away, or choose another --data")
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return StorageError(_forbidden(path))
    return StorageError(f"{path}: the archive cannot be read or written ({_first_line(error)})")


def _unstorable(error: object) -> Unstorable:
    return Unstorable(f"a value cannot be stored ({_first_line(error)})")


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
        disk = os.statvfs(path)
    except OSError:
        return False
    no_more_files = disk.f_files > 0 and disk.f_favail == 0
    return disk.f_bavail * disk.f_frsize < _ROOM_NEEDED or no_more_files


def _first_line(error: object) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
