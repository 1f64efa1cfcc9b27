"""What one page tells of its site."""

from datetime import UTC, datetime

import pytest
from crawling import SENTENCES

from crawler.probing.look import look
from crawler.sources import Source, source_for

HOME = "https://www.paper.example/"
NOW = datetime(2026, 11, 30, tzinfo=UTC)


def looked(body, *, head="", source=None, charset=None, url=HOME, title="صحيفة النهر"):
    page = f'<html lang="ar"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
    data = page.encode() if isinstance(page, str) else page
    return look(data, url=url, charset=charset, source=source or source_for(HOME), now=NOW)


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" href="/out">',
        '<link rel="alternate" type="application/feed+json" href="/out">',
        '<a href="/out">RSS</a>',
        '<a href="/out"><img alt="rss" src="i.png"></a>',
        '<a href="/out"><i class="fa fa-rss"></i></a>',
        '<a href="/out" title="خلاصات الموقع"></a>',
    ],
)
def test_a_link_may_lead_to_a_feed_by_what_it_is_or_says(link):
    assert looked(link).named.feeds == (f"{HOME}out",)


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/out">وزير الري يعلن فتح قناة على rss الموقع اليوم</a>',
        '<a href="https://feedly.example/i?feed=x">feedly</a>',
        '<a href="/sitemap.xml">الخريطة</a>',
        '<link rel="stylesheet" href="/feed.css">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">',
        '<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed?url=/feed">',
    ],
)
def test_other_links_are_no_feeds(link):
    assert looked(link).named.feeds == ()


def test_a_feed_on_another_site_is_named_where_the_page_declares_it():
    link = '<link rel="alternate" type="application/rss+xml" href="https://feeds.example.net/paper">'
    named = looked(link).named
    assert named.feeds == ("https://feeds.example.net/paper",)
    assert named.addresses == ()


@pytest.mark.parametrize(
    "link", ['<a href="/s/map.xml.gz">خريطة الموقع</a>', '<link rel="sitemap" href="/s/map.xml.gz">']
)
def test_a_link_may_lead_to_a_sitemap(link):
    assert looked(link).named.sitemaps == (f"{HOME}s/map.xml.gz",)


@pytest.mark.parametrize(
    ("head", "api"),
    [
        ('<link rel="https://api.w.org/" href="https://www.paper.example/blog/wp-json/">', f"{HOME}blog/wp-json/"),
        ('<meta name="generator" content="WordPress 6.6">', f"{HOME}wp-json/"),
        ('<script src="/wp-includes/js/x.js"></script>', f"{HOME}wp-json/"),
        ('<meta name="generator" content="Drupal 10">', ""),
    ],
)
def test_wordpress_tells_where_its_interface_is(head, api):
    assert looked("", head=head).named.api == api


@pytest.mark.parametrize("link", ['<a href="/ar/">العربية</a>', '<link rel="alternate" hreflang="ar" href="/ar/">'])
def test_another_language_names_the_arabic_edition(link):
    assert looked(link).named.arabic == f"{HOME}ar/"


def test_a_site_is_called_what_it_declares_then_what_its_title_says():
    assert looked("", head='<meta property="og:site_name" content="النهر">', title="أخبار | جريدة").names[0] == "النهر"
    assert looked("", title="جريدة النهر | الرئيسية").names == ("جريدة النهر",)


def test_the_zone_is_what_the_page_shows_or_nothing():
    assert looked("<footer>هاتف: +962 6 555 1234 عمّان</footer>").zone == "Asia/Amman"
    assert looked("<p>أخبار</p>").zone == ""
    assert looked("", url="https://paper.com.eg/").zone == "Africa/Cairo"


def test_dates_may_name_an_offset():
    assert looked("", head='<meta property="article:published_time" content="2026-01-02T10:00:00+04:00">').offset == 240
    assert looked("", head='<meta property="article:published_time" content="2026-01-02T10:00:00Z">').offset is None


def test_the_encoding_is_that_of_the_bytes_beside_the_one_declared():
    body = f'<html><head><meta charset="iso-8859-1"></head><body>{" ".join(SENTENCES)}</body></html>'.encode(
        "windows-1256"
    )
    told = look(body, url=HOME, charset="utf-8", source=source_for(HOME), now=NOW)
    assert told.charset == "windows-1256"
    assert told.declared == ("utf-8", "iso-8859-1")


def test_selectors_tell_what_they_find_first():
    selectors = {"title": "h1", "authors": "span.by", "image": "meta[property='og:image']"}
    source = Source(id="x", home=HOME, selectors=selectors, drop=("div.ad", "div.none"))
    body = '<h1>عنوان</h1><div class="ad">x</div><div class="ad">y</div>'
    told = looked(body, head='<meta property="og:image" content="/i.jpg">', source=source)
    assert told.selected == {"title": "عنوان", "authors": "", "image": "/i.jpg"}
    assert told.dropped == {"div.ad": 2, "div.none": 0}


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"%PDF-1.4", b"{}", b"<a href='http://[x'>"])
def test_no_bytes_break_it(body):
    assert look(body, url=HOME, charset="none", source=source_for(HOME), now=NOW).url == HOME
