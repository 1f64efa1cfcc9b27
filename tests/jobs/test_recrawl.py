"""A second crawl of a known site costs almost nothing and misses nothing: as the site's own server counts it."""

from collections import Counter
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from crawling import crawl

from crawler.demo.furniture import absolute
from crawler.demo.layout import story_number
from crawler.demo.manners import Manners
from crawler.demo.server import Serving, serve
from crawler.demo.site import DemoSite
from crawler.demo.truth import article
from crawler.sources import find
from crawler.storage import Archive, State

FEEDS = {"/feed/", "/rss/index.rdf", "/atom.xml"}
SITEMAPS = {"/sitemap_index.xml", "/news-sitemap.xml", "/sitemaps/articles-1.xml", "/sitemaps/articles-2.xml.gz"}
LISTS = FEEDS | SITEMAPS | {"/"}
SECTIONS = ("/section/", "/sections/", "/category/", "/tag/", "/author/")
FAST = {"CONCURRENT_REQUESTS": "8", "CONCURRENT_REQUESTS_PER_DOMAIN": "8"}


@dataclass
class Known:
    """A demo site that is served, the data directory of its crawls, and what the last crawl asked for."""

    site: DemoSite
    serving: Serving
    data: Path

    def crawl(self, **settings):
        """Crawl once; return the report. The record holds the requests of this crawl alone."""
        self.serving.forget()
        options = settings.pop("options", {})
        (report,) = crawl(f"{self.serving.url}/", self.data, settings={**FAST, **settings}, **options)
        assert report["failure"] is None, report
        return report

    @property
    def asked(self):
        return [each for each in self.serving.requests if each.path != "/robots.txt"]

    @property
    def lists(self):
        return Counter(each.path for each in self.asked if each.path in LISTS)

    @property
    def sections(self):
        return [each.path for each in self.asked if each.path.startswith(SECTIONS)]

    @property
    def pages(self):
        """Everything else that was asked for, sections included: what the promise counts."""
        return [each.path for each in self.asked if each.path not in LISTS]

    def path(self, number):
        return absolute("", self.site.newsroom.path(number))

    def kept(self, number):
        """Return a story as the archive has it, and what it was before."""
        with Archive(self.data) as archive:
            found = archive.find(article(self.site, number, self.serving.url).url)
            return (archive.article(found), archive.revisions(found)) if found else (None, ())

    def has(self, numbers):
        return [number for number in numbers if self.kept(number)[0] is None] == []

    def gone(self):
        """How many pages the ledger has as gone."""
        with Archive(self.data) as archive:
            return archive.ledger(find(self.serving.url, {}).id).counts().get(State.GONE, 0)


@contextmanager
def known_site(data, count=12, *, crawled=True, other_addresses=False, **manners):
    """Serve a demo site that has been crawled once."""
    site = DemoSite(count, manners=Manners(other_addresses=other_addresses, **manners))
    with serve(site) as serving:
        known = Known(site, serving, data)
        if crawled:
            known.crawl()
        yield known


def now():
    return datetime.now(UTC)


def test_a_crawl_right_after_the_first_asks_for_the_lists_alone_and_gets_nothing_again(tmp_path):
    with known_site(tmp_path) as known:
        assert known.crawl()["stored"] == 0
        assert known.lists.keys() <= LISTS
        assert {"/", *FEEDS, "/sitemap_index.xml", "/news-sitemap.xml"} <= known.lists.keys()
        assert set(known.lists.values()) == {1}
        assert {each.status for each in known.asked if each.path in LISTS} == {304}
        assert known.sections == []
        assert known.pages == []


def test_new_articles_cost_one_request_each_and_every_list_one(tmp_path):
    with known_site(tmp_path) as known:
        new = known.site.publish(10, at=now())
        assert known.crawl()["stored"] == 10
        assert known.has(new)
        assert len(known.pages) <= 11, known.pages
        assert known.lists == dict.fromkeys(known.lists, 1)


def test_an_article_under_other_addresses_costs_one_request_for_each_and_is_stored_once(tmp_path):
    with known_site(tmp_path, other_addresses=True) as known:
        new = known.site.publish(10, at=now())
        assert known.crawl()["stored"] == 10
        others = {other for number in new for other in article(known.site, number, known.serving.url).addresses}
        assert {f"{known.serving.url}{path}" for path in known.pages} <= others
        landings = Counter(known.path(story_number(int(path[3:]))) for path in known.pages if path.startswith("/r/"))
        assert max((Counter(known.pages) - landings).values()) == 1, known.pages


def test_what_changed_is_fetched_once_and_becomes_a_revision_and_what_it_was_is_kept(tmp_path):
    with known_site(tmp_path, 40) as known:
        numbers = [0, 17, 37]  # on the front and in feeds; in the first sitemap; in the second
        before = {number: known.kept(number)[0] for number in numbers}
        known.site.change(numbers, at=now())
        assert known.crawl()["revised"] == 3
        assert Counter(known.pages) == Counter(known.path(number) for number in numbers)
        for number in numbers:
            kept, (was,) = known.kept(number)
            told = article(known.site, number, known.serving.url)
            assert (kept.revision, kept.title, kept.paragraphs) == (2, told.title, told.paragraphs)
            assert (was.title, was.paragraphs) == (before[number].title, before[number].paragraphs)
        known.crawl()
        assert known.pages == []


def test_a_feed_alone_tells_of_a_change_by_its_headline_and_date(tmp_path):
    with known_site(tmp_path, sitemaps=False) as known:
        known.site.change([0, 2], at=now())
        assert known.crawl()["revised"] == 2
        assert Counter(known.pages) == Counter([known.path(0), known.path(2)])


