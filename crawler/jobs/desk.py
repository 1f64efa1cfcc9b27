"""The desk of one crawl: the ledger and the archive in hand, what is queued, what is crossed off, what is counted."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, Self
from urllib.parse import urljoin

from scrapy.http import Response

from crawler import stats as names
from crawler.article import Article
from crawler.discovery.packed import in_parts
from crawler.discovery.reading import Reading
from crawler.fetching.set_apart import set_apart
from crawler.found import Found, Role
from crawler.jobs.course import Course, listed
from crawler.jobs.recrawl import Recrawl
from crawler.jobs.targets import Target
from crawler.jobs.traps import Traps
from crawler.jobs.usual import UsualPlaces, places
from crawler.jobs.visits import Visits
from crawler.reasons import Reason, Rejection
from crawler.sources import Source, site_of
from crawler.storage import Page, State, open_archive
from crawler.storage.pages import LISTS
from crawler.storage.quarantine import Quarantine
from crawler.urls import is_article, same_site

_NO_ERRORS = (Reason.NOT_FOUND, Reason.ROBOTS, Reason.OFF_SITE)  # the site's own wish, or nothing lost

_LISTINGS = (Role.FRONT, Role.SECTION)
_UNTOLD = (Reason.NO_TEXT, Reason.NO_TITLE)  # what a listing lacks since it is one

PASSING = (408, 429, 502, 503, 504)  # answers of a server in trouble, which say nothing of the page
REMEMBERED = 50_000  # links that are known to be queued already; beyond, the ledger is asked


class Stats(Protocol):
    """What the desk counts in: Scrapy's stats."""

    def inc_value(self, key: str, count: int = 1) -> Any: ...


