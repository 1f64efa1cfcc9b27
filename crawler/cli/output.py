"""Documents and records on stdout, sentences on stderr."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console

from crawler.article import Article, to_record
from crawler.document import render

_WIDTH = 120  # columns of a table that no terminal shows


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says: a document is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def stderr() -> Console:
    """Return the console for people."""
    return Console(
        stderr=True, highlight=False, markup=False, emoji=False, width=None if sys.stderr.isatty() else _WIDTH
    )


def complain(sentence: str) -> None:
    """Say on stderr what went wrong, in one line."""
    say(f"khabar: {' '.join(sentence.split())}")


def say(line: str) -> None:
    """Print a line on stderr as it is: not wrapped, no markup."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201  a command prints


def print_document(article: Article) -> None:
    """Print a document on stdout; into a pipe or a file, byte for byte: no newline at its end."""
    sys.stdout.write(render(article))
    if sys.stdout.isatty():
        sys.stdout.write("\n")
    sys.stdout.flush()


def print_json(record: dict[str, Any]) -> None:
    """Print one object on a line of stdout."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def whole_record(article: Article) -> dict[str, Any]:
    """Return the record as an export has it: `document` at its end, and the id that the archive would give."""
    from crawler.storage.identity import article_id

    record = to_record(article)
    if article.url and not article.id:
        record["id"] = article_id(article.source, article.url)
    return {**record, "document": render(article)}
