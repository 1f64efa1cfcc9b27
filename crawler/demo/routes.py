"""By which ways a story can be found: most by all, a few by one alone, so that a crawl's recall is a real test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from crawler.demo.layout import Layout
from crawler.demo.layouts import layout_of
from crawler.demo.story import Story

_NEAR = 60  # how many stories are looked at for one that fits
_DEEP = 2  # full listing pages before a story that only a later one shows


class Route(StrEnum):
    """The way, or the only way, to a story."""

    EVERYWHERE = "everywhere"
    FEED = "feed"
    SITEMAP = "sitemap"
    NEWS_SITEMAP = "news-sitemap"
    SECTION = "section"  # the third page of its section
    RELATED = "related"  # the related block of one other story


@dataclass(slots=True)
class Routes:
    """`only` maps stories' numbers to their one route. `hosts` maps a story to the one whose page alone links it.
    `undated` are stories whose pages print no date, while their feed or sitemap does. `again` is published twice.
    """

    only: dict[int, Route] = field(default_factory=dict)
    hosts: dict[int, int] = field(default_factory=dict)
    undated: set[int] = field(default_factory=set)
    again: int | None = None

    def of(self, number: int) -> Route:
        """Return a story's route."""
        return self.only.get(number, Route.EVERYWHERE)

    def guests(self, number: int) -> list[int]:
        """Return the stories that only this one's related block leads to."""
        return [guest for guest, host in self.hosts.items() if host == number]


def plan(stories: Sequence[Story], *, chunk: int, page_size: int) -> Routes:
    """Choose the stories with one route. `chunk` is a sitemap file's length, `page_size` a section page's.

    Each is the first that fits from its place on; a small site may have none that does.
    """
    routes = Routes()
    look = _Look(stories, routes)
    routes.again = look.first(0, lambda _, layout: layout.name == "seed")
    _feeds(routes, look)
    _sitemaps(routes, look, chunk)
    _deep_in_sections(routes, look, stories, page_size)
    _beside_another(routes, look)
    return routes


@dataclass(frozen=True, slots=True)
class _Look:
    stories: Sequence[Story]
    routes: Routes

    def first(self, start: int, fits: Callable[[Story, Layout], bool]) -> int | None:
        for number in range(start, min(start + _NEAR, len(self.stories))):
            story = self.stories[number]
            if self.free(number) and story.kind == "article" and fits(story, layout_of(story)):
                return number
        return None

    def free(self, number: int) -> bool:
        routes = self.routes
        return number not in routes.only and number != routes.again and number not in routes.hosts.values()


def _any(story: Story, layout: Layout) -> bool:  # noqa: ARG001
    return True


def _datable(story: Story, layout: Layout) -> bool:
    """Whether the page can leave out its date: the story has one, the address has none."""
    return story.timed and not layout.dated_address


def _take(routes: Routes, number: int | None, route: Route, *, undated: bool = False) -> None:
    if number is None:
        return
    routes.only[number] = route
    if undated:
        routes.undated.add(number)


def _feeds(routes: Routes, look: _Look) -> None:
    _take(routes, look.first(5, _datable), Route.FEED, undated=True)
    _take(routes, look.first(22, _any), Route.FEED)
    _take(routes, look.first(33, _any), Route.FEED)


def _sitemaps(routes: Routes, look: _Look, chunk: int) -> None:
    _take(routes, look.first(8, _any), Route.SITEMAP)
    _take(routes, look.first(chunk + 4, _any), Route.SITEMAP)  # in the second file, which is compressed
    _take(routes, look.first(15, _datable), Route.NEWS_SITEMAP, undated=True)


def _deep_in_sections(routes: Routes, look: _Look, stories: Sequence[Story], page_size: int) -> None:
    seen: dict[str, int] = defaultdict(int)
    for number in range(min(len(stories), _DEEP * page_size * _NEAR)):
        seen[stories[number].section_slug] += look.free(number)
        if len([each for each in seen.values() if each > _DEEP * page_size]) >= 2:
            break
    full = [slug for slug, count in seen.items() if count > _DEEP * page_size]
    for slug in full[:2]:
        _take(routes, look.first(30, partial(_in_section, slug)), Route.SECTION)


def _in_section(slug: str, story: Story, layout: Layout) -> bool:  # noqa: ARG001
    return story.section_slug == slug


def _beside_another(routes: Routes, look: _Look) -> None:
    for start in (28, 56):
        guest = look.first(start, _any)
        if guest is None:
            continue
        _take(routes, guest, Route.RELATED)
        host = look.first(start + 1, lambda _, layout: layout.related)
        if host is None:
            del routes.only[guest]
        else:
            routes.hosts[guest] = host
