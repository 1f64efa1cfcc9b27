"""An address says that it is an article's, that it is none, or that only the page can tell."""

import csv
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reasons import Reason
from crawler.urls import is_article, is_calendar, reason

HOME = "https://khabar.example"


@pytest.mark.parametrize(
    "path",
    [
        "/story/2020/9/30/%D9%88%D8%B2%D9%8A%D8%B1/4990123", "/story/2020/9/30/slug/123", "/article/123456",
        "/news/123/الخبر", "/node/123", "/node/123/محليات/تقرير", "/politics/884512", "/884512", "/884512.html",
        "/884512/وفاة-الفنان/", "/884512-.html", "/news884512.html", "/articles-884512.html", "/article884512/",
        "/news/view.aspx?cdate=30092020&id=3f2b7a10-99aa-4c1d-8e2f-0a1b2c3d4e5f", "/?newsid=12345", "/?p=12",
        "/?q=node/512", "/Politics/News_Detail.aspx?ArticleID=229743&CategoryID=5", "/details.aspx?id=12",
        "/index.php?option=com_content&view=article&id=5:name&Itemid=3", "/news.php?action=view&id=8812",
        "/رياضة/فوز-المنتخب-الوطني-على-ضيفه-بثلاثية", "/دمشق-تعلن-خطة-جديدة-لإعمار-الأحياء/",
        "/economy/2020/09/30/oil", "/article/30/09/2020/النفط", "/2020/09/وفاة-فنان/", "/2020-09-30/النفط/economy",
        "/20200930/c4f1a0/c.html", "/2020/20200930/ln44.htm", "/economy/local/2020-09-30-1.3954821",
        "/new/Issues/20150720/Con20150720784687.htm", "/2020/30/9/oil-price", "/ar/story/2020/09/1052431",
        "/وفاة-فنان-884512.html", "/slug_a884512.html", "/ar/name,4512", "/a3f5b2c8d9e01234", "/print/884512",
        "/Section-12/محليات/اجتماع-الحكومة-884512", "/section/12/884512/name", "/topics/ar/3/show/45",
        "/category/sports/884512", "/Pages/Details/884512", "/archives/884512", "/amp/article/884512",
        "/news/884512?utm_source=x", "/spip.php?article1767", "/spip.php?breve12&lang=ar",
        "/index.php?option=com_k2&view=item&id=12:oil", "/details/المنتخب-يفوز", "/Home/Details/OTA0Mw==",
        "/modules.php?name=News&file=article&sid=736", "/index.php?do=read&id=12",
        "/index.php?page=article&id=123", "/khabar/71", "/akhbar/4512",
    ],
)  # fmt: skip
def test_an_article_says_so(path):
    assert is_article(HOME + path) is True
    assert reason(HOME + path) is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/", "section"), ("", "section"), ("/ar/", "section"), ("/?lang=ar", "section"), ("/index.php", "section"),
        ("/politics", "section"), ("/أخبار", "section"), ("/%D8%B1%D9%8A%D8%A7%D8%B6%D8%A9", "section"),
        ("/sport/football/", "section"), ("/أخبار-محلية", "section"), ("/أخبار-الرياضة-العربية-و-العالمية", "section"),
        ("/category/x", "section"), ("/category/أخبار/عاجل", "section"), ("/category/123456", "section"),
        ("/category/شؤون-العاصمة-والمحافظات-والأقاليم", "section"), ("/section/12", "section"),
        ("/Section/رياضة/298/1", "section"), ("/section.aspx?id=88123", "section"), ("/?cat=5", "section"),
        ("/spip.php?rubrique3", "section"), ("/index.php?option=com_k2&view=itemlist&id=3", "section"),
        ("/spip.php?auteur2", "author"), ("/spip.php?mot5", "tag"), ("/news.asp?cat=3", "section"),
        ("/page/2", "section"), ("/page/12345", "section"), ("/politics/page/3", "section"),
        ("/politics?page=3", "section"), ("/2020", "section"), ("/2020/09/", "section"), ("/2020/09/30/", "section"),
        ("/economy/2020/09", "section"), ("/news/2020-09-30", "section"), ("/archive/2020/09", "section"),
        ("/tag/123456", "tag"), ("/tags/الري", "tag"), ("/وسم/النفط", "tag"), ("/?tag=oil", "tag"),
        ("/Tags/Index?id=3562&tag=oil", "tag"), ("/author/محمد-بن-عبد-الله-السعود/", "author"), ("/كاتب/12", "author"),
        ("/search?q=x", "search"), ("/?s=%D9%85%D8%B5%D8%B1", "search"), ("/بحث", "search"),
        ("/videos/884512", "video"), ("/فيديو", "video"), ("/VideoDetails.aspx?id=884512", "video"),
        ("/gallery/884512", "gallery"), ("/photo-albums/مهرجان", "gallery"), ("/ألبومات", "gallery"),
        ("/contact-us", "static"), ("/contact-us-1.319", "static"), ("/AboutUs", "static"), ("/من-نحن", "static"),
        ("/privacy.html", "static"), ("/page/privacy", "static"), ("/wp-login.php", "static"),
        ("/?page_id=2", "static"), ("/login", "static"), ("/اتصل-بنا", "static"), ("/share?u=x", "static"),
        ("/rss", "not-html"),
        ("/feed/", "not-html"), ("/?feed=rss2", "not-html"), ("/884512/feed", "not-html"), ("/rss.aspx", "not-html"),
        ("/wp-content/uploads/2020/09/x.php", "not-html"), ("/files/2020/09/30/report.pdf", "not-html"),
        ("/a/b.jpg", "not-html"), ("/style.css?v=2", "not-html"), ("/x.mp3", "not-html"), ("/x.zip", "not-html"),
    ],
)  # fmt: skip
def test_what_is_no_article_says_what_it_is(path, why):
    assert reason(HOME + path) == why
    assert is_article(HOME + path) is False


