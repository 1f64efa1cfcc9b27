"""History: what is known of a source when it is judged, and which of its days are now and which before. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property

from crawler.health.chance import LEAST, Ratio
from crawler.health.sums import Sums
from crawler.schedule.rhythm import Rhythm
from crawler.storage.jobs import Figures, Job

KNOWN = timedelta(days=28)  # what is older says little of how a site is now
LATELY = 7  # days at most that are taken together as now, where one has too few articles
TURNED = 21  # days for which a fall is held against the days before it; then it is how the site is

Measure = Callable[[Sums], Ratio]


@dataclass(frozen=True)
class History:
    """What is known of one source. Times are aware, days those of UTC, the first first.

    `visit` is the last visit that has ended and tells of the site, `visits` are those of the last days that read pages
    at articles' addresses, the newest first; `days` has the figures of each day with visits.
    `rhythm` is learnt from what was published until the last new article, `last_new` is when that was, `seen` when the
    site was last looked at with success; None: never. `due()` tells when it is to be visited, which takes a moment to
    find out; None: nobody says.
    """

    source: str
    days: Mapping[date, Figures]
    visit: Job | None = None
    visits: Sequence[Job] = ()
    rhythm: Rhythm | None = None
    last_new: datetime | None = None
    seen: datetime | None = None
    due: Callable[[], datetime | None] = lambda: None
    enabled: bool = True

    @cached_property
    def sums(self) -> dict[date, Sums]:
        return {day: Sums(figures) for day, figures in sorted(self.days.items())}

    @cached_property
    def _read(self) -> list[tuple[date, Sums]]:
        return [(visit.began_at.astimezone(UTC).date(), Sums(visit.figures)) for visit in self.visits]

    @property
    def last(self) -> Sums:
        """The figures of the last visit."""
        return Sums(self.visit.figures if self.visit else {})

    def since(self, first: date) -> Sums:
        """Return the figures of a day and those after it."""
        return Sums.of(figures for day, figures in self.days.items() if day >= first)

    def lately(
        self, measure: Measure, now: datetime, *, least: int = LEAST, singly: bool = False
    ) -> tuple[date, Ratio]:
        """Return what is measured now, and the first day of now.

        Now is today, or `singly` the last visits that read articles' pages, with as many days before as it takes to
        have `least` of what is measured.
        """
        return (self._visits(measure, least) if singly else None) or self._last_days(measure, now, least)

    def before(self, measure: Measure, now: datetime, *, first: date, lately: Ratio) -> list[Ratio]:
        """Return what was measured on each day before the first of now.

        Days on which it stood as low as `lately` belong to the same fall, and are left out.
        """
        oldest = (now.astimezone(UTC) - KNOWN).date()
        days = [ratio for day, sums in self.sums.items() if oldest < day < first and (ratio := measure(sums)).whole]
        end = len(days)
        while end > 1 and len(days) - end < TURNED and _is_low(days[end - 1], lately, days[: end - 1]):
            end -= 1
        return days[:end]

    def split(self, measure: Measure, now: datetime, *, least: int = LEAST) -> tuple[Ratio, list[Ratio]]:
        """Return what is measured now, and on each day before."""
        first, lately = self.lately(measure, now, least=least)
        return lately, self.before(measure, now, first=first, lately=lately)

    def _visits(self, measure: Measure, least: int) -> tuple[date, Ratio] | None:
        """Return what the last visits come to, and on which day the first of them was; None: they are too few."""
        lately = Ratio(0, 0)
        for day, sums in self._read:
            lately += measure(sums)
            if lately.whole >= least:
                return day, lately
        return None

    def _last_days(self, measure: Measure, now: datetime, least: int) -> tuple[date, Ratio]:
        first = today = now.astimezone(UTC).date()
        lately = Ratio(0, 0)
        for day, sums in reversed(self.sums.items()):
            if lately.whole >= least or today - day >= timedelta(days=LATELY):
                break
            if (ratio := measure(sums)).whole:
                first, lately = day, lately + ratio
        return first, lately


def _is_low(day: Ratio, now: Ratio, earlier: Sequence[Ratio]) -> bool:
    usual = sum(earlier, Ratio(0, 0)).share
    return day.share < usual / 2 and now.share < usual / 2
