# ruff: noqa: E501  pages read best with a tag's text on its line
"""When an article was published: small pages, each printing and declaring its date in a way of its own."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from dated_page import DAY, EG, ld, meta, read, told

from crawler.extraction.candidates import Clock, candidate
from crawler.found import Found, Role
from crawler.sources import Source


@pytest.mark.parametrize(
    ("under", "head", "url", "expected"),
    [
        # what machines are told, and what is printed, say the same
        (f"<p>{DAY} 04:08 م</p>", meta("2026-03-18T14:08:13+00:00"), EG, ("2026-03-18T16:08+02:00", "second", "meta")),
        # the evening's clock beside its zone, without its half; a time beside its day, and a change after it
        (
            f"<p>{DAY}؛ 06:20 (GMT +0400)</p>",
            meta("2026-03-18T18:20:11+0400"),
            "https://www.jisr.example/news/48213",
            ("2026-03-18T18:20+04:00", "second", "meta"),
        ),
        (
            "<div><span>18 مارس 2026</span> <span>16:08 مساء</span><span>|</span><span>آخر تحديث: 18 مارس 17:30 2026</span></div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        (
            "<div><span>18/03/2026</span> <span>LOC16:08</span></div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        # two times side by side in one link, as WordPress sets them
        (
            "<div><span><a href='/48213'><time class='published' datetime='2026-03-18T16:08:13+00:00'>مارس 18, 2026 4:08 م</time><time class='updated' datetime='2026-03-19T09:00:00+00:00'>مارس 19, 2026</time></a></span> <span>admin</span></div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "second", "meta"),
        ),
        (
            f"<p>{DAY} - 16:08</p>",
            ld(datePublished="2026-03-18T16:08:13+02:00"),
            EG,
            ("2026-03-18T16:08+02:00", "second", "jsonld"),
        ),
        (
            f"<p>{DAY} - 16:08</p>",
            ld(datePublished="2026-03-18 16:08"),
            EG,
            ("2026-03-18T16:08+02:00", "minute", "jsonld"),
        ),
        # a printed clock that is Greenwich's, and a machine's without its zone
        ("<p>16:08 GMT 18.03.2026</p>", meta("20260318T1608"), EG, ("2026-03-18T16:08+00:00", "minute", "meta")),
        # local time that calls itself UTC
        (f"<p>{DAY} 04:08 م</p>", meta("2026-03-18T16:08:00Z"), EG, ("2026-03-18T16:08+02:00", "minute", "visible")),
        (f"<p>{DAY} 04:08 م</p>", meta("2026-03-18T16:08:13Z"), EG, ("2026-03-18T16:08+02:00", "second", "meta")),
        # the printed line names its zone: what calls itself Z is UTC
        ("<p>16:08 GMT 18.03.2026</p>", meta("2026-03-18T16:08:00Z"), EG, ("2026-03-18T16:08+00:00", "minute", "meta")),
        (
            f"<p>{DAY} 16:08 بتوقيت غرينتش</p>",
            meta("2026-03-18T16:08:00Z"),
            EG,
            ("2026-03-18T16:08+00:00", "minute", "meta"),
        ),
        (
            f"<p>{DAY} 17:08 بتوقيت مكة المكرمة</p>",
            meta("2026-03-18T14:08:00Z"),
            EG,
            ("2026-03-18T17:08+03:00", "minute", "meta"),
        ),
        (
            f"<p>{DAY} 16:08 بتوقيت القاهرة</p>",
            meta("2026-03-18T16:08:00Z"),
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        (f"<p>{DAY} 16:08 (+03:00)</p>", "", EG, ("2026-03-18T16:08+03:00", "minute", "visible")),
        # a build's date, another's date
        (f"<p>{DAY}</p>", meta("2024-11-30T00:00:00.000Z"), EG, ("2026-03-18T00:00+02:00", "day", "visible")),
        (f"<p>{DAY} 16:08</p>", meta("2026-03-20T12:00:00Z"), EG, ("2026-03-18T16:08+02:00", "minute", "visible")),
        (f"<p>{DAY}</p>", meta("2026-03-20T12:00:00Z"), EG, ("2026-03-18T00:00+02:00", "day", "visible")),
        ("", meta("2026-03-20T12:00:00Z"), EG, (None, None, None)),
        (
            "",
            meta("2026-03-20T11:59:59Z"),
            "https://www.jisr.com.eg/2026/3/18/jisr",
            ("2026-03-18T00:00+02:00", "day", "url"),
        ),
        (
            "",
            meta("2024-11-30T09:00:00Z"),
            "https://www.jisr.com.eg/2026/3/18/jisr",
            ("2026-03-18T00:00+02:00", "day", "url"),
        ),
        ("", "", "https://www.jisr.com.eg/2026/20260318/ln3.htm", ("2026-03-18T00:00+02:00", "day", "url")),
        # the better of two declarations is the one that is printed too
        (
            f"<p>{DAY} 16:08</p>",
            ld(datePublished="2026-02-01T00:00:00Z") + meta("2026-03-18T14:08:00Z"),
            EG,
            ("2026-03-18T16:08+02:00", "minute", "meta"),
        ),
        # empty fields' dates, dates ahead
        ("", meta("0001-01-01T00:00:00Z"), EG, (None, None, None)),
        ("", meta("1970-01-01T00:00:00+00:00"), EG, (None, None, None)),
        ("", meta("-0001-11-30T00:00:00+00:00"), EG, (None, None, None)),
        ("", meta("2027-01-01T10:00:00Z"), EG, (None, None, None)),
        # UTC that lies ahead is the newsroom's clock
        ("", meta("2026-03-20T13:30:00Z"), EG, ("2026-03-20T13:30+02:00", "minute", "meta")),
        # a day without its hour
        ("", meta("2026-03-18T00:00:00Z"), EG, ("2026-03-18T00:00+02:00", "day", "meta")),
        ("", meta("2026-03-18"), EG, ("2026-03-18T00:00+02:00", "day", "meta")),
        # the same night on two calendars' days
        ("<p>19 مارس 2026</p>", meta("2026-03-18T22:30:00Z"), EG, ("2026-03-19T00:30+02:00", "minute", "meta")),
        ("<p>18 مارس 2026</p>", meta("2026-03-18T22:30:00Z"), EG, ("2026-03-18T22:30+02:00", "minute", "meta")),
        (
            "<p>19 مارس 2026</p>",
            meta("2026-03-18T21:30:00Z"),
            "https://jisr.example/1",
            ("2026-03-19T00:30+03:00", "minute", "meta"),
        ),
        # the half of the day, lost by either
        (
            f"<p>{DAY} 08:41 م</p>",
            meta("2026-03-18T08:41:00+02:00"),
            EG,
            ("2026-03-18T20:41+02:00", "minute", "visible"),
        ),
        (f"<p>{DAY} | 04:08</p>", meta("2026-03-18T16:08:00+02:00"), EG, ("2026-03-18T16:08+02:00", "minute", "meta")),
        # «منذ ساعتين» is coarse, and as old as the copy
        ("<p>منذ ساعتين</p>", meta("2026-03-20T09:47:31Z"), EG, ("2026-03-20T11:47+02:00", "second", "meta")),
        ("<p>منذ يومين</p>", meta("2026-03-18T07:11:05Z"), EG, ("2026-03-18T09:11+02:00", "second", "meta")),
        (
            "<time datetime='2026-03-18T14:08:00Z'>منذ يومين</time>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "meta"),
        ),
        ("<div data-timestamp='1773842880'>منذ يومين</div>", "", EG, ("2026-03-18T16:08+02:00", "minute", "meta")),
        (
            "<abbr title='2026-03-18T16:08:00+02:00'>18 مارس</abbr>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "meta"),
        ),
        # as programs write dates
        ("", meta("1773842880"), EG, ("2026-03-18T16:08+02:00", "minute", "meta")),
        ("", meta("1773842880000"), EG, ("2026-03-18T16:08+02:00", "minute", "meta")),
        ("", meta("Wed, 18 Mar 2026 14:08:00 GMT"), EG, ("2026-03-18T16:08+02:00", "minute", "meta")),
        ("", meta("20260318T1408+0000"), EG, ("2026-03-18T16:08+02:00", "minute", "meta")),
        ("", meta("3/4/2026 4:08:13 PM"), EG, ("2026-03-04T16:08+02:00", "second", "meta")),
        ("<p>نشر في 3/4/2026 4:08:13 PM</p>", "", EG, ("2026-03-04T16:08+02:00", "second", "visible")),
        ("<p>3/4/2026, 4:08:13 PM</p>", "", EG, ("2026-03-04T16:08+02:00", "second", "visible")),
        ("<p>3/2/2026 4:08 PM</p>", "", EG, ("2026-02-03T16:08+02:00", "minute", "visible")),
        ("<p>03/02/2026 04:08:13 PM</p>", "", EG, ("2026-02-03T16:08+02:00", "second", "visible")),
        (
            "<p>2/3/2026 4:08:13 PM</p>",
            meta("2026-03-02T16:08:00+02:00"),
            EG,
            ("2026-03-02T16:08+02:00", "minute", "meta"),
        ),
        ("", meta("18/03/2026 16:08:13"), EG, ("2026-03-18T16:08+02:00", "second", "meta")),
        ("", meta("2026-03-18T16:08:13+02"), EG, ("2026-03-18T16:08+02:00", "second", "meta")),
        (
            "",
            '<meta itemprop="datePublished" content="2026-03-18T14:08:00Z">',
            EG,
            ("2026-03-18T16:08+02:00", "minute", "meta"),
        ),
        (
            "",
            '<meta name="DC.date.issued" content="2026-03-18T14:08:00Z">',
            EG,
            ("2026-03-18T16:08+02:00", "minute", "meta"),
        ),
        # how pages lay dates out
        (
            "<div><span>نشر في:</span> <span>18/03/2026 - 16:08</span> <span>آخر تحديث:</span> <span>19/03/2026 - 09:00</span></div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        (
            "<div><span>آخر تحديث:</span> <span>19/03/2026 - 09:00</span> <span>نشر في:</span> <span>18/03/2026 - 16:08</span></div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        (
            "<p>نشر: 18 مارس 2026 16:08 | آخر تحديث: 19 مارس 2026 09:00</p>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        ("<ul><li>18 مارس 2026</li><li>04:08 م</li></ul>", "", EG, ("2026-03-18T16:08+02:00", "minute", "visible")),
        ("<ul><li>04:08 م</li><li>18 مارس 2026</li></ul>", "", EG, ("2026-03-18T16:08+02:00", "minute", "visible")),
        (
            "<div><span>سلمى حسن</span><span>18 مارس 2026</span><span>04:08 م</span><span>3 دقائق قراءة</span></div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        (
            "<div>كتبت: سلمى حسن - الأربعاء ١٨ مارس ٢٠٢٦ ٠٤:٠٨ م</div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        (
            "<div>٢٩ رمضان ١٤٤٧ هـ - ١٨ مارس ٢٠٢٦ م، ٠٤:٠٨ م</div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        ("<div>18 آذار/مارس 2026 - 16:08</div>", "", EG, ("2026-03-18T16:08+02:00", "minute", "visible")),
        (f"<p>{DAY}</p><p>آخر تحديث: 19 مارس 2026 09:00</p>", "", EG, ("2026-03-18T00:00+02:00", "day", "visible")),
        (
            "<p>آخر تحديث: 19 مارس 2026 09:00</p>",
            meta("2026-03-18T14:08:00Z"),
            EG,
            ("2026-03-18T16:08+02:00", "minute", "meta"),
        ),
        (
            "<p>تمت القراءة 214 مرة</p>",
            "",
            "https://www.jisr.com.eg/2026/03/18/jisr",
            ("2026-03-18T00:00+02:00", "day", "url"),
        ),
        (
            "<div>تحرير: أحمد سمير [ آخر تحديث : 2026/03/19 09:00:13 ] نشر : 2026/03/18 16:08</div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        (
            "<table><tr><td>تاريخ التحديث</td><td>19/03/2026 09:00</td></tr><tr><td>تاريخ النشر</td><td>18/03/2026 16:08</td></tr></table>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        (
            "<div class='updated'>19 مارس 2026</div><div class='published'>18 مارس 2026</div>",
            "",
            EG,
            ("2026-03-18T00:00+02:00", "day", "visible"),
        ),
        (
            "<time class='updated' datetime='2026-03-19T09:00:00+02:00'>19 مارس</time><time class='entry-date published' datetime='2026-03-18T16:08:00+02:00'>18 مارس</time>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "meta"),
        ),
        (
            "<div>بواسطة <a href='/author/x'>أحمد سمير</a> في 18 مارس 2026 | 16:08</div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        ("<p>04/03/2026 10:00</p>", meta("2026-03-04T08:00:00Z"), EG, ("2026-03-04T10:00+02:00", "minute", "meta")),
        ("<p>03/04/2026 10:00</p>", meta("2026-03-04T08:00:00Z"), EG, ("2026-03-04T10:00+02:00", "minute", "meta")),
        ("<p>03/04/2026</p>", meta("2026-03-04T08:00:00Z"), EG, ("2026-03-04T10:00+02:00", "minute", "meta")),
        (
            "<div><span>تاريخ النشر: 2026-03-18 16:08:13</span> <span>الزيارات: 1,204</span></div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "second", "visible"),
        ),
        (
            "<p>نشر بـ 18/03/2026 16:08 / آخر تحديث: 19/03/2026 09:00</p>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        ("<p>18 مارس 2026 | آخر تحديث: 19:08</p>", "", EG, ("2026-03-18T19:08+02:00", "minute", "visible")),
        (
            "<p>نُشر: 16:08-18 مارس 2026 م ـ 29 رمضان 1447 هـ</p>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
        (
            "<div><span>18.03.2026</span><span>١٨ مارس ٢٠٢٦</span></div>",
            "",
            EG,
            ("2026-03-18T00:00+02:00", "day", "visible"),
        ),
        (
            "<p>18/3/2026 | آخر تحديث: 18/3/2026 16:08 (بتوقيت القاهرة)</p>",
            meta("2026-03-18T16:08:00Z"),
            EG,
            ("2026-03-18T16:08+02:00", "minute", "meta"),
        ),
        (
            "<p>18/3/2026 | آخر تحديث: 18/3/2026 18:30 (بتوقيت القاهرة)</p>",
            meta("2026-03-18T16:08:00Z"),
            EG,
            ("2026-03-18T18:08+02:00", "minute", "meta"),
        ),
        (
            "<div>التاريخ: 18/03/2026</div><div>الوقت: 16:08</div>",
            "",
            EG,
            ("2026-03-18T16:08+02:00", "minute", "visible"),
        ),
    ],
)
def test_a_date_is_read_and_weighed(under, head, url, expected):
    assert told(read(under, head, url=url)) == expected


@pytest.mark.parametrize(
    ("node", "under", "expected"),
    [
        # with the page's address, it is the page's
        ({"url": EG}, "", ("2026-03-18T16:08+02:00", "minute", "jsonld")),
        ({"@id": f"{EG}#webpage"}, f"<p>{DAY}</p>", ("2026-03-18T16:08+02:00", "minute", "jsonld")),
        # without, it may be the same on every page
        ({}, f"<p>{DAY}</p>", ("2026-03-18T16:08+02:00", "minute", "jsonld")),
        ({}, "<p>الثلاثاء 17 مارس 2026</p>", ("2026-03-17T00:00+02:00", "day", "visible")),
        ({}, "", (None, None, None)),
        # with another's, it is another's
        ({"url": "https://www.jisr.com.eg/"}, "", (None, None, None)),
    ],
)
def test_the_date_of_the_web_page_is_taken_where_it_is_surely_this_ones(node, under, expected):
    given = {"@context": "https://schema.org", "@type": "WebPage", "datePublished": "2026-03-18T14:08:00+00:00", **node}
    head = f'<script type="application/ld+json">{json.dumps(given)}</script>'
    assert told(read(under, head, url=EG)) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("29 رمضان 1447 هـ", "2026-03-18T16:08+02:00"),
        ("30 رمضان 1447 هـ", "2026-03-18T16:08+02:00"),  # where the moon was seen earlier
        ("28 رمضان 1447 هـ - 04:08 م", "2026-03-18T16:08+02:00"),
        ("20 رمضان 1447 هـ", "2026-03-09T00:00+02:00"),
        ("19 مارس 2026", "2026-03-19T00:00+02:00"),
    ],
)
def test_a_day_told_by_the_moon_alone_yields_to_a_machines_next_day(printed, expected):
    assert told(read(f"<p>{printed}</p>", meta("2026-03-18T14:08:00Z"), url=EG))[0] == expected


@pytest.mark.parametrize(("clock", "offset"), [("05:08 م", "+03:00"), ("04:08 م", "+02:00"), ("06:08 م", "+04:00")])
def test_a_clock_over_the_headline_that_shows_the_machines_minute_is_the_newsrooms(clock, offset):
    found = read(above=f"<div><p>{DAY} {clock}</p></div>", head=meta("2026-03-18T14:08:13+00:00"))
    assert told(found)[0] == f"2026-03-18T{14 + int(offset[1:3])}:08{offset}"
    other = read(above=f"<div><p>{DAY} 05:11 م</p></div>", head=meta("2026-03-18T14:08:13+00:00"))
    assert other.published.utctimetuple()[:5] == (2026, 3, 18, 14, 8)


def test_a_clock_over_the_headline_tells_that_the_machines_is_local_time_too():
    found = read(above=f"<div><p>{DAY} 04:08 م</p></div>", head=meta("2026-03-18T16:08:00Z"), url=EG)
    assert told(found)[0] == "2026-03-18T16:08+02:00"


def test_a_date_under_the_story_is_read_where_it_says_whose_it_is():
    article = read(foot="<div>تاريخ النشر: 18/03/2026 16:08</div>", url=EG)
    assert told(article) == ("2026-03-18T16:08+02:00", "minute", "visible")
    within = "<p>تحديث: 18/03/2026 17:40</p><p>نشر: 18/03/2026 16:08</p>"
    assert told(read(end=within, url=EG)) == ("2026-03-18T16:08+02:00", "minute", "visible")
    list_ = f"<ul>{'<li>مدن</li>' * 6}<li><strong>تاريخ</strong> 18.03.2026</li></ul>"
    assert told(read(foot=list_, url=EG)) == ("2026-03-18T00:00+02:00", "day", "visible")
    issue = "<div>صحيفة الجسر - العدد 3899 - الأربعاء 18 مارس 2026م الموافق 29 رمضان 1447هـ</div>"
    assert told(read(foot=issue, url=EG)) == ("2026-03-18T00:00+02:00", "day", "visible")
    assert told(read(foot="<ul><li>تاريخ 18.03.2026</li></ul>", url=EG))[0] == "2026-03-18T00:00+02:00"


def test_a_time_of_today_under_the_headline_is_the_articles_and_todays_date_is_not():
    assert told(read("<ul><li>اقتصاد</li><li>اليوم, 09:32</li></ul>", url=EG))[0] == "2026-03-20T09:32+02:00"
    assert told(read("<p>اليوم: 20 مارس 2026</p>", url=EG))[0] is None


def test_a_related_storys_date_is_not_the_articles():
    foot = "<div class='related'><h3>اقرأ أيضا</h3><a href='/1'>خبر آخر عن الجسور</a> <span>17 مارس 2026</span></div>"
    assert told(read(foot=foot, url=EG)) == (None, None, None)


def test_the_feeds_time_overrules_a_builds():
    hint = Found(EG, Role.ARTICLE, published_raw="Wed, 18 Mar 2026 16:08:00 +0200", published_from="feed")
    assert told(read("", meta("2024-11-30T09:00:00Z"), url=EG, hint=hint)) == (
        "2026-03-18T16:08+02:00",
        "minute",
        "feed",
    )


@pytest.mark.parametrize(
    ("under", "head", "expected"),
    [
        ("", meta("2026-03-18T14:08:13Z", "2026-03-18T15:00:00Z"), "2026-03-18T17:00:00+02:00"),
        # the same false Z
        (f"<p>{DAY} 04:08 م</p>", meta("2026-03-18T16:08:00Z", "2026-03-18T17:00:00Z"), "2026-03-18T17:00:00+02:00"),
        (f"<p>{DAY} 04:08 م</p>", meta("2026-03-18T16:08:00Z", "2026-03-18T16:08:00Z"), "2026-03-18T16:08:00+02:00"),
        # the same half of the day lost
        (
            f"<p>{DAY} 08:41 م</p>",
            meta("2026-03-18T08:41:00+02:00", "2026-03-18T08:55:00+02:00"),
            "2026-03-18T20:55:00+02:00",
        ),
        # a build's date beside a printed one
        (f"<p>{DAY}</p>", meta("2024-11-30T00:00:00Z", "2024-11-30T00:00:00Z"), None),
        ("", meta("2026-03-18T14:08:00Z", "2026-03-20T12:00:00Z"), None),
        ("", meta("2026-03-18T14:08:00Z", "2026-01-01T12:00:00Z"), None),
        # told to machines beside the publication's, as WordPress does
        (
            "<p><time class='published' datetime='2026-03-18T16:08:00+02:00'>18 مارس 2026</time><time class='updated' datetime='2026-03-19T09:30:00+02:00'>19 مارس 2026</time></p>",
            "",
            "2026-03-19T09:30:00+02:00",
        ),
        # printed only
        (
            "<span class='published'>18 مارس 2026</span><span class='updated'>19 مارس 2026</span>",
            "",
            "2026-03-19T00:00:00+02:00",
        ),
        ("<p>نُشر: 18.03.2026 | 13:08 GMT | آخر تحديث: 18.03.2026 | 14:00 GMT</p>", "", "2026-03-18T14:00:00+00:00"),
        ("<p>نشر: 18 مارس 2026 16:08 | آخر تحديث: 19 مارس 2026 09:00</p>", "", "2026-03-19T09:00:00+02:00"),
        (
            "<div><b>آخر تحديث :</b> <span>19 مارس 2026 09:00</span></div>",
            meta("2026-03-18T14:08:00Z"),
            "2026-03-19T09:00:00+02:00",
        ),
        ("<p>18 مارس 2026 | آخر تحديث: 19:08</p>", "", "2026-03-18T19:08:00+02:00"),
        (
            "<p>في 18/03/2026 على الساعة 16:08، تحديث بتاريخ 19/03/2026 على الساعة 09:00</p>",
            "",
            "2026-03-19T09:00:00+02:00",
        ),
        ("<p>18 مارس 2026 16:08</p>", "", None),
    ],
)
def test_the_last_change_is_read_by_the_clock_of_the_publication(under, head, expected):
    modified = read(under, head, url=EG).modified
    assert (modified.isoformat() if modified else None) == expected


def test_a_change_told_under_the_story_is_the_last():
    article = read(
        "<p>18 مارس 2026 16:08</p>", foot="<footer>قراءة 613 مرة آخر تعديل على 19 مارس 2026 09:00</footer>", url=EG
    )
    assert article.modified.isoformat() == "2026-03-19T09:00:00+02:00"


@pytest.mark.parametrize(
    ("host", "printed", "offset"),
    [
        ("eg", "10 فبراير 2026 16:08", "+02:00"),
        ("eg", "10 يوليو 2025 16:08", "+03:00"),
        ("lb", "10 شباط 2026 16:08", "+02:00"),
        ("lb", "10 تموز 2025 16:08", "+03:00"),
        ("ps", "10 شباط 2026 16:08", "+02:00"),
        ("ps", "10 تموز 2025 16:08", "+03:00"),
        ("jo", "10 شباط 2026 16:08", "+03:00"),
        ("sy", "10 شباط 2026 16:08", "+03:00"),
        ("iq", "10 شباط 2026 16:08", "+03:00"),
        ("ma", "10 يناير 2026 16:08", "+01:00"),
        ("ma", "10 مارس 2026 16:08", "+00:00"),  # Ramadan
        ("tn", "10 فيفري 2026 16:08", "+01:00"),
        ("dz", "10 جويلية 2025 16:08", "+01:00"),
        ("mr", "10 يوليو 2025 16:08", "+00:00"),
        ("sd", "10 فبراير 2026 16:08", "+02:00"),
        ("ae", "10 فبراير 2026 16:08", "+04:00"),
    ],
)
def test_a_printed_clock_is_its_countrys_in_its_season(host, printed, offset):
    published = read(f"<p>{printed}</p>", url=f"https://www.jisr.{host}/news/48213").published
    assert published.isoformat(timespec="minutes")[10:] == f"T16:08{offset}"


def test_a_named_zone_overrules_what_the_page_hints_at():
    source = Source(id="jisr", home="https://www.jisr.example/", timezone="Africa/Tunis")
    article = read(f"<p>{DAY} 16:08</p>", lang="ar-EG", source=source)
    assert article.published.isoformat(timespec="minutes") == "2026-03-18T16:08+01:00"


@pytest.mark.parametrize(
    ("printed", "zoned"),
    [("16:08 18-03-2026", False), ("18-03-2026", False), ("2026-03-18 16:08 +0200", True), ("2026-03-18T16:08Z", True)],
)
def test_a_year_at_a_lines_end_is_no_offset(printed, zoned):
    found = candidate("visible", printed, Clock(datetime(2026, 3, 20, tzinfo=UTC), ZoneInfo("Africa/Cairo")))
    assert found is not None
    assert found.zoned is zoned
