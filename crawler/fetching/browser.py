"""Pages that need a browser: where a source's file says so, its pages are loaded in Chromium by scrapy-playwright.

What Chromium may connect to, the gateway decides; which requests of a page are made at all, is decided here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from crawler.fetching.addresses import fault
from crawler.found import Role

HANDLER = "crawler.fetching.chromium.Handler"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNWANTED = {"image", "media", "font", "texttrack", "manifest", "ping", "websocket"}  # what a page's text does not need
_NO_WAY_ROUND = (  # the gateway is the only way out: Chromium resolves nothing, and sends no UDP
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--dns-prefetch-disable",
    "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
_CONDITIONS = ("If-None-Match", "If-Modified-Since")
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
    arguments = ["--disable-dev-shm-usage", *_NO_WAY_ROUND]  # containers have little shared memory
    arguments += ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium does not start as root with one
    return {"args": arguments, "executable_path": program} if program else {"args": arguments}


async def unwanted(asked: _Asked, *, allow_private: bool = False) -> bool:
    """Tell whether a request that a page makes in the browser is to be stopped."""
    return asked.resource_type in UNWANTED or fault(asked.url, allow_private=allow_private) is not None


class Browser:
    """Downloader middleware: marks the requests that go through the browser."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("KHABAR_BROWSER"):
            raise NotConfigured
        # Playwright is loaded only where a source wants it.
        from crawler.fetching.rest import until_at_rest, within  # noqa: PLC0415

        steps = [until_at_rest(), within(crawler.settings.getint("DOWNLOAD_MAXSIZE"))]
        return cls(steps, agent=crawler.settings["USER_AGENT"])

    def __init__(self, steps: Sequence[object], *, agent: str = "") -> None:
        self._steps = steps
        # Nothing of a page stays behind: no file, and no script that runs on.
        self._context = {"service_workers": "block", "accept_downloads": False, "user_agent": agent}

    def process_request(self, request: Request) -> None:
        page = request.meta.get("page")
        if page is None or page.role in _AS_FILES:
            return
        request.meta["playwright"] = True
        request.meta["playwright_page_methods"] = list(self._steps)
        request.meta["playwright_context_kwargs"] = dict(self._context)
        for name in _CONDITIONS:  # the page may be as it was, and what its scripts bring may not
            request.headers.pop(name, None)
