"""Usual places: where a site names no feed or no sitemap, most have theirs at one of a few addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urljoin

from crawler.discovery.feeds import USUAL_FEEDS
from crawler.discovery.sitemaps import USUAL_SITEMAPS
from crawler.found import Found, Role
from crawler.storage import Ledger

ENOUGH = 2  # refusals of places that nobody named: some sites refuse whatever they do not know
_PATHS = {Role.FEED: USUAL_FEEDS, Role.SITEMAP: USUAL_SITEMAPS}


class UsualPlaces:
    """The addresses that are tried for a list of either role, one after the other, until one is there."""

    def __init__(self, ledger: Ledger, queue: Callable[[list[Found]], int]) -> None:
        self._ledger = ledger
        self._queue = queue
        self._left: dict[Role, Iterator[str]] = {}
        self._guessed: set[str] = set()
        self._refused = 0

    def begin(self, front: str, roles: Iterable[Role]) -> None:
        """Try the first place for each of these roles."""
        self._left = {role: iter(places(front, role)) for role in roles}
        for role in self._left:
            self.failed(role)

    def failed(self, role: Role) -> None:
        """Queue the next place that was not tried before; those that earlier runs found are asked for anyway."""
        for url in self._left.get(role, ()):
            if self._queue([Found(url, role)]) or self._ledger.is_waiting(url):
                self._guessed.add(url)
                return

    def refused(self, role: Role) -> None:
        """Try the next place, unless the site refuses whatever it does not know."""
        self._refused += 1
        if self._refused >= ENOUGH:
            self.found(role)
        self.failed(role)

    def found(self, role: Role) -> None:
        """Try no more."""
        self._left.pop(role, None)

    def is_guess(self, url: str) -> bool:
        return url in self._guessed


def places(front: str, role: Role) -> list[str]:
    """Return where a site may have its feeds or its sitemaps."""
    return [urljoin(front, path) for path in _PATHS[role]]
