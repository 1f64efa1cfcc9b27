"""Chromium as a crawl uses it: behind the gateway, one navigation a page, and nothing that outlives the page.

Wherever a page leads, by a redirect or by a script, the crawl decides: the way goes back to Scrapy as a redirect, and
so through the fence, robots.txt and the pace like any other request.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from functools import partial
from typing import Any, ClassVar, cast
from weakref import WeakSet

from playwright._impl._errors import TargetClosedError
from playwright.async_api import Browser, BrowserContext, Page, Route
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Response as Answer
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response
from scrapy_playwright.handler import Config, ScrapyPlaywrightDownloadHandler
from scrapy_playwright.provider import PlaywrightBrowserProvider

from crawler import stats
from crawler.fetching import connections
from crawler.fetching.egress import resolve
from crawler.fetching.gateway import Bounds, Gateway
from crawler.fetching.refused import Interrupted, Refused
from crawler.reasons import Reason

logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)  # what fails is counted, and kept with its reason

FINISH = "no-browser"  # how a crawl ended that has none
WORDS = "Chromium cannot be started; `playwright install chromium` brings one"
RELOADS = 2  # of one page: some put a cookie down and load themselves anew
PARTING = 5.0  # seconds to close a page; one whose script never ends takes its browser along
_SHOWN = (b"html", b"xml", b"text")  # what a browser shows as it is; of the rest it makes a page of its own
_DENIED = (403, 502)  # what the gateway answers where it connects to nothing


class NoBrowser(Exception):
    """Chromium cannot be started."""


class Handler(ScrapyPlaywrightDownloadHandler, connections.Handler):  # type: ignore[misc]
    """Download handler: what is marked for the browser goes there, everything else as ever."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        settings = crawler.settings
        self.config.target_closed_max_retries = 0  # where a browser dies, Scrapy asks again, and at the site's pace
        self.config.navigation_timeout_ms = settings.getfloat("DOWNLOAD_TIMEOUT") * 1000
        self._seconds = settings.getfloat("KHABAR_BROWSER_TIME_LIMIT")
        self._largest = settings.getint("DOWNLOAD_MAXSIZE")
        self._gateway = Gateway(
            resolve,
            allow_private=settings.getbool("KHABAR_ALLOW_PRIVATE_HOSTS"),
            bounds=Bounds(
                connections=settings.getint("KHABAR_BROWSER_CONNECTIONS"),
                seconds=settings.getfloat("DOWNLOAD_TIMEOUT"),
                size=settings.getint("KHABAR_BROWSER_MAXSIZE"),
            ),
            count=self._count,
        )
        self._cleared = asyncio.Event()
        self.browser_provider_cls = partial(Provider, gateway=self._gateway)

    async def download_request(self, request: Request) -> Response:
        """Return what a page has become in the browser, or a redirect to where it leads."""
        if not request.meta.get("playwright"):
            return await super().download_request(request)
        visit = Visit(request.url)
        request.meta["playwright_page_init_callback"] = visit.begin
        self._gateway.begin()
        try:
            response = await self._load(request, visit)
        finally:
            await self._end(visit)
            request.meta.pop("playwright_page_init_callback", None)
        return self._checked(request, response)

    async def _load(self, request: Request, visit: Visit) -> Response:
        self._cleared.clear()
        try:
            async with asyncio.timeout(self._seconds):
                response = await super().download_request(request)
        except NoBrowser as error:
            self._give_up()
            raise Interrupted from error
        except PlaywrightTimeout as error:
            raise DownloadTimeoutError(request.url) from error
        except TimeoutError as error:
            words = f"{request.url} does not come to rest"  # and would not another time
            raise Refused(Reason.NETWORK, words, bound="browser-time") from error
        except (PlaywrightError, RuntimeError, AttributeError) as error:  # the last two where the browser just died
            if not visit.leads_to:
                return await self._without_page(error, request, visit)
        if visit.leads_to:
            return Response(request.url, status=302, headers={"Location": visit.leads_to}, request=request)
        if visit.refusal:
            raise Refused(*visit.refusal)
        if not visit.is_watched:
            raise DownloadFailedError("the browser does not let itself be watched")
        return response

    def _checked(self, request: Request, response: Response) -> Response:
        failure = self._gateway.failure(request.url) if response.status in _DENIED else None
        if failure:
            raise failure
        if len(response.body) > self._largest:
            raise DownloadCancelledError(request.url)
        kind = (response.headers.get("Content-Type") or b"html").lower()
        if response.status < 300 and not any(each in kind for each in _SHOWN):
            raise Refused(Reason.NOT_HTML, request.url)
        return response.replace(url=request.url)  # whatever a script has written into the address bar

    async def _without_page(self, error: Exception, request: Request, visit: Visit) -> Response:
        """Return an answer that has nothing to show, or raise what its want comes from."""
        if isinstance(error, TargetClosedError):
            with suppress(TimeoutError):  # a browser that died is cleared away before the page is asked for again
                await asyncio.wait_for(self._cleared.wait(), PARTING)
        if failure := self._gateway.failure(request.url):
            raise failure from error
        if visit.refusal:
            raise Refused(*visit.refusal) from error
        if visit.answer and visit.answer.status >= 400:
            headers = await visit.answer.all_headers()
            headers.pop("content-encoding", None)
            return Response(request.url, status=visit.answer.status, headers=headers, request=request)
        words = str(error).partition("\n")[0]
        raise DownloadFailedError(f"certificate: {words}" if "ERR_CERT" in words else words) from error

    async def _end(self, visit: Visit) -> None:
        """Close what is left of a page; where it does not let itself be closed, its browser; at worst forget both."""
        if visit.page is None or visit.page.is_closed():
            return
        for part in (visit.page, getattr(self, "browser", None)):
            with suppress(TimeoutError, PlaywrightError):
                async with asyncio.timeout(PARTING):
                    if part:
                        await part.close()
                    return
        self._forget()

    def _forget(self) -> None:
        self.context_wrappers.clear()
        self.browser_provider.forget()
        self.__dict__.pop("browser", None)

    async def _browser_disconnected_callback(self) -> None:
        await super()._browser_disconnected_callback()
        self._cleared.set()

    def _give_up(self) -> None:
        stop = getattr(self._crawler.spider, "stop", None)
        if stop:
            stop(FINISH, WORDS)
        else:
            self.stats.set_value(stats.FAILURE, WORDS)

    def _count(self, bound: str) -> None:
        self.stats.inc_value(stats.BOUND + bound)


