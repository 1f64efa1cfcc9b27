"""Findings packed into little memory come back as they were."""

import pickle

from crawler.discovery.packed import PART, Packed, in_parts
from crawler.found import Found, Role


def many(number):
    return [Found(f"https://khabar.example/news/{each}", Role.ARTICLE, title=f"خبر {each}") for each in range(number)]


def test_what_is_packed_comes_back_in_order_as_often_as_one_likes():
    found = many(2 * PART + 1)
    packed = Packed(iter(found))
    assert len(packed) == len(found)
    assert list(packed) == found
    assert list(pickle.loads(pickle.dumps(packed))) == found
    assert found[-1] in packed
    assert Found("https://khabar.example/other", Role.PAGE) not in packed


def test_nothing_packed_is_nothing():
    assert not Packed()
    assert list(Packed()) == []


def test_packed_findings_take_a_tenth_of_their_size():
    found = many(5 * PART)
    assert len(pickle.dumps(Packed(found))) < len(pickle.dumps(found)) / 10


def test_parts_hold_so_many_at_most_and_leave_none_out():
    parts = list(in_parts(many(PART + 1)))
    assert [len(part) for part in parts] == [PART, 1]
    assert [each for part in parts for each in part] == many(PART + 1)
