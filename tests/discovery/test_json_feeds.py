"""What a feed in JSON names is found, as of other feeds, and however it is broken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.bounds import Bounds
from crawler.discovery.feeds import read_feed
from crawler.found import Found, Role

URL = "https://khabar.example/feed.json"
HEAD = {"version": "https://jsonfeed.org/version/1.1", "title": "خبر"}


def item(number=1, **more):
    return {"id": f"{number}", "url": f"https://khabar.example/news/{number:06d}", "title": "عنوان"} | more


def feed(*items, **head):
    return {**HEAD, **head, "items": list(items)}


def written(*items):
    return json.dumps(feed(*items), ensure_ascii=False)


def entries(given, **how):
    text = given if isinstance(given, str | bytes) else json.dumps(given)
    return read_feed(text if isinstance(text, bytes) else text.encode(), URL, **how).entries


def addresses(given):
    return [found.url.removeprefix("https://khabar.example") for found in entries(given)]


def test_an_item_gives_its_address_its_title_and_its_dates_as_written():
    dates = {"date_published": "2024-03-05T10:30:00+03:00", "date_modified": "2024-03-06T08:00:00Z"}
    (found,) = entries(feed(item(7, title="قتلى &amp; جرحى\n<b>في بغداد</b>", **dates)))
    assert found == Found(
        "https://khabar.example/news/000007", Role.ARTICLE, title="قتلى & جرحى في بغداد",
        published_raw="2024-03-05T10:30:00+03:00", published_from="feed", lastmod="2024-03-06T08:00:00Z",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "published", "lastmod"),
    [
        ({}, None, None),
        ({"date_modified": "2024-03-06"}, "2024-03-06", None),
        ({"date_published": "2024-03-06", "date_modified": "2024-03-06"}, "2024-03-06", None),
        ({"date_published": 1709600000, "date_modified": None}, None, None),
    ],
)
def test_a_date_of_change_tells_only_beside_another_one(dates, published, lastmod):
    (found,) = entries(feed(item(**dates)))
    assert (found.published_raw, found.published_from, found.lastmod) == (published, published and "feed", lastmod)


@pytest.mark.parametrize(
    ("given", "paths"),
    [
        ({"url": "/n/1", "external_url": "https://else.example/"}, ["/n/1"]),
        ({"url": "", "external_url": "/n/2"}, ["/n/2"]),
        ({"url": None, "id": "https://khabar.example/n/3"}, ["/n/3"]),
        ({"url": None, "id": "tag:3"}, []),
        ({"url": 5, "id": 5}, []),
        ({"url": "/"}, []),
        ({"url": "javascript:alert(1)"}, []),
        ({"url": "http://["}, []),
    ],
)
def test_an_item_leads_where_it_says_or_nowhere(given, paths):
    assert addresses(feed(item(**given))) == paths


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", "http://www.jsonfeed.org/version/1.1"])
def test_every_version_is_read_wherever_it_stands(version):
    assert addresses({"items": [item(1)], "version": version}) == ["/news/000001"]
    assert addresses(json.dumps({"items": [item(1)], "version": version}).replace("/", "\\/")) == ["/news/000001"]


@pytest.mark.parametrize(
    "other",
    [
        b"{}", b'{"items": []}', b'{"version": "1.1", "items": [{"url": "/1"}]}', b"[]", b"{",
        b'{"version": "https://example.org/version/1", "items": [{"url": "/1"}]}',
    ],
)  # fmt: skip
def test_other_json_is_no_feed(other):
    assert read_feed(other, URL) is None


@pytest.mark.parametrize("items", [None, {}, "x", 7, [None, 7, "x", []]])
def test_a_feed_without_items_is_an_empty_one(items):
    assert entries(HEAD | {"items": items}) == ()
    assert entries(HEAD) == ()


@pytest.mark.parametrize(
    "broken",
    [
        "\ufeff \n" + written(item(1)),
        written(item(1), item(2))[:-30],
        written(item(1)).replace("}]}", "},]}"),
        written(item(1)).replace("}]}", ",},],}"),
        written(item(1, title="سطر\tثم\x00 سطر")).replace("\\t", "\n"),
        written(item(1)) + "<script>alert(1)</script>",
        written(item(1), item(2)).replace('"url": "https://khabar.example/news/000002"', '"url": NONE'),
        written(item(1)).replace('"عنوان"', '"عنوان \\ud83d"'),
        written(item(1)).encode("utf-16"),
        written(item(1)).encode("cp1256"),
    ],
)
def test_a_broken_feed_gives_what_stands_before_the_break(broken):
    assert addresses(broken) == ["/news/000001"]
    for found in entries(broken):
        (found.title or "").encode()


def test_what_a_feed_holds_beyond_its_bounds_is_said_to_be_cut():
    whole = written(*map(item, range(10)), item(99, url="/x?" + "x" * 5000))
    for text in (whole, whole[:-1]):
        body = text.encode()
        bounded = read_feed(body, URL, bounds=Bounds(feed_entries=5))
        assert (len(bounded.entries), bounded.cut) == (5, ("feed-entries",))
        assert (len(read_feed(body, URL).entries), read_feed(body, URL).cut) == (10, ("url-length",))


@pytest.mark.parametrize("deep", ["[" * 100_000, '{"a":' * 100_000, "9" * 100_000])
def test_what_nests_or_counts_without_end_breaks_nothing(deep):
    text = written(item(1), item(2)).replace('{"id": "2"', f'{{"x": {deep}, "id": "2"')
    assert "/news/000001" in addresses(text)


def test_each_page_is_named_once_as_its_first_item_does():
    twice = entries(feed(item(1, title="أ"), item(2), item(1, title="ب")))
    assert len(twice) == 2
    assert {found.url[-1]: found.title for found in twice} == {"1": "أ", "2": "عنوان"}


PARTS = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    '"items":[',
    '"url":',
    '"/n/1"',
    '"id"',
    "\\u0000",
    "\\ud800",
    "1e999",
    "null",
]


@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from(PARTS).map(str.encode)), max_size=25).map(b"".join))
def test_no_bytes_break_it(body):
    for head in (b"", b"{", b'{"version":"https://jsonfeed.org/version/1","items":[{"url":'):
        read_feed(head + body, URL)
