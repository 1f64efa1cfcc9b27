"""What a feed names is found, however the feed is written."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery.bounds import Bounds
from crawler.discovery.feeds import freshness, read_feed
from crawler.found import Role

URL = "https://khabar.example/rss/all.xml"


def rss(items, head="", declaration='<?xml version="1.0" encoding="utf-8"?>'):
    return f'{declaration}<rss version="2.0"><channel><title>خبر</title>{head}{items}</channel></rss>'


def item(number=1, *, title="زيادة أسعار الوقود", link=None, more=""):
    link = f"https://khabar.example/news/{number:06d}" if link is None else link
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def entries(text, url=URL):
    return read_feed(text.encode() if isinstance(text, str) else text, url).entries


def test_rss_gives_articles_with_title_and_date_as_written():
    more = "<pubDate>الثلاثاء 05 مارس 2024 10:30 ص</pubDate>"
    (found,) = entries(rss(item(7, title="قتلى &amp; جرحى <![CDATA[<b>في بغداد</b>]]>", more=more)))

    assert found.url == "https://khabar.example/news/000007"
    assert found.role is Role.ARTICLE
    assert found.title == "قتلى & جرحى في بغداد"
    assert found.published_raw == "الثلاثاء 05 مارس 2024 10:30 ص"
    assert found.published_from == "feed"
    assert found.lastmod is None


@pytest.mark.parametrize("raw", ["Tue, 05 Mar 2024 10:30:00 EET", "05-03-2024", "١٢/٠٣/٢٠٢٤", "2024-03-05T10:30:00"])
def test_dates_stay_raw(raw):
    assert entries(rss(item(more=f"<pubDate> {raw}\n</pubDate>")))[0].published_raw == raw


def test_rss_1_0_dates_by_dublin_core():
    text = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>خبر</title></channel>
      <item rdf:about="y"><title>عنوان</title><link>https://khabar.example/1</link>
      <dc:date>2024-03-05T10:30+03:00</dc:date></item></rdf:RDF>"""
    (found,) = entries(text)
    assert (found.url, found.published_raw) == ("https://khabar.example/1", "2024-03-05T10:30+03:00")


def test_atom_tells_publication_from_change():
    text = """<feed xmlns="http://www.w3.org/2005/Atom"><title>خبر</title><entry><title type="html">عنوان &amp;amp; خبر
      </title>
      <link rel="self" href="/feed/1"/><link rel="alternate" href="/news/1"/>
      <published>2024-03-05T10:30:00+03:00</published><updated>2024-03-06T08:00:00+03:00</updated></entry></feed>"""
    (found,) = entries(text)
    assert found.url == "https://khabar.example/news/1"
    assert found.title == "عنوان & خبر"
    assert found.published_raw == "2024-03-05T10:30:00+03:00"
    assert found.lastmod == "2024-03-06T08:00:00+03:00"


def test_a_change_at_the_time_of_publication_is_none():
    times = "<published>2024-03-05T10:30:00Z</published><updated>2024-03-05T10:30:00Z</updated>"
    text = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>ع</title><link href="/n/1"/>{times}</entry></feed>'
    assert entries(text)[0].lastmod is None


def test_links_are_relative_to_the_feed():
    assert entries(rss(item(link="../news/12")))[0].url == "https://khabar.example/news/12"
    assert entries(rss(item(link="\n  /news/12  \n")))[0].url == "https://khabar.example/news/12"
    assert entries(rss(item(link="/news/اليوم")))[0].url.endswith("/news/%D8%A7%D9%84%D9%8A%D9%88%D9%85")


def test_a_permalink_stands_in_for_a_missing_link():
    guid = "<item><title>عنوان</title><guid{}>https://khabar.example/news/9</guid></item>"
    assert entries(rss(guid.format("")))[0].url == "https://khabar.example/news/9"
    assert entries(rss(guid.format(' isPermaLink="false"')))[0].url == "https://khabar.example/news/9"
    assert entries(rss("<item><title>عنوان</title><guid isPermaLink='false'>884512</guid></item>")) == ()


def test_feedburner_names_the_original_link():
    head = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    more = "<feedburner:origLink>https://khabar.example/news/9</feedburner:origLink>"
    text = rss(item(link="https://feeds.example/~r/x", more=more)).replace('version="2.0"', f'version="2.0" {head}')
    assert entries(text)[0].url == "https://khabar.example/news/9"


@pytest.mark.parametrize(
    "link", ["mailto:a@b.example", "javascript:void(0)", "ftp://a.example/1", "", "https://khabar.example/"]
)
def test_entries_that_lead_to_no_page_are_dropped(link):
    assert [found.title for found in entries(rss(item(link=link) + item(2, title="آخر")))] == ["آخر"]


def test_an_entry_met_twice_counts_once():
    assert len(entries(rss(item(1) + item(1, link="http://www.khabar.example/news/000001/?utm_source=rss")))) <= 2
    assert len(entries(rss(item(1) + item(1)))) == 1


