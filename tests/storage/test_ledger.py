"""The ledger knows every page once, hands out the best first, and forgets none that was in hand."""

from datetime import timedelta

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.storage import Archive, State
from crawler.storage import ledger as ledger_room

SITE = "https://example.com"


@pytest.fixture
def ledger(archive):
    ledger = archive.ledger("example.com")
    ledger.start_run()
    return ledger


def found(path, role=Role.ARTICLE, **told):
    return Found(f"{SITE}/{path}", role, **told)


def paths(pages):
    return [page.url.removeprefix(f"{SITE}/") for page in pages]


def add(ledger, *all_found, **how):
    return ledger.add(all_found, **{"depth": 1, "parent": None, **how})


def test_an_address_is_queued_once_however_it_is_spelled(ledger):
    assert add(ledger, found("a/1"), found("a/2"), found("a/1?utm_source=x")) == 2
    assert add(ledger, found("a/1/"), found("a/3")) == 1
    assert paths(ledger.take(9)) == ["a/1", "a/2", "a/3"]
    assert ledger.take(9) == []


def test_pages_come_in_order_of_priority_then_of_discovery(ledger):
    add(ledger, found("p", Role.PAGE), found("a/1"), found("s", Role.SECTION), found("", Role.FRONT))
    add(ledger, found("a/2"), found("feed", Role.FEED))
    assert paths(ledger.take(3)) == ["", "feed", "a/1"]
    assert paths(ledger.take(9)) == ["a/2", "s", "p"]


def test_what_an_ordinary_sitemap_names_waits_behind_what_pages_name(ledger):
    add(ledger, found("sitemap.xml", Role.SITEMAP))
    add(ledger, found("old", lastmod="2011-01-01"), found("new", lastmod="2020-09-30"), parent=f"{SITE}/sitemap.xml")
    add(ledger, found("linked"), depth=5, parent=f"{SITE}/")
    assert paths(ledger.take(9)) == ["sitemap.xml", "linked", "new", "old"]


def test_a_page_in_hand_carries_what_its_finder_said(ledger):
    told = found("a/1", title="عنوان", published_raw="قبل ساعة", published_from="feed", news=True, number=3)
    add(ledger, told, depth=4, parent=f"{SITE}/feed")
    (page,) = ledger.take(1)
    assert page.found == told
    assert (page.depth, page.parent, page.attempts, page.etag) == (4, f"{SITE}/feed", 1, None)


def test_what_a_feed_says_is_kept_though_a_link_was_met_before(ledger):
    add(ledger, found("x", Role.PAGE), found("y", Role.PAGE))
    told = {"title": "عنوان", "published_raw": "Wed, 30 Sep 2020 16:08:00 +0200", "published_from": "feed"}
    add(ledger, found("y", **told), found("x", **told))
    page, _ = ledger.take(2)
    assert (page.role, page.found.title, page.found.published_from) == (Role.ARTICLE, "عنوان", "feed")


def test_a_page_that_is_done_is_not_handed_out_again(ledger):
    add(ledger, *(found(f"a/{number}") for number in range(4)))
    one, two, three, four = ledger.take(4)
    assert ledger.done(one.key, State.NOT_ARTICLE, reason=Reason.GALLERY)
    assert ledger.done(two.url, State.GONE)
    assert ledger.done(three.key, State.FETCHED, etag='"abc"', last_modified="Wed, 30 Sep 2020 14:08:00 GMT")
    assert ledger.done(four.key, State.STORED)
    assert not ledger.done("https://example.com/never-seen", State.GONE)
    assert not ledger.has_pending()
    expected = {State.NOT_ARTICLE: 1, State.GONE: 1, State.FETCHED: 1, State.STORED: 1}
    assert ledger.counts() == expected


def test_what_a_dead_run_had_in_hand_waits_again(tmp_path, archive, ledger):
    add(ledger, found("a/1"), found("a/2"))
    ledger.take(1)
    with Archive(archive.path) as after:
        reborn = after.ledger("example.com")
        reborn.start_run()
        pages = reborn.take(9)
    assert paths(pages) == ["a/1", "a/2"]
    assert [page.attempts for page in pages] == [2, 1]


def test_what_is_in_hand_at_the_end_waits_for_the_next_run(ledger):
    add(ledger, found("a/1"))
    ledger.take(1)
    assert not ledger.has_pending()
    ledger.end_run()
    assert ledger.has_pending()


def test_lists_are_visited_once_in_every_run(ledger):
    lists = [found("", Role.FRONT), found("feed", Role.FEED), found("s", Role.SECTION)]
    assert add(ledger, *lists, again=True) == 3
    for page in ledger.take(9):
        ledger.done(page.key, State.FETCHED, etag='"v1"')
    assert add(ledger, *lists, again=True) == 0
    ledger.start_run()
    assert add(ledger, *lists) == 0
    assert add(ledger, *lists, again=True) == 3
    assert add(ledger, *lists, again=True) == 0
    assert [page.etag for page in ledger.take(9)] == ['"v1"'] * 3


