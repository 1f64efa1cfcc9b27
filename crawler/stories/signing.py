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
    hashes = list(map(crc32, shingles))
    below = [at for at, value in enumerate(hashes) if value < _BOUND]
    chosen = {shingles[at] for at in (*below, *_between(hashes, below))}
    if len(chosen) < LEAST:
        chosen |= {each for _, each in sorted(set(zip(hashes, shingles, strict=True)))[:LEAST]}
    return Signature(frozenset(map(_key, chosen)), len({shingles[at] for at in below}))


def _key(shingle: bytes) -> int:
    return int.from_bytes(blake2b(shingle, digest_size=6).digest(), "big", signed=True)


def _between(hashes: Sequence[int], below: Sequence[int]) -> Iterator[int]:
    """Yield where the smallest of each window stands that has none below the bound."""
    for left, right in pairwise((-1, *below, len(hashes))):
        smallest = left
        for end in range(left + WINDOW + 1, right + 1):
            start = end - WINDOW
            if smallest < start:  # it has left the window
                smallest = min(range(start, end), key=hashes.__getitem__)
                yield smallest
            elif hashes[end - 1] < hashes[smallest]:
                smallest = end - 1
                yield smallest


def _shingles(words: tuple[str, ...]) -> list[bytes]:
    """Return the runs of words as bytes, cut from the whole text: to join each by itself takes twice as long."""
    encoded = [word.encode() for word in words]
    whole = b" ".join(encoded)
    if len(words) <= SHINGLE:
        return [whole] if whole else []
    ends = list(accumulate(len(word) + 1 for word in encoded))
    starts = [0, *ends]
    return [whole[start : end - 1] for start, end in zip(starts, ends[SHINGLE - 1 :], strict=False)]
