"""Edition: what has come, changed and gone on the demo site since it opened. Pure: the times are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

OPENED = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)  # after the newest story of the first edition
_APART = timedelta(days=1)  # between two editions whose time is not given
_OPENS, _MINUTES = 6, 960  # the hours of a newsroom's day, 06:00 to 22:00; see composer.moment()


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a story came onto the site, and the wall clock that it gives as its time."""

    at: datetime
    clock: datetime


@dataclass(frozen=True, slots=True)
class Removal:
    """When a story was taken off the site, and what its addresses answer since: 404 or 410."""

    at: datetime
    status: int


@dataclass(frozen=True, slots=True)
class Edition:
    """The site at one time. Stories are numbered from 0, the newest of the first edition; newer ones below it.

    `new` holds the stories -1, -2 …; `changed` when a story was corrected, each time; `removed` what has gone.
    """

    number: int = 0
    at: datetime = OPENED
    new: tuple[Arrival, ...] = field(default=(), repr=False)
    changed: Mapping[int, tuple[datetime, ...]] = field(default_factory=dict, repr=False)
    removed: Mapping[int, Removal] = field(default_factory=dict, repr=False)

    def publish(self, count: int, at: datetime | None) -> Edition:
        """Return the next edition, with so many stories more, the newest of all."""
        following = self._next(at)
        came = (Arrival(following.at, clock) for clock in reversed(_clocks(following.at, count)))
        return replace(following, new=(*self.new, *came))

    def change(self, numbers: Iterable[int], at: datetime | None) -> Edition:
        """Return the next edition, with these stories corrected."""
        following = self._next(at)
        again = {number: (*self.changed.get(number, ()), following.at) for number in numbers}
        return replace(following, changed={**self.changed, **again})

    def remove(self, numbers: Iterable[int], status: int, at: datetime | None) -> Edition:
        """Return the next edition, without these stories."""
        following = self._next(at)
        return replace(
            following, removed={**self.removed, **{number: Removal(following.at, status) for number in numbers}}
        )

    def touched(self, numbers: range) -> datetime:
        """Return when the list of these stories last changed, the first edition's time at least."""
        came = (self.new[-number - 1].at for number in numbers if number < 0)
        corrected = (each[-1] for number, each in self.changed.items() if number in numbers)
        gone = (each.at for number, each in self.removed.items() if number in numbers)
        return max((OPENED, *came, *corrected, *gone))

    def _next(self, at: datetime | None) -> Edition:
        at = self.at + _APART if at is None else at.astimezone(UTC).replace(microsecond=0)
        return replace(self, number=self.number + 1, at=max(at, self.at))


@dataclass(frozen=True, slots=True)
class Moves:
    """What differs between two editions, as stories' numbers: the newest first. What came and went is in neither."""

    new: tuple[int, ...]
    changed: tuple[int, ...]
    removed: tuple[int, ...]


def moves(before: Edition, after: Edition) -> Moves:
    """Return what has come, changed and gone since an earlier edition."""
    gone = after.removed.keys() - before.removed.keys()
    new = range(-len(after.new), -len(before.new))
    changed = (each for each, times in after.changed.items() if len(times) != len(before.changed.get(each, ())))
    return Moves(
        new=tuple(each for each in new if each not in after.removed),
        changed=tuple(sorted(each for each in changed if each not in new and each not in after.removed)),
        removed=tuple(sorted(gone - set(new))),
    )


def _clocks(at: datetime, count: int) -> list[datetime]:
    """Return wall clocks before a time, the newest first, a minute apart; no offset makes them later than it.

    As with the first edition's stories, the hours of the night are left out, since clocks change in them.
    """
    utc = at.astimezone(UTC).replace(tzinfo=None)
    midnight = utc.replace(hour=0, minute=0, second=0, microsecond=0)
    now = min(max((utc.hour - _OPENS) * 60 + utc.minute, 0), _MINUTES - 1)
    moments = (divmod(now - step - 1, _MINUTES) for step in range(count))
    return [midnight + timedelta(days=days, hours=_OPENS, minutes=minutes) for days, minutes in moments]
