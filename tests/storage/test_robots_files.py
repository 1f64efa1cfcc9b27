"""robots.txt files are kept for a day, for every run and process."""

from datetime import timedelta

import pytest

from crawler.storage import Archive
from crawler.storage.robots import RobotsFiles

AUTHORITY = "https://www.example.com"


@pytest.fixture
def files(archive, clock):
    return RobotsFiles(archive, clock=clock)


def test_what_is_kept_is_there_for_another_process(archive, files, clock):
    files.keep(AUTHORITY, 200, b"Disallow: /\xff")
    with Archive(archive.path, create=False) as other:
        kept = RobotsFiles(other, clock=clock).get(AUTHORITY)
    assert (kept.status, kept.body, kept.fetched_at) == (200, b"Disallow: /\xff", clock.now)


def test_another_scheme_or_port_has_rules_of_its_own(files):
    files.keep(AUTHORITY, 404, b"")
    assert files.get("http://www.example.com") is None
    assert files.get(f"{AUTHORITY}:8443") is None


def test_the_newest_answer_counts(files):
    files.keep(AUTHORITY, 404, b"")
    files.keep(AUTHORITY, 200, b"Disallow: /")
    assert files.get(AUTHORITY).body == b"Disallow: /"


def test_after_a_day_it_is_as_good_as_none(files, clock):
    files.keep(AUTHORITY, 200, b"")
    clock.now += timedelta(hours=23, minutes=59)
    assert files.get(AUTHORITY)
    clock.now += timedelta(minutes=1)
    assert files.get(AUTHORITY) is None


def test_a_clock_that_was_set_back_makes_none_of_it_young(files, clock):
    files.keep(AUTHORITY, 200, b"")
    clock.now -= timedelta(hours=1)
    assert files.get(AUTHORITY) is None
