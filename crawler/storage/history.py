"""What earlier runs of a source tell the present one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, not_, or_, select, update

from crawler.found import Found, Role
from crawler.storage.database import insert_new
from crawler.storage.ledger import Ledger
from crawler.storage.pages import LISTS, State, from_row
from crawler.storage.prepared import Prepared, many, one_of
from crawler.storage.schema import experience, pages, runs
from crawler.urls import key

_USABLE = (State.DISCOVERED, State.IN_HAND, State.FETCHED)
MOST = 100  # lists that a run begins with since earlier ones read them
_IS_SECTION = Prepared(
    update(pages)
    .where(pages.c.source == bindparam("of_source"), pages.c.key == bindparam("of_key"), pages.c.role == Role.PAGE)
    .values(role=Role.SECTION)
)
_BEGAN = select(runs.c.started_at).where(runs.c.id == bindparam("this_run")).scalar_subquery()
_FIRST_MET = Prepared(
    select(pages.c.key).where(
        pages.c.source == bindparam("of_source"), pages.c.first_seen >= _BEGAN, one_of(pages.c.key, "keys")
    )
)


@dataclass(frozen=True, slots=True)
class Worth:
    """How many of a signal's claims were looked at, and how many held."""

    claims: int = 0
    held: int = 0


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

        They are the feeds, the sitemaps tried at the usual paths, and the front page's links that turned out to be
        sections though their address does not tell.
        """
        feeds = pages.c.role == Role.FEED
        sitemaps = and_(pages.c.role == Role.SITEMAP, pages.c.parent.is_(None))
        on_the_front = and_(pages.c.role == Role.SECTION, pages.c.depth <= 1, pages.c.number == 1)
        return self._lists(or_(feeds, sitemaps, on_the_front), pages.c.state == State.FETCHED)

    def names(self, role: Role, *, besides: Collection[str]) -> bool:
        """Tell whether a page, or the robots.txt, has named a list of this role; `besides` may have been guessed."""
        guessed = and_(pages.c.parent.is_(None), pages.c.url.in_(besides))
        return bool(self._lists(pages.c.role == role, pages.c.state.in_(_USABLE), not_(guessed)))

    def named_by(self, url: str) -> list[Found]:
        """Return the lists that a page was the first to name."""
        return self._lists(pages.c.role.in_(LISTS), pages.c.number == 1, pages.c.parent == url)

    def children(self, url: str) -> list[Found]:
        """Return the sitemaps that an index was the first to name, in its order, with what it said of them."""
        return self._lists(pages.c.role == Role.SITEMAP, pages.c.parent == url)

    def _lists(self, *which: ColumnElement[bool]) -> list[Found]:
        wanted = select(pages).where(pages.c.source == self._ledger.source, *which).order_by(pages.c.id).limit(MOST)
        with self._database.reading() as connection:
            return [from_row(row).found for row in connection.execute(wanted)]

    def worth(self, signal: str) -> Worth:
        """Return what a signal of this source ("this changed") has turned out to be worth."""
        row = select(experience.c.claims, experience.c.held).where(*self._signal(signal))
        with self._database.reading() as connection:
            found = connection.execute(row).one_or_none()
        return Worth(*found) if found else Worth()

    def learn(self, signal: str, *, held: bool) -> None:
        """Keep that a claim was looked at, and whether it held."""
        fresh = {"source": self._ledger.source, "signal": signal, "claims": 0, "held": 0}
        count = {"claims": experience.c.claims + 1, "held": experience.c.held + int(held)}
        with self._database.writing() as connection:
            connection.execute(insert_new(experience), fresh)
            connection.execute(update(experience).where(*self._signal(signal)).values(count))

    def _signal(self, signal: str) -> tuple[ColumnElement[bool], ...]:
        return experience.c.source == self._ledger.source, experience.c.signal == signal

    def first_met(self, found: Iterable[Found]) -> set[str]:
        """Return the keys of those of these addresses that the present run is the first to meet."""
        keys = many({key(each.url) for each in found})
        here = {"of_source": self._ledger.source, "this_run": self._ledger.run}
        with self._database.reading() as connection:
            return {row[0] for row in _FIRST_MET.rows(connection, {**here, "keys": keys})}

    def is_section(self, page: str) -> None:
        """Keep that a page, by its key, turned out to list articles: later runs visit it as the section it is."""
        with self._database.writing() as connection:
            _IS_SECTION.run(connection, {"of_source": self._ledger.source, "of_key": page})
