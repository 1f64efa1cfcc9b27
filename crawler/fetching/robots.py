"""robots.txt, as RFC 9309 has it: what it forbids is not asked for, and where it cannot be read, nothing is."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from crawler.fetching.failures import DOWNLOAD_ERRORS, rejection
from crawler.fetching.pace import CrawlDelays
from crawler.fetching.refused import Refused
from crawler.reasons import Reason, Rejection
from crawler.sources import site_of

TOKEN = "Khabar"  # noqa: S105  the product token our rules are found by
IS_ROBOTS = "khabar_robots"  # request.meta: this request is for a robots.txt
KEPT = 24 * 3600.0  # seconds (RFC 9309 2.4)
READ = 1024 * 1024  # bytes of a robots.txt that are read; RFC 9309 2.5 asks for 500 KiB at least


class Unreachable(Refused):
    """There are no rules to be had, so nothing may be asked for now; the next crawl tries again."""


@dataclass(frozen=True, slots=True)
class Rules:
    """One authority's rules. `refusal`: nothing may be asked for, why, and the error behind it. Neither: all may."""

    parser: ProtegoRobotParser | None = None
    refusal: Rejection | None = None
    cause: Exception | None = None

    def check(self, url: str) -> None:
        """Raise Refused where the rules forbid a URL, Unreachable where there are none to be had."""
        if self.refusal:
            raise Unreachable(self.refusal.reason, self.refusal.detail) from self.cause
        if self.parser and not self.parser.allowed(url, TOKEN):
            raise Refused(Reason.ROBOTS, f"robots.txt of {urlsplit(url).netloc} forbids {url}")


class Robots:
    """Downloader middleware: every request waits for the rules of its scheme, host and port."""

    def __init__(self, crawler: Crawler, *, ceiling: float) -> None:
        self._crawler = crawler
        self._ceiling = ceiling
        self._delays = CrawlDelays(crawler)
        self._rules: dict[str, tuple[float, asyncio.Future[Rules]]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler, ceiling=crawler.settings.getfloat("KHABAR_CRAWL_DELAY_MAX"))

    async def process_request(self, request: Request) -> None:
        """Raise Refused where robots.txt forbids the request, or cannot be read."""
        if not request.meta.get(IS_ROBOTS):
            (await self._rules_for(request.url)).check(request.url)

    async def _rules_for(self, url: str) -> Rules:
        parts = urlsplit(url)
        authority = f"{parts.scheme}://{parts.netloc}"
        expires, rules = self._rules.get(authority, (0.0, None))
        if rules is None or expires < time.monotonic():
            rules = asyncio.ensure_future(self._read(f"{authority}/robots.txt"))
            self._rules[authority] = time.monotonic() + KEPT, rules
        return await rules

    async def _read(self, url: str) -> Rules:
        request = Request(url, callback=NO_CALLBACK, meta={IS_ROBOTS: True})
        try:
            response = await self._crawler.engine.download_async(request)
        except DOWNLOAD_ERRORS as error:
            return unreachable(error, url)
        if refusal := verdict(response, url):
            return Rules(refusal=refusal)
        if not 200 <= response.status < 300:
            return Rules()
        return self._parsed(request, response)

    def _parsed(self, request: Request, response: Response) -> Rules:
        parser = ProtegoRobotParser(rules_in(response.body), self._crawler.spider)
        if delay := parser.crawl_delay(TOKEN):
            self._delays.ask(site_of(request.url), min(delay, self._ceiling))
        signal = signals.robots_parsed
        self._crawler.signals.send_catch_log(signal, robotparser=parser, request=request, response=response)
        return Rules(parser)


def unreachable(error: Exception, url: str) -> Rules:
    """Return the rules of a robots.txt that could not be had (RFC 9309 2.3.1.4: then nothing may be asked for).

    More than five redirects count as "there is none" (2.3.1.2).
    """
    if isinstance(error, IgnoreRequest) and not isinstance(error, Refused):
        return Rules()
    cause = rejection(error, url)
    if cause.reason is Reason.TOO_LARGE:
        cause = Rejection(Reason.ROBOTS, f"{url} is larger than a robots.txt can be")
    return Rules(refusal=cause, cause=error)


def verdict(response: Response, url: str) -> Rejection | None:
    """Return the refusal that a server error means (RFC 9309 2.3.1.4); None where the answer is to be read.

    4xx: there is none, everything is allowed (2.3.1.3).
    """
    if response.status < 500:
        return None
    return Rejection(Reason.ROBOTS, f"{url} answers {response.status}, so nothing may be asked for")


def rules_in(body: bytes) -> bytes:
    """Return the lines of a robots.txt that are read; none where the server gives a web page instead."""
    text = body.removeprefix(b"\xef\xbb\xbf")
    if text.lstrip().startswith(b"<"):
        return b""
    return text if len(text) <= READ else text[: text.rfind(b"\n", 0, READ) + 1]
