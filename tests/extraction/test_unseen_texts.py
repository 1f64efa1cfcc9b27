"""Real texts in layouts of our own are read right, and listings of them are taken for none: floors, as elsewhere."""

import random

import pytest
import unseen
from layouts import LAYOUTS

TEXTS = 5  # for each layout


@pytest.fixture(scope="module")
def stories(shared):
    return unseen.texts(random.Random(2))


@pytest.mark.parametrize("known", [False, True], ids=["a site never seen", "a site that teaches"])
def test_nearly_every_text_is_found_and_every_date_right(stories, known):
    chance, drawn = random.Random(2), iter(stories)
    faults = []
    for layout in LAYOUTS:
        made = [layout.made(next(drawn), stories, chance, 4000 + number) for number in range(TEXTS)]
        faults += unseen.read_site(made, learn=known)
    assert [what for fault, what in faults if fault in ("date", "title")] == []
    wrong = [what for fault, what in faults if fault == "body"]
    assert len(wrong) <= (1 - unseen.SHARE) * TEXTS * len(LAYOUTS), wrong


def test_a_listing_is_seldom_taken_for_an_article(stories):
    chance = random.Random(2)
    taken = [url for url in unseen.ADDRESSES for _ in range(20) if unseen.is_taken_for_story(stories, chance, url)]
    assert len(taken) <= 0.1 * 20 * len(unseen.ADDRESSES), taken
