"""A date that is told after a page was read is weighed as it would have been then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from crawling import SENTENCES

from crawler.extraction import extract, later
from crawler.found import Found, Role
from crawler.sources import Source

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
URL = "https://www.nahr.com/article.php?id=100004"
SOURCE = Source(id="nahr.com", home="https://www.nahr.com/")
BUILT = f'<meta property="article:published_time" content="{(NOW - timedelta(seconds=5)).isoformat()}">'
OLDER = '<meta name="pubdate" content="2026-10-02T08:00:00+00:00">'
MOROCCAN = "<footer>هاتف: +212 522 257 800 جميع الحقوق محفوظة، الرباط 2026</footer>"
PAGES = {
    "nothing": {},
    "of a Moroccan site": {"foot": MOROCCAN},
    "made when it was asked for": {"head": BUILT},
    "made when it was asked for, with an offset": {"head": BUILT.replace("+00:00", "+02:00").replace("T11:", "T13:")},
    "made when it was asked for, and older": {"head": BUILT, "url": "https://www.nahr.com.eg/article.php?id=1"},
    "with two dates": {"head": BUILT + OLDER},
}
HINTS = {
    "an instant": "2026-10-02T09:30:00Z",
    "an instant of its own zone": "2026-10-02T09:30:15+03:00",
    "a time without a zone": "2026-10-02 09:30",
    "a day": "2026-10-02",
    "midnight": "2026-10-02T00:00:00Z",
    "Arabic": "الجمعة 2 أكتوبر 2026 - 09:30 م",
    "a while ago": "منذ 3 ساعات",
    "today": "2026-11-20T11:00:00Z",
    "yesterday night in the west": "2026-11-19T22:30:00Z",
    "the future": "2026-11-25T09:30:00Z",
    "nonsense": "Invalid Date",
    "a year": "2026",
}
SOURCES = {
    "without a file": SOURCE,
    "with a zone": replace(SOURCE, timezone="Africa/Casablanca"),
    "whose sitemap lies": replace(SOURCE, false_dates=("sitemap",)),
}


def page(head="", foot=""):
    text = "".join(f"<p>{each}.</p>" for each in SENTENCES)
    return (
        f'<html lang="ar"><head><meta charset="utf-8"><title>منسوب النهر يرتفع</title>{head}</head><body><main>'
        f"<article><h1>منسوب النهر يرتفع والقرى تستعد للفيضان</h1>{text}</article></main>{foot}</body></html>"
    ).encode()


def hinted(raw, origin="sitemap", url=URL):
    return Found(url, Role.ARTICLE, published_raw=raw, published_from=origin)


def when(article):
    return article.published, article.published_precision, article.published_raw, article.published_from


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
@pytest.mark.parametrize("kind", PAGES.values(), ids=PAGES)
def test_it_is_the_date_that_the_page_would_have_been_given(kind, source):
    url = kind.get("url", URL)
    body = page(kind.get("head", ""), kind.get("foot", ""))
    before = extract(body, url=url, source=source, now=NOW)
    assert before.published is None
    kept = replace(before, fetched_at=NOW + timedelta(minutes=2))  # by the time that it was joined and stored
    for hint in (hinted(raw, origin, url) for raw in HINTS.values() for origin in ("sitemap", "feed")):
        known = extract(body, url=url, source=source, now=NOW, hint=hint)
        found = later.dated(kept, hint, source)
        assert when(found or kept) == when(known), hint
        assert (found is None) == (known.published is None), hint


def test_dates_differ_by_what_the_page_was():
    """The table above holds pages that change what a date is read as, or it would prove little."""
    hint = hinted(HINTS["today"])
    found = {
        when(extract(page(kind.get("head", "")), url=URL, source=SOURCE, now=NOW, hint=hint)) for kind in PAGES.values()
    }
    assert {each[3] for each in found} == {"sitemap", "meta"}
    zones = {
        extract(page(foot=foot), url=URL, source=SOURCE, now=NOW, hint=hinted("2026-10-02")).published.utcoffset()
        for foot in ("", MOROCCAN)
    }
    assert len(zones) == 2


def test_where_the_page_was_not_read_the_zone_is_that_of_file_country_or_site():
    kept = replace(extract(page(), url=URL, source=SOURCE, now=NOW), undated="")
    day = hinted("2026-10-02")

    def offset(article=kept, source=SOURCE, **known):
        return later.dated(article, day, source, **known).published.utcoffset()

    assert offset() == timedelta(hours=3)
    assert offset(site_zone="Africa/Algiers") == timedelta(hours=1)
    assert offset(replace(kept, url="https://www.nahr.com.om/1"), site_zone="Africa/Algiers") == timedelta(hours=4)
    assert offset(source=replace(SOURCE, timezone="Asia/Tehran")) == timedelta(hours=3, minutes=30)


def test_a_date_from_before_there_was_a_press_is_none():
    kept = extract(page(), url=URL, source=SOURCE, now=NOW)
    assert later.dated(kept, hinted("0001-01-01T00:00:00Z"), SOURCE) is None


def test_an_article_that_has_a_date_keeps_nothing_for_later():
    dated = extract(page(OLDER), url=URL, source=SOURCE, now=NOW)
    assert dated.published == datetime(2026, 10, 2, 11, tzinfo=timezone(timedelta(hours=3)))
    assert dated.undated == ""
