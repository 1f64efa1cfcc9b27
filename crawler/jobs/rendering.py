"""Which pages of a site are loaded in a browser: what they have shown of it decides. Pure; browsing.py acts on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from crawler.discovery.reading import Reading
from crawler.fetching.browser import Kind
from crawler.found import Role
from crawler.reasons import Reason
from crawler.sources import Source

SETTLED = 3  # pages in a row that only the browser could show: then the next go there at once
SAMPLED = 16  # of those one is asked for plainly: the site may have changed
SAMPLED_AFTER = timedelta(days=1)
UNDONE = 2  # samples in a row that needed no browser
VAIN = 5  # pages in a row that the browser could not show either: then it is left alone for a while
_LISTS = (Role.FRONT, Role.SECTION)
_BARE = (Reason.NO_TEXT, Reason.NO_TITLE, Reason.SECTION, Reason.CONSENT, Reason.NOT_ARABIC, Reason.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Habit:
    """What a site's pages of one kind have shown.

    `helped`: pages that only the browser could show; `vain`: pages in a row that it could not show either; `sufficed`:
    samples in a row that needed none; `loaded`: pages since the last sample, which was taken `at` that time (aware).
    """

    helped: int = 0
    vain: int = 0
    sufficed: int = 0
    loaded: int = 0
    at: datetime | None = None

    def goes_straight(self, now: datetime) -> bool:
        """Whether the next page is asked for in the browser, and not plainly before."""
        due = self.sufficed > 0 or self.loaded >= SAMPLED or self._is_old(now)
        return self.helped >= SETTLED and not due

    def may_try(self, now: datetime) -> bool:
        """Whether a page that looks like a shell is tried in the browser."""
        return self.helped > 0 or self.vain < VAIN or self._is_old(now)

    def plainly(self, now: datetime) -> Habit:
        """A page was there without the browser."""
        if self.helped == 0:
            return replace(self, vain=0)
        sufficed = self.sufficed + 1
        return Habit() if sufficed >= UNDONE else replace(self, sufficed=sufficed, loaded=0, at=now)

    def tried(self, now: datetime, *, shown: bool) -> Habit:
        """A page that was a shell was tried in the browser."""
        if shown:
            return Habit(helped=self.helped + 1, at=now)
        vain = self.vain + 1
        return replace(self, helped=0 if vain >= VAIN else self.helped, vain=vain, sufficed=0, loaded=0, at=now)

    def straight(self) -> Habit:
        """A page was loaded in the browser at once."""
        return replace(self, loaded=self.loaded + 1)

    def _is_old(self, now: datetime) -> bool:
        return self.at is None or now - self.at >= SAMPLED_AFTER


def kind_of(role: Role) -> Kind | None:
    """Return what a page is expected to be; None for what a browser would wrap in a page of its own."""
    if role in (Role.FEED, Role.SITEMAP):
        return None
    return Kind.LISTS if role in _LISTS else Kind.ARTICLES


def said(source: Source, kind: Kind) -> bool | None:
    """Return whether a source's file wants its pages of a kind in the browser; None: it does not say."""
    return source.browser if isinstance(source.browser, bool | None) else source.browser == kind


def is_there(reading: Reading, kind: Kind) -> bool:
    """Whether a page gave what it is for: an article, or the addresses of some."""
    if kind is Kind.ARTICLES:
        return reading.article is not None
    return any(link.role is Role.ARTICLE for link in reading.links)


def looks_empty(reading: Reading, kind: Kind) -> bool:
    """Whether a page may be one whose text a browser brings: it gave nothing, and looks like a shell or a layer."""
    if is_there(reading, kind) or (reading.article is not None and kind is Kind.LISTS):
        return False
    reason = reading.rejection.reason if reading.rejection else None
    return reason is Reason.CONSENT or (reading.is_shell and reason in _BARE)
