"""429 and 503: the server is asked too often. It is left alone for as long as it says, and asked more slowly after."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler import clock
from crawler.fetching.asked import leave_alone
from crawler.fetching.downloader import downloader_of
from crawler.fetching.pace import GENTLE
from crawler.fetching.turns import LONGEST
from crawler.sources import site_of

TOO_MANY, UNAVAILABLE = 429, 503
DOUBLINGS = 2  # of the wait, while a server that says no time goes on so; then the crawl ends for other reasons

_SECONDS = re.compile(r"\d{1,9}(?:\.\d*)?", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)


class RetryAfter:
    """Downloader middleware: hears such an answer before Scrapy asks again, and has the site wait for its turn."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._in_a_row: Counter[str] = Counter()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Raise Interrupted where the crawl of the site ends here."""
        site = request.meta.get("download_slot") or site_of(request.url)
        if response.status in (TOO_MANY, UNAVAILABLE):
            self._in_a_row[site] += 1
            self._obey(site, urlparse_cached(request).netloc, response)
        else:
            self._in_a_row.pop(site, None)
        return response

    def _obey(self, site: str, host: str, response: Response) -> None:
        downloader = downloader_of(self._crawler)
        asked, number = asked_wait(response, clock.now()), self._in_a_row[site]
        pace, diary = downloader.pace, downloader.diary
        wait = asked or min(back_off(number, pace.present(site)), pace.patience)
        pace.hold(site, wait)
        diary.told_off(host, response.status, waits=wait if wait <= pace.patience else 0.0)
        if wait > pace.patience:
            diary.left(host)
            leave_alone(self._crawler, host, site, wait)
        if number == 1 and (asked or response.status == TOO_MANY):  # without either, it may be one broken page
            pace.slow_down(site)


def asked_wait(response: Response, now: datetime) -> float | None:
    """Return the seconds that an answer asks to wait (RFC 9110 10.2.3), a day at most.

    None where it does not say, or nothing that can be meant. A date counts from the server's own clock.
    """
    text = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if _SECONDS.fullmatch(text):
        seconds = float(text)
    elif _DIGITS.fullmatch(text):
        seconds = LONGEST
    else:
        until = _date(text)
        seconds = 0.0 if until is None else (until - (_date(_header(response, "Date")) or now)).total_seconds()
    return min(seconds, LONGEST) if seconds > 0 else None


def back_off(number: int, delay: float) -> float:
    """Return the seconds to wait after the n-th such answer in a row that does not say how long."""
    return max(delay, GENTLE) * 2.0 ** min(number - 1, DOUBLINGS)


def _header(response: Response, name: str) -> str:
    return (response.headers.get(name) or b"").decode("latin-1")


def _date(text: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
