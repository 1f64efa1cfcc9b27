# ruff: noqa: E501  pages read best with a tag's text on its line
"""Whose date it is that a page shows: the article's, the site's today, another story's, a picture's."""

import pytest
from dated_page import DAY, EG, NOW, STORY, TITLE, meta, read, told

from crawler.extraction import extract

TODAY = "الجمعة 20 مارس 2026"


def read_body(body):
    page = f"<!doctype html><html lang='ar'><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return extract(page.encode(), url=EG, now=NOW)


@pytest.mark.parametrize(
    ("above", "url"),
    [
        ("<div class='topbar'>الجمعة 20 مارس 2026</div>", "https://www.jisr.com.eg/2026/3/18/x"),
        ("<div id='today-date'>القاهرة - الجمعة 20 مارس 2026 02:00 م</div>", "https://www.jisr.com.eg/2026/3/18/x"),
        ("<p>اليوم: الجمعة 20 مارس 2026</p>", "https://www.jisr.com.eg/2026/3/18/x"),
        ("<p>الجمعة 20 مارس 2026 - العدد 9032</p>", "https://www.jisr.com.eg/2026/3/18/x"),
        ("<p>القاهرة 22° الجمعة 20 مارس 2026</p>", "https://www.jisr.com.eg/2026/3/18/x"),
    ],
)
def test_the_sites_today_is_no_date_of_the_article(above, url):
    assert told(read(above=above, url=url)) == ("2026-03-18T00:00+02:00", "day", "url")


def test_a_date_over_the_headline_yields_to_what_machines_are_told():
    article = read(above="<div>الجمعة 20 مارس 2026</div>", head=meta("2026-03-17T08:30:00Z"), url=EG)
    assert told(article) == ("2026-03-17T10:30+02:00", "minute", "meta")


def test_a_date_over_the_headline_is_believed_where_nothing_else_tells():
    assert told(read(above="<div class='info'>18 مارس 2026 - 16:08</div>", url=EG))[0] == "2026-03-18T16:08+02:00"


@pytest.mark.parametrize("today", ["الجمعة 20 مارس 2026", "الجمعة 20 مارس 2026 - 13:58"])
def test_todays_date_above_the_article_is_no_date_of_it(today):
    assert told(read(above=f"<div><span>{today}</span></div>", url=EG)) == (None, None, None)


@pytest.mark.parametrize(
    "page",
    [
        "<article><span>{today}</span><h1>{title}</h1>{text}</article>",
        "<article><div><i>{today}</i></div><h1>{title}</h1>{text}</article>",
        "<div><p>اقتصاد | {today}</p><h1>{title}</h1>{text}</div>",
        "<div><span>{today}</span><h1>{title}</h1>{text}</div>",
        "<div><header><div><b>{today}</b></div><h1>{title}</h1></header>{text}</div>",
    ],
)
def test_todays_date_close_over_the_headline_is_the_articles(page):
    body = page.format(today=TODAY, title=TITLE, text=f"<div>{STORY}</div>")
    assert told(read_body(body))[:2] == ("2026-03-20T00:00+02:00", "day")


def test_a_change_told_close_over_the_headline_is_the_articles():
    body = f"<div><p>آخر تحديث: {DAY} 04:08 م</p><h1>{TITLE}</h1><div>{STORY}</div></div>"
    assert told(read_body(body))[0] == "2026-03-18T16:08+02:00"


@pytest.mark.parametrize(
    "page",
    [
        "<div>{today}</div><h1>{title}</h1>{text}",
        "<div><div>{today}</div><ul><li><a href='/'>الرئيسية</a></li></ul><h1>{title}</h1>{text}</div>",
        "<table><tr><td>{today}</td></tr><tr><td><table><tr><td><h1>{title}</h1>{text}</td></tr></table></td></tr></table>",
    ],
)
def test_todays_date_with_a_menu_or_a_frame_between_may_be_the_sites(page):
    body = page.format(today=TODAY, title=TITLE, text=f"<div>{STORY}</div>")
    assert told(read_body(body)) == (None, None, None)


