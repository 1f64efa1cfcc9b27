"""The ledger knows every page once, hands out the best first, and forgets none that was in hand."""

from datetime import timedelta

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.storage import Archive, State, Visit, statements
from crawler.storage import ledger as ledger_room

SITE = "https://example.com"


@pytest.fixture
def ledger(archive):
    ledger = archive.ledger("example.com")
    ledger.start_run()
    return ledger


def next_run(ledger, **how):
    ledger.end_run()
    ledger.start_run(**how)


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


def test_a_page_waits_until_it_is_done(ledger):
    assert not ledger.is_waiting("https://example.com/a/1")
    add(ledger, found("a/1"))
    assert ledger.is_waiting("https://example.com/a/1")
    (page,) = ledger.take(1)
    assert ledger.is_waiting(page.key)
    ledger.done(page.key, State.NOT_ARTICLE)
    assert not ledger.is_waiting(page.key)


def test_a_page_that_is_done_is_not_handed_out_again(ledger):
    add(ledger, *(found(f"a/{number}") for number in range(4)))
    one, two, three, four = ledger.take(4)
    assert ledger.done(one.key, State.NOT_ARTICLE, reason=Reason.GALLERY)
    assert ledger.done(two.url, State.GONE)
    assert ledger.done(three.key, State.FETCHED, visit=Visit('"abc"', "Wed, 30 Sep 2020 14:08:00 GMT"))
    assert ledger.done(four.key, State.STORED)
    assert not ledger.done("https://example.com/never-seen", State.GONE)
    assert not ledger.has_pending()
    expected = {State.NOT_ARTICLE: 1, State.GONE: 1, State.FETCHED: 1, State.STORED: 1}
    assert ledger.counts() == expected


def test_what_a_dead_run_had_in_hand_waits_again_and_has_lost_no_attempt(archive, ledger):
    add(ledger, found("a/1"), found("a/2"))
    ledger.take(1)
    with Archive(archive.path) as after:
        reborn = after.ledger("example.com")
        reborn.start_run()
        pages = reborn.take(9)
    assert paths(pages) == ["a/1", "a/2"]
    assert [page.attempts for page in pages] == [1, 1]


def test_what_is_in_hand_at_the_end_waits_for_the_next_run(ledger):
    add(ledger, found("a/1"))
    ledger.take(1)
    assert not ledger.has_pending()
    ledger.end_run()
    assert ledger.has_pending()


VISIT = Visit('"v1"', read_as="all of it")


def test_a_run_that_was_cut_short_goes_on_and_reads_no_list_twice(archive, ledger, clock):
    add(ledger, found("", Role.FRONT), found("a/1"))
    ledger.done(ledger.take(1)[0].key, State.FETCHED)
    first = ledger.run
    with Archive(archive.path, clock=clock) as after:
        reborn = after.ledger("example.com")
        assert (reborn.start_run(), reborn.resumed) == (first, True)
        assert add(reborn, found("", Role.FRONT), again=True) == 0
        reborn.take(1)
        reborn.end_run(whole=False)
        assert reborn.start_run() == first
        assert reborn.start_run("example.com/sport") != first


def test_a_run_that_was_cut_short_is_over_when_an_hour_has_passed_or_when_it_has_ended(ledger, clock):
    add(ledger, found("a/1"))
    first = ledger.run
    ledger.take(1)
    clock.now += timedelta(hours=1)
    second = ledger.start_run()
    assert second != first
    ledger.take(1)
    ledger.end_run()
    assert ledger.start_run() != second


def test_lists_are_visited_once_in_every_run(ledger):
    lists = [found("", Role.FRONT), found("feed", Role.FEED), found("s", Role.SECTION)]
    assert add(ledger, *lists, again=True) == 3
    for page in ledger.take(9):
        ledger.done(page.key, State.FETCHED, visit=VISIT)
    assert add(ledger, *lists, again=True) == 0
    next_run(ledger)
    assert add(ledger, *lists) == 0
    assert add(ledger, *lists, again=True) == 3
    assert add(ledger, *lists, again=True) == 0
    assert [page.etag for page in ledger.take(9)] == ['"v1"'] * 3


