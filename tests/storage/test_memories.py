"""What was learnt of a site is kept from run to run."""

import sqlite3

from crawler.storage import Archive
from crawler.storage.archive import FILE
from crawler.storage.memories import Memories


def test_a_memory_is_kept_and_the_next_takes_its_place(archive):
    memories = Memories(archive)
    assert memories.get("example.com") is None
    memories.keep("example.com", "ذاكرة")
    memories.keep("example.org", "أخرى")
    memories.keep("example.com", "ذاكرة أحدث")
    assert (memories.get("example.com"), memories.get("example.org")) == ("ذاكرة أحدث", "أخرى")


def test_a_damaged_memory_is_as_good_as_none(archive):
    Memories(archive).keep("example.com", "ذاكرة")
    with sqlite3.connect(archive.path / FILE) as connection:
        connection.execute("UPDATE memories SET memory = x'00ff'")
    connection.close()
    assert Memories(archive).get("example.com") is None


def test_an_archive_of_the_schema_before_gets_the_table(tmp_path, article, set_back):
    with Archive(tmp_path) as archive:
        id_ = archive.store(article()).id
    set_back(tmp_path / FILE, 2)
    with Archive(tmp_path) as archive:
        Memories(archive).keep("example.com", "ذاكرة")
        assert Memories(archive).get("example.com") == "ذاكرة"
        assert archive.article(id_).title == article().title
