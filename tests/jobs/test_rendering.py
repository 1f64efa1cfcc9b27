"""Whether a site's pages go through the browser follows from what they have shown, and is looked at again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.article import Article
from crawler.discovery.reading import Reading
from crawler.fetching.browser import Kind
from crawler.found import Found, Role
from crawler.jobs.rendering import SAMPLED, SETTLED, UNDONE, VAIN, Habit, is_there, kind_of, looks_empty, said
from crawler.reasons import Reason, Rejection
from crawler.sources import source_for

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SHELL = Reading(None, Rejection(Reason.NO_TEXT), is_shell=True)
STORY = Reading(Article(url="https://a.example/1", title="خبر"), None)


def after(habit, *, shown, times=1, now=NOW):
    for _ in range(times):
        habit = habit.tried(now, shown=shown)
    return habit


def test_pages_go_there_at_once_when_it_has_helped_a_few_times():
    habits = [after(Habit(), shown=True, times=times) for times in range(SETTLED + 1)]
    assert [habit.goes_straight(NOW) for habit in habits] == [False] * SETTLED + [True]


def test_now_and_then_one_is_asked_for_plainly():
    habit = after(Habit(), shown=True, times=SETTLED)
    for _ in range(SAMPLED):
        assert habit.goes_straight(NOW)
        habit = habit.straight()
    assert not habit.goes_straight(NOW)
    assert after(habit, shown=True).goes_straight(NOW)  # the sample needed it too
    assert not after(Habit(), shown=True, times=SETTLED).goes_straight(NOW + DAY)


def test_where_samples_need_none_it_is_undone():
    habit = after(Habit(), shown=True, times=SETTLED + 5)
    for _ in range(UNDONE):
        assert habit.helped
        habit = habit.plainly(NOW)
        assert not habit.goes_straight(NOW)
    assert habit == Habit()


def test_one_that_needed_none_among_others_that_do_undoes_nothing():
    habit = after(after(Habit(), shown=True, times=SETTLED).plainly(NOW), shown=True)
    assert habit.goes_straight(NOW)


def test_where_it_shows_no_more_it_is_left_alone_for_a_day():
    habits = [after(Habit(), shown=False, times=times) for times in range(VAIN + 1)]
    assert [habit.may_try(NOW) for habit in habits] == [True] * VAIN + [False]
    assert habits[VAIN].may_try(NOW + DAY)
    assert habits[VAIN - 1].plainly(NOW).vain == 0
    assert not after(after(Habit(), shown=True, times=SETTLED), shown=False, times=VAIN).goes_straight(NOW)


@pytest.mark.parametrize(
    ("reading", "kind", "empty"),
    [
        (SHELL, Kind.ARTICLES, True),
        (SHELL, Kind.LISTS, True),
        (STORY, Kind.ARTICLES, False),
        (replace(SHELL, is_shell=False), Kind.ARTICLES, False),
        (replace(SHELL, links=(Found("https://a.example/1", Role.ARTICLE),)), Kind.LISTS, False),
        (replace(SHELL, links=(Found("https://a.example/b", Role.SECTION),)), Kind.LISTS, True),
        (replace(SHELL, rejection=Rejection(Reason.CHALLENGE)), Kind.ARTICLES, False),
        (replace(SHELL, rejection=Rejection(Reason.CONSENT), is_shell=False), Kind.ARTICLES, True),
    ],
)
def test_a_page_that_gave_nothing_and_looks_like_a_shell_or_a_layer_may_need_it(reading, kind, empty):
    assert looks_empty(reading, kind) is empty
    assert not (empty and is_there(reading, kind))


@pytest.mark.parametrize(
    ("browser", "articles", "lists"),
    [(None, None, None), (True, True, True), (False, False, False), ("articles", True, False), ("lists", False, True)],
)
def test_a_sources_file_has_the_last_word(browser, articles, lists):
    source = replace(source_for("https://a.example/"), browser=browser)
    assert (said(source, Kind.ARTICLES), said(source, Kind.LISTS)) == (articles, lists)


def test_feeds_and_sitemaps_are_never_loaded_in_it():
    assert {role for role in Role if kind_of(role) is None} == {Role.FEED, Role.SITEMAP}
