"""When a source published what the archive holds of it: what its rhythm is learnt from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, or_, select

from crawler.storage.archive import Archive
from crawler.storage.schema import articles

_CLOCKS = timedelta(days=1)


def publications(archive: Archive, source: str, *, since: datetime) -> list[tuple[datetime | None, datetime]]:
    """Return for each article of a source published since an instant, or at an unknown one, that and its fetching."""
    newer = or_(articles.c.published_at >= int(since.timestamp()), articles.c.published_at.is_(None))
    # What is fetched earlier cannot be newer, but for the clocks: one index has all that is asked for.
    lately = articles.c.fetched_at >= int((since - _CLOCKS).timestamp())
    rows = select(articles.c.published_at, articles.c.fetched_at).where(articles.c.source == source, lately, newer)
    with archive._database.reading() as connection:  # noqa: SLF001  of the same room
        return [(_time(row.published_at), _at(row.fetched_at)) for row in connection.execute(rows)]


def first_fetched(archive: Archive, source: str) -> datetime | None:
    """Return when the first article of a source was fetched; None: there is none."""
    first = select(func.min(articles.c.fetched_at)).where(articles.c.source == source)
    with archive._database.reading() as connection:  # noqa: SLF001  of the same room
        return _time(connection.scalar(first))


def last_published(archive: Archive, sources: Collection[str], *, until: datetime) -> dict[str, datetime]:
    """Return when the newest article of each source was published, those dated after an instant left out."""
    newest = select(func.max(articles.c.published_at)).where(articles.c.published_at <= int(until.timestamp()))
    found = {}
    with archive._database.reading() as connection:  # noqa: SLF001  of the same room
        for source in sources:  # one look into the index each, where one statement for all would read it whole
            at = connection.scalar(newest.where(articles.c.source == source))
            if at is not None:
                found[source] = _at(at)
    return found


def published(archive: Archive, source: str, *, until: datetime, window: timedelta) -> list[datetime]:
    """Return when a source's articles were published in a window of time that ends at an instant, in order."""
    end = int(until.timestamp())
    within = articles.c.published_at.between(end - int(window.total_seconds()), end)
    chosen = select(articles.c.published_at).where(articles.c.source == source, within)
    with archive._database.reading() as connection:  # noqa: SLF001  of the same room
        instants = connection.scalars(chosen.order_by(articles.c.published_at)).all()
    return [_at(at) for at in instants]


def _time(seconds: int | None) -> datetime | None:
    return None if seconds is None else _at(seconds)


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
