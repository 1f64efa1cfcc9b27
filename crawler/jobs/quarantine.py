"""Quarantine, tried again: the kept bytes are read once more, without a network, and what comes of them is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from crawler.article import Article
from crawler.discovery.feeds import read_feed
from crawler.discovery.reading import Reading, read_page
from crawler.discovery.sitemaps import read_sitemap
from crawler.errors import StorageError, Unstorable, WorkersLost
from crawler.extraction.workers import Workers
from crawler.found import Role
from crawler.jobs.course import Course
from crawler.jobs.targets import target
from crawler.reasons import Reason, Rejection
from crawler.sources import Source, find
from crawler.storage import Archive, Page, State
from crawler.storage.pages import LISTS
from crawler.storage.quarantine import Entry, Quarantine
from crawler.urls import same_site

Take = Callable[[Article], Article | Rejection]  # the pipelines; Unstorable where the archive refuses an article
SIDE_BY_SIDE = 8  # pages in memory at a time


@dataclass(frozen=True, slots=True)
class Retried:
    """What came of a page: its article is stored (with a `rejection`: was stored already), or it has none, or

    waits   it names other pages and can be read: the next crawl asks for it again
    failed  it could not be processed this time either, and stays in quarantine
    """

    entry: Entry
    article: Article | None = None
    rejection: Rejection | None = None
    waits: bool = False
    failed: bool = False


def retry(
    entries: Iterable[Entry], archive: Archive, *, sources: Mapping[str, Source], workers: Workers, take: Take
) -> Iterator[Retried]:
    """Read pages of the quarantine again and yield what came of each, in order; archive and ledger know of it.

    Raises WorkersLost, and StorageError where the archive cannot be written.
    """
    trial = _Trial(archive, Quarantine(archive), sources, take)
    waiting = iter(entries)
    while some := list(islice(waiting, SIDE_BY_SIDE)):
        for entry, reading in [(entry, trial.read(entry, workers)) for entry in some]:
            yield trial.judged(entry, reading)


@dataclass(frozen=True, slots=True)
class _Trial:
    archive: Archive
    quarantine: Quarantine
    sources: Mapping[str, Source]
    take: Take

    def read(self, entry: Entry, workers: Workers) -> Future[Any]:
        body, page = self.quarantine.body(entry), self.quarantine.page(entry)
        if page and page.role is Role.FEED:
            return workers.submit(read_feed, body, entry.url)
        if page and page.role is Role.SITEMAP:
            return workers.submit(read_sitemap, body, entry.url, level=page.found.number)
        source, hint = self._source(entry), page.found if page else None
        given = {"url": entry.url, "source": source, "charset": entry.charset, "hint": hint, "now": entry.put_at}
        return workers.submit(read_page, body, **given)

    def judged(self, entry: Entry, reading: Future[Any]) -> Retried:
        try:
            outcome = reading.result()
            if not isinstance(outcome, Rejection):
                return self._settled(entry, outcome)
        except Unstorable as error:
            outcome = Rejection(Reason.INVALID, str(error))
        except (StorageError, WorkersLost):
            raise
        except Exception as error:  # noqa: BLE001  whatever mistake of ours a page meets, the others go on
            outcome = Rejection(Reason.CRASHED, f"{type(error).__name__}: {error}")
        self.quarantine.failed_again(entry, outcome)
        return Retried(entry, rejection=outcome, failed=True)

    def _source(self, entry: Entry) -> Source:
        source = self.sources.get(entry.source) or find(entry.url, self.sources)
        return source if same_site(entry.url, source.site) else replace(source, home=entry.url)

    def _settled(self, entry: Entry, outcome: Any) -> Retried:
        page = self.quarantine.page(entry)
        if outcome is None:
            return self._no_article(entry, Rejection(Reason.NOT_FOUND, "neither a feed nor a sitemap"))
        section = isinstance(outcome, Reading) and outcome.rejection and outcome.rejection.reason is Reason.SECTION
        if section or (page and page.role in LISTS):
            self.quarantine.take_out(entry, ask_again=True)
            return Retried(entry, waits=True)
        if page:
            self._queue_links(entry, page, outcome)
        if outcome.article is None:
            return self._no_article(entry, outcome.rejection)
        return self._stored(entry, page, outcome.article)

    def _queue_links(self, entry: Entry, page: Page, reading: Reading) -> None:
        course = Course(below=target(self._source(entry), self.sources).folder)
        self.archive.ledger(entry.source).add(course.links(reading, page), depth=page.depth + 1, parent=page.url)

    def _no_article(self, entry: Entry, rejection: Rejection) -> Retried:
        ledger = self.archive.ledger(entry.source)
        ledger.done(entry.key, State.NOT_ARTICLE, reason=rejection.reason, detail=rejection.detail)
        self.quarantine.take_out(entry)
        return Retried(entry, rejection=rejection)

    def _stored(self, entry: Entry, page: Page | None, article: Article) -> Retried:
        passed = (*article.addresses, page.url if page else entry.url, entry.url, article.canonical_url)
        addresses = tuple(dict.fromkeys(each for each in passed if each))
        article = replace(article, source=entry.source, fetched_at=entry.put_at, addresses=addresses)
        outcome = self.take(article)
        if isinstance(outcome, Rejection) and outcome.reason is not Reason.DUPLICATE:
            return self._no_article(entry, outcome)
        self.quarantine.take_out(entry)
        known = outcome if isinstance(outcome, Rejection) else None
        return Retried(entry, article if isinstance(outcome, Rejection) else outcome, known)
