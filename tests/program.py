"""The program `khabar` in a process of its own, with faults of its surroundings on request."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from crawling import PROJECT, TESTS, environment


def start(*arguments: object, **faults: Any) -> "subprocess.Popen[str]":
    """Start `khabar` with these arguments, in a process group of its own.

    The disk may have room for so many `pages` of the database, `documents` or `locks` only; a write may wait so many
    seconds (`busy`) for another's.
    """
    return subprocess.Popen(
        [sys.executable, str(TESTS / "program_process.py"), json.dumps(faults), *map(str, arguments)],
        cwd=PROJECT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def crawl(url: str, data: Path, *options: object, delay: float = 0, **faults: Any) -> "subprocess.Popen[str]":
    """Start `khabar crawl` of a loopback site."""
    return start("crawl", url, "--data", data, "--delay", delay, "--allow-private-hosts", *options, **faults)
