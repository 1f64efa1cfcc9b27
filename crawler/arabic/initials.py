"""Many patterns for whole lines, of which each line is asked only those that its first letter may begin.

A line is held against some two hundred patterns, and most lines match none.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_DRAWERS = ["ا", "ب", "د", "ع", "ل", "م", "ه"]  # what lies between two of these lies in one
Matcher = Callable[[str], re.Match[str] | None]
Letters = frozenset[str] | None  # None: any


class Grammar:
    """Patterns, each with its kind; the first that matches a whole line says what it is."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        self._read = [(kind, pattern, initials(pattern)) for kind, pattern in patterns]
        self._by_letter: dict[str, Matcher] = {}
        self._drawers: dict[int, Matcher] = {}  # each is compiled when a line is first asked for it

    def kind(self, line: str) -> str | None:
        """Return the kind of the pattern that a line of folded words matches."""
        asked = self._by_letter.get(line[:1]) or self._asked(line[:1])
        if not (match := asked(line)):
            return None
        return match.lastgroup.rpartition("_")[0].replace("_", "-") if match.lastgroup else None

    def _asked(self, letter: str) -> Matcher:
        drawer = bisect(_DRAWERS, letter)
        if drawer not in self._drawers:
            held = [(kind, pattern) for kind, pattern, found in self._read if _is_in(found, drawer)]
            self._drawers[drawer] = _joined(held).fullmatch
        self._by_letter[letter] = self._drawers[drawer]
        return self._drawers[drawer]


def initials(pattern: str) -> Letters:
    """Return the letters that a match of a pattern may begin with."""
    found, may_be_empty = _of_row(_parser.parse(pattern))
    return None if may_be_empty else found


def _is_in(letters: Letters, drawer: int) -> bool:
    return letters is None or any(bisect(_DRAWERS, letter) == drawer for letter in letters)


def _joined(patterns: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    named = (f"(?P<{kind.replace('-', '_')}_{at}>{pattern})" for at, (kind, pattern) in enumerate(patterns))
    return re.compile("|".join(named) or "(?!)")


def _of_row(row: Iterable[tuple[Any, Any]]) -> tuple[Letters, bool]:
    """The letters that what stands in a row may begin with, and whether all of it may be empty."""
    letters: frozenset[str] = frozenset()
    for op, told in row:
        found, may_be_empty = _of_one(op, told)
        if found is None:
            return None, may_be_empty
        letters |= found
        if not may_be_empty:
            return letters, False
    return letters, True


def _of_one(op: Any, told: Any) -> tuple[Letters, bool]:
    if op is ops.LITERAL:
        return frozenset(chr(told)), False
    if op is ops.SUBPATTERN:
        return _of_row(told[-1])
    if op is ops.BRANCH:
        sides = [_of_row(side) for side in told[1]]
        letters = [found for found, _ in sides if found is not None]
        return (frozenset().union(*letters) if len(letters) == len(sides) else None), any(side[1] for side in sides)
    if op is ops.MAX_REPEAT:
        found, may_be_empty = _of_row(told[2])
        return found, may_be_empty or told[0] == 0
    if op is ops.IN and all(each is ops.LITERAL for each, _ in told):
        return frozenset(chr(letter) for _, letter in told), False
    return None, False  # a class of letters
