"""Dates that lists tell of articles after these were stored: a crawl's result hangs on no order of its requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crawler.article import Article
from crawler.extraction import later
from crawler.found import Found
from crawler.jobs.learning import Learning
from crawler.jobs.recrawl import Recrawl
from crawler.sources import Source
from crawler.storage import Archive
from crawler.storage.undated import Undated
from crawler.urls import key


class Dates:
    """Gives the articles of one source that are kept without a date those that are told of them."""

    def __init__(self, archive: Archive, source: Source, learning: Learning, recrawl: Recrawl) -> None:
        self._undated = Undated(archive, source.id)
        self._source = source
        self._learning = learning
        self._recrawl = recrawl

    def begin(self) -> None:
        """Give what was told while a page was in hand, where a kill came between its storing and this."""
        for told in self._undated.told():
            self._give(told.id, told.found)

    def hear(self, found: Sequence[Found]) -> Iterator[None]:
        """Take what a feed or a sitemap says, once it is in the ledger; a step for each article that gets a date."""
        told: dict[str, Found] = {}
        for each in found:
            if each.published_raw:
                told.setdefault(key(each.url), each)
        kept = self._undated.at(told.keys()) if told else {}
        for name in (each for each in told if each in kept):
            if self._give(kept[name], told[name]):
                yield

    def came_back(self, page: str, article: Article | None) -> Article | None:
        """Give what was told of a page, by its key, while it was in hand to the article that is kept of it.

        Returns `article`, which was read from the page, with that date; None where it is kept under another address.
        """
        given = (self._give(told.id, told.found) for told in self._undated.told(page))
        dated = next(filter(None, given), None)
        return article and (dated or article)

    def _give(self, id_: str, found: Found) -> Article | None:
        kept = self._undated.article(id_)
        zone = self._learning.memory.known.zone
        article = later.dated(kept, found, self._source, site_zone=zone) if kept else None
        if article is None or not self._undated.give(article):
            return None
        self._recrawl.look_at(article)
        return article