class Desk:
    """One crawl of one source. While it is open, no other crawl has the source (ArchiveBusy)."""

    def __init__(  # noqa: PLR0913  what a crawl is made of
        self, target: Target, course: Course, *, visits: Visits, traps: Traps, data: Path, stats: Stats
    ) -> None:
        self.target = target
        self.source = target.source
        self.scope = target.scope
        self.sites = {site_of(target.url), self.source.site}  # grows where the front page moves house
        self._course = course
        self._traps = traps
        self._stats = stats
        self._open(data)
        self._recrawl = Recrawl(self.archive, self.ledger, visits, scope=self.scope)
        self._history = self._recrawl.history
        self._names_feeds = bool(self.source.feeds)
        self._names_sitemaps = bool(self.source.sitemaps)
        self._usual = UsualPlaces(self.ledger, self._queue)
        self._queued: set[int] = set()  # hashes of what this crawl has queued: every page of a site has the same menus
        self._listings: set[int] = set()  # what the listings of this crawl showed

    def _open(self, data: Path) -> None:
        with ExitStack() as stack:
            self.archive = stack.enter_context(open_archive(data))
            stack.enter_context(self.archive.claim(self.source.id))
            self.ledger = self.archive.ledger(self.source.id)
            self.ledger.start_run(self.scope)
            stack.callback(lambda: self.ledger.end_run(whole=self._is_whole))
            self._close = stack.pop_all()

    def close(self, *, whole: bool = True) -> None:
        """End the run: what is still in hand waits for the next. The source is free again.

        One that is not `whole` was cut short; the next goes on with it, if it follows soon.
        """
        self._is_whole = whole
        self._close.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def begin(self) -> None:
        """Queue where the crawl begins."""
        Quarantine(self.archive).release_outdated(self.source.id)
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
        if self.ledger.resumed and not self.ledger.is_waiting(self.target.url):
            self._go_on()

    def _go_on(self) -> None:
        """Take the place of the run that was cut short after it had read the front page."""
        front = self.target.url
        self._names_feeds |= self._history.names(Role.FEED, besides=places(front, Role.FEED))
        self._names_sitemaps |= self._history.names(Role.SITEMAP, besides=places(front, Role.SITEMAP))
        self._recrawl.covered = self._names_feeds or self._names_sitemaps
        self._try_usual_places(front)

    def _earlier(self) -> list[Found]:
        earlier = self._history.beginnings()
        self._names_feeds = self._names_feeds or any(each.role is Role.FEED for each in earlier)
        self._names_sitemaps = self._names_sitemaps or any(each.role is Role.SITEMAP for each in earlier)
        return earlier

    def _begin_inside(self) -> None:
        role = Role.ARTICLE if is_article(self.target.url) else Role.SECTION
        self._queue([Found(self.target.url, role)], again=True)
        if self.archive.find(self.target.url) and not self.ledger.resumed:
            # An article that is kept: to ask for it by name is a reason to look.
            self.ledger.look_again([self.scope], scope=self.scope)

    def take_robots(self, sitemaps: Iterable[str], url: str) -> None:
        """Queue the sitemaps that a robots.txt names."""
        found = [Found(urljoin(url, each), Role.SITEMAP) for each in sitemaps]
        found = [each for each in found if self.is_ours(each.url)]
        if found and self.target.whole:
            self._names_sitemaps = True
            self._queue(found, parent=url, again=True)

    def conditions(self, page: Page) -> dict[str, str]:
        """Return the headers that ask for a page only if it has changed."""
        return self._recrawl.conditions(page)

    def take_entries(self, page: Page, found: Collection[Found]) -> Iterator[None]:
        """Queue what a feed or a sitemap names; a step for each part of a long one, so that others get their turn."""
        yield from self._recrawl.follow_claims(page, self._entries(page, found, are_lists=False))
        brought = 0
        for part in in_parts(self._entries(page, found, are_lists=False)):
            self._recrawl.covered = True
            brought += self._queue(part, page=page)
            yield
        self._recrawl.checked(page, brought=brought > 0)
        children = list(self._entries(page, found, are_lists=True))
        self._recrawl.covered |= bool(children)
        self._take_children(page, children)

    def _entries(self, page: Page, found: Iterable[Found], *, are_lists: bool) -> Iterator[Found]:
        wanted = (each for each in found if (each.role is Role.SITEMAP) is are_lists)
        return (each for each in self._course.named(wanted, page) if self.is_ours(each.url))

    def _take_children(self, page: Page, children: list[Found]) -> None:
        self._queue(self._recrawl.children(children), page=page, again=True)
        self._queue(children, page=page)

    def unchanged(self, page: Page, *, etag: str | None = None, last_modified: str | None = None) -> None:
        """A page is as it was when it was last read: so is what it names."""
        self._stats.inc_value(names.UNCHANGED)
        self._stats.inc_value(names.KNOWN if page.article_id else names.LISTS)
        state, look = State.FETCHED, None
        if page.article_id:
            state, look = State.STORED, self._recrawl.next_look(page, None)
            self._recrawl.came_back(page, changed=False)
        elif page.role is Role.SECTION:
            look = self._recrawl.next_turn(page, brought=False)
        self._go_on_from(page)
        visit = self._recrawl.answered(etag, last_modified, look=look, unchanged=True)
        self.ledger.done(page.key, state, visit=visit)

    def _go_on_from(self, page: Page) -> None:
        """Queue the lists that an unchanged one names."""
        self._recrawl.covered |= page.role in (Role.FEED, Role.SITEMAP)
        self._recrawl.checked(page, brought=False)
        if page.role is Role.SITEMAP:
            self._take_children(page, self._history.children(page.url))
        elif page.role is Role.FRONT and self.target.whole:
            self._queue(self._history.named_by(page.url), page=page, again=True)
            self._try_usual_places(page.url)

    def came_back(
        self, page: Page, article: Article | None, *, changed: bool, etag: str | None, last_modified: str | None
    ) -> None:
        """A page's article is in the archive: newly stored or revised (`changed`), or as it was.

        None stands for a page whose article is kept under another address, which alone is looked at again.
        """
        if page.article_id:
            self._recrawl.came_back(page, changed=changed)
        look = None if article is None else self._recrawl.next_look(page, article.published)
        self.ledger.visited(page.key, self._recrawl.answered(etag, last_modified, look=look))

    def take_links(self, page: Page, reading: Reading, *, url: str) -> int:
        """Queue what a page links to, and the next page of a listing; `url` is where the page stands.

        Returns how many pages it named that nobody had named before, lists apart.
        """
        links = self._course.links(reading, page)
        lists = [each for each in links if each.role in LISTS]
        brought = self._queue([each for each in links if each.role not in LISTS], page=page)
        self._queue([*lists, *self._feeds(page, reading)], page=page, again=True)
        self._turn_over(page, reading)
        if page.role is Role.FRONT and self.target.whole:
            self._try_usual_places(url)
        return brought

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
        named = {Role.FEED: self._names_feeds, Role.SITEMAP: self._names_sitemaps}
        self._usual.begin(front, [role for role in named if not named[role]])

    def _queue(
        self, found: list[Found], *, page: Page | None = None, parent: str | None = None, again: bool = False
    ) -> int:
        found = [each for each in self._not_queued(found) if self._is_usable(each)]
        if not found:
            return 0
        depth, parent = (page.depth + 1, page.url) if page else (0, parent)
        if page and page.role in (Role.FEED, Role.SITEMAP):
            depth = page.depth + (found[0].role is not Role.SITEMAP)
        soon = self._recrawl.last_run is not None  # what changed on a known site is what is new there
        queued = self.ledger.add(found, depth=depth, parent=parent, scope=self.scope, again=again, soon=soon)
        self._stats.inc_value(names.NEWS_FOUND, queued)
        return queued

    def _is_usable(self, found: Found) -> bool:
        bound = self._traps.refusal(found.url)
        if bound:
            self._stats.inc_value(names.BOUND + bound)
        return bound is None

    def _not_queued(self, found: list[Found]) -> list[Found]:
        if len(self._queued) > REMEMBERED:
            self._queued.clear()
        fresh = [each for each in found if hash(each) not in self._queued]
        self._queued.update(map(hash, fresh))
        return fresh

    def learn(self, page: Page, reading: Reading) -> None:
        """Learn what addresses of this kind bring."""
        self._traps.read(page.url, page.role, reading)

    def passes_over(self, page: Page) -> bool:
        """Tell whether a page is one of endlessly many that bring nothing; if so, it is set aside."""
        named = page.role in (Role.FRONT, Role.FEED, Role.SITEMAP) or page.article_id or page.depth == 0
        if named or not self._traps.is_barren(page.url):
            return False
        self._stats.inc_value(names.BOUND + "trap")
        self._stats.inc_value(names.REASON + Reason.TRAP)
        self.ledger.done(page.key, State.NOT_ARTICLE, reason=Reason.TRAP)
        return True

    def cross_off(self, page: Page, *, etag: str | None = None, last_modified: str | None = None) -> None:
        """A feed or a sitemap is read."""
        self._stats.inc_value(names.LISTS)
        if self._usual.is_guess(page.url):
            self._usual.found(page.role)
        self.ledger.done(page.key, State.FETCHED, visit=self._recrawl.answered(etag, last_modified))

    def set_aside(
        self,
        page: Page,
        rejection: Rejection,
        *,
        brought: int = 0,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """A page is read, and is no article; it `brought` so many pages that nobody had named before."""
        if page.role in _LISTINGS and rejection.reason in _UNTOLD:
            rejection = Rejection(Reason.SECTION)
        self._stats.inc_value(names.REASON + rejection.reason)
        is_list = page.role in LISTS or rejection.reason is Reason.SECTION
        self._stats.inc_value(names.LISTS, int(is_list))
        state, look = (State.FETCHED if is_list else State.NOT_ARTICLE), None
        if rejection.reason is Reason.SECTION:
            self._history.is_section(page.key)
        if is_list and page.role is not Role.FRONT:
            look = self._recrawl.next_turn(page, brought=brought > 0)
        visit = self._recrawl.answered(etag, last_modified, look=look)
        self.ledger.done(page.key, state, reason=rejection.reason, detail=rejection.detail, visit=visit)

    def give_up(self, page: Page, rejection: Rejection, *, status: int | None = None) -> None:
        """A page could not be had, or not be read. A usual place that is empty is no loss, and not counted."""
        if not self._usual.is_guess(page.url):
            self._stats.inc_value(names.REASON + rejection.reason)
            self._stats.inc_value(names.ERRORS, int(rejection.reason not in _NO_ERRORS))
        state = State.GONE if rejection.reason is Reason.NOT_FOUND else State.FAILED
        if page.article_id and state is State.GONE:
            self._recrawl.came_back(page, changed=True)
        # A broken line may be mended a moment later; what the server itself fails on, or refuses, hardly is.
        told = (status is not None and status not in PASSING) or rejection.reason is Reason.CHALLENGE
        later = state is State.FAILED and (told or page.article_id is not None)
        visit = self._recrawl.failed(page) if later else None
        self.ledger.done(page.key, state, reason=rejection.reason, detail=rejection.detail, visit=visit)
        if self._usual.is_guess(page.url):
            self._usual.failed(page.role)

    def quarantine(self, page: Page, rejection: Rejection, response: Response) -> None:
        """A page broke what read it: it is kept with its bytes."""
        self._stats.inc_value(names.REASON + rejection.reason)
        self._stats.inc_value(names.ERRORS)
        set_apart(self.ledger, page, rejection, response)
        if self._usual.is_guess(page.url):
            self._usual.failed(page.role)

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
