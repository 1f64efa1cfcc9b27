"""Sites of many makes, as they stand on the web: where each has its articles, and how it tells of them."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import quote
from zlib import crc32

from crawling import SENTENCES, Answer, Site, article, listing, title

from crawler.discovery.feeds import USUAL_FEEDS
from crawler.discovery.sitemaps import USUAL_SITEMAPS

DAYS = "2026-11-{:02d}"
FRONT = (
    '<html lang="ar"><head><meta charset="utf-8"><title>صحيفة النهر | الرئيسية</title>{}</head><body>{}</body></html>'
)


@dataclass(frozen=True)
class Make:
    """A site of one make: its pages by their paths, and which of them are articles. `home` is what a user gives."""

    pages: Mapping[str, Answer | str | Callable[[], Answer]]
    articles: tuple[str, ...]
    home: str = ""


class Addressed(Site):
    """A site whose address is not known before it is served: "HOST" in what it answers stands for it."""

    def answer(self, path: str) -> Answer:
        given = super().answer(quote(path, safe="/?&=%,:;+-_.~!$'()*@"))
        if isinstance(given.body, bytes):
            return given
        return Answer(given.body.replace("HOST", self.url.rstrip("/")), given.status, given.headers)


def stories(paths: Iterable[str]) -> dict[str, str]:
    return {path: article(own_number(path), day=1 + own_number(path) % 28) for path in paths}


def own_number(path: str) -> int:
    """Return a number that no other path of a make has."""
    return crc32(path.encode()) % 1_000_000


def numbered(form: str, count: int, first: int = 1) -> list[str]:
    return [form.format(n) for n in range(first, first + count)]


def feed(paths: Iterable[str]) -> Answer:
    items = "".join(
        f"<item><title>{title(n)}</title><link>HOST{path.replace('&', '&amp;')}</link>"
        f"<pubDate>2026-11-{1 + n % 28:02d}T08:00:00+02:00</pubDate></item>"
        for n, path in enumerate(paths, 1)
    )
    return Answer(f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>')


def sitemap(paths: Iterable[str]) -> Answer:
    listed = "".join(f"<url><loc>HOST{path.replace('&', '&amp;')}</loc></url>" for path in paths)
    return Answer(f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>')


def paged(address: str, paths: list[str], page: Callable[[int], str], size: int = 8) -> dict[str, str]:
    """Return the pages of a listing; `page` gives the address of one."""
    pages = ceil(len(paths) / size)
    parts = [paths[n * size : (n + 1) * size] for n in range(pages)]
    heads = {path: title(own_number(path)) for path in paths}
    return {
        (address if n == 0 else page(n + 1)): listing(
            {path: heads[path] for path in part}, aside=f'<a href="{page(n + 2)}">{n + 2}</a>' if n + 1 < pages else ""
        )
        for n, part in enumerate(parts)
    }


def menu(sections: Mapping[str, str], more: str = "") -> str:
    items = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in sections.items())
    return FRONT.format("", f"<nav><ul>{items}</ul></nav><main><h1>صحيفة النهر</h1></main>{more}")


def wordpress() -> Make:
    """WordPress without a feed, a sitemap or a link: only its interface lists the posts."""
    paths = [f"/2026/{1 + n % 11:02d}/akhbar-nahr-number-{n}/" for n in range(1, 26)]
    pages: dict[str, Answer | str] = {
        "/": FRONT.format('<meta name="generator" content="WordPress 6.6">', "<h1>النهر</h1>")
    }
    for size in (10, 100):
        for n in range(ceil(len(paths) / 10)):
            posts = [
                {"link": f"HOST{path}", "title": {"rendered": path}, "date_gmt": "2026-11-01T10:00:00"}
                for path in paths[n * 10 : (n + 1) * 10]
            ]
            base = f"/wp-json/wp/v2/posts?per_page={size}&_fields=link,title,date_gmt,modified_gmt"
            answer = Answer(json.dumps(posts), headers={"Content-Type": "application/json", "X-WP-TotalPages": "3"})
            pages[base + (f"&page={n + 1}" if n else "")] = answer
    return Make(pages | stories(paths), tuple(paths))


def usual_wordpress() -> Make:
    """WordPress as it comes: a feed of the newest, and an index of sitemaps, of which one lists categories."""
    paths = numbered("/{}/", 30, 9001)
    index = "".join(
        f"<sitemap><loc>HOST/wp-sitemap-{name}.xml</loc></sitemap>" for name in ("posts-post-1", "taxonomies-1")
    )
    pages: dict[str, Answer | str] = {
        "/": FRONT.format('<link rel="https://api.w.org/" href="HOST/wp-json/">', "<h1>النهر</h1>"),
        "/feed/": feed(paths[:10]),
        "/wp-sitemap.xml": Answer(f"<sitemapindex>{index}</sitemapindex>"),
        "/wp-sitemap-posts-post-1.xml": sitemap(paths),
        "/wp-sitemap-taxonomies-1.xml": sitemap(["/category/local/"]),
        "/category/local/": listing(paths[:3]),
    }
    return Make(pages | stories(paths), tuple(paths))


def feed_only() -> Make:
    paths = numbered("/node/{}", 14)
    return Make({"/": FRONT.format("", "<h1>النهر</h1>"), "/rss.xml": feed(paths)} | stories(paths), tuple(paths))


def feed_in_words() -> Make:
    """A feed whose address does not say so, named by a link's words."""
    paths = numbered("/story.php?id={}", 12, 5)
    named = '<a href="/export/latest.php?as=x"><img alt="RSS" src="/i.png"></a>'
    return Make({"/": FRONT.format("", named), "/export/latest.php?as=x": feed(paths)} | stories(paths), tuple(paths))


