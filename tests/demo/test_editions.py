"""The demo site over time: stories come, change and go; what is not named stays as it is."""

import gzip
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.parse import unquote

import pytest
from lxml import etree, html

from crawler.demo import sitemaps
from crawler.demo.furniture import absolute
from crawler.demo.layouts import LAYOUTS, layout_of
from crawler.demo.manners import Manners
from crawler.demo.site import DemoSite
from crawler.demo.truth import article, duplicates, moved, truth

HOST = "127.0.0.1:8642"
BASE = f"http://{HOST}"
FEEDS = ("/feed/", "/rss/index.rdf", "/atom.xml")
LATER = datetime(2026, 11, 3, 9, 30, 20, tzinfo=UTC)


def body(site, path):
    answer = site.answer(path, HOST)
    assert answer.status == 200, path
    return gzip.decompress(answer.body) if path.endswith(".gz") else answer.body


def own_path(site, number):
    return absolute("", site.newsroom.path(number))


def page(site, number):
    charset = layout_of(site.newsroom.story(number)).charsets[0][0]
    return html.fromstring(body(site, own_path(site, number)).decode(charset))


def locs(site, path):
    tree = etree.fromstring(body(site, path))
    return {
        entry.findtext("{*}loc").removeprefix(BASE): entry.findtext("{*}lastmod") for entry in tree.iterfind("{*}*")
    }


def listed(site):
    """Every address that fronts, feeds, sitemaps and sections lead to."""
    paths = ["/", *FEEDS, sitemaps.NEWS, *locs(site, sitemaps.INDEX)]
    paths += [f"/section/{slug}" for slug in ("local", "sport", "economy", "opinion", "culture")]
    text = "".join(body(site, path).decode() for path in paths)
    return {unquote(url) for url in re.findall(rf"{BASE}([^\"<\s]*)", text)}


def test_new_stories_are_the_newest_and_change_no_other():
    site, before = DemoSite(60), DemoSite(60)
    assert site.publish(12, at=LATER) == tuple(range(-12, 0))
    told = truth(site, BASE)
    assert len(told) == 72
    assert [each.url for each in told[12:]] == [each.url for each in truth(before, BASE)]
    assert [each.paragraphs for each in told[12:]] == [each.paragraphs for each in truth(before, BASE)]
    clocks = [each.published.replace(tzinfo=None) for each in told[:12] if each.published_precision == "second"]
    assert all(newer > older for newer, older in pairwise(clocks))
    assert all(each.published < LATER for each in told[:12] if each.published)


def test_new_stories_are_like_the_others_and_each_is_itself():
    site = DemoSite(30)
    site.publish(60)
    new = truth(site, BASE)[:60]
    assert len({each.title for each in truth(site, BASE)}) == len({each.url for each in truth(site, BASE)}) == 90
    assert {layout_of(site.newsroom.story(number)).name for number in range(-60, 0)} >= {
        layout.name for layout in LAYOUTS if layout.name not in ("opinion", "live")
    }
    for number, each in zip(range(-60, 0), new, strict=True):
        assert each.title in page(site, number).text_content()


def test_new_stories_are_on_the_front_in_feeds_sitemaps_and_sections():
    site = DemoSite(60)
    site.publish(8)
    paths = {site.newsroom.path(number) for number in range(-8, 0)}
    for path in ("/", *FEEDS, sitemaps.NEWS, "/sitemaps/articles-1.xml"):
        text = unquote(body(site, path).decode())
        assert all(own in text for own in paths), path
    section = site.newsroom.story(-1).section_slug
    assert -1 in site.newsroom.shelf.page(section, 1)[0]


def test_a_correction_shows_in_headline_text_and_note_and_the_address_stays():
    site, before = DemoSite(60), DemoSite(60)
    numbers = [0, 30, 45, 50]
    site.change(numbers, at=LATER)
    for number in numbers:
        was, now = article(before, number, BASE), article(site, number, BASE)
        assert now.url == was.url
        assert now.title != was.title
        assert was.title in now.title
        assert now.paragraphs[:-1] != was.paragraphs
        assert now.paragraphs[-1].startswith("تصحيح")
        text = " ".join(page(site, number).text_content().split())
        assert all(" ".join(line.split()) in text for line in (now.title, *now.paragraphs))
    unchanged = set(range(60)) - set(numbers)
    assert all(article(site, each, BASE).paragraphs == article(before, each, BASE).paragraphs for each in unchanged)


