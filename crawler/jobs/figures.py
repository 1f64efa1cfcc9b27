"""What a crawl's counters come to: the figures that are kept of it, and what each article adds to them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from crawler import stats as names
from crawler.article import Article
from crawler.fetching.politeness import HostPoliteness

_OURS = "khabar/"
REQUESTS = "requests"  # the one that no counter has: the downloader knows


def figures(stats: Mapping[str, Any], hosts: Iterable[HostPoliteness]) -> dict[str, int]:
    """Return a crawl's counters, by their names in crawler.stats without what all begin with; and its requests."""
    ours = {name.removeprefix(_OURS): value for name, value in stats.items() if name.startswith(_OURS)}
    counted = {name: value for name, value in ours.items() if isinstance(value, int)}
    return {**counted, REQUESTS: sum(host.requests for host in hosts)}


def of_article(article: Article) -> Iterator[str]:
    """Yield the names of the counters that an article, new or revised, adds one to."""
    if article.published_precision in ("second", "minute"):
        yield f"{names.FIELD}time"
    for name in ("published", "authors", "section", "image", "tags", "description", "related"):
        if getattr(article, name):
            yield names.FIELD + name
    words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
    yield f"{names.WORDS}{1 << max(0, words - 1).bit_length()}"
