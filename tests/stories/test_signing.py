"""Texts that share a passage share a key; the same text has the same keys for ever."""

import random

from crawler.stories.finding import COMMON, ENOUGH, candidates, met, to_post
from crawler.stories.signing import LEAST, SHINGLE, WINDOW, sign
from crawler.stories.text import Text


def words(number, count):
    rng = random.Random(number)
    return tuple("".join(rng.choices("بتثجحخدذرزسشصضطظعغفقكلمن", k=5)) for _ in range(count))


def test_the_keys_of_a_text_never_change():
    # An archive on a disk has them; another way of signing needs a migration that signs everything anew.
    signature = sign(Text(tuple("قالت وزارة الري اليوم ان منسوب النهر ارتفع ثلاثين سنتيمترا في المحافظات".split())))
    assert sorted(signature.keys)[:2] == [-120644437735792, -37379591877752]
    assert signature.sampled == 2


def test_a_passage_shares_a_key_with_every_text_that_holds_it():
    for number in range(300):
        passage = words(number, WINDOW + SHINGLE - 1)
        inside = words(-number, 200) + passage + words(10_000 + number, 200)
        assert sign(Text(passage)).keys & sign(Text(inside)).keys


def test_a_text_has_a_tenth_of_its_shingles_and_at_least_a_few():
    assert len(sign(Text(words(1, 20))).keys) == LEAST
    assert 90 < len(sign(Text(words(1, 1000))).keys) < 160
    assert len(sign(Text(words(1, 3))).keys) == 1
    assert sign(Text(())).keys == frozenset()


def test_keys_fit_in_six_bytes():
    made = [key for number in range(50) for key in sign(Text(words(number, 300))).keys]
    assert all(-(1 << 47) <= key < 1 << 47 for key in made)


def test_a_phrase_of_the_trade_leads_to_nobody():
    common = {1: set(range(COMMON))}
    assert candidates(common) == {}
    assert candidates({**common, 2: {7}}) == {7: 1}
    assert to_post([1, 2], common, ()) == [2]


def test_one_key_that_many_have_is_not_enough_and_two_are():
    many = set(range(30))
    assert candidates({1: many}) == {}
    assert candidates({1: many, 2: {5, 99}}) == {5: 2, 99: 1}


def test_a_story_is_posted_under_a_key_often_enough_to_be_found():
    story = set(range(ENOUGH))
    assert to_post([1], {1: story}, story) == []
    assert to_post([1], {1: story}, set(range(ENOUGH - 1))) == [1]


def test_postings_are_gathered_by_key():
    assert met([(1, 5), (2, 5), (1, 6)]) == {1: {5, 6}, 2: {5}}