def test_a_story_corrected_twice_reads_differently_each_time():
    site = DemoSite(40)
    texts = [article(site, 30, BASE).paragraphs]
    for _ in range(5):
        site.change([30])
        texts.append(article(site, 30, BASE).paragraphs)
    assert len(set(texts)) == 6


def test_pages_that_tell_their_last_change_tell_the_correction():
    site = DemoSite(60)
    numbers = [each for each in range(26, 60) if article(site, each, BASE).modified]
    assert numbers
    site.change(numbers, at=LATER)
    for number in numbers:
        assert article(site, number, BASE).modified == LATER.replace(second=0)
        source = html.tostring(page(site, number), encoding="unicode")
        if layout_of(site.newsroom.story(number)).machine == "jsonld":
            assert f'"dateModified": "{article(site, number, BASE).modified.isoformat()}"' in source


def test_sitemaps_and_atom_tell_of_a_correction_and_of_no_other():
    site = DemoSite(60)
    before = {path: locs(site, path) for path in locs(site, sitemaps.INDEX)}
    index = locs(site, sitemaps.INDEX)
    site.change([3, 50], at=LATER)
    changed = {own_path(site, number) for number in (3, 50)}
    for path, entries in before.items():
        after = locs(site, path)
        assert {each for each in after if after[each] != entries[each]} == changed & after.keys()
        assert {after[each] for each in changed & after.keys()} == {LATER.isoformat()}
        assert locs(site, sitemaps.INDEX)[path] == LATER.isoformat() != index[path]
    entries = etree.fromstring(body(site, "/atom.xml")).iterfind("{*}entry")
    told = {entry.findtext("{*}id"): entry.findtext("{*}updated") for entry in entries}
    assert [url for url, updated in told.items() if updated == LATER.isoformat()] == [BASE + own_path(site, 3)]


def test_the_file_of_older_stories_stays_as_it_is_when_new_ones_come():
    site = DemoSite(60)
    (first, second), before = locs(site, sitemaps.INDEX), locs(site, sitemaps.INDEX)
    old = body(site, second)
    site.publish(20, at=LATER)
    assert body(site, second) == old
    assert locs(site, sitemaps.INDEX) == {first: LATER.isoformat(), second: before[second]}
    assert len(locs(site, first)) > 20


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_removed_is_gone_under_every_address_and_from_every_list(status):
    site = DemoSite(60)
    numbers = [0, 1, site.newsroom.routes.again, 40]
    urls = [url for number in numbers for url in article(site, number, BASE).addresses]
    assert {unquote(url).removeprefix(BASE) for url in urls} & listed(site)
    site.remove(numbers, status=status, at=LATER)
    assert {site.answer(url.removeprefix(BASE), HOST).status for url in urls} == {status}
    assert not {unquote(url).removeprefix(BASE) for url in urls} & listed(site)
    assert not {each.url for each in truth(site, BASE)} & set(urls)
    assert not {site.newsroom.path(number) for number in numbers} & duplicates(site).keys()


def test_the_truth_knows_what_came_changed_and_went_since_any_edition():
    site = DemoSite(40)
    site.publish(3)
    then = site.newsroom.edition.number
    site.publish(2)
    site.change([5, -1, -4])
    site.remove([9, -5])
    since, ever = moved(site, since=then), moved(site)
    assert (since.new, since.changed, since.removed) == ((-4,), (-1, 5), (9,))
    assert (ever.new, ever.changed, ever.removed) == ((-4, -3, -2, -1), (5,), (9,))
    assert len(truth(site, BASE)) == 43


def test_the_same_moves_make_the_same_site():
    def moved_on():
        site = DemoSite(40)
        site.publish(4)
        site.change([2, -1])
        site.remove([6])
        return site

    one, other = moved_on(), moved_on()
    assert one.newsroom.edition == other.newsroom.edition
    for path in ("/", *FEEDS, sitemaps.INDEX, sitemaps.NEWS, own_path(one, -1), own_path(one, 2)):
        assert one.answer(path, HOST) == other.answer(path, HOST)


def test_a_story_that_is_not_there_cannot_be_moved():
    site = DemoSite(10)
    site.remove([3])
    for number in (3, 10, -1):
        with pytest.raises(LookupError):
            site.change([number])
        with pytest.raises(LookupError):
            site.remove([number])


