"""Pages that need a browser: where a source's file says so, its pages are loaded in Chromium by scrapy-playwright."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.fetching.addresses import fault, is_public
from crawler.found import Role

HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNWANTED = {"image", "media", "font"}  # what a page shows beside its text
_AS_FILES = {Role.FEED, Role.SITEMAP}  # a browser would wrap them in a page of its own


class _Asked(Protocol):
    """What is looked at of a request that a page makes in the browser."""

    url: str
    resource_type: str


def settings(*, allow_private: bool) -> dict[str, Any]:
    """Return the settings that put the browser in; without them nothing of it is loaded."""
    return {
        "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER, "data": None, "file": None, "ftp": None, "s3": None},
        "PLAYWRIGHT_LAUNCH_OPTIONS": launch_options(),
        "PLAYWRIGHT_ABORT_REQUEST": partial(unwanted, allow_private=allow_private),
        "KHABAR_BROWSER": True,
    }


def launch_options() -> dict[str, Any]:
    """Return how Chromium is started: Playwright's own where it is installed, else the system's."""
    own = Path.home() / ".cache" / "ms-playwright"
    program = None if any(own.glob("chromium*")) else next(filter(None, map(shutil.which, PROGRAMS)), None)
    arguments = ["--disable-dev-shm-usage"]  # containers have little shared memory
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium does not start as root with one
    return {"args": arguments, "executable_path": program} if program else {"args": arguments}


async def unwanted(asked: _Asked, *, allow_private: bool = False) -> bool:
    """Tell whether a request that a page makes in the browser is to be stopped."""
    if asked.resource_type in UNWANTED or fault(asked.url, allow_private=allow_private):
        return True
    return not allow_private and not await _resolves_publicly(asked.url)


async def _resolves_publicly(url: str) -> bool:
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(urlsplit(url).hostname, None)
    except OSError:
        return False
    return all(is_public(str(address[0])) for *_, address in found)


class Browser:
    """Downloader middleware: marks the requests that go through the browser."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("KHABAR_BROWSER"):
            raise NotConfigured
        # Playwright is loaded only where a source wants it.
        from crawler.fetching.rest import until_at_rest  # noqa: PLC0415

        return cls([until_at_rest()])

    def __init__(self, steps: Sequence[object]) -> None:
        self.steps = steps

    def process_request(self, request: Request) -> None:
        page = request.meta.get("page")
        if page is not None and page.role not in _AS_FILES:
            request.meta["playwright"] = True
            request.meta["playwright_page_methods"] = list(self.steps)
