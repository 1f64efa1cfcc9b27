"""How this room's word lists are written: entries separated by commas, compared by their folded words."""

from functools import lru_cache
from itertools import groupby

from crawler.arabic.text import words


def listed(text: str) -> frozenset[str]:
    """Return the keys of a list's entries."""
    return frozenset(key(entry) for entry in text.split(",") if entry.strip())


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Return what a name is compared by: its folded words, single letters in a row joined with dots.

    «أ ف ب», «أ.ف.ب» and «ا. ف. ب.» have one key; so have «الأناضول» and «الاناضول».
    """
    found = words(text)
    if min(map(len, found), default=0) > 1:
        return " ".join(found)
    runs = groupby(found, key=lambda word: len(word) == 1 and word.isalpha())
    return " ".join((".".join if single else " ".join)(run) for single, run in runs)
