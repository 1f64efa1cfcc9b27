"""What earlier runs of a source tell the present one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import and_, func, or_, select, update

from crawler.found import Found, Role
from crawler.storage.ledger import CHUNK, Ledger
from crawler.storage.pages import State
from crawler.storage.schema import pages, runs
from crawler.urls import key

MOST = 100  # lists that a run begins with since earlier ones read them


class History:
    """The runs of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._database = ledger._database  # noqa: SLF001  the same room

    def last_run(self, scope: str = "") -> datetime | None:
        """Return when the last run that came to its end began."""
        ended = and_(runs.c.source == self._ledger.source, runs.c.scope == scope, runs.c.ended_at.is_not(None))
        with self._database.reading() as connection:
            began = connection.scalar(select(func.max(runs.c.started_at)).where(ended, runs.c.id != self._ledger.run))
        return None if began is None else datetime.fromtimestamp(began, UTC)

    def beginnings(self) -> list[Found]:
        """Return the lists that earlier runs read and no page of a new run may name as such.

        They are the feeds and sitemaps tried at the usual paths, and the front page's links that turned out to be
        sections though their address does not tell.
        """
        named_by_none = and_(pages.c.role.in_([Role.FEED, Role.SITEMAP]), pages.c.parent.is_(None))
        on_the_front = and_(pages.c.role == Role.SECTION, pages.c.depth <= 1, pages.c.number == 1)
        read = [pages.c.source == self._ledger.source, pages.c.state == State.FETCHED, or_(named_by_none, on_the_front)]
        wanted = select(pages).where(*read).order_by(pages.c.id).limit(MOST)
        with self._database.reading() as connection:
            return [Found(row.url, Role(row.role)) for row in connection.execute(wanted)]

    def first_met(self, found: Iterable[Found]) -> int:
        """Return how many of these addresses the present run is the first to meet."""
        began = select(runs.c.started_at).where(runs.c.id == self._ledger.run).scalar_subquery()
        keys = list({key(each.url) for each in found})
        new = [pages.c.source == self._ledger.source, pages.c.first_seen >= began]
        with self._database.reading() as connection:
            return sum(
                connection.scalar(select(func.count()).where(*new, pages.c.key.in_(keys[at : at + CHUNK]))) or 0
                for at in range(0, len(keys), CHUNK)
            )

    def is_section(self, page: str) -> None:
        """Keep that a page, by its key, turned out to list articles: later runs visit it as the section it is."""
        row = and_(pages.c.source == self._ledger.source, pages.c.key == page, pages.c.role == Role.PAGE)
        with self._database.writing() as connection:
            connection.execute(update(pages).where(row).values(role=Role.SECTION))
