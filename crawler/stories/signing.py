"""Signing: the few shingles by which a text is found again among a million.

Of the hashes of a text's shingles those below a bound are kept, one in RATE, and always at least the LEAST smallest.
Both rules depend on the shingle alone, not on what stands around it, so that two texts choose the same of what they
share: the smallest hashes find texts that are alike (bottom-k MinHash: A. Broder, "On the resemblance and containment
of documents", 1997), and the sample grows with a text, so that a short one is found inside a long one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import accumulate
from zlib import crc32

from crawler.stories.text import Text

SHINGLE = 5  # words: stock phrases of four are in thousands of articles
RATE = 12
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
    hashed = sorted((crc32(each), each) for each in _shingles(text.consonants))
    sampled = sum(value < _BOUND for value, _ in hashed)
    return Signature(frozenset(_key(each) for _, each in hashed[: max(sampled, LEAST)]), sampled)


def _key(shingle: bytes) -> int:
    return int.from_bytes(blake2b(shingle, digest_size=6).digest(), "big", signed=True)


def _shingles(words: tuple[str, ...]) -> set[bytes]:
    """Return the runs of words as bytes, cut from the whole text: to join each by itself takes twice as long."""
    encoded = [word.encode() for word in words]
    whole = b" ".join(encoded)
    if len(words) <= SHINGLE:
        return {whole} if whole else set()
    ends = list(accumulate(len(word) + 1 for word in encoded))
    starts = [0, *ends]
    return {whole[start : end - 1] for start, end in zip(starts, ends[SHINGLE - 1 :], strict=False)}
