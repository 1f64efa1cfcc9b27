"""Signing: the few shingles by which a text is found again among a million.

Of the hashes of a text's shingles those below a bound are kept, one in RATE; where WINDOW shingles in a row have none,
the smallest there; and always at least the LEAST smallest of all. The rules depend on the shingles alone, so that two
texts choose the same of what they share: the smallest hashes find texts that are alike (bottom-k MinHash: A. Broder,
"On the resemblance and containment of documents", 1997), the sample grows with a text, so that a short one is found
inside a long one, and a passage of WINDOW shingles is found wherever it stands (winnowing: S. Schleimer, D. Wilkerson,
A. Aiken, "Winnowing", 2003).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate, pairwise
from zlib import crc32

from crawler.stories.text import Text

SHINGLE = 5  # words: stock phrases of four are in thousands of articles
RATE = 10
WINDOW = 24
LEAST = 12

_BOUND = (1 << 32) // RATE


@dataclass(frozen=True, slots=True)
class Signature:
    """A text's keys: numbers of 48 bits with a sign, which SQLite keeps in six bytes.

    `sampled` of them are below the bound, and chosen by every text that has their shingles.
    """

    keys: frozenset[int] = field(repr=False)
    sampled: int


def sign(text: Text) -> Signature:
    """Return a text's signature."""
    shingles = _shingles(text.consonants)
    hashed = {each: crc32(each) for each in shingles}
    sampled = {each for each, value in hashed.items() if value < _BOUND}
    chosen = sampled | set(_between(shingles, hashed))
    if len(chosen) < LEAST:
        chosen |= set(sorted(hashed, key=lambda each: (hashed[each], each))[:LEAST])
    return Signature(frozenset(map(_key, chosen)), len(sampled))


def _key(shingle: bytes) -> int:
    return int.from_bytes(blake2b(shingle, digest_size=6).digest(), "big", signed=True)


def _between(shingles: Sequence[bytes], hashed: dict[bytes, int]) -> Iterator[bytes]:
    """Yield the smallest of each window that has none below the bound."""
    below = [-1, *(at for at, each in enumerate(shingles) if hashed[each] < _BOUND), len(shingles)]
    for left, right in pairwise(below):
        for start in range(left + 1, right - WINDOW + 1):
            yield min(shingles[start : start + WINDOW], key=lambda each: (hashed[each], each))


def _shingles(words: tuple[str, ...]) -> list[bytes]:
    """Return the runs of words as bytes, cut from the whole text: to join each by itself takes twice as long."""
    encoded = [word.encode() for word in words]
    whole = b" ".join(encoded)
    if len(words) <= SHINGLE:
        return [whole] if whole else []
    ends = list(accumulate(len(word) + 1 for word in encoded))
    starts = [0, *ends]
    return [whole[start : end - 1] for start, end in zip(starts, ends[SHINGLE - 1 :], strict=False)]
