"""Newsroom: the stories, which page links to which, and each story as its page prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache
from typing import Self

from crawler.article import Link
from crawler.demo.composer import compose
from crawler.demo.corrections import corrected
from crawler.demo.editions import Edition
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
    """`count` stories, and everything of the site but its answers, as one edition has them.

    `stories` are those of the first edition, uncorrected; `numbers` those of all stories up to now, the newest first,
    whether they are still there or not. A story is made when it is asked for, and soon forgotten."""

    def __init__(self, count: int, seed: int, layout: str = "", *, written: bool = True) -> None:
        self._seed, self._layout = seed, layout
        self.stories: Sequence[Story] = stories(count, seed=seed, layout=layout, written=written)
        self.page_size = max(3, min(20, count // 24))
        self.chunk = max(1, min(CHUNK, -(-count // 2)))  # a small site has two sitemaps too
        self.routes = plan(self.stories, chunk=self.chunk, page_size=self.page_size)
        self._open(Edition())

    def _open(self, edition: Edition) -> None:
        self.edition = edition
        self.numbers = range(-len(edition.new), len(self.stories))
        self.shelf = Shelf(self, self.page_size)
        self.story = lru_cache(maxsize=512)(self.make_story)
        self._headline = lru_cache(maxsize=4096)(self._make_headline)
        self.furniture = lru_cache(maxsize=16)(self._make_furniture)

    def after(self, edition: Edition) -> Self:
        """Return the newsroom of another edition; this one stays as it is."""
        other = copy(self)
        other._open(edition)  # noqa: SLF001  our own
        return other

    def make_story(self, number: int) -> Story:
        """Return a story as it reads now."""
        times = len(self.edition.changed.get(number, ()))
        if number >= 0:
            return corrected(self.stories[number], times)
        new = compose(number, seed=self._seed, written=self.edition.new[-number - 1].clock)
        return corrected(replace(new, layout=self._layout), times)

    @property
    def present(self) -> Iterator[int]:
        """The stories that have not been removed, the newest first."""
        return (each for each in self.numbers if each not in self.edition.removed)

    def path(self, number: int) -> str:
        """Return a story's own address, percent-decoded, without the host."""
        story = self.story(number)
        return layout_of(story).address(story)

    def headlines(self, numbers: Iterable[int], base: str) -> list[Link]:
        """Return stories as headlines with absolute addresses."""
        return [Link(title, absolute(base, path)) for title, path in map(self._headline, numbers)]

    def everywhere(self, candidates: Iterable[int]) -> Iterator[int]:
        """Yield those of the numbers whose stories may be linked from any page."""
        return (each for each in candidates if each in self.numbers and self.routes.of(each) is Route.EVERYWHERE)

    def newest(self, count: int) -> list[int]:
        """Return the newest stories that may be linked from any page."""
        found = self.everywhere(self.present)
        return [number for number, _ in zip(found, range(count), strict=False)]

    @property
    def twice(self) -> list[int]:
        """The story that is published a second time under an id of its own, unless it was removed."""
        again = self.routes.again
        return [] if again is None or again in self.edition.removed else [again]

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
            corrections=self.edition.changed.get(number, ()),
        )

    def _links(self, story: Story, layout: Layout, base: str) -> Links:
        wanted = layout.read_also(story)
        others = self._others(story.number, _RELATED + (wanted or 0))
        related = [*self.routes.guests(story.number), *others[:_RELATED]] if layout.related else []
        read_also = None if wanted is None else tuple(self.headlines(others[_RELATED:], base))
        return tuple(self.headlines(related, base)) or None, read_also

    def _others(self, number: int, wanted: int) -> list[int]:
        """Return other stories to link from one, always the same: its neighbours, made once for a crawl in order.

        Links to stories that were removed since stay, as they do.
        """
        count = len(self.stories)
        candidates = dict.fromkeys((number + 4 * step + 3) % count for step in range(min(count, 24)))
        candidates.pop(number, None)
        return [each for each, _ in zip(self.everywhere(candidates), range(wanted), strict=False)]

    def _make_headline(self, number: int) -> tuple[str, str]:
        story = self.story(number)
        return story.headline, layout_of(story).address(story)

    def _make_furniture(self, base: str) -> Site:
        newest = self.newest(4 * _BOX)
        return Site(
            base=base,
            sections=tuple(Link(name, f"{base}{pagination(slug).path(slug, 1)}") for slug, name in SECTIONS.items()),
            latest=tuple(self.headlines(newest[:_BOX], base)),
            most_read=tuple(self.headlines(newest[_BOX::3], base)),
        )