def test_todays_date_is_told_from_the_articles_where_the_story_begins_right_under_the_headline():
    long = f"<p>{' '.join(['افتتحت إدارة النقل في المدينة جسرا جديدا على النهر'] * 4)}.</p>"
    page = f"<title>{TITLE}</title><div>الجمعة 20 مارس 2026</div><article><h1>{TITLE}</h1><div>{long}{STORY}</div></article>"
    assert told(extract(page.encode(), url=EG, now=NOW)) == (None, None, None)
    assert told(extract(page.encode(), url="https://www.jisr.com.eg/2026/3/17/x", now=NOW))[2] == "url"


@pytest.mark.parametrize("link", ["تعديل مسار الحافلات", "نشر مراقبين على الجسر"])
def test_a_word_of_another_headline_is_no_label_of_a_date(link):
    assert told(read(foot=f"<div><a href='/7'>{link}</a> <span>17 مارس 2026</span></div>", url=EG)) == (
        None,
        None,
        None,
    )


def test_a_date_after_the_third_sentence_is_the_storys():
    text = "<p>18 مارس 2026 16:08</p>" + STORY + "<p>الجمعة 13 مارس 2026</p>"
    assert told(read(text, url=EG))[0] == "2026-03-18T16:08+02:00"
    assert told(read(STORY + "<p>الجمعة 13 مارس 2026</p>", url=EG)) == (None, None, None)


CARD = "<{0}><h3><a href='/7'>أعمال في شارع المطار</a></h3><time class='published' datetime='2026-03-19T08:00:00Z'></time></{0}>"


@pytest.mark.parametrize(
    "others",
    [
        CARD.format("article") * 2,
        CARD.format("div"),
        CARD.format("aside").replace("h3", "b"),
        CARD.format("li").replace("<h3>", "").replace("</h3>", ""),
        "<div itemscope><a itemprop='headline' href='/7'>أعمال في شارع المطار</a><meta itemprop='datePublished' content='2026-03-19T08:00:00Z'></div>",
        "<div itemscope itemtype='https://schema.org/Comment'><meta itemprop='datePublished' content='2026-03-19T08:00:00Z'></div>",
    ],
)
def test_what_another_storys_card_tells_to_machines_is_not_the_articles(others):
    own = "<div><time class='published' datetime='2026-03-18T14:08:00Z'></time></div>"
    for place in ("above", "foot"):
        assert told(read(url=EG, **{place: others})) == (None, None, None)
        assert told(read(own, url=EG, **{place: others}))[0] == "2026-03-18T16:08+02:00"


ROW = "<div><div><a href='/7'>أعمال صيانة في شارع المطار الجديد</a></div><div>19 مارس 2026</div></div>"


@pytest.mark.parametrize("row", [ROW, ROW.replace("</div><div>", " "), f"<div>{ROW}{ROW}</div>"])
def test_a_date_in_a_box_with_another_headline_is_the_other_storys(row):
    assert told(read(row, url=EG)) == told(read(above=row, url=EG)) == (None, None, None)
    assert told(read(f"{row}<p>{DAY} 04:08 م</p>", url=EG))[0] == "2026-03-18T16:08+02:00"


@pytest.mark.parametrize(
    "rows",
    [
        "<ul>" + "<li><time>{0} مارس 2026</time> <a href='/{0}'>صيانة الجسر الشمالي</a></li>" * 2 + "</ul>",
        "<div>" + "<div><h4>صيانة الجسر الشمالي</h4><i>{0} مارس 2026</i></div>" * 2 + "</div>",
    ],
)
def test_rows_of_short_headlines_keep_their_dates(rows):
    rows = rows.format(17)
    assert told(read(rows, url=EG)) == told(read(above=rows, url=EG)) == (None, None, None)
    assert told(read(f"{rows}<p>{DAY} 04:08 م</p>", url=EG))[0] == "2026-03-18T16:08+02:00"


@pytest.mark.parametrize("line", ["آخر تحديث: الجمعة 20 مارس 2026 - 13:50", "عيار 21: 3450 تحديث 19-03-2026"])
def test_a_change_told_over_the_headline_may_be_the_sites(line):
    assert told(read(above=f"<div>{line}</div>", url=EG)) == (None, None, None)
    assert told(read(above=f"<div>{line}</div>", url="https://www.jisr.com.eg/2026/3/10/x"))[2] == "url"


