"""Two crawls on one data directory, and a database that another program has locked."""

import signal
import sqlite3
import threading
from contextlib import closing

import claims
import program
import pytest
from crawling import LIMIT, Answer, Site, article, crawl, newspaper, served, start_crawl, story

from crawler.found import Found, Role
from crawler.storage import Archive, database
from crawler.storage.archive import FILE
from crawler.urls import key


def stories(site, numbers):
    return [{key(f"{site.url[:-1]}{story(number)}")} for number in numbers]


def at_story(site, number, act):
    """Do something while a crawl asks for a story."""
    acted = []

    def answer():
        if not acted:
            acted.append(act())
        return Answer(article(number))

    site.pages[story(number)] = answer


def locker(data):
    """Return another program's connection to an archive, which takes its write lock."""
    return closing(sqlite3.connect(data / FILE, isolation_level=None, check_same_thread=False))


def test_a_reader_that_takes_its_time_holds_up_no_crawl_and_sees_what_was(tmp_path):
    with served(Site(newspaper(range(1, 6)))) as site, served(Site(newspaper(range(11, 60)))) as other:
        crawl(site.url, tmp_path)
        with Archive(tmp_path, create=False) as archive:
            export = archive.articles()
            seen = [next(export)]
            (report,) = crawl(other.url, tmp_path)
            seen += export
        assert len(seen) == 5
        assert report["stored"] == 49
        claims.each_once(claims.finished(tmp_path), stories(site, range(1, 6)) + stories(other, range(11, 60)))
    assert not (tmp_path / claims.JOURNAL).exists()


def test_the_journal_that_a_long_reader_makes_grow_shrinks_when_it_has_gone(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "JOURNAL_BYTES", 100_000)
    with Archive(tmp_path) as archive, Archive(tmp_path) as reader:
        ledger = archive.ledger("example.com")
        with reader._database.reading() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM pages")
            fill(ledger, 20_000, "before")
            grown = (tmp_path / claims.JOURNAL).stat().st_size
        fill(ledger, 5_000, "after")
        assert (tmp_path / claims.JOURNAL).stat().st_size < grown / 2


def fill(ledger, number, name):
    found = (Found(f"https://example.com/{name}/{each}", Role.ARTICLE) for each in range(number))
    ledger.add(found, depth=1, parent=None)


def test_a_lock_that_is_let_go_is_waited_for(tmp_path):
    with served(Site(newspaper(range(1, 20)))) as site:
        crawl(site.url, tmp_path, limit=1)
        with locker(tmp_path) as other:
            release = threading.Timer(3, other.execute, ["ROLLBACK"])
            at_story(site, 5, lambda: [other.execute("BEGIN EXCLUSIVE"), release.start()])
            (report,) = crawl(site.url, tmp_path)
            release.join()
    assert report["failure"] is None
    claims.each_once(claims.finished(tmp_path), stories(site, range(1, 20)))


def test_a_lock_that_is_never_let_go_ends_a_crawl_with_a_sentence_and_it_goes_on_later(tmp_path):
    with served(Site(newspaper(range(1, 20)))) as site:
        crawl(site.url, tmp_path, limit=1)
        with locker(tmp_path) as other:
            at_story(site, 5, lambda: other.execute("BEGIN EXCLUSIVE"))
            process = program.crawl(site.url, tmp_path, busy=1)
            _, said = process.communicate(timeout=LIMIT)
        assert process.returncode == 1
        assert said.count("keeps the archive locked; let it end, then try again") == 1
        assert "Traceback" not in said
        before = claims.sound(tmp_path)
        crawl(site.url, tmp_path)
    kept = claims.finished(tmp_path)
    claims.nothing_lost(before, kept)
    claims.each_once(kept, stories(site, range(1, 20)))


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_is_heard_while_a_crawl_waits_for_a_lock(times, tmp_path):
    with served(Site(newspaper(range(1, 20)))) as site:
        crawl(site.url, tmp_path, limit=1)
        with locker(tmp_path) as other:
            locked = threading.Event()
            at_story(site, 5, lambda: [other.execute("BEGIN EXCLUSIVE"), locked.set()])
            process = program.crawl(site.url, tmp_path, busy=10 * LIMIT)
            assert locked.wait(LIMIT)
            for _ in range(times):
                threading.Event().wait(1)
                process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=LIMIT)
        assert process.returncode == 130, said
        assert "Traceback" not in said
        crawl(site.url, tmp_path)
    claims.each_once(claims.finished(tmp_path), stories(site, range(1, 20)))


def test_two_programs_crawl_two_sites_into_one_archive(tmp_path):
    with served(Site(newspaper(range(1, 40)))) as one, served(Site(newspaper(range(41, 80)))) as other:
        crawls = [start_crawl(each.url, tmp_path) for each in (one, other)]
        logs = [each.communicate(timeout=LIMIT)[1] for each in crawls]
    assert [each.returncode for each in crawls] == [0, 0], logs
    expected = stories(one, range(1, 40)) + stories(other, range(41, 80))
    claims.each_once(claims.finished(tmp_path), expected)


def test_a_second_program_leaves_a_site_alone_that_is_being_crawled(tmp_path):
    answers = []

    def second():
        process = program.crawl(site.url, tmp_path)
        before = len(site.asked)
        _, said = process.communicate(timeout=LIMIT)
        answers.append((process.returncode, said, len(site.asked) - before))

    with served(Site(newspaper(range(1, 10)))) as site:
        at_story(site, 3, second)
        (report,) = crawl(site.url, tmp_path)
    ((code, said, asked),) = answers
    assert (code, asked) == (1, 0)
    assert [line for line in said.splitlines() if "is being crawled" in line and line.startswith("khabar: ")]
    assert "Traceback" not in said
    assert report["failure"] is None
    claims.each_once(claims.finished(tmp_path), stories(site, range(1, 10)))
