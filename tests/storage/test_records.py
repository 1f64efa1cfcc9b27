"""Records are read one by one; a wrong one is named by file and line."""

import json

import pytest

from crawler.article import to_record
from crawler.errors import RecordError, StorageError
from crawler.storage import read_records


@pytest.fixture
def line(article):
    return json.dumps(to_record(article()), ensure_ascii=False).encode() + b"\n"


def test_records_come_as_articles_and_blank_lines_are_passed_over(tmp_path, article, line):
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + line + b"\n  \n" + line.rstrip())
    assert list(read_records(tmp_path / "a.jsonl")) == [article(), article()]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (b'{"title": "x"', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"revision": ' + b"9" * 5000 + b"}", "not JSON"),
        (b"[]", "must be an object"),
        (b'{"url": "https://example.com/"}', '"title" is missing'),
        ("{'title': 'عنوان'}".encode("cp1256"), "not UTF-8"),
        (b'{"url": "u", "title": "t", "copies": [{"url": "u", "source": "s", "similarity": "x"}]}', "from 0 to 1"),
        (b'{"url": "u", "title": "t", "copies": [{"url": "u", "source": "s", "similarity": NaN}]}', "from 0 to 1"),
    ],
)
def test_a_wrong_line_is_named(tmp_path, line, wrong, said):
    (tmp_path / "a.jsonl").write_bytes(line + wrong + b"\n")
    records = read_records(tmp_path / "a.jsonl")
    next(records)
    with pytest.raises(RecordError, match=rf"a\.jsonl:2: .*{said}"):
        next(records)


def test_a_file_that_cannot_be_read_is_a_sentence(tmp_path):
    with pytest.raises(StorageError, match=r"nowhere\.jsonl: cannot be used"):
        next(read_records(tmp_path / "nowhere.jsonl"))
