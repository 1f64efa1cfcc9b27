"""The desk of one crawl: the ledger and the archive in hand, what is queued, what is crossed off, what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, Self
from urllib.parse import urljoin

from crawler import stats as names
from crawler.discovery.feeds import USUAL_FEEDS
from crawler.discovery.reading import Reading
from crawler.discovery.sitemaps import USUAL_SITEMAPS
from crawler.found import Found, Role
from crawler.jobs.course import Course, changed_since, listed
from crawler.jobs.targets import Target
from crawler.reasons import Reason, Rejection
from crawler.sources import Source, site_of
from crawler.storage import Page, State, open_archive
from crawler.storage.history import History
from crawler.storage.pages import LISTS
from crawler.urls import is_article, same_site

_NO_ERRORS = (Reason.NOT_FOUND, Reason.ROBOTS, Reason.OFF_SITE)  # the site's own wish, or nothing lost

_LISTINGS = (Role.FRONT, Role.SECTION)
_UNTOLD = (Reason.NO_TEXT, Reason.NO_TITLE)  # what a listing lacks since it is one

REMEMBERED = 50_000  # links that are known to be queued already; beyond, the ledger is asked


class Stats(Protocol):
    """What the desk counts in: Scrapy's stats."""

    def inc_value(self, key: str, count: int = 1) -> Any: ...


