"""Connections whose answers begin: the head of an answer is bounded too. Its body and its time are by Scrapy.

A line of it is at most 16 KiB long (Twisted); here is how long they may be together.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Self

from scrapy import Request
from scrapy.core.downloader.handlers import http11
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError
from scrapy.utils.httpobj import urlparse_cached
from twisted.web._newclient import HEADER, STATUS

from crawler.fetching.refused import Refused
from crawler.reasons import Reason


class HeadTooLong(Exception):
    """An answer whose head does not end."""


class Handler(http11.HTTP11DownloadHandler):
    """Download handler: Scrapy's, which gives up an answer whose head is longer than KHABAR_HEAD_SIZE bytes."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        pool: Any = self._pool
        pool._factory = partial(_Factory, most=crawler.settings.getint("KHABAR_HEAD_SIZE"))  # noqa: SLF001


class EndlessHeads:
    """Downloader middleware: an answer without an end to its head is not asked for again."""

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        return cls()

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raise Refused in its place."""
        reasons = getattr(exception.__cause__, "reasons", ())
        if isinstance(exception, DownloadFailedError) and any(each.check(HeadTooLong) for each in reasons):
            words = f"{urlparse_cached(request).netloc} sends headers without end"
            raise Refused(Reason.TOO_LARGE, words, bound="head-size") from exception


class _Factory(http11._LenientHTTP11ClientFactory):  # noqa: SLF001  there is no public way in
    def __init__(self, *given: Any, most: int) -> None:
        super().__init__(*given)  # type: ignore[no-untyped-call]
        self._most = most

    def buildProtocol(self, addr: Any) -> _Connection:  # noqa: ARG002, N802  Twisted's names
        connection = _Connection(self._quiescentCallback)  # type: ignore[no-untyped-call]
        connection.most = self._most
        return connection


class _Connection(http11._LenientHTTP11ClientProtocol):  # noqa: SLF001
    most = 0

    def request(self, request: Any) -> Any:
        answer = super().request(request)
        parser: Any = self._parser
        parser.__class__ = _Parser  # as its parent does: there is no other place for it
        parser.left = self.most
        return answer


class _Parser(http11._LenientHTTPClientParser):  # noqa: SLF001
    left = 0

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        if self.state in (STATUS, HEADER):
            self.left -= len(data)
            if self.left < 0:
                raise HeadTooLong
        super().dataReceived(data)  # type: ignore[no-untyped-call]
