"""Pages loaded in Chromium by scrapy-playwright: behind a gateway, nothing but what their text needs, within bounds."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from playwright._impl._errors import TargetClosedError
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, DownloadFailedError, DownloadTimeoutError
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from crawler import stats
from crawler.fetching import consent, more, rest
from crawler.fetching.addresses import fault
from crawler.fetching.browser import NO_CHROMIUM, WANTED, Kind, Want
from crawler.fetching.chromium import NoBrowser, shared
from crawler.fetching.egress import resolve
from crawler.fetching.gateway import Bounds, Gateway
from crawler.fetching.refused import Refused
from crawler.fetching.trackers import is_tracker
from crawler.fetching.visit import Visit
from crawler.reasons import Reason
from crawler.sources import site_of

UNWANTED = {"image", "media", "font", "texttrack", "manifest", "ping"}  # what a page's text does not need
PARTING = 5.0  # seconds to close a context
_SHOWN = (b"html", b"xml", b"text")  # what a browser shows as it is; of the rest it makes a page of its own
_DENIED = (403, 502)  # what the gateway answers where it connects to nothing
_CONDITIONS = ("If-None-Match", "If-Modified-Since")


class _Asked(Protocol):
    """What is looked at of a request that a page makes in the browser."""

    url: str
    resource_type: str


def is_unwanted(asked: _Asked, *, allow_private: bool = False) -> bool:
    """Tell whether a request that a page makes in the browser is to be stopped."""
    if asked.resource_type in UNWANTED or is_tracker(asked.url):
        return True
    return fault(asked.url, allow_private=allow_private) is not None


@dataclass(slots=True)
class _Context:
    """A context and its one way out; `pages` counts those that were opened in it, one at a time."""

    name: str
    site: str
    gateway: Gateway
    timezone: str | None
    pages: int = 0


class Loader(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Loads the pages of one crawl in the browser that all crawls share."""

    _kept: ClassVar[set[int]] = set()  # the contexts that all crawls of this process keep for their next pages

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._settings = crawler.settings
        self.config.target_closed_max_retries = 0  # where a browser dies, Scrapy asks again, and at the site's pace
        self.config.max_pages_per_context = crawler.settings.getint("KHABAR_BROWSER_PAGES")
        self.config.navigation_timeout_ms = crawler.settings.getfloat("DOWNLOAD_TIMEOUT") * 1000
        self._largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._allow_private = crawler.settings.getbool("KHABAR_ALLOW_PRIVATE_HOSTS")
        self.abort_request = self._is_unwanted
        self._chromium = shared(crawler.settings)
        self._spare: dict[str, _Context] = {}
        self._opened = 0

    async def load(self, request: Request) -> Response:
        """Return what a page has become in the browser, or a redirect to where it leads."""
        async with self._chromium.page():
            context = await self._context(site_of(request.url), request.meta[WANTED])
            visit = Visit(request.url, self._count)
            is_sound = False
            try:
                response = await self._load(request, context, visit)
                is_sound = True
            finally:
                is_sound = await visit.end() and is_sound and not visit.has_crashed
                await self._put_back(context, is_sound=is_sound)
            return self._checked(request, response, context.gateway)

    async def close(self) -> None:
        """Close what the crawl has open; the browser stays for others."""
        for context in [self._taken(site) for site in list(self._spare)]:
            await self._end(context)
        await super(ScrapyPlaywrightDownloadHandler, self).close()

    async def _load(self, request: Request, context: _Context, visit: Visit) -> Response:
        try:
            await self._chromium.begin()
            async with asyncio.timeout(self._settings.getfloat("KHABAR_BROWSER_TIME_LIMIT")):
                response: Response = await self._download_request(self._as_playwright_has_it(request, context, visit))
        except NoBrowser as error:
            raise Refused(Reason.BROWSER, f"Chromium cannot be started; `{NO_CHROMIUM}` brings one") from error
        except PlaywrightTimeout as error:
            raise DownloadTimeoutError(request.url) from error
        except TimeoutError as error:
            words = f"{request.url} does not come to rest"  # and would not another time
            raise Refused(Reason.NETWORK, words, bound="browser-time") from error
        except (PlaywrightError, RuntimeError) as error:  # the last where the browser just died
            if not visit.leads_to:
                return await self._without_page(error, request, context, visit)
        if visit.leads_to:
            return Response(request.url, status=302, headers={"Location": visit.leads_to}, request=request)
        if visit.refusal:
            raise Refused(*visit.refusal)
        if not visit.is_watched:
            raise DownloadFailedError("the browser does not let itself be watched")
        return response

    def _as_playwright_has_it(self, request: Request, context: _Context, visit: Visit) -> Request:
        """Return the request as scrapy-playwright takes it; a page is asked for whole: its scripts may bring news."""
        asked = request.replace(
            meta={
                "playwright": True,
                "playwright_context": context.name,
                "playwright_context_kwargs": self._ways_of(context),
                "playwright_page_init_callback": visit.begin,
                "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
                "visit": visit,
                WANTED: request.meta[WANTED],
            }
        )
        for name in _CONDITIONS:
            asked.headers.pop(name, None)
        return asked

    def _ways_of(self, context: _Context) -> dict[str, Any]:
        """Return how a context is opened. Nothing of a page stays behind: no file, and no script that runs on."""
        return {
            "proxy": context.gateway.proxy,
            "service_workers": "block",
            "accept_downloads": False,
            "user_agent": self._settings["USER_AGENT"],
            "locale": "ar",
            **({"timezone_id": context.timezone} if context.timezone else {}),
        }

    async def _maybe_launch_browser(self) -> None:
        self.browser = await self._chromium.browser()

    async def _apply_page_methods(self, page: Page, request: Request, spider: Spider) -> None:  # noqa: ARG002
        """Bring a page to rest, answer its consent layer, scroll a list, and see that it is not too long."""
        visit: Visit = request.meta["visit"]
        wanted: Want = request.meta[WANTED]
        if visit.traffic is None:
            return  # it is not watched, and so not read
        await visit.traffic.ceases()
        if not visit.leads_to and await consent.dismiss(page):
            visit.may_load_anew()
            await visit.traffic.ceases()
        visit.rests()
        if wanted.kind is Kind.LISTS and not visit.leads_to:
            await more.follow(page, self._settings.getint("KHABAR_BROWSER_MORE"))
        await rest.measure(page, self._largest)

    async def _is_unwanted(self, asked: _Asked) -> bool:
        return is_unwanted(asked, allow_private=self._allow_private)

    def _checked(self, request: Request, response: Response, gateway: Gateway) -> Response:
        failure = gateway.failure(request.url) if response.status in _DENIED else None
        if failure:
            raise failure
        if len(response.body) > self._largest:
            raise DownloadCancelledError(request.url)
        kind = (response.headers.get("Content-Type") or b"html").lower()
        if response.status < 300 and not any(each in kind for each in _SHOWN):
            raise Refused(Reason.NOT_HTML, request.url)
        # The address is the one asked for, whatever a script has written into its bar.
        return response.replace(url=request.url, request=request)

    async def _without_page(self, error: Exception, request: Request, context: _Context, visit: Visit) -> Response:
        """Return an answer that has nothing to show, or raise what its want comes from."""
        if failure := context.gateway.failure(request.url):
            raise failure from error
        if visit.refusal:
            raise Refused(*visit.refusal) from error
        if visit.answer and visit.answer.status >= 400 and not isinstance(error, TargetClosedError):
            headers = await visit.answer.all_headers()
            headers.pop("content-encoding", None)
            return Response(request.url, status=visit.answer.status, headers=headers, request=request)
        words = str(error).partition("\n")[0]
        raise DownloadFailedError(f"certificate: {words}" if "ERR_CERT" in words else words) from error

    async def _context(self, site: str, wanted: Want) -> _Context:
        """Return a context for a page of a site: one that is kept for it, or a new one."""
        kept = self._taken(site) if site in self._spare else None
        if kept and self._is_open(kept) and kept.timezone == wanted.timezone:
            kept.gateway.begin()
            return kept
        if kept:
            await self._end(kept)
        self._opened += 1
        context = _Context(f"{site} {self._opened}", site, self._gateway(), wanted.timezone)
        await context.gateway.open()
        return context

    def _is_open(self, context: _Context) -> bool:
        held = self.context_wrappers.get(context.name)
        return held is not None and held.context.browser is not None and held.context.browser.is_connected()

    def _gateway(self) -> Gateway:
        bounds = Bounds(
            connections=self._settings.getint("KHABAR_BROWSER_CONNECTIONS"),
            seconds=self._settings.getfloat("DOWNLOAD_TIMEOUT"),
            size=self._settings.getint("KHABAR_BROWSER_MAXSIZE"),
        )
        return Gateway(resolve, allow_private=self._allow_private, bounds=bounds, count=self._count)

    async def _put_back(self, context: _Context, *, is_sound: bool) -> None:
        """Keep a context for the site's next page, unless it has served, or something went wrong in it."""
        context.pages += 1
        served = context.pages >= self._settings.getint("KHABAR_BROWSER_RECYCLE")
        enough = len(self._kept) >= self._settings.getint("KHABAR_BROWSER_PAGES")
        if not is_sound or served or enough or context.site in self._spare:
            await self._end(context)
            return
        self._spare[context.site] = context
        self._kept.add(id(context))

    def _taken(self, site: str) -> _Context:
        context = self._spare.pop(site)
        self._kept.discard(id(context))
        return context

    async def _end(self, context: _Context) -> None:
        """Close a context; where it does not let itself be closed, end its browser, which is replaced."""
        kept = self.context_wrappers.get(context.name)
        if kept:
            try:
                async with asyncio.timeout(PARTING):
                    await kept.context.close()
            except TimeoutError:
                if kept.context.browser:
                    await self._chromium.kill(kept.context.browser)
            except PlaywrightError:
                pass  # its browser has ended
        self.context_wrappers.pop(context.name, None)
        await context.gateway.close()

    def _count(self, bound: str) -> None:
        self.stats.inc_value(stats.BOUND + bound)
