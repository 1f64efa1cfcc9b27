"""Choosing: which article stands for a story, and which are its copies.

The answer depends on the articles and on how alike they are, never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from crawler.stories.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Member:
    """An article that is like another one. It was published between two instants, seconds since 1970, the later one
    excluded: a day apart where its page tells the day only; both None where it tells nothing. `size` is in words.
    """

    number: int
    starts: int | None
    ends: int | None
    size: int
    id: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members of which one is a copy of the other."""

    one: int
    other: int
    likeness: Likeness


Links = dict[int, dict[int, Pair]]


Agree = Callable[[int, int], bool]


def originals(members: Iterable[Member], pairs: Collection[Pair], agree: Agree) -> dict[int, int]:
    """Return of each copy the number of the article that stands for its story; what is not there stands for itself.

    Articles that are versions of one text, from each to the next, are one story, where each of them and the text that
    stands for it `agree`. A part and its whole are so too, but lead no further: two briefs are not one story because a
    third article holds both, unless that one stands for it.
    """
    left = {each.number: each for each in members}
    links = _links(pairs)
    chosen: dict[int, int] = {}
    while left:
        first = earliest(left.values())
        story = _story(first.number, links, left, agree)
        chosen |= dict.fromkeys(story - {first.number}, first.number)
        left = {number: each for number, each in left.items() if number not in story}
    return chosen


def earliest(members: Collection[Member]) -> Member:
    """Return the earliest published; where the times are equal or unknown, the fullest."""
    bound = min((each.ends for each in members if each.ends is not None), default=None)
    may_be = [each for each in members if bound is None or each.starts is None or each.starts < bound]
    return min(may_be, key=_fullest)


def _fullest(member: Member) -> tuple[int, bool, int, str]:
    return -member.size, member.starts is None, member.starts or 0, member.id


def _links(pairs: Iterable[Pair]) -> Links:
    links: Links = {}
    for pair in pairs:
        links.setdefault(pair.one, {})[pair.other] = pair
        links.setdefault(pair.other, {})[pair.one] = pair
    return links


def _story(first: int, links: Links, left: Mapping[int, Member], agree: Agree) -> set[int]:
    """Return who tells the story of `first`: its versions, their parts or wholes, and versions of those."""
    near = links.get(first, {}).keys()

    def joins(number: int) -> bool:
        return number in left and (number in near or agree(first, number))

    versions = _versions({first}, links, joins)
    parts = {number for each in versions for number in links.get(each, {}) if number not in versions}
    return versions | _versions({number for number in parts if joins(number)}, links, joins)


def _versions(of: set[int], links: Links, joins: Callable[[int], bool]) -> set[int]:
    """Return some articles, and those that are versions of one text with them, from each to the next."""
    found, refused, waiting = set(of), set[int](), list(of)
    while waiting:
        for number, pair in links.get(waiting.pop(), {}).items():
            if not pair.likeness.strong or number in found or number in refused:
                continue
            if joins(number):
                found.add(number)
                waiting.append(number)
            else:
                refused.add(number)
    return found
