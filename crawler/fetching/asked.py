"""A site asked to be left alone for longer than a crawl waits: its crawl ends, and says until when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NoReturn

from scrapy.crawler import Crawler

from crawler.fetching.refused import Interrupted, Refused
from crawler.reasons import Reason

FINISH = "asked-to-wait"  # how such a crawl ended


def leave_alone(crawler: Crawler, host: str, site: str, seconds: float) -> NoReturn:
    """End the crawl of a site that is not to be visited for so long; its pages stay in the ledger.

    Of another site, and where nothing is crawled, only the request is refused.
    """
    until = datetime.now(UTC) + timedelta(seconds=seconds)
    words = f"{host} asks not to be visited before {until:%Y-%m-%d %H:%M} UTC (Retry-After); crawl it again after that"
    stop = getattr(crawler.spider, "stop", None)
    if stop is None or site not in getattr(crawler.spider, "sites", ()):
        raise Refused(Reason.HTTP_ERROR, words)
    stop(FINISH, words)
    raise Interrupted
