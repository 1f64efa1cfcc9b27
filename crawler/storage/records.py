"""Records from a file: JSON Lines, as an export writes them, or another corpus in the same form."""

import json
from collections.abc import Iterator
from pathlib import Path

from crawler.article import Article, from_record
from crawler.errors import RecordError
from crawler.storage.failures import speaking_of


def read_records(path: Path) -> Iterator[Article]:
    """Yield the articles of a JSON Lines file, one line in memory at a time; blank lines are passed over.

    Raises RecordError naming file and line, StorageError where the file cannot be read.
    """
    with speaking_of(path), path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                yield _read(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, f"{path}:{number}")


def read_record(line: bytes) -> Article:
    """Read one line. Raises RecordError."""
    try:
        return from_record(json.loads(line.decode()))
    except UnicodeDecodeError:
        raise RecordError("not UTF-8; convert the file first") from None
    except RecordError:
        raise
    except (ValueError, RecursionError):
        raise RecordError("not JSON; each line must hold one record as an object") from None


def _read(line: bytes, where: str) -> Article:
    try:
        return read_record(line)
    except RecordError as error:
        raise RecordError(f"{where}: {error}") from None
