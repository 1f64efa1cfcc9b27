"""When the articles of a source came out."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.storage.publications import last_published, published

NOON = datetime(2020, 9, 30, 12, tzinfo=UTC)


@pytest.fixture
def three(archive, another):
    """Articles of ten days ago, of yesterday and of tomorrow, one without a date, and one of another source."""
    for number, at in enumerate((NOON - timedelta(days=10), NOON - timedelta(days=1), NOON + timedelta(days=1), None)):
        archive.store(another(number, published=at))
    archive.store(another(9, published=NOON, source="other.com"))
    return archive


def test_the_newest_article_is_found_and_what_is_dated_ahead_left_out(three):
    found = last_published(three, ["example.com", "other.com", "third.com"], until=NOON)
    assert found == {"example.com": NOON - timedelta(days=1), "other.com": NOON}


def test_the_instants_of_a_window_are_given_in_order(three):
    assert published(three, "example.com", until=NOON, window=timedelta(days=28)) == [
        NOON - timedelta(days=10),
        NOON - timedelta(days=1),
    ]
    assert published(three, "example.com", until=NOON, window=timedelta(days=2)) == [NOON - timedelta(days=1)]
