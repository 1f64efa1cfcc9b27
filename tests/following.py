"""The service, followed for days that take seconds: what the tests of that share."""

import json
import subprocess
import sys
from collections.abc import Collection, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from crawling import LIMIT, PROJECT, environment
from outlets import Outlet, write_sources
from replay import Times

HOUR, DAY = 3600.0, 86_400.0
SLACK = 30.0  # seconds of a machine that is busy, beside those of the site's clock


def follow(outlets: Sequence[Outlet], data: Path, times: Times, *, until: float, **how: Any) -> None:
    """Follow outlets that are served for so many seconds; see start()."""
    ended(start(outlets, data, times, until=until, **how))


def start(
    outlets: Sequence[Outlet],
    data: Path,
    times: Times,
    *,
    until: float,
    jumps: Collection[tuple[float, float]] = (),
    **wishes: str,
) -> subprocess.Popen[str]:
    """Start a service that follows outlets; `wishes` are lines of the sources' files."""
    write_sources(outlets, data, **wishes)
    task = {"data": str(data), "clock": str(times.file), "sources": [each.name for each in outlets]}
    told = json.dumps({**task, "until": until, "jumps": list(jumps)})
    return subprocess.Popen(
        [sys.executable, "-W", "error::ResourceWarning", str(PROJECT / "benchmarks" / "replay.py"), told],
        cwd=PROJECT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: "subprocess.Popen[str]") -> None:
    """Wait for the end of a service, and check that nothing went wrong."""
    _, said = process.communicate(timeout=4 * LIMIT)
    assert process.returncode == 0, said
    assert "Traceback" not in said, said


def visits(outlet: Outlet, *, apart: float = 60.0, passed: bool = False) -> list[float]:
    """Return when each visit of a site began: requests within less than a minute of each other are of one.

    As the site's clock had it; or, `passed`, in seconds that only grow.
    """
    begun: list[float] = []
    last = float("-inf")
    for each in outlet.asked:
        if each.passed - last > apart:
            begun.append(each.passed if passed else each.at)
        last = each.passed
    return begun


def gaps(instants: Sequence[float]) -> list[float]:
    return [after - before for before, after in pairwise(instants)]
