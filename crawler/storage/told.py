"""The stories of an archive, as a reader asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from crawler.storage import shelf, stories
from crawler.storage.archive import Archive
from crawler.storage.stories import Story


def told(
    archive: Archive,
    *,
    source: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    least: int = 1,
) -> Iterator[Story]:
    """Yield the stories that have at least `least` copies, by the time of publication of who stands for each.

    `source` tells the story, first or later; `since` (inclusive) and `until` (exclusive) are aware.
    """
    conditions = shelf.bounds_of(None, since, until)
    with archive._database.reading() as connection:  # noqa: SLF001  of the same room
        for number in stories.originals(connection, source=source, conditions=conditions, least=max(least, 1)):
            yield stories.story_of_number(connection, number)


def story_of(archive: Archive, id: str) -> Story | None:  # noqa: A002  the record's word
    """Return the story that an article tells; None where it is the only one, or there is no such article."""
    with archive._database.reading() as connection:  # noqa: SLF001  of the same room
        return stories.story(connection, id)
