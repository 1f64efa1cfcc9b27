"""The archive is looked after: checked, and its free space given back where that is worth it."""

import pytest

from crawler.errors import StorageError
from crawler.storage import Archive, upkeep
from crawler.storage.archive import FILE
from crawler.storage.upkeep import look_after


def test_a_sound_archive_is_as_it_was(archive, article):
    id_ = archive.store(article()).id
    look_after(archive)
    assert archive.article(id_).title == article().title


def test_the_journal_is_put_away(archive, article):
    archive.store(article())
    look_after(archive)
    assert (archive.path / f"{FILE}-wal").stat().st_size == 0


def test_a_damaged_archive_is_told_with_what_to_do(archive, article, another):
    for number in range(50):
        archive.store(another(number))
    look_after(archive)
    archive.close()
    file = archive.path / FILE
    size = file.stat().st_size
    with file.open("r+b") as handle:
        handle.seek(size // 2)
        handle.write(b"\xff" * (size // 4))
    with Archive(archive.path, create=False) as damaged, pytest.raises(StorageError, match=r"damaged|malformed"):
        look_after(damaged)


def test_free_space_is_given_back_where_it_is_much(archive, monkeypatch):
    monkeypatch.setattr(upkeep, "_WORTH_IT", 1 << 20)
    with archive._database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (bytes BLOB)")
        connection.exec_driver_sql("INSERT INTO filler VALUES (zeroblob(4000000))")
    with archive._database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE filler")
    look_after(archive)
    assert (archive.path / FILE).stat().st_size < 1_000_000