def test_articles_are_never_queued_again(ledger):
    add(ledger, found("a/1"), found("p", Role.PAGE))
    for page in ledger.take(9):
        ledger.done(page.key, State.NOT_ARTICLE, reason=Reason.STATIC)
    ledger.start_run()
    assert add(ledger, found("a/1"), found("p", Role.PAGE), again=True) == 0


def test_a_front_first_met_as_a_mere_link_becomes_the_front(ledger):
    add(ledger, found("", Role.PAGE))
    (page,) = ledger.take(1)
    ledger.done(page.key, State.NOT_ARTICLE, reason=Reason.SECTION)
    ledger.start_run()
    assert add(ledger, found("", Role.FRONT), again=True) == 1
    assert ledger.take(1)[0].role is Role.FRONT


def test_a_page_whose_article_is_kept_is_never_asked_for(archive, ledger, article):
    archive.store(article(addresses=(f"{SITE}/short/1",)))
    assert add(ledger, found("short/1"), found("a/2")) == 1
    assert paths(ledger.take(9)) == ["a/2"]
    assert ledger.counts() == {State.STORED: 1, State.IN_HAND: 1}


def test_a_sections_crawl_takes_only_what_it_found(ledger):
    add(ledger, found("a/1"), found("a/2"))
    add(ledger, found("a/2"), found("a/3"), scope="example.com/sport")
    assert paths(ledger.take(9, scope="example.com/sport")) == ["a/2", "a/3"]
    assert not ledger.has_pending("example.com/sport")
    assert ledger.has_pending()


def test_the_whole_sites_crawl_takes_what_a_sections_left(ledger):
    add(ledger, found("a/1"), scope="example.com/sport")
    add(ledger, found("a/2"))
    assert paths(ledger.take(9)) == ["a/1", "a/2"]


def test_what_failed_for_a_while_is_tried_in_the_next_run_but_not_for_ever(ledger, monkeypatch):
    monkeypatch.setattr(ledger_room, "MAX_ATTEMPTS", 2)
    add(ledger, found("a/1"), found("a/2"))
    reasons = {"a/1": Reason.NETWORK, "a/2": Reason.TOO_LARGE}
    for expected in (["a/1", "a/2"], ["a/1"], []):
        pages = ledger.take(9)
        assert paths(pages) == expected
        for page in pages:
            ledger.done(page.key, State.FAILED, reason=reasons[paths([page])[0]], detail="as said")
        ledger.start_run()


def test_what_was_set_aside_for_a_reason_is_tried_again_on_request(ledger):
    add(ledger, found("a/1"), found("a/2"))
    for page, reason in zip(ledger.take(2), (Reason.TOO_OLD, Reason.GALLERY), strict=True):
        ledger.done(page.key, State.NOT_ARTICLE, reason=reason)
    assert ledger.retry([Reason.TOO_OLD]) == 1
    assert paths(ledger.take(9)) == ["a/1"]


def test_sources_do_not_see_each_others_pages(archive, ledger):
    other = archive.ledger("example.org")
    other.start_run()
    assert add(ledger, found("a/1")) == add(other, found("a/1")) == 1
    other.take(1)
    assert ledger.has_pending()
    assert archive.ledger("example.com") is ledger


def test_a_page_to_be_seen_later_is_not_taken_before(archive, ledger, clock):
    add(ledger, found("a/1"))
    later = int((clock.now + timedelta(hours=1)).timestamp())
    with archive._database.writing() as connection:
        connection.exec_driver_sql("UPDATE pages SET next_look = ?", (later,))
    assert ledger.take(1) == []
    clock.now += timedelta(hours=2)
    assert paths(ledger.take(1)) == ["a/1"]


def test_many_addresses_come_as_a_stream_and_are_all_entered(ledger):
    many = 3 * ledger_room.CHUNK + 7
    assert ledger.add((found(f"a/{number}") for number in range(many)), depth=1, parent=None) == many
    assert ledger.counts() == {State.DISCOVERED: many}


@pytest.mark.parametrize(("scope", "index"), [("", "pages_by_turn"), ("example.com/sport", "pages_by_scope")])
def test_the_next_pages_are_read_off_an_index_without_sorting(archive, ledger, scope, index):
    plan = explain(archive, ledger._next(5, scope))
    assert f"USING INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan


def explain(archive, statement):
    text = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with archive._database.reading() as connection:
        return " ".join(str(row) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))


def test_reading_the_queue_is_sql_that_postgresql_knows_too(ledger):
    assert "LIMIT" in str(ledger._next(5, "").compile(dialect=postgresql.dialect()))
