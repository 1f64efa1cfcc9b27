"""A disk that is full ends a crawl with one sentence; it goes on when there is room, and nothing is broken."""

import os
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing

import claims
import program
import pytest
from crawling import LIMIT, Site, crawl, newspaper, served, story
from visiting import Counts

from crawler.errors import StorageFull
from crawler.jobs.course import Course
from crawler.jobs.desk import Desk
from crawler.jobs.targets import target
from crawler.jobs.traps import Traps
from crawler.jobs.visits import Visits
from crawler.storage import Archive
from crawler.storage.archive import FILE
from crawler.storage.jobs import Ending
from crawler.urls import key

NUMBERS = range(1, 25)


@pytest.fixture
def site():
    with served(Site(newspaper(NUMBERS))) as site:
        yield site


def ended(process):
    """Return the exit code of a program and what it complained of."""
    _, said = process.communicate(timeout=LIMIT)
    assert "Traceback" not in said, said
    return process.returncode, [line for line in said.splitlines() if line.startswith("khabar: ")]


def pages_of_a_new_archive(data):
    Archive(data).close()
    with closing(sqlite3.connect(data / FILE)) as database:
        return database.execute("PRAGMA page_count").fetchone()[0]


def is_full(outcome):
    code, complaints = outcome
    return code == 1 and len(complaints) == 1 and "the disk is full; make room" in complaints[0]


def all_there(data, site):
    claims.each_once(claims.finished(data), [{key(f"{site.url[:-1]}{story(number)}")} for number in NUMBERS])


@pytest.mark.parametrize(
    "fault",
    [
        {"pages": 1},
        {"more_pages": 3},
        {"more_pages": 25},
        {"documents": 0},
        {"documents": 7},
        {"settled": 0},
        {"settled": 23},
        {"locks": 0},
        {"locks": 1},
    ],
    ids=lambda fault: "-".join(map(str, *fault.items())),
)
def test_a_full_disk_is_a_sentence_and_the_next_crawl_goes_on(fault, site, tmp_path):
    data = tmp_path / "data"
    if "more_pages" in fault:
        fault = {"pages": pages_of_a_new_archive(tmp_path / "new") + fault["more_pages"]}
    outcome = ended(program.crawl(site.url, data, **fault))
    assert is_full(outcome), outcome
    before = claims.sound(data, temporary=0)
    crawl(site.url, data)
    claims.nothing_lost(before, claims.finished(data))
    all_there(data, site)


def test_an_archive_on_a_full_disk_can_be_read(site, tmp_path):
    ended(program.crawl(site.url, tmp_path, documents=7))
    process = program.start("export", "--data", tmp_path, documents=0)
    records, _ = process.communicate(timeout=LIMIT)
    assert process.returncode == 0
    assert len(records.splitlines()) == len(claims.look(tmp_path).articles) > 7


def test_a_source_is_free_again_where_its_crawl_could_not_end(tmp_path):
    def desk():
        how = {"visits": Visits(read_as="all", whole="all"), "traps": Traps(), "stats": Counts(Counter())}
        return Desk(target("http://press.example/", {}), Course(), data=tmp_path, **how)

    def full():
        raise StorageFull

    with pytest.raises(StorageFull):
        desk().close(full)
    desk().close(lambda: Ending("finished"))


@pytest.fixture
def disk(tmp_path):
    """A disk of its own that a test makes larger, where the system lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def resize(size):
        again = "remount," if os.path.ismount(folder) else ""
        mount = ["mount", "-t", "tmpfs", "-o", f"{again}size={size}k", "none", str(folder)]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("only an administrator can make a small disk")
        return folder

    yield resize
    if os.path.ismount(folder):
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_is_full_again_and_again_loses_nothing(site, disk, chance):
    kept, sentences, size = claims.Kept(), 0, 0
    while size < 20_000:
        size += chance.randint(100, 900)
        data = disk(size) / "data"
        outcome = ended(program.crawl(site.url, data))
        after = claims.sound(data, temporary=0)
        claims.nothing_lost(kept, after)
        kept = after
        if outcome == (0, []):
            break
        assert is_full(outcome), outcome
        sentences += 1
    assert sentences
    all_there(data, site)
