"""When a page in the browser has come to rest: its scripts have asked for nothing for a while."""

from contextlib import suppress

from playwright.async_api import Page
from playwright.async_api import TimeoutError as PlaywrightTimeout
from scrapy_playwright.page import PageMethod

SETTLING = 10_000  # milliseconds


def until_at_rest() -> PageMethod:
    """Return the step that waits until a page is at rest; one that never is, is read as it stands."""
    return PageMethod(_wait)


async def _wait(page: Page) -> None:
    with suppress(PlaywrightTimeout):
        await page.wait_for_load_state("networkidle", timeout=SETTLING)
