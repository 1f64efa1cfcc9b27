"""When a page in the browser has come to rest: its scripts have asked for nothing for a while."""

from contextlib import suppress

from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy.exceptions import DownloadCancelledError
from scrapy_playwright.page import PageMethod

SETTLING = 10_000  # milliseconds


def until_at_rest() -> PageMethod:
    """Return the step that waits until a page is at rest; one that never is, is read as it stands."""
    return PageMethod(_wait)


def within(most: int) -> PageMethod:
    """Return the step that gives up a page whose text has become longer than `most`, before it is read."""
    return PageMethod(_measure, most)


async def _wait(page: Page) -> None:
    with suppress(PlaywrightTimeout):
        await page.wait_for_load_state("networkidle", timeout=SETTLING)


async def _measure(page: Page, most: int) -> None:
    if await page.evaluate("document.documentElement.outerHTML.length") > most:
        raise DownloadCancelledError(page.url)
