"""The program `khabar` in a process of its own, with faults of its surroundings on request."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from crawling import PROJECT, TESTS, environment

ENDS = (signal.SIGINT, signal.SIGTERM)


def start(*arguments: object, **faults: Any) -> "subprocess.Popen[str]":
    """Start `khabar` with these arguments, in a process group of its own.

    The disk may have room for so many `pages` of the database, `documents` or `locks` only, or take so many that stand
    in their places (`settled`); a write may wait so many seconds (`busy`) for another's. A signal to end waits until
    `khabar` begins: what it does to Python that is starting is no matter of ours.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDS)
    try:
        return _process(json.dumps(faults), *map(str, arguments))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def crawl(url: str, data: Path, *options: object, delay: float = 0, **faults: Any) -> "subprocess.Popen[str]":
    """Start `khabar crawl` of a loopback site."""
    return start("crawl", url, "--data", data, "--delay", delay, "--allow-private-hosts", *options, **faults)


def _process(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, str(TESTS / "program_process.py"), *arguments],
        cwd=PROJECT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
