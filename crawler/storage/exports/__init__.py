"""Exports: articles as a folder of documents, JSON Lines, CSV or Parquet. Streamed, and in place all at once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO, Literal, get_args

from crawler.article import Article
from crawler.errors import UsageError
from crawler.storage.exports.folder import write_folder
from crawler.storage.exports.lines import write_csv, write_jsonl
from crawler.storage.exports.parquet import write_parquet
from crawler.storage.failures import speaking_of

Writer = Callable[[Iterable[Article], BinaryIO], int]
Format = Literal["text", "jsonl", "csv", "parquet"]
FORMATS: tuple[str, ...] = get_args(Format)
_WRITERS = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}


def write(articles: Iterable[Article], format: str, out: Path | BinaryIO) -> int:  # noqa: A002  the command's word
    """Write articles in one of FORMATS; return how many.

    `out` is a folder for `text`, and a file or an open binary stream for the others. A file is replaced only when
    the new one is whole. Raises UsageError where the format is unknown, or a folder holds files that are not an
    export's; StorageError and StorageFull where it cannot be written.
    """
    if format not in FORMATS:
        raise UsageError(f"{format!r} is no export format; choose one of {', '.join(FORMATS)}")
    if format == "text":
        if not isinstance(out, Path):
            raise UsageError("documents are files; name a folder for them with -o")
        return write_folder(articles, out)
    writer = _WRITERS[format]
    if not isinstance(out, Path):
        return writer(articles, out)
    return _write_file(articles, writer, out)


def _write_file(articles: Iterable[Article], writer: Writer, out: Path) -> int:
    if out.is_dir():
        raise UsageError(f"{out} is a folder; name a file")
    beside = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    with speaking_of(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            with beside.open("wb") as stream:
                number = writer(articles, stream)
            os.replace(beside, out)  # noqa: PTH105  says what it does
        finally:
            beside.unlink(missing_ok=True)
    return number
