"""What became of each article on its way to the archive: said to the ledger and to the counters.

The step that stores marks the ledger itself, in its own transaction; here is what every other end is recorded.
"""

from __future__ import annotations

import logging
from typing import Any, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import stats
from crawler.errors import StorageError
from crawler.fetching.logs import OneSentence
from crawler.reasons import Reason
from crawler.storage import State


class Outcomes:
    """Extension: hears what the pipelines did with a page's article."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        crawler.signals.connect(self._dropped, signal=signals.item_dropped)
        crawler.signals.connect(self._wrong, signal=signals.item_error)
        crawler.signals.connect(self._wrong, signal=signals.spider_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        logger = logging.getLogger("scrapy.core.scraper")
        if not any(isinstance(each, OneSentence) for each in logger.filters):
            logger.addFilter(OneSentence())
        return cls(crawler)

    def _dropped(self, response: Response | None, exception: DropItem) -> None:
        reason = getattr(exception, "reason", Reason.INVALID)
        if reason is not Reason.DUPLICATE:  # the step that found it so has kept its address
            self._done(response, State.NOT_ARTICLE, reason, getattr(exception, "detail", str(exception)))

    def _wrong(self, response: Response | None, failure: Failure) -> None:
        if isinstance(failure.value, StorageError):
            self._halt(failure.value)
            return
        self._crawler.stats.inc_value(stats.ERRORS)
        self._crawler.stats.inc_value(stats.REASON + Reason.CRASHED)
        self._done(response, State.FAILED, Reason.CRASHED, type(failure.value).__name__)

    def _done(self, response: Response | None, state: State, reason: Reason, detail: str) -> None:
        page, ledger = _meta(response).get("page"), getattr(self._crawler.spider, "ledger", None)
        if page is None or ledger is None:
            return
        try:
            ledger.done(page.key, state, reason=reason, detail=detail)
        except StorageError as error:
            self._halt(error)

    def _halt(self, error: StorageError) -> None:
        if halt := getattr(self._crawler.spider, "halt", None):
            halt(error)


def _meta(response: Response | None) -> dict[str, Any]:
    request = getattr(response, "request", None)
    return {} if request is None else request.meta
