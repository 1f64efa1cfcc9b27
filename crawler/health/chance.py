"""What chance alone would do: when a fall, a silence or a run of losses is more than that. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p, sqrt

# A source has a dozen shares, and a thousand sources are looked at every day: some four million looks a year.
UNLIKELY = 1e-6
# Of a source that publishes by chance at its usual hours, so many silences a year would be taken for one that is none.
FALSE_A_YEAR = 0.05
LEAST_QUIET = 7.0  # articles owed: of a source that publishes once a week no year-long chance brings more
LEAST = 8  # pages or articles of now: fewer prove nothing
LEAST_BEFORE = 30  # of before: fewer tell no habit
MOST_A_DAY = 100  # of a day that count: a first crawl reads years of old pages, and is one day like another
_SURE = 3.0  # standard errors by which a habit is doubted


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many."""

    part: int
    whole: int

    @property
    def share(self) -> float:
        return self.part / self.whole if self.whole else 0.0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(self.part + other.part, self.whole + other.whole)


def fell(now: Ratio, days: Sequence[Ratio], *, least: int = LEAST) -> Ratio | None:
    """Return what was usual on the days before where `now` is far below; None where it is not, or may be chance.

    Far below is less than half of what was usual, less than on any day with enough of them, and less than chance would
    bring. What was seen seldom has no habit that could fall.
    """
    usual = pooled(days)
    if now.whole < least or usual.whole < LEAST_BEFORE or usual.share < 0.5:
        return None
    lowest = min((day.share for day in days if day.whole >= LEAST), default=1.0)
    if now.share > usual.share / 2 or now.share >= lowest:
        return None
    return usual if at_most(now.part, now.whole, _at_least(usual)) < UNLIKELY else None


def pooled(days: Sequence[Ratio]) -> Ratio:
    """Return the days in sum, of which none has more weight than an ordinary one."""
    part = whole = 0.0
    for day in days:
        weight = min(1.0, MOST_A_DAY / day.whole) if day.whole else 0.0
        part, whole = part + day.part * weight, whole + day.whole * weight
    return Ratio(round(part), round(whole))


def at_most(part: int, whole: int, share: float) -> float:
    """Return how likely it is that at most so many of the whole are, where each is with this share (binomial)."""
    if part >= whole or share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    return min(1.0, sum(exp(_log_chance(each, whole, share)) for each in range(part + 1)))


def at_least(part: int, whole: int, share: float) -> float:
    """Return how likely it is that so many or more of the whole are."""
    return at_most(whole - part, whole, 1 - share)


def longest_quiet(a_day: float) -> float:
    """Return how many articles a source may owe by its rhythm before its silence is more than chance.

    Of a source that publishes so many a day each article begins a gap, and a gap in which t were to be expected comes
    by with the chance exp(-t) (Poisson).
    """
    return max(LEAST_QUIET, log(max(a_day, 1e-9) * 365 / FALSE_A_YEAR))


def _at_least(usual: Ratio) -> float:
    """Return the share that a habit has at the least (Wilson's interval)."""
    n, p, z = usual.whole, usual.share, _SURE
    return max(0.0, (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n))


def _log_chance(part: int, whole: int, share: float) -> float:
    ways = lgamma(whole + 1) - lgamma(part + 1) - lgamma(whole - part + 1)
    return ways + part * log(share) + (whole - part) * log1p(-share)
