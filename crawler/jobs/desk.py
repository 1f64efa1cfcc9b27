"""The desk of one crawl: the ledger and the archive in hand, where it begins, and what of it is queued."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import urljoin

from crawler import stats as names
from crawler.discovery.feeds import Feed, freshness
from crawler.discovery.packed import in_parts
from crawler.discovery.reading import Reading
from crawler.discovery.sitemaps import Sitemap
from crawler.found import Found, Role
from crawler.jobs.course import Course, listed
from crawler.jobs.dates import Dates
from crawler.jobs.intake import Intake, Stats
from crawler.jobs.learning import Learning
from crawler.jobs.outcomes import Outcomes
from crawler.jobs.recrawl import Recrawl
from crawler.jobs.rounds import Round
from crawler.jobs.targets import Target
from crawler.jobs.traps import Traps
from crawler.jobs.usual import UsualPlaces, places
from crawler.jobs.visits import Visits
from crawler.reasons import Reason
from crawler.sources import Source, site_of
from crawler.storage import Page, State, open_archive
from crawler.storage.jobs import CUT_SHORT, Ending, Jobs
from crawler.storage.pages import LISTS
from crawler.storage.quarantine import Quarantine
from crawler.urls import is_article, key, same_site


class Desk:
    """One crawl of one source. While it is open, no other crawl has the source (ArchiveBusy)."""

    def __init__(  # noqa: PLR0913  what a crawl is made of
        self,
        target: Target,
        course: Course,
        *,
        visits: Visits,
        traps: Traps,
        data: Path,
        stats: Stats,
        asked_by: str = "crawl",
    ) -> None:
        self.target = target
        self.source = target.source
        self.scope = target.scope
        self.sites = {site_of(target.url), self.source.site}  # grows where the front page moves house
        self._course = course
        self._traps = traps
        self._stats = stats
        self._open(data, asked_by)
        self._is_visit = asked_by != "crawl" and target.whole and course.max_depth is None
        self._ttl: int | None = None
        self._recrawl = Recrawl(self.archive, self.ledger, visits, scope=self.scope)
        self._history = self._recrawl.history
        self.learning = Learning(self.archive, self.source.id)
        self._names_feeds = bool(self.source.feeds)
        self._names_sitemaps = bool(self.source.sitemaps)
        soon = self._recrawl.last_run is not None  # what changed on a known site is what is new there
        self._intake = Intake(self.ledger, traps, stats, scope=self.scope, soon=soon)
        self._usual = UsualPlaces(self.ledger, self._intake.add)
        self._round = Round(self.ledger, visits, stats, partial(self._intake.add, again=True))
        self._dates = Dates(self.archive, self.source, self.learning, self._recrawl)
        self.outcomes = Outcomes(self.ledger, self._recrawl, self._usual, stats, self._round, dates=self._dates)
        self._listings: set[int] = set()  # what the listings of this crawl showed

    def _open(self, data: Path, asked_by: str) -> None:
        with ExitStack() as stack:
            self.archive = stack.enter_context(open_archive(data))
            stack.enter_context(self.archive.claim(self.source.id))
            self.ledger = self.archive.ledger(self.source.id)
            self._jobs = Jobs(self.archive)
            with self.archive.at_once():
                self.ledger.start_run(self.scope)
                self.job = self._jobs.begin(self.source.id, self.target.text, scope=self.scope, asked_by=asked_by)
            self._free = stack.pop_all()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Write what is done inside to the archive in one go, or nothing of it."""
        try:
            with self.archive.at_once():
                yield
        except BaseException:
            self._intake.forget()
            raise

    def close(self, ending: Callable[[], Ending]) -> None:
        """End the run and its job, once the documents are on the disk: what is still in hand waits for the next.

        `ending` is asked for when it is known by which lists the crawl's news came. A run that was cut short goes on
        with the next, if it follows soon. Raises StorageError; the source is free again all the same.
        """
        with self._free:
            with self.archive.at_once():
                self._round.look_back()
            self.archive.settle()
            with self.archive.at_once():
                ended = ending()
                self.learning.save()
                self.ledger.end_run(whole=ended.finish not in CUT_SHORT)
                self._jobs.end(self.job, replace(ended, ttl=self._ttl, note=self._round.note))

    @property
    def kept(self) -> int:
        """How many articles of the source the archive has."""
        return self.archive.count(self.source.id, copies="all")

    def hear_ttl(self, seconds: int | None, listing: Feed | Sitemap) -> None:
        """Hear for how long an answer is fresh, and what the feed in it says; the least of a site's feeds counts."""
        if isinstance(listing, Feed):
            told = max(seconds or 0, freshness(listing))
            self._ttl = told if self._ttl is None else min(self._ttl, told)

    def begin(self, *, again: Collection[Reason] = ()) -> None:
        """Queue where the crawl begins, and `again` what was set aside for one of these reasons."""
        Quarantine(self.archive).release_outdated(self.source.id)
        self._dates.begin()
        if self._course.since is None:
            again = (*again, Reason.TOO_OLD)  # set aside by a crawl that wanted less
        if again:
            self.ledger.retry(again)
        if not self.target.whole:
            self._begin_inside()
            return
        source = self.source
        hints = ((source.feeds, Role.FEED), (source.sitemaps, Role.SITEMAP), (source.sections, Role.SECTION))
        found = [Found(self.target.url, Role.FRONT)]
        found += [Found(urljoin(source.home, url), role) for urls, role in hints for url in urls]
        earlier = self._earlier()
        if self._is_visit and self._recrawl.last_run and self._round.begin():
            self._intake.add(found)  # what the source's file names since the last visit
            return
        self._intake.add(found + earlier, again=True)
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
        self._intake.add([Found(self.target.url, role)], again=True)
        if self.archive.find(self.target.url) and not self.ledger.resumed:
            # An article that is kept: to ask for it by name is a reason to look.
            self.ledger.look_again([self.scope], scope=self.scope)

    def take_robots(self, sitemaps: Iterable[str], url: str) -> None:
        """Queue the sitemaps that a robots.txt names."""
        found = [Found(urljoin(url, each), Role.SITEMAP) for each in sitemaps]
        found = [each for each in found if self.is_ours(each.url)]
        if found and self.target.whole:
            self._names_sitemaps = True
            self._intake.add(found, parent=url, again=not self._round.is_on)

    def conditions(self, page: Page) -> dict[str, str]:
        """Return the headers that ask for a page only if it has changed."""
        return self._recrawl.conditions(page)

    def take_entries(self, page: Page, found: Collection[Found]) -> Iterator[None]:
        """Queue what a feed or a sitemap names; a step for each part of a long one, so that others get their turn."""
        self._round.names(page, list(islice((each for each in found if self.is_ours(each.url)), 1)))
        yield from self._recrawl.follow_claims(page, self._entries(page, found, are_lists=False))
        brought = 0
        for part in in_parts(self._entries(page, found, are_lists=False)):
            self._recrawl.covered = True
            new = self._intake.add(part, page=page)
            self._round.names(page, part, brought=new)
            brought += new
            yield from self._dates.hear(part)
            yield
        self._stats.inc_value(names.NEW_BY + page.role, brought)
        self._recrawl.checked(page, brought=brought > 0)
        children = list(self._entries(page, found, are_lists=True))
        self._recrawl.covered |= bool(children)
        self._take_children(page, children)

    def _entries(self, page: Page, found: Iterable[Found], *, are_lists: bool) -> Iterator[Found]:
        wanted = (each for each in found if (each.role is Role.SITEMAP) is are_lists)
        return (each for each in self._course.named(wanted, page) if self.is_ours(each.url))

    def _take_children(self, page: Page, children: list[Found]) -> None:
        again = self._recrawl.children(self._round.turns(page, children))
        self._intake.add(again, page=page, again=True)
        self._round.expect(again)
        self._intake.add(children, page=page)

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
        self._round.read(page, unchanged=True)

    def _go_on_from(self, page: Page) -> None:
        """Queue the lists that an unchanged one names."""
        self._recrawl.covered |= page.role in (Role.FEED, Role.SITEMAP)
        self._recrawl.checked(page, brought=False)
        if page.role is Role.SITEMAP:
            self._take_children(page, self._history.children(page.url))
        elif page.role is Role.FRONT and self.target.whole:
            self._intake.add(self._history.named_by(page.url), page=page, again=not self._round.is_on)
            self._try_usual_places(page.url)

    def take_links(self, page: Page, reading: Reading, *, url: str) -> int:
        """Queue what a page links to, and the next page of a listing; `url` is where the page stands.

        Returns how many pages it named that nobody had named before, lists apart.
        """
        links = self._course.links(reading, page)
        lists = [each for each in links if each.role in LISTS]
        rest = [each for each in links if each.role not in LISTS]
        brought = self._intake.add(rest, page=page)
        self._round.names(page, rest, brought=brought)
        self._stats.inc_value(names.NEW_BY + page.role, brought)
        self._intake.add(lists, page=page, again=True)
        self._intake.add(self._feeds(page, reading), page=page, again=not self._round.is_on)
        self._turn_over(page, reading)
        if page.role is Role.FRONT and self.target.whole:
            self._try_usual_places(url)
        return brought

    def take_beginning(self, page: Page, url: str) -> None:
        """Queue the first page of a story that a later page belongs to; where the story is kept, look at it again."""
        if not self.is_ours(url):
            return
        self._intake.add([Found(url, Role.ARTICLE)], page=page)
        if page.article_id:
            self.ledger.look_again([key(url)], scope=self.scope)

    def _feeds(self, page: Page, reading: Reading) -> list[Found]:
        feeds = [each for each in self._course.feeds(reading, page) if self.is_ours(each.url)]
        self._names_feeds = self._names_feeds or bool(feeds)
        return feeds

    def _turn_over(self, page: Page, reading: Reading) -> None:
        """Queue a listing's next page. One read by an earlier run only where this one has brought something new."""
        following = self._course.next_page(reading, page)
        if following is None or not self.is_ours(following.url) or listed(reading) in self._listings:
            return
        self._listings.add(listed(reading))
        self._intake.add([following], page=page, again=bool(self._history.first_met(reading.links)))

    def _try_usual_places(self, front: str) -> None:
        """Where the site names no feed or no sitemap, try where most have them, one after the other."""
        named = {Role.FEED: self._names_feeds, Role.SITEMAP: self._names_sitemaps}
        self._usual.begin(front, [role for role in named if not named[role]])

    def learn(self, page: Page, reading: Reading) -> None:
        """Learn what addresses of this kind bring."""
        is_gone = reading.rejection is not None and reading.rejection.reason is Reason.NOT_FOUND  # it answers 200
        if page.role is Role.ARTICLE and not is_gone:
            self._stats.inc_value(names.PROMISED)
            self._stats.inc_value(names.DELIVERED, int(reading.article is not None))
        self._traps.read(page.url, page.role, reading)

    def passes_over(self, page: Page) -> bool:
        """Tell whether a page is one of endlessly many that bring nothing; if so, it is set aside."""
        named = page.role in (Role.FRONT, Role.FEED, Role.SITEMAP) or page.article_id or page.depth == 0
        if named or not self._traps.is_barren(page.url):
            return False
        self.outcomes.pass_over(page)
        return True

    def source_at(self, url: str) -> Source:
        """Return the source as a page of it at `url` is read: where the front page moved house, that is its home."""
        moved = not same_site(url, self.source.site) and self.is_ours(url)
        return replace(self.source, home=url) if moved else self.source

    def is_ours(self, url: str) -> bool:
        """Tell whether an address belongs to the site, or to where its front page moved."""
        return any(same_site(url, site) for site in self.sites)
