"""robots.txt, as RFC 9309 has it: what it forbids is not asked for, and where it cannot be read, nothing is.

What was read is kept in the archive for a day, for every run and process; what could not be is tried again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured, StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler import clock
from crawler.errors import StorageError
from crawler.fetching.downloader import downloader_of
from crawler.fetching.failures import DOWNLOAD_ERRORS, rejection
from crawler.fetching.pace import BY_ROBOTS
from crawler.fetching.politeness import ABSENT, READ, UNREACHABLE
from crawler.fetching.refused import Interrupted, Refused
from crawler.fetching.rules import RobotRules
from crawler.reasons import Reason, Rejection
from crawler.sources import site_of
from crawler.stats import ROBOTS_CHANGED
from crawler.storage import Archive, open_archive
from crawler.storage.robots import KEPT, RobotsFile, RobotsFiles

IS_ROBOTS = "khabar_robots"  # request.meta: this request is for a robots.txt
AGAIN = 300.0  # seconds after which one that could not be read is asked for again
ENOUGH = 1024 * 1024  # bytes of a robots.txt that are read; RFC 9309 2.5 asks for 500 KiB at least
LARGEST = 16 * ENOUGH  # whatever may be the largest page
TEMPORARY = (408, 425, 429)  # 4xx, but no word on whether there is a robots.txt


class Unreachable(Refused):
    """There are no rules to be had, so nothing may be asked for now; the next crawl tries again."""


@dataclass(frozen=True, slots=True)
class Rules:
    """One authority's rules. `refusal`: nothing may be asked for, why, and the error behind it. Neither: all may.

    `seconds`: how long they hold.
    """

    parser: RobotRules | None = None
    refusal: Rejection | None = None
    cause: Exception | None = None
    seconds: float = KEPT

    def check(self, url: str) -> None:
        """Raise Refused where the rules forbid a URL, Unreachable where there are none to be had."""
        if self.refusal:
            raise Unreachable(self.refusal.reason, self.refusal.detail) from self.cause
        if self.parser and not self.parser.allowed(url):
            raise Refused(Reason.ROBOTS, f"robots.txt of {urlsplit(url).netloc} forbids {url}")


class Robots:
    """Downloader middleware: every request waits for the rules of its scheme, host and port."""

    def __init__(self, crawler: Crawler, *, ceiling: float) -> None:
        self._crawler = crawler
        self._ceiling = ceiling
        self._rules: dict[str, tuple[float, asyncio.Future[Rules]]] = {}  # until when, monotonic
        self._read_of: WeakKeyDictionary[Request, int] = WeakKeyDictionary()
        self._under_way = 0  # downloads of robots.txt files
        self._kept = Kept(crawler)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler, ceiling=crawler.settings.getfloat("KHABAR_CRAWL_DELAY_MAX"))

    async def process_request(self, request: Request) -> None:
        """Raise Refused where robots.txt forbids the request, or cannot be read."""
        if not request.meta.get(IS_ROBOTS):
            (await self._rules_for(request.url)).check(request.url)
        elif request.meta.get("redirect_reasons", [""])[-1] == "meta refresh":
            raise IgnoreRequest("a web page stands in the place of robots.txt")

    async def _rules_for(self, url: str) -> Rules:
        parts = urlsplit(url)
        authority = f"{parts.scheme}://{parts.netloc}".lower()
        expires, rules = self._rules.get(authority, (0.0, None))
        if rules is None or (rules.done() and expires < time.monotonic()):
            rules = asyncio.ensure_future(self._rules_of(authority))
            self._rules[authority] = time.monotonic(), rules
            found = await rules
            self._rules[authority] = time.monotonic() + found.seconds, rules
        return await rules

    async def _rules_of(self, authority: str) -> Rules:
        request = Request(
            f"{authority}/robots.txt",
            callback=NO_CALLBACK,
            meta={IS_ROBOTS: True, "download_maxsize": LARGEST},
        )
        if kept := self._kept.get(authority):
            response = Response(request.url, status=kept.status, body=kept.body, request=request)
            age = (clock.now() - kept.fetched_at).total_seconds()
            return self._understood(request, response, age)
        return await self._fetched(authority, request)

    async def _fetched(self, authority: str, request: Request) -> Rules:
        try:
            with self._heard():
                response = await self._crawler.engine.download_async(request)
        except Interrupted:
            raise
        except DOWNLOAD_ERRORS as error:
            rules = unreachable(error, request.url)
            self._note(request, UNREACHABLE if rules.refusal else ABSENT)
            return rules
        response = response.replace(body=rules_in(response.body))
        if is_lasting(response.status):
            self._kept.keep(authority, response)
        return self._understood(request, response)

    def _understood(self, request: Request, response: Response, age: float = 0.0) -> Rules:
        if refusal := verdict(response, request.url):
            self._note(request, UNREACHABLE)
            return Rules(refusal=refusal, seconds=AGAIN)
        seconds = KEPT - age if is_lasting(response.status) else AGAIN
        if not 200 <= response.status < 300:
            self._note(request, ABSENT, age)
            return Rules(seconds=seconds)
        self._note(request, READ, age)
        return Rules(self._parsed(request, response), seconds=seconds)

    def _parsed(self, request: Request, response: Response) -> RobotRules:
        parser = RobotRules(response.body)
        if delay := parser.crawl_delay():
            pace = downloader_of(self._crawler).pace
            pace.ask(site_of(request.url), min(delay, self._ceiling), BY_ROBOTS)
        signal = signals.robots_parsed
        self._crawler.signals.send_catch_log(signal, robotparser=parser, request=request, response=response)
        return parser

    def _note(self, request: Request, state: str, age: float = 0.0) -> None:
        downloader_of(self._crawler).diary.took_robots(urlsplit(request.url).netloc, state, age)

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """Hear of the bytes that arrive only while they may be a robots.txt's: pages come in many parts."""
        if not self._under_way:
            self._crawler.signals.connect(self._enough, signal=signals.bytes_received)
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._crawler.signals.disconnect(self._enough, signal=signals.bytes_received)

    def _enough(self, data: bytes, request: Request) -> None:
        """End the download of a robots.txt that was read far enough; one may well be endless."""
        if not request.meta.get(IS_ROBOTS):
            return
        self._read_of[request] = self._read_of.get(request, 0) + len(data)
        if self._read_of[request] > ENOUGH:
            raise StopDownload(fail=False)

    def _closed(self) -> None:
        self._kept.close()