def json_feed() -> Make:
    """A feed in JSON, at an address that does not say so."""
    paths = numbered("/wire/{}", 12, 60)
    named = '<link rel="alternate" type="application/feed+json" href="/export/latest">'
    items = [{"id": path, "url": f"HOST{path}", "title": title(n)} for n, path in enumerate(paths, 1)]
    told = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "النهر", "items": items})
    pages = {"/": FRONT.format(named, "<h1>النهر</h1>"), "/export/latest": Answer(told)}
    return Make(pages | stories(paths), tuple(paths))


def feed_page() -> Make:
    """A page that names the feeds of the sections."""
    local, sport = numbered("/local/{}", 6, 20), numbered("/sport/{}", 6, 40)
    pages = {
        "/": FRONT.format("", '<footer><a href="/khulasat">خلاصات الموقع</a></footer>'),
        "/khulasat": FRONT.format("", '<a href="/x/1.xml">محليات</a> <a href="/x/2.xml">رياضة</a>'),
        "/x/1.xml": feed(local),
        "/x/2.xml": feed(sport),
    }
    return Make(pages | stories([*local, *sport]), (*local, *sport))


def sitemap_only() -> Make:
    """A sitemap that robots.txt names, and addresses that look like a listing's further pages."""
    paths = numbered("/p/{}", 15, 3)
    robots = Answer(
        "User-agent: *\nDisallow: /admin\nSitemap: HOST/maps/all.xml\n", headers={"Content-Type": "text/plain"}
    )
    front = FRONT.format("", "<h1>النهر</h1>")
    return Make({"/": front, "/robots.txt": robots, "/maps/all.xml": sitemap(paths)} | stories(paths), tuple(paths))


def odd_sitemap() -> Make:
    """A sitemap at an address that only a probe tries, in plain text."""
    paths = [f"/akhbar/{n}-{slug}" for n, slug in enumerate(("nahr", "matar", "jisr", "souq", "madrasa"), 71)]
    front = FRONT.format("", "<h1>النهر</h1>")
    lines = Answer("".join(f"HOST{path}\n" for path in paths), headers={"Content-Type": "text/plain"})
    return Make({"/": front, "/sitemap.txt": lines} | stories(paths), tuple(paths))


def numbered_sections() -> Make:
    """Sections with numbers for names, whose further pages only a listing's pages lead to."""
    pages: dict[str, Answer | str] = {}
    articles: list[str] = []
    sections = {f"/{n}": name for n, name in ((3, "محليات"), (4, "رياضة"), (5, "ثقافة"))}
    for number, address in enumerate(sections):
        paths = numbered("/{}", 20, 12001 + 100 * number)
        pages |= paged(address, paths, lambda n, address=address: f"{address}?page={n}") | stories(paths)
        articles += paths
    return Make({"/": menu(sections)} | pages, tuple(articles))


def queries() -> Make:
    """Everything in the query, as older systems have it."""
    pages: dict[str, Answer | str] = {}
    articles: list[str] = []
    sections = {f"/index.php?do=list&sec={n}": name for n, name in ((1, "محليات"), (2, "رياضة"))}
    for number, address in enumerate(sections):
        paths = numbered("/index.php?do=read&id={}", 18, 101 + 100 * number)
        pages |= paged(address, paths, lambda n, address=address: f"{address}&page={n}") | stories(paths)
        articles += paths
    return Make({"/": menu(sections)} | pages, tuple(articles))


def aspx() -> Make:
    paths = numbered("/article-{}.aspx", 20, 7001)
    listed = paged("/section-2.aspx", paths, lambda n: f"/section-2.aspx?page={n}")
    return Make({"/": menu({"/section-2.aspx": "محليات"})} | listed | stories(paths), tuple(paths))


