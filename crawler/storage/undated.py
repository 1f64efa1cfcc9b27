"""The articles of a source that were stored without a date, until somebody tells one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, select

from crawler.article import Article
from crawler.found import Found, Role
from crawler.storage import copies, shelf
from crawler.storage.archive import Archive, placed
from crawler.storage.identity import Outcome
from crawler.storage.prepared import Prepared, many, one_of
from crawler.storage.schema import addresses, pages, runs, undated

_MINE = undated.c.source == bindparam("of_source")
_ANY = Prepared(select(undated.c.article_id).where(_MINE).limit(1))
# Without the source: SQLite would look up all that it has without a date, not the few addresses.
_AT = Prepared(
    select(addresses.c.key, undated.c.article_id, undated.c.source)
    .join(undated, undated.c.article_id == addresses.c.article_id)
    .where(one_of(addresses.c.key, "keys"))
)
_TOLD = (
    select(undated.c.article_id, pages.c.url, pages.c.role, pages.c.published_raw, pages.c.published_from)
    .join(pages, pages.c.article_id == undated.c.article_id)
    .where(_MINE, pages.c.published_raw.is_not(None))
    .order_by(pages.c.id)
)
_CUT_SHORT = select(runs.c.id).where(runs.c.source == bindparam("of_source"), runs.c.ended_at.is_(None))
_OF_PAGE = pages.c.source == bindparam("of_source"), pages.c.key == bindparam("of_key")
_LEFT, _ONE = Prepared(_TOLD.where(pages.c.run.in_(_CUT_SHORT))), Prepared(_TOLD.where(*_OF_PAGE))
_READING = Prepared(select(undated.c.reading).where(undated.c.article_id == bindparam("id")))


@dataclass(frozen=True, slots=True)
class Told:
    """An article without a date, and what its page's finder said of it while it was being read."""

    id: str
    found: Found


class Undated:
    """Those of one source. The crawl that holds the source alone gives dates."""

    def __init__(self, archive: Archive, source: str) -> None:
        self._archive = archive
        self._database = archive._database  # noqa: SLF001  the same room
        self._source = {"of_source": source}

    def at(self, keys: Collection[str]) -> dict[str, str]:
        """Return key → id of the article, of those addresses whose article has no date."""
        with self._database.reading() as connection:
            if _ANY.value(connection, self._source) is None:
                return {}
            rows = _AT.rows(connection, {"keys": many(keys)})
        return {name: id_ for name, id_, source in rows if source == self._source["of_source"]}

    def told(self, page: str | None = None) -> list[Told]:
        """Return those of whose page the ledger has a date: of one page, by its key, or of runs that were cut short."""
        with self._database.reading() as connection:
            rows = (_LEFT if page is None else _ONE).rows(connection, {**self._source, "of_key": page})
        return [
            Told(id_, Found(url, Role(role), published_raw=raw, published_from=origin))
            for id_, url, role, raw, origin in rows
        ]

    def article(self, id_: str) -> Article | None:
        """Return an article that still has no date, with how one is read."""
        with self._database.reading() as connection:
            reading = _READING.value(connection, {"id": id_})
            kept = None if reading is None else shelf.one(connection, id_)
        return None if kept is None else replace(kept, undated=reading)

    def give(self, article: Article) -> bool:
        """Keep an article's date, and where it stands in its story now, in one transaction; then its document moves.

        Returns whether it had none so far. Should the process die in between, the next Archive moves the document.
        """
        signed = copies.Signed.of(article)
        with self._database.writing() as connection:
            old = shelf.give_date(connection, article)
            if old is None:
                return False
            changed = copies.enter_again(connection, article, signed, old)
            _, stale = placed(connection, Outcome("revised", article.id), changed)
        for each in stale:
            self._archive._write_document(each)  # noqa: SLF001  the same room
        return True
