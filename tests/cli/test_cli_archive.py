"""khabar import and khabar export."""

import csv
import io
import json

import pytest

from crawler.article import Article, to_record
from crawler.document import parse
from crawler.storage import Archive

PAPER = "https://www.paper.com.eg"


def record(number, **changes):
    article = Article(
        url=f"{PAPER}/news/{number}",
        title=f"العنوان رقم {number}",
        paragraphs=(f"هذا نص الخبر رقم {number} كما نشرته الصحيفة في عددها الصادر صباح ذلك اليوم.",),
        source="paper",
    )
    day = f"2026-03-{number:02d}T10:30:00+02:00"
    return {**to_record(article), "published": day, "published_precision": "minute", **changes}


def lines(*records):
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in records)


@pytest.fixture
def filled(khabar):
    khabar("import", "-", stdin=lines(*(record(number) for number in range(1, 6))))
    return khabar


def test_an_import_is_stored_once(khabar, tmp_path):
    (tmp_path / "corpus.jsonl").write_text(lines(record(1), record(2), record(1)), "utf-8")
    first, second = khabar("import", "corpus.jsonl"), khabar("import", "corpus.jsonl")
    assert first.returncode == second.returncode == 0
    assert first.stderr.startswith("3 lines read, 2 stored, 0 revised, 1 already there")
    assert second.stderr.startswith("3 lines read, 0 stored, 0 revised, 3 already there")
    with Archive(tmp_path / "data", create=False) as archive:
        assert archive.count("paper") == 2
        assert all(archive.document_path(article).is_file() for article in archive.articles())


def test_a_bad_line_is_named_and_the_rest_goes_on(khabar, tmp_path):
    bad = ["{", '"text"', json.dumps({"url": f"{PAPER}/x"}), json.dumps(record(3, published="yesterday"))]
    (tmp_path / "corpus.jsonl").write_text("\n".join([lines(record(1)).strip(), "", *bad, lines(record(2))]), "utf-8")
    ended = khabar("import", "corpus.jsonl")
    assert ended.returncode == 1
    said = ended.stderr.splitlines()
    assert [line.split(": ")[1] for line in said[:-1]] == [f"corpus.jsonl:{number}" for number in (3, 4, 5, 6)]
    assert said[-1].startswith("6 lines read, 2 stored")
    assert said[-1].endswith("4 unreadable")


def test_a_line_that_is_not_utf8_is_named(khabar, tmp_path):
    (tmp_path / "corpus.jsonl").write_bytes(lines(record(1)).encode("cp1256", "replace"))
    ended = khabar("import", "corpus.jsonl")
    assert ended.returncode == 1
    assert "corpus.jsonl:1: not UTF-8" in ended.stderr


def test_what_is_not_fit_to_store_is_named_with_its_reason(khabar):
    ended = khabar("import", "-", stdin=lines(record(1, paragraphs=[]), record(2)))
    assert ended.returncode == 0
    assert "khabar: stdin:1: no story text" in ended.stderr
    assert "1 stored" in ended.stderr
    assert "1 not fit to store" in ended.stderr


def test_many_bad_lines_are_counted_and_not_all_named(khabar):
    ended = khabar("import", "-", stdin="x\n" * 100)
    assert len(ended.stderr.splitlines()) == 22
    assert "100 unreadable" in ended.stderr


def test_an_article_without_a_source_gets_the_one_its_address_belongs_to(khabar, tmp_path):
    known = record(1, source="", url="https://www.youm7.com/story/2026/3/1/x/1")
    khabar("import", "-", stdin=lines(known, record(2, source="")))
    with Archive(tmp_path / "data", create=False) as archive:
        assert {article.source for article in archive.articles()} == {"youm7", "paper.com.eg"}


def test_an_export_is_json_lines_on_stdout(filled):
    ended = filled("export")
    assert ended.returncode == 0
    records = [json.loads(line) for line in ended.stdout.splitlines()]
    assert [each["title"] for each in records] == [f"العنوان رقم {number}" for number in range(1, 6)]
    assert "العنوان" in ended.stdout
    assert parse(records[0]["document"]).title == "العنوان رقم 1"
    assert ended.stderr == "5 articles written\n"


def test_an_export_imports_again(filled):
    exported = filled("export").stdout
    assert "5 stored" in filled("import", "-", "--data", "again", stdin=exported).stderr
    again = filled("export", "--data", "again").stdout
    assert [json.loads(line)["document"] for line in again.splitlines()] == [
        json.loads(line)["document"] for line in exported.splitlines()
    ]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--since", "2026-03-03"], [3, 4, 5]),
        (["--until", "2026-03-02"], [1, 2]),
        (["--since", "2026-03-02", "--until", "2026-03-02"], [2]),
        (["--source", "paper"], [1, 2, 3, 4, 5]),
        (["--source", "another"], []),
    ],
)
def test_an_export_can_be_narrowed(filled, options, numbers):
    records = [json.loads(line) for line in filled("export", *options).stdout.splitlines()]
    assert [each["url"] for each in records] == [f"{PAPER}/news/{number}" for number in numbers]


def test_csv_goes_to_stdout_too(filled):
    rows = list(csv.DictReader(io.StringIO(filled("export", "--format", "csv").stdout)))
    assert len(rows) == 5
    assert rows[0]["title"] == "العنوان رقم 1"


def test_text_goes_to_a_folder(filled, tmp_path):
    ended = filled("export", "--format", "text")
    files = sorted((tmp_path / "export").iterdir())
    assert ended.returncode == 0
    assert ended.stdout == ""
    assert [file.name[:4] for file in files] == [f"{number:03d}_" for number in range(5)]


def test_a_file_is_written_where_one_is_named(filled, tmp_path):
    ended = filled("export", "--format", "parquet", "-o", "corpus.parquet")
    assert (tmp_path / "corpus.parquet").read_bytes()[:4] == b"PAR1"
    assert ended.stderr == "5 articles written to corpus.parquet\n"


def test_no_archive_is_one_sentence(khabar):
    ended = khabar("export")
    assert ended.returncode == 1
    assert ended.stderr == "khabar: data holds no archive; crawl something first, or choose another --data\n"
