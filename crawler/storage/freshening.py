"""Documents on the disk, brought to what the archive holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, bindparam, delete, select

from crawler.storage import documents, shelf, stories
from crawler.storage.prepared import Prepared
from crawler.storage.schema import stale_documents

_OF_ARTICLE = stale_documents.c.article_id == bindparam("of_id")
_MARKED = Prepared(select(stale_documents.c.path).where(_OF_ARTICLE))
_UNMARK = Prepared(delete(stale_documents).where(_OF_ARTICLE))


def freshen(connection: Connection, path: Path, id_: str, *, settle: Callable[[], None], anew: bool = False) -> None:
    """Write an article's document where its place is marked stale, or `anew`; remove it from marked places it left.

    An article that is not shown has no document. One that stands on the disk changes or goes only after `settle` has
    put there why: else a power cut might undo that, and leave an article without its document.
    """
    article = shelf.one(connection, id_)
    assert article is not None  # nothing is ever taken from the archive
    where = shelf.place(connection, article)
    marked = {path for (path,) in _MARKED.rows(connection, {"of_id": id_})}
    is_shown = stories.is_shown(connection, id_)
    if any(documents.stands(path, each) for each in marked):
        settle()
    if is_shown and (anew or where in marked):
        documents.write(path, where, article)
    for left in marked - ({where} if is_shown else set()):
        documents.remove(path, left)
    if marked:
        _UNMARK.run(connection, {"of_id": id_})
