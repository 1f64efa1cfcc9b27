"""WordPress's list of posts, as read_page takes it."""

import json
from datetime import UTC, datetime

import pytest

from crawler.discovery.posts import list_of_posts, read_posts
from crawler.discovery.reading import read_page
from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.sources import source_for

HOME = "https://paper.example"
LIST = f"{HOME}/wp-json/wp/v2/posts"


def posts(*numbers, **more):
    listed = [
        {"link": f"{HOME}/{n}/", "title": {"rendered": f"الخبر &#8220;{n}&#8221;"}, "date_gmt": "2026-01-02T03:04:05"}
        for n in numbers
    ]
    return json.dumps([{**each, **more} for each in listed]).encode()


def test_a_post_has_its_address_its_title_and_the_instant_of_its_publication():
    (found,) = read_posts(posts(7, modified_gmt="2026-01-03T00:00:00"), LIST).entries
    assert found == Found(
        f"{HOME}/7/", Role.ARTICLE, title="الخبر “7”", published_raw="2026-01-02T03:04:05Z",
        published_from="feed", lastmod="2026-01-03T00:00:00Z",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("address", "number", "following"),
    [
        (LIST, 10, f"{LIST}?page=2"),
        (LIST, 9, None),
        (f"{LIST}?per_page=3&_fields=link,title", 3, f"{LIST}?per_page=3&_fields=link,title&page=2"),
        (f"{LIST}?per_page=3&page=2", 3, f"{LIST}?per_page=3&page=3"),
        (f"{LIST}?per_page=3&page=3", 0, None),
        (f"{HOME}/?rest_route=/wp/v2/posts&per_page=2", 2, f"{HOME}/?rest_route=/wp/v2/posts&per_page=2&page=2"),
    ],
)
def test_a_full_page_has_one_after_it(address, number, following):
    assert read_posts(posts(*range(number)), address).next_page == following


@pytest.mark.parametrize(
    "body", [b"", b"<html></html>", b'{"code": "rest_no_route"}', b"[1, 2]", b'[{"id": 3}]', b'[{"link"', b"[" * 9999]
)
def test_what_is_no_list_of_posts_is_none(body):
    assert read_posts(body, LIST) is None


@pytest.mark.parametrize(
    ("api", "address"),
    [
        (f"{HOME}/wp-json/", f"{LIST}?per_page=100&_fields=link,title,date_gmt,modified_gmt"),
        (f"{HOME}/wp-json", f"{LIST}?per_page=100&_fields=link,title,date_gmt,modified_gmt"),
        (
            f"{HOME}/?rest_route=/",
            f"{HOME}/?rest_route=/wp/v2/posts&per_page=100&_fields=link,title,date_gmt,modified_gmt",
        ),
    ],
)
def test_the_list_stands_below_the_interface(api, address):
    assert list_of_posts(api, per_page=100) == address


def test_a_page_that_is_a_list_of_posts_is_a_listing_of_its_sites_own():
    body = posts(*range(10)).replace(b"paper.example/3/", b"elsewhere.example/3/")
    reading = read_page(
        body, url=LIST, source=source_for(HOME), charset=None, hint=None, now=datetime(2026, 1, 5, tzinfo=UTC)
    )
    assert reading.rejection.reason is Reason.SECTION
    assert [each.url for each in reading.links] == [f"{HOME}/{n}/" for n in range(10) if n != 3]
    assert reading.next_page == f"{LIST}?page=2"
