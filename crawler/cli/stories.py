"""khabar stories: the stories that several articles tell: who was first, who followed, and what each made of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawler.arabic.text import tidy
from crawler.article import Article
from crawler.cli import options
from crawler.cli.output import say
from crawler.stories.following import Following, following

if TYPE_CHECKING:  # slow to import
    from crawler.storage.stories import Story, Told

EXAMPLE = "Example: khabar stories --source youm7 --since 2026-01-01"
_UNITS = (("d", 86_400), ("h", 3_600), ("min", 60))


def stories(
    *,
    source: Annotated[
        str | None, typer.Option("--source", metavar="ID", help="Only stories that this source tells, first or later.")
    ] = None,
    since: options.Since = None,
    until: options.Until = None,
    least: Annotated[
        int, typer.Option("--least", metavar="N", min=1, help="Only stories with at least so many copies.")
    ] = 1,
    limit: Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="So many stories at most.")] = None,
    shape: Annotated[
        options.Shape, typer.Option("--format", metavar="text|json", help="Text, or one JSON object a line.")
    ] = options.Shape.TEXT,
    data: options.Data = options.DATA,
) -> None:
    """List the stories that several articles tell: who was first, who followed, how long after, what was changed."""
    from crawler.storage import Archive
    from crawler.storage.told import told

    before = until + timedelta(days=1) if until else None
    number = copies = 0
    with Archive(data, create=False) as archive:
        for each in islice(told(archive, source=source, since=since, until=before, least=least), limit):
            number, copies = number + 1, copies + len(each.copies)
            write(each, shape, apart=number > 1)
    sys.stdout.flush()
    say(f"{number} {'story' if number == 1 else 'stories'}, {copies} {'copy' if copies == 1 else 'copies'}")


def write(story: Story, shape: options.Shape, *, apart: bool) -> None:
    """Print a story on stdout."""
    if shape is options.Shape.JSON:
        sys.stdout.write(json.dumps(record(story), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(("\n" if apart else "") + "\n".join(lines(story)) + "\n")


def record(story: Story) -> dict[str, Any]:
    """Return a story as JSON types."""
    first = story.original
    return {
        **_article(first),
        "agencies": list(first.agencies),
        "copies": [_copy(first, each) for each in story.copies],
    }


def lines(story: Story) -> Iterator[str]:
    """Yield a story as lines: its headline, who told it first, and who followed."""
    first = story.original
    agencies = f" ({'، '.join(map(tidy, first.agencies))})" if first.agencies else ""
    yield f"{tidy(first.title)}{agencies}"
    yield f"  {first.id}  {_clock(first)}  {first.source}  {tidy(first.url)}"
    for copy in story.copies:
        article = copy.article
        told = following(first, article)
        yield f"  {article.id}  {_clock(article)}  {article.source}  {tidy(article.url)}"
        yield f"    {', '.join(_changed(told, copy.similarity))}"


def _changed(told: Following, similarity: float | None) -> Iterator[str]:
    when = _later(told)
    if when:
        yield when
    if similarity is not None:
        yield f"{100 * similarity:.0f}% alike"
    if told.retitled:
        yield "another headline"
    if told.words:
        yield f"{abs(told.words)} {'words' if abs(told.words) > 1 else 'word'} {'more' if told.words > 0 else 'fewer'}"
    yield from (f"{count} {_paragraphs(count)} {kind}" for kind, count in sorted(told.paragraphs.items()))


def _paragraphs(count: int) -> str:
    return "paragraph" if count == 1 else "paragraphs"


def _later(told: Following) -> str | None:
    """Say how long after; by days where the time of day is not known."""
    if told.after is not None:
        span = _span(abs(told.after))
        return f"{span} {'later' if told.after >= timedelta() else 'earlier'}" if span else "at the same time"
    if told.days is None:
        return None
    return f"{told.days} d later" if told.days > 0 else "the same day" if told.days == 0 else f"{-told.days} d earlier"


def _span(time: timedelta) -> str:
    seconds, parts = int(time.total_seconds()), []
    for unit, size in _UNITS:
        number, seconds = divmod(seconds, size)
        parts += [f"{number} {unit}"] if number else []
    return " ".join(parts[:2])


def _clock(article: Article) -> str:
    published = article.published
    if published is None:
        return "no date"
    return f"{published:%Y-%m-%d}" if article.published_precision == "day" else f"{published:%Y-%m-%d %H:%M%z}"


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": _iso(article.published),
    }


def _copy(first: Article, copy: Told) -> dict[str, Any]:
    told = following(first, copy.article)
    return {
        **_article(copy.article),
        "after": None if told.after is None else told.after.total_seconds(),
        "similarity": copy.similarity,
        "words": told.words,
        "retitled": told.retitled,
        "paragraphs": dict(told.paragraphs),
    }


def _iso(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()
