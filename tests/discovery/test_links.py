"""What a page links to is found once, with its role, its title and its place."""

from urllib.parse import urljoin

import pytest
from lxml import html

from crawler.discovery.bounds import Bounds
from crawler.discovery.links import read_links
from crawler.extraction.page import Page
from crawler.found import Role

SITE = "khabar.example"
HOME = "https://khabar.example"


def read(body, url=f"{HOME}/politics", head="", **options):
    tree = html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    return read_links(Page(url, url, tree, "utf-8"), site=SITE, **options)


def roles(links):
    return {each.url.removeprefix(HOME): each.role for each in links.links}


def test_links_have_the_role_their_address_gives():
    links = read("""<a href="/news/884512">خبر</a><a href="world-cup-2022">كأس</a><a href="/economy">اقتصاد</a>
      <a href="/tag/oil">نفط</a><a href="/author/x">كاتب</a><a href="/a.pdf">ملف</a><a href="/contact-us">اتصل</a>""")
    assert roles(links) == {
        "/news/884512": Role.ARTICLE, "/world-cup-2022": Role.PAGE, "/economy": Role.SECTION,
    }  # fmt: skip


@pytest.mark.parametrize("base", ["", "/", "/news/2026/a.html?x=/y/z", "/news//", "/news/../world/a;b/c"])
@pytest.mark.parametrize("href", ["story-884512", "../story-884512?a=/b", "./sport/story-884512#x"])
def test_an_address_is_joined_with_its_pages_as_it_stands(base, href):
    links = read(f'<a href="{href}">خبر</a>', url=f"{HOME}{base}").links
    assert [each.url for each in links] == [urljoin(f"{HOME}{base}", href).partition("#")[0]]


@pytest.mark.parametrize(
    "href",
    [
        "https://other.example/news/884512", "//other.example/news/884512", "mailto:a@khabar.example", "#top", "",
        "javascript:void(0)", "https://user@khabar.example/news/884512", "/news\\884512",
        "/news/884512?x=" + "x" * 4096, "http://[khabar.example/1", "/politics#more", "/politics?utm_source=x",
    ],
)  # fmt: skip
def test_links_that_leave_or_lead_nowhere_are_dropped(href):
    page = Page(f"{HOME}/politics", f"{HOME}/politics", html.document_fromstring("<body><a>x</a></body>"), "utf-8")
    page.tree.find(".//a").set("href", href)
    assert read_links(page, site=SITE).links == ()


def test_links_join_with_the_base_of_the_page():
    tree = html.document_fromstring('<body><a href="884512">خبر</a></body>')
    links = read_links(Page(f"{HOME}/x/y", f"{HOME}/news/", tree, "utf-8"), site=SITE)
    assert links.links[0].url == f"{HOME}/news/884512"


def test_subdomains_are_the_site():
    tree = html.document_fromstring('<body><a href="https://sport.alwatan.com.sa/news/884512">خبر</a></body>')
    assert read_links(
        Page("https://alwatan.com.sa/", "https://alwatan.com.sa/", tree, "utf-8"), site="alwatan.com.sa"
    ).links


def test_an_address_is_found_once_under_its_longest_title():
    links = read("""<a href="/news/884512"><img src="a.jpg" alt=""></a><a href="/news/884512/">زيادة الأسعار</a>
      <a href="http://khabar.example/news/884512?utm_source=x">زيادة أسعار\n  الوقود</a>
      <a href="/news/884512">المزيد</a>""")
    (found,) = links.links
    assert (found.url, found.title) == (f"{HOME}/news/884512", "زيادة أسعار الوقود")


def test_a_card_has_its_heading_for_title():
    links = read('<a href="/news/884512"><span>اقتصاد</span><h3>زيادة الأسعار</h3><p>تفاصيل كثيرة جدا</p></a>')
    assert links.links[0].title == "زيادة الأسعار"


def test_an_image_or_a_label_gives_the_title_where_no_text_does():
    links = read('<a href="/news/884512"><img alt="زيادة الأسعار"></a><a href="/news/884513" title="نفط">المزيد</a>')
    assert [each.title for each in links.links] == ["زيادة الأسعار", "نفط"]


