"""What a crawl of a known site asks for again: claimed changes, young articles, lists that may name something new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from crawler import clock
from crawler.article import Article
from crawler.discovery.packed import in_parts
from crawler.found import Found, Role
from crawler.jobs import claims
from crawler.jobs.visits import Visits
from crawler.storage import Archive, History, Ledger, Page, Visit
from crawler.urls import key

INDEX = "index"  # the signal that a sitemap is as before, as its index says


class Recrawl:
    """The memory of one run for what earlier runs have fetched. `scope` is the section crawled; empty: the site."""

    def __init__(self, archive: Archive, ledger: Ledger, visits: Visits, *, scope: str) -> None:
        self.history = History(ledger)
        self.last_run = self.history.last_run(scope)
        self.covered = False  # whether a feed or a sitemap tells what is new
        self._archive = archive
        self._ledger = ledger
        self._visits = visits
        self._scope = scope
        self._claimed: dict[str, str] = {}  # pages looked at again since a signal claims that they changed
        self._checked: set[str] = set()  # sitemaps read again though their index says that they are as before
        self._probed = False  # whether a claim that nobody believes was looked at: one a run is enough

    def conditions(self, page: Page) -> dict[str, str]:
        """Return the headers that ask for a page only if it has changed."""
        return {} if page.key in self._claimed else self._visits.conditions(page, now=clock.now())

    def follow_claims(self, page: Page, named: Iterable[Found]) -> Iterator[None]:
        """Look again at the kept articles that a feed or a sitemap says have changed; a step for each part of it."""
        if self._scope or self.last_run is None:
            return
        claimed, met = [], 0
        for part in in_parts(named):
            known = self._ledger.known([key(each.url) for each in part])
            claimed += claims.claims(part, known, now=clock.now(), run=self._ledger.run)
            met += sum(each.article_id is not None for each in known.values())
            yield
        self._look_again(claims.believed(claimed, met=met, worth=self.history.worth(page.role)), claimed, page.role)

    def _look_again(self, followed: list[str], claimed: list[str], role: Role) -> None:
        if len(followed) < len(claimed):
            followed, self._probed = ([] if self._probed else followed), True
        if followed:
            self._claimed |= dict.fromkeys(followed, str(role))
            self._ledger.look_again(followed)

    def children(self, children: Sequence[Found]) -> list[Found]:
        """Return the sitemaps of an index that were read before and are to be read again."""
        known = self._ledger.known([key(each.url) for each in children])
        now = clock.now()
        again, checks = claims.children_to_read(
            children, known, worth=self.history.worth(INDEX), now=now, stale_by=now - self._visits.full_after
        )
        self._checked.update(key(each.url) for each in checks)
        return [*again, *checks]

    def checked(self, page: Page, *, brought: bool) -> None:
        """A list is read. Where its index had said that it is as before, learn whether that was so."""
        if page.key in self._checked:
            self.history.learn(INDEX, held=not brought)

    def came_back(self, page: Page, *, changed: bool) -> None:
        """Learn from a page what its claim to have changed was worth."""
        if signal := self._claimed.pop(page.key, None):
            self.history.learn(signal, held=changed)

    def answered(
        self, etag: str | None, last_modified: str | None, *, look: datetime | None = None, unchanged: bool = False
    ) -> Visit:
        """Return what the ledger keeps of an answer."""
        return Visit(etag, last_modified, self._visits.read_as, unchanged=unchanged, next_look=look)

    def failed(self, page: Page) -> Visit:
        """Return what the ledger keeps of a page that its server fails on: it is asked for again later."""
        return Visit(failed=True, next_look=self._visits.next_try(page, now=clock.now()))

    def next_turn(self, page: Page, *, brought: bool) -> datetime | None:
        """Return before when a section is not visited again; None: every crawl visits it."""
        return self._visits.next_turn(page, now=clock.now(), covered=self.covered, brought=brought)

    def look_at(self, article: Article) -> None:
        """Have an article looked at again at its ages, now that its date is known."""
        if when := self._visits.next_look(article.published, now=clock.now()):
            self._ledger.look_at(article.url, when)

    def next_look(self, page: Page, published: datetime | None) -> datetime | None:
        """Return when an article is looked at again. One without a date is as old as our knowing it on a known site."""
        if published is None and page.article_id:
            kept = self._archive.article(page.article_id)
            published = kept.published if kept else None
        born = published or (page.first_seen if self.last_run else None)
        return self._visits.next_look(born, now=clock.now())
