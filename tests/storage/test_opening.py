"""An archive opens, or says in one sentence why not; a newer one is not touched."""

import hashlib
import os
import sqlite3

import pytest
from sqlalchemy import MetaData, create_engine
from sqlalchemy.engine.default import DefaultDialect

from crawler.errors import ArchiveBusy, NewerArchive, StorageError, StorageFull
from crawler.storage import Archive, database, schema
from crawler.storage.archive import FILE
from crawler.storage.migrations import LATEST, MIGRATIONS


def snapshot(folder):
    return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in folder.rglob("*") if each.is_file()}


def newer(folder):
    Archive(folder).close()
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("INSERT INTO migrations VALUES (?, 'from the future', 0)", (LATEST + 1,))
    connection.close()


def test_a_new_archive_is_marked_with_every_migration(archive):
    with archive._database.reading() as connection:
        numbers = connection.scalars(schema.migrations.select()).all()
    assert numbers == [each.number for each in MIGRATIONS] == list(range(1, LATEST + 1))


def test_the_tables_on_disk_are_those_of_the_schema(archive):
    engine = create_engine(f"sqlite:///{archive.path / FILE}")
    found = MetaData()
    found.reflect(engine)
    engine.dispose()
    assert set(found.tables) == set(schema.metadata.tables)
    for name, table in schema.metadata.tables.items():
        assert [column.name for column in found.tables[name].columns] == [column.name for column in table.columns]
        assert {index.name for index in found.tables[name].indexes} == {index.name for index in table.indexes}


def test_opening_again_finds_what_was_stored(tmp_path, article):
    with Archive(tmp_path / "data") as archive:
        id_ = archive.store(article()).id
    with Archive(tmp_path / "data", create=False) as archive:
        assert archive.find(article().url) == id_


def test_a_newer_archive_is_refused_and_not_touched(tmp_path):
    newer(tmp_path)
    before = snapshot(tmp_path)
    for create in (True, False):
        with pytest.raises(NewerArchive, match="newer Khabar"):
            Archive(tmp_path, create=create)
    assert snapshot(tmp_path) == before


def test_a_newer_archive_in_use_is_refused_and_not_touched(tmp_path):
    newer(tmp_path)
    user = sqlite3.connect(tmp_path / FILE)
    user.execute("INSERT INTO migrations VALUES (?, 'still in the journal', 0)", (LATEST + 2,))
    user.commit()
    before = snapshot(tmp_path)
    with pytest.raises(NewerArchive, match=str(LATEST + 2)):
        Archive(tmp_path)
    assert {name: each for name, each in snapshot(tmp_path).items() if not name.endswith("-shm")} == {
        name: each for name, each in before.items() if not name.endswith("-shm")
    }
    user.close()


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path):
    (tmp_path / FILE).write_text("مذكرات" * 1000)
    with pytest.raises(StorageError, match="no archive, or a damaged one"):
        Archive(tmp_path)
    assert (tmp_path / FILE).read_text() == "مذكرات" * 1000


def test_another_programs_database_is_refused(tmp_path):
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("CREATE TABLE notes (text)")
    connection.close()
    with pytest.raises(StorageError, match="no archive of Khabar's"):
        Archive(tmp_path)


def test_an_empty_file_that_a_kill_left_becomes_an_archive(tmp_path):
    (tmp_path / FILE).touch()
    with Archive(tmp_path) as archive:
        assert archive.count() == 0


def test_reading_an_absent_archive_says_so_and_makes_nothing(tmp_path):
    with pytest.raises(StorageError, match=r"nowhere holds no archive"):
        Archive(tmp_path / "nowhere", create=False)
    assert not (tmp_path / "nowhere").exists()


def test_a_file_in_the_folders_place_is_a_sentence(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError, match=r"data: cannot be used"):
        Archive(tmp_path / "data")
    with pytest.raises(StorageError, match=r"data/below: cannot be used"):
        Archive(tmp_path / "data" / "below")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_a_sentence(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match="permission"):
        Archive(tmp_path / "data")
    tmp_path.chmod(0o700)


def test_a_full_disk_is_a_sentence_and_storing_goes_on_when_there_is_room(archive, another):
    def limit(connection, pages):
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with archive._database.writing() as connection:
        limit(connection, 1)  # SQLite takes the present size for the least
    text = ("كلمة " * 50_000,)
    with pytest.raises(StorageFull, match="disk is full; make room"):
        archive.store(another(1, paragraphs=text))
    assert archive.count() == 0
    with archive._database.writing() as connection:
        limit(connection, 1_000_000)
    assert archive.store(another(1, paragraphs=text)).kind == "stored"


def test_an_archive_that_stays_locked_is_a_sentence(tmp_path, article, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0)
    with Archive(tmp_path) as archive:
        other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy, match="keeps the archive locked"):
            archive.store(article())
        other.execute("ROLLBACK")
        other.close()
        assert archive.store(article()).kind == "stored"


def test_what_is_done_at_once_takes_the_lock_with_its_first_write(archive, another):
    with Archive(archive.path) as other, archive.at_once():
        assert other.store(another(1)).kind == "stored"
        assert archive.count() == 1
        archive.store(another(2))
        assert (archive.count(), other.count()) == (2, 1)
    assert archive.count() == 2


def test_an_error_undoes_all_that_was_done_at_once(archive, another):
    def store_two():
        with archive.at_once():
            with archive.at_once():
                archive.store(another(1))
            archive.store(another(2))
            raise LookupError

    with pytest.raises(LookupError):
        store_two()
    assert archive.count() == 0
    assert archive.store(another(1)).kind == "stored"


def test_an_interrupt_while_it_closes_is_raised_and_not_logged_as_an_error(tmp_path, monkeypatch, caplog):
    def interrupted(_dialect, connection):
        connection.close()
        raise KeyboardInterrupt

    archive = Archive(tmp_path)
    archive.count()
    monkeypatch.setattr(DefaultDialect, "do_close", interrupted)
    with pytest.raises(KeyboardInterrupt):
        archive.close()
    assert not caplog.records
