"""Fleet: how all sources are, kept up to date at little cost: a source is judged anew once a visit of it has ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from crawler.health.survey import Health, survey
from crawler.sources import Source, catalogue
from crawler.storage import Archive
from crawler.storage.jobs import Jobs

_OVERLAP = timedelta(minutes=2)  # by which two looks overlap: a visit may be entered a moment after it has ended
_ANEW = timedelta(hours=1)  # after which all are judged anew: files of sources change, days go by


class Fleet:
    """The health of the sources of an archive; `sources` gives those that are described."""

    def __init__(self, archive: Archive, sources: Callable[[], Mapping[str, Source]] | None = None) -> None:
        self._archive = archive
        self._sources = sources or (lambda: catalogue(archive.path))
        self._looked: datetime | None = None
        self._judged: datetime | None = None
        self._visits: dict[str, int | None] = {}  # the last that each was judged by

    def look(self, now: datetime) -> list[Health]:
        """Return the sources that were judged now: at first all, then those whose visits have ended since."""
        only = None if self._is_due_anew(now) or self._looked is None else self._visited(self._looked)
        judged = [] if only == set() else survey(self._archive, self._sources(), now, only=only)
        self._judged = now if only is None else self._judged
        self._looked = now
        fresh = [each for each in judged if only is None or self._visits.get(each.id) != _visit(each)]
        self._visits |= {each.id: _visit(each) for each in fresh}
        return fresh

    def _is_due_anew(self, now: datetime) -> bool:
        return self._judged is None or not timedelta(0) <= now - self._judged < _ANEW

    def _visited(self, since: datetime) -> set[str]:
        return Jobs(self._archive).visited_since(since - _OVERLAP)


def _visit(health: Health) -> int | None:
    return health.history.visit.id if health.history.visit else None
