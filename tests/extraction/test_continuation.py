"""Where a story goes on: its own address with the next page's number, and nothing else that says «التالي»."""

# ruff: noqa: E501  markup reads better on one line

import pytest

from crawler.extraction.continuation import continuation, is_page_of
from crawler.extraction.page import open_page

HERE = "https://www.jarida.example/investigations/48213-water-roads"
TEXT = "".join(
    f"<p>تتبعت الجريدة طريق المياه من النبع إلى المدينة في رحلة طويلة استغرقت أياما عدة وهذه هي الفقرة رقم {n} من حكايتها.</p>"
    for n in range(6)
)
CARDS = "".join(
    f'<div class="card"><h3><a href="/news/{n}">عنوان خبر آخر من أخبار المدينة في هذا اليوم {n}</a></h3></div>'
    for n in range(12)
)


def at(body, *, url=HERE, head="", first=None):
    page = open_page(f"<html><head><title>ع</title>{head}</head><body>{body}</body></html>".encode(), url=url)
    return continuation(page, first=first)


def story(pager, *, after="", article="article"):
    return f'<main><{article} class="post"><h1>طرق الماء</h1>{TEXT}{pager}</{article}>{after}</main>'


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        (
            f'<div class="page-links">الصفحات: <span>1</span> <a href="{HERE}/2/">2</a> <a href="{HERE}/3/">3</a></div>',
            f"{HERE}/2/",
        ),
        (
            '<nav class="pagination"><a href="?page=2">2</a><a href="?page=3">3</a><a href="?page=2" rel="next">التالي</a></nav>',
            f"{HERE}?page=2",
        ),
        ('<a class="next" href="?page=2">الصفحة التالية</a>', f"{HERE}?page=2"),
        (f'<a href="{HERE}/page/2">التالي »</a>', f"{HERE}/page/2"),
        (
            '<ul class="pager"><li>1</li><li><a href="?page=1">2</a></li><li><a href="?page=2">3</a></li><li><a href="?page=1">التالي ›</a></li></ul>',
            f"{HERE}?page=1",
        ),
        ('<p><a href="?page=2">تتمة الحوار</a> <a href="?page=2">٢</a></p>', f"{HERE}?page=2"),
        (f'<a href="{HERE}/2"><img src="/next.png"></a><a rel="next" href="{HERE}/2">»</a>', f"{HERE}/2"),
    ],
)
def test_a_story_goes_on_at_its_own_address_with_the_next_number(pager, following):
    assert at(story(pager)).following == following


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://www.jarida.example/?p=48213", "https://www.jarida.example/?p=48213&page=2"),
        ("https://www.jarida.example/details.aspx?id=48213", "/details.aspx?id=48213&page=2"),
        (
            "https://www.jarida.example/2026/05/طرق-الماء",
            "https://www.jarida.example/2026/05/%D8%B7%D8%B1%D9%82-%D8%A7%D9%84%D9%85%D8%A7%D8%A1/2/",
        ),
        ("https://www.jarida.example/a/48213.html", "/a/48213_2.html"),
        ("https://www.jarida.example/a/48213?page=1", "/a/48213?page=2"),
        ("https://www.jarida.example/a/48213/", "/a/48213/2/"),
        ("https://m.jarida.example/a/48213", "https://www.jarida.example/a/48213/2"),
    ],
)
def test_addresses_of_all_forms_are_counted_on(url, href):
    assert at(story(f'<a href="{href}">التالي</a>'), url=url).following


def test_the_pages_head_may_tell_it():
    assert at(story(""), head=f'<link rel="next" href="{HERE}/2/">').following == f"{HERE}/2/"


@pytest.mark.parametrize(
    "body",
    [
        story('<a rel="next" href="/investigations/48214-bread">التالي</a>'),
        story('<a rel="next" href="/investigations/48214-bread/2">التالي</a>'),
        story('<a rel="next" href="/investigations?page=2">التالي</a>'),
        story(f'<a href="{HERE}/3/">3</a>'),
        story(f'<a href="{HERE}/2/">خبر آخر من أخبار المدينة</a>'),
        story(
            "",
            after=f'<section id="comments"><p>تعليقات القراء على المقال</p><a href="{HERE}?page=2">التالي</a></section>',
        ),
        story("", after=f'<div class="wp-comments"><a href="{HERE}/comment-page-2/">التالي</a></div>'),
        story(f'<a rel="next" href="{HERE}?cpage=2">التالي</a>'),
        story(
            "",
            after=f'<section>{CARDS}<ul class="pager"><li><a rel="next" href="{HERE}?page=1">التالي</a></li></ul></section>',
        ),
        story("", after=f'<aside><a rel="next" href="{HERE}?page=2">التالي</a></aside>'),
        story("", after=f'<div class="related-news">{CARDS}<a rel="next" href="{HERE}?page=2">›</a></div>'),
        story('<a href="#2">التالي</a><a href="javascript:next(2)">التالي</a>'),
        story('<a href="https://other.example/investigations/48213-water-roads/2">التالي</a>'),
        story(f'<a href="{HERE}?page=1">1</a>'),
        story(""),
    ],
)
def test_what_leads_elsewhere_is_no_continuation(body):
    assert at(body) == at("")


def test_sequential_articles_are_none_of_each_others_pages():
    body = story('<a href="/news/2026/5/3/1">السابق</a><a href="/news/2026/5/3/3">التالي</a>')
    found = at(body, url="https://www.jarida.example/news/2026/5/3/2")
    assert (found.following, found.first) == (None, None)
    found = at(story('<a rel="next" href="/news/12346">التالي</a>'), url="https://www.jarida.example/news/12345")
    assert found.following is None


def test_the_articles_of_a_section_are_none_of_its_pages():
    body = story("", after='<a href="/politics">سياسة</a>').replace("<main>", '<main><a href="/politics">سياسة</a>')
    assert at(body, url="https://www.jarida.example/politics/7").first is None


PAGER = f'<div class="page-links"><a href="{HERE}/">1</a> <span>2</span> <a href="{HERE}/3/">3</a></div>'


def test_a_later_page_tells_where_its_story_began():
    found = at(story(PAGER), url=f"{HERE}/2/")
    assert (found.first, found.following) == (f"{HERE}/", f"{HERE}/3/")
    found = at(story(""), url=f"{HERE}?page=2", head=f'<link rel="canonical" href="{HERE}">')
    assert (found.first, found.following) == (HERE, None)
    found = at(story(f'<a href="{HERE}">الصفحة السابقة</a>'), url=f"{HERE}?page=2")
    assert (found.first, found.following) == (HERE, None)


def test_the_pages_after_the_first_are_counted_from_it():
    assert at(story(f'<a href="{HERE}/3/">التالي</a>'), url=f"{HERE}/2/", first=HERE).following == f"{HERE}/3/"
    assert at(story(f'<a href="{HERE}/2/">التالي</a>'), url=f"{HERE}/2/", first=HERE).following is None
    assert at(story('<a href="?page=2">التالي</a>'), url=f"{HERE}?page=1", first=HERE).following == f"{HERE}?page=2"


def test_pages_are_told_by_their_addresses():
    assert is_page_of(f"{HERE}/2/", HERE)
    assert is_page_of(f"{HERE}?page=3", f"{HERE}?page=1")
    assert not is_page_of(HERE, f"{HERE}/")
    assert not is_page_of("https://www.jarida.example/investigations/48214/2", HERE)