def test_a_section_that_is_left_alone_for_a_while_is_visited_when_its_time_has_come(ledger, clock):
    add(ledger, found("s", Role.SECTION))
    ledger.done(ledger.take(1)[0].key, State.FETCHED, visit=Visit(next_look=clock.now + timedelta(hours=1)))
    next_run(ledger)
    assert add(ledger, found("s", Role.SECTION), again=True) == 0
    assert add(ledger, found("s", Role.SECTION), again=True, scope="example.com/s") == 1
    assert paths(ledger.take(1, scope="example.com/s")) == ["s"]
    ledger.done(f"{SITE}/s", State.FETCHED, visit=Visit(next_look=clock.now + timedelta(hours=1)))
    clock.now += timedelta(hours=1)
    next_run(ledger)
    assert add(ledger, found("s", Role.SECTION), again=True) == 1


def test_an_answer_tells_how_to_ask_again(ledger, clock):
    add(ledger, found("feed", Role.FEED))
    first = clock.now
    ledger.done(ledger.take(1)[0].key, State.FETCHED, visit=Visit('"v1"', "Wed, 30 Sep 2020 14:08:00 GMT", "all of it"))
    clock.now += timedelta(hours=1)
    ledger.done(f"{SITE}/feed", State.FETCHED, visit=Visit('"v2"', unchanged=True))
    ledger.done(f"{SITE}/feed", State.FAILED, reason=Reason.NETWORK, visit=Visit(failed=True))
    next_run(ledger)
    (page,) = ledger.take(1)
    assert (page.etag, page.last_modified, page.read_as) == ('"v2"', "Wed, 30 Sep 2020 14:08:00 GMT", "all of it")
    assert (page.full_at, page.fetched_at, page.unchanged) == (first, clock.now, 1)
    ledger.done(page.key, State.FETCHED, visit=Visit(read_as="all of it"))
    next_run(ledger)
    add(ledger, found("feed", Role.FEED), again=True)
    (page,) = ledger.take(1)
    assert (page.etag, page.last_modified, page.unchanged) == (None, None, 0)


def test_what_was_read_less_widely_vouches_for_nothing(ledger):
    add(ledger, found("feed", Role.FEED))
    ledger.done(ledger.take(1)[0].key, State.FETCHED, visit=VISIT)
    ledger.visited(f"{SITE}/feed", Visit('"later"', read_as=None))
    next_run(ledger)
    add(ledger, found("feed", Role.FEED), again=True)
    assert ledger.take(1)[0].etag == '"v1"'


def test_a_kept_article_is_looked_at_again_on_request_and_stays_stored_whatever_comes(archive, ledger, article):
    add(ledger, found("story/1"), found("a/2"))
    archive.store(article(url=f"{SITE}/story/1"))
    ledger.take(9)
    assert ledger.look_again([f"example.com/story/{number}" for number in (1, 2)]) == 1
    (page,) = ledger.take(9)
    assert page.article_id
    for state in (State.FAILED, State.NOT_ARTICLE):
        ledger.done(page.key, state, reason=Reason.NETWORK)
        assert ledger.counts()[State.STORED] == 1
    ledger.done(page.key, State.GONE)
    assert ledger.counts()[State.GONE] == 1
    assert archive.count() == 1


def test_an_article_is_looked_at_when_its_time_has_come_by_the_whole_sites_crawl(archive, ledger, article, clock):
    add(ledger, found("story/1"))
    archive.store(article(url=f"{SITE}/story/1"))
    ledger.visited(f"{SITE}/story/1", Visit(next_look=clock.now + timedelta(hours=3)))
    next_run(ledger)
    assert not ledger.has_pending()
    clock.now += timedelta(hours=3)
    next_run(ledger, scope="example.com/sport")
    assert not ledger.has_pending()
    next_run(ledger)
    assert paths(ledger.take(9)) == ["story/1"]


