"""Outlets that retell one story, each an hour after the other and in its own cut."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawler.article import Article
from crawler.demo.stories import stories

BEGAN = datetime(2026, 3, 1, 8, tzinfo=UTC)


def telling(outlet, *, story=40, hour=0, cut=0, **changes):
    """Return a story as an outlet tells it: the hour after BEGAN, None without a date; `cut` paragraphs at its end."""
    told = stories(400, seed=5)[story]
    paragraphs = tuple(block.text for block in told.blocks)
    article = Article(
        url=f"https://www.{outlet}.com/news/{story}",
        source=f"{outlet}.com",
        title=told.title,
        paragraphs=paragraphs[: len(paragraphs) - cut],
        published=None if hour is None else BEGAN + timedelta(hours=hour),
        published_precision=None if hour is None else "minute",
        fetched_at=BEGAN + timedelta(days=1),
    )
    return replace(article, **changes)


def documents(archive):
    """Return the sources whose documents are on the disk, once for each document."""
    return sorted(each.relative_to(archive.path / "documents").parts[0] for each in archive.path.rglob("*.txt"))
