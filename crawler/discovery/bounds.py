"""Bounds: how much is read of one page, feed or sitemap. What lies beyond is left, and said to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

# The names of what was met, as counted.
DEPTH = "dom-depth"
ELEMENTS = "dom-elements"
LINKS = "page-links"
FEED = "feed-entries"
ENTRIES = "sitemap-entries"
CHILDREN = "sitemap-children"
LEVELS = "sitemap-depth"
SIZE = "sitemap-size"
RATIO = "ratio"
LENGTH = "url-length"

SMALL = 1024 * 1024  # bytes: what unpacks to less is no bomb, whatever its ratio


@dataclass(frozen=True, slots=True)
class Bounds:
    """The defaults are those of crawler.settings. Sizes are in bytes, `url_length` in characters.

    `ratio` is how many times larger than the bytes sent something may unpack, beyond SMALL.
    """

    dom_depth: int = 200
    dom_elements: int = 200_000
    page_links: int = 2_000
    feed_entries: int = 1_000
    sitemap_entries: int = 50_000
    sitemap_children: int = 10_000
    sitemap_depth: int = 3
    sitemap_size: int = 52_428_800
    ratio: int = 500
    url_length: int = 4_096

    @classmethod
    def of(cls, number: Callable[[str], int]) -> Self:
        """Read the bounds of a crawl, `number` giving a setting by its name."""
        return cls(
            dom_depth=number("KHABAR_DOM_DEPTH"),
            dom_elements=number("KHABAR_DOM_ELEMENTS"),
            page_links=number("KHABAR_PAGE_LINKS"),
            feed_entries=number("KHABAR_FEED_ENTRIES"),
            sitemap_entries=number("KHABAR_SITEMAP_ENTRIES"),
            sitemap_children=number("KHABAR_SITEMAP_CHILDREN"),
            sitemap_depth=number("KHABAR_SITEMAP_DEPTH"),
            sitemap_size=number("KHABAR_SITEMAP_SIZE"),
            ratio=number("KHABAR_MAX_RATIO"),
            url_length=number("URLLENGTH_LIMIT"),
        )

    def unpacked(self, packed: int) -> int:
        """Return to how many bytes so many may unpack."""
        return max(SMALL, self.ratio * packed)


DEFAULT = Bounds()
