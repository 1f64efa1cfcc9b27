"""What people ask of visits, as they write it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.schedule.wishes import LEAST, Quiet, Wishes, read, read_cron, read_every, read_quiet

CAIRO = ZoneInfo("Africa/Cairo")
NOON = datetime(2026, 1, 14, 12, tzinfo=CAIRO)


@pytest.mark.parametrize(
    ("text", "span"),
    [("30m", timedelta(minutes=30)), ("90s", timedelta(seconds=90)), (" 2H ", timedelta(hours=2)),
     ("1d", timedelta(days=1))],
)  # fmt: skip
def test_a_span_is_read(text, span):
    assert read_every(text) == span


@pytest.mark.parametrize("text", ["30", "m", "", "half an hour", "10s", "99d", 30, None, "-5m", "1.5h"])
def test_what_is_no_span_is_told_how_one_is_written(text):
    with pytest.raises(ValueError, match="write a span"):
        read_every(text)


@pytest.mark.parametrize("text", ["* * *", "61 * * * *", "often", "", 5, None, "0 0 31 2 *"])
def test_what_is_no_cron_line_is_told_what_one_has(text):
    with pytest.raises(ValueError, match="minute, hour, day"):
        read_cron(text)


def test_a_cron_line_ticks_on_the_clock_of_the_source():
    wishes = Wishes(cron="30 6 * * *")
    assert wishes.next_tick(NOON.astimezone(UTC), CAIRO) == datetime(2026, 1, 15, 6, 30, tzinfo=CAIRO)


@pytest.mark.parametrize(
    ("hours", "at", "until"),
    [
        ("11:00-13:00", "12:00", "13:00"), ("11:00-12:00", "12:00", None), ("12:00-12:30", "12:00", "12:30"),
        ("22:00-06:00", "23:30", "06:00"), ("22:00-06:00", "05:59", "06:00"), ("22:00-06:00", "06:00", None),
        ("20:00-24:00", "23:59", "00:00"), (["11:00-12:30", "12:30-14:00"], "12:00", "14:00"),
    ],
)  # fmt: skip
def test_quiet_hours_end(hours, at, until):
    instant = NOON.replace(hour=int(at[:2]), minute=int(at[3:]))
    end = Wishes(quiet=read_quiet(hours)).quiet_until(instant.astimezone(UTC), CAIRO)
    assert (end and f"{end.astimezone(CAIRO):%H:%M}") == until


@pytest.mark.parametrize("hours", ["1-5", "25:00-26:00", "01:00", "03:00-03:00", 5, ["x"], "00:00-24:00"])
def test_hours_that_are_none_are_told(hours):
    with pytest.raises(ValueError, match=r"hours such as|whole day"):
        read_quiet(hours)


def test_wishes_are_read_by_their_keys_and_an_error_names_its_key():
    wishes = read({"every": "30m", "quiet": "01:00-05:00", "budget": 300, "name": "passed over"})
    assert wishes == Wishes(timedelta(minutes=30), None, (Quiet(time(1), time(5)),), 300)
    with pytest.raises(ValueError, match="keep one"):
        read({"every": "1h", "cron": "* * * * *"})


@pytest.mark.parametrize("number", [0, 1, LEAST - 1, 2.5, True, "300"])
def test_a_budget_that_brings_no_article_is_refused_with_the_least(number):
    with pytest.raises(ValueError, match=rf'"budget" is {number!r}; write a number of requests a day, from {LEAST}:'):
        read({"budget": number})
    assert read({"budget": LEAST}).budget == LEAST


def test_nearer_wishes_go_before_and_the_others_fill_what_they_leave_open():
    own, general = read({"cron": "0 * * * *"}), read({"every": "1h", "budget": 100, "quiet": "01:00-02:00"})
    assert own.over(general) == Wishes(None, "0 * * * *", general.quiet, 100)
    assert Wishes().over(general) == general
