"""Pages that cannot be processed cost a crawl nothing else; they are kept, and read when they can be."""

import os
import signal
import sqlite3
from concurrent.futures import Future
from contextlib import closing
from datetime import UTC, datetime

import program
import pytest
from crawling import Answer, Site, article, crawl, listing, newspaper, served, start_crawl, story, title
from processes import descendants, gone, parent_of, wait_until

from crawler.errors import StorageFull, Unstorable, WorkersLost
from crawler.extraction.workers import Workers
from crawler.found import Found, Role
from crawler.jobs.quarantine import retry
from crawler.reasons import Reason, Rejection
from crawler.sources import source_for
from crawler.storage import Archive, State
from crawler.storage.quarantine import Quarantine
from crawler.urls import key
from pipelines import run, steps

EVIL = "poisoned_process.py"
MEMORY = {"KHABAR_WORKER_MEMORY": "400"}
SITE = "https://www.paper.com.eg"
SOURCE = "paper.com.eg"
STORY = story(1)
CRASHED = Rejection(Reason.CRASHED, "the process ended with -9")


def evil(number, what):
    return article(number, links=f"<!-- evil:{what} -->")


def refused(number, what):
    return article(number).replace(title(number), f"{title(number)} evil-{what}")


def quarantined(data):
    """Return what is in quarantine: path → reason."""
    with Archive(data) as archive:
        return {entry.url.split("/", 3)[3]: entry.rejection for entry in Quarantine(archive).entries()}


def stored(data):
    with Archive(data) as archive:
        return sorted(each.title for each in archive.articles())


def counts(data):
    with Archive(data) as archive:
        (source,) = {each.source for each in archive.articles()}
        return dict(archive.ledger(source).counts())


def test_poison_costs_a_crawl_nothing_but_itself_and_is_read_once_it_can_be(tmp_path):
    pages = newspaper(range(1, 13))
    pages |= {
        story(number): evil(number, what) for number, what in ((2, "kill"), (4, "hang"), (6, "grow"), (8, "fail"))
    }
    pages |= {story(10): refused(10, "refused"), story(12): refused(12, "mistake")}
    poison = {story(number)[1:] for number in range(2, 13, 2)}
    limits = {"settings": {"KHABAR_PAGE_TIME_LIMIT": "2", **MEMORY}}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path, script=EVIL, **limits)
        assert (report["finish"], report["stored"], report["errors"]) == ("finished", 6, 6)
        reasons = {name: each.reason for name, each in quarantined(tmp_path).items()}
        assert reasons == {
            story(2)[1:]: Reason.CRASHED,
            story(4)[1:]: Reason.TIMEOUT,
            story(6)[1:]: Reason.CRASHED,
            story(8)[1:]: Reason.CRASHED,
            story(10)[1:]: Reason.INVALID,
            story(12)[1:]: Reason.CRASHED,
        }
        assert "memory" in quarantined(tmp_path)[story(6)[1:]].detail
        site.asked.clear()
        crawl(site.url, tmp_path, script=EVIL, **limits)
        assert poison.isdisjoint(path[1:] for path in site.paths)
        trial = program.start("quarantine", "retry", "--data", tmp_path)
        _, said = trial.communicate(timeout=90)
        assert trial.returncode == 0, said
        assert quarantined(tmp_path) == {}
        assert len(stored(tmp_path)) == 12
        assert counts(tmp_path)[State.STORED] == 12
        site.asked.clear()
        crawl(site.url, tmp_path)
        assert poison.isdisjoint(path[1:] for path in site.paths)


def test_after_an_upgrade_a_crawl_asks_again_for_what_failed(tmp_path):
    pages = newspaper(range(1, 4)) | {story(2): evil(2, "kill")}
    with served(Site(pages)) as site:
        crawl(site.url, tmp_path, script=EVIL)
        with closing(sqlite3.connect(tmp_path / "khabar.sqlite3")) as connection, connection:
            connection.execute("UPDATE quarantine SET version = '0.0.1'")
        site.asked.clear()
        crawl(site.url, tmp_path)
        assert story(2) in site.paths
        assert quarantined(tmp_path) == {}
        assert len(stored(tmp_path)) == 3


