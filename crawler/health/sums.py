"""What the figures of some visits come to: shares, the usual length, time per page. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from crawler import stats as names
from crawler.found import Role
from crawler.health.chance import Ratio
from crawler.reasons import Reason

FIELDS = ("published", "time", "authors", "section", "image", "tags", "description", "related")

_OURS = "khabar/"  # what the counters' names begin with, and figures' do not


@dataclass(frozen=True)
class Sums:
    """Figures by name, of one visit or of many in sum."""

    counted: Mapping[str, int]

    @classmethod
    def of(cls, figures: Iterable[Mapping[str, int]]) -> Sums:
        total: Counter[str] = Counter()
        for each in figures:
            total.update(each)
        return cls(total)

    def count(self, counter: str) -> int:
        """Return a counter, by its name in crawler.stats."""
        return self.counted.get(counter.removeprefix(_OURS), 0)

    def reason(self, reason: Reason) -> int:
        """Return how many pages were not stored for a reason."""
        return self.count(names.REASON + reason)

    def new_by(self, role: Role) -> int:
        """Return how many pages lists of a role named first."""
        return self.count(names.NEW_BY + role)

    @property
    def visits(self) -> int:
        return self.counted.get("visits", 0)

    @property
    def failed(self) -> int:
        """How many of the visits brought nothing."""
        return self.counted.get("visits-failed", 0)

    @property
    def requests(self) -> int:
        return self.counted.get("requests", 0)

    @property
    def new(self) -> int:
        return self.count(names.STORED)

    @property
    def delivered(self) -> Ratio:
        """Of the pages at articles' addresses, those that had one."""
        return Ratio(self.count(names.DELIVERED), self.count(names.PROMISED))

    @property
    def refused(self) -> Ratio:
        """Of the pages at articles' addresses and the answers that refuse us, the latter."""
        refused = self.count(names.REFUSED)
        return Ratio(refused, refused + self.count(names.PROMISED))

    @property
    def forbidden(self) -> Ratio:
        """Of the pages at articles' addresses and those that robots.txt forbids, the latter."""
        forbidden = self.reason(Reason.ROBOTS)
        return Ratio(forbidden, forbidden + self.count(names.PROMISED))

    @cached_property
    def articles(self) -> int:
        """How many articles, new or revised, their fields and lengths were counted of."""
        return sum(self.lengths.values())

    @cached_property
    def lengths(self) -> dict[int, int]:
        """How many articles have at most so many words, and more than half as many."""
        prefix = names.WORDS.removeprefix(_OURS)
        found = {int(name.removeprefix(prefix)): n for name, n in self.counted.items() if name.startswith(prefix)}
        return dict(sorted(found.items()))

    def having(self, field: str) -> Ratio:
        """Return how many articles have a field."""
        return Ratio(self.count(names.FIELD + field), self.articles)

    @property
    def median_words(self) -> int | None:
        """The length of the article in the middle, to within some percent; None where there is none."""
        left = self.articles / 2
        for most, number in self.lengths.items():
            if number >= left > 0:
                return round(most / 2 * 2 ** (left / number))
            left -= number
        return None

    @property
    def duplicates(self) -> Ratio:
        """Of the articles met for the first time, those that were stored before under another address."""
        duplicates = self.count(names.DUPLICATES)
        return Ratio(duplicates, duplicates + self.new)

    @property
    def copies(self) -> Ratio:
        """Of the new articles, those that tell a story for which another article stands."""
        return Ratio(self.count(names.COPIES), self.new)

    @property
    def milliseconds(self) -> int | None:
        """From a request to its answer, in the mean."""
        pages = self.count(names.PAGES)
        return round(self.count(names.LATENCY) / pages) if pages else None
