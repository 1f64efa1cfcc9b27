"""Following: how long after an outlet told a story another did, and what it made of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from crawler.arabic.text import words
from crawler.article import Article
from crawler.changes import changes


@dataclass(frozen=True, slots=True)
class Following:
    """A copy beside the article that stands for its story.

    `after` is None where a time of day is not known, `days` where a day is not. `words`: how many more it has, or,
    below 0, fewer. `paragraphs`: how many are added, removed, reworded, moved.
    """

    after: timedelta | None
    days: int | None
    words: int
    retitled: bool
    paragraphs: Mapping[str, int]


def following(first: Article, copy: Article) -> Following:
    """Compare a copy with the article that stands for its story."""
    told = [change for change in changes(first, copy) if change.field in ("title", "paragraphs")]
    return Following(
        after=_after(first, copy),
        days=_days(first, copy),
        words=_size(copy) - _size(first),
        retitled=any(change.field == "title" for change in told),
        paragraphs=dict(Counter(change.kind for change in told if change.field == "paragraphs")),
    )


def _after(first: Article, copy: Article) -> timedelta | None:
    if first.published is None or copy.published is None or "day" in (_precision(first), _precision(copy)):
        return None
    return copy.published - first.published


def _days(first: Article, copy: Article) -> int | None:
    if first.published is None or copy.published is None:
        return None
    return (copy.published.date() - first.published.date()).days


def _precision(article: Article) -> str | None:
    return article.published_precision


def _size(article: Article) -> int:
    return sum(len(words(paragraph)) for paragraph in article.paragraphs)