@pytest.mark.parametrize(
    ("head", "minutes"),
    [
        ("<ttl>5</ttl>", 5), ("<ttl>soon</ttl>", 0), ("", 0), ("<ttl>90</ttl>", 90),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 15), ("<sy:updatePeriod>never</sy:updatePeriod>", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>", 10),
        ("<ttl>60</ttl><sy:updatePeriod>daily</sy:updatePeriod>", 60),
    ],
)  # fmt: skip
def test_a_feed_says_how_long_it_stays_as_it_is_and_a_period_that_nobody_chose_counts_little(head, minutes):
    namespace = 'version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    text = rss(item(), head=head).replace('version="2.0"', namespace)
    assert freshness(read_feed(text.encode(), URL)) == 60 * minutes


@pytest.mark.parametrize("declared", ['encoding="windows-1256"', 'encoding="utf-8"', 'encoding="iso-8859-1"', ""])
@pytest.mark.parametrize("encoding", ["windows-1256", "utf-8", "iso-8859-6"])
def test_the_encoding_is_what_the_bytes_say(declared, encoding):
    title = "رئيس الوزراء يعلن بدء العمل في مشروع الطريق الجديد بين المدينتين"
    text = rss(item(title=title) * 1, declaration=f'<?xml version="1.0" {declared}?>')
    assert entries(text.encode(encoding))[0].title == title


@pytest.mark.parametrize(
    "broken",
    [
        rss(item(1) + item(2))[:-40],
        rss(item(1, title="أ & ب") + item(2)),
        "\n\n \ufeff" + rss(item(1) + item(2)),
        rss(item(1, title="\x0bعنوان\x00") + item(2)),
        rss(item(1, more="<description>&nbsp;&raquo; نص</description>") + item(2)),
        rss(item(1, more="<media:content url='x'/>") + item(2)),
        rss(item(1) + item(2)) + "<script>alert(1)</script>",
    ],
)
def test_a_broken_feed_gives_what_can_be_had(broken):
    assert "https://khabar.example/news/000001" in [found.url for found in entries(broken)]


@pytest.mark.parametrize(
    "other",
    [
        b"", b"\x00\x01", b"plain text", b"<html><body><p>rss</p></body></html>", b'{"items": []}',
        b"<!DOCTYPE html><html><head><link type='application/rss+xml' href='/feed'></head><body><rss></body></html>",
        b'<?xml version="1.0"?><urlset><url><loc>https://a.example/</loc></url></urlset>',
    ],
)  # fmt: skip
def test_what_is_no_feed_is_none(other):
    assert read_feed(other, URL) is None


def test_an_empty_feed_is_a_feed():
    assert read_feed(rss("").encode(), URL).entries == ()


def test_declared_entities_do_not_grow():
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    doctype = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]>'
    feed = read_feed(rss(item(1, title="&e9;"), declaration=doctype).encode(), URL)
    assert feed is None or all(len(found.title or "") < 100 for found in feed.entries)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_nor_do_they_in_another_encoding(encoding):
    doctype = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "' + "x" * 10_000 + '">]>'
    (found,) = entries(rss(item(1, title="خبر &a;&a;"), declaration=doctype).encode(encoding))
    assert len(found.title) < 100


def test_what_a_feed_holds_beyond_its_bounds_is_said_to_be_cut():
    body = rss("".join(item(number) for number in range(10)) + item(99, link="/x?" + "x" * 5000)).encode()
    assert read_feed(body, URL, bounds=Bounds(feed_entries=5)).cut == ("feed-entries",)
    assert read_feed(body, URL).cut == ("url-length",)
    assert read_feed(rss(item(1)).encode(), URL).cut == ()


def test_entities_of_files_are_not_read(tmp_path):
    (tmp_path / "secret").write_text("secret")
    doctype = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    feed = read_feed(rss(item(1, title="a &x;"), declaration=doctype).encode(), URL)
    assert "secret" not in str(feed).replace(str(tmp_path), "")


def test_a_huge_feed_is_read_to_its_limit_in_little_time():
    text = rss("".join(item(number, more="<description>نص</description>") for number in range(20_000)))
    began = time.process_time()
    found = entries(text)
    assert len(found) == 1000
    assert found[0].url.endswith("/000000")
    assert time.process_time() - began < 5


@settings(max_examples=100)
@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from(
    [b"<rss>", b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<channel>", b"<item>", b"<entry>",
     b"<link>", b"</link>",
     b"http://[", b"<title>", b"</title>", b"</item>", b"<![CDATA[", b"]]>", b"&#x110000;", b"&#0;", b"<!",
     b"<!DOCTYPE [",     b"<pubDate>", b"</pubDate>", b"<guid>", b"<content type='application/octet-stream'>", b"<link href='http://[x'/>"]
)), max_size=15).map(b"".join))  # fmt: skip
def test_no_bytes_break_it(body):
    for root in (b"", b"<rss>", b'<feed xmlns="http://www.w3.org/2005/Atom">'):
        read_feed(root + body, URL)
