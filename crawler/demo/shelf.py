"""Which stories stand on which listing page, found no further than has been asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from threading import Lock
from typing import Protocol

from crawler.demo.editions import Edition
from crawler.demo.routes import Route, Routes
from crawler.demo.story import Story

_DEEP = 2  # full pages before the stories that only a later one shows


class _Newsroom(Protocol):
    """What the shelf needs of the newsroom."""

    numbers: range
    routes: Routes
    edition: Edition

    def make_story(self, number: int) -> Story: ...


class Shelf:
    """The listings of every section, newest first."""

    def __init__(self, newsroom: _Newsroom, page_size: int) -> None:
        self.page_size = page_size
        self._newsroom = newsroom
        self._found: defaultdict[str, list[int]] = defaultdict(list)
        self._read = 0
        self._lock = Lock()
        self._deep = self._only_deep()

    def page(self, slug: str, number: int) -> tuple[list[int], bool]:
        """Return the stories of a section's page, from 1, and whether another page follows."""
        start, end = (number - 1) * self.page_size, number * self.page_size
        self._find(slug, end + 1)
        shown = self._found[slug]
        front = _DEEP * self.page_size
        listed = [*shown[:front], *self._deep.get(slug, ()), *shown[front : end + 1]]
        return listed[start:end], len(listed) > end

    def pages(self, slug: str) -> int:
        """Return how many pages a section has; reads all stories."""
        self._find(slug, len(self._newsroom.numbers))
        return max(1, -(-(len(self._found[slug]) + len(self._deep.get(slug, ()))) // self.page_size))

    def _find(self, slug: str, wanted: int) -> None:
        newsroom = self._newsroom
        with self._lock:
            while self._read < len(newsroom.numbers) and len(self._found[slug]) < wanted:
                number, self._read = newsroom.numbers[self._read], self._read + 1
                if newsroom.routes.of(number) is Route.EVERYWHERE and number not in newsroom.edition.removed:
                    self._found[newsroom.make_story(number).section_slug].append(number)

    def _only_deep(self) -> Mapping[str, list[int]]:
        newsroom = self._newsroom
        deep: defaultdict[str, list[int]] = defaultdict(list)
        for number, route in newsroom.routes.only.items():
            if route is Route.SECTION and number not in newsroom.edition.removed:
                deep[newsroom.make_story(number).section_slug].append(number)
        return dict(deep)
