"""Parquet: typed columns, lists and structs as such; times as the record's ISO 8601 texts, which keep the offset."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import parquet

from crawler.article import Article
from crawler.storage.exports.lines import COLUMNS, exported

ROW_GROUP = 1_000  # articles in memory at a time

_TEXTS = pa.list_(pa.string())
_LINKS = pa.list_(pa.struct([("title", pa.string()), ("url", pa.string())]))
_COPIES = pa.list_(
    pa.struct([("url", pa.string()), ("source", pa.string()), ("published", pa.string()), ("similarity", pa.float64())])
)
_TYPES = {
    **dict.fromkeys(("authors", "agencies", "paragraphs", "tags", "images", "reservations"), _TEXTS),
    **dict.fromkeys(("related", "read_also"), _LINKS),
    "copies": _COPIES,
    "revision": pa.int64(),
    "paywalled": pa.bool_(),
}
SCHEMA = pa.schema([(name, _TYPES.get(name, pa.string())) for name in COLUMNS])


def write_parquet(articles: Iterable[Article], out: BinaryIO) -> int:
    """Write row groups of a thousand articles; return how many articles."""
    number = 0
    with parquet.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        for group in _groups(articles):
            writer.write_table(pa.Table.from_pylist(group, schema=SCHEMA))
            number += len(group)
    return number


def _groups(articles: Iterable[Article]) -> Iterator[list[dict[str, Any]]]:
    rows = map(exported, articles)
    while group := list(islice(rows, ROW_GROUP)):
        yield group
