"""The word somebody probably meant, for the messages about a wrong one."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to this one, or None where none is near."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ' (did you mean "…"?)', or nothing where no known word is near."""
    found = nearest(word, known)
    return f' (did you mean "{found}"?)' if found else ""
