"""What the demo site publishes for machines: robots.txt, the feeds and the sitemaps, from the newsroom's stories."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from crawler.demo import feeds, fronts, sitemaps
from crawler.demo.feeds import Item
from crawler.demo.furniture import absolute
from crawler.demo.layouts import layout_of
from crawler.demo.newsroom import Newsroom
from crawler.demo.press import published
from crawler.demo.routes import Route

_FEED = 20  # stories in a feed
_NEWS = 30  # stories in the news sitemap
_UPDATED = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)  # the feeds' own date; after the newest story
_UNDATED_CHANGE = "2026-10-15"  # a sitemap's lastmod for stories without a date: no date of publication
_FILE = re.compile(r"/sitemaps/articles-(?P<file>\d+)\.xml(?:\.gz)?")
_XML = "application/xml; charset=utf-8"
Published = tuple[bytes, str]


def read(newsroom: Newsroom, path: str, base: str) -> Published | None:
    """Return a file's bytes and media type; None: there is no such file."""
    if made := _FILES.get(path.rstrip("/")):
        text, kind = made(newsroom, base)
        return text.encode(), kind
    match = _FILE.fullmatch(path)
    if match is None or int(match["file"]) not in range(1, _files(newsroom) + 1):
        return None
    text = sitemaps.urlset(_changes(newsroom, int(match["file"]) - 1, base))
    return (sitemaps.compressed(text), "application/gzip") if path.endswith(".gz") else (text.encode(), _XML)


def _feed_items(newsroom: Newsroom, base: str, turn: int) -> list[Item]:
    """A feed's stories; those that only feeds name are dealt out to the three."""
    alone = _only(newsroom, Route.FEED)[turn::3]
    return [_item(newsroom, number, base) for number in (*newsroom.newest(_FEED), *alone)]


def _news_items(newsroom: Newsroom, base: str) -> list[Item]:
    alone = _only(newsroom, Route.NEWS_SITEMAP)
    return [_item(newsroom, number, base) for number in (*newsroom.newest(_NEWS), *alone)]


def _item(newsroom: Newsroom, number: int, base: str) -> Item:
    story = newsroom.story(number)
    layout = layout_of(story)
    when = published(story, layout) if story.timed else None
    return Item(story.title, absolute(base, layout.address(story)), when, story.description)


def _only(newsroom: Newsroom, route: Route) -> list[int]:
    return [number for number, only in newsroom.routes.only.items() if only is route]


def _files(newsroom: Newsroom) -> int:
    return -(-len(newsroom.stories) // newsroom.chunk)


def _index(newsroom: Newsroom, base: str) -> str:
    ends = (f"{file}.xml{'' if file % 2 else '.gz'}" for file in range(1, _files(newsroom) + 1))
    return sitemaps.index(f"{base}/sitemaps/articles-{end}" for end in ends)


def _changes(newsroom: Newsroom, file: int, base: str) -> list[tuple[str, str]]:
    numbers = range(file * newsroom.chunk, min((file + 1) * newsroom.chunk, len(newsroom.stories)))
    named = (each for each in numbers if newsroom.routes.of(each) in (Route.EVERYWHERE, Route.SITEMAP))
    return [_change(newsroom, number, base) for number in named]


def _change(newsroom: Newsroom, number: int, base: str) -> tuple[str, str]:
    story = newsroom.story(number)
    day = f"{story.published:%Y-%m-%d}" if story.published else _UNDATED_CHANGE
    return absolute(base, layout_of(story).address(story)), day


_FILES: Mapping[str, Callable[[Newsroom, str], tuple[str, str]]] = {
    "/robots.txt": lambda _, base: (sitemaps.robots(base), "text/plain; charset=utf-8"),
    sitemaps.INDEX: lambda newsroom, base: (_index(newsroom, base), _XML),
    sitemaps.NEWS: lambda newsroom, base: (sitemaps.news(_news_items(newsroom, base)), _XML),
    fronts.RSS: lambda newsroom, base: (feeds.rss2(_feed_items(newsroom, base, 0), base), "application/rss+xml"),
    fronts.RDF: lambda newsroom, base: (feeds.rss1(_feed_items(newsroom, base, 1), base), "application/rdf+xml"),
    fronts.ATOM: lambda newsroom, base: (
        feeds.atom(_feed_items(newsroom, base, 2), base, _UPDATED),
        "application/atom+xml; charset=utf-8",
    ),
}
