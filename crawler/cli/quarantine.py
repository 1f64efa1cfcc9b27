"""khabar quarantine: the pages that could not be processed."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.cli import options
from crawler.cli.listing import print_list
from crawler.cli.output import say
from crawler.errors import UsageError
from crawler.settings import KHABAR_PAGE_TIME_LIMIT, KHABAR_WORKER_MEMORY, KHABAR_WORKERS

if TYPE_CHECKING:  # slow to import
    from crawler.jobs.quarantine import Retried, Take
    from crawler.storage import Archive
    from crawler.storage.quarantine import Entry, Quarantine

app = typer.Typer(
    no_args_is_help=True,
    help="The pages that could not be processed, kept with their bytes.",
    epilog="Example: khabar quarantine list",
)
COLUMNS = ("id", "source", "reason", "since", "version", "url", "detail")
EMPTY = "nothing is in quarantine"

SourceOption = Annotated[str | None, typer.Option("--source", metavar="ID", help="Only this source's pages.")]


@app.command("list", epilog="Example: khabar quarantine list --source youm7")
def list_(
    *,
    source: SourceOption = None,
    data: options.Data = options.DATA,
) -> None:
    """List the pages: a table on a terminal, otherwise tab-separated lines."""
    from crawler.storage import Archive
    from crawler.storage.quarantine import Quarantine

    with Archive(data, create=False) as archive:
        entries = Quarantine(archive).entries(source)
    if not entries:
        say(EMPTY)
    else:
        print_list(entries, COLUMNS, _cells)


@app.command("show", no_args_is_help=True, epilog="Example: khabar quarantine show 3 > page.html")
def show(
    page: Annotated[str, typer.Argument(metavar="ID", help="The page's number in the list, or its address.")],
    *,
    data: options.Data = options.DATA,
) -> None:
    """Print a page's bytes as they came; what is known of it goes to stderr."""
    from crawler.storage import Archive
    from crawler.storage.quarantine import Quarantine

    with Archive(data, create=False) as archive:
        quarantine = Quarantine(archive)
        entry = _found(quarantine, page)
        body = quarantine.body(entry)
    for name, cell in zip(COLUMNS, _cells(entry), strict=True):
        say(f"{name}: {cell}")
    say(f"charset: {entry.charset or ''}")
    sys.stdout.flush()
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


@app.command("retry", epilog="Example: khabar quarantine retry 3 4")
def retry(
    pages: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Numbers in the list, or addresses; by default all.")
    ] = None,
    *,
    source: SourceOption = None,
    data: options.Data = options.DATA,
) -> None:
    """Read the kept bytes again, without a network, and store what can be stored now."""
    from crawler.storage import Archive
    from crawler.storage.quarantine import Quarantine

    with Archive(data, create=False) as archive:
        quarantine = Quarantine(archive)
        chosen = {each.id: each for each in (_found(quarantine, page) for page in pages or ())}
        entries = [each for each in chosen.values() if source in (None, each.source)]
        if not pages:
            entries = quarantine.entries(source)
        if not entries:
            say(EMPTY)
            return
        failed = _say_what_came(_retried(archive, entries, data))
    raise typer.Exit(1 if failed else 0)


def _retried(archive: Archive, entries: list[Entry], data: Path) -> Iterable[Retried]:
    from crawler.extraction.workers import Workers
    from crawler.jobs.quarantine import retry as again
    from crawler.sources import catalogue

    steps = import_module("pipelines")  # by name: they stand on this package, not below it
    taken = steps.steps(archive)
    count = min(len(entries), KHABAR_WORKERS)
    with Workers(count, time_limit=KHABAR_PAGE_TIME_LIMIT, memory=KHABAR_WORKER_MEMORY) as workers:
        take: Take = lambda article: steps.run(article, taken)  # noqa: E731
        yield from again(entries, archive, sources=catalogue(data), workers=workers, take=take)


def _say_what_came(outcomes: Iterable[Retried]) -> bool:
    """Say what came of each page, then of all; return whether one failed again."""
    came: Counter[str] = Counter()
    for each in outcomes:
        kind, words = _words(each)
        came[kind] += 1
        say(f"{each.entry.id}: {each.entry.url}: {words}")
    say(f"{came.total()} tried: " + ", ".join(f"{number} {kind}" for kind, number in came.items()))
    return came["failed again"] > 0


def _words(outcome: Retried) -> tuple[str, str]:
    if outcome.failed:
        return "failed again", f"failed again: {outcome.rejection}"
    if outcome.waits:
        return "to be asked for again", "can be read now; the next crawl asks for it again"
    if outcome.article is None:
        return "no article", f"no article: {outcome.rejection}"
    if outcome.rejection:
        return "already stored", str(outcome.rejection)
    return "stored", f"stored as {outcome.article.id}"


def _found(quarantine: Quarantine, page: str) -> Entry:
    entry = quarantine.get(page)
    if entry is None:
        raise UsageError(f'"{page}" is not in quarantine; `khabar quarantine list` shows what is')
    return entry


def _cells(entry: Entry) -> list[str]:
    since = entry.put_at.isoformat(timespec="seconds").replace("+00:00", "Z")
    return [str(entry.id), entry.source, str(entry.reason), since, entry.version, entry.url, entry.detail]