class Provider(PlaywrightBrowserProvider):  # type: ignore[misc]
    """Starts Chromium when the first page wants it, and the gateway with it; ends both with the crawl."""

    def __init__(self, config: Config, *, gateway: Gateway) -> None:
        super().__init__(config)
        self._gateway = gateway

    async def start(self) -> None:
        """Start nothing yet: there are two handlers, and many a crawl needs one."""

    async def launch_browser(self) -> Browser:
        """Return a browser. Raises NoBrowser."""
        try:
            await self._gateway.open()
            if self.browser_type is None:
                await super().start()
            self.config.launch_options["proxy"] = self._gateway.proxy
            return cast("Browser", await super().launch_browser())
        except (PlaywrightError, OSError) as error:
            raise NoBrowser from error

    def forget(self) -> None:
        """Begin anew with the next page: Playwright does not answer any more."""
        self.playwright_context_manager = self.playwright = self.browser_type = None

    async def close(self) -> None:
        """End browser and gateway."""
        await super().close()
        await self._gateway.close()


class Visit:
    """One page in the browser: it navigates once; where it would go on is noted, and not gone."""

    guarded: ClassVar[WeakSet[BrowserContext]] = WeakSet()

    def __init__(self, url: str) -> None:
        self.url = url
        self.page: Page | None = None
        self.is_watched = False
        self.leads_to = ""
        self.refusal: tuple[Reason, str] | None = None
        self.answer: Answer | None = None
        self._is_loaded = False
        self._navigations = 0
        self._frame = ""
        self._devtools: Any = None

    async def begin(self, page: Page, _request: Request) -> None:
        """Watch over a page from before its first navigation."""
        self.page = page
        if page.context not in self.guarded:
            self.guarded.add(page.context)
            await page.context.route("**/*", _stop)  # a page's own routes go first, so this meets windows it opens
        page.on("load", self._loaded)
        page.on("popup", _close)
        page.on("download", self._downloads)
        page.on("response", self._answers)
        self._devtools = await page.context.new_cdp_session(page)
        self._frame = (await self._devtools.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        self._devtools.on("Fetch.requestPaused", self._asked)
        await self._devtools.send("Fetch.enable", {"patterns": [{"resourceType": "Document"}]})
        self.is_watched = True

    def _loaded(self, _page: Page) -> None:
        self._is_loaded = True

    def _downloads(self, _download: object) -> None:
        self.refusal = Reason.NOT_HTML, self.url

    def _answers(self, answer: Answer) -> None:
        if answer.request.is_navigation_request():
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
            return "Aborted"  # a frame's text is no part of its page
        self._navigations += not is_redirect
        if not is_redirect and (self._navigations == 1 or self._may_reload(url)):
            return None
        if self._is_loaded:
            return "Aborted"  # the page stays as it is
        self._leads(url)
        return "BlockedByClient"  # nothing more is waited for

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


async def _close(page: Page) -> None:
    with suppress(PlaywrightError):
        await page.close()
