"""A source's rhythm is learnt from what it published, and says when the next visit is worth its requests."""

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.schedule.rhythm import Rhythm

RIYADH = ZoneInfo("Asia/Riyadh")
NOW = datetime(2026, 3, 15, 12, tzinfo=RIYADH)  # a Sunday
DAY = timedelta(days=1)


def published(each_hour=3, until=NOW):
    """Articles of four weeks, at the hours of the day, and on all days but Friday (4)."""
    chance = random.Random(1)
    hours = [until - timedelta(hours=n) for n in range(1, 28 * 24)]
    at = [hour for hour in hours if 8 <= hour.hour < 20 and hour.weekday() != 4 for _ in range(each_hour)]
    return [each + timedelta(minutes=chance.uniform(0, 59)) for each in at]


def learnt(times, since=NOW - 28 * DAY, until=NOW):
    return Rhythm.of(times, since=since, until=until, zone=RIYADH)


def test_as_many_articles_are_expected_as_there_were():
    assert learnt(published()).expected(NOW, NOW + 7 * DAY) == pytest.approx(3 * 12 * 6, rel=0.15)


def test_the_night_and_friday_are_quiet():
    rhythm = learnt(published())
    noon, night = NOW, NOW.replace(hour=3)
    friday = NOW - 2 * DAY
    assert friday.weekday() == 4
    assert rhythm.rate(night) < rhythm.rate(noon) / 4
    assert rhythm.rate(friday) < rhythm.rate(noon) / 2


def test_a_source_that_nobody_knows_is_expected_to_publish_little_and_less_the_longer_it_is_silent():
    hour, week = (learnt([], since=NOW - span).rate(NOW) for span in (timedelta(hours=1), 7 * DAY))
    assert 0 < week < hour < 1


def test_two_articles_do_not_make_an_hour_of_the_day_certain():
    rhythm = learnt([NOW - 3 * DAY, NOW - 4 * DAY], since=NOW - 5 * DAY)
    assert rhythm.rate(NOW + timedelta(hours=12)) > rhythm.rate(NOW) / 3


def test_more_is_published_more_visits():
    waits = [learnt(published(each_hour=n)).ripe(0.5, at_most=DAY) - NOW for n in (1, 4, 16)]
    assert waits == sorted(waits, reverse=True)
    assert waits[0] / waits[2] == pytest.approx(4, rel=0.3)


def test_the_evening_is_waited_for():
    late = NOW.replace(hour=23)
    asleep = learnt(published(until=late), since=late - 28 * DAY, until=late).ripe(0.5, at_most=DAY) - late
    awake = learnt(published()).ripe(0.5, at_most=DAY) - NOW
    assert asleep > 3 * awake


def test_what_happens_today_counts():
    times = published(each_hour=1)
    calm = learnt(times)
    stormy = learnt([*times, *(NOW - timedelta(minutes=5 * n) for n in range(1, 40))])
    silent = learnt([each for each in times if each < NOW - 2 * DAY])
    assert silent.mood < calm.mood < stormy.mood
    assert silent.ripe(0.5, at_most=DAY) > calm.ripe(0.5, at_most=DAY) > stormy.ripe(0.5, at_most=DAY)


def test_no_wait_is_longer_than_allowed():
    assert learnt([], since=NOW - 300 * DAY).ripe(100, at_most=DAY) == NOW + DAY


def test_what_lies_outside_the_window_is_not_counted():
    inside = published()
    assert learnt([*inside, NOW - 90 * DAY, NOW + DAY]).published == learnt(inside).published


def test_the_clock_of_the_source_counts():
    at_nine = [datetime(2026, 3, day, 9, tzinfo=RIYADH) for day in range(1, 15) for _ in range(5)]
    rhythm = learnt(at_nine, since=NOW - 14 * DAY)
    assert rhythm.rate(datetime(2026, 3, 16, 6, 30, tzinfo=UTC)) > 2 * rhythm.rate(
        datetime(2026, 3, 16, 9, 30, tzinfo=UTC)
    )
