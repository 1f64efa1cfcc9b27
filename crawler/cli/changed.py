"""What changed from one revision to the next, a line for each change: in colour on a terminal, else in marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console

from crawler.arabic.text import tidy
from crawler.changes import Change, pieces

_PROSE = ("title", "description", "byline", "paragraphs")  # shown word by word
_BARE = "a heading without entries"


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands around what went and what came; around a heading too."""

    went: tuple[str, str] = ("[-", "-]")
    came: tuple[str, str] = ("{+", "+}")
    heading: tuple[str, str] = ("", "")

    def removed(self, text: str) -> str:
        return text.join(self.went)

    def added(self, text: str) -> str:
        return text.join(self.came)

    def head(self, text: str) -> str:
        return text.join(self.heading)


PLAIN = Marks()
COLOURED = Marks(("\x1b[9;31m", "\x1b[0m"), ("\x1b[32m", "\x1b[0m"), ("\x1b[1m", "\x1b[0m"))


def marks() -> Marks:
    """Return the marks for stdout: colours where it is a terminal that has them and NO_COLOR is not set."""
    console = Console()
    return COLOURED if console.is_terminal and console.color_system and not console.no_color else PLAIN


def lines(changes: Iterable[Change], marked: Marks) -> list[str]:
    """Return a line for each change."""
    return [f"{marked.head(_name(change))}: {_text(change, marked)}" for change in changes]


def _name(change: Change) -> str:
    if change.field != "paragraphs":
        return change.field
    where = change.was_at if change.is_at is None else change.is_at
    how = f"moved from {change.was_at}" if change.kind == "moved" else change.kind
    return f"paragraph {where}, {how}"


def _text(change: Change, marked: Marks) -> str:
    if change.kind == "moved":
        return tidy(change.after)
    if change.field in _PROSE:
        return _prose(change.before or "", change.after or "", marked)
    if change.before == [] and change.after is None:
        return marked.removed(_BARE)
    if change.before is None and change.after == []:
        return marked.added(_BARE)
    before, after = _entries(change.before), _entries(change.after)
    if _titles(before) == _titles(after):  # where the titles alone are the same, the addresses tell
        return _listed(list(map(_whole, before)), list(map(_whole, after)), marked)
    return _listed(_titles(before), _titles(after), marked)


def _prose(before: str, after: str, marked: Marks) -> str:
    shown: dict[str, Callable[[str], str]] = {"same": str, "removed": marked.removed, "added": marked.added}
    return "".join(shown[piece.kind](piece.text) for piece in pieces(before, after))


def _listed(before: Sequence[str], after: Sequence[str], marked: Marks) -> str:
    went = [marked.removed(each) for each in before if each not in after]
    came = [marked.added(each) for each in after if each not in before]
    return " ".join(went + came) or "the same in another order"


def _entries(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _titles(entries: Iterable[Any]) -> list[str]:
    return [tidy(str(each["title"] if isinstance(each, Mapping) else each)) for each in entries]


def _whole(entry: Any) -> str:
    return tidy(f"{entry['title']} ({entry['url']})" if isinstance(entry, Mapping) else str(entry))
