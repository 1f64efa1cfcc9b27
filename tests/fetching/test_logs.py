"""The log names articles and never holds their text."""

import logging

from crawler.article import Article
from crawler.errors import StorageFull
from crawler.fetching.logs import AddressesOnly, OneSentence
from crawler.reasons import Reason
from pipelines.dropped import Dropped

ARTICLE = Article(url="https://nashra.example/1", title="عنوان سري", paragraphs=("نص سري",), id="0" * 16)


def test_an_article_is_named_by_its_id_and_address():
    lines = AddressesOnly()
    for line in (
        lines.scraped(ARTICLE, None, None),
        lines.dropped(ARTICLE, Dropped(Reason.NO_TEXT), None, None),
        lines.item_error(ARTICLE, ValueError(), None, None),
    ):
        text = line["msg"] % line["args"]
        assert "0000000000000000 https://nashra.example/1" in text
        assert "سري" not in text


def test_an_error_meant_for_people_has_no_traceback():
    error = StorageFull("the disk is full")
    record = logging.LogRecord(
        "scrapy", logging.ERROR, "", 0, "Error processing %s", ("x",), (StorageFull, error, None)
    )
    assert OneSentence().filter(record)
    assert logging.Formatter().format(record) == "the disk is full"
