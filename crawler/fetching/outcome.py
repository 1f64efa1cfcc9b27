"""What became of each article on its way to the archive: said to the ledger and to the counters.

The step that stores marks the ledger itself, in its own transaction; here is what every other end is recorded.
"""

from __future__ import annotations

import logging
from asyncio import CancelledError
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import stats
from crawler.article import Article
from crawler.errors import KhabarError, StorageError, Unstorable, WorkersLost
from crawler.fetching.logs import OneSentence
from crawler.fetching.set_apart import set_apart
from crawler.reasons import Reason, Rejection
from crawler.storage import State


class Outcomes:
    """Extension: hears what the pipelines did with a page's article."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._stored, signal=signals.item_scraped)
        crawler.signals.connect(self._dropped, signal=signals.item_dropped)
        crawler.signals.connect(self._wrong, signal=signals.item_error)
        crawler.signals.connect(self._wrong, signal=signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        logger = logging.getLogger("scrapy.core.scraper")
        if not any(isinstance(each, OneSentence) for each in logger.filters):
            logger.addFilter(OneSentence())
        return cls(crawler)

    def _stored(self, item: Article, response: Response | None) -> None:
        self._came_back(response, item, changed=True)

    def _dropped(self, item: Article, response: Response | None, exception: DropItem) -> None:
        reason = getattr(exception, "reason", Reason.INVALID)
        if reason is not Reason.DUPLICATE:
            self._done(response, State.NOT_ARTICLE, reason, getattr(exception, "detail", str(exception)))
            return
        # The step that found it so has kept its address. Only an article's own page is looked at again.
        outcome = getattr(exception, "outcome", None)
        own = outcome is not None and outcome.kind == "known"
        self._came_back(response, item if own else None, changed=False)

    def _came_back(self, response: Response | None, article: Article | None, *, changed: bool) -> None:
        page, came_back = _meta(response).get("page"), getattr(self._crawler.spider, "came_back", None)
        if page is None or came_back is None:
            return
        try:
            came_back(page, article, response, changed=changed)
        except StorageError as error:
            self._halt(error)

    def _wrong(self, response: Response | None, failure: Failure) -> None:
        """One page costs a crawl no more than itself, unless the archive or the workers are at fault."""
        error = failure.value
        if isinstance(error, CancelledError):  # the crawl is ended at once: the page stays in hand
            return
        if isinstance(error, (StorageError, WorkersLost)) and not isinstance(error, Unstorable):
            self._halt(error)
            return
        refused = isinstance(error, Unstorable)
        rejection = Rejection(Reason.INVALID if refused else Reason.CRASHED, _words(error))
        self._crawler.stats.inc_value(stats.ERRORS)
        self._crawler.stats.inc_value(stats.REASON + rejection.reason)
        self._set_apart(response, rejection)

    def _set_apart(self, response: Response | None, rejection: Rejection) -> None:
        page, ledger = _meta(response).get("page"), getattr(self._crawler.spider, "ledger", None)
        if response is None or page is None or ledger is None:
            return
        try:
            set_apart(ledger, page, rejection, response)
        except StorageError as error:
            self._halt(error)

    def _done(self, response: Response | None, state: State, reason: Reason, detail: str) -> None:
        page, ledger = _meta(response).get("page"), getattr(self._crawler.spider, "ledger", None)
        if page is None or ledger is None:
            return
        try:
            ledger.done(page.key, state, reason=reason, detail=detail)
        except StorageError as error:
            self._halt(error)

    def _halt(self, error: KhabarError) -> None:
        if halt := getattr(self._crawler.spider, "halt", None):
            halt(error)


def _meta(response: Response | None) -> dict[str, Any]:
    request = getattr(response, "request", None)
    return {} if request is None else request.meta


def _words(error: BaseException | None) -> str:
    return str(error) if isinstance(error, KhabarError) else f"{type(error).__name__}: {error}"
