"""What came of the last check of each source, kept in the data directory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.probing.checking import State, Verdict
from crawler.storage.documents import replace_with

FILE = "checks.json"  # below DATA/sources


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of the last check of a source: when, and how many lines of its file were wrong or doubtful."""

    at: str
    wrong: int
    doubtful: int
    articles: str


def remember(data: Path, judged: Mapping[str, Iterable[Verdict]]) -> None:
    """Keep what came of checks beside the user's own sources."""
    now = f"{datetime.now(UTC):%Y-%m-%d}"
    kept = {name: asdict(each) for name, each in checked(data).items()}
    kept |= {name: asdict(_summed(list(each), now)) for name, each in judged.items()}
    path = data / "sources" / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_with(path, (json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode())


def checked(data: Path) -> dict[str, Checked]:
    """Return what came of the last check of each source; nothing where none was, or the file is broken."""
    try:
        given = json.loads((data / "sources" / FILE).read_text("utf-8"))
        return {name: Checked(**each) for name, each in given.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _summed(judged: Sequence[Verdict], now: str) -> Checked:
    states = [each.state for each in judged]
    articles = next((each.words for each in judged if each.key == "articles"), "")
    return Checked(now, states.count(State.WRONG), states.count(State.DOUBTFUL), articles)
