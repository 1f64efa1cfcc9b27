"""A page may lie of what it is, whose it is and when it was written; a good article among such is read as it is."""

from datetime import UTC, datetime

from crawling import SENTENCES, Answer, article, story, title
from hosts import GOOD, Hostile, links

FUTURE = '<meta property="article:published_time" content="2999-05-03T10:00:00+03:00">'
DATED = '<meta property="article:published_time" content="2024-05-03T10:00:00+03:00">'
BIDI = "\u202e\u2066\u200f\u061c"


def page(number: int, *, head: str = "", before: str = "", after: str = "", heading: str = "") -> str:
    """Return an article's page with something odd in it."""
    text = article(number).replace("</head>", f"{head}</head>").replace("<main>", f"{before}<main>")
    text = text.replace(f"<h1>{title(number)}</h1>", f"<h1>{heading or title(number)}</h1>")
    return text.replace("</article>", f"{after}</article>")


def typed(content_type: str, body: str | bytes) -> Answer:
    return Answer(body, headers={"Content-Type": content_type})


def at(name: str, number: int) -> str:
    return f"/odd/2024/5/3/{name}/{20_000 + number}"


ODD = {
    "octets": typed("application/octet-stream", article(101)),
    "as-png": typed("image/png", article(102)),
    "nothing": typed("", article(103)),
    "nonsense": typed("text/html; charset=klingon; charset=", article(104)),
    "false-utf8": typed("text/html; charset=utf-8", article(105).encode("windows-1256", "replace")),
    "false-1256": typed("text/html; charset=windows-1256", article(106).encode()),
    "utf16": typed("text/html", article(107).encode("utf-16")),
    "utf7": typed("text/html; charset=utf-7", article(108)),
    "codec": typed("text/html; charset=unicode_escape", article(109)),
    "nuls": Answer(article(110).replace("<p>", "<p>\x00\x00").replace("<article>", "<art\x00icle>")),
    "invalid": Answer(article(111).encode().replace(b"</p>", b"\xff\xc0\x80 </p>")),
    "mixed": Answer(article(112).encode().replace(b"</main>", b"</main>" + "تذييل الصفحة".encode("windows-1256"))),
    "deep": Answer(page(113, before="<div><font>" * 10_000)),
    "soup": Answer(page(114, before="<b><i><u><center>" * 3_000, after="<table><tr><td>" * 3_000)),
    "links": Answer(page(115, after=links([f"/many/2024/5/3/{number}" for number in range(200_000, 300_000)]))),
    "one-line": Answer(page(116, after=f"<p>{'<!--' + 'x' * 5_000_000 + '-->'}</p>").replace("\n", "")),
    "attribute": Answer(page(117, before=f'<div class="{"a " * 1_000_000}">')),
    "script": Answer(page(118, head=f"<script>{'{[(' * 500_000}</script>")),
    "json-ld": Answer(page(119, head=f'<script type="application/ld+json">{"[" * 100_000}</script>')),
    "base": Answer(page(120, head='<base href="http://user:secret@elsewhere.example/">')),
    "other-canonical": Answer(article(121, canonical="https://elsewhere.example/story/121")),
    "home-canonical": Answer(article(122, canonical="/")),
    "user-canonical": Answer(article(123, canonical="http://user@127.0.0.1/odd/123")),
    "script-canonical": Answer(article(124, canonical="javascript:alert(1)")),
    "markup": Answer(page(125, heading=f"&lt;b&gt;{title(125)}&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;")),
    "twice": Answer(page(126, heading=f"&amp;quot;{title(126)}&amp;amp;quot; &amp;lt;b&amp;gt;")),
    "bidi": Answer(page(127, heading=BIDI.join(title(127)), head=f'<meta name="author" content="{BIDI}علي حسن">')),
    "future": Answer(article(128).replace(DATED, FUTURE)),
    "names": Answer(page(129, head='<meta property="og:site_name" content="../../etc/passwd">')),
    "og-address": Answer(page(130, head='<meta property="og:image" content="javascript:alert(1)">')),
}  # fmt: skip
NONE = {
    "pdf": Answer(b"%PDF-1.7\n" + article(141).encode()),
    "png": Answer(b"\x89PNG\r\n\x1a\n" + article(142).encode()),
    "zip": Answer(b"PK\x03\x04" + article(143).encode()),
    "json": Answer('{"html": "' + article(144).replace('"', '\\"') + '"}'),
    "svg": Answer('<svg xmlns="http://www.w3.org/2000/svg">' + article(145)),
    "binary": Answer(bytes(range(256)) * 1000),
    "empty": Answer(b""),
    "spaces": Answer(b" " * 1_000_000),
}


def test_what_pages_say_of_themselves_is_not_trusted(crawled):
    odd = {at(name, number): answer for number, (name, answer) in enumerate(ODD.items())}
    none = {at(name, 500 + number): answer for number, (name, answer) in enumerate(NONE.items())}
    found = crawled(
        Hostile({**odd, **none}, lure=links([*odd, *none])),
        KHABAR_PAGE_LINKS="100",
        KHABAR_BARREN_PAGES="20",
        DOWNLOAD_TIMEOUT="20",
    )
    assert found.holds(requests=200)
    assert set(odd) - found.articles.keys() == set()
    assert not set(none) & found.articles.keys()
    assert found.bounds["dom-depth"] == 2
    assert found.bounds["page-links"] >= 1

    read = {path.split("/")[-2]: each for path, each in found.articles.items() if path in odd}
    assert {name: each.title for name, each in read.items()} | {"twice": ""} == {
        name: title(101 + number) for number, name in enumerate(ODD)
    } | {"twice": ""}
    assert read["twice"].title.strip('" ') == title(126)
    for name, each in read.items():
        assert len(each.paragraphs) >= len(SENTENCES) - (name == "nuls"), name
        assert each.canonical_url is None or each.canonical_url.startswith(found.site.url)
        assert each.published is None or each.published <= datetime.now(UTC)
        assert not set(BIDI) & set("".join((each.title, *each.authors, *each.paragraphs)))
        assert each.image is None
        assert each.source == "127.0.0.1-" + str(found.site.port)
    assert read["future"].published == datetime(2024, 5, 3, tzinfo=read["future"].published.tzinfo)
    assert read["future"].published_from == "url"
    assert read["bidi"].authors == ("علي حسن",)
    assert story(1) in found.articles
    assert len(GOOD) + len(odd) == len(found.articles)
