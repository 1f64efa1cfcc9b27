"""The one Chromium of this process: it begins with the first page that needs it, serves every crawl, ends when idle."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError
from scrapy.settings import BaseSettings
from twisted.internet.defer import Deferred

from crawler import clock
from crawler.fetching import leash
from crawler.fetching.browser import Place, place

logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)  # what fails is counted, and kept with its reason

CONTEXTS = 100  # of one browser, in all; then another takes its place, since Chromium keeps some of everything
BEGINNING, PARTING = 60.0, 5.0  # seconds that a browser has to begin, and to end by itself
PATIENCE = 600.0  # seconds until one that could not be started is tried again
NOWHERE = {"server": "http://127.0.0.1:9"}  # each context has a gateway; what belongs to none goes to `discard`
_NO_WAY_ROUND = (  # the gateway is the only way out: Chromium resolves nothing, and sends no UDP
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)


_LEAVE_OUT = ("--blink-settings=imagesEnabled=false", "--disable-remote-fonts", "--mute-audio")  # before it asks


class NoBrowser(Exception):
    """Chromium cannot be started."""


@dataclass(slots=True)
class _Run:
    """A browser from its start to its end; `contexts` counts those that were to be opened in it."""

    playwright: Playwright
    browser: Browser
    pid: int
    leash: subprocess.Popen[bytes]
    contexts: int = 0

    @property
    def serves(self) -> bool:
        return self.browser.is_connected() and self.contexts < CONTEXTS

    async def end(self) -> None:
        """End the browser: in good order where it listens, else at once."""
        for ending in (self.browser.close, self.playwright.stop):
            with suppress(TimeoutError, PlaywrightError, OSError):
                async with asyncio.timeout(PARTING):
                    await ending()
            leash.end(self.pid)
        leash.release(self.leash)


class Chromium:
    """`idle`: seconds without a page after which it ends; the next page begins another."""

    def __init__(self, where: Place, *, idle: float) -> None:
        self._where = where
        self._idle = idle
        self._run: _Run | None = None
        self._leaving: list[_Run] = []  # their pages come to an end
        self._beginning = asyncio.Lock()
        self._clock: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._pages = 0
        self._no_browser: NoBrowser | None = None
        self._no_browser_until = 0.0

    async def browser(self) -> Browser:
        """Return the browser in which the next context is to be opened. Raises NoBrowser; for a while then at once."""
        run = await self._begun()
        run.contexts += 1
        return run.browser

    async def begin(self) -> None:
        """Start the browser if none runs, which takes seconds that are no page's. Raises NoBrowser."""
        await self._begun()

    @asynccontextmanager
    async def page(self) -> AsyncIterator[None]:
        """Hold the browser while a page is open in it."""
        self._pages += 1
        if self._clock:
            self._clock.cancel()
        try:
            yield
        finally:
            self._pages -= 1
            self._part()
            if not self._pages:
                self._clock = asyncio.get_running_loop().call_later(self._idle, self._fall_asleep)

    async def kill(self, browser: Browser) -> None:
        """End a browser that does not answer any more."""
        for run in filter(None, (self._run, *self._leaving)):
            if run.browser is browser:
                leash.end(run.pid)

    async def close(self) -> None:
        """End every browser."""
        if self._clock:
            self._clock.cancel()
        runs = [*self._leaving, *filter(None, [self._run])]
        self._run, self._leaving = None, []
        await asyncio.gather(*(run.end() for run in runs), *self._tasks)

    def _part(self) -> None:
        """End the browsers in which nothing is open any more."""
        for run in self._leaving:
            if not (run.browser.is_connected() and run.browser.contexts):
                self._leaving = [each for each in self._leaving if each is not run]
                self._later(run)

    def _fall_asleep(self) -> None:
        if self._pages:
            return
        for run in filter(None, (self._run, *self._leaving)):
            self._later(run)
        self._run, self._leaving = None, []

    def _later(self, run: _Run) -> None:
        task = asyncio.ensure_future(run.end())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _begun(self) -> _Run:
        async with self._beginning:
            if self._run and not self._run.serves:
                self._leaving.append(self._run)
                self._run = None
            if self._run is None:
                self._run = await self._begin()
            return self._run

    async def _begin(self) -> _Run:
        if self._no_browser and clock.elapsed() < self._no_browser_until:
            raise self._no_browser
        try:
            async with asyncio.timeout(BEGINNING):
                return await self._launch()
        except (PlaywrightError, OSError) as error:  # a TimeoutError is an OSError
            self._no_browser = NoBrowser(str(error).partition("\n")[0])
            self._no_browser_until = clock.elapsed() + PATIENCE
            raise self._no_browser from error

    async def _launch(self) -> _Run:
        playwright = await async_playwright().start()
        try:
            browser = await self._started(playwright)
            devtools = await browser.new_browser_cdp_session()
            told = await devtools.send("SystemInfo.getProcessInfo")
        except BaseException:
            await playwright.stop()
            raise
        pid = next(each["id"] for each in told["processInfo"] if each["type"] == "browser")
        return _Run(playwright, browser, pid, leash.hold(pid))

    async def _started(self, playwright: Playwright) -> Browser:
        arguments = ["--disable-dev-shm-usage", *_NO_WAY_ROUND, *_LEAVE_OUT]  # containers have little shared memory
        arguments += ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium does not start as root with one
        options: dict[str, Any] = {"args": arguments, "proxy": NOWHERE, "handle_sigint": False}
        if self._where.own:
            try:
                return await playwright.chromium.launch(**options)
            except PlaywrightError:  # it is another release's
                if not self._where.program:
                    raise
        return await playwright.chromium.launch(**options, executable_path=self._where.program)


_shared: list[Chromium] = []


def shared(settings: BaseSettings) -> Chromium:
    """Return the Chromium of this process; it ends at the latest with the reactor."""
    if not _shared:
        from twisted.internet import reactor  # noqa: PLC0415  it is installed by now

        chromium = Chromium(place(settings), idle=settings.getfloat("KHABAR_BROWSER_IDLE"))
        _shared.append(chromium)
        ending: Any = reactor
        ending.addSystemEventTrigger("before", "shutdown", lambda: _ended(chromium))
    return _shared[0]


def _ended(chromium: Chromium) -> Deferred[None]:
    _shared.clear()
    return Deferred.fromFuture(asyncio.ensure_future(chromium.close()))
