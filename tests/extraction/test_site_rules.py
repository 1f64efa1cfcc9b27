"""Rules for one site: what a source's file says of its pages is done."""

from datetime import UTC, datetime

import pytest

from crawler.article import Link
from crawler.extraction import extract
from crawler.sources import Source
from crawler.sources.checks import SELECTORS

NOW = datetime(2026, 5, 12, 18, 0, tzinfo=UTC)
HOME = "https://jarida.example/"
URL = f"{HOME}news/2026/5/11/4711"
STORY = (
    "افتتحت بلدية المرفأ صباح الاثنين جسرا جديدا للمشاة يربط بين ضفتي القناة بعد عامين من الأشغال.",
    "وقال رئيس البلدية إن كلفة الجسر بلغت ثلاثة ملايين، وإن الأهالي ساهموا في اختيار تصميمه.",
    "ومن المقرر أن تبدأ المرحلة الثانية من المشروع في الخريف المقبل وتشمل تهيئة الرصيف القديم.",
)
DETAIL = "المرفأ تفتتح جسرا للمشاة فوق القناة القديمة"

PAGE = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{DETAIL} | الجريدة</title>
<meta name="x-words" content="ملخص لا يراه القارئ عن الجسر"><meta name="x-lang" content="ar-LY">
<meta property="article:published_time" content="2026-05-12T17:59:00+00:00">
<meta property="og:type" content="article"></head><body>
<div class="path"><i class="here">محليات</i></div><h1>الجريدة تقدم</h1><h2 class="head">{DETAIL}</h2>
<div class="info"><span class="on">11 مايو 2026 - 09:30</span><span class="again">12 مايو 2026 - 10:15</span>
<b class="pen">ليلى المنصوري</b><b class="line">ليلى المنصوري، المرفأ</b>
<b class="wire">وكالة الساحل</b><b class="city">المرفأ</b>
</div><img class="big" src="/p/big.jpg"><div class="tale"><p>{STORY[0]}</p>
<div class="see"><a href="/news/2026/5/1/4600">البلدية تعلن عن مسابقة لتصميم جسر المشاة</a></div>
<p>{STORY[1]} تابعوا الجريدة على هواتفكم</p><p>تابعوا الجريدة على هواتفكم</p><p>{STORY[2]}</p>
<div class="strange">هل زرت الجسر الجديد؟ من يحل لغز هذا الأسبوع في ملحق الجريدة ينتظره كتاب</div></div>
<div class="pics"><img src="/p/one.jpg"><img data-src="/p/two.jpg" src="/p/wait.gif"></div>
<div class="more"><a href="/news/2026/5/2/4601">سكان الضفة الشرقية يطالبون بموقف للسيارات</a>
<a href="/news/2026/5/3/4602">خمسة جسور غيرت وجه المدينة</a></div>
<p><em class="word">جسور</em><em class="word">المرفأ</em></p></body></html>""".encode()

FIELDS = {
    "title": ("h2.head", DETAIL),
    "description": ("meta[name=x-words]", "ملخص لا يراه القارئ عن الجسر"),
    "published": (".on", datetime.fromisoformat("2026-05-11T09:30:00+02:00")),
    "modified": (".again", datetime.fromisoformat("2026-05-12T10:15:00+02:00")),
    "authors": (".pen", ("ليلى المنصوري",)),
    "byline": (".line", "ليلى المنصوري، المرفأ"),
    "agencies": (".wire", ("وكالة الساحل",)),
    "dateline": (".city", "المرفأ"),
    "related": (
        ".more",
        (
            Link("سكان الضفة الشرقية يطالبون بموقف للسيارات", f"{HOME}news/2026/5/2/4601"),
            Link("خمسة جسور غيرت وجه المدينة", f"{HOME}news/2026/5/3/4602"),
        ),
    ),
    "read_also": (".see", (Link("البلدية تعلن عن مسابقة لتصميم جسر المشاة", f"{HOME}news/2026/5/1/4600"),)),
    "section": (".here", "محليات"),
    "tags": (".word", ("جسور", "المرفأ")),
    "image": ("img.big", f"{HOME}p/big.jpg"),
    "images": (".pics", (f"{HOME}p/one.jpg", f"{HOME}p/two.jpg")),
    "language": ("meta[name=x-lang]", "ar-LY"),
    "paragraphs": (".tale", STORY),
}
CUT = {"drop": (".strange",), "drop_text": ("تابعوا الجريدة على هواتفكم",), "false_dates": ("meta",)}


def read(url=URL, body=PAGE, **rules):
    return extract(body, url=url, now=NOW, source=Source(id="jarida", home=HOME, timezone="Africa/Tripoli", **rules))


def without(text, page):
    return page.replace(text.encode(), b"")


def test_every_field_that_may_be_selected_is_tried_here():
    assert set(FIELDS) == set(SELECTORS) - {"body"}


@pytest.mark.parametrize("field", FIELDS)
def test_a_selector_finds_its_field(field):
    selector, expected = FIELDS[field]
    article = read(selectors={field: selector, "paragraphs": ".tale"}, **CUT)
    assert getattr(article, field) == expected


@pytest.mark.parametrize("field", FIELDS)
def test_a_selector_that_finds_nothing_changes_nothing(field):
    assert read(selectors={field: ".no-such-thing"}) == read()


def test_a_dropped_block_is_no_part_of_the_story():
    poll = "هل زرت الجسر الجديد؟"
    assert poll in " ".join(read(selectors={"paragraphs": ".tale"}).paragraphs)
    assert poll not in " ".join(read(selectors={"paragraphs": ".tale"}, drop=(".strange",)).paragraphs)


def test_a_dropped_text_goes_from_within_a_paragraph_and_with_the_one_that_it_fills():
    kept = read(selectors={"paragraphs": ".tale"}, drop=(".strange",), drop_text=("تابعوا الجريدة  على هواتفكم",))
    assert kept.paragraphs == STORY


def test_a_text_is_not_dropped_where_nothing_would_be_left():
    assert read(drop_text=("ا", *STORY, DETAIL)).title


@pytest.mark.parametrize(
    ("false", "origin", "day"),
    [((), "meta", 12), (("meta",), "visible", 11), (("meta", "visible"), "url", 11), (("visible",), "meta", 12)],
)
def test_a_date_that_lies_is_not_believed(false, origin, day):
    page = without("12 مايو 2026 - 10:15", PAGE)
    told = read(body=page if "meta" in false else without("11 مايو 2026 - 09:30", page), false_dates=false)
    assert (told.published_from, told.published.day) == (origin, day)


def test_where_all_dates_lie_there_is_none():
    every = ("jsonld", "meta", "visible", "feed", "sitemap", "url")
    told = read(false_dates=every)
    assert (told.published, told.published_from, told.published_raw) == (None, None, None)
