"""news: crawl a site by its feeds, sitemaps, sections and links. What is found waits in the ledger, not in memory."""

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from crawler import stats
from crawler.article import Article
from crawler.discovery.feeds import read_feed
from crawler.discovery.reading import Reading, read_page
from crawler.discovery.sitemaps import read_sitemap, robots_sitemaps
from crawler.errors import StorageError, UsageError
from crawler.fetching import browser, failures, limits, pool
from crawler.fetching.refused import Interrupted
from crawler.fetching.robots import Unreachable
from crawler.found import Role
from crawler.jobs.course import Course
from crawler.jobs.desk import Desk
from crawler.jobs.targets import Target
from crawler.jobs.targets import target as read_target
from crawler.reasons import Reason, Rejection
from crawler.sources import Source, catalogue
from crawler.storage import Ledger, Page

DEAD = 10  # pages in a row without any answer: the site is down, and the rest waits for another crawl


class NewsSpider(Spider):
    """`target` is a source's id, or the address of a site, a section or an article; also a Target or a Source."""

    name = "news"
    custom_settings: ClassVar = {"SCHEDULER": "crawler.fetching.queue.LedgerQueue"}

    @classmethod
    def from_crawler(cls, crawler: Crawler, target: str | Source | Target = "", **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, **kwargs)
        settings = crawler.settings
        data = Path(settings["KHABAR_DATA"])
        spider.target = target if isinstance(target, Target) else read_target(target, catalogue(data))
        suit(settings, spider.target.source)
        spider.desk = Desk(spider.target, course(spider.target, settings), data=data, stats=Counters(crawler))
        spider.limit = settings.getint("KHABAR_LIMIT")
        spider.workers = pool.hire(
            settings.getint("KHABAR_WORKERS"), time_limit=settings.getfloat("KHABAR_PAGE_TIME_LIMIT")
        )
        crawler.signals.connect(spider.read_robots, signal=signals.robots_parsed)
        return spider

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.silent = 0  # pages in a row without an answer
        self.refusal = None  # of the page where the crawl began, or else of the first that was refused
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
        """Whether the pages under way may be all that the limit leaves room for: each may hold an article."""
        reading, engine = self.crawler.engine.scraper.slot, self.crawler.engine
        under_way = len(reading.active) + len(reading.queue) + len(engine.downloader.active)
        return 0 < self.limit <= self.crawler.stats.get_value(stats.STORED, 0) + under_way

    async def start(self) -> AsyncIterator[Request]:
        try:
            self.desk.begin()
        except StorageError as error:
            self.halt(error)
        return
        yield  # the queue is the ledger: nothing is handed to Scrapy here

    def ask_for(self, page: Page) -> Request:
        """Return the request for a page of the ledger."""
        return Request(page.url, callback=self.read, errback=self.failed, meta={"page": page}, dont_filter=True)

    def read_robots(self, request: Request, response: Response) -> None:
        try:
            self.desk.take_robots(robots_sitemaps(response.body), request.url)
        except StorageError as error:
            self.halt(error)

    async def read(self, response: Response) -> AsyncIterator[Article]:
        """Read a page in a worker process; its article goes to the pipelines, what it names to the ledger."""
        page = response.meta["page"]
        self.silent = 0
        self.crawler.stats.inc_value(stats.PAGES)
        if page.role in (Role.FEED, Role.SITEMAP):
            await self.read_list(page, response, page.role)
            return
        reading = await self.read_html(page, response)
        if isinstance(reading, Rejection):
            self.desk.give_up(page, reading)
            return
        if page.key == self.scope and reading.rejection and reading.rejection.reason is Reason.NOT_HTML:
            await self.read_either(page, response)
            return
        self.desk.take_links(page, reading, url=response.url)
        if reading.article is None or page.role is Role.FRONT:
            self.desk.set_aside(page, reading.rejection or Rejection(Reason.SECTION, "a front page"))
            return
        yield self.finished(reading.article, page, response)

    async def read_html(self, page: Page, response: Response) -> Reading | Rejection:
        content_type = response.headers.get("Content-Type", b"").decode("latin-1")
        return await self.workers.run(
            read_page,
            response.body,
            url=response.url,
            source=self.desk.source_at(response.url),
            charset=http_content_type_encoding(content_type),
            hint=page.found,
            now=datetime.now(UTC),
        )

    async def read_either(self, page: Page, response: Response) -> None:
        """Read a feed or a sitemap that the crawl was pointed at."""
        found = await self.workers.run(read_sitemap, response.body, response.url)
        await self.read_list(page, response, Role.FEED if found is None else Role.SITEMAP)

    async def read_list(self, page: Page, response: Response, role: Role) -> None:
        function = read_feed if role is Role.FEED else read_sitemap
        outcome = await self.workers.run(function, response.body, response.url)
        if isinstance(outcome, Rejection):
            self.desk.give_up(page, outcome)
        elif outcome is None:
            self.desk.give_up(page, Rejection(Reason.NOT_FOUND, f"no {role}"))
        else:
            self.desk.take_entries(page, outcome if role is Role.SITEMAP else outcome.entries)
            self.desk.cross_off(page, **validators(response))

    def finished(self, article: Article, page: Page, response: Response) -> Article:
        """Return the article with what only the crawl knows of it."""
        passed = (page.url, *response.meta.get("redirect_urls", ()), response.url, article.canonical_url)
        addresses = tuple(dict.fromkeys(each for each in (*article.addresses, *passed) if each))
        return replace(article, source=self.desk.source.id, fetched_at=datetime.now(UTC), addresses=addresses)

    def failed(self, failure: Failure) -> Request | None:
        """Cross off a page that could not be had, with its reason; a guessed https falls back to http."""
        error, request = failure.value, failure.request
        page = request.meta["page"]
        if isinstance(error, Interrupted):
            return None
        if self.is_plain(page, request, error):
            return request.replace(url=request.url.replace("https:", "http:", 1))
        rejection = failures.rejection(error, request.url)
        if self.refusal is None or page.url == self.target.url:
            self.refusal = rejection
        self.count_silence(rejection, request.url)
        if isinstance(error, Unreachable):
            self.desk.postpone(rejection)
        else:
            self.desk.give_up(page, rejection)
        return None

    def is_plain(self, page: Page, request: Request, error: BaseException) -> bool:
        guessed = self.target.guessed and page.depth == 0 and request.url.startswith("https:")
        return guessed and failures.has_no_tls(error)

    def count_silence(self, rejection: Rejection, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.target.url).netloc:
            return  # a subdomain that is no more says nothing of the site
        self.silent = self.silent + 1 if rejection.reason is Reason.NETWORK else 0
        if self.silent == DEAD:
            self.ending = limits.close(self.crawler, "unreachable")

    def halt(self, error: StorageError) -> None:
        """End the crawl: the archive cannot be written."""
        if self.ending is None:
            self.crawler.stats.set_value(stats.FAILURE, str(error))
            self.ending = limits.close(self.crawler, "storage")

    def closed(self, reason: str) -> None:  # noqa: ARG002  Scrapy gives it
        pool.release()
        with suppress(StorageError):  # the next run begins with putting back what is in hand
            self.desk.close()


