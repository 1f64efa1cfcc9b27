"""When a source is visited next: people's wishes, experience, and what the site itself says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.schedule.due import LATEST, SOONEST, Due, Past, by_turn, next_visit
from crawler.schedule.rhythm import Rhythm
from crawler.schedule.wishes import Wishes, read

BEIRUT = ZoneInfo("Asia/Beirut")
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PAST = Past(began=NOW, ended=NOW + MINUTE)


def due(past=PAST, wishes=None, rhythm=None, now=NOW + MINUTE):
    return next_visit(past, read(wishes or {}), rhythm, now=now, zone=BEIRUT)


def rhythm(times, since=NOW - 20 * DAY):
    return Rhythm.of(times, since=since, until=NOW, zone=BEIRUT)


BUSY = rhythm([NOW - n * MINUTE for n in range(3 * 24 * 60)], since=NOW - 3 * DAY)
DEAD = rhythm([], since=NOW - 400 * DAY)


def test_a_source_that_was_never_visited_is_due_now():
    assert due(None) == Due(NOW + MINUTE, "never visited")


def test_by_itself_it_is_visited_between_five_minutes_and_a_day_later():
    assert due(rhythm=BUSY).at == NOW + SOONEST
    assert due(replace(PAST, lists=16), rhythm=DEAD).at == NOW + LATEST


def test_a_dear_visit_is_made_less_often():
    some = rhythm([NOW - n * HOUR for n in range(1, 300)])
    cheap, dear = (due(replace(PAST, lists=lists), rhythm=some).at for lists in (1, 9))
    assert (dear - NOW) / (cheap - NOW) == pytest.approx(3, rel=0.05)


def test_what_the_feed_says_is_kept_within_reason():
    assert due(replace(PAST, fresh=1200), rhythm=BUSY).at == NOW + 20 * MINUTE
    assert due(replace(PAST, fresh=10**7), rhythm=BUSY).at == NOW + HOUR


@pytest.mark.parametrize(
    ("wishes", "at", "why"),
    [
        ({"every": "30m"}, NOW + 30 * MINUTE, "every 30m"),
        ({"every": "2d"}, NOW + 2 * DAY, "every 2d"),
        ({"cron": "0 * * * *"}, NOW + HOUR, "cron 0 * * * *"),
        ({"every": "2m"}, NOW + 2 * MINUTE, "every 2m"),
    ],
)
def test_wishes_go_before_experience(wishes, at, why):
    assert due(replace(PAST, fresh=3000), wishes, BUSY) == Due(at, why)


def test_a_missed_visit_is_made_up_once():
    missed = due(wishes={"cron": "*/10 * * * *"}, now=NOW + 5 * HOUR)
    assert missed.at == NOW + 10 * MINUTE
    later = replace(PAST, began=NOW + 5 * HOUR, ended=NOW + 5 * HOUR)
    assert due(later, {"cron": "*/10 * * * *"}, now=NOW + 5 * HOUR).at == NOW + 5 * HOUR + 10 * MINUTE


def test_a_failing_source_backs_off_and_is_never_given_up():
    waits = [due(replace(PAST, failed=n), rhythm=BUSY).at - PAST.ended for n in (1, 2, 3, 8, 1000)]
    assert waits == [15 * MINUTE, 30 * MINUTE, HOUR, LATEST, LATEST]
    assert "3 times" in due(replace(PAST, failed=3), rhythm=BUSY).why


def test_wishes_do_not_undo_the_backing_off():
    assert due(replace(PAST, failed=4), {"every": "5m"}).at == PAST.ended + 2 * HOUR


def test_a_site_that_asked_to_wait_is_not_visited_before():
    until = NOW + 3 * HOUR
    assert due(replace(PAST, wait_until=until), {"every": "5m"}).at == until
    assert due(replace(PAST, wait_until=NOW - HOUR), {"every": "5m"}).at == NOW + 5 * MINUTE


def test_a_visit_that_was_cut_short_goes_on_at_once():
    assert due(replace(PAST, cut_short=True), {"every": "12h"}).at == PAST.ended
    assert due(replace(PAST, cut_short=True, in_the_way=True)).at == PAST.ended + MINUTE


def test_pages_that_wait_are_fetched_soon():
    assert due(replace(PAST, unfinished=True), rhythm=DEAD).at == PAST.ended + SOONEST


def test_quiet_hours_are_on_the_clock_of_the_source():
    night = {"every": "30m", "quiet": "14:00-18:00"}  # 12:00 to 16:00 UTC in a Lebanese winter
    assert due(wishes=night) == Due(NOW + 4 * HOUR, "quiet hours")
    assert due(wishes=night, now=NOW + 6 * HOUR).at <= NOW + 6 * HOUR


def test_a_source_that_was_never_visited_waits_for_the_end_of_quiet_hours():
    assert due(None, {"quiet": "14:00-18:00"}).at == NOW + 4 * HOUR


def test_a_spent_budget_waits_for_the_next_day_of_the_source():
    spent = due(replace(PAST, spent=100), {"every": "30m", "budget": 100})
    assert spent.at.astimezone(BEIRUT) == datetime(2026, 3, 5, tzinfo=BEIRUT)
    assert due(replace(PAST, spent=99), {"every": "30m", "budget": 100}).at == NOW + 30 * MINUTE


def test_the_longest_overdue_go_first():
    dues = {"late": Due(NOW - HOUR, ""), "later": Due(NOW - MINUTE, ""), "not yet": Due(NOW + MINUTE, "")}
    assert by_turn(dues.items(), NOW) == ["late", "later"]


def test_no_wish_and_no_rhythm_means_soon():
    assert due(rhythm=None).at == NOW + SOONEST
    assert Wishes() == read({})
