"""What happens to an article on its way to the archive, a file for each step: tidy → validate → deduplicate → store.

Scrapy runs the steps in a crawl, in the order of its setting ITEM_PIPELINES. Without Scrapy:

    take = steps(archive)
    for article in articles:
        kept = run(article, take)  # the article as stored, or a Rejection
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from crawler.article import Article
from crawler.reasons import Rejection
from crawler.storage import Archive
from pipelines.counting import Stats, Tally
from pipelines.deduplicate import Deduplicate
from pipelines.dropped import Dropped
from pipelines.store import Store
from pipelines.tidy import Tidy
from pipelines.validate import Validate

__all__ = ["Deduplicate", "Dropped", "Step", "Store", "Tally", "Tidy", "Validate", "run", "steps"]


class Step(Protocol):
    """An article in, an article out; Dropped where it goes no further."""

    def process_item(self, item: Article) -> Article: ...


def steps(archive: Archive, *, since: date | None = None, stats: Stats | None = None) -> tuple[Step, ...]:
    """Return the steps in their order. `stats` counts under the names of crawler.stats."""
    return (Tidy(), Validate(since, stats=stats), Deduplicate(archive, stats=stats), Store(archive, stats=stats))


def run(article: Article, steps: Iterable[Step]) -> Article | Rejection:
    """Take one article through the steps; return it as stored, or why it was not."""
    try:
        for step in steps:
            article = step.process_item(article)
    except Dropped as dropped:
        return Rejection(dropped.reason, dropped.detail)
    return article