def slugs() -> Make:
    """Arabic names in addresses, percent-encoded as browsers send them."""
    words = (
        "وزير-الري-يزور-السد",
        "معرض-الكتاب-يفتح-أبوابه",
        "جسر-جديد-فوق-النهر",
        "أمطار-على-الساحل-غدا",
        "المنتخب-إلى-النهائي",
    )
    paths = [f"/{quote('أخبار')}/{quote(word)}" for word in words]
    heads = {path: title(own_number(path)) for path in paths}
    section = f"/{quote('قسم')}/{quote('محليات')}"
    return Make({"/": menu({section: "محليات"}), section: listing(heads)} | stories(paths), tuple(paths))


def windows() -> Make:
    """Pages in windows-1256 that call themselves iso-8859-1, and a feed that says nothing."""
    paths = numbered("/news/{}.html", 10, 300)
    plain = Answer(headers={"Content-Type": "text/html"})
    old = {
        path: Answer(
            body.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("windows-1256"), headers=plain.headers
        )
        for path, body in stories(paths).items()
    }
    front = menu({"/rss.xml": "رياضة"}).replace('charset="utf-8"', 'charset="iso-8859-1"').encode("windows-1256")
    return Make({"/": Answer(front, headers=plain.headers), "/rss.xml": feed(paths)} | old, tuple(paths))


def subfolder() -> Make:
    """A ministry's site whose news stand below /ar/news, without a word of them on its front."""
    paths = numbered("/ar/news/{}", 12, 61)
    heads = {path: title(own_number(path)) for path in paths}
    front = FRONT.format("", f"<main><h1>الوزارة</h1><p>{SENTENCES[0]}</p><a href='/ar/about'>من نحن</a></main>")
    return Make(
        {"/": front, "/ar/news/": listing(heads), "/ar/about": front} | stories(paths), tuple(paths), "ar/news/"
    )


def few_words() -> Make:
    """Links that say next to nothing, and numbers that are small: /akhbar/7 is an article, /qism/2 a section."""
    pages: dict[str, Answer | str] = {}
    articles: list[str] = []
    sections = {f"/qism/{n}": f"قسم {n}" for n in (1, 2)}
    for number, address in enumerate(sections):
        paths = numbered("/akhbar/{}", 9, 1 + 9 * number)
        pages |= {address: listing(dict.fromkeys(paths[:5], "التفاصيل"), more=f"{address}?page=2")} | stories(paths)
        pages[f"{address}?page=2"] = listing(dict.fromkeys(paths[5:], "خبر جديد"))
        articles += paths
    return Make({"/": menu(sections)} | pages, tuple(articles))


def shop() -> Make:
    """No news at all."""
    front = FRONT.format("", "<main><h1>متجر</h1><a href='/sale'>عروض</a></main>")
    return Make({"/": front, "/sale": front}, ())


def two_languages() -> Make:
    """A front in another language, which names the Arabic edition."""
    paths = numbered("/ar/articles/{}", 12, 61)
    heads = {path: title(own_number(path)) for path in paths}
    english = (
        f"<html lang='en'><body><h1>The River</h1><p>{'News of the river. ' * 40}</p><a href='/ar/'>العربية</a></body>"
    )
    return Make({"/": english, "/ar/": listing(heads)} | stories(paths), tuple(paths))


def two_parameters() -> Make:
    """Articles with the number of their section beside their own."""
    paths = [f"/details.php?nid={900 + n}&sec={1 + n % 3}" for n in range(15)]
    return Make({"/": FRONT.format("", "<h1>النهر</h1>"), "/rss": feed(paths)} | stories(paths), tuple(paths))


def moving_front() -> Make:
    """A front that moves on to another path, with articles that do not stand below it."""
    paths = numbered("/n/{}", 12, 1)
    front = Answer("", status=302, headers={"Location": "/home/index.html"})
    named = FRONT.format('<link rel="alternate" type="application/rss+xml" href="/out/all">', "<h1>النهر</h1>")
    return Make({"/": front, "/home/index.html": named, "/out/all": feed(paths)} | stories(paths), tuple(paths))


def section_given() -> Make:
    """A section is given, and the articles stand elsewhere."""
    paths = numbered("/story/{}", 12, 61)
    heads = {path: title(own_number(path)) for path in paths}
    return Make(
        {"/": FRONT.format("", "<h1>النهر</h1>"), "/all/": listing(heads)} | stories(paths), tuple(paths), "all/"
    )


