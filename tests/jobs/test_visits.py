"""A page is asked for again only for a reason, and in full now and then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.errors import UsageError
from crawler.found import Found, Role
from crawler.jobs.visits import Visits, read_ages
from crawler.storage import Page

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
URL = "https://example.com/feed"
PAGE = Page(
    id=1,
    url=URL,
    key="example.com/feed",
    role=Role.FEED,
    depth=1,
    parent=None,
    found=Found(URL, Role.FEED),
    attempts=1,
    first_seen=NOW - 9 * HOUR,
    etag='"v1"',
    last_modified="Mon, 23 Nov 2026 09:00:00 GMT",
    fetched_at=NOW - HOUR,
    full_at=NOW - 2 * HOUR,
    read_as="all",
)
VISITS = Visits(ages=read_ages("3 24 72"), read_as="all", whole="all")


def asked(visits=VISITS, **changes):
    return visits.conditions(replace(PAGE, **changes), now=NOW)


def test_a_known_list_is_asked_for_with_its_validators():
    both = {"If-None-Match": '"v1"', "If-Modified-Since": "Mon, 23 Nov 2026 09:00:00 GMT"}
    assert asked() == both
    assert asked(etag=None) == {"If-Modified-Since": both["If-Modified-Since"]}
    assert asked(etag=None, last_modified=None) == {}


def test_a_page_that_holds_no_kept_article_is_asked_for_in_full():
    assert asked(role=Role.ARTICLE) == {}
    assert asked(role=Role.ARTICLE, article_id="0123456789abcdef")


def test_a_full_answer_is_asked_for_now_and_then():
    assert asked(full_at=NOW - 24 * HOUR) == {}
    assert asked(full_at=None) == {}
    assert asked(unchanged=10) == {}
    assert asked(unchanged=9)


def test_only_what_was_read_as_widely_may_stay_unread():
    assert asked(read_as=None) == {}
    assert asked(read_as="all, depth 1") == {}
    assert asked(replace(VISITS, read_as="all, depth 1"))
    assert asked(replace(VISITS, read_as="all, depth 1"), read_as="all, depth 1")
    assert asked(replace(VISITS, read_as="all, depth 1"), read_as="all, depth 2") == {}
    assert asked(replace(VISITS, read_as=None)) == {}


def test_a_young_article_is_looked_at_again_at_growing_ages():
    looks = [VISITS.next_look(NOW - age * HOUR, now=NOW) for age in (0, 2, 3, 30, 72)]
    assert looks == [NOW + 3 * HOUR, NOW + HOUR, NOW + 21 * HOUR, NOW + 42 * HOUR, None]
    assert VISITS.next_look(None, now=NOW) is None
    assert Visits().next_look(NOW, now=NOW) is None


def turn(**changes):
    given = {"covered": True, "brought": False, "fetched_at": None, "next_look": None, **changes}
    page = replace(PAGE, role=Role.SECTION, fetched_at=given.pop("fetched_at"), next_look=given.pop("next_look"))
    return VISITS.next_turn(page, now=NOW, **given)


def test_a_section_is_left_alone_for_longer_and_longer_while_it_brings_nothing_of_its_own():
    assert turn() == turn(brought=True) == NOW + HOUR
    assert turn(fetched_at=NOW - HOUR, next_look=NOW) == NOW + 2 * HOUR
    assert turn(fetched_at=NOW - 40 * HOUR, next_look=NOW - 20 * HOUR) == NOW + 20 * HOUR


def test_an_archive_by_date_has_its_turns_also_where_sections_alone_tell():
    page = replace(PAGE, url="https://khabar.example/2026/10/", role=Role.SECTION)
    assert VISITS.next_turn(page, now=NOW, covered=False, brought=False) == NOW + HOUR


def test_a_section_that_alone_tells_what_is_new_is_visited_every_time():
    assert turn(covered=False) is None
    assert turn(fetched_at=NOW - HOUR, brought=True) is None


def tried(**changes):
    return VISITS.next_try(replace(PAGE, **changes), now=NOW) - NOW


def test_a_page_that_its_server_fails_on_waits_longer_each_time():
    waits = [tried(role=Role.ARTICLE, attempts=number) for number in (1, 2, 5, 99)]
    assert waits == [HOUR, 2 * HOUR, 16 * HOUR, 512 * HOUR]
    assert tried(fetched_at=None, attempts=2) == 2 * HOUR


def test_a_list_that_fails_is_looked_at_less_and_less_but_daily():
    assert [tried(fetched_at=NOW - hours * HOUR) for hours in (1, 2, 999)] == [HOUR, 2 * HOUR, 20 * HOUR]


def test_ages_are_hours():
    assert read_ages("0.5, 24 3") == (timedelta(minutes=30), timedelta(hours=3), timedelta(days=1))
    assert read_ages("") == ()
    for wrong in ("soon", "-1", "0", "1e99"):
        with pytest.raises(UsageError, match="KHABAR_REVISITS"):
            read_ages(wrong)
