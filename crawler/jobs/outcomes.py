"""What came of the pages of a crawl: each is crossed off in the ledger with its outcome, and counted."""

from __future__ import annotations

from scrapy.http import Response

from crawler import stats as names
from crawler.article import Article
from crawler.fetching.set_apart import set_apart
from crawler.found import Role
from crawler.jobs import figures
from crawler.jobs.dates import Dates
from crawler.jobs.intake import Stats
from crawler.jobs.patience import is_refusal
from crawler.jobs.recrawl import Recrawl
from crawler.jobs.rounds import Round
from crawler.jobs.usual import UsualPlaces
from crawler.reasons import Reason, Rejection
from crawler.storage import Ledger, Page, State
from crawler.storage.pages import LISTS

_NO_ERRORS = (Reason.NOT_FOUND, Reason.ROBOTS, Reason.OFF_SITE)  # the site's own wish, or nothing lost

_LISTINGS = (Role.FRONT, Role.SECTION)
_UNTOLD = (Reason.NO_TEXT, Reason.NO_TITLE)  # what a listing lacks since it is one

PASSING = (408, 429, 502, 503, 504)  # answers of a server in trouble, which say nothing of the page


class Outcomes:
    """Crosses off the pages of one crawl."""

    def __init__(  # noqa: PLR0913  what a crawl is made of
        self, ledger: Ledger, recrawl: Recrawl, usual: UsualPlaces, stats: Stats, round_: Round, *, dates: Dates
    ) -> None:
        self._ledger = ledger
        self._recrawl = recrawl
        self._usual = usual
        self._stats = stats
        self._round = round_
        self._dates = dates

    def came_back(
        self, page: Page, article: Article | None, *, changed: bool, etag: str | None, last_modified: str | None
    ) -> None:
        """A page's article is in the archive: newly stored or revised (`changed`), or as it was.

        None stands for a page whose article is kept under another address, which alone is looked at again.
        """
        if page.article_id:
            self._recrawl.came_back(page, changed=changed)
        if article is None or article.published is None:
            article = self._dates.came_back(page.key, article)
        for name in figures.of_article(article) if article and changed else ():
            self._stats.inc_value(name)
        look = None if article is None else self._recrawl.next_look(page, article.published)
        self._ledger.visited(page.key, self._recrawl.answered(etag, last_modified, look=look))

    def cross_off(self, page: Page, *, etag: str | None = None, last_modified: str | None = None) -> None:
        """A feed or a sitemap is read."""
        self._stats.inc_value(names.LISTS)
        self._stats.inc_value(names.LISTS_READ + page.role)
        if self.is_guess(page):
            self._usual.found(page.role)
        if self._round.is_empty(page):  # "not modified" would be the word for nothing
            etag = last_modified = None
        self._ledger.done(page.key, State.FETCHED, visit=self._recrawl.answered(etag, last_modified))
        self._round.read(page)

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
        if page.role in _LISTINGS:
            self._stats.inc_value(names.LISTS_READ + page.role)
        state, look = (State.FETCHED if is_list else State.NOT_ARTICLE), None
        if rejection.reason is Reason.SECTION:
            self._recrawl.history.is_section(page.key)
        if is_list and page.role is not Role.FRONT:
            look = self._recrawl.next_turn(page, brought=brought > 0)
        visit = self._recrawl.answered(etag, last_modified, look=look)
        self._ledger.done(page.key, state, reason=rejection.reason, detail=rejection.detail, visit=visit)
        self._round.read(page)

    def pass_over(self, page: Page) -> None:
        """A page is one of endlessly many that bring nothing: it is not asked for."""
        self._stats.inc_value(names.BOUND + "trap")
        self._stats.inc_value(names.REASON + Reason.TRAP)
        self._ledger.done(page.key, State.NOT_ARTICLE, reason=Reason.TRAP)

    def is_guess(self, page: Page) -> bool:
        """Tell whether nobody named the page: a usual place of a list, tried on the chance that it is there."""
        return self._usual.is_guess(page.url)

    def give_up(self, page: Page, rejection: Rejection, *, status: int | None = None) -> None:
        """A page could not be had, or not be read. A usual place that is empty is no loss, and not counted."""
        if not self.is_guess(page):
            self._stats.inc_value(names.REASON + rejection.reason)
            self._stats.inc_value(names.ERRORS, int(rejection.reason not in _NO_ERRORS))
            self._stats.inc_value(names.REFUSED, int(is_refusal(rejection, status)))
            if page.role in LISTS:
                self._stats.inc_value(names.LISTS_LOST + page.role)
        state = State.GONE if rejection.reason is Reason.NOT_FOUND else State.FAILED
        if page.article_id and state is State.GONE:
            self._recrawl.came_back(page, changed=True)
        # A broken line may be mended a moment later; what the server itself fails on, or refuses, hardly is.
        told = (status is not None and status not in PASSING) or rejection.reason is Reason.CHALLENGE
        later = state is State.FAILED and (told or page.article_id is not None)
        visit = self._recrawl.failed(page) if later else None
        self._ledger.done(page.key, state, reason=rejection.reason, detail=rejection.detail, visit=visit)
        self._round.missed(page, rejection.detail or rejection.reason.words)
        if self.is_guess(page):
            (self._usual.refused if is_refusal(rejection, status) else self._usual.failed)(page.role)

    def quarantine(self, page: Page, rejection: Rejection, response: Response) -> None:
        """A page broke what read it: it is kept with its bytes."""
        self._stats.inc_value(names.REASON + rejection.reason)
        self._stats.inc_value(names.ERRORS)
        set_apart(self._ledger, page, rejection, response)
        self._round.missed(page, rejection.reason.words)
        if self.is_guess(page):
            self._usual.failed(page.role)

    def postpone(self, rejection: Rejection) -> None:
        """A page cannot be asked for now; it stays in hand, and waits for the next crawl."""
        self._stats.inc_value(names.REASON + rejection.reason)
        self._stats.inc_value(names.ERRORS)
