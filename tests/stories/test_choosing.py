"""Who stands for a story depends on the articles, not on the order in which they came."""

import itertools

import pytest

from crawler.stories.choosing import Member, Pair, earliest, originals
from crawler.stories.likeness import Likeness

STRONG, WEAK = Likeness(0.8, 0.9), Likeness(0.2, 0.9)
MINUTE, DAY = 60, 86_400


def member(number, starts=None, lasts=MINUTE, size=100):
    return Member(number, starts, None if starts is None else starts + lasts, size, f"{number:016x}")


def agreeing(*_):
    return True


def test_the_earliest_stands_for_the_story():
    assert earliest([member(1, 500), member(2, 100), member(3, 900, size=999)]).number == 2


def test_the_fullest_does_where_times_are_equal_or_unknown():
    assert earliest([member(1, 100, size=80), member(2, 100, size=90)]).number == 2
    assert earliest([member(1, size=80), member(2, size=90)]).number == 2
    assert earliest([member(1, 100, size=80), member(2, size=90), member(3, 900, size=99)]).number == 2
    assert earliest([member(1, 100, size=100), member(2, size=90)]).number == 1


def test_a_day_is_equal_to_every_time_in_it():
    morning, day, evening = member(1, DAY + 600), member(2, DAY, lasts=DAY, size=150), member(3, DAY + 60_000, size=999)
    assert earliest([morning, day, evening]).number == 2
    assert earliest([morning, evening]).number == 1
    assert earliest([day, member(4, 2 * DAY, size=999)]).number == 2


def test_where_nothing_tells_them_apart_the_id_does():
    assert earliest([member(2), member(1)]).number == 1


@pytest.mark.parametrize(
    "pairs", list(itertools.permutations([Pair(1, 2, STRONG), Pair(2, 3, STRONG), Pair(4, 3, WEAK)]))
)
def test_versions_are_one_story_and_a_part_of_one_is_too(pairs):
    members = [member(1, 100), member(2, 200), member(3, 300), member(4, 400, size=50)]
    for order in itertools.permutations(members):
        assert originals(order, pairs, agreeing) == {2: 1, 3: 1, 4: 1}


def test_two_briefs_are_not_one_story_because_a_round_up_holds_both():
    brief, other, round_up = member(1, 100, size=50), member(2, 200, size=50), member(3, 300, size=500)
    pairs = [Pair(1, 3, WEAK), Pair(2, 3, WEAK)]
    assert originals([brief, other, round_up], pairs, agreeing) == {3: 1}


def test_versions_that_contradict_each_other_are_parted():
    pairs = [Pair(1, 2, STRONG), Pair(2, 3, STRONG)]
    assert originals([member(1, 1), member(2, 2), member(3, 3)], pairs, lambda one, other: {one, other} != {1, 3}) == {
        2: 1
    }


def test_an_article_alone_stands_for_itself():
    assert originals([member(1)], [], agreeing) == {}
