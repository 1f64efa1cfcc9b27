"""Many patterns for whole lines, asked as one."""

import re
from collections.abc import Iterable
from functools import cached_property

from crawler.arabic.beginnings import first_words


class Grammar:
    """Patterns, each with its kind; the first that matches a whole line says what it is."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        self._patterns = list(patterns)

    def kind(self, line: str) -> str | None:
        """Return the kind of the pattern that a line of folded words matches; None for most lines."""
        begins, others = self._beginnings
        if not (self._any if line.partition(" ")[0] in begins else others).fullmatch(line):
            return None
        return next(kind for kind, pattern in self._patterns if re.fullmatch(pattern, line))

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return _joined(pattern for _, pattern in self._patterns)

    @cached_property
    def _beginnings(self) -> tuple[frozenset[str], re.Pattern[str]]:
        """The first words of the lines that most patterns match, and the others as one, of which any may be one."""
        first = {pattern: first_words(pattern) for _, pattern in self._patterns}
        others = _joined(pattern for pattern, words in first.items() if words is None)
        return frozenset().union(*filter(None, first.values())), others


def _joined(patterns: Iterable[str]) -> re.Pattern[str]:
    """Patterns as one, without groups of their own, which would cost three times as much."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")
