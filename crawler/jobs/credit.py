"""Whom a visit owes what is new: which lists named the addresses that nobody knew before, and so its new articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from crawler.found import Found, Role
from crawler.jobs.ways import Kind, needed
from crawler.storage import History, Ledger, Page
from crawler.storage.pages import LISTS
from crawler.storage.ways import Ways
from crawler.urls import key

REMEMBERED = 10_000  # new addresses of which it is remembered which lists name them


@dataclass(frozen=True, slots=True)
class Shares:
    """By the keys of the lists that were read: the new articles that each names, and for how many it was needed."""

    named: Mapping[str, Collection[str]]
    had: Mapping[str, int]

    @property
    def news(self) -> int:
        """How many articles were new."""
        return len({each for articles in self.named.values() for each in articles})


class Credit:
    """The credits of one visit."""

    def __init__(self, ledger: Ledger) -> None:
        self._history = History(ledger)
        self._ways = Ways(ledger)
        self._named: dict[str, set[str]] = {}  # lists → those of the new addresses that they name
        self._read: dict[str, None] = {}  # in their order
        self._telling: set[str] = set()  # lists that name something, new or not
        self._fresh: set[str] = set()
        self._index: dict[str, str] = {}  # a sitemap → the index that names it

    @property
    def read(self) -> Collection[str]:
        """The keys of the lists that were read."""
        return self._read.keys()

    def names(self, page: Page, found: Collection[Found], *, brought: int = 0) -> None:
        """Hear what a list names, and how much of it nobody had named before."""
        if page.role not in LISTS:
            return
        if found:
            self._telling.add(page.key)
        if brought and len(self._fresh) < REMEMBERED:
            self._fresh |= self._history.first_met(found)
        if self._fresh:
            new = self._fresh.intersection(key(each.url) for each in found)
            self._named.setdefault(page.key, set()).update(new)

    def take_read(self, page: Page) -> None:
        """Hear that a list was read, or is as it was."""
        self._read[page.key] = None

    def is_empty(self, page: Page) -> bool:
        """Tell whether a feed or a sitemap that was read named nothing at all."""
        return page.role in (Role.FEED, Role.SITEMAP) and page.key not in self._telling

    def leads(self, index: Page, children: Collection[Found]) -> None:
        """Hear which sitemaps an index names."""
        self._index |= {key(each.url): index.key for each in children}

    def below(self, index: Page) -> set[str]:
        """Return the keys of the sitemaps that an index names."""
        return {child for child, parent in self._index.items() if parent == index.key}

    def shares(self, kind: Callable[[str], Kind]) -> Shares:
        """Return what came of it, now that the articles are stored. `kind` tells that of a list by its key.

        An index is needed where its sitemaps are; those of news are asked for without it.
        """
        articles = self._ways.articles({each for keys in self._named.values() for each in keys})
        keys = {name: self._named.get(name, set()) for name in self._read}
        named = {name: {articles[each] for each in its if each in articles} for name, its in keys.items()}
        had = needed({name: (kind(name), each) for name, each in named.items()})
        for name, number in list(had.items()):
            above = self._index.get(name)
            while above is not None and kind(name) is not Kind.NEWS:
                had[above] = had.get(above, 0) + number
                above = self._index.get(above)
        return Shares(named, had)