def test_a_date_beside_a_link_that_is_no_headline_is_the_articles():
    for link in (
        "<a href='/g'>تابعونا على أخبار غوغل الآن</a>",
        "<a href='/w'>الدكتور سالم عبد الحميد حسن</a>",
        "<a href='#'>انسخ الرابط المختصر لهذا الخبر</a>",
        f"<a href='https://social.example/share'>{TITLE}</a>",
    ):
        beside = f"<ul><li><a href='/s'>محافظات</a></li><li>{DAY} 04:08 م</li><li>214 مشاهدة</li><li>{link}</li></ul>"
        assert told(read(beside, url=EG))[0] == "2026-03-18T16:08+02:00"
    assert told(read(f"<p><a href='{EG}'>{DAY} 04:08 م</a></p>", url=EG))[0] == "2026-03-18T16:08+02:00"


@pytest.mark.parametrize(
    "box",
    [
        "<div><b>موعد الافتتاح</b><span>1 مارس 2026</span></div>",
        "<table><tr><td>تاريخ التأسيس</td><td>1 مارس 2016</td></tr></table>",
        "<dl><dt>تاريخ الميلاد</dt><dd>1 مارس 1966</dd></dl>",
    ],
)
def test_what_is_labelled_as_another_things_date_is_not_the_articles(box):
    assert told(read(box, url=EG)) == (None, None, None)
    assert told(read("<dl><dt>تاريخ النشر</dt><dd>18 مارس 2026</dd></dl>", url=EG))[0] == "2026-03-18T00:00+02:00"


def test_a_time_in_the_sites_foot_is_not_the_articles():
    time = "<footer><time class='published' datetime='2026-03-19T08:00:00Z'></time></footer>"
    page = f"<title>{TITLE}</title><body><h1>{TITLE}</h1><div>{STORY}</div>{time}</body>"
    assert told(extract(page.encode(), url=EG, now=NOW)) == (None, None, None)


def test_an_own_date_is_told_under_a_related_headline_and_beside_its_writer():
    marked = "<meta itemprop='datePublished' content='2026-03-18T14:08:00Z'>"
    related = f"<div><h3><a href='/7'>أعمال في شارع المطار</a></h3></div>{marked}"
    writer = f"<div itemprop='author'><a href='/w'><span itemprop='name'>سالم عبد الحميد</span></a></div>{marked}"
    assert (
        told(read(foot=related, url=EG)) == told(read(writer, url=EG)) == ("2026-03-18T16:08+02:00", "minute", "meta")
    )


def test_a_headline_that_leads_to_its_own_page_is_the_pages():
    own = (
        f"<div><h2><a href='{EG}'>{TITLE}</a></h2><time class='published' datetime='2026-03-18T14:08:00Z'></time></div>"
    )
    assert told(read(own, url=EG))[0] == "2026-03-18T16:08+02:00"


def test_a_heading_in_the_story_that_is_a_day_is_no_date_of_it():
    text = STORY.replace("<p>ويضم", "<h3>3 مايو 2019</h3><p>ويضم", 1)
    assert told(read(text, url=EG)) == (None, None, None)


@pytest.mark.parametrize(
    "set_in",
    [
        "<figure><img src='/a.jpg' alt=''><figcaption>الجسر القديم - 3 مايو 2019</figcaption></figure>",
        "<blockquote><p>الجسر اليوم</p>&mdash; سلمى (@salma) <a href='https://social.example/1'>March 17, 2026</a></blockquote>",
    ],
)
def test_the_date_of_a_picture_or_a_quoted_post_is_no_date_of_the_article(set_in):
    assert told(read(set_in, url=EG)) == (None, None, None)


@pytest.mark.parametrize(("tag", "published"), [("header", "2026-03-18T16:08+02:00"), ("div", None)])
def test_what_stands_aside_in_the_headlines_own_header_is_beside_it(tag, published):
    page = f"<{tag}><h1>{TITLE}</h1><div class='bar-aside'><span>نشر في: 18 مارس, 2026: 04:08 م</span></div></{tag}><div>{STORY}</div>"
    assert told(read_body(page))[0] == published


def test_a_date_beside_its_writer_is_the_articles_though_the_story_under_it_is_framed_alike():
    body = f"<div><h1>{TITLE}</h1><div><div><a href='/w/3'>سلمى عبد العزيز</a></div><div>18 مارس 2026</div></div><div>{STORY * 3} 7</div></div>"
    assert told(read_body(body))[:2] == ("2026-03-18T00:00+02:00", "day")
