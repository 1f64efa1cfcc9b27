"""The queue hands out what the ledger holds."""

import pytest
from scrapy import Request

from crawler.errors import StorageError
from crawler.fetching.queue import LedgerQueue
from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.storage import Archive, State

HOME = "https://nashra.example/"


class Crawl:
    """What the queue needs of a spider."""

    def __init__(self, ledger):
        self.ledger, self.scope, self.halted, self.is_sated = ledger, "", None, False
        self.maze = set()

    def passes_over(self, page):
        if page.url in self.maze:
            self.ledger.done(page.key, State.NOT_ARTICLE, reason=Reason.TRAP)
        return page.url in self.maze

    def ask_for(self, page):
        return Request(page.url, meta={"page": page})

    def halt(self, error):
        self.halted = error


@pytest.fixture
def crawl(tmp_path):
    with Archive(tmp_path) as archive:
        ledger = archive.ledger("nashra.example")
        ledger.start_run()
        yield Crawl(ledger)


@pytest.fixture
def queue(crawl):
    queue = LedgerQueue()
    queue.open(crawl)
    return queue


def test_pages_come_in_the_ledgers_order_and_then_there_are_none(crawl, queue):
    crawl.ledger.add([Found(f"{HOME}story/1", Role.PAGE), Found(HOME, Role.FRONT)], depth=0, parent=None)
    assert queue.has_pending_requests()
    assert [queue.next_request().url, queue.next_request().url] == [HOME, f"{HOME}story/1"]
    assert queue.next_request() is None
    assert not queue.has_pending_requests()


def test_a_crawl_with_a_limit_takes_no_more_than_it_may_store(crawl, queue):
    crawl.ledger.add([Found(HOME, Role.FRONT)], depth=0, parent=None)
    crawl.is_sated = True
    assert queue.next_request() is None
    assert queue.has_pending_requests()


def test_a_page_that_is_passed_over_is_not_asked_for(crawl, queue):
    urls = [f"{HOME}story/{number}" for number in range(100)]
    crawl.ledger.add([Found(url, Role.ARTICLE) for url in urls], depth=1, parent=None)
    crawl.maze = set(urls[:98])
    assert [queue.next_request().url, queue.next_request().url, queue.next_request()] == [*urls[98:], None]
    assert not queue.has_pending_requests()
    assert crawl.ledger.counts() == {State.NOT_ARTICLE: 98, State.IN_HAND: 2}


def test_what_a_middleware_gives_back_goes_first(crawl, queue):
    crawl.ledger.add([Found(HOME, Role.FRONT)], depth=0, parent=None)
    queue.enqueue_request(Request(f"{HOME}again"))
    assert queue.next_request().url == f"{HOME}again"
    assert queue.next_request().url == HOME


def test_a_broken_archive_ends_the_crawl_once(crawl, queue):
    def broken(*_, **__):
        raise StorageError("the disk is full")

    crawl.ledger.take = broken
    assert queue.next_request() is None
    assert str(crawl.halted) == "the disk is full"
    assert not queue.has_pending_requests()
