"""What figures come to, and what chance alone would do."""

import pytest

from crawler.found import Role
from crawler.health.chance import Ratio, at_least, at_most, fell, longest_quiet, pooled
from crawler.health.sums import Sums
from crawler.reasons import Reason


def test_figures_of_visits_are_added_up():
    sums = Sums.of([{"stored": 2, "visits": 1}, {"stored": 3, "visits": 1, "visits-failed": 1, "requests": 9}])
    assert (sums.new, sums.visits, sums.failed, sums.requests) == (5, 2, 1, 9)


def test_shares_are_of_what_they_are_shares_of():
    sums = Sums({"promised": 20, "delivered": 15, "refused": 5, "stored": 9, "duplicates": 3, "copies": 2})
    assert (sums.delivered, sums.refused) == (Ratio(15, 20), Ratio(5, 25))
    assert (sums.duplicates, sums.copies) == (Ratio(3, 12), Ratio(2, 9))
    assert Sums({"field/authors": 4, "words/64": 5, "words/128": 3}).having("authors") == Ratio(4, 8)
    assert Sums({"reason/robots": 3, "new-by/feed": 7}).reason(Reason.ROBOTS) == 3
    assert Sums({"new-by/feed": 7}).new_by(Role.FEED) == 7


@pytest.mark.parametrize(
    ("lengths", "median"),
    [
        ({}, None),
        ({"words/256": 1}, 181),
        ({"words/64": 5, "words/512": 5}, 64),
        ({"words/64": 1, "words/512": 9}, 348),
    ],
)
def test_the_length_in_the_middle_is_read_from_powers_of_two(lengths, median):
    assert Sums(lengths).median_words == median


def test_time_per_page_is_the_mean():
    assert Sums({"milliseconds": 900, "pages": 3}).milliseconds == 300
    assert Sums({}).milliseconds is None


def test_the_chance_of_so_few_is_that_of_the_binomial_distribution():
    assert at_most(0, 3, 0.5) == pytest.approx(1 / 8)
    assert at_most(1, 3, 0.5) == pytest.approx(4 / 8)
    assert at_least(3, 3, 0.1) == pytest.approx(0.001)
    assert (at_most(3, 3, 0.2), at_most(0, 3, 0.0), at_most(2, 3, 1.0)) == (1.0, 1.0, 0.0)


def test_a_day_of_thousands_weighs_like_an_ordinary_one():
    assert pooled([Ratio(5000, 5000), Ratio(0, 100)]) == Ratio(100, 200)


def test_a_fall_takes_enough_of_now_and_of_before():
    habit = [Ratio(95, 100)] * 5
    assert fell(Ratio(0, 10), habit) == Ratio(475, 500)
    assert fell(Ratio(0, 5), habit) is None
    assert fell(Ratio(0, 10), [Ratio(19, 20)]) is None
    assert fell(Ratio(0, 100), [Ratio(40, 100)] * 5) is None


def test_a_fall_that_chance_may_bring_is_none():
    assert fell(Ratio(0, 8), [Ratio(6, 10)] * 4) is None
    assert fell(Ratio(0, 60), [Ratio(6, 10)] * 4) is not None


def test_the_busier_a_source_the_more_it_may_owe():
    assert longest_quiet(1) < longest_quiet(24) < longest_quiet(240) < 16
