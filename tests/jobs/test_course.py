"""Which of the addresses that a page names are asked for."""

from datetime import UTC, date, datetime

from crawler.article import Article
from crawler.discovery.reading import Reading
from crawler.found import Found, Role
from crawler.jobs.course import Course, listed
from crawler.reasons import Reason, Rejection
from crawler.storage import Page
from crawler.urls import key

HOME = "https://nashra.example/"
SECTION = f"{HOME}politics"
STORY = Found(f"{HOME}story/2024/5/3/nahr/1", Role.ARTICLE)
ASIDE = Found(f"{HOME}story/2024/5/3/nahr/2", Role.ARTICLE, main=False)
OTHER = Found(f"{HOME}sport", Role.SECTION)
LISTING = Reading(None, Rejection(Reason.SECTION), (STORY, ASIDE, OTHER), (f"{HOME}rss",), f"{SECTION}?page=2")


def page(url=HOME, role=Role.FRONT, depth=0, number=1):
    found = Found(url, role, number=number)
    return Page(1, url, key(url), role, depth, None, found, 1, datetime(2024, 5, 3, tzinfo=UTC))


def test_on_a_site_every_link_is_followed():
    assert Course().links(LISTING, page()) == [STORY, ASIDE, OTHER]


def test_on_a_section_asked_for_only_the_articles_of_its_main_part_are():
    course = Course(scope=key(SECTION))
    assert course.links(LISTING, page(SECTION, Role.SECTION)) == [STORY]
    assert course.feeds(LISTING, page(SECTION, Role.SECTION)) == []


def test_on_an_article_asked_for_none_is():
    reading = Reading(Article(url=STORY.url, title="عنوان"), None, (ASIDE, OTHER), (), f"{STORY.url}?page=2")
    course = Course(scope=key(STORY.url))
    assert course.links(reading, page(STORY.url, Role.ARTICLE)) == []
    assert course.next_page(reading, page(STORY.url, Role.ARTICLE)) is None


def test_links_end_at_the_depth_given():
    course = Course(max_depth=1)
    assert course.links(LISTING, page())
    assert course.links(LISTING, page(depth=1)) == []
    assert course.next_page(LISTING, page(depth=1)) is None


def test_the_next_page_of_a_listing_has_the_next_number():
    following = Course().next_page(LISTING, page(SECTION, Role.SECTION, number=3))
    assert (following.role, following.number) == (Role.SECTION, 4)


def test_a_listing_ends_at_its_last_page_and_where_it_lists_nothing():
    assert Course(max_number=3).next_page(LISTING, page(SECTION, Role.SECTION, number=3)) is None
    empty = Reading(None, Rejection(Reason.SECTION), (), (), f"{SECTION}?page=9")
    assert Course().next_page(empty, page(SECTION, Role.SECTION)) is None


def test_two_pages_that_show_the_same_articles_are_one_listing():
    again = Reading(None, Rejection(Reason.SECTION), (ASIDE, STORY), (), f"{SECTION}?page=3")
    assert listed(again) != listed(LISTING)
    assert listed(again) == listed(Reading(None, None, (STORY,)))


def test_what_a_sitemap_dates_before_since_is_passed_over():
    old, new, undated = (
        Found(f"{HOME}story/{n}", Role.ARTICLE, lastmod=day)
        for n, day in enumerate(("2024-01-31T09:00Z", "2024-02-01", None))
    )
    named = Course(since=date(2024, 2, 1)).named([old, new, undated], page(f"{HOME}sitemap.xml", Role.SITEMAP))
    assert list(named) == [new, undated]


def test_a_source_that_shares_its_site_keeps_to_its_folder():
    inside, beside = Found(f"{HOME}arabic/1", Role.PAGE), Found(f"{HOME}arabica/2", Role.PAGE)
    reading = Reading(None, Rejection(Reason.SECTION), (inside, beside))
    assert Course(below="/arabic/").links(reading, page()) == [inside]
