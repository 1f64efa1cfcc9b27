"""khabar import: articles in the record's form, through the same steps as a crawled page."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from crawler import stats
from crawler.article import Article
from crawler.cli import options
from crawler.cli.output import complain, say
from crawler.errors import RecordError, StorageError, Unstorable, UsageError
from crawler.reasons import Reason, Rejection

if TYPE_CHECKING:  # slow to import
    from crawler.sources import Source

EXAMPLE = "Example: khabar import corpus.jsonl --data archive"
STDIN = "-"
_NAMED = 20  # lines named one by one; the rest is counted
_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Count:
    """What came of the lines so far."""

    read: int = 0
    unreadable: int = 0
    refused: int = 0
    named: int = field(default=0, repr=False)

    def name(self, where: str, what: object) -> None:
        """Name a line that was not stored, unless too many were named already."""
        self.named += 1
        if self.named <= _NAMED:
            complain(f"{where}: {what}")
        elif self.named == _NAMED + 1:
            complain("more lines like these are counted and not named")


def import_(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="JSON Lines, a record on each; - for stdin.")],
    *,
    copies: Annotated[
        options.Kept | None,
        typer.Option(
            "--copies", metavar="one|all", envvar="KHABAR_COPIES", help="Keep one article of each story, or all."
        ),
    ] = None,
    data: options.Data = options.DATA,
) -> None:
    """Store articles from JSON Lines: an export, or another corpus in the record's form."""
    from crawler.sources import catalogue
    from crawler.storage import Archive

    for name in files:
        if name != STDIN and not Path(name).is_file():
            raise UsageError(f"{name}: no such file")
    steps = import_module("pipelines")  # by name: they stand on this package, not below it
    tally, count, sources = steps.Tally(), Count(), catalogue(data)
    with Archive(data) as archive:
        if copies:
            archive.keep_copies(copies.value)
        taken = steps.steps(archive, stats=tally)
        for name in files:
            for where, article in _articles(name, count):
                _note(count, where, _outcome(_sourced(article, sources), steps, taken))
    _sum_up(count, tally)
    raise typer.Exit(1 if count.unreadable else 0)


def _articles(name: str, count: Count) -> Iterator[tuple[str, Article]]:
    """Yield each line's place and article; a line that cannot be read is named and passed over."""
    from crawler.storage.records import read_record

    with _opened(name) as lines:
        for where, line in _places(name, lines):
            count.read += 1
            try:
                yield where, read_record(line)
            except RecordError as error:
                count.unreadable += 1
                count.name(where, error)


def _places(name: str, lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix(_BOM) if number == 1 else line
        if text.strip():
            yield f"{'stdin' if name == STDIN else name}:{number}", text


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STDIN:
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield file
    except OSError as error:
        raise StorageError(f"{name} cannot be read: {error.strerror}") from None


def _sourced(article: Article, sources: Mapping[str, Source]) -> Article:
    """Give an article that names no source the one that its address belongs to."""
    from crawler.sources import find

    if article.source:
        return article
    try:
        return replace(article, source=find(article.url, sources).id)
    except UsageError:  # no address of ours: the step that validates says so
        return article


def _outcome(article: Article, steps: Any, taken: Any) -> Article | Rejection:
    try:
        return steps.run(article, taken)  # type: ignore[no-any-return]
    except Unstorable as error:
        return Rejection(Reason.INVALID, str(error))


def _note(count: Count, where: str, outcome: Article | Rejection) -> None:
    if isinstance(outcome, Rejection) and outcome.reason is not Reason.DUPLICATE:
        count.refused += 1
        count.name(where, outcome)


def _sum_up(count: Count, tally: Mapping[str, Any]) -> None:
    known = tally[stats.KNOWN] + tally[stats.DUPLICATES]
    parts = [
        f"{count.read} {'line' if count.read == 1 else 'lines'} read",
        f"{tally[stats.STORED]} stored{_copies(tally[stats.COPIES])}",
        f"{tally[stats.REVISED]} revised",
        f"{known} already there",
        f"{count.refused} not fit to store",
        f"{count.unreadable} unreadable",
    ]
    say(", ".join(parts))


def _copies(number: int) -> str:
    return f" ({number} as {'a copy' if number == 1 else 'copies'} of a story that is kept)" if number else ""
