"""Usual places are tried one after the other, and a run that goes on waits for the one that is being tried."""

import pytest

from crawler.found import Found, Role
from crawler.jobs.usual import UsualPlaces, places
from crawler.storage import Archive, State

FRONT = "https://example.com/ar/"


@pytest.fixture
def ledger(tmp_path):
    with Archive(tmp_path) as archive:
        ledger = archive.ledger("example.com")
        ledger.start_run()
        yield ledger


@pytest.fixture
def usual(ledger):
    return UsualPlaces(ledger, lambda found: ledger.add(found, depth=0, parent=None))


def waiting(ledger):
    return [page.url for page in ledger.take(99)]


def test_the_next_place_is_tried_when_one_is_empty(ledger, usual):
    first, second, *_ = places(FRONT, Role.FEED)
    usual.begin(FRONT, [Role.FEED])
    assert waiting(ledger) == [first]
    ledger.done(first, State.GONE)
    usual.failed(Role.FEED)
    assert waiting(ledger) == [second]
    assert usual.is_guess(first)
    assert usual.is_guess(second)


def test_no_more_are_tried_when_one_is_there(ledger, usual):
    usual.begin(FRONT, [Role.SITEMAP])
    waiting(ledger)
    usual.found(Role.SITEMAP)
    usual.failed(Role.SITEMAP)
    assert waiting(ledger) == []


def test_a_place_that_an_earlier_run_still_waits_for_is_the_one_that_is_tried(ledger, usual):
    first, second, third, *_ = places(FRONT, Role.FEED)
    ledger.add([Found(first, Role.FEED), Found(second, Role.FEED)], depth=0, parent=None)
    ledger.done(first, State.GONE)
    usual.begin(FRONT, [Role.FEED])
    assert waiting(ledger) == [second]
    usual.failed(Role.FEED)
    assert waiting(ledger) == [third]
