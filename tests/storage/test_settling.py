"""Documents that are put on the disk many together stay marked until they are there, and none is forgotten."""

import errno
import shutil

import claims
import pytest
from sqlalchemy import select

from crawler.document import render
from crawler.errors import StorageFull
from crawler.storage import Archive, database, documents, settling
from crawler.storage.schema import stale_documents


def marked(archive):
    with archive._database.reading() as connection:
        return set(connection.scalars(select(stale_documents.c.article_id)))


def test_a_document_is_in_its_place_at_once_and_marked_until_it_is_settled(archive, another):
    ids = {archive.store(another(number), settled=False).id for number in range(3)}
    assert marked(archive) == ids
    for article in archive.articles():
        assert archive.document_path(article).read_bytes() == render(article).encode()


def test_what_is_left_at_the_end_is_settled_when_the_archive_is_closed(tmp_path, another):
    with Archive(tmp_path) as archive:
        for number in range(settling.BATCH + 3):
            archive.store(another(number), settled=False)
    with Archive(tmp_path, create=False) as archive:
        assert not marked(archive)


def test_documents_that_the_disk_does_not_take_in_the_end_are_told_and_stay_marked(tmp_path, another, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(documents, "settle", full)
    with pytest.raises(StorageFull), Archive(tmp_path) as archive:
        written = archive.store(another(1), settled=False)
    with Archive(tmp_path, create=False) as archive:
        assert marked(archive) == {written.id}


def test_a_batch_is_settled_while_others_are_stored(archive, another, monkeypatch):
    monkeypatch.setattr(settling, "BEHIND", 0)
    for number in range(settling.BATCH):
        archive.store(another(number), settled=False)
    assert not marked(archive)


def test_a_power_cut_before_a_document_is_settled_has_it_written_again(tmp_path, another):
    archive = Archive(tmp_path)
    archive.store(another(1), settled=False)
    (kept,) = archive.articles()
    archive.document_path(kept).write_bytes(b"")  # what a file may be whose bytes did not reach the disk
    archive._database.close()
    with Archive(tmp_path) as again:
        assert again.document_path(kept).read_bytes() == render(kept).encode()


def test_no_power_cut_undoes_why_a_document_has_moved(tmp_path, article, clock, monkeypatch):
    settle = database.settle
    monkeypatch.setattr(database, "settle", lambda path: (claims.note_settled(tmp_path / "data"), settle(path)))
    with Archive(tmp_path / "data", clock=clock) as archive:
        archive.store(article(published=None))
        archive._database.tidy()  # so far all is on the disk
        archive.store(article(title="عنوان آخر"))
        shutil.copytree(archive.path, tmp_path / "cut")
    (tmp_path / "data.settled").rename(tmp_path / "cut.settled")
    claims.cut_power(tmp_path / "cut", 0)
    (place,) = claims.sound(tmp_path / "cut").places.values()
    assert "/2020/09/30/" in place


class Killed(Exception):
    """As a kill would."""


def killed(*_):
    raise Killed


def test_an_article_that_was_revised_meanwhile_keeps_its_mark(archive, article, monkeypatch):
    written = archive.store(article(), settled=False)
    with Archive(archive.path) as other:
        monkeypatch.setattr(documents, "write", killed)
        with pytest.raises(Killed):
            other.store(article(title="عنوان آخر"))
    archive._settling.finish()
    assert marked(archive) == {written.id}
