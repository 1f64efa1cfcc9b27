"""What could not be processed is kept with its reason and its bytes, until it is read or judged."""

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import timedelta

import pytest

from crawler.errors import StorageError, StorageFull, Unstorable
from crawler.found import Found, Role
from crawler.reasons import Reason, Rejection
from crawler.storage import Archive, State, Visit
from crawler.storage import quarantine as room
from crawler.storage.quarantine import LARGEST, Quarantine
from crawler.urls import key

SOURCE = "example.com"
URL = "https://www.example.com/story/2020/9/30/harvest/123"
CRASHED = Rejection(Reason.CRASHED, "the process ended with -9")
BODY = b"<html>\xff\x00\xfe</html>"


@pytest.fixture
def ledger(archive):
    opened = archive.ledger(SOURCE)
    opened.start_run()
    opened.add([Found(URL, Role.ARTICLE)], depth=1, parent=None)
    opened.take(1)
    return opened


@pytest.fixture
def quarantine(archive, ledger):
    return Quarantine(archive)


def put(quarantine, rejection=CRASHED, *, url=URL, body=BODY, charset="windows-1256"):
    quarantine.put(SOURCE, key(URL), rejection, url=url, body=body, charset=charset)


def kept(quarantine):
    (entry,) = quarantine.entries()
    return entry


def state(archive):
    ((state, _),) = archive.ledger(SOURCE).counts().items()
    return state


def row(archive):
    with sqlite3.connect(archive.path / "khabar.sqlite3") as connection:
        connection.row_factory = sqlite3.Row
        found = dict(connection.execute("SELECT * FROM pages").fetchone())
    connection.close()
    return found


def test_a_page_is_kept_with_its_reason_and_bytes_and_marked_as_failed(archive, quarantine, clock):
    put(quarantine)
    entry = kept(quarantine)
    assert (entry.source, entry.key, entry.url, entry.charset) == (SOURCE, key(URL), URL, "windows-1256")
    assert (entry.rejection, entry.version, entry.put_at) == (CRASHED, room.VERSION, clock.now)
    assert quarantine.body(entry) == BODY
    assert state(archive) is State.FAILED
    assert (row(archive)["reason"], row(archive)["detail"]) == (Reason.CRASHED, CRASHED.detail)


def test_a_page_is_marked_and_kept_together_or_neither(archive, quarantine, monkeypatch):
    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Quarantine, "_mark_failed", broken)
    with pytest.raises(StorageFull):
        put(quarantine)
    assert quarantine.entries() == []
    assert state(archive) is State.IN_HAND


def test_a_kill_while_a_page_is_put_away_leaves_it_in_hand(tmp_path):
    script = """
import os, signal, sys
from pathlib import Path
from crawler.found import Found, Role
from crawler.reasons import Reason, Rejection
from crawler.storage import Archive
from crawler.storage.quarantine import Quarantine

archive = Archive(Path(sys.argv[1]))
ledger = archive.ledger("example.com")
ledger.start_run()
ledger.add([Found("https://example.com/story/1", Role.ARTICLE)], depth=1, parent=None)
(page,) = ledger.take(1)
Quarantine._mark_failed = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
Quarantine(ledger).put("example.com", page.key, Rejection(Reason.CRASHED), url=page.url, body=b"x")
"""
    killed = subprocess.run([sys.executable, "-c", script, tmp_path], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Archive(tmp_path) as archive:
        assert Quarantine(archive).entries() == []
        archive.ledger(SOURCE).start_run()
        assert archive.ledger(SOURCE).counts() == {State.DISCOVERED: 1}


def test_a_kept_article_whose_page_is_poison_stays_stored_and_its_page_is_listed(archive, quarantine, article):
    archive.store(article())
    archive.ledger(SOURCE).look_again([key(URL)])
    archive.ledger(SOURCE).take(1)
    put(quarantine)
    assert state(archive) is State.STORED
    assert kept(quarantine).reason is Reason.CRASHED
    archive.ledger(SOURCE).done(key(URL), State.FAILED, reason=Reason.NETWORK)
    assert kept(quarantine)
    archive.store(article(title="عنوان آخر للخبر"))
    assert quarantine.entries() == []


@pytest.mark.parametrize("settled", [State.NOT_ARTICLE, State.FETCHED, State.STORED])
def test_a_page_that_was_settled_since_is_no_longer_in_quarantine(archive, ledger, quarantine, article, settled):
    put(quarantine)
    if settled is State.STORED:
        archive.store(article())
    else:
        ledger.done(key(URL), settled, reason=Reason.SECTION)
    assert quarantine.entries() == []
    assert quarantine.get(URL) is None


@pytest.mark.parametrize("reason", [Reason.NETWORK, Reason.ROBOTS, Reason.NOT_FOUND])
def test_a_page_that_cannot_be_had_any_more_still_has_its_bytes(ledger, quarantine, reason):
    put(quarantine)
    ledger.done(key(URL), State.GONE if reason is Reason.NOT_FOUND else State.FAILED, reason=reason)
    assert quarantine.body(kept(quarantine)) == BODY


def test_a_page_put_again_gives_way_and_keeps_its_number(quarantine, clock):
    put(quarantine)
    before = kept(quarantine)
    clock.now += timedelta(days=1)
    put(quarantine, Rejection(Reason.TIMEOUT), body=b"newer", charset=None)
    after = kept(quarantine)
    assert (after.id, after.reason, after.charset) == (before.id, Reason.TIMEOUT, None)
    assert after.put_at == clock.now
    assert quarantine.body(after) == b"newer"


def test_an_entry_is_found_by_its_number_and_by_its_address(ledger, quarantine):
    put(quarantine, url=f"{URL}?moved=1")
    entry = kept(quarantine)
    for name in (str(entry.id), URL, f"{URL}?utm_source=x", f"{URL}?moved=1"):
        assert quarantine.get(name) == entry
    for name in ("99", "-1", "0", "9" * 30, "x", "", "https://www.example.com/", "٣"):
        assert quarantine.get(name) is None
    assert quarantine.entries("other.example") == []
    assert quarantine.entries(SOURCE) == [entry]


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "a\tb\nc", "س" * 100_000])
def test_whatever_is_said_of_a_page_can_be_kept(quarantine, text):
    put(quarantine, Rejection(Reason.INVALID, text), url=f"{URL}{text}"[:10_000], charset=text[:10])
    entry = kept(quarantine)
    assert len(entry.detail) <= 500
    assert "\t" not in entry.detail + entry.url


