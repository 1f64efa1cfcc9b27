"""When a page in the browser has come to rest: its scripts ask for nothing any more, or change nothing any more."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request
from scrapy.exceptions import DownloadCancelledError

SETTLING = 10.0  # seconds, at most
IDLE = 0.5  # of them without a request under way
UNCHANGED = 2.0  # or without a change, for pages that never cease to ask: they poll, or measure
_UNCHANGED = """([turn, quiet]) => {
    const size = document.documentElement.textContent.length + document.getElementsByTagName('a').length;
    let known = window.__khabar;
    if (known?.turn !== turn || known.size !== size) known = window.__khabar = {turn, size, since: performance.now()};
    return performance.now() - known.since > quiet * 1000;
}"""
_AFTER_ALL = "new Promise(done => setTimeout(done, 50))"  # on a busy machine, scripts may not have had their turn
_LENGTH = "document.documentElement.outerHTML.length"


class Traffic:
    """The requests of one page that are under way."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._under_way: set[Request] = set()
        self._begun = 0
        self._turn = 0
        page.on("request", self._begins)
        page.on("requestfinished", self._ends)
        page.on("requestfailed", self._ends)

    async def ceases(self) -> None:
        """Wait until the page is at rest; one that never is, is read as it stands."""
        self._turn += 1
        ways = [asyncio.ensure_future(each) for each in (self._idle(), self._unchanged())]
        try:
            await asyncio.wait(ways, timeout=SETTLING, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)

    def _begins(self, request: Request) -> None:
        self._begun += 1
        self._under_way.add(request)

    def _ends(self, request: Request) -> None:
        self._under_way.discard(request)

    async def _idle(self) -> None:
        begun = -1
        while begun != self._begun and not self._page.is_closed():
            await self._quiet()
            begun = self._begun
            with suppress(PlaywrightError):  # it loads itself anew
                await self._page.evaluate(_AFTER_ALL)

    async def _quiet(self) -> None:
        quiet = 0.0
        while quiet < IDLE:
            await asyncio.sleep(IDLE / 5)
            quiet = 0.0 if self._under_way else quiet + IDLE / 5

    async def _unchanged(self) -> None:
        with suppress(PlaywrightError):  # it is closed, or led on
            told = [self._turn, UNCHANGED]
            await self._page.wait_for_function(_UNCHANGED, arg=told, polling=250, timeout=1000 * SETTLING)
            return
        await asyncio.sleep(SETTLING)


async def measure(page: Page, most: int) -> None:
    """Give up a page whose text has become longer than `most`, before it is read."""
    if await page.evaluate(_LENGTH) > most:
        raise DownloadCancelledError(page.url)
