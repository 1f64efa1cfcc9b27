"""khabar extract: articles from saved HTML files, without a network."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.article import Article
from crawler.cli import options
from crawler.cli.answers import Answer, answer, show
from crawler.errors import UsageError
from crawler.reasons import Reason, Rejection
from crawler.settings import DOWNLOAD_MAXSIZE, KHABAR_PAGE_TIME_LIMIT, KHABAR_WORKER_MEMORY, KHABAR_WORKERS

if TYPE_CHECKING:  # slow to import
    from crawler.sources import Source

EXAMPLE = "Example: khabar extract page.html --url https://www.example.com/news/123"
LARGEST = DOWNLOAD_MAXSIZE  # bytes; a crawl takes no larger page either
STDIN = "-"


def extract(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="A saved HTML page; - for stdin.")],
    *,
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Where the page stood; otherwise what the page itself says."),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="ID", help="The source it is from; otherwise by its address.")
    ] = None,
    shape: options.ShapeOption = options.Shape.TEXT,
    data: options.Data = options.DATA,
) -> None:
    """Read articles from saved HTML files; no network is used."""
    from crawler.sources.find import address

    if STDIN in files and len(files) > 1:
        raise UsageError("- (stdin) holds one page; give it alone")
    sources = _catalogue(data)
    if source is not None and source not in sources:
        raise UsageError(f'"{source}" is no source; `khabar sources list` shows them')
    read = partial(read_file, url=address(url, sources) if url else "", source=source, data=data)
    answers = map(read, files) if len(files) == 1 else _side_by_side(read, files)
    raise typer.Exit(0 if show(answers, shape, key="file", several=len(files) > 1) else 1)


def read_file(name: str, *, url: str, source: str | None, data: Path) -> Answer:
    """Return what came of one file. Runs in a worker process, so that it takes and gives plain values."""
    from crawler.extraction import extract as read  # trafilatura takes a second

    try:
        body = _bytes(name)
    except OSError as error:
        return Answer(name, key="unreadable", words=f"cannot be read: {error.strerror}", broken=True)
    if len(body) > LARGEST:
        return _answer(name, Rejection(Reason.TOO_LARGE, f"more than {LARGEST >> 20} MiB"))
    said = [url] if url else _declared(body)
    own = _source(said, source, _catalogue(data))
    return _answer(name, read(body, url=url or _first_article(said), source=own))


def _side_by_side(read: partial[Answer], files: Sequence[str]) -> Iterator[Answer]:
    """Yield the answers in the order of the files; a few pages for each core are under way at a time."""
    from crawler.extraction.workers import Workers

    count = min(len(files), KHABAR_WORKERS)
    with Workers(count, time_limit=KHABAR_PAGE_TIME_LIMIT, memory=KHABAR_WORKER_MEMORY) as workers:
        under_way: deque[tuple[str, Future[Answer | Rejection]]] = deque()
        for name in files:
            under_way.append((name, workers.submit(read, name)))
            if len(under_way) > 4 * count:
                yield _settled(*under_way.popleft())
        while under_way:
            yield _settled(*under_way.popleft())


def _settled(name: str, future: Future[Answer | Rejection]) -> Answer:
    outcome = future.result()
    return _answer(name, outcome) if isinstance(outcome, Rejection) else outcome


def _bytes(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST + 1)


def _declared(body: bytes) -> list[str]:
    """Return the addresses that a page gives as its own, the most believable first."""
    from crawler.extraction.meta import Meta, canonical
    from crawler.extraction.page import open_page

    page = open_page(body)
    if isinstance(page, Rejection):
        return []
    given = (canonical(page.tree, page.base), Meta(page.tree).first(("og:url",)))
    return [each for each in given if each and each.startswith(("https://", "http://"))]


def _first_article(said: Sequence[str]) -> str:
    """Return the first address that may be an article's: a front that all pages give is none."""
    from crawler.urls import reason

    return next((each for each in said if reason(each) is None), "")


def _source(said: Sequence[str], identifier: str | None, sources: Mapping[str, Source]) -> Source | None:
    if identifier is not None:
        return sources[identifier]
    from crawler.sources import find

    try:
        return find(said[0], sources) if said else None
    except UsageError:  # a page may call itself anything
        return None


@cache
def _catalogue(data: Path) -> Mapping[str, Source]:
    from crawler.sources import catalogue

    return catalogue(data)


def _answer(name: str, outcome: Article | Rejection) -> Answer:
    lost = isinstance(outcome, Rejection) and outcome.reason in {Reason.TIMEOUT, Reason.CRASHED}
    return answer(name, outcome, broken=lost)
