# ruff: noqa: E501  pages read best with a tag's text on its line
"""By whose clock a page writes, where its source names no zone."""

import json
from datetime import UTC, datetime

import pytest
from lxml import html

from crawler.extraction import extract
from crawler.extraction.page import open_page
from crawler.extraction.sheet import lay_out
from crawler.extraction.zones import DEFAULT, is_national

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
TEXT = "افتتحت إدارة النقل جسرا جديدا على النهر في مراسم حضرها سكان الأحياء المجاورة وعدد من التجار وأصحاب المحال والورش القريبة."


def zone(body="", head="", *, url="https://www.jisr.example/1", lang="ar"):
    page = f"<html lang='{lang}'><head><meta charset='utf-8'>{head}<title>جسر</title></head><body>{body}<p>{TEXT}</p></body></html>"
    return str(lay_out(open_page(page.encode(), url=url), source=None, now=NOW).clock.zone)


def ld(**fields):
    return f'<script type="application/ld+json">{json.dumps(fields, ensure_ascii=False)}</script>'


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        # what is declared
        ("", ld(**{"@type": "NewsMediaOrganization", "address": {"addressCountry": "EG"}}), "Africa/Cairo"),
        (
            "",
            ld(**{"@type": "NewsArticle", "publisher": {"address": {"addressCountry": {"name": "LB"}}}}),
            "Asia/Beirut",
        ),
        ("", '<meta property="og:locale" content="ar_MA">', "Africa/Casablanca"),
        ("", '<meta property="og:site_name" content="Jisr Tunisie">', "Africa/Tunis"),
        ("", '<meta http-equiv="content-language" content="ar-iq">', "Asia/Baghdad"),
        # a month's name
        ("<p>13 ماي 2026 - 14:47</p>", "", "Africa/Tunis"),
        ("<p>تيريزا ماي في زيارة</p>", "", DEFAULT),
        # a clock, a city beside the day or the weather, the rights
        ("<div>14:41 بتوقيت بيروت</div>", "", "Asia/Beirut"),
        ("<div>الخرطوم - الجمعة 20 مارس 2026</div>", "", "Africa/Khartoum"),
        ("<div>القاهرة 22°</div>", "", "Africa/Cairo"),
        ("<div>14:41 سكان القاهرة ينتظرون الجسر الجديد</div>", "", DEFAULT),
        ("<div>مواقيت الصلاة في القاهرة الفجر 04:41 الظهر 12:05</div>", "", "Africa/Cairo"),
        ("<div>عم\u0651ان - 14°</div>", "", "Asia/Amman"),
        ("<div>عمان - 14°</div>", "", DEFAULT),
        ("<footer>جميع الحقوق محفوظة لجريدة الجسر - تونس</footer>", "", "Africa/Tunis"),
        (
            "<footer>جميع حقوق النشر محفوظة لدى مؤسسة الجسر ويحظر نشر أي مادة منها دون إذن مسبق. 6 شارع الصحافة - القاهرة</footer>",
            "",
            "Africa/Cairo",
        ),
        # telephones
        ("<footer>للاتصال: +961 1 234 567</footer>", "", "Asia/Beirut"),
        ("<footer>هاتف: 0020 2 2345 6789</footer>", "", "Africa/Cairo"),
        # months, and how the country spells
        ("<p>20 غشت 2025</p>", "", "Africa/Casablanca"),
        ("<p>20 جويلية 2025</p>", "", "Africa/Tunis"),
        ("<p>20 جويلية 2025</p>", '<meta property="og:locale" content="fr_FR">', "Africa/Tunis"),
        (
            "<ul><li>مشروعات جديدة فى الطريق</li><li>الأسعار فى الأسواق</li><li>حوار فى الفن</li></ul>",
            "",
            "Africa/Cairo",
        ),
        ("", '<meta name="description" content="جسر جديد فى المدينة وحوار فى الفن">', "Africa/Cairo"),
        # what the outlet says of itself
        ("<footer>صحيفة يومية سودانية مستقلة</footer>", "", "Africa/Khartoum"),
        ("<footer>وكالة أنباء فلسطينية</footer>", "", "Asia/Hebron"),
        ("<ul><li>أخبار</li><li>الجيوش العراقية في متحف</li></ul>", "", DEFAULT),
        # the place in its name
        ("", '<meta property="og:site_name" content="جسر القاهرة 24">', "Africa/Cairo"),
        ("", '<meta property="og:site_name" content="لبنان24">', "Asia/Beirut"),
        ("", ld(**{"@type": "NewsArticle", "publisher": {"name": "الجسر المصري"}}), "Africa/Cairo"),
        ("", '<meta property="og:site_name" content="Bridge TV Lebanon">', "Asia/Beirut"),
        # what ends its pages' titles; a headline may begin with another country
        ("", "<title>جسر عراقي | الجسر أول وكالة أنباء موريتانية مستقلة</title>", "Africa/Nouakchott"),
        ("", "<title>افتتاح جسر - Tunisia News</title>", "Africa/Tunis"),
        ("", "<title>وكالة الأنباء السورية - افتتاح جسر</title>", DEFAULT),
        # the towns of its headlines
        (
            "<ul><li>حريق في صيدا</li><li>مهرجان بعلبك</li><li>طريق النبطية</li><li>سوق زحلة</li></ul>",
            "",
            "Asia/Beirut",
        ),
        # nothing, or as much for one as for another
        ("", "", DEFAULT),
        ("", '<meta property="og:locale" content="ar_AR">', DEFAULT),
        ("", '<meta property="og:locale" content="en_GB">', DEFAULT),
        ("<div>القاهرة 22°</div><div>بيروت 19°</div>", "", DEFAULT),
        ("<ul><li>غارة على غزة</li><li>هدوء في القدس</li></ul>", "", DEFAULT),
    ],
)
def test_the_clock_is_inferred_from_the_page(body, head, expected):
    assert zone(body, head) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.jisr.com.lb/1", "Asia/Beirut"),
        ("https://jisr.mr/1", "Africa/Nouakchott"),
        ("http://arabic.jisr.com.cn/1", "Asia/Shanghai"),
        ("https://jisr-egypt.example/1", "Africa/Cairo"),
        ("https://www.sudan-jisr.example/1", "Africa/Khartoum"),
        ("https://tn.jisr.example/1", "Africa/Tunis"),
        ("https://www.cairo24.example/1", "Africa/Cairo"),
        ("https://lebanonjisr.example/1", "Asia/Beirut"),
        ("https://www.almasryjisr.example/1", "Africa/Cairo"),
        ("https://jisrlibya.example/1", "Africa/Tripoli"),
        ("https://jisrmasr.example/1", DEFAULT),
    ],
)
def test_the_address_tells_the_country(url, expected):
    assert zone(url=url) == expected


