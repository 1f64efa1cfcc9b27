"""A change is a line that a reader understands."""

import pytest

from crawler.changes import Change
from crawler.cli.changed import COLOURED, PLAIN, lines

ONE = {"title": "خبر", "url": "https://example.com/1"}
TWO = {"title": "خبر آخر", "url": None}


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (Change("title", "مقتل 5", "مقتل 7"), "title: مقتل [-5-]{+7+}"),
        (Change("description", None, "ملخص"), "description: {+ملخص+}"),
        (Change("paragraphs", "نص", None, was_at=3), "paragraph 3, removed: [-نص-]"),
        (Change("paragraphs", "نص", "نص", was_at=3, is_at=1), "paragraph 1, moved from 3: نص"),
        (
            Change("published", "2026-03-01T10:00:00+02:00", "2026-03-02T10:00:00+02:00"),
            "published: [-2026-03-01T10:00:00+02:00-] {+2026-03-02T10:00:00+02:00+}",
        ),
        (Change("tags", ["أ", "ب"], ["ب", "ج"]), "tags: [-أ-] {+ج+}"),
        (Change("tags", [], ["ب"]), "tags: {+ب+}"),
        (Change("authors", ["أ", "ب"], ["ب", "أ"]), "authors: the same in another order"),
        (Change("related", [ONE], [TWO]), "related: [-خبر-] {+خبر آخر+}"),
        (
            Change("related", [ONE], [{**ONE, "url": "https://example.com/2"}]),
            "related: [-خبر (https://example.com/1)-] {+خبر (https://example.com/2)+}",
        ),
        (Change("read_also", None, []), "read_also: {+a heading without entries+}"),
        (Change("read_also", [], None), "read_also: [-a heading without entries-]"),
        (Change("read_also", [TWO], None), "read_also: [-خبر آخر-]"),
    ],
)
def test_each_change_has_its_line(change, line):
    assert lines([change], PLAIN) == [line]


def test_colours_take_the_place_of_marks():
    (line,) = lines([Change("title", "مقتل 5", "مقتل 7")], COLOURED)
    assert line == "\x1b[1mtitle\x1b[0m: مقتل \x1b[9;31m5\x1b[0m\x1b[32m7\x1b[0m"


def test_no_control_character_of_an_article_reaches_the_terminal():
    changes = [
        Change("title", "نص \x1b[31m\u202eقديم", "نص \x9b0mجديد"),
        Change("tags", ["\x1b]0;x\x07وسم"], []),
        Change("related", [{**ONE, "url": "https://example.com/\x1b[2J"}], [ONE]),
        Change("paragraphs", "نص\x1b[2J", "نص\x1b[2J", was_at=1, is_at=2),
    ]
    assert not any(char in line for line in lines(changes, PLAIN) for char in "\x1b\x9b\x07\u202e")
