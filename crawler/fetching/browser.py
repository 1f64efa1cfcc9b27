"""Pages that need a browser: whether there is one, and the way to it. Playwright is loaded with the first such page.

What Chromium may connect to, the gateway decides; which requests of a page are made at all, loading.py.
"""

from __future__ import annotations

import asyncio
import shutil
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.fetching import connections

if TYPE_CHECKING:  # it loads Playwright
    from crawler.fetching.loading import Loader

WANTED = "browser"  # in a request's meta: a Want
NO_EXTRA = "pip install 'khabar[browser]'"
NO_CHROMIUM = "playwright install chromium"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_HOMES = (".cache/ms-playwright", "Library/Caches/ms-playwright", "AppData/Local/ms-playwright")

_rooms: dict[int, asyncio.Semaphore] = {}  # how many pages at a time → the one semaphore of this process


class Kind(StrEnum):
    """What a page that goes through the browser is expected to be."""

    ARTICLES = "articles"
    LISTS = "lists"  # scrolled to its end, a few times


@dataclass(frozen=True, slots=True)
class Want:
    """What is wanted of the browser for a request; `timezone` is the clock that the page's scripts read, if known."""

    kind: Kind
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where Chromium is: Playwright's `own`, a `program` of the system, or both; a program that was set goes first."""

    own: bool = False
    program: str | None = None

    def __bool__(self) -> bool:
        return self.own or self.program is not None


def place(settings: BaseSettings) -> Place:
    """Return where Chromium is: as the setting says, Playwright's own, the system's."""
    if given := settings["KHABAR_CHROMIUM"]:
        return Place(program=shutil.which(given))
    kept = settings["PLAYWRIGHT_BROWSERS_PATH"]
    homes = [Path(kept)] if kept else [Path.home() / each for each in _HOMES]
    own = any(found for home in homes for found in home.glob("chromium*"))
    return Place(own, next(filter(None, map(shutil.which, PROGRAMS)), None))


def missing(settings: BaseSettings) -> str | None:
    """Return the command that brings what is missing for a browser; None where pages can be loaded in one."""
    if find_spec("scrapy_playwright") is None:
        return NO_EXTRA
    return None if place(settings) else NO_CHROMIUM


def room(request: Request, settings: BaseSettings) -> AbstractAsyncContextManager[None]:
    """Return a place among the pages that all crawls of this process may have open in the browser at a time.

    It is waited for before the request's turn at its site, whose delay would else be over when the page begins.
    """
    if WANTED not in request.meta:
        return nullcontext()
    most = settings.getint("KHABAR_BROWSER_PAGES")
    return _rooms.setdefault(most, asyncio.Semaphore(most))


class Handler(connections.Handler):
    """Download handler: what wants the browser goes there, everything else as ever."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._loader: Loader | None = None

    async def download_request(self, request: Request) -> Response:
        """Return an answer, or what a page has become in the browser."""
        if WANTED not in request.meta:
            return await super().download_request(request)
        if self._loader is None:
            from crawler.fetching.loading import Loader  # noqa: PLC0415

            self._loader = Loader(self._crawler)
        return await self._loader.load(request)

    async def close(self) -> None:
        """Close what the crawl has open in the browser, and its connections."""
        if self._loader is not None:
            await self._loader.close()
        await super().close()
