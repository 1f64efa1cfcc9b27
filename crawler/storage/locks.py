"""One crawl of a source at a time: a lock file for each source, freed by the system when its process dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from crawler.errors import ArchiveBusy
from crawler.storage.failures import speaking_of

_held: set[tuple[int, Path]] = set()  # (process, file): record locks do not keep a process from itself


@contextmanager
def held(file: Path, *, busy: str) -> Iterator[None]:
    """Hold the lock of a file. Raises ArchiveBusy with the sentence `busy` where somebody holds it.

    A record lock (lockf) and not flock: a worker process forked by a crawl that was killed would keep a flock.
    """
    mark = (os.getpid(), file.absolute())
    if mark in _held:
        raise ArchiveBusy(busy)
    with _open(file) as handle:
        _lock(handle, file, busy)
        _held.add(mark)
        try:
            yield
        finally:
            _held.discard(mark)


def is_held(file: Path) -> bool:
    """Tell whether somebody holds the lock of a file, this process included."""
    if (os.getpid(), file.absolute()) in _held:  # to open and close it here would free it
        return True
    if not file.exists():
        return False
    with _open(file) as handle:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            return True
    return False


@contextmanager
def waited_for(file: Path) -> Iterator[None]:
    """Hold the lock of a file, waiting while another process holds it."""
    with _open(file) as handle:
        with speaking_of(file):
            fcntl.lockf(handle, fcntl.LOCK_EX)
        yield


def _lock(handle: BinaryIO, file: Path, busy: str) -> None:
    with speaking_of(file):
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # POSIX leaves the choice between EAGAIN and EACCES
            raise ArchiveBusy(busy) from None


def _open(file: Path) -> BinaryIO:
    with speaking_of(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("ab")