class Desk:
    """One crawl of one source. While it is open, no other crawl has the source (ArchiveBusy)."""

    def __init__(self, target: Target, course: Course, *, data: Path, stats: Stats) -> None:
        self.target = target
        self.source = target.source
        self.scope = target.scope
        self.sites = {site_of(target.url), self.source.site}  # grows where the front page moves house
        self._course = course
        self._stats = stats
        self._open(data)
        self._history = History(self.ledger)
        self._last_run = self._history.last_run(self.scope)
        self._names_feeds = bool(self.source.feeds)
        self._names_sitemaps = bool(self.source.sitemaps)
        self._usual: dict[Role, Iterator[str]] = {}  # where feeds and sitemaps may be, not tried yet
        self._guessed: set[str] = set()  # addresses of usual places
        self._queued: set[int] = set()  # hashes of what this crawl has queued: every page of a site has the same menus
        self._listings: set[int] = set()  # what the listings of this crawl showed

    def _open(self, data: Path) -> None:
        with ExitStack() as stack:
            self.archive = stack.enter_context(open_archive(data))
            stack.enter_context(self.archive.claim(self.source.id))
            self.ledger = self.archive.ledger(self.source.id)
            self.ledger.start_run(self.scope)
            stack.callback(self.ledger.end_run)
            self._close = stack.pop_all()

    def close(self) -> None:
        """End the run: what is still in hand waits for the next. The source is free again."""
        self._close.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self) -> None:
        """Queue where the crawl begins."""
        if self._course.since is None:
            self.ledger.retry([Reason.TOO_OLD])  # set aside by a crawl that wanted less
        if not self.target.whole:
            self._begin_inside()
            return
        source = self.source
        hints = ((source.feeds, Role.FEED), (source.sitemaps, Role.SITEMAP), (source.sections, Role.SECTION))
        found = [Found(self.target.url, Role.FRONT)]
        found += [Found(urljoin(source.home, url), role) for urls, role in hints for url in urls]
        self._queue(found + self._earlier(), again=True)

    def _earlier(self) -> list[Found]:
        earlier = self._history.beginnings()
        self._names_feeds = self._names_feeds or any(each.role is Role.FEED for each in earlier)
        self._names_sitemaps = self._names_sitemaps or any(each.role is Role.SITEMAP for each in earlier)
        return earlier

    def _begin_inside(self) -> None:
        if self.archive.find(self.target.url):
            self._stats.inc_value(names.KNOWN)
        role = Role.ARTICLE if is_article(self.target.url) else Role.SECTION
        self._queue([Found(self.target.url, role)], again=True)

    def take_robots(self, sitemaps: Iterable[str], url: str) -> None:
        """Queue the sitemaps that a robots.txt names."""
        found = [Found(urljoin(url, each), Role.SITEMAP) for each in sitemaps]
        found = [each for each in found if self.is_ours(each.url)]
        if found and self.target.whole:
            self._names_sitemaps = True
            self._queue(found, again=True)

    def take_entries(self, page: Page, found: Iterable[Found]) -> None:
        """Queue what a feed or a sitemap names."""
        entries = [each for each in self._course.named(found, page) if self.is_ours(each.url)]
        children = [each for each in entries if each.role is Role.SITEMAP]
        self._queue([each for each in entries if each.role is not Role.SITEMAP], page=page)
        again = changed_since(children, self._last_run)
        self._queue(again, page=page, again=True)
        self._queue(children, page=page)

    def take_links(self, page: Page, reading: Reading, *, url: str) -> None:
        """Queue what a page links to, and the next page of a listing; `url` is where the page stands."""
        links = self._course.links(reading, page)
        lists = [each for each in links if each.role in LISTS]
        self._queue([each for each in links if each.role not in LISTS], page=page)
        self._queue([*lists, *self._feeds(page, reading)], page=page, again=True)
        self._turn_over(page, reading)
        if page.role is Role.FRONT and self.target.whole:
            self._try_usual_places(url)

    def _feeds(self, page: Page, reading: Reading) -> list[Found]:
        feeds = [each for each in self._course.feeds(reading, page) if self.is_ours(each.url)]
        self._names_feeds = self._names_feeds or bool(feeds)
        return feeds

    def _turn_over(self, page: Page, reading: Reading) -> None:
        """Queue a listing's next page. One read by an earlier run only where this one has brought something new."""
        following = self._course.next_page(reading, page)
        shown = listed(reading)
        if following is None or shown in self._listings or not self.is_ours(following.url):
            return
        self._listings.add(shown)
        self._queue([following], page=page, again=self._history.first_met(reading.links) > 0)

    def _try_usual_places(self, front: str) -> None:
        """Where the site names no feed or no sitemap, try where most have them, one after the other."""
        usual = ((Role.FEED, USUAL_FEEDS, self._names_feeds), (Role.SITEMAP, USUAL_SITEMAPS, self._names_sitemaps))
        self._usual = {role: (urljoin(front, path) for path in paths) for role, paths, named in usual if not named}
        for role in self._usual:
            self._try_next(role)

    def _try_next(self, role: Role) -> None:
        """Queue the next usual place that was not tried before; those that earlier runs found are asked for anyway."""
        for url in self._usual.get(role, ()):
            if self._queue([Found(url, role)]):
                self._guessed.add(url)
                return

    def _queue(self, found: list[Found], *, page: Page | None = None, again: bool = False) -> int:
        found = self._not_queued(found)
        if not found:
            return 0
        depth, parent = (page.depth + 1, page.url) if page else (0, None)
        if page and page.role in (Role.FEED, Role.SITEMAP):
            depth = page.depth + (found[0].role is not Role.SITEMAP)
        queued = self.ledger.add(found, depth=depth, parent=parent, scope=self.scope, again=again)
        self._stats.inc_value(names.NEWS_FOUND, queued)
        return queued

    def _not_queued(self, found: list[Found]) -> list[Found]:
        if len(self._queued) > REMEMBERED:
            self._queued.clear()
        fresh = [each for each in found if hash(each) not in self._queued]
        self._queued.update(map(hash, fresh))
        return fresh

    def cross_off(self, page: Page, *, etag: str | None = None, last_modified: str | None = None) -> None:
        """A list is read."""
        self._stats.inc_value(names.LISTS)
        if page.parent is None:
            self._usual.pop(page.role, None)
        self.ledger.done(page.key, State.FETCHED, etag=etag, last_modified=last_modified)

    def set_aside(self, page: Page, rejection: Rejection) -> None:
        """A page is read, and is no article."""
        if page.role in _LISTINGS and rejection.reason in _UNTOLD:
            rejection = Rejection(Reason.SECTION)
        self._stats.inc_value(names.REASON + rejection.reason)
        if rejection.reason is Reason.SECTION:
            self._history.is_section(page.key)
        is_list = page.role in LISTS or rejection.reason is Reason.SECTION
        self._stats.inc_value(names.LISTS, int(is_list))
        state = State.FETCHED if is_list else State.NOT_ARTICLE
        self.ledger.done(page.key, state, reason=rejection.reason, detail=rejection.detail)

    def give_up(self, page: Page, rejection: Rejection) -> None:
        """A page could not be had, or not be read. A usual place that is empty is no loss, and not counted."""
        if page.url not in self._guessed:
            self._stats.inc_value(names.REASON + rejection.reason)
            self._stats.inc_value(names.ERRORS, int(rejection.reason not in _NO_ERRORS))
        state = State.GONE if rejection.reason is Reason.NOT_FOUND else State.FAILED
        self.ledger.done(page.key, state, reason=rejection.reason, detail=rejection.detail)
        if page.parent is None:
            self._try_next(page.role)

    def postpone(self, rejection: Rejection) -> None:
        """A page cannot be asked for now; it stays in hand, and waits for the next crawl."""
        self._stats.inc_value(names.REASON + rejection.reason)
        self._stats.inc_value(names.ERRORS)

    def source_at(self, url: str) -> Source:
        """Return the source as a page of it at `url` is read: where the front page moved house, that is its home."""
        moved = not same_site(url, self.source.site) and self.is_ours(url)
        return replace(self.source, home=url) if moved else self.source

    def is_ours(self, url: str) -> bool:
        """Tell whether an address belongs to the site, or to where its front page moved."""
        return any(same_site(url, site) for site in self.sites)
