"""A visit's round through the lists of a known site: the cheap ones that bring what is new, the others in their turn.

`ways.py` decides. Lists are asked for a kind at a time, so that where one fails the next kind takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from crawler import clock
from crawler import stats as names
from crawler.found import Found, Role
from crawler.jobs import ways
from crawler.jobs.credit import Credit, Shares
from crawler.jobs.intake import Stats
from crawler.jobs.visits import Visits
from crawler.jobs.ways import Kind
from crawler.storage import Ledger, Page, Worth
from crawler.storage.pages import LISTS
from crawler.storage.ways import Way, Ways
from crawler.urls import key


@dataclass(frozen=True, slots=True)
class _Loss:
    """A list that brings what is new, and could not be read."""

    page: Page
    trouble: str


class Round:
    """The round of one crawl. Before begin(), and where that returns False, every list is asked for."""

    def __init__(self, ledger: Ledger, visits: Visits, stats: Stats, queue: Callable[[list[Found]], object]) -> None:
        self.is_on = False
        self._ledger = ledger
        self._kept = Ways(ledger)
        self._credit = Credit(ledger)
        self._visits = visits
        self._stats = stats
        self._queue = queue
        self._ways: dict[str, Way] = {}
        self._carry: set[str] = set()
        self._left: list[Kind] = []
        self._waiting: set[str] = set()  # lists whose outcome decides whether others are asked for
        self._losses: list[_Loss] = []  # in whose place nothing was read yet
        self._is_worse = False  # whether one was lost that the visit before had
        self._notes: list[str] = []

    def begin(self) -> bool:
        """Ask for the first lists; return False where too little is known of the site to leave any out."""
        known = self._kept.all()
        if not any(way.page.role is Role.FRONT for way in known):
            return False
        self.is_on = True
        self._ways = {way.page.key: way for way in known}
        self._carry = ways.carriers(known)
        self._left = list(Kind)
        self._go_on()
        return True

    def turns(self, index: Page, children: Collection[Found]) -> list[Found]:
        """Return the sitemaps that an index names without those that do not say whether they changed, and have time."""
        if not self.is_on:
            return list(children)
        self._credit.leads(index, children)
        known = self._ledger.known([key(each.url) for each in children if not each.lastmod])
        now = clock.now().timestamp()
        later = {name for name, each in known.items() if (each.next_look or 0) > now} if not self._losses else set()
        return [each for each in children if key(each.url) not in later]

    def expect(self, children: Collection[Found]) -> None:
        """Wait for the sitemaps of an index that are read again: what it tells is in them."""
        if self.is_on:
            self._waiting |= {name for each in children if self._ledger.is_waiting(name := key(each.url))}

    def names(self, page: Page, found: Collection[Found], *, brought: int = 0) -> None:
        """Hear what a list names, and how much of it nobody had named before."""
        self._credit.names(page, found, brought=brought)

    def is_empty(self, page: Page) -> bool:
        """Tell whether a feed or a sitemap that was read named nothing at all."""
        return self._credit.is_empty(page)

    def read(self, page: Page, *, unchanged: bool = False) -> None:
        """Hear that a list was read, or is as it was."""
        if not self._is_way(page):
            return
        self._credit.take_read(page)
        empty = not unchanged and self.is_empty(page)
        self._know(page, lost="is empty" if empty else None)
        if empty:
            self._lose(page, "is empty")
        elif not self._waiting & self._credit.below(page):
            self._take_the_place(ways.kind(page))
        self._cross_off(page)

    def missed(self, page: Page, detail: str) -> None:
        """Hear that a list could not be read: it waits longer and longer, and the next kind takes its place."""
        if not self._is_way(page):
            return
        known = self._ways.get(page.key)
        if known is not None or page.fetched_at is not None:
            self._kept.turn(page.key, self._visits.next_try(known.page if known else page, now=clock.now()))
            self._is_worse |= known is not None and known.lost is None and page.key in self._carry
        self._know(page, lost=detail)
        self._lose(page, ways.why(detail, page.url))
        self._cross_off(page)

    @property
    def note(self) -> str | None:
        """What went wrong with the lists, in sentences."""
        return "; ".join(dict.fromkeys(self._notes)) or None

    def look_back(self) -> None:
        """At the end, keep what the visit has shown of the lists."""
        if not self.is_on:
            return
        fronts = [name for name in self._credit.read if self._kind(name) is Kind.FRONT]
        for each in self._losses:
            self._tell(each, Kind.FRONT if fronts and ways.kind(each.page) is not Kind.FRONT else None)
        self._learn(self._credit.shares(self._kind))
        self._give_turns()

    def _go_on(self) -> None:
        """Ask for the next kind of lists, once nothing more is expected of the one before."""
        while self._left and not self._waiting:
            self._ask(self._left.pop(0))

    def _ask(self, kind: Kind) -> None:
        here = [way for way in self._ways.values() if ways.kind(way.page) is kind]
        asked = ways.asked_for(here, self._carry, owed=bool(self._losses), now=clock.now())
        self._queue([way.page.found for way in asked])
        self._waiting = {way.page.key for way in asked if self._ledger.is_waiting(way.page.key)}
        for way in here:
            if way.lost and way.page.key not in self._waiting:
                self._lose(way.page, ways.why(way.lost, way.page.url))

    def _lose(self, page: Page, trouble: str) -> None:
        if page.key not in self._carry:
            return
        self._losses.append(_Loss(page, trouble))
        worth = self._ways[page.key].worth
        if not worth.held:  # that it carries was taken for granted; the visits to come are to know what they miss
            self._keep(page.key, replace(worth, held=1))

    def _take_the_place(self, kind: Kind) -> None:
        """Of what was lost, make up for the cheaper kinds; a front page alone is not enough, its sections follow."""
        for each in list(self._losses):
            if ways.kind(each.page) < kind is not Kind.FRONT:
                self._losses.remove(each)
                self._tell(each, kind)

    def _tell(self, loss: _Loss, instead: Kind | None) -> None:
        self._stats.inc_value(names.FALLBACK + loss.page.role)
        self._notes.append(ways.fallback(loss.page, loss.trouble, instead))

    def _cross_off(self, page: Page) -> None:
        self._waiting.discard(page.key)
        self._go_on()

    def _know(self, page: Page, *, lost: str | None) -> None:
        known = self._ways.get(page.key) or Way(page, self._kept.worth(page.key))
        self._ways[page.key] = replace(known, lost=lost)

    def _kind(self, name: str) -> Kind:
        return ways.kind(self._ways[name].page)

    def _is_way(self, page: Page) -> bool:
        """A section's further pages are not: they are asked for where the one before brought something."""
        further = page.role is Role.SECTION and page.found.number > 1
        return self.is_on and page.role in LISTS and not further

    def _keep(self, name: str, worth: Worth) -> None:
        self._ways[name] = replace(self._ways[name], worth=worth)
        self._kept.keep(name, worth)

    def _learn(self, shares: Shares) -> None:
        if not shares.news:
            return
        for name, articles in shares.named.items():
            way = self._ways[name]
            if name in self._carry and not articles and ways.kind(way.page) <= Kind.NEWS and way.lost is None:
                self._stats.inc_value(names.STALE + way.page.role)
                self._notes.append(ways.staleness(way.page, map(self._kind, shares.had)))
            self._keep(name, ways.gained(way.worth, news=shares.news, had=shares.had.get(name, 0)))

    def _give_turns(self) -> None:
        """Leave lists alone that were not needed: longer each time, and a while only once another was lost."""
        now, read = clock.now(), self._credit.read
        carry = ways.carriers(self._ways.values())
        covered = any(self._kind(name) <= Kind.SITEMAP and self._ways[name].lost is None for name in read)
        for name in read:
            way = self._ways[name]
            spared = name not in carry and (covered or way.worth.claims >= ways.PROOF)
            self._kept.turn(name, self._visits.next_turn(way.page, now=now, covered=spared, brought=False))
        soon = now + self._visits.section_interval
        for way in self._ways.values() if self._is_worse else ():
            if way.page.key not in read and way.lost is None and not ways.is_due(way.page, soon):
                self._kept.turn(way.page.key, soon)
