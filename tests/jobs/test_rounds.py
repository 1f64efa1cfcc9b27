"""A visit of a known site asks for what brings its news, the cheapest first; where that fails, the next takes over."""

from itertools import pairwise
from random import Random

import pytest
from crawling import served
from crawling import visit as visited
from visiting import (
    DAY,
    DOWN,
    EMPTY_FEED,
    FEED,
    FRONT,
    GONE,
    HOUR,
    NEWS,
    NO_LIST,
    QUARTER,
    SECTIONS,
    SITEMAP,
    WAYS,
    Press,
)


def known(data, **given):
    """Return a newspaper that was crawled, and then visited until what brings its news is known."""
    press = Press(data, **given)
    press.visit()
    for _ in range(3):
        press.publish(4)
        press.visit(after=DAY)
    assert press.missing == []
    return press


@pytest.fixture
def press(tmp_path):
    return known(tmp_path)


def test_the_first_visit_after_a_crawl_asks_for_every_list_the_cheap_ones_first(tmp_path):
    press = Press(tmp_path)
    press.visit()
    press.visit()
    assert press.lists == list(WAYS[:4])  # the crawl itself has just seen the sections
    press.visit()
    assert press.asked == [FEED]


def test_a_visit_asks_for_the_feed_alone_and_for_the_other_lists_in_their_turn(press):
    press.publish(2)
    press.visit()
    assert press.lists == [FEED]
    assert press.missing == []
    press.visit(after=HOUR)
    assert press.asked == [FEED]
    press.visit(after=DAY)
    assert set(press.lists) == set(WAYS)


def test_a_crawl_on_demand_asks_for_every_list(press):
    press.visit(asked_by="crawl")
    assert set(press.lists) >= set(WAYS[:4])


@pytest.mark.parametrize(
    ("broken", "trouble"),
    [(GONE, "answers 404"), (DOWN, "answers 500"), (NO_LIST, "is no feed"), (EMPTY_FEED, "is empty")],
    ids=["404", "500", "html", "empty"],
)
def test_where_the_feed_fails_the_news_sitemap_takes_its_place_in_the_same_visit_until_it_is_back(
    press, broken, trouble
):
    press.broken[FEED] = broken
    press.publish(2)
    job = press.visit()
    assert press.lists == [FEED, NEWS]
    assert press.missing == []
    assert job.note == f"its feed http://press.example/feed.xml {trouble}; its news sitemap is read instead"
    assert press.counted["khabar/fallback/feed"] == 1
    press.publish(2)
    assert press.visit().note == job.note
    assert press.missing == []
    press.broken.clear()
    press.publish(2)
    press.visit(after=DAY)
    assert press.missing == []
    press.publish(1)
    assert press.visit().note is None
    assert FEED in press.lists
    assert press.missing == []


def test_one_list_after_the_other_takes_over_down_to_the_sections(press):
    press.broken = dict.fromkeys((FEED, NEWS), GONE)
    press.publish(2)
    assert "its sitemap is read instead" in press.visit().note
    assert press.lists == [FEED, NEWS, SITEMAP]
    press.broken[SITEMAP] = GONE
    press.publish(2)
    assert "its front page with its sections is read instead" in press.visit(after=DAY).note
    assert set(press.lists) == set(WAYS)
    assert press.missing == []


def test_a_feed_that_is_lost_is_looked_at_less_and_less_but_daily(press):
    press.broken[FEED] = GONE
    looks = []
    for _ in range(60):
        press.visit(after=HOUR)
        looks += [press.now] * (FEED in press.asked)
    waits = [later - before for before, later in pairwise(looks)]
    assert waits == sorted(waits)
    assert waits[0] == HOUR
    assert 20 * HOUR <= waits[-1] <= DAY


def test_what_the_feed_leaves_out_is_found_within_a_day_and_then_at_every_visit(press):
    press.unlisted[FEED] = set(range(press.stories, press.stories + 100, 2))
    press.publish(6)
    press.visit()
    assert press.missing != []
    press.visit(after=DAY)
    assert press.missing == []
    for _ in range(5):
        press.publish(2)
        press.visit()
        assert press.missing == []
        assert set(press.lists) == {FEED, NEWS}


def test_a_stale_copy_of_the_feed_hides_news_for_a_day_at_most(press):
    press.freeze(FEED)
    press.publish(3)
    for _ in range(24):
        press.visit(after=HOUR)
    assert press.missing == []
    press.publish(1)
    job = press.visit()
    assert press.missing == []
    assert "names nothing of what is new; its news sitemap did" in job.note
    assert press.counted["khabar/stale/feed"] == 1


def test_without_feeds_and_sitemaps_every_visit_asks_for_the_sections_until_they_are_known_to_add_nothing(tmp_path):
    press = known(tmp_path, has=(FRONT, *SECTIONS))
    press.unlisted[FRONT] = {press.stories}
    press.publish(1)
    press.visit(after=DAY)
    assert press.missing == []


def test_of_an_index_without_dates_the_sitemap_that_grows_is_read_and_the_others_in_their_turn(tmp_path):
    press = known(tmp_path, has=(SITEMAP, FRONT), split=True, stories=35)
    press.publish(2)
    press.visit()
    assert press.lists == [SITEMAP, press.parts[-1]]
    assert press.missing == []
    press.publish(12)  # the last one is full
    press.visit()
    assert press.lists == [SITEMAP, *press.parts[-2:]]
    assert press.missing == []
    press.visit(after=DAY)
    assert set(press.lists) == {SITEMAP, FRONT, *press.parts}


@pytest.mark.parametrize("seed", range(2))
def test_whatever_dies_and_revives_nothing_is_lost_while_one_list_tells_of_it(tmp_path, seed):
    random = Random(seed)
    press = known(tmp_path)
    published = dict.fromkeys(range(press.stories), press.now)
    for _ in range(40):
        upset(press, random)
        before = press.stories
        press.publish(random.choice([0, 0, 1, 2]))
        published |= dict.fromkeys(range(before, press.stories), press.now)
        press.visit(after=random.choice([QUARTER, HOUR, 4 * HOUR]))
        assert [each for each in press.missing if press.now - published[each] > DAY + HOUR] == []
    press.visit(after=DAY)
    assert press.missing == []


def upset(press, random):
    """Break a list or mend one; one of the sitemaps is always well."""
    path = random.choice(WAYS)
    if path in press.broken:
        del press.broken[path]
    elif {path, *press.broken} >= {NEWS, SITEMAP}:
        return
    elif random.random() < 0.3:
        press.freeze(path)
    else:
        press.broken[path] = random.choice([GONE, DOWN, NO_LIST, EMPTY_FEED])


def test_nothing_is_lost_on_the_network_either(tmp_path):
    press = Press(tmp_path)
    with served(press.site):
        visit(press)
        visit(press)
        press.broken[FEED] = GONE
        press.publish(2)
        job = visit(press)
        assert press.site.paths[:2] == [FEED, NEWS]
        assert "answers 404; its news sitemap is read instead" in job.note
        assert job.figures["fallback/feed"] == 1
        assert press.missing == []


def visit(press):
    press.now += QUARTER
    press.site.asked.clear()
    return visited(press.site.url, press.data, now=press.now.isoformat())