def test_an_article_that_is_removed_is_gone_in_the_ledger_and_stays_in_the_archive(tmp_path):
    with known_site(tmp_path, 40) as known:
        numbers = [0, 17, 37]
        known.site.change(numbers, at=now())
        paths, gone = Counter(known.path(number) for number in numbers), known.gone()
        with withdrawn(known.site, numbers):
            known.crawl()
        assert Counter(known.pages) == paths
        assert known.gone() == gone + len(numbers)
        assert known.has(numbers)
        known.crawl()
        assert known.pages == []


@contextmanager
def withdrawn(site, numbers):
    """Pages answer 410 while the lists, made before, still name them: as behind a cache."""
    answer, before = site.answer, copy(site)

    def answering(target, host, *, now=None):
        return before.answer(target, host, now=now) if target in LISTS else answer(target, host, now=now)

    site.remove(numbers, at=datetime.now(UTC))
    site.answer = answering
    try:
        yield
    finally:
        del site.answer


@pytest.mark.parametrize(
    "settings", [{"KHABAR_FULL_FETCH_EVERY": "1"}, {"KHABAR_FULL_FETCH_AFTER": "0.01"}], ids=["every", "after"]
)
def test_stuck_etags_hide_new_articles_for_a_while_only(tmp_path, settings):
    with known_site(tmp_path, validators="stuck") as known:
        new = known.site.publish(4, at=now())
        known.crawl()
        assert not known.has(new)
        known.crawl(**settings)
        assert known.has(new)


@pytest.mark.parametrize("validators", ["none", "dates", "weak"])
def test_with_any_validators_or_none_a_second_crawl_finds_what_is_new_and_asks_for_no_more(tmp_path, validators):
    with known_site(tmp_path, validators=validators) as known:
        new = known.site.publish(5, at=now())
        assert known.crawl()["stored"] == 5
        assert known.has(new)
        assert len(known.pages) <= 6, known.pages
        assert set(known.lists.values()) == {1}
        known.crawl()
        assert known.pages == []
        assert {each.status for each in known.asked} == ({200} if validators == "none" else {304})


def test_dates_of_change_that_lie_cost_a_few_requests_only(tmp_path):
    with known_site(tmp_path, 80, lastmod="now") as known:
        for _ in range(2):
            new = known.site.publish(10, at=now())
            known.crawl()
            assert known.has(new)
            assert len(known.pages) <= 11, known.pages


@pytest.mark.parametrize("manners", [{"lastmod": "none"}, {"lastmod": "day"}, {"index_lastmod": "frozen"}], ids=str)
def test_poor_dates_of_change_hide_no_new_article(tmp_path, manners):
    with known_site(tmp_path, feeds=False, **manners) as known:
        new = known.site.publish(30, at=now())  # more than the front and the news sitemap show
        known.crawl()
        assert known.has(new)


def test_a_changed_article_is_found_where_only_the_day_is_told(tmp_path):
    with known_site(tmp_path, lastmod="day", feeds=False) as known:
        known.site.change([9], at=now() + timedelta(days=1))
        assert known.crawl()["revised"] == 1
        assert len(known.pages) == 1


def test_a_site_without_feeds_and_sitemaps_is_found_anew_by_its_front_and_sections(tmp_path):
    with known_site(tmp_path, 24, feeds=False, sitemaps=False) as known:
        new = known.site.publish(20, at=now())  # the front shows twelve
        known.crawl()
        assert known.has(new)
        assert len([path for path in known.pages if path not in known.sections]) <= 22, known.pages


@pytest.mark.parametrize("feed_dates", ["arabic", "false-z"])
def test_feeds_with_odd_dates_make_nothing_look_changed(tmp_path, feed_dates):
    with known_site(tmp_path, feed_dates=feed_dates) as known:
        new = known.site.publish(3, at=now())
        known.crawl()
        assert known.has(new)
        assert len(known.pages) <= 4, known.pages


@pytest.mark.parametrize("bound", [{"max_depth": 0}, {"since": "2026-12-31"}], ids=str)
def test_a_crawl_with_bounds_hides_nothing_from_a_later_one_without(tmp_path, bound):
    with known_site(tmp_path) as known:
        new = known.site.publish(6)
        known.crawl(options=bound)
        assert not known.has(new)
        known.crawl()
        assert known.has(new)


def test_young_articles_are_looked_at_again_at_their_ages_and_old_ones_are_not(tmp_path):
    with known_site(tmp_path, lastmod="none", feed_tells_changes=False, crawled=False) as known:
        new = known.site.publish(8, at=now())
        young = next(each for each in new if known.site.newsroom.story(each).timed)
        settings = {"KHABAR_REVISITS": _ages_from_now(article(known.site, young, known.serving.url).published)}
        known.crawl(**settings)
        known.site.change([young, 5], at=now())
        assert known.crawl(**settings)["revised"] == 1
        assert known.kept(young)[0].revision == 2
        assert Counter(known.pages)[known.path(young)] == 1
        assert set(known.pages) <= {known.path(number) for number in new}
        known.crawl(KHABAR_REVISITS="")
        assert {each.status for each in known.asked if each.path == known.path(young)} == {304}
        known.crawl(KHABAR_REVISITS="")
        assert known.pages == []


def _ages_from_now(published):
    """An age for every half second to come, in hours: whatever time a crawl takes, the next one comes after one."""
    hours = (now() - published) / timedelta(hours=1)
    return " ".join(f"{hours + step / 7200:.6f}" for step in range(1, 240))
