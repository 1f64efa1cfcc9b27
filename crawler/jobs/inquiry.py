"""An inquiry: a site is asked for a few pages, as politely as in a crawl, and what they hold is given back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.article import Article
from crawler.discovery.bounds import Bounds
from crawler.discovery.feeds import Feed
from crawler.discovery.reading import Reading
from crawler.discovery.sitemaps import Sitemap, robots_sitemaps
from crawler.errors import ProbeError
from crawler.extraction.workers import Workers
from crawler.fetching import failures
from crawler.fetching.browser import WANTED, Want, missing
from crawler.fetching.refused import Interrupted
from crawler.found import Found, Role
from crawler.jobs.patience import REFUSING, SAID, Patience
from crawler.jobs.reader import Reader, charset
from crawler.jobs.rendering import kind_of, said
from crawler.probing.look import Look, look
from crawler.reasons import Reason, Rejection
from crawler.sources import Source
from crawler.storage import Page
from crawler.urls import key, normal

REFUSALS = 3  # answers in a row that mean us: then nothing more is asked
EVERY = "/{path}"  # a pattern by which a sitemap's pages are given back whatever their addresses look like
_ANSWERED = 200
_ENOUGH = Rejection(Reason.NETWORK, "not asked for: enough was")


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that answered, at `url` after redirects."""

    url: str
    reading: Reading
    look: Look
    headers: Mapping[str, str] = field(default_factory=dict)
    plain: Article | None = None  # its article as it is read without the source's selectors


class Inquiry:
    """Asks for at most so many pages of a source; `source` may be another one from the front page on."""

    def __init__(self, crawler: Crawler, source: Source, workers: Workers, *, most: int) -> None:
        bounds = Bounds.of(crawler.settings.getint)
        self.crawler = crawler
        self.source = source
        self.reader = Reader(workers, lambda _: self.source, bounds)
        self._plain = Reader(workers, lambda _: replace(self.source, selectors={}), bounds)
        self._lists = Reader(workers, lambda _: replace(self.source, article_url=EVERY), bounds)
        self.most = most
        self.asked = 0
        self.robots: list[str] = []  # the sitemaps that it names
        self.has_no_tls = False  # the last that was asked for over https failed, since there is no TLS
        self._patience = Patience(refusals=REFUSALS)
        self.refused = 0  # guesses
        self._guesses = False

    def take_robots(self, request: Request, response: Response) -> None:
        """Hear of a robots.txt."""
        self.robots += [normal(urljoin(request.url, each)) for each in robots_sitemaps(response.body)]

    def let_out(self, url: str) -> None:
        """Let a feed or a sitemap be asked for that stands on another site, as a source's file does that names it."""
        spider: Any = self.crawler.spider
        named = replace(spider.target.source, feeds=(*spider.target.source.feeds, url))
        spider.target = replace(spider.target, source=named)

    @contextmanager
    def guessing(self) -> Iterator[None]:
        """What is asked for inside is named by nobody: to refuse it means the address, and not us."""
        self._guesses = True
        try:
            yield
        finally:
            self._guesses = False

    async def page(self, url: str, role: Role = Role.PAGE) -> Seen | Rejection:
        """Ask for a page and read it. Raises ProbeError where the site has done nothing but refuse."""
        response = await self._answer(url, role)
        if isinstance(response, Rejection):
            return response
        reading = await self.reader.page(_page(url, role), response)
        if isinstance(reading, Rejection):
            return reading
        if reading.rejection and reading.rejection.reason in SAID:
            return self._heard(reading.rejection, SAID[reading.rejection.reason], url)
        told = await self._look(response)
        if isinstance(told, Rejection):
            return told
        return Seen(response.url, reading, told, _headers(response), await self._unruled(url, role, response))

    async def _unruled(self, url: str, role: Role, response: Response) -> Article | None:
        if role is not Role.ARTICLE or not self.source.selectors:
            return None
        reading = await self._plain.page(_page(url, role), response)
        return None if isinstance(reading, Rejection) else reading.article

    async def list(self, url: str, role: Role, *, level: int = 1) -> Feed | Sitemap | Seen | Rejection:
        """Ask for a feed or a sitemap and read it; a page that stands in its place is given back as one."""
        response = await self._answer(url, role)
        if isinstance(response, Rejection):
            return response
        asked = _page(url, role, level)
        listing = await self._lists.listing(asked, response, role)
        if not isinstance(listing, Rejection):
            return listing
        reading, told = await self.reader.page(asked, response), await self._look(response)
        if isinstance(reading, Rejection) or isinstance(told, Rejection) or not told.named.addresses:
            return listing
        return Seen(response.url, reading, told)

    def _wanted(self, role: Role) -> dict[str, Want]:
        """Return what is wanted of the browser for a page, where the source's file asks for one and one is there."""
        kind = kind_of(role)
        if kind is None or not said(self.source, kind) or missing(self.crawler.settings):
            return {}
        return {WANTED: Want(kind, self.source.timezone)}

    async def _look(self, response: Response) -> Look | Rejection:
        return await self.reader.workers.run(
            look,
            response.body,
            url=response.url,
            charset=charset(response),
            source=self.reader.source_at(response.url),
            now=datetime.now(UTC),
        )

    async def _answer(self, url: str, role: Role) -> Response | Rejection:
        if self.asked >= self.most:
            return _ENOUGH
        self.asked += 1
        engine = self.crawler.engine
        assert engine is not None
        try:
            meta = {"page": _page(url, role), **self._wanted(role)}
            response = await engine.download_async(Request(url, meta=meta, dont_filter=True))
        except Interrupted:
            raise ProbeError("stopped before the site was known") from None
        except failures.DOWNLOAD_ERRORS as error:
            self.has_no_tls = failures.has_no_tls(error)
            return self._heard(failures.rejection(error, url), None, url)
        if response.status != _ANSWERED:
            return self._heard(failures.of_answer(response), response.status, url)
        self._patience.pleased()
        return response

    def _heard(self, rejection: Rejection, status: int | None, url: str) -> Rejection:
        if self._guesses and status in REFUSING:  # it means the address, where nobody named it
            self.refused += 1
            return rejection
        enough = self._patience.heard(rejection, status, urlsplit(url).netloc)
        if enough:
            raise ProbeError(enough[1])
        return rejection


def _page(url: str, role: Role, level: int = 1) -> Page:
    """Return what is asked for as the middlewares know it."""
    return Page(
        id=0,
        url=url,
        key=key(url),
        role=role,
        depth=0,
        parent=None,
        found=Found(url, role, number=level),
        attempts=1,
        first_seen=datetime.now(UTC),
    )


def _headers(response: Response) -> dict[str, str]:
    names = (name.decode("latin-1") for name in response.headers)
    return {name.lower(): (response.headers.get(name) or b"").decode("latin-1") for name in names}
