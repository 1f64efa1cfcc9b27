"""What a site's pages have shown of their need of a browser is kept from run to run."""

from datetime import UTC, datetime

from crawler.storage.browsing import Browsing

SHOWN = {"helped": 3, "vain": 0, "sufficed": 1, "loaded": 7, "at": datetime(2026, 11, 30, 12, 0, tzinfo=UTC)}


def test_it_is_kept_for_each_kind_of_page_and_the_next_takes_its_place(archive):
    browsing = Browsing(archive)
    assert browsing.get("example.com") == {}
    browsing.keep("example.com", "articles", {**SHOWN, "helped": 1})
    browsing.keep("example.com", "articles", SHOWN)
    browsing.keep("example.com", "lists", {**SHOWN, "at": None})
    browsing.keep("example.org", "articles", {**SHOWN, "helped": 9})
    assert browsing.get("example.com") == {"articles": SHOWN, "lists": {**SHOWN, "at": None}}


def test_it_can_be_forgotten(archive):
    browsing = Browsing(archive)
    browsing.keep("example.com", "articles", SHOWN)
    assert (browsing.forget("example.com"), browsing.forget("example.com")) == (True, False)
    assert browsing.get("example.com") == {}
