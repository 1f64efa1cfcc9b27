"""When a page is asked for again, and how: conditional requests, looks at young articles, sections' turns. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.errors import UsageError
from crawler.storage import Page
from crawler.storage.pages import LISTS
from crawler.urls import is_calendar

_LONGEST = timedelta(hours=20)  # between two visits of a list: daily, though visits themselves lie hours apart
_BACK_OFF = timedelta(hours=1)  # before a page that its server fails on is asked for again; doubled each time


@dataclass(frozen=True, slots=True)
class Visits:
    """The habits of one crawl.

    `ages` are those at which an article is looked at again. `section_interval` is how long a section is left alone
    where feeds or sitemaps tell what is new. After `full_after`, or `full_every` answers "not modified", a page is
    asked for in full. `read_as` names how widely this crawl reads a page: only what was read as widely may stay unread
    when it has not changed. `whole` is the name of a crawl without bounds; None: this one vouches for nothing.
    """

    ages: tuple[timedelta, ...] = ()
    section_interval: timedelta = timedelta(hours=1)
    full_after: timedelta = timedelta(days=1)
    full_every: int = 10
    read_as: str | None = None
    whole: str = ""

    def conditions(self, page: Page, *, now: datetime) -> dict[str, str]:
        """Return the headers that ask for a page only if it has changed (RFC 9110 13.1); none: ask in full."""
        vouched = page.read_as is not None and self.read_as is not None and page.read_as in (self.read_as, self.whole)
        if not vouched or not (page.role in LISTS or page.article_id) or self._is_due_in_full(page, now):
            return {}
        given = {"If-None-Match": page.etag, "If-Modified-Since": page.last_modified}
        return {name: value for name, value in given.items() if value}

    def _is_due_in_full(self, page: Page, now: datetime) -> bool:
        """Some servers' ETags are stuck: their word is not taken for ever."""
        if page.full_at is None or page.unchanged >= self.full_every:
            return True
        return now - page.full_at >= self.full_after

    def next_look(self, born: datetime | None, *, now: datetime) -> datetime | None:
        """Return when an article is looked at again; None where it is too old, or nobody knows its age."""
        if born is None:
            return None
        return next((born + age for age in self.ages if born + age > now), None)

    def next_turn(self, page: Page, *, now: datetime, covered: bool, brought: bool) -> datetime | None:
        """Return before when a section is not visited again; None: every crawl visits it.

        That is so where nothing else tells what is new, and where it told something that feeds and sitemaps did not.
        An archive by date may be left alone anyway. `covered` says that they tell; `brought` that the section, visited
        before, named something new.
        """
        if not (covered or is_calendar(page.url)) or (brought and page.fetched_at is not None):
            return None
        last = page.next_look - page.fetched_at if page.next_look and page.fetched_at else timedelta(0)
        return now + min(max(self.section_interval, 2 * last), max(_LONGEST, self.section_interval))

    def next_try(self, page: Page, *, now: datetime) -> datetime:
        """Return when a page that its server fails on is asked for again.

        For a list that answered once, that is after as long as it has been silent.
        """
        if page.role in LISTS and page.fetched_at:
            return now + min(now - page.fetched_at, _LONGEST)
        return now + _BACK_OFF * float(2 ** min(page.attempts - 1, 9))


def read_ages(text: str) -> tuple[timedelta, ...]:
    """Read the ages, in hours, at which an article is looked at again: `3 24 72`; empty: never."""
    try:
        hours = sorted(float(each) for each in text.replace(",", " ").split())
        ages = tuple(timedelta(hours=each) for each in hours)
    except (ValueError, OverflowError):
        raise UsageError(f"KHABAR_REVISITS is {text!r}; give hours, as in 3 24 72") from None
    if any(age <= timedelta(0) for age in ages):
        raise UsageError(f"KHABAR_REVISITS is {text!r}; an age is more than 0 hours")
    return ages
