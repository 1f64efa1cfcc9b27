"""Pages of a crawl that need a browser: tried in it once, and the site's others with them where that helped."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler import clock
from crawler import stats as names
from crawler.article import Way
from crawler.discovery.reading import Reading
from crawler.fetching import browser, failures
from crawler.fetching.browser import WANTED, Kind, Want
from crawler.fetching.refused import Interrupted
from crawler.found import Role
from crawler.jobs.rendering import SETTLED, Habit, is_there, kind_of, looks_empty, said
from crawler.reasons import Reason, Rejection
from crawler.sources import Source
from crawler.storage import Archive
from crawler.storage import browsing as storage

Read = Callable[[Response], Awaitable[Reading | Rejection]]

_ANSWERED = 200


@dataclass(slots=True)
class Browsing:
    """Of one crawl; `keep` hears of what its pages have shown of a kind."""

    crawler: Crawler
    habits: dict[Kind, Habit] = field(default_factory=dict)
    keep: Callable[[Kind, Habit], None] = lambda _kind, _habit: None
    missing: str | None = None

    @classmethod
    def of(cls, crawler: Crawler, archive: Archive, source: str) -> Browsing:
        """Return the browsing of a source's crawl: as its pages have shown before, which is kept in the archive."""
        kept = storage.Browsing(archive)
        keep = lambda kind, habit: kept.keep(source, kind, asdict(habit))  # noqa: E731
        return cls(crawler, habits_of(kept.get(source)), keep, browser.missing(crawler.settings))

    @property
    def again(self) -> tuple[Reason, ...]:
        """For what pages were set aside that can be had now."""
        return () if self.missing else (Reason.BROWSER,)

    def meta(self, role: Role, source: Source) -> dict[str, Want]:
        """Return what a page's first request is to carry: where the browser is known to be needed, the wish for it."""
        kind = kind_of(role)
        if kind is None or self.missing:
            return {}
        wanted = said(source, kind)
        if wanted is None and role is Role.PAGE:
            return {}  # its address does not tell what it is: it may be none of those that need it
        straight = self.habits.get(kind, Habit()).goes_straight(clock.now()) if wanted is None else wanted
        return {WANTED: Want(kind, source.timezone)} if straight else {}

    async def reading(
        self, response: Response, read: Read, *, role: Role, source: Source
    ) -> Reading | Rejection | None:
        """Read an answer; where it holds nothing but scripts, what these make of it. None where the crawl ends.

        A page's AMP form is asked for before the browser is. What is read is said of `response`: see fetched_with().
        """
        reading = await read(response)
        kind = kind_of(role)
        if isinstance(reading, Rejection) or kind is None:
            return reading
        if WANTED in response.meta:
            self._count(names.BROWSED)
            self._learn(kind, self.habits.get(kind, Habit()).straight())
            return reading
        if not looks_empty(reading, kind):
            if is_there(reading, kind):
                self._learn(kind, self.habits.get(kind, Habit()).plainly(clock.now()))
            return reading
        try:
            return await self._alternate(reading, response, read) or await self._shown(
                reading, response, read, (role, source)
            )
        except Interrupted:
            return None

    async def _alternate(self, reading: Reading, response: Response, read: Read) -> Reading | None:
        """Return the article of a page's AMP form, as its own."""
        if reading.alternate is None or reading.article is not None:
            return None
        answer = await self._answer(Request(reading.alternate, meta=_page(response), dont_filter=True))
        read_there = await read(answer) if isinstance(answer, Response) else None
        if not isinstance(read_there, Reading) or read_there.article is None:
            return None
        article = replace(read_there.article, url=response.url, addresses=(response.url, read_there.article.url))
        return replace(read_there, article=article, lesson=None)  # its layout is not the site's

    async def _shown(
        self, reading: Reading, response: Response, read: Read, of: tuple[Role, Source]
    ) -> Reading | Rejection:
        """Return what a page is in the browser; where it is no more there, or not to be tried, as it was sent."""
        (role, source), kind, now = of, kind_of(of[0]), clock.now()
        habit = self.habits.get(kind, Habit()) if kind else Habit()
        if kind is None or said(source, kind) is False or not habit.may_try(now):
            return reading
        if self.missing:
            return self._lacking(reading)
        meta = {**_page(response), WANTED: Want(kind, source.timezone)}
        answer = await self._answer(Request(response.url, meta=meta, dont_filter=True))
        self._count(names.BROWSED)
        if isinstance(answer, Rejection):
            return self._lacking(reading) if answer.reason is Reason.BROWSER else answer
        shown = await read(answer)
        gave = isinstance(shown, Reading) and is_there(shown, kind)
        if gave or not habit.helped or role is not Role.PAGE:  # of which not all are articles, browser or not
            self._learn(kind, habit.tried(now, shown=gave))
        response.meta[WANTED] = meta[WANTED]
        return replace(shown, links=shown.links or reading.links) if isinstance(shown, Reading) else shown

    def _lacking(self, reading: Reading) -> Reading:
        """Return the reading of a page that needs a browser where there is none."""
        words = self.missing or browser.NO_CHROMIUM
        if self.crawler.stats:
            self.crawler.stats.set_value(names.BROWSER_MISSING, words)
        return replace(reading, rejection=Rejection(Reason.BROWSER, f"`{words}` brings one"))

    async def _answer(self, request: Request) -> Response | Rejection:
        """Ask for a page: robots.txt, the fence and the site's pace hold for it as for any other."""
        engine = self.crawler.engine
        assert engine is not None
        try:
            response = await engine.download_async(request)
        except Interrupted:
            raise
        except failures.DOWNLOAD_ERRORS as error:
            for bound in failures.bounds(error):
                self._count(names.BOUND + bound)
            return failures.rejection(error, request.url)
        self._count(names.PAGES)
        return response if response.status == _ANSWERED else failures.of_answer(response)

    def _learn(self, kind: Kind, habit: Habit) -> None:
        if habit != self.habits.get(kind, Habit()):
            self.habits[kind] = habit
            self.keep(kind, habit)

    def _count(self, name: str) -> None:
        if self.crawler.stats:
            self.crawler.stats.inc_value(name)


def fetched_with(response: Response) -> Way:
    """Return whether what was read of a page is what was sent, or what the browser showed of it."""
    return "browser" if WANTED in response.meta else "http"


def habits_of(kept: Mapping[str, Mapping[str, Any]]) -> dict[Kind, Habit]:
    """Return what is kept of a source as its habits."""
    return {Kind(kind): Habit(**shown) for kind, shown in kept.items()}


def told(archive: Archive, source: str) -> list[str]:
    """Return what the pages of a source have shown of their need of a browser, in lines."""
    habits, now = habits_of(storage.Browsing(archive).get(source)), clock.now()
    return [line for kind, habit in sorted(habits.items()) if (line := _words(kind, habit, now))]


def _words(kind: Kind, habit: Habit, now: datetime) -> str:
    if habit.helped:
        how = "at once" if habit.helped >= SETTLED else "where they look empty"
        return f"its {kind} are loaded in a browser {how}: {habit.helped} of them were empty without"
    if habit.vain and not habit.may_try(now):
        return f"its {kind} are not tried in a browser for a day: it showed no more of {habit.vain} in a row"
    return ""


def _page(response: Response) -> dict[str, Any]:
    return {name: value for name, value in response.meta.items() if name == "page"}
