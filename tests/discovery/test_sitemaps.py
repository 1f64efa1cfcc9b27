"""What a sitemap names is found, whatever its form; none of them can harm the reader."""

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery.bounds import Bounds
from crawler.discovery.sitemaps import read_sitemap, robots_sitemaps
from crawler.found import Found, Role

URL = "https://khabar.example/sitemap.xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)


def urlset(*entries, namespaces=NAMESPACES, head='<?xml version="1.0" encoding="UTF-8"?>\n'):
    body = "".join(f"<url>{entry}</url>" for entry in entries)
    return f"{head}<urlset {namespaces}>{body}</urlset>".encode()


def index(*entries):
    body = "".join(f"<sitemap>{entry}</sitemap>" for entry in entries)
    return f"<sitemapindex {NAMESPACES}>{body}</sitemapindex>".encode()


def read(body, url=URL, **options):
    found = read_sitemap(body, url, **options)
    return None if found is None else tuple(found.entries)


def loc(path, more=""):
    return f"<loc>https://khabar.example{path}</loc>{more}"


NEWS = """<news:news><news:publication><news:name>خبر</news:name><news:language>ar</news:language></news:publication>
  <news:publication_date>2024-03-05T10:30:00+03:00</news:publication_date>
  <news:title>زيادة أسعار &amp; الوقود</news:title></news:news>"""


def test_pages_have_the_role_their_address_gives():
    found = read(urlset(loc("/news/884512"), loc("/world-cup-2022"), loc("/tag/oil"), loc("/politics")), URL)
    assert [(each.url, each.role) for each in found] == [
        ("https://khabar.example/news/884512", Role.ARTICLE),
        ("https://khabar.example/world-cup-2022", Role.PAGE),
    ]


def test_the_time_of_change_is_kept_as_written():
    (found,) = read(urlset(loc("/news/884512", "<lastmod> 2024-03-05 10:30 </lastmod>")), URL)
    assert found.lastmod == "2024-03-05 10:30"
    assert found.published_raw is None


def test_google_news_gives_title_and_date():
    (found,) = read(urlset(loc("/sahel/x9hd5w", NEWS)), URL)
    assert found == Found(
        url="https://khabar.example/sahel/x9hd5w",
        role=Role.ARTICLE,
        title="زيادة أسعار & الوقود",
        published_raw="2024-03-05T10:30:00+03:00",
        published_from="sitemap",
        news=True,
    )


def test_an_image_of_a_page_is_not_the_page():
    image = "<image:image><image:loc>https://khabar.example/a.jpg</image:loc><image:title>ص</image:title></image:image>"
    (found,) = read(urlset(image + loc("/news/884512", image)), URL)
    assert found.url == "https://khabar.example/news/884512"
    assert found.title is None


def test_an_index_names_its_children_the_newest_first():
    found = read(
        index(
            loc("/posts-1.xml", "<lastmod>2024-03-05T10:00:00+03:00</lastmod>"),
            loc("/pages.xml"),
            loc("/posts-2.xml.gz", "<lastmod>2024-03-06</lastmod>"),
            loc("/news-sitemap.xml", "<lastmod>2024-03-05T09:00:00Z</lastmod>"),
        ),
        URL,
    )
    assert [each.url.rpartition("/")[2] for each in found] == [
        "posts-2.xml.gz", "news-sitemap.xml", "posts-1.xml", "pages.xml",
    ]  # fmt: skip
    assert {each.role for each in found} == {Role.SITEMAP}
    assert [each.news for each in found] == [False, True, False, False]
    assert found[0].lastmod == "2024-03-06"


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + urlset(loc("/news/884512")),
        b"\n\n  " + urlset(loc("/news/884512")),
        urlset(loc("/news/884512"), namespaces=""),
        urlset(loc("/news/884512"), namespaces='xmlns="http://wrong.example/"'),
        urlset(loc("/news/884512", NEWS), namespaces=""),
        urlset("<loc>\n  <![CDATA[ https://khabar.example/news/884512 ]]>\n</loc>"),
        urlset("<loc>/news/884512</loc>"),
        urlset(loc("/news/884512"))[:-9],
        urlset(loc("/news/884512?a=1&b=2")),
        urlset(loc("/news/884512")).decode().encode("utf-16"),
        b"<!-- made by hand -->" + urlset(loc("/news/884512"), head=""),
        gzip.compress(urlset(loc("/news/884512")), mtime=0),
        gzip.compress(urlset(loc("/news/884512")) + b" " * 100_000, mtime=0)[:-20],
        b"https://khabar.example/news/884512\r\nhttps://khabar.example/tag/x\r\n",
        gzip.compress(b"\xef\xbb\xbfhttps://khabar.example/news/884512\n", mtime=0),
    ],
)
def test_a_sitemap_is_read_in_any_form(body):
    found = read(body, URL)
    assert [each.url.partition("?")[0] for each in found] == ["https://khabar.example/news/884512"]


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>404</body></html>", b"not found", b"{}", b"<rss><channel/></rss>", b"\x1f\x8bno", b"<"]
)  # fmt: skip
def test_what_is_no_sitemap_is_none(body):
    assert read(body, URL) is None


def test_an_empty_sitemap_is_a_sitemap():
    assert read(urlset(), URL) == ()


def test_addresses_that_are_no_pages_are_left_out():
    assert read(urlset("<loc>ftp://a.example/1</loc>", "<loc></loc>", "<loc>http://[x</loc>", ""), URL) == ()


def test_as_many_entries_are_read_as_asked_for():
    body = urlset(*(loc(f"/news/{100_000 + number}") for number in range(5000)))
    assert len(read(body, URL)) == 5000
    assert len(read(body, bounds=Bounds(sitemap_entries=1000))) == 1000
    assert read(body, bounds=Bounds(sitemap_entries=1))[0].url.endswith("/100000")


