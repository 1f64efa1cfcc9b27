"""JSON Lines and CSV: one article a line, as its record with `document` at the end."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from crawler.article import RECORD_FIELDS, Article, to_record
from crawler.document import render

COLUMNS = (*RECORD_FIELDS, "document")


def exported(article: Article) -> dict[str, Any]:
    """Return the record with the article's document."""
    return {**to_record(article), "document": render(article)}


def write_jsonl(articles: Iterable[Article], out: BinaryIO) -> int:
    """Write one object a line, Arabic as it is; return how many."""
    number = 0
    for number, article in enumerate(articles, start=1):  # noqa: B007  counted
        out.write(json.dumps(exported(article), ensure_ascii=False).encode() + b"\n")
    return number


def write_csv(articles: Iterable[Article], out: BinaryIO) -> int:
    """Write a header and one row an article (RFC 4180, UTF-8 without BOM); return how many.

    Lists are JSON texts and null is empty. The data is exact: a cell that begins with `=` stays so, and a
    spreadsheet should import the columns as text.
    """
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow(COLUMNS)
        number = 0
        for number, article in enumerate(articles, start=1):  # noqa: B007  counted
            rows.writerow(map(_cell, exported(article).values()))
    finally:
        text.detach()
    return number


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
