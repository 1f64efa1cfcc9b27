"""Newsroom: the stories, which page links to which, and each story as its page prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from crawler.article import Link
from crawler.demo.fronts import pagination
from crawler.demo.furniture import Site, absolute
from crawler.demo.layout import Layout, Printed
from crawler.demo.layouts import layout_of
from crawler.demo.press import Links, print_page
from crawler.demo.routes import Route, plan
from crawler.demo.shelf import Shelf
from crawler.demo.stories import stories
from crawler.demo.story import SECTIONS, Story

CHUNK = 5_000  # addresses in one sitemap
SECOND_ID = 50_000_000  # what the id of a story gains when it is published a second time
_BOX = 5  # headlines in a box beside a story
_RELATED = 2


class Newsroom:
    """`count` stories, and everything of the site but its answers.

    A story is made when it is asked for, and soon forgotten."""

    def __init__(self, count: int, seed: int) -> None:
        self.stories: Sequence[Story] = stories(count, seed=seed)
        self.page_size = max(3, min(20, count // 24))
        self.chunk = max(1, min(CHUNK, -(-count // 2)))  # a small site has two sitemaps too
        self.routes = plan(self.stories, chunk=self.chunk, page_size=self.page_size)
        self.shelf = Shelf(self.stories, self.routes, self.page_size)
        self.story = lru_cache(maxsize=512)(self.stories.__getitem__)
        self._headline = lru_cache(maxsize=4096)(self._make_headline)
        self.furniture = lru_cache(maxsize=16)(self._make_furniture)

    def path(self, number: int) -> str:
        """Return a story's own address, percent-decoded, without the host."""
        story = self.story(number)
        return layout_of(story).address(story)

    def headlines(self, numbers: Iterable[int], base: str) -> list[Link]:
        """Return stories as headlines with absolute addresses."""
        return [Link(title, absolute(base, path)) for title, path in map(self._headline, numbers)]

    def everywhere(self, candidates: Iterable[int]) -> Iterator[int]:
        """Yield those of the numbers whose stories may be linked from any page."""
        count = len(self.stories)
        return (each for each in candidates if each < count and self.routes.of(each) is Route.EVERYWHERE)

    def newest(self, count: int) -> list[int]:
        """Return the newest stories that may be linked from any page."""
        found = self.everywhere(range(len(self.stories)))
        return [number for number, _ in zip(found, range(count), strict=False)]

    def printed(self, number: int, base: str) -> Printed:
        """Return a story as its page prints it."""
        story = self.story(number)
        layout = layout_of(story)
        return print_page(
            story,
            layout,
            self.furniture(base),
            links=self._links(story, layout, base),
            undated=number in self.routes.undated,
        )

    def _links(self, story: Story, layout: Layout, base: str) -> Links:
        wanted = layout.read_also(story)
        others = self._others(story.number, _RELATED + (wanted or 0))
        related = [*self.routes.guests(story.number), *others[:_RELATED]] if layout.related else []
        read_also = None if wanted is None else tuple(self.headlines(others[_RELATED:], base))
        return tuple(self.headlines(related, base)) or None, read_also

    def _others(self, number: int, wanted: int) -> list[int]:
        """Return other stories to link from one, always the same: its neighbours, made once for a crawl in order."""
        count = len(self.stories)
        candidates = dict.fromkeys((number + 4 * step + 3) % count for step in range(min(count, 24)))
        candidates.pop(number, None)
        return [each for each, _ in zip(self.everywhere(candidates), range(wanted), strict=False)]

    def _make_headline(self, number: int) -> tuple[str, str]:
        story = self.story(number)
        return story.title, layout_of(story).address(story)

    def _make_furniture(self, base: str) -> Site:
        newest = self.newest(4 * _BOX)
        return Site(
            base=base,
            sections=tuple(Link(name, f"{base}{pagination(slug).path(slug, 1)}") for slug, name in SECTIONS.items()),
            latest=tuple(self.headlines(newest[:_BOX], base)),
            most_read=tuple(self.headlines(newest[_BOX::3], base)),
        )
