"""The queue of a crawl is the ledger: a page leaves it when its outcome is stored, not when a request is made."""

from __future__ import annotations

from collections import deque
from typing import Protocol

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler

from crawler.errors import StorageError
from crawler.storage import Ledger, Page

BATCH = 32  # pages taken in hand at once: one short transaction for each batch


class _Crawl(Protocol):
    """What the queue needs of a spider."""

    ledger: Ledger
    scope: str

    @property
    def is_sated(self) -> bool: ...
    def ask_for(self, page: Page) -> Request: ...
    def passes_over(self, page: Page) -> bool: ...
    def halt(self, error: StorageError) -> None: ...


class LedgerQueue(BaseScheduler):
    """Scrapy's scheduler: pages come from the ledger; what middlewares give back (retries, redirects) goes first."""

    def __init__(self) -> None:
        self._returned: deque[Request] = deque()
        self._pages: deque[Page] = deque()
        self._crawl: _Crawl | None = None

    def open(self, spider: Spider) -> None:
        self._crawl = spider  # type: ignore[assignment]

    def enqueue_request(self, request: Request) -> bool:
        self._returned.append(request)
        return True

    def next_request(self) -> Request | None:
        if self._returned:
            return self._returned.popleft()
        if self._crawl is None or self._crawl.is_sated:
            return None
        page = self._next_page()
        return self._crawl.ask_for(page) if page and self._crawl else None

    def has_pending_requests(self) -> bool:
        return bool(self._returned or self._pages) or self._ledger_has()

    def _next_page(self) -> Page | None:
        while self._pages or self._refill():
            page = self._pages.popleft()
            if not self._passes_over(page):
                return page
        return None

    def _passes_over(self, page: Page) -> bool:
        try:
            return self._crawl is not None and self._crawl.passes_over(page)
        except StorageError as error:
            self._give_up(error)
            return True

    def _refill(self) -> bool:
        self._pages.extend(self._take())
        return bool(self._pages)

    def _take(self) -> list[Page]:
        if self._crawl is None:
            return []
        try:
            return self._crawl.ledger.take(BATCH, scope=self._crawl.scope)
        except StorageError as error:
            self._give_up(error)
            return []

    def _ledger_has(self) -> bool:
        if self._crawl is None:
            return False
        try:
            return self._crawl.ledger.has_pending(self._crawl.scope)
        except StorageError as error:
            self._give_up(error)
            return False

    def _give_up(self, error: StorageError) -> None:
        # The engine would only print what is raised here, and go on asking.
        if self._crawl:
            self._crawl.halt(error)
        self._crawl = None