def load_more() -> Make:
    """A section whose further articles a button's script would ask for, in JSON."""
    paths = [f"/ar/{own_number(str(n)):08x}-4a1{n % 10}-a{n:03d}" for n in range(18)]
    parts = [paths[n : n + 6] for n in range(0, 18, 6)]
    heads = [listing({path: title(own_number(path)) for path in part}) for part in parts]
    button = '<button data-url="/ar/local/more?offset=6">تحميل المزيد</button>'
    pages: dict[str, Answer | str] = {
        "/": menu({"/ar/local": "محليات"}),
        "/ar/local": heads[0].replace("</body>", f"{button}</body>"),
    }
    for n, following in ((6, "/ar/local/more?offset=12"), (12, None)):
        told = json.dumps({"html": heads[n // 6], "next": following})
        pages[f"/ar/local/more?offset={n}"] = Answer(told, headers={"Content-Type": "application/json"})
    return Make(pages | stories(paths), tuple(paths))


def guarded() -> Make:
    """A site that refuses what it does not know, robots.txt too; its sections and its articles have words for names."""
    pages: dict[str, Answer | str] = {
        path: Answer("Forbidden", status=403) for path in ("/robots.txt", *USUAL_FEEDS, *USUAL_SITEMAPS)
    }
    paths = [f"/akhbar/mahalliyat/2026-11-{day:02d}-{700 + day}" for day in range(1, 17)]
    listed = paged("/akhbar/mahalliyat", paths, lambda n: f"/akhbar/mahalliyat?page={n}")
    front = menu({"/akhbar/mahalliyat": "محليات"})
    return Make(pages | {"/": front} | listed | stories(paths), tuple(paths))


def editions() -> Make:
    """One sitemap of two editions, the English first."""
    paths = numbered("/ar/local/n-{}", 12, 1400)
    english = [path.replace("/ar/", "/en/") for path in paths]
    front = "<html lang='en'><body><h1>The River</h1><a hreflang='ar' href='/ar/'>العربية</a></body></html>"
    news = f"<html lang='en'><body><article><h1>News of the river</h1><p>{'It rose. ' * 40}</p></article></body></html>"
    heads = {path: title(own_number(path)) for path in paths[:5]}
    pages = {"/": front, "/ar/": listing(heads), "/sitemap.xml": sitemap([*english, *paths])}
    return Make(pages | dict.fromkeys(english, news) | stories(paths), tuple(paths))


def small_numbers() -> Make:
    """Numbers for the names of sections and of articles, and each article to print."""
    paths = numbered("/news/{}", 16, 120)
    printed = '<a href="/versions/{}">نسخة للطباعة</a>'
    told = {
        path: page.replace("</body>", f"{printed.format(path[6:])}</body>") for path, page in stories(paths).items()
    }
    listed = paged("/category/1", paths, lambda n: f"/category/1?page={n}")
    return Make({"/": menu({"/category/1": "محليات", "/category/2": "رياضة"})} | listed | told, tuple(paths))


def section_feeds() -> Make:
    """Feeds that only the sections name, by an icon, with all that the sections no longer show."""
    pages: dict[str, Answer | str] = {}
    articles: list[str] = []
    sections = {"/Local": "محليات", "/Sports": "رياضة"}
    for address in sections:
        paths = numbered(address + "/{}/khabar", 12, 53001)
        icon = f'<a href="{address}/rss"><img src="/rss.png" alt="rss"></a>'
        pages |= {address: listing({path: title(own_number(path)) for path in paths[:4]}, aside=icon)}
        pages |= {f"{address}/rss": feed(paths)} | stories(paths)
        articles += paths
    return Make({"/": menu(sections)} | pages, tuple(articles))


MAKES = {
    each.__name__: each
    for each in (
        wordpress,
        usual_wordpress,
        feed_only,
        feed_in_words,
        json_feed,
        feed_page,
        sitemap_only,
        odd_sitemap,
        numbered_sections,
        queries,
        few_words,
        aspx,
        slugs,
        windows,
        subfolder,
        two_languages,
        two_parameters,
        moving_front,
        section_given,
        load_more,
        guarded,
        editions,
        small_numbers,
        section_feeds,
    )
}


def scripted() -> Make:
    """A frame that scripts fill: without a browser there is nothing to read."""
    frame = (
        '<html lang="ar"><head><meta charset="utf-8"><title>النهر</title></head><body><div id="root"></div>'
        "<noscript>يرجى تفعيل جافاسكريبت</noscript><script>fetch('/api' + location.pathname).then(a => a.text())"
        ".then(text => { document.getElementById('root').innerHTML = text })</script></body></html>"
    )
    paths = numbered("/story/{}", 5, 400)
    heads = {path: title(own_number(path)) for path in paths}
    body = {path: page[page.index("<body>") + 6 : page.index("</body>")] for path, page in stories(paths).items()}
    answers = {f"/api{path}": text for path, text in body.items()} | {"/api/": listing(heads)}
    return Make(dict.fromkeys(["/", *paths], frame) | answers, tuple(paths))