def test_time_runs_forward_whatever_is_given():
    site = DemoSite(10)
    site.publish(1, at=LATER)
    site.publish(1, at=LATER - timedelta(days=20))
    site.publish(1)
    assert [each.at for each in site.editions][1:] == [LATER, LATER, LATER + timedelta(days=1)]


def test_every_answer_while_it_moves_on_is_of_one_edition():
    site = DemoSite(40)

    def ask(number):
        if number % 10 == 0:
            site.publish(1)
        return site.answer("/feed/", HOST)

    with ThreadPoolExecutor(8) as readers:
        bodies = [each.body for each in readers.map(ask, range(80))]
    editions = []
    other = DemoSite(40)
    for _ in range(9):
        editions.append(other.answer("/feed/", HOST).body)
        other.publish(1)
    assert set(bodies) <= set(editions)


def test_an_empty_site_can_open_later():
    site = DemoSite(0)
    site.publish(3)
    assert {each.url.removeprefix(BASE) for each in truth(site, BASE)} == set(locs(site, "/sitemaps/articles-1.xml"))


def bad(**manners):
    return DemoSite(40, manners=Manners(**manners))


def test_a_sitemap_may_give_the_day_alone_or_no_date():
    site = bad(lastmod="day")
    site.change([3], at=LATER)
    assert locs(site, "/sitemaps/articles-1.xml")[own_path(site, 3)] == "2026-11-03"
    assert {len(each) for path in locs(site, sitemaps.INDEX) for each in locs(site, path).values()} == {10}
    silent = bad(lastmod="none")
    assert {*locs(silent, sitemaps.INDEX).values(), *locs(silent, "/sitemaps/articles-1.xml").values()} == {None}


def test_a_sitemap_may_say_of_everything_that_it_has_just_changed():
    site, now = bad(lastmod="now"), datetime(2026, 12, 1, 8, 0, 5, tzinfo=UTC)
    answer = site.answer("/sitemaps/articles-1.xml", HOST, now=now)
    assert set(re.findall(r"<lastmod>(.*?)</lastmod>", answer.body.decode())) == {now.isoformat()}
    assert answer.changed == now


def test_an_index_may_stand_still_while_its_files_change():
    site = bad(index_lastmod="frozen")
    before = locs(site, sitemaps.INDEX)
    site.publish(2, at=LATER)
    assert locs(site, sitemaps.INDEX) == before
    assert len(set(before.values())) == 1


def test_a_feed_may_say_nothing_of_changes():
    site, honest = bad(feed_tells_changes=False), bad()
    for each in (site, honest):
        each.change([1], at=LATER)
    softer = article(honest, 1, BASE).title
    for path in FEEDS:
        assert softer in body(honest, path).decode()
        assert softer not in body(site, path).decode()
    assert LATER.isoformat() not in body(site, "/atom.xml").decode().partition("<entry>")[2]


def test_a_feed_may_write_its_dates_in_arabic_or_call_local_time_greenwichs():
    number = next(each for each in range(20) if DemoSite(40).newsroom.story(each).timed)
    clock = DemoSite(40).newsroom.story(number).published
    arabic, false = bad(feed_dates="arabic"), bad(feed_dates="false-z")
    assert re.search(rf"<pubDate>[^<]*أكتوبر 2026 {clock:%H:%M:%S} \+0\d00", body(arabic, "/feed/").decode())
    assert f"{clock:%H:%M:%S} GMT" in body(false, "/feed/").decode()
    assert f"{clock:%Y-%m-%dT%H:%M:%S}Z" in body(false, "/atom.xml").decode()


def test_a_site_may_have_neither_feeds_nor_sitemaps():
    site = bad(feeds=False, sitemaps=False)
    for path in (*FEEDS, sitemaps.INDEX, sitemaps.NEWS, "/sitemaps/articles-1.xml"):
        assert site.answer(path, HOST).status == 404
    assert b"Sitemap" not in body(site, "/robots.txt")
    assert b"rss+xml" not in body(site, "/")
    assert b"atom+xml" not in body(site, "/section/local")


def test_a_site_may_give_each_story_one_address():
    site, usual = bad(other_addresses=False), bad()
    short = [
        url for each in truth(usual, BASE) for url in each.addresses if "/r/" in url or "/amp/" in url or "?p=" in url
    ]
    told = {url for each in truth(site, BASE) for url in each.addresses}
    assert short
    assert not told & set(short)
    pages = "".join(html.tostring(page(site, number), encoding="unicode") for number in range(40))
    assert not [url for url in short if url in pages or url in body(site, "/").decode()]
