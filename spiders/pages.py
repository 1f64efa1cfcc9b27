"""pages: fetch the pages given, and read the article of each; nothing is stored."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import clock
from crawler.article import Article
from crawler.discovery.bounds import Bounds
from crawler.discovery.reading import Reading, read_page
from crawler.extraction import reservations
from crawler.fetching import failures, pool
from crawler.fetching.browser import missing
from crawler.fetching.refused import Interrupted
from crawler.found import Role
from crawler.jobs.browsing import Browsing, fetched_with
from crawler.jobs.joining import Stories
from crawler.jobs.reader import charset
from crawler.reasons import Rejection
from crawler.sources import catalogue, find


class PagesSpider(Spider):
    """`urls` holds addresses, one a word; from Python, any iterable of them. `outcomes` says what each gave."""

    name = "pages"
    custom_settings: ClassVar = {
        "ITEM_PIPELINES": {"pipelines.tidy.Tidy": 100},
        "CONCURRENT_REQUESTS": 16,  # of different sites; to each it is one at a time
    }

    @classmethod
    def from_crawler(cls, crawler: Crawler, urls: str | Iterable[str] = "", **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, **kwargs)
        settings = crawler.settings
        spider.urls = urls.split() if isinstance(urls, str) else list(urls)
        spider.sources = catalogue(Path(settings["KHABAR_DATA"]))
        spider.outcomes = {}
        spider.workers = pool.hire(settings)
        spider.bounds = Bounds.of(settings.getint)
        spider.browsing = Browsing(crawler, missing=missing(settings))
        spider.stories = Stories(crawler, settings.getint("KHABAR_STORY_PAGES"))
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for url in dict.fromkeys(self.urls):
            meta = self.browsing.meta(Role.ARTICLE, find(url, self.sources))
            yield Request(url, self.read, errback=self.failed, cb_kwargs={"asked": url}, meta=meta, dont_filter=True)

    async def read(self, response: Response, asked: str) -> AsyncIterator[Article]:
        source = find(response.url, self.sources)
        reading = await self.browsing.reading(response, self.reading, role=Role.ARTICLE, source=source)
        if reading is None:
            return
        if isinstance(reading, Rejection) or reading.article is None:
            self.outcomes[asked] = reading if isinstance(reading, Rejection) else reading.rejection
            return
        article = await self.whole(reading, response)
        how = {"fetched_with": fetched_with(response), "fetched_at": clock.now()}
        article = replace(article, source=source.id, **how)
        self.outcomes[asked] = reservations.noted(article, response.headers)
        yield self.outcomes[asked]

    async def reading(self, response: Response, first: str | None = None) -> Reading | Rejection:
        """Read an answer; `first` is where the story began of which it is a later page."""
        return await self.workers.run(
            read_page,
            response.body,
            url=response.url,
            source=find(response.url, self.sources),
            charset=charset(response),
            hint=None,
            now=clock.now(),
            bounds=self.bounds,
            first=first,
        )

    async def whole(self, reading: Reading, response: Response) -> Article:
        """Return a story with its later pages, as far as they can be had."""
        try:
            return (await self.stories.whole(reading, response, self.reading)).article
        except Interrupted:
            return reading.article

    def failed(self, failure: Failure) -> None:
        asked = failure.request.cb_kwargs["asked"]
        self.outcomes[asked] = failures.rejection(failure.value, failure.request.url)

    def closed(self, reason: str) -> None:  # noqa: ARG002  Scrapy gives it
        pool.release()
