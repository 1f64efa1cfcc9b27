"""Exports hold what the archive holds, and a file is there whole or not at all."""

import csv
import io
import json
from datetime import datetime, timedelta

import pytest
from pyarrow import parquet

from crawler.article import RECORD_FIELDS, from_record, to_record
from crawler.document import render
from crawler.errors import StorageError, UsageError
from crawler.storage import Archive, read_records
from crawler.storage.exports import FORMATS, write

ID = "0123456789abcdef"


@pytest.fixture
def full(archive, article, another):
    """Store an article with everything, one with nothing, and one that looks like a formula."""
    archive.store(article(reservations=("noarchive", "tdm-reservation"), paywalled=True))
    archive.store(another(1, published=None, authors=(), byline=None, related=None, read_also=None))
    archive.store(another(2, title='=HYPERLINK("x")، و"اقتباس"', section="سطر\rآخر", paragraphs=()))
    return archive


def everything(archive):
    return [{**to_record(each), "document": render(each)} for each in archive.articles()]


def test_jsonl_holds_the_records_with_their_documents_as_utf8(full, tmp_path):
    assert write(full.articles(), "jsonl", tmp_path / "out" / "all.jsonl") == 3
    lines = (tmp_path / "out" / "all.jsonl").read_bytes().decode().splitlines()
    assert [json.loads(line) for line in lines] == everything(full)
    assert "مزارعو" in lines[0]


def test_an_export_imported_elsewhere_gives_the_same_export(full, tmp_path, clock):
    clock.now += timedelta(days=400)
    revised = from_record({**everything(full)[0], "title": "عنوان معدل", "fetched_at": clock.now.isoformat()})
    assert full.store(revised).revision == 2
    write(full.articles(), "jsonl", tmp_path / "one.jsonl")
    with Archive(tmp_path / "other") as other:
        for each in read_records(tmp_path / "one.jsonl"):
            other.store(each)
        write(other.articles(), "jsonl", tmp_path / "two.jsonl")
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_csv_holds_the_data_exactly_with_lists_as_json(full, tmp_path):
    write(full.articles(), "csv", tmp_path / "all.csv")
    with (tmp_path / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == (*RECORD_FIELDS, "document")
    for row, record in zip(rows, everything(full), strict=True):
        for name, value in record.items():
            given = "" if value is None else str(value)
            assert row[name] == (json.dumps(value, ensure_ascii=False) if isinstance(value, list) else given)


def test_parquet_holds_typed_columns_and_streams_them_in_groups(full, tmp_path, monkeypatch):
    monkeypatch.setattr("crawler.storage.exports.parquet.ROW_GROUP", 2)
    write(full.articles(), "parquet", tmp_path / "all.parquet")
    file = parquet.ParquetFile(tmp_path / "all.parquet")
    assert file.num_row_groups == 2
    assert file.read().to_pylist() == everything(full)
    assert str(file.schema_arrow.field("related").type) == "list<element: struct<title: string, url: string>>"
    assert str(file.schema_arrow.field("reservations").type) == "list<element: string>"
    assert str(file.schema_arrow.field("paywalled").type) == "bool"


def test_text_is_a_folder_of_documents_named_as_the_seed(full, tmp_path):
    assert write(full.articles(), "text", tmp_path / "texts") == 3
    expected = {f"{number:03d}_{each.id}.txt": render(each) for number, each in enumerate(full.articles())}
    assert {each.name: each.read_bytes().decode() for each in (tmp_path / "texts").iterdir()} == expected


def test_a_new_export_replaces_the_one_before_it(full, tmp_path):
    write(full.articles(), "text", tmp_path / "texts")
    write(full.articles(source="example.org"), "text", tmp_path / "texts")
    assert list((tmp_path / "texts").iterdir()) == []
    assert [each.name for each in tmp_path.iterdir() if "texts" in each.name] == ["texts"]


def test_a_folder_with_other_files_is_left_alone(full, tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "notes.txt").write_text("لي")
    with pytest.raises(UsageError, match=r"other files \(notes.txt\)"):
        write(full.articles(), "text", tmp_path / "texts")
    assert (tmp_path / "texts" / "notes.txt").read_text() == "لي"


@pytest.mark.parametrize("format_", FORMATS)
def test_an_export_that_breaks_leaves_what_was_there(full, tmp_path, format_):
    out = tmp_path / "out" / "export"
    write(full.articles(), format_, out)
    names = ["", *(each.name for each in out.iterdir())] if out.is_dir() else [""]
    before = {name: (out / name).read_bytes() for name in names if (out / name).is_file()}

    def breaking():
        yield from full.articles()
        raise StorageError("the archive broke")

    with pytest.raises(StorageError, match="the archive broke"):
        write(breaking(), format_, out)
    assert {name: (out / name).read_bytes() for name in names if (out / name).is_file()} == before
    assert [each.name for each in out.parent.iterdir()] == ["export"]


@pytest.mark.parametrize("format_", ["jsonl", "csv", "parquet"])
def test_an_export_can_go_to_an_open_stream(full, tmp_path, format_):
    stream = io.BytesIO()
    write(full.articles(), format_, stream)
    write(full.articles(), format_, tmp_path / "file")
    assert stream.getvalue() == (tmp_path / "file").read_bytes()


@pytest.mark.parametrize(
    ("format_", "out", "said"),
    [("xml", "x", "choose one of text, jsonl"), ("jsonl", "", "is a folder"), ("text", "file", "is a file")],
)
def test_what_cannot_be_meant_is_refused(full, tmp_path, format_, out, said):
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=said):
        write(full.articles(), format_, tmp_path / out)


def test_a_place_that_cannot_be_written_is_a_sentence(full, tmp_path):
    (tmp_path / "file").write_text("")
    for format_ in FORMATS:
        with pytest.raises(StorageError, match="cannot be used"):
            write(full.articles(), format_, tmp_path / "file" / "below")


@pytest.mark.parametrize("id_", ["../../evil", "", "0123456789abcdef/../x"])
def test_no_id_leads_out_of_the_folder(article, tmp_path, id_):
    with pytest.raises(StorageError, match="no article's id"):
        write([article(id=id_)], "text", tmp_path / "texts")
    assert list(tmp_path.iterdir()) == []


def test_an_undated_article_has_a_null_and_an_empty_cell(article):
    stream = io.BytesIO()
    write([article(id=ID, published=None)], "csv", stream)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode(), newline=""))
    assert row["published"] == ""
    assert datetime.fromisoformat(row["fetched_at"]).tzinfo is not None
