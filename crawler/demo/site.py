"""DemoSite: a small Arabic news site, and how it goes on. Pure: no sockets, no clock, no chance."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from threading import Lock

from crawler.demo import answers
from crawler.demo.answers import SIGNED, TAGGED, Answer
from crawler.demo.editions import Edition
from crawler.demo.manners import Manners
from crawler.demo.newsroom import Newsroom

__all__ = ["SIGNED", "TAGGED", "Answer", "DemoSite"]


class DemoSite:
    """The site of `count` stories. No page is made before it is asked for.

    It moves on by publish(), change() and remove(), each of which makes the next edition, `at` a time that is given or
    else a day after the last. They may be called while the site is served: every answer is of one edition. Addresses
    and texts of the stories that no move names stay as they are. `manners` may be set anew at any time. Its stories are
    printed in the ordinary `layout` that is named, as most sites' are in one; else in all of them. The first of them
    are `written` in full, and the same on every site that has them.
    """

    def __init__(
        self,
        count: int = 80,
        *,
        seed: int = 1,
        manners: Manners | None = None,
        layout: str = "",
        written: bool = True,
    ) -> None:
        self.newsroom = Newsroom(count, seed, layout, written=written)
        self.editions: list[Edition] = [self.newsroom.edition]  # all up to now
        self.manners = manners or Manners()
        self._lock = Lock()

    def answer(self, target: str, host: str, *, now: datetime | None = None) -> Answer:
        """Return the answer to a request's target (path and query, as sent), asked of `host` (with its port).

        `now` is what a sitemap lies about whose manners are so; the present edition's time where it is not given.
        """
        newsroom = self.newsroom
        return answers.answer(newsroom, target, f"http://{host}", self.manners, now or newsroom.edition.at)

    def publish(self, new: int, *, at: datetime | None = None) -> tuple[int, ...]:
        """Publish so many new stories; return their numbers, the newest first."""
        with self._lock:
            self._go_on(self.editions[-1].publish(new, at))
            numbers = self.newsroom.numbers
        return tuple(numbers[:new])

    def change(self, numbers: Iterable[int], *, at: datetime | None = None) -> None:
        """Correct stories. Raises LookupError where one is not there."""
        with self._lock:
            self._go_on(self.editions[-1].change(self._present(numbers), at))

    def remove(self, numbers: Iterable[int], *, status: int = 410, at: datetime | None = None) -> None:
        """Take stories off the site. Raises LookupError where one is not there."""
        with self._lock:
            self._go_on(self.editions[-1].remove(self._present(numbers), status, at))

    def _present(self, numbers: Iterable[int]) -> Collection[int]:
        known = dict.fromkeys(numbers)
        for number in known:
            if number not in self.newsroom.numbers or number in self.newsroom.edition.removed:
                raise LookupError(f"the demo site has no story {number}")
        return known.keys()

    def _go_on(self, edition: Edition) -> None:
        self.newsroom = self.newsroom.after(edition)
        self.editions.append(edition)
