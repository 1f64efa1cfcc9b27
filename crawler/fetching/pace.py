"""The pace of a crawl: one download slot for a whole site, the delays it is asked to keep, and its turns."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from scrapy import Request, signals
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings

from crawler import clock
from crawler.fetching.refused import Interrupted
from crawler.fetching.turns import LONGEST, Turns
from crawler.sources import site_of

BY_SETTING, BY_SOURCE, BY_ROBOTS, BY_SERVER = "setting", "source file", "robots.txt", "server"
GENTLE = 1.0  # seconds: the least delay of a site that said it is asked too often


class OneSlot:
    """Downloader middleware: www, m and every other subdomain share the site's one slot.

    The slot is set anew for each hop, since a redirect copies the one before.
    """

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        return cls()

    def process_request(self, request: Request) -> None:
        request.meta["download_slot"] = site_of(request.url)


@dataclass(frozen=True, slots=True)
class Delay:
    """Seconds between two requests to a site, and who asks for them."""

    seconds: float
    by: str


class AskedToWait(Exception):
    """A site is not to be visited for so many seconds: longer than a crawl waits."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"not to be visited for {seconds:.0f} s")


class Pace:
    """The pace of one crawl, site by site: above Scrapy's slots, and in step with the other processes.

    `patience`: the longest wait, in seconds, that a crawl sits out.
    """

    def __init__(self, crawler: Crawler, downloader: Downloader) -> None:
        settings = crawler.settings
        self._downloader = downloader
        self._turns = Turns(Path(settings["KHABAR_DATA"]) / "locks")
        self._usual = Delay(settings.getfloat("DOWNLOAD_DELAY"), _asked_by(settings))
        self._most = settings.getfloat("AUTOTHROTTLE_MAX_DELAY")
        self.patience = settings.getfloat("KHABAR_RETRY_AFTER_MAX")
        self.is_over = False
        self._asked: dict[str, Delay] = {}
        self._held: dict[str, float] = {}  # site → until when, by the clock that nobody sets
        self._waiting: set[asyncio.Future[None]] = set()
        crawler.signals.connect(self._keep, signal=signals.response_downloaded)

    async def turn(self, site: str) -> None:
        """Wait until the site may be asked. Raises AskedToWait, and Interrupted where the crawl ends meanwhile."""
        while wait := self._wait(site):
            await self._pause(wait)
        if self.is_over:
            raise Interrupted

    def kept(self, site: str) -> Delay:
        """Return the least delay that is kept at a site."""
        asked = self._asked.get(site, self._usual)
        return max(self._usual, asked, key=lambda delay: delay.seconds)

    def present(self, site: str) -> float:
        """Return the delay that is kept now: it may be longer, where the server is slow."""
        slot = self._downloader.slots.get(site)
        return max(slot.delay if slot else 0.0, self.kept(site).seconds)

    def ask(self, site: str, seconds: float, by: str) -> None:
        """Wait at least so long between two requests to a site, whatever AutoThrottle finds fitting."""
        if seconds <= self.kept(site).seconds:
            return
        self._asked[site] = Delay(seconds, by)
        # Scrapy forgets a slot that was idle for a minute; the next one begins with this.
        delay = max(seconds, self._downloader._delay)  # noqa: SLF001  what AutoThrottle set it to
        self._downloader.per_slot_settings[site] = {"delay": delay}
        self._keep_at(site)

    def slow_down(self, site: str) -> None:
        """The server is asked too often: at least double the delay, for the rest of the crawl."""
        present = self.present(site)
        self.ask(site, max(present, min(max(2 * present, GENTLE), self._most)), BY_SERVER)

    def hold(self, site: str, seconds: float) -> None:
        """Ask a site for nothing for so long, in this and in every other process."""
        seconds = min(seconds, LONGEST)
        self._held[site] = max(self._held.get(site, 0.0), clock.elapsed() + seconds)
        self._turns.hold(site, seconds)

    def held(self, site: str) -> float:
        """Return for how long a site is not to be asked; 0 or less: it may be."""
        return max(self._held.get(site, 0.0) - clock.elapsed(), self._turns.held(site))

    def end(self) -> None:
        """Let go of all who wait: the crawl ends, and they with it."""
        self.is_over = True
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(Interrupted())

    def _wait(self, site: str) -> float:
        if self.is_over:
            return 0.0
        held = self.held(site)
        if held > self.patience:
            raise AskedToWait(held)
        if held > 0:
            return held
        delay = self.present(site)
        return self._turns.take(site, delay) if delay else 0.0

    async def _pause(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[None] = loop.create_future()
        alarm = loop.call_later(seconds, _wake, waiting)
        self._waiting.add(waiting)
        try:
            await waiting
        finally:
            alarm.cancel()
            self._waiting.discard(waiting)

    def _keep(self, request: Request) -> None:
        self._keep_at(request.meta.get("download_slot", ""))

    def _keep_at(self, site: str) -> None:
        slot, asked = self._downloader.slots.get(site), self._asked.get(site)
        if slot and asked and slot.delay < asked.seconds:
            slot.delay = asked.seconds


def _asked_by(settings: BaseSettings) -> str:
    from_source = settings.getpriority("DOWNLOAD_DELAY") == SETTINGS_PRIORITIES["spider"]
    return BY_SOURCE if from_source else BY_SETTING


def _wake(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
