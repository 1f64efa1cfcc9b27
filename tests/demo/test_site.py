"""The demo site: what it serves is what its truth says, and a crawl of it is a real test."""

import gzip
import re
from collections import Counter, deque
from datetime import timedelta
from urllib.parse import unquote, urljoin

import pytest
from lxml import etree, html

from crawler.demo import addresses, sitemaps
from crawler.demo.furniture import absolute
from crawler.demo.layouts import LAYOUTS, layout_of
from crawler.demo.routes import Route
from crawler.demo.site import Answer, DemoSite
from crawler.demo.truth import duplicates, not_articles, origins, precisions, source, truth

HOST = "127.0.0.1:8642"
BASE = f"http://{HOST}"
FEEDS = ("/feed/", "/rss/index.rdf", "/atom.xml")
STARTS = ("/", *FEEDS, sitemaps.INDEX, sitemaps.NEWS)


@pytest.fixture(scope="module")
def site() -> DemoSite:
    return DemoSite(80)


@pytest.fixture(scope="module")
def articles(site):
    return truth(site, BASE)


def ask(site: DemoSite, url: str) -> Answer:
    return site.answer(url.removeprefix(BASE), HOST)


def page(site: DemoSite, number: int):
    """The page of a story, decoded as it was encoded."""
    story = site.newsroom.stories[number]
    charset = layout_of(story).charsets[0][0]
    return html.fromstring(site.answer(absolute("", site.newsroom.path(number)), HOST).body.decode(charset))


def links(url: str, answer: Answer) -> list[str]:
    """The addresses on the site that an answer leads to."""
    kind = answer.headers.get("Content-Type", "")
    if answer.status == 301:
        found = [answer.headers["Location"]]
    elif "gzip" in kind or "xml" in kind:
        body = gzip.decompress(answer.body) if "gzip" in kind else answer.body
        tree = etree.fromstring(body)
        found = tree.xpath("//*[local-name()='loc' or local-name()='link']/text() | //*[local-name()='link']/@href")
    elif kind.startswith("text/html"):
        found = html.document_fromstring(answer.body).xpath("//a/@href | //link/@href")
    else:
        found = []
    joined = (urljoin(url, each.strip()).partition("#")[0] for each in found)
    return [each for each in joined if each.startswith(f"{BASE}/") and not each.startswith(BASE + sitemaps.PRIVATE)]


def walk(site: DemoSite, *starts: str) -> dict[str, int]:
    """Every address that can be reached from the starts, and its status."""
    seen: dict[str, int] = {}
    ahead = deque(BASE + start for start in starts)
    while ahead:
        url = ahead.popleft()
        if url in seen:
            continue
        answer = ask(site, url)
        seen[url] = answer.status
        ahead.extend(links(url, answer))
    return seen


def test_every_article_can_be_reached(site, articles):
    assert {each.url for each in articles} <= walk(site, *STARTS).keys()


@pytest.mark.parametrize(
    ("route", "pattern"),
    [
        (Route.FEED, r"/feed/|/rss/index\.rdf|/atom\.xml"),
        (Route.SITEMAP, r"/sitemaps/articles-\d\.xml(\.gz)?"),
        (Route.NEWS_SITEMAP, r"/news-sitemap\.xml"),
        (Route.SECTION, r"/(section|sections|category)/[a-z]+(\?page=3|\?pg=3|/page/3)"),
        (Route.RELATED, r"/(?!section|category|tag|author|feed|rss|atom|sitemap).+"),
    ],
)
def test_some_articles_are_reached_by_one_way_alone(site, articles, route, pattern):
    leading: dict[str, set[str]] = {}
    for url in walk(site, *STARTS):
        for found in links(url, ask(site, url)):
            leading.setdefault(found, set()).add(url)
    alone = [number for number, only in site.newsroom.routes.only.items() if only is route]
    assert alone
    for number in alone:
        own = set(articles[number].addresses)  # its own print page links to itself, and so do its like
        ways = leading[articles[number].url] - own
        assert ways
        assert all(re.fullmatch(pattern, way.removeprefix(BASE)) for way in ways), ways


def test_a_sections_third_page_shows_what_no_page_before_it_does(site):
    for number, route in site.newsroom.routes.only.items():
        if route is Route.SECTION:
            slug = site.newsroom.stories[number].section_slug
            assert [number in site.newsroom.shelf.page(slug, each)[0] for each in (1, 2, 3)] == [False, False, True]


def test_the_walk_meets_no_address_that_nobody_knows(site, articles):
    known = {url for each in articles for url in each.addresses}
    known |= {absolute(BASE, path) for path in not_articles(site)} | {BASE + each for each in STARTS}
    decoded = {unquote(url) for url in known}
    machinery = re.compile(r"/(sitemaps|static|images|tag|tags|author)/.*|/favicon\.ico|/search\?.*")
    strange = {unquote(url) for url in walk(site, *STARTS)} - decoded
    assert {url for url in strange if not machinery.fullmatch(url.removeprefix(BASE))} == set()


def test_only_the_two_broken_pages_answer_an_error(site):
    errors = {url: status for url, status in walk(site, *STARTS).items() if status >= 400}
    assert errors == {f"{BASE}/article/404404": 404, f"{BASE}/article/500500": 500}


def test_every_layout_is_met_and_so_is_each_of_its_encodings(site):
    met = Counter(layout_of(story).name for story in site.newsroom.stories)
    assert set(met) == {layout.name for layout in LAYOUTS}
    sent = {
        (layout_of(s).name, ask(site, absolute(BASE, site.newsroom.path(s.number))).headers["Content-Type"])
        for s in site.newsroom.stories
    }
    declared = {(layout.name, kind) for layout in LAYOUTS for _, kind in layout.charsets}
    assert sent == declared