class Counters:
    """The stats of a crawler that has none yet while its spider is being made."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    def inc_value(self, key: str, count: int = 1) -> None:
        self.crawler.stats.inc_value(key, count)


def suit(settings: Settings, source: Source) -> None:
    """Set what a source's file says of how its site is crawled; the command line still wins."""
    if source.delay is not None:
        settings.set("DOWNLOAD_DELAY", source.delay, priority="spider")
    if settings.getfloat("DOWNLOAD_DELAY") == 0:
        settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")  # it would slow down what is to run free
    if source.browser:
        chosen = browser.settings(allow_private=settings.getbool("KHABAR_ALLOW_PRIVATE_HOSTS"))
        settings.setdict(chosen, priority="spider")


def course(target: Target, settings: Settings) -> Course:
    """Return the bounds that the settings and the target draw."""
    return Course(
        scope=target.scope,
        below=target.folder,
        max_depth=read_setting(settings, "KHABAR_MAX_DEPTH", int, "a whole number"),
        max_number=settings.getint("KHABAR_LISTING_PAGES"),
        since=read_setting(settings, "KHABAR_SINCE", date.fromisoformat, "a day such as 2024-01-31"),
    )


def read_setting(settings: Settings, name: str, function: Callable[[str], Any], wanted: str) -> Any:
    """Return a setting that may be empty. Raises UsageError where it cannot be read."""
    text = "" if settings.get(name) is None else str(settings[name])
    try:
        return function(text) if text else None
    except ValueError:
        raise UsageError(f"{name} is {text!r}; give {wanted}") from None


def validators(response: Response) -> dict[str, str | None]:
    """Return what a later run can ask with whether a page has changed (RFC 9110 8.8)."""
    names = {"etag": "ETag", "last_modified": "Last-Modified"}
    return {key: (response.headers.get(name) or b"").decode("latin-1") or None for key, name in names.items()}
