"""One page in the browser: it navigates once, and nothing outlives it. Where it would go on is noted, and not gone.

Wherever a page leads, by a redirect or by a script, the crawl decides: the way goes back to Scrapy as a redirect, and
so through the fence, robots.txt and the pace like any other request.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar
from weakref import WeakSet

from playwright.async_api import BrowserContext, Download, Page, Route
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Response as Answer
from scrapy import Request

from crawler.fetching import consent
from crawler.fetching.rest import Traffic
from crawler.reasons import Reason

RELOADS = 2  # of one page: some put a cookie down and load themselves anew
LAYERS = 3  # frames that ask for consent
PARTING = 3.0  # seconds to close a page


class Visit:
    """`count` hears of each pop-up and download that a page wanted."""

    guarded: ClassVar[WeakSet[BrowserContext]] = WeakSet()

    def __init__(self, url: str, count: Callable[[str], None] = lambda _: None) -> None:
        self.url = url
        self.page: Page | None = None
        self.traffic: Traffic | None = None
        self.is_watched = False
        self.leads_to = ""
        self.refusal: tuple[Reason, str] | None = None
        self.answer: Answer | None = None
        self.has_crashed = False
        self._count = count
        self._is_loaded = False
        self._navigations = 0
        self._layers = 0
        self._frame = ""
        self._devtools: Any = None

    async def begin(self, page: Page, _request: Request) -> None:
        """Watch over a page from before its first navigation."""
        self.page = page
        self.traffic = Traffic(page)
        if page.context not in self.guarded:
            self.guarded.add(page.context)
            await page.context.route("**/*", _stop)  # a page's own routes go first, so this meets windows it opens
        page.on("load", self._loaded)
        page.on("popup", self._opens)
        page.on("download", self._downloads)
        page.on("response", self._answers)
        page.on("crash", self._crashes)
        self._devtools = await page.context.new_cdp_session(page)
        self._frame = (await self._devtools.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        self._devtools.on("Fetch.requestPaused", self._asked)
        await self._devtools.send("Fetch.enable", {"patterns": [{"resourceType": "Document"}]})
        self.is_watched = True

    def rests(self) -> None:
        """The page is as it is to be read: where it would go from here is no part of it."""
        self._is_loaded = True

    def may_load_anew(self) -> None:
        """Let the page load itself once more, as some do when a layer has been answered."""
        self._navigations = min(self._navigations, RELOADS)

    async def end(self) -> bool:
        """Close what is left of the page; return whether it let itself be closed. One whose script runs on is ended."""
        for way in (self._close, self._break, self._close):
            if self.page is None or self.page.is_closed():
                return True
            with suppress(TimeoutError, PlaywrightError):
                async with asyncio.timeout(PARTING):
                    await way()
        return self.page is None or self.page.is_closed()

    async def _close(self) -> None:
        if self.page:
            await self.page.close()

    async def _break(self) -> None:
        """End the page's process; it hears of this even where its script never ends."""
        if self._devtools:
            await self._devtools.send("Page.crash")

    def _loaded(self, _page: Page) -> None:
        self._is_loaded = True

    def _crashes(self, _page: Page) -> None:
        self.has_crashed = True

    async def _opens(self, page: Page) -> None:
        self._count("browser-popups")
        with suppress(PlaywrightError):
            await page.close()

    def _downloads(self, download: Download) -> None:
        if download.url == self.url:
            self.refusal = Reason.NOT_HTML, self.url
        else:
            self._count("browser-downloads")

    def _answers(self, answer: Answer) -> None:
        if answer.request.is_navigation_request() and answer.frame.parent_frame is None:
            self.answer = answer

    async def _asked(self, event: dict[str, Any]) -> None:
        answer, given = self._decide(event), {"requestId": event["requestId"]}
        with suppress(PlaywrightError):  # the page is closed
            if answer is None:
                await self._devtools.send("Fetch.continueRequest", given)
            else:
                await self._devtools.send("Fetch.failRequest", {**given, "errorReason": answer})

    def _decide(self, event: dict[str, Any]) -> str | None:
        """Return the error that a document's request ends in; None: it may be made."""
        url, is_redirect = event["request"]["url"], "redirectedRequestId" in event
        if event["frameId"] != self._frame:
            return None if self._is_layer(url) else "Aborted"  # a frame's text is no part of its page
        self._navigations += not is_redirect
        if not is_redirect and (self._navigations == 1 or self._may_reload(url)):
            return None
        if self._is_loaded:
            return "Aborted"  # the page stays as it is
        self._leads(url)
        return "BlockedByClient"  # nothing more is waited for

    def _is_layer(self, url: str) -> bool:
        self._layers += consent.is_layer(url)
        return consent.is_layer(url) and self._layers <= LAYERS

    def _may_reload(self, url: str) -> bool:
        return url == self.url and self._navigations <= 1 + RELOADS

    def _leads(self, url: str) -> None:
        if url == self.url:
            self.refusal = Reason.HTTP_ERROR, f"{url} loads itself again and again"
        else:
            self.leads_to = self.leads_to or url


async def _stop(route: Route) -> None:
    with suppress(PlaywrightError):
        await route.abort()