class Kept:
    """The robots.txt files in the archive. Where nothing is crawled, none is made, and nothing is stored."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._open = ExitStack()
        self._files: RobotsFiles | None = None
        self._looked = False

    def get(self, authority: str) -> RobotsFile | None:
        """Return what an earlier run or another process read; an archive that cannot be read has nothing."""
        if not self._looked:
            self._looked = True
            with suppress(StorageError):
                self._files = self._found()
        with suppress(StorageError):
            return self._files.get(authority) if self._files else None
        return None

    def keep(self, authority: str, response: Response) -> None:
        if self._files and self._is_crawl:
            with suppress(StorageError):  # then the next run asks again
                body = response.body if response.status < 300 else b""
                changed = self._files.keep(authority, response.status, body)
                self._crawler.stats.inc_value(ROBOTS_CHANGED, int(changed))

    def close(self) -> None:
        self._open.close()

    @property
    def _is_crawl(self) -> bool:
        return hasattr(self._crawler.spider, "ledger")

    def _found(self) -> RobotsFiles:
        data = Path(self._crawler.settings["KHABAR_DATA"])
        archive = open_archive(data) if self._is_crawl else Archive(data, create=False)
        return RobotsFiles(self._open.enter_context(archive))


def is_lasting(status: int) -> bool:
    """Tell whether an answer says for a day what the rules are, or that there are none."""
    return 200 <= status < 300 or (400 <= status < 500 and status not in TEMPORARY)


def unreachable(error: Exception, url: str) -> Rules:
    """Return the rules of a robots.txt that could not be had (RFC 9309 2.3.1.4: then nothing may be asked for).

    More than five redirects count as "there is none" (2.3.1.2).
    """
    if isinstance(error, IgnoreRequest) and not isinstance(error, Refused):
        return Rules()
    cause = rejection(error, url)
    if cause.reason is Reason.TOO_LARGE:
        cause = Rejection(Reason.ROBOTS, f"{url} is larger than a robots.txt can be")
    return Rules(refusal=cause, cause=error, seconds=AGAIN)


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
    return text if len(text) <= ENOUGH else text[: text.rfind(b"\n", 0, ENOUGH) + 1]
