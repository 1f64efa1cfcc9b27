"""The ways by which a source's news is found, as the ledger has them."""

import pytest

from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.storage import State, Visit, Worth
from crawler.storage.ways import Ways
from crawler.urls import key

SITE = "https://example.com"
FEED, SPORT = Found(f"{SITE}/feed", Role.FEED), Found(f"{SITE}/sport", Role.SECTION)


@pytest.fixture
def ledger(archive):
    ledger = archive.ledger("example.com")
    ledger.start_run()
    return ledger


def read(ledger, *found, depth=0):
    ledger.add(found, depth=depth, parent=None)
    for page in ledger.take(99):
        ledger.done(page.key, State.FETCHED, visit=Visit())


def urls(found):
    return [way.page.url.removeprefix(SITE) for way in found]


def test_a_visit_begins_with_fronts_feeds_sitemaps_and_the_sections_of_the_front(ledger):
    children = [
        Found(f"{SITE}/posts.xml", Role.SITEMAP, number=2),
        Found(f"{SITE}/news.xml", Role.SITEMAP, number=2, news=True),
    ]
    read(ledger, SPORT, FEED, Found(f"{SITE}/", Role.FRONT), Found(f"{SITE}/index.xml", Role.SITEMAP), *children)
    read(ledger, Found(f"{SITE}/sport/2", Role.SECTION, number=2), Found(f"{SITE}/n/1", Role.ARTICLE))
    read(ledger, Found(f"{SITE}/deep", Role.SECTION), depth=2)
    ledger.add([Found(f"{SITE}/never-read", Role.FEED)], depth=0, parent=None)
    assert urls(Ways(ledger).all()) == ["/feed", "/", "/index.xml", "/news.xml", "/sport"]


def test_a_list_that_failed_says_why_and_a_section_that_did_is_left_out(ledger):
    read(ledger, FEED, SPORT)
    for each in (FEED, SPORT):
        ledger.done(key(each.url), State.GONE, reason=Reason.NOT_FOUND, detail="example.com answers 404")
    (feed,) = Ways(ledger).all()
    assert feed.lost == "example.com answers 404"
    ledger.done(key(FEED.url), State.FAILED, reason=Reason.CRASHED)
    assert Ways(ledger).all()[0].lost == Reason.CRASHED.words


def test_what_was_learnt_of_a_list_takes_the_place_of_what_was(ledger):
    read(ledger, FEED)
    ways = Ways(ledger)
    assert ways.worth(key(FEED.url)) == Worth()
    ways.keep(key(FEED.url), Worth(9, 4))
    ways.keep(key(FEED.url), Worth(5, 3))
    assert ways.worth(key(FEED.url)) == ways.all()[0].worth == Worth(5, 3)


def test_a_turn_is_kept_and_taken_back(ledger, clock):
    read(ledger, FEED)
    ways = Ways(ledger)
    ways.turn(key(FEED.url), clock.now.replace(microsecond=0))
    assert ways.all()[0].page.next_look == clock.now.replace(microsecond=0)
    ways.turn(key(FEED.url), None)
    assert ways.all()[0].page.next_look is None


def test_only_articles_that_this_run_was_the_first_to_store_are_its_news(archive, ledger, clock, another):
    old, new = another(1), another(2)
    read(ledger, *(Found(each.url, Role.ARTICLE) for each in (old, new)))
    archive.store(old)
    clock.now = clock.now.replace(year=clock.now.year + 1)
    ledger.end_run()
    ledger.start_run()
    id_ = archive.store(new).id
    assert Ways(ledger).articles([key(old.url), key(new.url), key(SPORT.url)]) == {key(new.url): id_}
