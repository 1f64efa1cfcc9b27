"""A site is asked for no more: it wants to be left alone for longer than a crawl waits, or a budget is spent."""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

from scrapy.crawler import Crawler

from crawler import clock
from crawler.fetching.refused import Interrupted, Refused
from crawler.reasons import Reason

FINISH = "asked-to-wait"  # how such a crawl ended


def leave_alone(crawler: Crawler, host: str, site: str, seconds: float) -> NoReturn:
    """End the crawl of a site that is not to be visited for so long; its pages stay in the ledger.

    Of another site, and where nothing is crawled, only the request is refused.
    """
    until = clock.now() + timedelta(seconds=seconds)
    words = f"{host} asks not to be visited before {until:%Y-%m-%d %H:%M} UTC (Retry-After); crawl it again after that"
    stop = getattr(crawler.spider, "stop", None)
    if stop is None or site not in getattr(crawler.spider, "sites", ()):
        raise Refused(Reason.HTTP_ERROR, words)
    stop(FINISH, words)
    raise Interrupted


def has_enough(crawler: Crawler) -> NoReturn:
    """End a crawl that has made as many requests as it may; its pages stay in the ledger."""
    if end := getattr(crawler.spider, "end", None):
        end("limit", bound="requests")
    raise Interrupted
