"""news: crawl a site by its feeds, sitemaps, sections and links. What is found waits in the ledger, not in memory."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import clock, stats
from crawler.article import Article
from crawler.discovery.bounds import Bounds
from crawler.discovery.reading import Reading
from crawler.discovery.sitemaps import robots_sitemaps
from crawler.errors import StorageError
from crawler.extraction import reservations
from crawler.fetching import failures, limits, pool
from crawler.fetching.refused import Interrupted
from crawler.fetching.robots import Unreachable
from crawler.fetching.set_apart import BROKEN
from crawler.fetching.validators import fresh_for, validators
from crawler.found import Role
from crawler.jobs import habits
from crawler.jobs.browsing import Browsing, fetched_with
from crawler.jobs.counters import Counters
from crawler.jobs.desk import Desk
from crawler.jobs.joining import Stories, beginning
from crawler.jobs.patience import REFUSING, SAID, Patience
from crawler.jobs.reader import Reader
from crawler.jobs.targets import Target
from crawler.jobs.targets import target as read_target
from crawler.reasons import Reason, Rejection
from crawler.sources import Source, catalogue
from crawler.storage import Ledger, Page

NOT_MODIFIED = 304


class NewsSpider(Spider):
    """`target` is a source's id, or the address of a site, a section or an article; also a Target or a Source."""

    name = "news"
    custom_settings: ClassVar = {
        "SCHEDULER": "crawler.fetching.queue.LedgerQueue",
        # They look after requests that a spider yields; this one yields articles, and each of them takes its time.
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
            "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
        },
    }

    @classmethod
    def from_crawler(
        cls, crawler: Crawler, target: str | Source | Target = "", asked_by: str = "crawl", **kwargs: Any
    ) -> Self:
        spider = super().from_crawler(crawler, **kwargs)
        settings = crawler.settings
        data = Path(settings["KHABAR_DATA"])
        spider.target = target if isinstance(target, Target) else read_target(target, catalogue(data))
        habits.suit(settings, spider.target.source)
        course = habits.course(spider.target, settings)
        how = {"visits": habits.visits(course, settings), "traps": habits.traps(settings)}
        spider.counters = Counters(crawler)
        spider.desk = Desk(spider.target, course, **how, data=data, stats=spider.counters, asked_by=asked_by)
        spider.patience = Patience(refusals=settings.getint("KHABAR_REFUSALS"))
        spider.limit = settings.getint("KHABAR_LIMIT")
        spider.most_pages = settings.getint("KHABAR_MAX_PAGES")
        bounds = Bounds.of(settings.getint)
        spider.sitemap_size = bounds.sitemap_size
        spider.reader = Reader(pool.hire(settings), spider.desk.source_at, bounds, spider.desk.learning.known)
        spider.stories = Stories(crawler, settings.getint("KHABAR_STORY_PAGES"), spider.hear)
        spider.browsing = Browsing.of(crawler, spider.desk.archive, spider.desk.source.id)
        crawler.signals.connect(spider.read_robots, signal=signals.robots_parsed)
        return spider

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.refusal = None  # see note()
        self.ending = None

    @property
    def ledger(self) -> Ledger:
        return self.desk.ledger

    @property
    def scope(self) -> str:
        return self.desk.scope

    @property
    def sites(self) -> set[str]:
        return self.desk.sites

    @property
    def is_sated(self) -> bool:
        """Whether the pages in hand are all that the concurrency or the limit leaves room for.

        As many pages are being asked for, read or stored as requests may be made at once: a crawl that is killed has
        only those to ask for again.
        """
        engine = self.crawler.engine
        in_hand = len(engine._slot.inprogress)  # noqa: SLF001  between the downloader and the scraper nobody else has it
        if 0 < engine.downloader.total_concurrency <= in_hand:
            return True
        return 0 < self.limit <= self.crawler.stats.get_value(stats.STORED, 0) + in_hand

    async def start(self) -> AsyncIterator[Request]:
        try:
            self.desk.begin(again=self.browsing.again)
        except StorageError as error:
            self.halt(error)
        return
        yield  # the queue is the ledger: nothing is handed to Scrapy here

    def ask_for(self, page: Page) -> Request:
        """Return the request for a page of the ledger, which asks for it only if it has changed where that can be."""
        conditions = self.desk.conditions(page)
        meta = self.browsing.meta(page.role, self.target.source)
        meta |= {"page": page, "handle_httpstatus_list": [NOT_MODIFIED] if conditions else []}
        if page.role is Role.SITEMAP:
            meta["download_maxsize"] = self.sitemap_size
        how = {"callback": self.read, "errback": self.failed, "dont_filter": True}
        return Request(page.url, headers=conditions, meta=meta, **how)

    def passes_over(self, page: Page) -> bool:
        """Tell whether a page is not worth asking for: it is one of endlessly many; if so, it is set aside."""
        return self.stories.has_joined(page) or self.desk.passes_over(page)

    def read_robots(self, request: Request, response: Response) -> None:
        try:
            self.desk.take_robots(robots_sitemaps(response.body), request.url)
        except StorageError as error:
            self.halt(error)

    async def read(self, response: Response) -> AsyncIterator[Article]:
        """Read a page in a worker process; its article goes to the pipelines, what it names to the ledger."""
        page = response.meta["page"]
        self.crawler.stats.inc_value(stats.PAGES)
        self.crawler.stats.inc_value(stats.LATENCY, int(1000 * response.meta.get("download_latency", 0)))
        if 0 < self.most_pages <= self.crawler.stats.get_value(stats.PAGES):
            self.end("limit", bound="pages")
        if response.status == NOT_MODIFIED:
            self.patience.pleased()
            self.desk.unchanged(page, **validators(response))
            return
        if page.role in (Role.FEED, Role.SITEMAP):
            await self.read_list(page, response, page.role)
            return
        how = {"role": page.role, "source": self.target.source}
        reading = await self.browsing.reading(response, partial(self.reader.page, page), **how)
        if not isinstance(reading, Reading):
            self.lose(page, reading, response) if reading else None  # None: the crawl ends, and it stays in hand
            return
        self.count(reading.cut)
        if page.key == self.scope and reading.rejection and reading.rejection.reason is Reason.NOT_HTML:
            await self.read_list(page, response, None)
            return
        if reading.rejection and reading.rejection.reason in SAID:
            self.lose(page, reading.rejection, response, status=SAID[reading.rejection.reason])
            return
        self.patience.pleased()
        self.desk.learn(page, reading)
        with self.desk.at_once():
            brought = self.desk.take_links(page, reading, url=response.url)
            if reading.article is None or page.role is Role.FRONT:
                rejection = reading.rejection or Rejection(Reason.SECTION, "a front page")
                self.desk.outcomes.set_aside(page, rejection, brought=brought, **validators(response))
                return
        if article := await self.whole(page, reading, response, brought):
            response.meta["lesson"] = reading.lesson
            yield self.finished(article, page, response)

    async def whole(self, page: Page, reading: Reading, response: Response, brought: int) -> Article | None:
        """Return a story with its later pages; None where this is one of those, or the crawl ends meanwhile."""
        if begins := beginning(page, reading, self.desk.archive):
            self.desk.take_beginning(page, begins)
            self.desk.outcomes.set_aside(page, Rejection(Reason.PART, begins), brought=brought, **validators(response))
            return None
        try:
            whole = await self.stories.whole(reading, response, partial(self.read_on, page))
        except Interrupted:
            return None  # it stays in hand
        response.meta["cut_short"] = whole.cut_short
        if whole.cut_short and page.article_id:  # what is kept is more than what could be had today
            self.desk.outcomes.give_up(page, Rejection(Reason.NETWORK, "a later page of the story could not be had"))
            return None
        return whole.article

    async def read_on(self, page: Page, response: Response, first: str) -> Reading | Rejection:
        """Read a later page of the story that began at `first`."""
        return await self.reader.page(page, response, first=first)

    async def read_list(self, page: Page, response: Response, role: Role | None) -> None:
        """Read a feed or a sitemap; None: the crawl was pointed at it, and it may be either."""
        outcome = await self.reader.listing(page, response, role)
        if isinstance(outcome, Rejection):
            self.lose(page, outcome, response)
            return
        self.patience.pleased()
        self.count(outcome.cut)
        self.desk.hear_ttl(fresh_for(response), outcome)
        for _ in self.desk.take_entries(page, outcome.entries):
            await asyncio.sleep(0)
        self.desk.outcomes.cross_off(page, **validators(response))

    def count(self, cut: Iterable[str]) -> None:
        """Count the bounds that were met in reading something."""
        for name in cut:
            self.crawler.stats.inc_value(stats.BOUND + name)

    def finished(self, article: Article, page: Page, response: Response) -> Article:
        """Return the article with what only the crawl knows of it."""
        passed = (page.url, *response.meta.get("redirect_urls", ()), response.url, article.canonical_url)
        addresses = tuple(dict.fromkeys(each for each in (*article.addresses, *passed) if each))
        how = {"fetched_with": fetched_with(response), "fetched_at": clock.now()}
        article = replace(article, source=self.desk.source.id, addresses=addresses, **how)
        return reservations.noted(article, response.headers)

    def came_back(self, page: Page, article: Article | None, response: Response, *, changed: bool) -> None:
        """Hear that a page's article is in the archive; see Outcomes.came_back()."""
        self.desk.outcomes.came_back(page, article, changed=changed, **validators(response))
        if changed and (lesson := response.meta.get("lesson")):
            self.desk.learning.learn(lesson)

    def failed(self, failure: Failure) -> Request | None:
        """Cross off a page that could not be had, with its reason; a guessed https falls back to http."""
        error, request = failure.value, failure.request
        page = request.meta["page"]
        if isinstance(error, Interrupted):
            return None
        if self.is_plain(page, request, error):
            return request.replace(url=request.url.replace("https:", "http:", 1))
        rejection = failures.rejection(error, request.url)
        self.count(failures.bounds(error))
        self.note(page, rejection)
        if isinstance(error, Unreachable):
            self.desk.outcomes.postpone(rejection)
            return None
        self.lose(page, rejection, request, status=failures.status(error))
        return None

    def note(self, page: Page, rejection: Rejection) -> None:
        """Keep what the page where the crawl began met with; else the first that somebody named."""
        first = self.refusal is None and not self.desk.outcomes.is_guess(page)
        if first or page.url == self.target.url:
            self.refusal = rejection

    def lose(self, page: Page, rejection: Rejection, met: Request | Response, *, status: int | None = None) -> None:
        """Give a page up; where the site has done nothing but refuse for a while, the crawl too."""
        if isinstance(met, Response) and rejection.reason in BROKEN:
            self.desk.outcomes.quarantine(page, rejection, met)
            return
        self.desk.outcomes.give_up(page, rejection, status=status)
        if status in REFUSING and self.desk.outcomes.is_guess(page):
            return  # of an address that nobody named it means the address
        self.hear(rejection, status, urlsplit(met.url).netloc)

    def hear(self, rejection: Rejection, status: int | None, host: str) -> None:
        """Note that a page could not be had; end the crawl where the site has done nothing but refuse for a while."""
        is_own = host == urlsplit(self.target.url).netloc  # a subdomain that is no more says nothing of the site
        if is_own and (enough := self.patience.heard(rejection, status, host)):
            self.stop(*enough)

    def is_plain(self, page: Page, request: Request, error: BaseException) -> bool:
        guessed = self.target.guessed and page.depth == 0 and request.url.startswith("https:")
        return guessed and failures.has_no_tls(error)

    def stop(self, finish: str, words: str) -> None:
        """End the crawl of this source, as it cannot go on; its pages wait in the ledger for the next one."""
        if self.ending is None:
            self.crawler.stats.set_value(stats.FAILURE, words)
            self.ending = limits.close(self.crawler, finish)

    def end(self, finish: str, *, bound: str | None = None) -> None:
        """End the crawl of this source, as somebody wants it or as it has met a bound."""
        if self.ending is None:
            self.count([bound] if bound else [])
            self.ending = limits.close(self.crawler, finish)

    def halt(self, error: StorageError) -> None:
        """End the crawl: the archive cannot be written."""
        self.stop("storage", str(error))

    def closed(self, reason: str) -> None:
        pool.release()
        try:
            self.desk.close(
                lambda: self.counters.ending(
                    reason, refusal=self.refusal, kept=self.desk.kept, site=self.target.source.site
                )
            )
        except StorageError as error:  # the next run begins with putting back what is in hand
            self.crawler.stats.set_value(stats.FAILURE, str(error))