def test_a_feed_that_kills_its_reader_is_set_apart_and_its_site_crawled(tmp_path):
    pages = newspaper(range(1, 4))
    pages["/feed/"] = Answer("<rss><channel><!-- evil:kill --></channel></rss>", headers={"Content-Type": "text/xml"})
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path, script=EVIL)
    assert report["stored"] == 3
    assert quarantined(tmp_path) == {"feed/": CRASHED}


@pytest.mark.parametrize("whom", ["the worker", "the server that forks", "all at once"])
def test_processes_killed_from_outside_lose_no_page(tmp_path, whom):
    mark = tmp_path / "reading"
    pages = newspaper(range(1, 7)) | {story(3): evil(3, f"once:{mark};")}
    with served(Site(pages)) as site:
        running = start_crawl(site.url, tmp_path / "data", script=EVIL)
        wait_until(mark.exists, "a worker that reads")
        worker = int(mark.read_text())
        victims = {"the worker": [worker], "the server that forks": [parent_of(worker), worker]}
        for pid in victims.get(whom, descendants(running.pid)):
            os.kill(pid, signal.SIGKILL)
        _, log = running.communicate(timeout=90)
    assert running.returncode == 0, log
    assert len(stored(tmp_path / "data")) == 6
    assert quarantined(tmp_path / "data") == {}


def test_a_crawl_that_is_killed_leaves_no_process_behind(tmp_path):
    mark = tmp_path / "reading"
    with served(Site(newspaper(range(1, 4)) | {story(2): evil(2, f"once:{mark};")})) as site:
        running = start_crawl(site.url, tmp_path / "data", script=EVIL)
        wait_until(mark.exists, "a worker that reads")
        left = descendants(running.pid)
        assert int(mark.read_text()) in left
        running.kill()
        running.communicate()
        wait_until(lambda: gone(left), "the end of what the crawl had started")


# --- tried again -----------------------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "data") as opened:
        yield opened


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as pool:
        yield pool


def put(archive, body, *, path=STORY, role=Role.ARTICLE, rejection=CRASHED):
    """Put a page into quarantine, as a crawl would; return its entry."""
    url = f"{SITE}{path}"
    ledger = archive.ledger(SOURCE)
    ledger.start_run()
    ledger.add([Found(url, role)], depth=1, parent=None)
    ledger.take(1)
    Quarantine(archive).put(SOURCE, key(url), rejection, url=url, body=body.encode(), charset="utf-8")
    return Quarantine(archive).get(url)


def tried(archive, workers, *, take=None):
    """Try everything again, and return what came of it."""
    taken = steps(archive)
    entries = Quarantine(archive).entries()
    given = {"sources": {SOURCE: source_for(SITE)}, "workers": workers}
    return list(retry(entries, archive, **given, take=take or (lambda article: run(article, taken))))


def test_an_article_is_stored_as_of_the_day_it_was_fetched_and_its_links_are_queued(archive, workers):
    entry = put(archive, article(1, links=f'<a href="{story(2)}">{title(2)}</a>'))
    (outcome,) = tried(archive, workers)
    (kept,) = archive.articles()
    assert outcome.article.id == kept.id
    assert (kept.source, kept.fetched_at, kept.title) == (SOURCE, entry.put_at, title(1))
    assert archive.ledger(SOURCE).counts() == {State.STORED: 1, State.DISCOVERED: 1}
    assert Quarantine(archive).entries() == []


def test_an_article_that_was_stored_since_leaves_quarantine(archive, workers):
    put(archive, article(1))
    tried(archive, workers)
    put(archive, article(1), path="/story/2024/5/3/other/9")
    (outcome,) = tried(archive, workers)
    assert outcome.rejection.reason is Reason.DUPLICATE
    assert archive.count() == 1
    assert Quarantine(archive).entries() == []


