"""khabar export: the archive as a folder of documents, JSON Lines, CSV or Parquet."""

from __future__ import annotations

import sys
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crawler.cli import options
from crawler.cli.output import say
from crawler.errors import UsageError

EXAMPLE = "Example: khabar export --format parquet --since 2026-01-01 -o corpus.parquet"
FOLDER = Path("export")


class Format(StrEnum):
    TEXT = "text"
    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


def export(
    *,
    format_: Annotated[
        Format,
        typer.Option("--format", metavar="text|jsonl|csv|parquet", help="text: a folder of documents, numbered."),
    ] = Format.JSONL,
    source: Annotated[str | None, typer.Option("--source", metavar="ID", help="Only this source's articles.")] = None,
    since: options.Since = None,
    until: options.Until = None,
    copies: Annotated[
        options.Kept | None,
        typer.Option(
            "--copies", metavar="one|all", help="One article of each story, or all; as the archive keeps them."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="File, or folder for text (default ./export); - for stdout."
        ),
    ] = None,
    data: options.Data = options.DATA,
) -> None:
    """Write what the archive holds; JSON Lines on stdout unless told otherwise."""
    from crawler.storage import Archive
    from crawler.storage.exports import write

    where = _where(format_, out)
    before = until + timedelta(days=1) if until else None
    with Archive(data, create=False) as archive:
        articles = archive.articles(source=source, since=since, until=before, copies=copies and copies.value)
        number = write(articles, format_.value, where or sys.stdout.buffer)
    sys.stdout.flush()
    say(f"{number} {'article' if number == 1 else 'articles'} written{f' to {where}' if where else ''}")


def _where(format_: Format, out: Path | None) -> Path | None:
    """Return the file or folder to write; None is stdout."""
    if format_ is Format.TEXT:
        return out or FOLDER
    if out is not None and str(out) != "-":
        return out
    if format_ is Format.PARQUET and (out is None or sys.stdout.isatty()):
        raise UsageError("Parquet is no text; name a file with -o")
    return None