def test_a_gzip_bomb_is_read_to_its_bound():
    bomb = gzip.compress(urlset(loc("/news/884512"))[:-9] + b" " * 20_000_000, 9)
    assert len(read(bomb, bounds=Bounds(sitemap_size=1_000_000))) == 1


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE urlset [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE urlset [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE urlset SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_are_neither_expanded_nor_fetched(doctype):
    found = read(urlset(loc("/news/884512", NEWS.replace("الوقود", "&b;")), head=doctype), URL)
    assert found is None or all("aaa" not in (each.title or "") for each in found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "windows-1256"])
@pytest.mark.parametrize("before", ["", "<!-- " + "x" * 50_000 + " -->"])
def test_no_entity_is_opened_in_any_encoding_wherever_it_is_declared(encoding, before):
    laughs = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    head = f'<?xml version="1.0" encoding="{encoding}"?>{before}<!DOCTYPE urlset [<!ENTITY e0 "ha">{laughs}]>'
    text = urlset(loc("/news/884512", NEWS.replace("الوقود", "&e9;")), loc("/&e9;"), head=head).decode()
    found = read(text.encode(encoding, "replace"))
    assert found[0].url == "https://khabar.example/news/884512"
    assert all(len(str(each)) < 2000 for each in found)


def test_what_is_declared_as_utf_7_is_read_as_what_it_is():
    hidden = "<?xml version='1.0' encoding='utf-7'?>+ADwAIQ-DOCTYPE urlset +AFsAPAAh-ENTITY a 'x'+AD4AXQA+-"
    assert read_sitemap(hidden.encode() + urlset(loc("/news/884512"), head=""), URL).entries


def test_an_index_has_as_many_children_as_it_may_the_newest():
    body = index(*(loc(f"/{day}.xml", f"<lastmod>2024-03-{day:02d}</lastmod>") for day in range(1, 31)))
    found = read_sitemap(body, URL, bounds=Bounds(sitemap_children=3))
    assert [each.url[-6:] for each in found.entries] == ["30.xml", "29.xml", "28.xml"]
    assert found.cut == ("sitemap-children",)


def test_an_index_names_an_index_and_so_on_only_so_far():
    body = index(loc("/inner.xml"))
    assert [each.number for each in read_sitemap(body, URL).entries] == [2]
    assert [each.number for each in read_sitemap(body, URL, level=2).entries] == [3]
    last = read_sitemap(body, URL, level=3)
    assert (tuple(last.entries), last.cut) == ((), ("sitemap-depth",))
    assert read_sitemap(urlset(loc("/news/884512")), URL, level=3).cut == ()


@pytest.mark.parametrize(
    ("body", "bounds", "cut"),
    [
        (urlset(loc("/news/100001"), loc("/news/100002")), Bounds(sitemap_entries=1), "sitemap-entries"),
        (b"https://khabar.example/1\nhttps://khabar.example/2", Bounds(sitemap_entries=1), "sitemap-entries"),
        (urlset("<x/>" * 30_000), Bounds(), "sitemap-entries"),
        (urlset(loc("/news/100001?" + "x" * 5000)), Bounds(), "url-length"),
        (b"https://khabar.example/" + b"x" * 5_000_000, Bounds(), "url-length"),
        (urlset(loc("/" + "خ" * 2000)), Bounds(), "url-length"),
        (gzip.compress(urlset() + b" " * 3_000_000, 9, mtime=0), Bounds(), "ratio"),
        (
            gzip.compress(urlset() + b" " * 3_000_000, 9, mtime=0),
            Bounds(sitemap_size=2_000_000, ratio=5000),
            "sitemap-size",
        ),
        (urlset() + b" " * 3_000_000, Bounds(sitemap_size=2_000_000), "sitemap-size"),
    ],
)  # fmt: skip
def test_what_is_cut_is_said(body, bounds, cut):
    assert read_sitemap(body, URL, bounds=bounds).cut == (cut,)


def test_gzip_in_many_members_is_one_sitemap():
    members = b"".join(
        gzip.compress(part) for part in (b"<urlset>", loc("x").encode(), b"<url>" + loc("/news/884512").encode())
    )
    assert len(read(members + gzip.compress(b"</url></urlset>"))) == 1


def test_robots_names_sitemaps():
    body = """\ufeffUser-agent: *
Disallow: /admin
Sitemap: https://khabar.example/sitemap.xml
SITEMAP:https://khabar.example/news.xml # for Google
sitemap : /relative.xml
Sitemap: https://khabar.example/sitemap.xml
Sitemap: nothing
# Sitemap: https://khabar.example/old.xml
"""
    assert robots_sitemaps(body.encode()) == (
        "https://khabar.example/sitemap.xml",
        "https://khabar.example/news.xml",
        "/relative.xml",
    )
    assert robots_sitemaps(b"\xff\xfe\x00") == ()


@settings(max_examples=300)
@given(st.lists(st.one_of(st.binary(max_size=20), st.sampled_from(
    [b"<url>", b"</url>", b"<loc>", b"</loc>", b"http://[", b"https://a.example/1", b"<lastmod>", b"</lastmod>",
     b"<sitemap>",
     b"<news:news>", b"<?xml", b"?>", b"<!--", b"&#0;", b"&x;", b"<lastmod>0001-01-01T00:00:00+14:00</lastmod>"]
)), max_size=15).map(b"".join))  # fmt: skip
def test_no_bytes_break_it_either(body):
    for root in (b"", b"<urlset>", b"<sitemapindex>", b"\x1f\x8b\x08"):
        read(root + body, URL)
    robots_sitemaps(body)