def test_what_holds_no_article_is_marked_so(archive, workers):
    put(archive, "<html><body><h1>من نحن</h1><p>صحيفة.</p></body></html>", path="/about")
    (outcome,) = tried(archive, workers)
    assert (outcome.article, outcome.failed, outcome.waits) == (None, False, False)
    assert outcome.rejection
    assert archive.ledger(SOURCE).counts() == {State.NOT_ARTICLE: 1}
    assert Quarantine(archive).entries() == []


@pytest.mark.parametrize(
    ("role", "body"),
    [
        (Role.SECTION, listing([story(number) for number in range(9)])),
        (Role.FEED, f"<rss version='2.0'><channel><item><link>{SITE}{story(3)}</link></item></channel></rss>"),
        (Role.SITEMAP, f"<urlset><url><loc>{SITE}{story(3)}</loc></url></urlset>"),
    ],
)
def test_what_names_pages_is_asked_for_again_once_it_can_be_read(archive, workers, role, body):
    put(archive, body, path=f"/{role}", role=role)
    (outcome,) = tried(archive, workers)
    assert outcome.waits
    assert archive.ledger(SOURCE).counts() == {State.DISCOVERED: 1}
    assert Quarantine(archive).entries() == []


def test_what_turns_out_to_be_no_feed_is_no_longer_kept(archive, workers):
    put(archive, "plain words", path="/feed", role=Role.FEED)
    (outcome,) = tried(archive, workers)
    assert outcome.rejection.reason is Reason.NOT_FOUND
    assert Quarantine(archive).entries() == []


@pytest.mark.parametrize(
    ("error", "reason"),
    [(Unstorable("a value cannot be stored"), Reason.INVALID), (ZeroDivisionError(), Reason.CRASHED)],
)
def test_what_is_refused_again_stays_and_the_others_go_on(archive, workers, error, reason):
    put(archive, article(1))
    put(archive, article(2), path=story(2))
    taken = steps(archive)

    def take(each):
        if each.title == title(1):
            raise error
        return run(each, taken)

    first, second = tried(archive, workers, take=take)
    assert (first.failed, second.failed) == (True, False)
    (entry,) = Quarantine(archive).entries()
    assert (entry.url, entry.reason) == (f"{SITE}{story(1)}", reason)
    assert archive.ledger(SOURCE).counts() == {State.FAILED: 1, State.STORED: 1}


def test_what_kills_its_reader_again_stays(archive):
    put(archive, article(1), rejection=Rejection(Reason.TIMEOUT))

    class Killed:
        def submit(self, *_, **__):
            future = Future()
            future.set_result(CRASHED)
            return future

    (outcome,) = tried(archive, Killed())
    assert outcome.failed
    (entry,) = Quarantine(archive).entries()
    assert entry.rejection == CRASHED


@pytest.mark.parametrize("error", [StorageFull("the disk is full"), WorkersLost("no process")])
def test_what_is_no_fault_of_a_page_ends_the_trial_and_is_said(archive, workers, error):
    put(archive, article(1))

    def take(_):
        raise error

    with pytest.raises(type(error)):
        tried(archive, workers, take=take)
    (entry,) = Quarantine(archive).entries()
    assert entry.rejection == CRASHED


def test_a_page_is_read_by_the_day_it_was_fetched(archive, workers):
    body = article(1).replace(' content="2024-05-03T10:00:00+03:00"', "")
    entry = put(archive, body.replace("<article>", "<article><time>منذ ساعتين</time>"))
    with closing(sqlite3.connect(archive.path / "khabar.sqlite3")) as connection, connection:
        then = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
        connection.execute("UPDATE quarantine SET put_at = ? WHERE id = ?", (int(then.timestamp()), entry.id))
    (outcome,) = tried(archive, workers)
    assert outcome.article.published is None or outcome.article.published.date() == then.date()
