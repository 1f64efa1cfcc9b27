"""Alerts: which sources are at fault, what was told of it, and what is still to be told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from crawler.storage.archive import Archive
from crawler.storage.database import insert_or_replace
from crawler.storage.schema import alerts, tellings


@dataclass(frozen=True, slots=True)
class Alert:
    """A source's state as it was judged last. Times are aware.

    It is in it `since` an instant, and was judged so `looks` times. `told` is the state that was told last; None: none.
    Nobody is told before `silenced_until`.
    """

    source: str
    state: str
    reason: str
    since: datetime
    looks: int = 1
    told: str | None = None
    silenced_until: datetime | None = None

    def is_silenced(self, now: datetime) -> bool:
        return self.silenced_until is not None and now < self.silenced_until


@dataclass(frozen=True, slots=True)
class Telling:
    """A message that is to go one way, how often that was tried, and why it did not arrive."""

    id: int
    way: str
    message: dict[str, Any]
    made_at: datetime
    tries: int
    next_try: datetime
    trouble: str | None = None


class Alerts:
    """The alerts of one archive."""

    def __init__(self, archive: Archive) -> None:
        self._database = archive._database  # noqa: SLF001  the same room

    def all(self) -> dict[str, Alert]:
        """Return every alert by its source, the oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(alerts).order_by(alerts.c.since, alerts.c.source))
            return {row.source: _alert(row) for row in rows}

    def keep(self, alert: Alert) -> None:
        """Enter an alert, or what has become of it."""
        times = {"since": _seconds(alert.since), "silenced_until": _seconds(alert.silenced_until)}
        with self._database.writing() as connection:
            connection.execute(insert_or_replace(alerts), asdict(alert) | times)

    def drop(self, source: str) -> None:
        """Forget a source's alert: it is over."""
        with self._database.writing() as connection:
            connection.execute(delete(alerts).where(alerts.c.source == source))

    def tell(self, message: dict[str, Any], ways: Iterable[str], now: datetime) -> None:
        """Enter a message that is to go these ways."""
        row = {"message": json.dumps(message, ensure_ascii=False), "tries": 0}
        times = {"made_at": _seconds(now), "next_try": _seconds(now)}
        with self._database.writing() as connection:
            for way in ways:
                connection.execute(insert(tellings).values(row | times | {"way": way}))

    def untold(self) -> list[Telling]:
        """Return what is still to be told, the oldest first."""
        with self._database.reading() as connection:
            return list(map(_telling, connection.execute(select(tellings).order_by(tellings.c.id))))

    def take(self, now: datetime, lease: timedelta) -> Telling | None:
        """Take the next message that is due; for the lease nobody else does. None: there is none."""
        due = select(tellings.c.id).where(tellings.c.next_try <= _seconds(now)).order_by(tellings.c.id).limit(1)
        values = {"next_try": _seconds(now + lease), "tries": tellings.c.tries + 1}
        with self._database.reading() as connection:
            if connection.scalar(due) is None:  # mostly: no need to wait for the write lock
                return None
        with self._database.writing() as connection:
            taken = update(tellings).where(tellings.c.id == due.scalar_subquery()).values(values).returning(tellings)
            row = connection.execute(taken).one_or_none()
            return None if row is None else _telling(row)

    def told(self, telling: Telling) -> None:
        """Forget a message: it has arrived, or is given up."""
        with self._database.writing() as connection:
            connection.execute(delete(tellings).where(tellings.c.id == telling.id))

    def put_off(self, telling: Telling, until: datetime, trouble: str) -> None:
        """Try a message again later; it did not arrive for this reason."""
        values = {"next_try": _seconds(until), "trouble": trouble}
        with self._database.writing() as connection:
            connection.execute(update(tellings).where(tellings.c.id == telling.id).values(values))


def _alert(row: Row[Any]) -> Alert:
    times = {"since": _time(row.since), "silenced_until": _time(row.silenced_until)}
    return Alert(**{**row._mapping, **times})  # noqa: SLF001  SQLAlchemy's own name


def _telling(row: Row[Any]) -> Telling:
    times = {name: _time(getattr(row, name)) for name in ("made_at", "next_try")}
    return Telling(**{**row._mapping, **times, "message": json.loads(row.message)})  # noqa: SLF001  the same


def _seconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp())


def _time(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
