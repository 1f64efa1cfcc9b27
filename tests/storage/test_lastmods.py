"""Dates of change come in one form, so that two of them can be compared as texts."""

from datetime import UTC, datetime

import pytest

from crawler.storage.lastmods import is_day, may_be_after, normal

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2026-11-23T13:05:00+03:00", "2026-11-23T10:05:00Z"),
        ("2026-11-23 10:05:00", "2026-11-23T10:05:00Z"),
        ("2026-11-23T10:05Z", "2026-11-23T10:05:00Z"),
        (" 2026-11-23 ", "2026-11-23"),
        ("Mon, 23 Nov 2026 13:05:00 +0300", "2026-11-23T10:05:00Z"),
        ("الاثنين 23 نوفمبر 2026", "2026-11-23"),
        ("0001-01-01T00:00:00+03:00", None),
        ("2026", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_of_change_is_read_in_every_form(said, meant):
    assert normal(said, now=NOW) == meant


def test_texts_in_this_form_sort_by_time():
    said = ["2026-11-23T13:05:00+03:00", "2026-11-23T10:06:00Z", "2026-11-22", "2026-11-24"]
    assert sorted(normal(each, now=NOW) for each in said) == [
        "2026-11-22",
        "2026-11-23T10:05:00Z",
        "2026-11-23T10:06:00Z",
        "2026-11-24",
    ]


def test_a_day_lasts_until_it_ends_and_a_clock_may_be_wrong_by_a_few_hours():
    assert may_be_after("2026-11-23", NOW)
    assert may_be_after("2026-11-23T07:00:00Z", NOW)
    assert not may_be_after("2026-11-23T05:00:00Z", NOW)
    assert not may_be_after("2026-11-22", NOW)
    assert is_day("2026-11-23")
    assert not is_day("2026-11-23T07:00:00Z")
