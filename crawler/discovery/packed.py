"""Packed: tens of thousands of findings that take little memory until they are wanted, a part at a time."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from crawler.found import Found

PART = 1000  # findings that are unpacked together
_FAST = 1  # zlib's level: addresses of one site are much alike


class Packed(Collection[Found]):
    """The findings of one list, in order. What it is given is read once, and can be iterated over again and again."""

    def __init__(self, found: Iterable[Found] = ()) -> None:
        self._parts: list[bytes] = []
        self._count = 0
        for part in in_parts(found):
            self._parts.append(zlib.compress(pickle.dumps(part), _FAST))
            self._count += len(part)

    def __iter__(self) -> Iterator[Found]:
        for part in self._parts:
            yield from pickle.loads(zlib.decompress(part))  # noqa: S301  packed by ourselves

    def __len__(self) -> int:
        return self._count

    def __contains__(self, found: object) -> bool:
        return any(each == found for each in self)


def in_parts(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Yield many findings in lists of at most PART."""
    found = iter(found)
    while part := list(islice(found, PART)):
        yield part
