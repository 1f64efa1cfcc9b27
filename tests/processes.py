"""The processes below a process, as /proc shows them."""

import time
from collections.abc import Callable, Collection
from pathlib import Path

from parts import missing

PROC = Path("/proc")
PATIENCE = 60  # seconds that something may take which takes a blink


def descendants(pid: int) -> set[int]:
    """Return the processes that a process started, theirs included."""
    if not (PROC / "self" / "stat").exists():
        missing("/proc, where processes are found")
    parents = {child: parent for child in living() if (parent := parent_of(child)) is not None}
    found: set[int] = set()
    fresh = {pid}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh}
        found |= fresh
    return found


def living() -> set[int]:
    """Return every process that has not ended."""
    return {int(each.name) for each in PROC.iterdir() if each.name.isdecimal() and _state(each) not in (None, "Z", "X")}


def parent_of(pid: int) -> int | None:
    told = _told(PROC / str(pid))
    return int(told[1]) if told else None


def gone(pids: Collection[int]) -> bool:
    """Tell whether all these have ended."""
    return not set(pids) & living()


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Return as soon as a condition holds."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, f"{what} did not come about"
        time.sleep(0.01)


def _state(place: Path) -> str | None:
    told = _told(place)
    return told[0] if told else None


def _told(place: Path) -> list[str]:
    """Return what stands after a process's name: its state, its parent, and more; nothing where it is gone."""
    try:
        return (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []
