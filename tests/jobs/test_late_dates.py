"""A date that a list tells of an article reaches its record, whenever the list is read."""

import sqlite3
import time
from datetime import UTC, datetime, timedelta

import pytest
from crawling import Answer, Site, article, crawl, listing, served

from crawler.document import render
from crawler.storage import Archive
from crawler.storage.archive import FILE

TOLD = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
DATED = "2026-10-02T09:30:00Z"


def path(number):
    return f"/article.php?id={100000 + number}"


def undated(number):
    """An article's page without its date."""
    head, _, rest = article(number).partition('<meta property="article:published_time"')
    return head + rest.partition(">")[2]


def xml(body):
    return Answer(f'<?xml version="1.0"?>{body}', headers={"Content-Type": "application/xml"})


def told(site, dates):
    """A sitemap of news that tells these dates, by the numbers of the articles."""
    news = "<news:news><news:publication_date>{}</news:publication_date></news:news>"
    entries = "".join(
        f"<url><loc>{site.url[:-1]}{path(number)}</loc>{news.format(date)}</url>" for number, date in dates.items()
    )
    return xml(f'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>')


def paper(dates, pages=()):
    """A front that names articles, and an index of a sitemap that dates them: that one is read last."""
    numbers = range(1, 5)
    site = Site({"/": listing([path(number) for number in numbers])} | {path(each): undated(each) for each in numbers})
    site.pages |= dict(pages)
    site.dates = dates
    named = lambda: Answer(f"Sitemap: {site.url}index.xml\n", headers={"Content-Type": "text/plain"})  # noqa: E731
    index = lambda: xml(f"<sitemapindex><sitemap><loc>{site.url}old.xml</loc></sitemap></sitemapindex>")  # noqa: E731
    site.pages |= {"/robots.txt": named, "/index.xml": index, "/old.xml": lambda: told(site, site.dates)}
    return site


@pytest.fixture
def kept(tmp_path):
    """Return an article of a site as it is kept."""

    def at(site, number):
        with Archive(tmp_path) as archive:
            return archive.article(archive.find(f"{site.url[:-1]}{path(number)}"))

    return at


def documents(data):
    return {str(each.relative_to(data / "documents")): each for each in (data / "documents").rglob("*.txt")}


def of(article):
    return article.published, article.published_raw, article.published_from, article.published_precision


def test_an_article_that_was_read_before_its_sitemap_gets_the_date_and_is_not_asked_for_again(tmp_path, kept):
    with served(paper({1: DATED})) as site:
        crawl(site.url, tmp_path)
        assert site.paths.index(path(1)) < site.paths.index("/old.xml")
        assert site.paths.count(path(1)) == 1
        article = kept(site, 1)
        assert of(article) == (TOLD, DATED, "sitemap", "minute")
        assert article.revision == 1
        assert of(kept(site, 2)) == (None, None, None, None)
        files = documents(tmp_path)
        where = f"{article.source}/2026/10/02/{article.id}.txt"
        assert files[where].read_text() == render(article)
        assert "2026 | 09:30" in files[where].read_text()
        assert [each for each in files if article.id in each] == [where]
        with Archive(tmp_path) as archive:
            assert [each.id for each in archive.articles(since=TOLD)] == [article.id]
            assert archive.revisions(article.id) == ()


def test_it_is_what_a_crawl_keeps_that_reads_the_sitemap_first(tmp_path):
    with served(paper({1: DATED, 2: "2026-10-03", 3: "2026-10-04 10:00"})) as site:
        crawl(site.url, tmp_path / "last")
        site.pages["/robots.txt"] = Answer(f"Sitemap: {site.url}old.xml\n", headers={"Content-Type": "text/plain"})
        site.asked.clear()
        crawl(site.url, tmp_path / "first")
        assert site.paths.index("/old.xml") < site.paths.index(path(1))
    last, first = (documents(tmp_path / each) for each in ("last", "first"))
    names = lambda files: {name: file.read_text() for name, file in files.items()}  # noqa: E731
    assert names(last) == names(first)
    assert [sum(f"/2026/10/0{day}/" in name for name in last) for day in (2, 3, 4)] == [1, 1, 1]


def test_an_article_of_an_earlier_run_gets_the_date_that_is_told_since(tmp_path, kept):
    with served(paper({})) as site:
        crawl(site.url, tmp_path)
        assert kept(site, 1).published is None
        site.dates = {1: DATED}
        site.asked.clear()
        crawl(site.url, tmp_path)
        assert path(1) not in site.paths
        assert of(kept(site, 1)) == (TOLD, DATED, "sitemap", "minute")


def test_a_date_that_reading_would_refuse_is_refused(tmp_path, kept):
    ahead = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    with served(paper({1: ahead, 2: "Invalid Date", 3: DATED})) as site:
        crawl(site.url, tmp_path)
        assert kept(site, 1).published is None
        assert kept(site, 2).published is None
        assert kept(site, 3).published == TOLD


def test_an_article_that_has_a_date_keeps_it(tmp_path, kept):
    with served(paper({1: DATED}, {path(1): article(1)})) as site:
        crawl(site.url, tmp_path)
        assert kept(site, 1).published_from == "meta"
        assert kept(site, 1).published.date().isoformat() == "2024-05-03"


def test_a_page_that_could_not_be_had_is_dated_when_it_is(tmp_path, kept):
    with served(paper({1: DATED}, {path(1): Answer("busy", status=503)})) as site:
        crawl(site.url, tmp_path, settings={"RETRY_TIMES": "0"})
        site.pages[path(1)] = undated(1)
        site.dates = {}
        with sqlite3.connect(tmp_path / FILE) as database:
            database.execute("UPDATE pages SET next_look = NULL")
        database.close()
        crawl(site.url, tmp_path)
        assert of(kept(site, 1)) == (TOLD, DATED, "sitemap", "minute")


def test_a_date_that_is_told_while_the_page_is_in_hand_is_not_lost(tmp_path, kept):
    def once_asked_for(which, answer):
        """Answer when another page is asked for, too."""

        def answered():
            deadline = time.monotonic() + 30
            while path(which) not in site.paths and time.monotonic() < deadline:
                time.sleep(0.01)
            return answer()

        return answered

    two = {"CONCURRENT_REQUESTS": "2", "CONCURRENT_REQUESTS_PER_DOMAIN": "2"}
    # What the sitemap alone names is asked for when its entries are taken.
    first = once_asked_for(5, lambda: Answer(undated(1)))
    with served(paper({1: DATED, 5: DATED}, {path(1): first, path(5): undated(5)})) as site:
        site.pages["/old.xml"] = once_asked_for(1, site.pages["/old.xml"])
        crawl(site.url, tmp_path, settings=two)
        assert site.paths.index(path(1)) < site.paths.index(path(5))
        assert site.paths.count(path(1)) == 1
        assert of(kept(site, 1)) == of(kept(site, 5)) == (TOLD, DATED, "sitemap", "minute")
