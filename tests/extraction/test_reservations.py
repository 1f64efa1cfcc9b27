"""What a publisher reserves is recorded: robots directives and the reservation of text and data mining."""

import pytest
from scrapy.http.headers import Headers

from crawler.article import Article
from crawler.extraction import extract
from crawler.extraction.page import open_page
from crawler.extraction.reservations import declared, from_headers, noted

BODY = (
    "افتتحت إدارة النقل في المدينة، الأربعاء، جسرا جديدا على النهر في مراسم حضرها سكان الأحياء المجاورة وتجار.",
    "ويضم الجسر أربعة مسارات للسيارات وممرا للمشاة وآخر للدراجات، وبلغت تكلفته نحو مئتي مليون بحسب الإدارة.",
)


def page(head):
    story = "".join(f"<p>{text}</p>" for text in BODY)
    return f"<html lang='ar'><head><title>افتتاح جسر</title>{head}</head><body><h1>افتتاح جسر</h1>{story}</body></html>"


def meta(head):
    return declared(open_page(page(head).encode(), url="https://www.example.com/news/1"))


def tagged(*values):
    return from_headers(Headers({"X-Robots-Tag": [value.encode() for value in values]}))


@pytest.mark.parametrize(
    ("head", "reserved"),
    [
        ("", ()),
        ('<meta name="robots" content="index, follow, max-image-preview:large">', ()),
        ('<meta name="robots" content="noarchive">', ("noarchive",)),
        ('<META NAME="Robots" CONTENT="NoIndex,NOARCHIVE">', ("noarchive", "noindex")),
        ('<meta name="robots" content="nosnippet noai noimageai">', ("nosnippet", "noai", "noimageai")),
        ('<meta name="robots" content="none">', ("noindex",)),
        ('<meta name="robots" content="noarchive max-image-preview:none">', ("noarchive",)),
        ('<meta name="robots" content="max-image-preview: none">', ()),
        ('<meta name="khabar" content="noindex">', ("noindex",)),
        ('<meta name="googlebot" content="noarchive">', ()),
        ('<meta name="robots" content="noindex"><meta name="robots" content="noarchive">', ("noarchive", "noindex")),
        ('<meta name="robots">', ()),
        ('<meta name="tdm-reservation" content="1">', ("tdm-reservation",)),
        ('<meta name="tdm-reservation" content="0">', ()),
        (
            '<meta name="TDM-Reservation" content=" 1 "><meta name="tdm-policy" content="https://example.com/policy.json">',
            ("tdm-reservation", "tdm-policy: https://example.com/policy.json"),
        ),
        ('<meta name="tdm-policy" content="https://example.com/policy.json">', ()),
        ('<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="x y">', ("tdm-reservation",)),
    ],
)
def test_a_pages_meta_tags_say_what_is_reserved(head, reserved):
    assert meta(head) == reserved


@pytest.mark.parametrize(
    ("values", "reserved"),
    [
        (["noarchive"], ("noarchive",)),
        (["NOARCHIVE, NoIndex"], ("noarchive", "noindex")),
        (["none"], ("noindex",)),
        (["noindex", "noarchive"], ("noarchive", "noindex")),
        (["all", "index, follow"], ()),
        (["googlebot: noarchive"], ()),
        (["otherbot: none"], ()),
        (["googlebot: noarchive, noindex"], ()),
        (["noarchive, googlebot: noindex"], ("noarchive",)),
        (["khabar: noarchive"], ("noarchive",)),
        (["Khabar: noindex, otherbot: noarchive"], ("noindex",)),
        (["otherbot: noindex, khabar: noarchive"], ("noarchive",)),
        (["googlebot: noindex", "noarchive"], ("noarchive",)),
        (["*: noai"], ("noai",)),
        (["unavailable_after: 25 Jun 2010 15:00:00 PST"], ()),
        (["unavailable_after: Wed, 03 Jul 2019 09:00:00 GMT, noarchive"], ("noarchive",)),
        (["unavailable_after: Wednesday, 03-Jul-19 09:00:00 GMT; noarchive"], ("noarchive",)),
        (["unavailable_after: 2030-01-01T09:00:00+03:00, noarchive"], ("noarchive",)),
        (["max-snippet: 0, max-image-preview: none, noai"], ("noai",)),
        (["googlebot: unavailable_after: 25 Jun 2010 15:00:00 PST, noarchive"], ()),
        ([""], ()),
        (["unavailable_after: 25 Jun 2010, 15:00:00 PST, noarchive"], ("noarchive",)),
        ([":::,,;;: :"], ()),
    ],
)
def test_directives_for_every_robot_and_for_us_count_and_others_do_not(values, reserved):
    assert tagged(*values) == reserved


def test_a_reservation_of_mining_and_its_policy_are_read_from_headers():
    headers = {"TDM-Reservation": "1", "tdm-policy": "https://example.com/policy.json"}
    assert from_headers(headers) == ("tdm-reservation", "tdm-policy: https://example.com/policy.json")
    assert from_headers({"tdm-reservation": ["0"], "tdm-policy": ["https://example.com/p"]}) == ()


def test_a_policy_that_is_no_usable_address_is_left_out():
    for policy in ("javascript:alert(1)", "/policy", "https://example.com/" + "a" * 3_000, "https://a b"):
        assert from_headers({"tdm-reservation": "1", "tdm-policy": policy}) == ("tdm-reservation",)


def test_endless_directives_are_read_in_no_time():
    for word in ("max-", "max-snippet", "a", " ", ",", ":", "noarchive "):
        assert set(tagged(word * 200_000)) <= {"noarchive"}
        assert set(meta(f'<meta name="robots" content="{word * 200_000}">')) <= {"noarchive"}


def test_an_article_carries_what_its_page_and_its_answer_reserve_each_once():
    found = extract(page('<meta name="robots" content="noarchive">').encode(), url="https://www.example.com/news/1")
    assert isinstance(found, Article)
    assert found.reservations == ("noarchive",)
    both = noted(found, Headers({"X-Robots-Tag": "noarchive, noai", "Content-Type": "text/html"}))
    assert both.reservations == ("noarchive", "noai")
