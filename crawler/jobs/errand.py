"""ask(): run an errand to a site, which asks for the few pages that it wants; nothing is stored."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any, Self, cast

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from crawler.errors import KhabarError, ProbeError
from crawler.fetching import pool
from crawler.fetching.browser import missing
from crawler.jobs import habits
from crawler.jobs.inquiry import Inquiry
from crawler.jobs.running import Process
from crawler.jobs.targets import Target
from crawler.probing.findings import Findings
from crawler.sources import Source, site_of

Errand = Callable[[Inquiry], Awaitable[Any]]


async def ask(process: Process, source: Source, errand: Errand, *, most: int) -> Any:
    """Return what an errand to a site brings. Raises its KhabarError, and ProbeError where it was cut short."""
    crawler = process.create_crawler(_ErrandSpider)
    await process.crawl(crawler, source=source, errand=errand, most=most)
    spider = cast("_ErrandSpider", crawler.spider)
    if spider.error is not None:
        raise spider.error
    if spider.outcome is None:
        raise ProbeError(f"{source.home} was not looked at to the end: stopped before")
    return spider.outcome


async def ask_again(process: Process, source: Source, errand: Errand, found: Findings, *, most: int) -> Findings:
    """Return what an errand finds with a browser; what was `found` without where there is none, or it shows no more."""
    if missing(process.settings) or process.stopping:
        return found
    try:
        shown: Findings = await ask(process, replace(source, browser=True), errand, most=most)
    except KhabarError:
        return found
    return shown if shown.articles else found


class _ErrandSpider(Spider):
    """`errand` is given the inquiry, which asks for `most` pages; `outcome` is what it returns, `error` why not.

    `target` and `sites` are what the fence asks for: the site, and where its front page moves house.
    """

    name = "errand"
    target: Target
    sites: set[str]
    errand: Errand
    inquiry: Inquiry
    outcome: Any = None
    error: KhabarError | None = None

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        settings.set("ITEM_PIPELINES", {}, priority="spider")  # nothing is stored

    @classmethod
    def from_crawler(cls, crawler: Crawler, *, source: Source, errand: Errand, most: int) -> Self:
        spider = super().from_crawler(crawler)
        habits.suit(crawler.settings, source)
        spider.target = Target(source.id, source, source.home, whole=True)
        spider.sites = {site_of(source.home)}
        spider.errand = errand
        spider.inquiry = Inquiry(crawler, source, pool.hire(crawler.settings), most=most)
        crawler.signals.connect(spider.inquiry.take_robots, signal=signals.robots_parsed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        try:
            self.outcome = await self.errand(self.inquiry)
        except KhabarError as error:
            self.error = error
        return
        yield  # what the errand asks for, it awaits

    def closed(self, reason: str) -> None:  # noqa: ARG002  Scrapy gives it
        pool.release()