@pytest.mark.parametrize("url", ["mailto:news@khabar.example", "javascript:void(0)", "tel:+201", "http://[bad", ""])
def test_what_no_page_has_is_no_article(url):
    assert reason(url) is Reason.NOT_HTML


@pytest.mark.parametrize(
    "path",
    [
        "/showthread.php?t=1046", "/play.php?catsmktba=123",
        "/sahel/x9hd5w", "/QzCgde", "/news/c4nz9dn7x6no", "/world-cup-2022", "/across-the-uae", "/news/2020",
        "/news/12", "/القارات-السبع", "/economy/local-plans", "/sudan/khartoum-talks",
    ],
)  # fmt: skip
def test_what_an_address_does_not_tell_is_left_to_the_page(path):
    assert is_article(HOME + path) is None
    assert reason(HOME + path) is None


NAMES = {
    "y": "2020", "yyyy": "2020", "m": "9", "mm": "09", "d": "30", "dd": "30", "nid": "884512", "n": "3", "nn": "00",
    "nnn": "123", "nnnn": "1234", "sid": "12", "cid": "4", "section": "سياسة", "sub": "local", "cat": "sport",
    "desk": "politics", "kind": "أخبار", "league": "premier", "issue": "202912", "page": "27", "token": "c4nz9dn7x6no",
    "TOKEN": "LIVE2XYAB6", "hash": "c_1397012345", "shortid": "x9hd5w", "code": "nb12x", "yyyymmdd": "20200930",
    "ddmmyyyy": "30092020", "mmdd": "0930", "sec": "ln", "guid": "3f2b7a10-99aa-4c1d-8e2f-0a1b2c3d4e5f",
    "date": "2020-09-30", "yyyy-mm": "2020-09", "yyyy-mm-dd": "2020-09-30", "dd-mm-yyyy": "30-09-2020",
    "english-slug": "iran-nuclear-deal-talks",
    "percent-encoded-slug": "%D9%88%D8%B2%D9%8A%D8%B1-%D9%8A%D8%B4%D9%87%D8%AF",
}  # fmt: skip
LONG = {**NAMES, "id": "3954821", "slug": "وزير-الري-يشهد-توقيع-عقد-السحب"}
SHORT = {**NAMES, "id": "8123", "slug": "وفاة-الفنان-سمير"}


def shapes(shared):
    for name in ("outlets.tsv", "outlets_extra.tsv"):
        with (shared / "facts" / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                home = row["home_url"].partition("?")[0].rstrip("/")
                patterns = (row["article_url_pattern"] or "").split(" or ")
                yield from (home + each for each in patterns if each and "…" not in each)


def test_no_article_of_a_known_outlet_is_refused(shared):
    filled = [
        re.sub(r"\{([^}]*)\}", lambda name, values=values: values[name[1]], shape)
        for shape in shapes(shared)
        for values in (LONG, SHORT)
    ]
    refused = [url for url in filled if is_article(url) is False]
    told = sum(1 for url in filled if is_article(url))

    assert refused == []
    assert told > 0.85 * len(filled)


@settings(max_examples=300)
@given(st.text().map("https://a.com/".__add__) | st.text())
def test_every_address_is_judged(url):
    assert is_article(url) in (True, False, None)
    assert (is_article(url) is False) == (reason(url) is not None)


@pytest.mark.parametrize(
    "path",
    [
        "/index.php?option=com_mailto&tmpl=component&link=aHR0", "/index.php?option=com_contact&view=contact&id=1",
        "/index.php?option=com_users&view=login",
    ],
)  # fmt: skip
def test_what_joomla_serves_beside_its_articles_is_none(path):
    assert reason(HOME + path) is Reason.STATIC


@pytest.mark.parametrize(
    "path",
    [
        "/2026/11/", "/2026/11/30", "/2026", "/archive/2026", "/archive?y=2026&m=11&d=3", "/?m=202611", "/30/11/2026",
        "/?m=20261130&paged=2", "/archive/2026-11-30", "/2026/11/page/3/", "/أرشيف/2026", "/list?date=2026-11-30",
    ],
)  # fmt: skip
def test_an_archive_by_date_says_so(path):
    assert is_calendar(HOME + path)


@pytest.mark.parametrize(
    "path",
    [
        "/", "/politics", "/2026/11/4567", "/politics/2026", "/?m=1", "/2026/11/30/oil-price", "/article/2026",
        "/news/20261130", "/news.aspx?date=2026-11-30&id=50001", "/list?page=2026",
    ],
)  # fmt: skip
def test_other_addresses_with_numbers_are_no_archive_by_date(path):
    assert not is_calendar(HOME + path)
