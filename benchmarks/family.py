"""What a process and all that it started take of the machine, as Linux counts it."""

from __future__ import annotations

import os
from pathlib import Path


def family(root: int) -> tuple[dict[int, int], dict[int, int]]:
    """Return the resident sizes, in KB, and the processor times of a process and of all that it started."""
    sizes: dict[int, int] = {}
    times: dict[int, int] = {}
    waiting = [root]
    while waiting:
        process = Path(f"/proc/{waiting.pop()}")
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            held = int((process / "statm").read_text().split()[1])
            waiting += [int(pid) for each in process.glob("task/*/children") for pid in each.read_text().split()]
        except OSError:  # it has ended
            continue
        times[int(process.name)] = int(fields[11]) + int(fields[12])
        sizes[int(process.name)] = held * os.sysconf("SC_PAGE_SIZE") // 1024
    return sizes, times


def resident(root: int) -> int:
    """Return the resident size of a process and of all that it started, in KB."""
    return sum(family(root)[0].values())
