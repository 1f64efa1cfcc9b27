# ruff: noqa: E501  pages read best with a tag's text on its line
"""What extract() makes of a page: an article with every field the page gives, or the reason why there is none."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.article import Article, Link
from crawler.extraction import extract
from crawler.found import Found, Role
from crawler.reasons import Reason, Rejection
from crawler.sources import Source

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
URL = "https://www.example.com/news/2026/3/18/opening-of-the-new-river-bridge/48213"
TITLE = "افتتاح جسر جديد على النهر بعد عامين من العمل"
BODY = (
    "افتتحت إدارة النقل في المدينة، الأربعاء، جسرا جديدا على النهر في مراسم حضرها سكان الأحياء المجاورة وعدد من التجار.",
    "ويضم الجسر أربعة مسارات للسيارات وممرا للمشاة وآخر للدراجات، وبلغت تكلفته نحو مئتي مليون بحسب الإدارة.",
    "وقالت المهندسة المشرفة إن العمل استغرق عامين، وإن فريقها راعى حركة القوارب في النهر طوال هذه المدة.",
)
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)


def page(body="", head="", title=TITLE):
    return (
        f"<!doctype html><html lang='ar' dir='rtl'><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    ).encode()


def read(body=f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>", head="", *, url=URL, **given_):
    return extract(page(body, head), url=url, now=NOW, **given_)


def jsonld(**fields):
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields}, ensure_ascii=False)}</script>'


def test_a_plain_page_gives_title_and_paragraphs():
    article = read()
    assert isinstance(article, Article)
    assert (article.title, article.paragraphs, article.language, article.kind) == (TITLE, BODY, "ar", "article")
    assert (article.authors, article.related, article.read_also) == ((), None, None)


def test_every_declared_field_is_read():
    article = read(
        head=jsonld(
            headline=TITLE,
            datePublished="2026-03-18T16:08:30+02:00",
            dateModified="2026-03-18T18:00:00+02:00",
            author={"@type": "Person", "name": "سلمى حسن"},
            description="جسر يربط ضفتي النهر",
            articleSection="محليات",
            keywords="جسور, نقل",
            image={"url": "/images/bridge.jpg"},
        )
        + '<link rel="canonical" href="https://www.example.com/news/48213">'
    )
    assert article.published.isoformat() == "2026-03-18T16:08:30+02:00"
    assert (article.published_precision, article.published_from) == ("second", "jsonld")
    assert article.modified.isoformat() == "2026-03-18T18:00:00+02:00"
    assert (article.authors, article.byline) == (("سلمى حسن",), None)
    assert (article.description, article.section, article.tags) == ("جسر يربط ضفتي النهر", "محليات", ("جسور", "نقل"))
    assert article.image == "https://www.example.com/images/bridge.jpg"
    assert article.canonical_url == "https://www.example.com/news/48213"


def test_broken_jsonld_is_mended():
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle",\n"headline":"{TITLE}\n","datePublished":"2026-03-18T10:00:00+03:00",}}</script>'
    assert read(head=head).published.isoformat() == "2026-03-18T10:00:00+03:00"


def test_the_displayed_headline_wins_over_the_one_with_the_sites_name():
    head = f'<meta property="og:title" content="{TITLE} | جريدة النهر"><meta property="og:site_name" content="جريدة النهر">'
    body = f'<h1 class="logo">جريدة النهر</h1><article><h1>{TITLE}</h1>{PARAGRAPHS}</article>'
    assert extract(page(body, head, title=f"{TITLE} - جريدة النهر"), url=URL, now=NOW).title == TITLE


@pytest.mark.parametrize("canonical", ["https://www.example.com/", "https://other.example.org/news/1", "http://[", ""])
def test_a_canonical_link_to_elsewhere_is_not_believed(canonical):
    assert read(head=f'<link rel="canonical" href="{canonical}">').canonical_url in {None, URL}


def test_local_time_that_calls_itself_utc_is_overruled_by_the_printed_clock():
    body = f"<article><h1>{TITLE}</h1><p class='date'>الأربعاء 18 مارس 2026 04:08 م</p>{PARAGRAPHS}</article>"
    head = '<meta property="article:published_time" content="2026-03-18T16:08:13Z">'
    source = Source(id="example", home="https://www.example.com/", timezone="Africa/Cairo")
    assert read(body, head, source=source).published.isoformat() == "2026-03-18T16:08:13+02:00"


def test_utc_that_agrees_with_the_printed_clock_tells_the_zone():
    body = f"<article><h1>{TITLE}</h1><p class='date'>الأربعاء 18 مارس 2026 05:08 م</p>{PARAGRAPHS}</article>"
    article = read(body, jsonld(datePublished="2026-03-18T16:08:13+00:00"))
    assert article.published.isoformat() == "2026-03-18T17:08:13+01:00"


def test_the_headers_today_is_not_the_articles_date():
    body = f"<header><div>الجمعة 20 مارس 2026</div></header><article><h1>{TITLE}</h1><time>18 مارس 2026</time>{PARAGRAPHS}</article>"
    article = read(body)
    assert (article.published.date().isoformat(), article.published_precision) == ("2026-03-18", "day")


def test_a_date_in_the_future_is_no_date():
    article = read(head=jsonld(datePublished="2031-01-01T10:00:00+02:00"), url="https://www.example.com/news/48213")
    assert (article.published, article.published_from) == (None, None)


def test_the_feeds_date_serves_where_the_page_prints_none():
    hint = Found(URL, Role.ARTICLE, published_raw="Wed, 18 Mar 2026 16:08:00 +0200", published_from="feed")
    article = read(url="https://www.example.com/news/48213", hint=hint)
    assert (article.published.isoformat(), article.published_from) == ("2026-03-18T16:08:00+02:00", "feed")


def test_the_address_gives_the_day_at_last():
    article = read()
    assert (article.published.date().isoformat(), article.published_precision) == ("2026-03-18", "day")
    assert article.published_from == "url"


def test_a_byline_in_the_story_is_taken_out_of_it():
    article = read(f"<article><h1>{TITLE}</h1><div><p>حوار: منى الفاسي</p>{PARAGRAPHS}</div></article>")
    assert (article.authors, article.byline, article.paragraphs) == (("منى الفاسي",), "حوار: منى الفاسي", BODY)


def test_a_dateline_names_place_and_agency_and_stays_in_the_text():
    opening = f"القاهرة (أ ش أ) - {BODY[0]}"
    article = read(f"<article><h1>{TITLE}</h1><p>{opening}</p><p>{BODY[1]}</p><p>{BODY[2]}</p></article>")
    assert (article.dateline, article.agencies) == ("القاهرة", ("أ ش أ",))
    assert article.paragraphs[0] == opening


def test_subheadings_lists_and_quotations_are_paragraphs_in_order():
    body = f"<p>{BODY[0]}</p><h3>عبور مجاني</h3><ul><li>أربعة مسارات</li><li>ممر للمشاة</li></ul><blockquote>{BODY[2]}</blockquote><p>{BODY[1]}</p>"
    article = read(f"<article><h1>{TITLE}</h1><div>{body}</div></article>")
    assert article.paragraphs == (BODY[0], "عبور مجاني", "أربعة مسارات", "ممر للمشاة", BODY[2], BODY[1])


def test_bare_text_between_breaks_is_paragraphs():
    article = read(f"<h1>{TITLE}</h1><table><tr><td>{'<br><br>'.join(BODY)}</td></tr></table>")
    assert article.paragraphs == BODY


def test_what_stands_around_a_story_is_not_in_it():
    body = f"""<nav><a href=/>الرئيسية</a></nav><article><h1>{TITLE}</h1><figure><img src=/b.jpg><figcaption>الجسر عند افتتاحه كما بدا من
        الضفة الشرقية للنهر صباح الأربعاء</figcaption></figure><div>{PARAGRAPHS}<p>تابعوا آخر الأخبار عبر قناتنا على واتساب</p>
        <p>اقرأ أيضا: <a href=/news/7>خطة جديدة للمرور</a></p></div><div class=share>شارك هذا الخبر</div></article>
        <div class=comments><p>لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *</p></div>
        <aside><h3>الأكثر قراءة</h3><a href=/news/9>المتحف يمدد ساعات الزيارة</a></aside><footer>جميع الحقوق محفوظة © 2026</footer>"""
    article = read(body)
    assert article.paragraphs == BODY
    assert article.read_also == (Link("خطة جديدة للمرور", "https://www.example.com/news/7"),)


def test_a_comments_label_above_a_story_does_not_end_it():
    body = f"<article><h1>{TITLE} في المدينة القديمة على الضفة الشرقية</h1><div>أضف تعليقا</div>{PARAGRAPHS}</article>"
    assert read(body).paragraphs == BODY


def test_a_sources_selectors_and_drops_are_heeded():
    body = f"<h1>موقع</h1><div class=t>{TITLE}</div><div class=x><p>كتب : فلان الفلاني</p>{PARAGRAPHS}<p class=promo-line>{BODY[0]} {BODY[1]}</p></div>"
    source = Source(
        id="example",
        home="https://www.example.com/",
        selectors={"title": ".t", "paragraphs": ".x"},
        drop=(".promo-line",),
    )
    article = read(body, source=source)
    assert (article.title, article.paragraphs) == (TITLE, BODY)


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://www.example.com/opinion/48213/title", "opinion"),
        ("https://www.example.com/live/48213/title", "live"),
        ("https://www.example.com/news/48213", "article"),
    ],
)
def test_kinds_are_told_by_the_address(url, kind):
    assert read(url=url).kind == kind


def test_a_brief_is_an_article_of_a_sentence():
    body = "<article><h1>عاجل: إغلاق الطريق الساحلي</h1><p>أعلنت إدارة المرور إغلاق الطريق الساحلي مؤقتا بسبب الأمطار.</p></article>"
    article = extract(page(body, title="عاجل: إغلاق الطريق الساحلي"), url=URL, now=NOW)
    assert (article.kind, len(article.paragraphs)) == ("brief", 1)


HEADLINES = "".join(f'<h2><a href="/news/{n}">عنوان خبر من أخبار المدينة رقم {n}</a></h2>' for n in range(20))
NO_ARTICLES = {
    "a listing": (f"<h1>أخبار المدينة</h1>{HEADLINES}", "https://www.example.com/local/", Reason.SECTION),
    "a tag page": ("<h1>وسم: جسور</h1>" + HEADLINES, "https://www.example.com/tag/bridges", Reason.TAG),
    "an author's page": (f"<h1>سلمى حسن</h1>{HEADLINES}", "https://www.example.com/author/salma", Reason.AUTHOR),
    "not found": ("<h1>عفوا</h1><p>الصفحة التي تبحث عنها غير موجودة</p>", URL, Reason.NOT_FOUND),
    "a challenge": ("<h1>Just a moment...</h1><p>Checking your browser before accessing.</p>", URL, Reason.CHALLENGE),
    "a consent page": ("<h1>قبل المتابعة</h1><p>نستخدم ملفات تعريف الارتباط لتحسين الخدمة.</p>", URL, Reason.CONSENT),
    "a search": (f"<h1>نتائج البحث</h1>{HEADLINES}", "https://www.example.com/search?q=1", Reason.SEARCH),
    "about us": (f"<h1>من نحن</h1>{PARAGRAPHS}", "https://www.example.com/about", Reason.STATIC),
    "a section with one teaser": (f"<h1>رياضة</h1>{PARAGRAPHS}", "https://www.example.com/category/3", Reason.SECTION),
    "English": (
        "<article><h1>A new bridge opens on the river</h1><p>"
        + "The bridge opened on Wednesday after two years. " * 9
        + "</p></article>",
        URL,
        Reason.NOT_ARABIC,
    ),
    "nothing": ("<h1>خبر</h1>", URL, Reason.NO_TEXT),
}


@pytest.mark.parametrize("name", NO_ARTICLES)
def test_pages_that_are_no_articles_are_told_apart(name):
    body, url, reason = NO_ARTICLES[name]
    title = "الصفحة غير موجودة" if reason is Reason.NOT_FOUND else "أخبار"
    outcome = extract(page(body, title=title), url=url, now=NOW)
    assert isinstance(outcome, Rejection), outcome
    assert outcome.reason is reason


@pytest.mark.parametrize("title", ["عن الصحيفة", "حول الموقع", "وظائف", "للإعلان معنا", "نبذة عنا"])
def test_a_page_about_the_site_is_told_by_its_title_where_its_address_says_nothing(title):
    outcome = extract(page(f"<h2>{title}</h2>{PARAGRAPHS}", title=title), url="https://www.example.com/v?id=20345")
    assert outcome.reason is Reason.STATIC


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"%PDF-1.4", b"\x89PNG\r\n", b"plain text", b"<rss></rss>", b"\x00" * 100]
)
def test_what_is_no_page_is_refused(body):
    assert isinstance(extract(body, url=URL), Rejection)


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("actual", ["utf-8", "windows-1256", "iso-8859-6"])
def test_an_article_reads_the_same_in_every_encoding(actual, declared):
    body = page(f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>").decode().encode(actual)
    article = extract(body, url=URL, charset=declared, now=NOW)
    assert (article.title, article.paragraphs) == (TITLE, BODY)


FRAGMENTS = st.sampled_from([
    "<div>", "</div>", "<p>", "<a href='", "'>", "<h1>", "<table><td>", "<br>", "<script type='application/ld+json'>", "{", "]",
    "<time datetime='9999-12-31T23:59:59+14:00'>", "<base href='http://['>", "<link rel=canonical href='//['>", TITLE, BODY[0],
    "اقرأ أيضا", "موضوعات ذات صلة", "كتب : ", "30 فبراير 2020", "\x00", "<meta property='og:title' content='", "<b>" * 300,
])  # fmt: skip


@given(st.lists(FRAGMENTS | st.text(max_size=20), max_size=40), st.text(max_size=30))
@example(["<h1>", "<a href='", "<a href='", "<div>", TITLE, "<div>"], "")  # a heading within a link that leads nowhere
def test_no_markup_makes_it_raise(parts, url):
    assert isinstance(extract("".join(parts).encode("utf-8", "replace"), url=url, now=NOW), Article | Rejection)


@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(body):
    assert isinstance(extract(body, url=URL, now=NOW), Article | Rejection)


@pytest.mark.parametrize("url", ["http://[", "http://[::1", "http://paper.example:99999/a"])
def test_an_address_that_cannot_be_read_is_left_out(url):
    assert read(url=url).title == TITLE
