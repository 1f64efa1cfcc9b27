"""Which lists a visit asks for, and what it learns of them, is decided without touching anything."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.found import Found, Role
from crawler.jobs import ways
from crawler.jobs.ways import Kind
from crawler.storage import Page, Worth
from crawler.storage.ways import Way

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def page(name, role=Role.FEED, *, look=None, news=False):
    url = f"https://example.com/{name}"
    return Page(
        id=1,
        url=url,
        key=name,
        role=role,
        depth=1,
        parent=None,
        found=Found(url, role, news=news),
        attempts=1,
        first_seen=NOW,
        next_look=look,
    )


def way(name, role=Role.FEED, *, held=0, lost=None, look=LATER):
    return Way(page(name, role, look=look), Worth(2 * held, held), lost)


def names(chosen):
    return [each.page.key for each in chosen]


def test_kinds_are_ordered_by_what_they_tell_for_what_they_cost():
    lists = [
        page("rss"),
        page("news-sitemap.xml", Role.SITEMAP),
        page("latest.xml", Role.SITEMAP, news=True),
        page("sitemap.xml", Role.SITEMAP),
        page("", Role.FRONT),
        page("world", Role.SECTION),
    ]
    assert [ways.kind(each) for each in lists] == [
        Kind.FEED,
        Kind.NEWS,
        Kind.NEWS,
        Kind.SITEMAP,
        Kind.FRONT,
        Kind.SECTION,
    ]


def test_the_lists_that_were_needed_lately_carry():
    feed, front = way("feed"), way("", Role.FRONT, held=3)
    assert ways.carriers([feed, front]) == {""}
    assert ways.carriers([replace(feed, worth=Worth(4, 1)), front]) == {"feed", ""}


def test_where_nobody_knows_yet_the_cheapest_that_can_be_read_carries():
    sitemap, feed, other = way("sitemap.xml", Role.SITEMAP), way("feed"), way("comments")
    assert ways.carriers([sitemap, feed, other]) == {"feed"}
    assert ways.carriers([sitemap, replace(feed, lost="answers 404"), replace(other, lost="answers 404")]) == {
        "sitemap.xml"
    }
    assert ways.carriers([replace(feed, lost="answers 404")]) == set()


def test_carriers_are_asked_for_and_what_has_its_turn():
    here = [way("feed"), way("due", look=NOW), way("never-left-alone", look=None), way("spared")]
    assert names(ways.asked_for(here, {"feed"}, owed=False, now=NOW)) == ["feed", "due", "never-left-alone"]


def test_where_a_carrier_is_lost_all_of_the_next_kind_are_asked_for_but_those_that_failed_themselves():
    here = [way("spared", Role.SITEMAP), way("lost", Role.SITEMAP, lost="answers 404"), way("back", lost="x", look=NOW)]
    assert names(ways.asked_for(here, set(), owed=True, now=NOW)) == ["spared", "back"]
    assert names(ways.asked_for(here, {"lost"}, owed=False, now=NOW)) == ["back"]


def test_a_list_is_needed_for_what_no_cheaper_one_names():
    named = {
        "front": (Kind.FRONT, {"a", "b", "c", "d"}),
        "sitemap": (Kind.SITEMAP, {"a", "b", "c"}),
        "feed": (Kind.FEED, {"a", "b"}),
        "section": (Kind.SECTION, {"d"}),
    }
    assert ways.needed(named) == {"feed": 2, "sitemap": 1, "front": 1}


def test_of_lists_of_one_kind_those_that_name_the_most_are_needed():
    named = {"sport": (Kind.FEED, {"a"}), "comments": (Kind.FEED, set()), "all": (Kind.FEED, {"a", "b"})}
    assert ways.needed(named) == {"all": 2}
    assert ways.needed({}) == {}


def test_worth_is_that_of_the_last_articles():
    worth = Worth()
    for _ in range(10):
        worth = ways.gained(worth, news=4, had=4)
    assert worth.held == worth.claims <= ways.LATELY
    for _ in range(20):
        worth = ways.gained(worth, news=4, had=0)
    assert worth.held == 0


def test_who_was_needed_once_among_many_carries_for_a_while():
    worth = ways.gained(Worth(), news=500, had=1)
    assert worth.held == 1
    assert ways.gained(worth, news=3, had=0).held == 1


def test_what_went_wrong_is_said_in_a_sentence():
    feed = page("feed")
    assert ways.why("example.com answers 404", feed.url) == "answers 404"
    assert ways.why("example.com did not answer in time", feed.url) == "did not answer in time"
    assert ways.why("no feed", feed.url) == "is no feed"
    assert ways.why("too large", feed.url) == "cannot be read (too large)"
    told = ways.fallback(feed, "answers 404", Kind.NEWS)
    assert told == "its feed https://example.com/feed answers 404; its news sitemap is read instead"
    assert ways.fallback(feed, "is empty", None).endswith("is empty; nothing could be read in its place")
    told = ways.staleness(feed, [Kind.FRONT, Kind.SITEMAP, Kind.FRONT])
    assert told == "its feed https://example.com/feed names nothing of what is new; its sitemap and front page did"
