"""Documents stand where their day says, whole, never outside their folder, and can be made again."""

import errno
from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawler.errors import StorageError, StorageFull
from crawler.storage import Archive, documents

FLOOD = """\
مزارعو الدلتا يبدأون حصاد الأرز مبكرا

الاربعاء 30 سبتمبر 2020 | 04:08 مساءً
كتبت : سلمى حسن

بدأ مزارعو الدلتا حصاد الأرز قبل موعده.

وقال أحدهم: "لم نر موسما كهذا".

موضوعات ذات صلة

أسعار الأرز تستقر

اقرأ أيضا"""


def files(archive):
    folder = archive.path / "documents"
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file())


def test_a_document_is_written_byte_for_byte_in_the_seeds_shape(archive, article):
    id_ = archive.store(article()).id
    path = archive.path / "documents/example.com/2020/09/30" / f"{id_}.txt"
    assert path.read_bytes() == FLOOD.encode()
    assert archive.document_path(archive.article(id_)) == path


def test_the_folder_is_the_day_that_the_page_prints_not_that_of_utc(archive, article):
    midnight = datetime(2020, 10, 1, 0, 30, tzinfo=timezone(timedelta(hours=3)))
    id_ = archive.store(article(published=midnight)).id
    assert files(archive) == [f"example.com/2020/10/01/{id_}.txt"]


def test_an_undated_document_stands_under_the_day_it_was_first_fetched(archive, article, clock):
    id_ = archive.store(article(published=None)).id
    clock.now += timedelta(days=9)
    archive.store(article(published=None, title="عنوان معدل", fetched_at=clock.now))
    assert files(archive) == [f"example.com/2020/10/01/{id_}.txt"]
    assert archive.document_path(archive.article(id_)).read_text().startswith("عنوان معدل")


def test_a_revision_that_moves_the_day_leaves_no_document_behind(archive, article):
    id_ = archive.store(article()).id
    archive.store(article(title="عنوان معدل", published=datetime(2020, 10, 2, tzinfo=UTC)))
    assert files(archive) == [f"example.com/2020/10/02/{id_}.txt"]


def test_documents_are_made_again_from_the_archive(archive, another):
    for number in range(3):
        archive.store(another(number))
    before = files(archive)
    for each in (archive.path / "documents").rglob("*.txt"):
        each.unlink()
    assert archive.write_documents() == 3
    assert files(archive) == before


def test_a_document_that_could_not_be_written_is_written_when_there_is_room(archive, article, monkeypatch):
    def no_room(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(documents.os, "fsync", no_room)
        with pytest.raises(StorageFull, match=r"disk is full; make room"):
            archive.store(article())
    assert files(archive) == []
    assert archive.count() == 1
    with Archive(archive.path) as again:
        assert len(files(again)) == 1


def test_a_failed_write_leaves_the_old_document_and_nothing_beside_it(archive, article, monkeypatch):
    archive.store(article())
    before = files(archive)

    def no_room(source, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(documents.os, "replace", no_room)
    with pytest.raises(StorageFull):
        archive.store(article(title="عنوان معدل"))
    assert files(archive) == before
    assert (archive.path / "documents" / before[0]).read_bytes() == FLOOD.encode()


@pytest.mark.parametrize(
    "where",
    [
        "../evil/2020/01/01/0123456789abcdef.txt",
        "/etc/2020/01/01/0123456789abcdef.txt",
        "a/../b/2020/01/01/0123456789abcdef.txt",
        "a..b/2020/01/01/0123456789abcdef.txt",
        "a/2020/01/01/../../../x.txt",
        "a/2020/01/01/0123456789ABCDEF.txt",
        "a/2020/01/01/0123456789abcdef.txt\n",
        "a/٢٠٢٠/01/01/0123456789abcdef.txt",
        "",
    ],
)
def test_no_document_is_written_or_removed_outside_the_folder(tmp_path, article, where):
    with pytest.raises(StorageError):
        documents.write(tmp_path, where, article())
    with pytest.raises(StorageError):
        documents.remove(tmp_path, where)
    assert list(tmp_path.iterdir()) == []