def test_links_not_to_be_followed_are_not():
    assert read('<a href="/news/884512" rel="nofollow noopener">خبر</a>').links == ()


@pytest.mark.parametrize(
    ("body", "main"),
    [
        ("<main><a href='/news/884512'>خ</a></main>", True),
        ("<div><p><a href='/news/884512'>خ</a></p></div>", True),
        ("<article><header><h2><a href='/news/884512'>خ</a></h2></header></article>", False),
        ("<header><article><a href='/news/884512'>خ</a></article></header>", True),
        ("<nav><ul><li><a href='/news/884512'>خ</a></li></ul></nav>", False),
        ("<footer><a href='/news/884512'>خ</a></footer>", False),
        ("<div class='main-menu x'><a href='/news/884512'>خ</a></div>", False),
        ("<div id='sidebar'><a href='/news/884512'>خ</a></div>", False),
        ("<div role='navigation'><a href='/news/884512'>خ</a></div>", False),
        ("<nav><a href='/news/884512'>خ</a></nav><main><a href='/news/884512'>خ</a></main>", True),
    ],
)
def test_a_link_knows_where_it_stands(body, main):
    assert read(body).links[0].main is main


def test_a_source_says_which_addresses_are_articles():
    body = '<a href="/s/x12">أ</a><a href="/news/884512">ب</a><a href="/economy">ج</a><a href="/tag/12">د</a>'
    assert roles(read(body, article_url="/s/{token}")) == {
        "/s/x12": Role.ARTICLE, "/news/884512": Role.PAGE, "/economy": Role.SECTION,
    }  # fmt: skip
    assert roles(read(body, article_url="/{slug}"))["/economy"] is Role.SECTION
    several = roles(read(body, article_url=("/s/{token}", "/news/{id}")))
    assert (several["/s/x12"], several["/news/884512"], several["/economy"]) == (
        Role.ARTICLE, Role.ARTICLE, Role.SECTION,
    )  # fmt: skip


def test_feeds_are_found_those_declared_first():
    head = """<link rel="alternate" type="application/rss+xml" title="خبر" href="/rss/all.xml">
      <link rel="alternate" type="application/rss+xml" title="خبر » تعليقات" href="/comments/feed/">
      <link rel="alternate" type="application/atom+xml" href="/atom"><link rel="alternate" hreflang="en" href="/en">"""
    links = read('<a href="/economy/feed">RSS</a><a href="/rss/all.xml">RSS</a><a href="/x.rss">RSS</a>', head=head)
    assert links.feeds == (f"{HOME}/rss/all.xml", f"{HOME}/atom", f"{HOME}/economy/feed", f"{HOME}/x.rss")


def test_a_link_to_json_is_a_feed_where_its_type_or_its_address_says_so():
    head = """<link rel="alternate" type="application/feed+json" href="/export">
      <link rel="alternate" type="application/json" href="/feed.json">
      <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
      <link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed?url=%2Fa">"""
    links = read('<a href="/economy/feed/json">JSON</a><a href="/data.json">JSON</a>', head=head)
    assert links.feeds == (f"{HOME}/export", f"{HOME}/feed.json", f"{HOME}/economy/feed/json")


@pytest.mark.parametrize(
    ("here", "body", "there"),
    [
        ("/politics", '<a href="/politics?page=2">2</a><a href="/politics?page=3">3</a>', "/politics?page=2"),
        ("/politics?page=2", '<a href="/politics">1</a><a href="/politics?page=3">3</a>', "/politics?page=3"),
        ("/politics/page/2/", '<a href="/politics/">1</a><a href="/politics/page/3/">التالي</a>', "/politics/page/3/"),
        ("/list?c=5", '<a href="/list?c=5&pageIndex=2">المزيد</a>', "/list?c=5&pageIndex=2"),
        ("/", '<a href="/page/2">الصفحة التالية</a>', "/page/2"),
        ("/politics", '<a rel="next" href="?page=1">أقدم</a>', "/politics?page=1"),
        ("/politics", '<a href="/politics/2">»</a>', "/politics/2"),
        ("/Section/رياضة/88/1", '<a href="/Section/رياضة/88/2">›</a>', "/Section/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9/88/2"),
        ("/politics", '<a href="/economy/page/2">المزيد</a><a href="/economy">التالي</a>', None),
        ("/politics?page=3", '<a href="/politics?page=2">»</a><a href="/politics">«</a>', None),
        ("/news/123", '<a rel="next" href="/news/124">التالي</a>', None),
        ("/list?c=5", '<a href="/list?c=6&page=2">2</a>', None),
        ("/politics", "", None),
    ],
)  # fmt: skip
def test_the_next_page_of_a_listing_is_found(here, body, there):
    assert read(body, url=HOME + here).next_page == (there and HOME + there)


