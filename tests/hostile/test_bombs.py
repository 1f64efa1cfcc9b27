"""What is small on the wire and large in memory is left, and counted."""

import gzip
import zlib

from crawling import Answer, article, story
from hosts import GOOD, Hostile, links
from scrapy.utils import _compression as libraries

MEGABYTE = b"0" * 1024 * 1024
FLAT = b"<html><body>" + MEGABYTE * 12


def packed(encoding: str, body: bytes) -> Answer:
    return Answer(body, headers={"Content-Encoding": encoding})


def twice(body: bytes) -> bytes:
    return gzip.compress(gzip.compress(body))


def test_packed_answers_are_unpacked_within_bounds(crawled):
    page = article(11).encode()
    bombs = {
        "/bomb/2024/5/3/10001": packed("gzip", gzip.compress(FLAT)),
        "/bomb/2024/5/3/10002": packed("deflate", zlib.compress(FLAT)),
        "/bomb/2024/5/3/10003": packed("br", libraries.brotli.compress(FLAT, quality=5)),
        "/bomb/2024/5/3/10004": packed("zstd", libraries.zstd.compress(FLAT)),
        "/bomb/2024/5/3/10005": packed("gzip, gzip", twice(FLAT)),
        "/bomb/2024/5/3/10006": packed("gzip", gzip.compress(MEGABYTE * 40)),  # beyond DOWNLOAD_MAXSIZE
        "/bomb/2024/5/3/10007": packed(", ".join(["gzip"] * 100), gzip.compress(page)),
        "/bomb/2024/5/3/10008": packed("br", b"\x0b\x02\x80no such thing" * 100),
        "/bomb/2024/5/3/10009": packed("gzip", b"\x1f\x8b\x08no such thing" * 100),
    }
    odd = {
        "/story/2024/5/3/odd/21": packed("gzip", article(21).encode()),  # is none
        "/story/2024/5/3/odd/22": packed("br", article(22).encode()),
        "/story/2024/5/3/odd/23": packed("gzip", gzip.compress(article(23).encode() + b" " * 5000)[:-9]),
        "/story/2024/5/3/odd/24": packed("gzip, gzip", twice(article(24).encode())),
        "/story/2024/5/3/odd/25": packed("deflate", zlib.compress(article(25).encode())[2:-4]),
        "/story/2024/5/3/odd/26": packed("identity", article(26).encode()),
    }
    found = crawled(Hostile({**bombs, **odd}, lure=links([*bombs, *odd])))
    assert found.holds(requests=60)
    assert odd.keys() <= found.articles.keys()
    assert not bombs.keys() & found.articles.keys()
    assert found.bounds == {"ratio": 5, "encodings": 1, "size": 1}
    assert found.reasons["too-large"] == 7


LAUGHS = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
DOCTYPE = f'<!DOCTYPE x [<!ENTITY e0 "ha">{LAUGHS}<!ENTITY file SYSTEM "file:///etc/passwd">'


def test_lists_cannot_grow_in_memory_nor_reach_elsewhere(crawled):
    site = Hostile({})
    outside = '<!ENTITY there SYSTEM "/secret/entity">]>'
    urls = "".join(f"<url><loc>{story(number)}</loc></url>" for number in GOOD)
    items = "".join(f"<item><title>&e9;&file;&there;</title><link>{story(number)}</link></item>" for number in GOOD)
    wide = '<?xml version="1.0" encoding="utf-16"?>'
    quadratic = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>'
    site.pages |= {
        "/robots.txt": Answer(
            "".join(f"Sitemap: /map{number}.xml\n" for number in range(8)), headers={"Content-Type": "text/plain"}
        ),
        "/": '<link rel="alternate" type="application/rss+xml" href="/feed1"><a href="/feed2.rss">rss</a>',
        "/feed1": f'<?xml version="1.0"?>{DOCTYPE}{outside}<rss version="2.0"><channel>{items}</channel></rss>',
        "/feed2.rss": f"{quadratic}<rss><channel><item><title>{'&a;' * 50_000}</title></item></channel></rss>",
        "/map0.xml": f"{DOCTYPE}{outside}<urlset>{urls}<url><loc>/&e9;</loc></url></urlset>",
        "/map1.xml": Answer(f"{wide}{DOCTYPE}{outside}<urlset>{urls}&e9;</urlset>".encode("utf-16")),
        "/map2.xml": Answer(gzip.compress(f"<urlset>{urls}".encode() + MEGABYTE * 40)),
        "/map3.xml": f"{quadratic}<urlset>{'<url><loc>/&a;</loc></url>' * 5000}</urlset>",
        "/map4.xml": "<urlset>" + "<x/>" * 500_000 + urls + "</urlset>",
        "/map5.xml": f'<!DOCTYPE urlset SYSTEM "/secret/dtd"><urlset>{urls}</urlset>',
        "/map6.xml": "<urlset>" + "<url>" * 50_000 + urls,
        "/map7.xml": "\n".join(f"{site.url}/x/{number}" for number in range(300_000)),
    }  # fmt: skip
    found = crawled(site)
    assert found.holds(requests=60)
    assert not [path for path in site.paths if "secret" in path]
    assert all("root:" not in each.title and "haha" not in each.title for each in found.articles.values())
    assert found.bounds["ratio"] == 1
    assert found.bounds["sitemap-entries"] >= 1


def test_sitemaps_that_name_each_other_for_ever_end(crawled):
    def maps(path):
        if not path.startswith("/maps/"):
            return None
        children = "".join(f"<sitemap><loc>{path}/{each}</loc></sitemap>" for each in "ab")
        return f"<sitemapindex><sitemap><loc>{path}</loc></sitemap>{children}</sitemapindex>"

    urls = "".join(f"<url><loc>{story(number)}</loc></url>" for number in GOOD)
    more = "".join(f"<url><loc>/story/2024/5/3/none/{number}</loc></url>" for number in range(100_000, 100_090))
    index = "".join(f"<sitemap><loc>/map-{each}.xml</loc></sitemap>" for each in range(300))
    pages = {
        "/robots.txt": "Sitemap: /maps/x\nSitemap: /good.xml\nSitemap: /many.xml\nSitemap: /index.xml",
        "/good.xml": f"<urlset>{urls}</urlset>",
        "/many.xml": f"<urlset>{more}</urlset>",
        "/index.xml": f"<sitemapindex>{index}</sitemapindex>",
    }
    found = crawled(Hostile(pages, maze=maps), KHABAR_SITEMAP_CHILDREN="5", KHABAR_SITEMAP_ENTRIES="20")
    assert found.holds(requests=70)
    assert found.bounds["sitemap-depth"] > 0
    assert found.bounds["sitemap-entries"] == 2
    assert found.bounds["sitemap-children"] == 1


def test_a_sitemap_may_be_larger_than_a_page(crawled):
    urls = "".join(f"<url><loc>{story(number)}</loc></url>" for number in GOOD)
    site = Hostile({"/robots.txt": "Sitemap: /map.xml", "/map.xml": f"<urlset>{' ' * 300_000}{urls}</urlset>"})
    site.pages["/"] = "<h1>الأخبار</h1>"
    assert crawled(site, DOWNLOAD_MAXSIZE="200000").holds(requests=20)
