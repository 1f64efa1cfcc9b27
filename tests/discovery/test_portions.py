"""More of a listing, as a script would get it."""

import json

import pytest

from crawler.discovery.portions import read_portion

CARD = '<div><a href="/news/884512">النهر يرتفع</a></div>'


def test_the_markup_and_the_next_address_of_an_answer_are_read():
    told = read_portion(json.dumps({"data": {"html": CARD, "count": 1}, "next_page_url": "/more?page=3"}).encode())
    assert (told.markup, told.following) == (CARD, "/more?page=3")


def test_the_parts_of_a_list_are_taken_together():
    told = read_portion(json.dumps({"items": [{"view": CARD}, {"view": CARD}], "next": None}).encode())
    assert (told.markup, told.following) == (f"{CARD}\n{CARD}", None)


@pytest.mark.parametrize(
    "body", [b"", b"{", b"{}", b'{"a": "b"}', b"<html></html>", b'[{"html": "x"}]', b'{"a":' * 9_999]
)
def test_what_holds_no_listing_is_none(body):
    assert read_portion(body) is None
