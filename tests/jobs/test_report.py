"""A crawl that brought nothing says why, in one sentence."""

import pytest

from crawler import stats as names
from crawler.jobs.report import bounds, failure, reasons
from crawler.jobs.seldom import Seldom
from crawler.reasons import Reason, Rejection

REFUSED = Rejection(Reason.NETWORK, "nashra.example does not resolve")


@pytest.mark.parametrize("name", [names.STORED, names.REVISED, names.KNOWN, names.DUPLICATES])
def test_a_crawl_that_met_an_article_did_not_fail(name):
    assert failure({name: 1}, refusal=REFUSED, kept=0, finish="finished") is None


def test_a_site_that_does_not_answer_fails_though_the_archive_has_it():
    assert failure({}, refusal=REFUSED, kept=12, finish="finished") == "nashra.example does not resolve"


def test_a_private_address_comes_with_advice():
    private = Rejection(Reason.FORBIDDEN_ADDRESS, "127.0.0.1 is a private address")
    assert "--allow-private-hosts" in failure({}, refusal=private, kept=0, finish="finished")


def test_what_no_option_lifts_comes_without_advice():
    fenced = Rejection(Reason.FORBIDDEN_ADDRESS, "an address with a user name before nashra.example")
    assert failure({}, refusal=fenced, kept=0, finish="finished") == fenced.detail


def test_without_any_article_it_tells_what_was_seen():
    stats = {names.PAGES: 4, names.REASON + Reason.SECTION: 3, names.REASON + Reason.GALLERY: 1}
    said = failure(stats, refusal=None, kept=0, finish="finished")
    assert said == "no article found; 4 pages read: 3 × a front or section page, 1 × a photo gallery"


def test_nothing_new_is_no_failure():
    assert failure({names.PAGES: 4}, refusal=None, kept=12, finish="finished") is None


def test_being_stopped_is_no_failure():
    assert failure({}, refusal=None, kept=0, finish="shutdown") is None


def test_a_broken_archive_is_told_in_its_own_words():
    stats = {names.FAILURE: "the disk is full", names.STORED: 3}
    assert failure(stats, refusal=None, kept=3, finish="storage") == "the disk is full"


def test_reasons_come_with_the_most_frequent_first():
    stats = {names.REASON + Reason.GALLERY: 1, names.REASON + Reason.SECTION: 3, "downloader/request_count": 9}
    assert list(reasons(stats).items()) == [(Reason.SECTION, 3), (Reason.GALLERY, 1)]


def test_bounds_come_with_the_most_frequent_first():
    stats = {names.BOUND + "page-links": 1, names.BOUND + "trap": 5, names.BOUND + "ratio": 0, names.PAGES: 9}
    assert list(bounds(stats).items()) == [("trap", 5), ("page-links", 1)]


def test_what_is_dear_to_count_is_counted_seldom_and_at_the_end_once_more():
    class Ledger:
        now, waiting, counted = 0.0, 7, 0

        def __call__(self):
            self.now += 0.5
            self.counted += 1
            return self.waiting

    ledger = Ledger()
    number = Seldom(ledger, clock=lambda: ledger.now)
    assert (number(), ledger.counted) == (7, 1)
    ledger.waiting = 8
    ledger.now += 499
    assert (number(), ledger.counted) == (7, 1)
    ledger.now += 1
    assert (number(), ledger.counted) == (8, 2)
    ledger.waiting = 9
    assert (number(now=True), ledger.counted) == (9, 3)