def test_what_a_list_says_of_a_change_is_kept_until_the_page_is_looked_at_again(archive, ledger, article):
    add(ledger, found("story/1", lastmod="2020-09-29"))
    archive.store(article(url=f"{SITE}/story/1"))
    ledger.visited(f"{SITE}/story/1", Visit())
    add(ledger, found("story/1", lastmod="2020-09-30"))
    (known,) = ledger.known(["example.com/story/1", "example.com/story/2"]).values()
    assert known.lastmod == "2020-09-29"
    ledger.look_again([known.key])
    add(ledger, found("story/1", lastmod="Wed, 30 Sep 2020 18:00:00 +0300"))
    assert ledger.known([known.key])[known.key].lastmod == "2020-09-30T15:00:00Z"


def test_a_finder_that_gives_a_date_gives_the_headline_too(ledger):
    add(ledger, found("a/1", title="عنوان في رابط…"))
    add(ledger, found("a/1", title="عنوان في خدمة", published_raw="اليوم", published_from="feed"))
    add(ledger, found("a/1", title="عنوان في خريطة", published_raw="2020-09-30", published_from="sitemap"))
    assert ledger.take(1)[0].found.title == "عنوان في خدمة"


def test_articles_are_never_queued_again(ledger):
    add(ledger, found("a/1"), found("p", Role.PAGE))
    for page in ledger.take(9):
        ledger.done(page.key, State.NOT_ARTICLE, reason=Reason.STATIC)
    next_run(ledger)
    assert add(ledger, found("a/1"), found("p", Role.PAGE), again=True) == 0


def test_a_front_first_met_as_a_mere_link_becomes_the_front(ledger):
    add(ledger, found("", Role.PAGE))
    (page,) = ledger.take(1)
    ledger.done(page.key, State.NOT_ARTICLE, reason=Reason.SECTION)
    next_run(ledger)
    assert add(ledger, found("", Role.FRONT), again=True) == 1
    assert ledger.take(1)[0].role is Role.FRONT


def test_a_link_to_the_front_leaves_it_the_front_and_waits_for_its_turn(ledger, clock):
    add(ledger, found("", Role.FRONT))
    (page,) = ledger.take(1)
    ledger.done(page.key, State.FETCHED, visit=Visit(next_look=clock.now + timedelta(hours=2)))
    next_run(ledger)
    assert add(ledger, found("", Role.SECTION), again=True) == 0
    clock.now += timedelta(hours=2)
    assert add(ledger, found("", Role.SECTION), again=True) == 1
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


def test_what_its_server_fails_on_is_asked_for_again_later(ledger, clock):
    add(ledger, found("a/1"))
    later = Visit(failed=True, next_look=clock.now + timedelta(hours=1))
    ledger.done(ledger.take(1)[0].key, State.FAILED, reason=Reason.HTTP_ERROR, visit=later)
    next_run(ledger)
    assert not ledger.has_pending()
    clock.now += timedelta(hours=1)
    next_run(ledger)
    (page,) = ledger.take(9)
    assert (page.attempts, page.fetched_at) == (2, None)


def test_what_failed_for_a_while_is_tried_in_the_next_run_but_not_for_ever(ledger, monkeypatch):
    monkeypatch.setattr(ledger_room, "MAX_ATTEMPTS", 2)
    add(ledger, found("a/1"), found("a/2"))
    reasons = {"a/1": Reason.NETWORK, "a/2": Reason.TOO_LARGE}
    for expected in (["a/1", "a/2"], ["a/1"], []):
        pages = ledger.take(9)
        assert paths(pages) == expected
        for page in pages:
            ledger.done(page.key, State.FAILED, reason=reasons[paths([page])[0]], detail="as said")
        next_run(ledger)


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
    wanted = {**ledger._waiting(scope), "most": 5}
    statement = statements.NEXT_INSIDE if scope else statements.NEXT
    plan = explain(archive, statement.params(wanted))
    assert f"USING INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan


def explain(archive, statement):
    text = str(statement.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with archive._database.reading() as connection:
        return " ".join(str(row) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))


def test_articles_whose_time_has_come_are_found_by_an_index(archive):
    statement = statements.LOOK_AT_DUE.compile(dialect=sqlite.dialect())
    with archive._database.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple("1" for _ in statement.positiontup))
        assert "USING INDEX pages_by_look" in " ".join(map(str, plan))


def test_reading_the_queue_is_sql_that_postgresql_knows_too():
    assert "LIMIT" in str(statements.NEXT.compile(dialect=postgresql.dialect()))