def test_a_site_may_print_all_its_stories_in_one_layout():
    site = DemoSite(30, layout="drupal")
    site.publish(5)
    printed = Counter(layout_of(site.newsroom.story(number)).name for number in site.newsroom.numbers)
    assert printed.pop("drupal") > 25
    assert set(printed) <= {"opinion", "live"}  # which stand in one of their own


def test_every_page_says_what_its_truth_says(site, articles):
    for number, article in enumerate(articles):
        text = " ".join(page(site, number).text_content().split())
        shown = [article.title, *article.paragraphs, article.byline, article.dateline]
        shown += [link.title for link in (*(article.related or ()), *(article.read_also or ()))]
        if article.published_from == "visible":
            shown.append(article.published_raw)
        for each in filter(None, shown):
            assert " ".join(each.split()) in text, (article.url, each)


def test_every_paragraph_stands_in_its_pages_order(site, articles):
    for number, article in enumerate(articles):
        text = " ".join(page(site, number).text_content().split())
        places = [text.rfind(" ".join(each.split())) for each in article.paragraphs]
        assert places == sorted(places), article.url


def test_every_address_of_an_article_opens_it(site, articles):
    for article in articles:
        assert article.addresses[0] == article.url
        for url in article.addresses[1:]:
            answer = ask(site, url)
            if answer.status == 301:
                assert answer.headers["Location"] == article.url
                continue
            assert answer.status == 200
            assert addresses.find(site.newsroom, url.removeprefix(BASE)).number == articles.index(article)


def test_every_kind_of_duplicate_is_there(site):
    every = " ".join(path for paths in duplicates(site).values() for path in paths)
    for mark in ("utm_source", "/print/", "print=1", "/amp/", "/m/", "view=mobile", "/r/", "lang=ar", "?p=", "/story/"):
        assert mark in every


def test_an_article_published_twice_has_the_same_text_under_a_second_id(site):
    number = site.newsroom.routes.again
    assert number is not None
    story = site.newsroom.stories[number]
    first = ask(site, absolute(BASE, site.newsroom.path(number)))
    again = ask(site, absolute(BASE, addresses.second(story, layout_of(story))))
    assert first.body == again.body


def test_pages_that_are_no_articles_answer_as_they_should(site):
    for path, reason in not_articles(site).items():
        expected = {"/article/404404": 404, "/article/500500": 500}.get(path, 200)
        assert site.answer(absolute("", path), HOST).status == expected, (path, reason)


def test_the_closed_area_is_linked_and_forbidden_and_no_delay_is_asked_for(site):
    robots = ask(site, f"{BASE}/robots.txt").body.decode()
    assert "Disallow: /private/" in robots
    assert "Crawl-delay" not in robots
    assert robots.count("Sitemap: http://") == 2
    assert b"/private/draft" in ask(site, f"{BASE}/").body


def test_times_are_aware_and_keep_the_printed_clock(site, articles):
    zones = set()
    for article in articles:
        story = site.newsroom.stories[articles.index(article)]
        if article.published is None:
            assert story.published is None
            continue
        zones.add(article.published.utcoffset())
        clock = article.published.replace(tzinfo=None)
        assert clock == (
            story.published if article.published_precision != "day" else story.published.replace(hour=0, minute=0)
        )
    assert {timedelta(hours=2), timedelta(hours=3)} <= zones


def test_a_story_whose_page_has_no_date_has_the_feeds_or_the_news_sitemaps(site, articles):
    for number in site.newsroom.routes.undated:
        assert articles[number].published_from in ("feed", "sitemap")
        assert origins(site, number) == {articles[number].published_from}
        day = site.newsroom.stories[number].published
        assert f"{day.year}" not in page(site, number).xpath("string(//head)") + absolute(
            "", site.newsroom.path(number)
        )


def test_the_best_source_of_a_date_is_among_the_right_ones(site, articles):
    for number, article in enumerate(articles):
        if article.published:
            assert article.published_from in origins(site, number)
            assert article.published_precision in precisions(site, number)


def test_answers_depend_on_nothing_but_the_question():
    one, other = DemoSite(40), DemoSite(40)
    for number in range(40):
        target = absolute("", one.newsroom.path(number))
        assert one.answer(target, HOST) == other.answer(target, HOST)


def test_a_small_site_works_too():
    for count in (0, 1, 5):
        site = DemoSite(count)
        assert len(truth(site, BASE)) == count
        assert site.answer("/", HOST).status == 200
        assert {each.url for each in truth(site, BASE)} <= walk(site, *STARTS).keys()


def test_a_large_site_splits_its_sitemaps_and_makes_no_page_before_it_is_asked_for():
    site = DemoSite(100_000)
    index = etree.fromstring(site.answer(sitemaps.INDEX, HOST).body)
    files = index.xpath("//*[local-name()='loc']/text()")
    assert len(files) == 20
    assert sum(file.endswith(".gz") for file in files) == 10
    assert site.answer(absolute("", site.newsroom.path(99_999)), HOST).status == 200
    assert site.answer("/section/local?page=2", HOST).status == 200


def test_the_demos_source_gives_no_hints():
    known = source(BASE)
    assert (known.id, known.timezone, known.delay, known.site) == ("demo", "Africa/Cairo", 0.0, HOST)
    assert not known.selectors
    assert not known.sitemaps