def test_the_head_of_a_page_may_name_the_next():
    head = '<link rel="next" href="https://khabar.example/politics/page/2">'
    assert read("", head=head).next_page == f"{HOME}/politics/page/2"


def test_further_pages_of_listings_are_no_links():
    assert read('<a href="/politics/page/7">7</a><a href="/economy?page=2">2</a>').links == ()


def test_a_page_gives_no_more_links_than_a_page_may():
    body = "".join(f'<a href="/news/{100_000 + number}">خبر</a>' for number in range(3000))
    assert len(read(body).links) == 2000
    assert read(body).cut == ("page-links",)
    assert read(body, bounds=Bounds(page_links=5000)).cut == ()


def test_of_a_hundred_thousand_links_the_first_are_looked_at():
    body = '<a href="/politics">سياسة</a>' * 100_000 + '<a href="/news/884512">خبر</a>'
    assert roles(read(body)) == {}
    assert read(body).cut == ("page-links",)


def test_addresses_too_long_to_ask_for_are_said_to_be_cut():
    assert read(f'<a href="/{"خ" * 2000}-1">خبر</a>').cut == ("url-length",)


@pytest.mark.parametrize("shown", ["<b>عاجل</b>", "&lt;b&gt;عاجل&lt;/b&gt;", "&amp;lt;i&amp;gt;عاجل", "\u202eعاجل"])
def test_a_title_has_no_markup(shown):
    assert read(f'<a href="/news/884512">{shown}</a>').links[0].title == "عاجل"


@pytest.mark.parametrize(
    "label",
    [
        "طباعة", "نسخة للطباعة", "اطبع الخبر", "أرسل إلى صديق", "إرسال لصديق", "نسخة الجوال", "Print",
        "Printer-friendly version",
        '<img src="/i/print.gif">', '<img src="x.png" alt="طباعة الخبر">', '<i class="icon-print"></i> طباعة',
    ],
)  # fmt: skip
def test_links_to_another_form_of_the_page_are_not_followed(label):
    assert read(f'<a href="/versions/884512">{label}</a>').links == ()


@pytest.mark.parametrize(
    "label", ["طباعة الكتب في تونس تتراجع", "الطباعة", "إرسال قوافل إغاثة", '<img src="blueprint.gif">']
)
def test_links_that_only_speak_of_printing_are(label):
    assert len(read(f'<a href="/news/884512">{label}</a>').links) == 1


@pytest.mark.parametrize(
    ("button", "there"),
    [
        ('<button data-url="/politics/more?offset=10">تحميل المزيد</button>', "/politics/more?offset=10"),
        ('<div data-next-page="/ajax/list?p=2"><span>عرض المزيد</span></div>', "/ajax/list?p=2"),
        ('<button data-url="/like?id=5">أعجبني</button>', None),
        ('<button data-url="https://other.example/more">المزيد</button>', None),
        ('<button data-url="/{page}">المزيد</button>', None),
        ('<a data-url="/news/884512" href="#">المزيد</a>', None),
    ],
)
def test_a_button_that_brings_more_of_a_listing_names_its_next_page(button, there):
    assert read(button).next_page == (there and HOME + there)


def test_pages_to_turn_over_come_before_a_button():
    assert read('<button data-url="/x">المزيد</button><a href="?page=2">2</a>').next_page == f"{HOME}/politics?page=2"
