"""pages: fetch the pages given, and read the article of each; nothing is stored."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure
from w3lib.encoding import http_content_type_encoding

from crawler.article import Article
from crawler.extraction import extract, reservations
from crawler.fetching import failures, pool
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
        spider.workers = pool.hire(
            settings.getint("KHABAR_WORKERS"),
            time_limit=settings.getfloat("KHABAR_PAGE_TIME_LIMIT"),
            memory=settings.getint("KHABAR_WORKER_MEMORY"),
        )
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for url in dict.fromkeys(self.urls):
            yield Request(url, self.read, errback=self.failed, cb_kwargs={"asked": url}, dont_filter=True)

    async def read(self, response: Response, asked: str) -> AsyncIterator[Article]:
        source = find(response.url, self.sources)
        content_type = response.headers.get("Content-Type", b"").decode("latin-1")
        outcome = await self.workers.run(
            extract,
            response.body,
            url=response.url,
            source=source,
            charset=http_content_type_encoding(content_type),
            now=datetime.now(UTC),
        )
        if not isinstance(outcome, Rejection):
            outcome = replace(outcome, source=source.id, fetched_at=datetime.now(UTC))
            outcome = reservations.noted(outcome, response.headers)
            yield outcome
        self.outcomes[asked] = outcome

    def failed(self, failure: Failure) -> None:
        asked = failure.request.cb_kwargs["asked"]
        self.outcomes[asked] = failures.rejection(failure.value, failure.request.url)

    def closed(self, reason: str) -> None:  # noqa: ARG002  Scrapy gives it
        pool.release()
