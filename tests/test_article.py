"""A record holds an article's fields and gives it back."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from crawler.article import RECORD_FIELDS, Article, Copy, Link, from_record, to_record
from crawler.errors import RecordError

ARTICLE = Article(
    id="0123456789abcdef",
    url="https://example.com/1",
    title="عنوان",
    source="example.com",
    published=datetime(2026, 1, 4, 13, 5, tzinfo=timezone(timedelta(hours=2))),
    published_precision="minute",
    published_from="visible",
    authors=("سلمى حسن",),
    paragraphs=("نص.",),
    related=(Link("خبر", "https://example.com/2"), Link("خبر بلا رابط")),
    read_also=(),
    reservations=("noarchive",),
    paywalled=True,
    copies=(Copy("https://example.org/9", "example.org", None, 0.9),),
)


def test_a_record_is_plain_json_in_the_stated_order():
    record = to_record(ARTICLE)
    assert tuple(record) == RECORD_FIELDS
    assert record["published"] == "2026-01-04T13:05:00+02:00"
    assert record["related"][0] == {"title": "خبر", "url": "https://example.com/2"}
    assert json.loads(json.dumps(record)) == record


def test_a_record_of_before_a_field_was_there_reads_back():
    record = to_record(ARTICLE)
    del record["reservations"], record["paywalled"]
    assert from_record(record) == replace(ARTICLE, reservations=(), paywalled=False)


def test_a_record_reads_back():
    assert from_record(json.loads(json.dumps(to_record(ARTICLE)))) == ARTICLE


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": None}, '"title" is missing'),
        ({"published": "2026-01-04T13:05:00"}, "the offset is missing"),
        ({"published": "أمس"}, "ISO 8601"),
        ({"authors": "سلمى"}, '"authors" must be a list'),
        ({"kind": "poem"}, '"kind" is'),
        ({"revision": 0}, "whole number"),
        ({"paywalled": "yes"}, "true or false"),
        ({"related": ["خبر"]}, '"related" must hold objects'),
    ],
)
def test_a_wrong_record_is_refused_with_the_field_named(wrong, said):
    with pytest.raises(RecordError, match=said):
        from_record({**to_record(ARTICLE), **wrong})


def test_the_text_of_an_article_stays_out_of_its_repr():
    assert "نص." not in repr(ARTICLE)
