"""`khabar` with faults of its surroundings: `program_process.py '{"pages": 40}' crawl …` has a small disk."""

import errno
import json
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from crawler.cli.main import main as khabar
from crawler.storage import database, documents


def limit_pages(number: int) -> None:
    """Let a database have so many pages, as SQLite counts them: beyond, its disk is full."""
    event.listen(Engine, "connect", lambda driver, _: driver.execute(f"PRAGMA max_page_count = {number}"))


def limit_documents(number: int) -> None:
    """Let the disk have room for so many documents."""
    write, written = documents.replace_with, []

    def replace_with(path: Path, content: bytes, **how: bool) -> None:
        if len(written) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        write(path, content, **how)

    documents.replace_with = replace_with


def limit_settled(number: int) -> None:
    """Let the disk take so many documents and folders that stand in their places, as some find room for them late."""
    settle, settled = documents.settle, []

    def settle_(path: Path) -> None:
        if len(settled) == number:
            raise OSError(errno.ENOSPC, "No space left on device")
        settled.append(path)
        settle(path)

    documents.settle = settle_


def limit_locks(number: int) -> None:
    """Let the disk have room for so many lock files."""
    opened, path_open = [], Path.open

    def open_(path: Path, *given: Any, **named: Any) -> Any:
        if path.suffix == ".lock":
            opened.append(path)
            if len(opened) > number:
                raise OSError(errno.ENOSPC, "No space left on device")
        return path_open(path, *given, **named)

    Path.open = open_  # type: ignore[method-assign,assignment]


def wait_for_locks(seconds: float) -> None:
    """Have a write wait so long for another's."""
    database.BUSY_SECONDS = seconds


FAULTS = {
    "pages": limit_pages,
    "documents": limit_documents,
    "settled": limit_settled,
    "locks": limit_locks,
    "busy": wait_for_locks,
}


def main() -> None:
    for name, value in json.loads(sys.argv.pop(1)).items():
        FAULTS[name](value)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    khabar()


if __name__ == "__main__":
    main()
