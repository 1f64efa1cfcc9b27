"""What the demo site publishes for machines: robots.txt, the feeds and the sitemaps, from the newsroom's stories."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from crawler.demo import feeds, fronts, sitemaps
from crawler.demo.editions import OPENED
from crawler.demo.feeds import Clock, Item, w3c_date
from crawler.demo.furniture import absolute
from crawler.demo.layouts import layout_of
from crawler.demo.manners import Manners
from crawler.demo.newsroom import Newsroom
from crawler.demo.press import published
from crawler.demo.routes import Route

_FEED = 20  # stories in a feed
_NEWS = 30  # stories in the news sitemap
_UNDATED_CHANGE = "2026-10-15"  # a sitemap's lastmod for stories without a date: no date of publication
_FILE = re.compile(r"/sitemaps/articles-(?P<file>\d+)\.xml(?:\.gz)?")
_XML = "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Published:
    """A file for machines: its bytes, its media type, when it last changed."""

    body: bytes
    kind: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Syndicate:
    """Who writes those files: for one edition, for readers who ask at `base`, at `now`, with these manners."""

    newsroom: Newsroom
    base: str
    manners: Manners
    now: datetime

    def read(self, path: str) -> Published | None:
        """Return a file; None: there is no such file."""
        path = path.rstrip("/")
        match = _FILE.fullmatch(path)
        if match and self.manners.sitemaps:
            return self._file(int(match["file"]), packed=path.endswith(".gz"))
        made = _FILES.get(path) if self._has(path) else None
        if made is None:
            return None
        text, kind = made(self)
        return Published(text.encode(), kind, self._ever_changing() or self.newsroom.edition.at)

    def robots(self) -> str:
        return sitemaps.robots(self.base, named=self.manners.sitemaps)

    def index(self) -> str:
        return sitemaps.index(
            (f"{self.base}/sitemaps/articles-{file}.xml{'' if file % 2 else '.gz'}", self._file_lastmod(file))
            for file in range(1, self._files() + 1)
        )

    def news(self) -> str:
        items = self._items(_NEWS, self._only(Route.NEWS_SITEMAP))
        return sitemaps.news(items)

    def feed_items(self, turn: int) -> Iterator[Item]:
        """A feed's stories; those that only feeds name are dealt out to the three."""
        return self._items(_FEED, self._only(Route.FEED)[turn::3])

    @property
    def clock(self) -> Clock:
        """How feeds write their times."""
        return feeds.CLOCKS[self.manners.feed_dates]

    def _has(self, path: str) -> bool:
        if path in (sitemaps.INDEX, sitemaps.NEWS):
            return self.manners.sitemaps
        return self.manners.feeds or path not in (fronts.RSS, fronts.RDF, fronts.ATOM)

    def _items(self, newest: int, alone: list[int]) -> Iterator[Item]:
        return (self._item(number) for number in (*self.newsroom.newest(newest), *alone))

    def _item(self, number: int) -> Item:
        story = self.newsroom.story(number)
        layout = layout_of(story)
        telling = self.manners.feed_tells_changes
        changed = self.newsroom.edition.changed.get(number, ())
        return Item(
            story.headline if telling else story.title,
            absolute(self.base, layout.address(story)),
            published(story, layout) if story.timed else None,
            story.description,
            changed[-1] if changed and telling else None,
        )

    def _only(self, route: Route) -> list[int]:
        newsroom = self.newsroom
        return [
            number
            for number, only in newsroom.routes.only.items()
            if only is route and number not in newsroom.edition.removed
        ]

    def _files(self) -> int:
        return max(-(-len(self.newsroom.stories) // self.newsroom.chunk), bool(self.newsroom.numbers))

    def _numbers(self, file: int) -> range:
        """A sitemap's stories, from 1; the first also has those that came after the first edition."""
        chunk, count = self.newsroom.chunk, len(self.newsroom.stories)
        start = self.newsroom.numbers.start if file == 1 else (file - 1) * chunk
        return range(start, min(file * chunk, count))

    def _file(self, file: int, *, packed: bool) -> Published | None:
        if file not in range(1, self._files() + 1):
            return None
        removed, routes = self.newsroom.edition.removed, self.newsroom.routes
        named = (each for each in self._numbers(file) if each not in removed)
        named = (each for each in named if routes.of(each) in (Route.EVERYWHERE, Route.SITEMAP))
        text = sitemaps.urlset((self._address(number), self._lastmod(number)) for number in named)
        body, kind = (sitemaps.compressed(text), "application/gzip") if packed else (text.encode(), _XML)
        return Published(body, kind, self._ever_changing() or self._file_changed(file))

    def _address(self, number: int) -> str:
        return absolute(self.base, self.newsroom.path(number))

    def _lastmod(self, number: int) -> str | None:
        if self.manners.lastmod in ("now", "none"):
            return w3c_date(self.now) if self.manners.lastmod == "now" else None
        changed = self.newsroom.edition.changed.get(number)
        if changed:
            return self._written(changed[-1])
        story = self.newsroom.story(number)
        when = published(story, layout_of(story))
        if when is None:
            return _UNDATED_CHANGE
        return self._written(when) if story.timed else f"{when:%Y-%m-%d}"

    def _file_lastmod(self, file: int) -> str | None:
        if self.manners.index_lastmod == "none" or self.manners.lastmod == "none":
            return None
        if self.manners.index_lastmod == "frozen":
            return self._written(OPENED)
        return self._written(self._ever_changing() or self._file_changed(file))

    def _file_changed(self, file: int) -> datetime:
        edition = self.newsroom.edition
        return edition.touched(self._numbers(file))

    def _ever_changing(self) -> datetime | None:
        return self.now if self.manners.lastmod == "now" else None

    def _written(self, when: datetime) -> str:
        return f"{when:%Y-%m-%d}" if self.manners.lastmod == "day" else w3c_date(when)


_FILES: Mapping[str, Callable[[Syndicate], tuple[str, str]]] = {
    "/robots.txt": lambda office: (office.robots(), "text/plain; charset=utf-8"),
    sitemaps.INDEX: lambda office: (office.index(), _XML),
    sitemaps.NEWS: lambda office: (office.news(), _XML),
    fronts.RSS: lambda office: (feeds.rss2(office.feed_items(0), office.base, office.clock), "application/rss+xml"),
    fronts.RDF: lambda office: (feeds.rss1(office.feed_items(1), office.base, office.clock), "application/rdf+xml"),
    fronts.ATOM: lambda office: (
        feeds.atom(office.feed_items(2), office.base, office.clock, office.newsroom.edition.at),
        "application/atom+xml; charset=utf-8",
    ),
}
