"""Finding: which of the articles that share a key with a text are worth comparing with it, word by word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

COMMON = 64  # articles: a key that so many have is a phrase of the trade, or stands below every article of a site
RARE = 16  # articles: a key that fewer have may tell a story by itself
COMPARED = 32  # texts at most: those that share most
ENOUGH = 16  # articles of one story under one key: whoever is like the story meets one of them

_SHARE = 0.25  # of the keys that two texts would share if one were in the other: half of what copies reach


def met(postings: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Return key → the numbers of the articles that have it."""
    found: dict[int, set[int]] = {}
    for key, number in postings:
        found.setdefault(key, set()).add(number)
    return found


def candidates(found: Mapping[int, Collection[int]]) -> dict[int, int]:
    """Return the articles that may be copies, with how many keys they share; those that share most come first."""
    shared: dict[int, int] = {}
    telling: set[int] = set()
    for numbers in found.values():
        if len(numbers) < COMMON:
            for number in numbers:
                shared[number] = shared.get(number, 0) + 1
            telling.update(numbers if len(numbers) <= RARE else ())
    kept = {number: count for number, count in shared.items() if count > 1 or number in telling}
    return dict(sorted(kept.items(), key=lambda each: (-each[1], each[0])))


def is_worth(shared: int, sampled: int, other_sampled: int) -> bool:
    """Tell whether two texts share as many keys as copies do; `sampled` as in Signature."""
    return shared >= _SHARE * min(sampled, other_sampled)


def to_post(keys: Collection[int], found: Mapping[int, Collection[int]], story: Collection[int]) -> list[int]:
    """Return the keys under which an article is to be found: neither common ones, nor those its story has enough of."""
    story = set(story)
    return [key for key in keys if _has_room(set(found.get(key, ())), story)]


def _has_room(numbers: set[int], story: set[int]) -> bool:
    return len(numbers) < COMMON and len(numbers & story) < ENOUGH
