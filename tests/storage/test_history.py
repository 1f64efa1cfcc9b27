"""What earlier runs tell the present one."""

import pytest

from crawler.found import Found, Role
from crawler.storage import History, State, Visit, Worth
from crawler.urls import key

SITE = "https://example.com"


@pytest.fixture
def ledger(archive):
    ledger = archive.ledger("example.com")
    ledger.start_run()
    return ledger


def visit(ledger, *found, parent=None, depth=0):
    ledger.add(found, depth=depth, parent=parent)
    for page in ledger.take(99):
        ledger.done(page.key, State.FETCHED, visit=Visit())


def paths(found):
    return [each.url.removeprefix(SITE) for each in found]


def test_only_a_run_that_came_to_its_end_counts_as_the_last(ledger, clock):
    history = History(ledger)
    assert history.last_run() is None
    ledger.start_run()
    assert history.last_run() is None
    began = clock.now
    ledger.end_run()
    ledger.start_run()
    assert history.last_run() == began
    assert history.last_run("example.com/sport") is None


def test_a_run_begins_with_the_lists_that_no_page_may_name_again(ledger):
    visit(ledger, Found(f"{SITE}/", Role.FRONT), Found(f"{SITE}/rss", Role.FEED), Found(f"{SITE}/map", Role.SITEMAP))
    visit(
        ledger, Found(f"{SITE}/sport", Role.SECTION), Found(f"{SITE}/sport/rss", Role.FEED), parent=f"{SITE}/", depth=1
    )
    visit(ledger, Found(f"{SITE}/map/1", Role.SITEMAP), parent=f"{SITE}/map", depth=1)
    visit(ledger, Found(f"{SITE}/deep", Role.SECTION), parent=f"{SITE}/sport", depth=2)
    assert paths(History(ledger).beginnings()) == ["/rss", "/map", "/sport", "/sport/rss"]


def test_an_unchanged_list_is_known_to_name_what_it_named_first(ledger):
    visit(ledger, Found(f"{SITE}/", Role.FRONT))
    visit(ledger, Found(f"{SITE}/sport", Role.SECTION), Found(f"{SITE}/n/1", Role.ARTICLE), parent=f"{SITE}/", depth=1)
    children = [Found(f"{SITE}/map/{number}", Role.SITEMAP, lastmod=f"2026-11-{30 - number}") for number in range(1, 3)]
    visit(ledger, *children, parent=f"{SITE}/map")
    history = History(ledger)
    assert paths(history.named_by(f"{SITE}/")) == ["/sport"]
    assert history.children(f"{SITE}/map") == children


def test_a_list_is_named_by_a_page_or_a_robots_txt_and_not_by_a_guess(ledger):
    history, guess = History(ledger), f"{SITE}/sitemap.xml"
    ledger.add([Found(guess, Role.SITEMAP)], depth=0, parent=None)
    assert not history.names(Role.SITEMAP, besides=[guess])
    assert history.names(Role.SITEMAP, besides=[])
    ledger.add([Found(f"{SITE}/feed/", Role.FEED)], depth=1, parent=f"{SITE}/")
    assert history.names(Role.FEED, besides=[f"{SITE}/feed/"])
    (page,) = (each for each in ledger.take(9) if each.role is Role.FEED)
    ledger.done(page.key, State.GONE)
    assert not history.names(Role.FEED, besides=[])


def test_a_page_that_lists_articles_becomes_a_section(ledger):
    visit(ledger, Found(f"{SITE}/x", Role.PAGE), depth=1)
    history = History(ledger)
    assert paths(history.beginnings()) == []
    history.is_section("example.com/x")
    assert paths(history.beginnings()) == ["/x"]


def test_what_this_run_is_the_first_to_meet_is_told(ledger, clock):
    old, new = Found(f"{SITE}/n/1", Role.ARTICLE), Found(f"{SITE}/n/2", Role.ARTICLE)
    visit(ledger, old)
    clock.now = clock.now.replace(year=clock.now.year + 1)
    ledger.end_run()
    ledger.start_run()
    visit(ledger, new)
    assert History(ledger).first_met([old, new, new]) == {key(new.url)}


def test_a_signals_worth_is_learnt_for_each_source(archive, ledger):
    history = History(ledger)
    for held in (True, False, True):
        history.learn("sitemap", held=held)
    assert history.worth("sitemap") == Worth(claims=3, held=2)
    assert history.worth("feed") == Worth()
    assert History(archive.ledger("example.org")).worth("sitemap") == Worth()