@pytest.mark.parametrize("size", [0, 1, LARGEST, LARGEST + 1])
def test_a_page_of_any_size_is_kept_up_to_the_largest_that_is_read(quarantine, size):
    put(quarantine, body=bytes(size))
    assert quarantine.body(kept(quarantine)) == bytes(min(size, LARGEST))


def test_after_an_upgrade_a_page_is_asked_for_again_once(archive, ledger, quarantine, monkeypatch):
    put(quarantine)
    assert quarantine.release_outdated(SOURCE) == 0
    monkeypatch.setattr(room, "VERSION", "99.0")
    assert quarantine.release_outdated("other.example") == 0
    assert quarantine.release_outdated(SOURCE) == 1
    assert state(archive) is State.DISCOVERED
    assert row(archive)["reason"] is None
    assert kept(quarantine).version == "99.0"
    assert [page.url for page in ledger.take(1)] == [URL]
    put(quarantine)
    assert quarantine.release_outdated(SOURCE) == 0
    assert state(archive) is State.FAILED


def test_a_page_that_is_asked_for_again_is_asked_for_in_full(archive, ledger, quarantine, monkeypatch):
    ledger.done(key(URL), State.FETCHED, visit=Visit(etag='"1"', last_modified="x", read_as="all"))
    put(quarantine)
    monkeypatch.setattr(room, "VERSION", "99.0")
    assert quarantine.release_outdated(SOURCE) == 1
    assert [row(archive)[name] for name in ("etag", "last_modified", "read_as")] == [None, None, None]


def test_what_was_settled_is_removed_where_a_crawl_begins(archive, ledger, quarantine):
    put(quarantine)
    ledger.done(key(URL), State.NOT_ARTICLE, reason=Reason.TAG)
    quarantine.release_outdated(SOURCE)
    with sqlite3.connect(archive.path / "khabar.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM quarantine").fetchone() == (0,)
    connection.close()


def test_what_is_gone_is_not_asked_for_again(archive, ledger, quarantine, monkeypatch):
    put(quarantine)
    ledger.done(key(URL), State.GONE, reason=Reason.NOT_FOUND)
    monkeypatch.setattr(room, "VERSION", "99.0")
    assert quarantine.release_outdated(SOURCE) == 0
    assert state(archive) is State.GONE
    assert kept(quarantine)


def test_a_page_that_failed_again_says_why_this_time(archive, quarantine):
    put(quarantine)
    quarantine.failed_again(kept(quarantine), Rejection(Reason.TIMEOUT, "again"))
    assert kept(quarantine).rejection == Rejection(Reason.TIMEOUT, "again")
    assert row(archive)["reason"] == Reason.TIMEOUT


def test_a_page_taken_out_is_asked_for_again_where_that_is_wanted(archive, quarantine):
    put(quarantine)
    entry = kept(quarantine)
    quarantine.take_out(entry, ask_again=True)
    assert quarantine.entries() == []
    assert quarantine.body(entry) == b""
    assert state(archive) is State.DISCOVERED


@pytest.mark.parametrize(
    "odd", [{"title": "\ud800"}, {"revision": 1 << 70}, {"url": "https://example.com/\udfff"}], ids=min
)
def test_a_value_that_is_refused_is_told_from_an_archive_that_is_broken(archive, article, odd):
    with pytest.raises(Unstorable, match="a value cannot be stored"):
        archive.store(article(**odd))
    assert archive.store(article()).kind == "stored"


def test_an_archive_that_is_broken_is_no_refused_value(archive, article):
    (archive.path / "khabar.sqlite3").write_bytes(os.urandom(100_000))
    with pytest.raises(StorageError) as error:
        archive.store(article())
    assert not isinstance(error.value, Unstorable)