def test_the_addresss_country_is_asked_before_the_page():
    assert zone("<div>القاهرة 22°</div>", url="https://www.jisr.com.lb/1", lang="ar-SA") == "Asia/Beirut"
    assert is_national("https://www.jisr.com.lb/1")
    assert not is_national("https://www.jisr.com/1")
    assert not is_national("")


@pytest.mark.parametrize(
    ("modified", "expected"),
    [
        ("2026-03-18T18:00:00+04:00", "2026-03-18T16:08:00+04:00"),
        ("2026-03-18T18:00:00+0200", "2026-03-18T16:08:00+02:00"),
        ("2026-03-18T18:00:00Z", "2026-03-18T16:08:00+03:00"),
        ("2026-03-98T18:00:00+25:00", "2026-03-18T16:08:00+03:00"),
    ],
)
def test_an_offset_that_machines_are_told_is_the_newsrooms(modified, expected):
    page = (
        f"<html lang='ar'><head><title>افتتاح جسر جديد على النهر</title><meta property='article:modified_time' content='{modified}'>"
        f"</head><body><article><h1>افتتاح جسر جديد على النهر</h1><p>18 مارس 2026 16:08</p><p>{TEXT}</p><p>و{TEXT}</p></article></body></html>"
    )
    assert extract(page.encode(), url="https://www.jisr.example/1", now=NOW).published.isoformat() == expected


def test_parts_that_are_left_out_of_a_page_tell_its_clock_all_the_same():
    page = open_page(
        f"<html lang='ar'><head><title>جسر</title></head><body><p>{TEXT}</p></body></html>".encode(),
        url="https://jisr.example/1",
    )
    masthead = html.fragment_fromstring("<div>\n<span>بيروت</span> 22°\n<ul><li>سياسة</li></ul></div>")
    assert str(lay_out(page, source=None, now=NOW, aside=[masthead]).clock.zone) == "Asia/Beirut"
    assert str(lay_out(page, source=None, now=NOW).clock.zone) == DEFAULT
