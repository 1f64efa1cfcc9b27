"""The ways by which a source's news is found: the lists that earlier visits have read, and what each was worth."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, exists, or_, select

from crawler.found import Role
from crawler.reasons import Reason
from crawler.storage.database import insert_or_replace
from crawler.storage.history import History, Worth
from crawler.storage.ledger import CHUNK, Ledger
from crawler.storage.pages import Page, State, Visit, from_row
from crawler.storage.schema import addresses, experience, pages, runs

SIGNAL = "way "  # + a list's key: the name of what was learnt of it
MOST = 300  # lists of a source among which a visit chooses: sections are cut off first
_LOST = (State.FAILED, State.GONE)


@dataclass(frozen=True, slots=True)
class Way:
    """A list. `worth`: of so many new articles that visits found while they read it, so many were had through it.

    `lost` says in a few words why it could not be read the last time; None: it could.
    """

    page: Page
    worth: Worth
    lost: str | None = None


class Ways:
    """The ways of one ledger's source."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._database = ledger._database  # noqa: SLF001  the same room

    def all(self) -> list[Way]:
        """Return every list that was read once and that a visit can begin with, sections last.

        A sitemap that an index names is asked for through it, unless it is one of news. A section that is lost is left
        to the page that names it.
        """
        here = and_(pages.c.source == self._ledger.source, pages.c.fetched_at.is_not(None))
        sitemap = and_(pages.c.role == Role.SITEMAP, or_(pages.c.number == 1, pages.c.news))
        named = pages.c.role.in_((Role.FRONT, Role.FEED))
        section = and_(
            pages.c.role == Role.SECTION, pages.c.depth <= 1, pages.c.number == 1, pages.c.state.not_in(_LOST)
        )
        wanted = select(pages).where(here, or_(named, sitemap, section))
        worths = self.worths()
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(pages.c.role == Role.SECTION, pages.c.id).limit(MOST)).all()
        return [Way(from_row(row), worths.get(row.key, Worth()), _lost(row)) for row in rows]

    def worth(self, name: str) -> Worth:
        """Return what was learnt of a list, by its key."""
        return History(self._ledger).worth(SIGNAL + name)

    def worths(self) -> dict[str, Worth]:
        """Return what was learnt of each list, by its key."""
        mine = and_(experience.c.source == self._ledger.source, experience.c.signal.startswith(SIGNAL))
        with self._database.reading() as connection:
            rows = connection.execute(select(experience).where(mine)).all()
        return {row.signal.removeprefix(SIGNAL): Worth(row.claims, row.held) for row in rows}

    def keep(self, name: str, worth: Worth) -> None:
        """Keep what was learnt of a list, by its key, in the place of what was."""
        row = {"source": self._ledger.source, "signal": SIGNAL + name, "claims": worth.claims, "held": worth.held}
        with self._database.writing() as connection:
            connection.execute(insert_or_replace(experience), row)

    def turn(self, name: str, look: datetime | None) -> None:
        """Keep before when a list, by its key, is not visited again; None: every visit asks for it."""
        self._ledger.visited(name, Visit(failed=True, next_look=look))

    def articles(self, keys: Collection[str]) -> dict[str, str]:
        """Return the id of the article at each of these pages where the present run is the first to store it."""
        known = exists().where(addresses.c.article_id == pages.c.article_id, addresses.c.seen_at < self._began())
        which = [pages.c.source == self._ledger.source, pages.c.article_id.is_not(None), ~known]
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for chunk in _chunks(keys):
                chosen = select(pages.c.key, pages.c.article_id).where(*which, pages.c.key.in_(chunk))
                found.update((row.key, row.article_id) for row in connection.execute(chosen))
        return found

    def _began(self) -> int:
        with self._database.reading() as connection:
            began = connection.scalar(select(runs.c.started_at).where(runs.c.id == self._ledger.run))
        return began or 0


def _lost(row: object) -> str | None:
    state, reason, detail = (getattr(row, name) for name in ("state", "reason", "detail"))
    return (detail or (Reason(reason).words if reason else state)) if state in _LOST else None


def _chunks(keys: Collection[str]) -> Iterator[list[str]]:
    ordered = list(keys)
    return (ordered[at : at + CHUNK] for at in range(0, len(ordered), CHUNK))
