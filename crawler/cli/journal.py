"""Where the service writes what happens: stderr, which the journal of the system takes, or a file that rotates."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from crawler import clock
from crawler.cli.output import say
from crawler.errors import UsageError

_SIZE, _FILES = 10 * 1024 * 1024, 5  # bytes of a file, and how many old ones are kept


@contextmanager
def journal(file: Path | None) -> Iterator[Callable[[str], None]]:
    """Yield what writes a line with its time. With a file, the log of the program goes there too."""
    if file is None:
        yield lambda line: say(f"{_stamp()} {line}")
        return
    handler = _handler(file)
    root, own = logging.getLogger(), logging.getLogger("khabar")
    root.addHandler(handler)
    own.propagate = False
    own.addHandler(handler)
    own.setLevel(logging.INFO)
    try:
        yield own.info
    finally:
        for logger in (root, own):
            logger.removeHandler(handler)
        handler.close()


def _handler(file: Path) -> RotatingFileHandler:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_SIZE, backupCount=_FILES, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}; give --log a file that can be written") from None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M:%S"))
    return handler


def _stamp() -> str:
    return f"{clock.now().astimezone():%Y-%m-%d %H:%M:%S}"
