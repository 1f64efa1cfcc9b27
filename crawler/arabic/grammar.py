"""Many patterns for whole lines, asked as one."""

import re
from collections.abc import Iterable
from functools import cached_property


class Grammar:
    """Patterns, each with its kind; the first that matches a whole line says what it is."""

    def __init__(self, patterns: Iterable[tuple[str, str]]) -> None:
        self._patterns = list(patterns)

    def kind(self, line: str) -> str | None:
        """Return the kind of the pattern that a line of folded words matches; None for most lines."""
        if not self._any.fullmatch(line):
            return None
        return next(kind for kind, pattern in self._patterns if re.fullmatch(pattern, line))

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """All of them without groups of their own, which would cost three times as much."""
        return re.compile("|".join(f"(?:{pattern})" for _, pattern in self._patterns))
