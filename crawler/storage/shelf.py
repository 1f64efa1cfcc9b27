"""The rows of articles, their revisions and addresses. Every function works inside its caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import cast

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, insert, select, update

from crawler.article import Article, from_record, to_record
from crawler.storage import documents, stories
from crawler.storage.database import insert_new, insert_or_replace
from crawler.storage.identity import ID, Outcome, addresses, article_id, decide, text_key
from crawler.storage.pages import State
from crawler.storage.prepared import Prepared, many, one_of
from crawler.storage.schema import addresses as address_rows
from crawler.storage.schema import articles, pages, revisions, stale_documents, undated
from crawler.urls import key

STREAMED = 500  # rows in memory at a time

# What is asked for every article is put together once: that takes longer than asking it.
_RECORD = Prepared(select(articles.c.record).where(articles.c.id == bindparam("id")))
_REVISION = Prepared(select(articles.c.revision).where(articles.c.id == bindparam("id")))
_SEEN_DAY = Prepared(select(articles.c.seen_day).where(articles.c.id == bindparam("id")))
_OWNERS = Prepared(select(address_rows.c.key, address_rows.c.article_id).where(one_of(address_rows.c.key, "keys")))
_TWINS = Prepared(
    select(articles.c.id)
    .where(articles.c.source == bindparam("source"), articles.c.text_key == bindparam("text_key"))
    .order_by(articles.c.id)
)
_NEW = Prepared(insert(articles).inline(), columns=articles.c.keys())
_NEW_ADDRESS = Prepared(insert_new(address_rows).inline(), columns=address_rows.c.keys())
_STALE = Prepared(insert_new(stale_documents).inline(), columns=stale_documents.c.keys())
_UNDATED = Prepared(insert_or_replace(undated), columns=undated.c.keys())
_DATED = Prepared(delete(undated).where(undated.c.article_id == bindparam("id")))
_STORED = Prepared(
    update(pages)
    .where(pages.c.source == bindparam("of_source"), one_of(pages.c.key, "keys"))
    .values(
        article_id=func.coalesce(pages.c.article_id, bindparam("article")),
        state=State.STORED,
        reason=None,
        detail="",
        changed_at=bindparam("at"),
    )
)


@dataclass(frozen=True, slots=True)
class Match:
    """An article beside what the archive holds: its keys (key → URL), whose they are, and what it is to them."""

    keys: Mapping[str, str]
    owners: Mapping[str, str]
    outcome: Outcome | None


def match(connection: Connection, article: Article) -> Match:
    """Compare an article with what is kept."""
    keys = addresses(article)
    owners = _owners(connection, keys)
    kept = {each: _kept(connection, each) for each in dict.fromkeys(owners.values())}
    own = kept.pop(owners.get(key(article.url), ""), None)
    twin = _twin(connection, article, prefer=set(owners.values()))
    return Match(keys, owners, decide(article, own=own, twin=twin, others=list(kept.values())))


def add(connection: Connection, article: Article, found: Match, now: datetime) -> Article:
    """Keep a new article; return it as kept, with its id."""
    article = _in_utc(_believed(article, found, None), now)
    article = replace(article, id=_new_id(connection, article))
    assert article.fetched_at is not None
    seen_day = article.fetched_at.date().isoformat()
    _NEW.run(connection, {"seen_day": seen_day, **_columns(article)})
    if article.published is None:
        _note_undated(connection, article)
    _mark_stale(connection, article.id, documents.place(article, seen_day))
    return article


def revise(connection: Connection, article: Article, found: Match, outcome: Outcome, now: datetime) -> Article:
    """Put a newer text in an article's place and keep the old one among its revisions; return it as kept."""
    row = connection.execute(select(articles).where(articles.c.id == outcome.id)).one()
    old = _article(row.record)
    article = _in_utc(_believed(_dated(article, old), found, old.id), now)
    article = replace(article, id=old.id, source=old.source, revision=outcome.revision)
    stored_at = int(now.timestamp())
    connection.execute(
        insert(revisions).values(id=old.id, revision=old.revision, record=row.record, stored_at=stored_at)
    )
    connection.execute(update(articles).where(articles.c.id == old.id).values(_columns(article)))
    if old.published is None:
        _note_undated(connection, article)
    _mark_stale(connection, old.id, documents.place(article, row.seen_day), documents.place(old, row.seen_day))
    return article


def give_date(connection: Connection, article: Article) -> Article | None:
    """Give a kept article the date that `article`, which is the same, has; return it as it was.

    None where it has one by now, or another text. It is no other revision: no word of it changes.
    """
    old = one(connection, article.id)
    if old is None or old.published is not None or old.revision != article.revision:
        return None
    connection.execute(update(articles).where(articles.c.id == old.id).values(_columns(article)))
    _note_undated(connection, article)
    _mark_stale(connection, old.id, place(connection, article), place(connection, old))
    return old


def keep_addresses(connection: Connection, id_: str, source: str, found: Match, now: datetime) -> None:
    """Keep an article's addresses with it, and mark the source's pages that have them as stored."""
    seen_at = int(now.timestamp())
    rows = [{"key": each, "article_id": id_, "url": url, "seen_at": seen_at} for each, url in found.keys.items()]
    _NEW_ADDRESS.run_each(connection, rows)
    _STORED.run(connection, {"of_source": source, "keys": many(found.keys), "article": id_, "at": seen_at})


def revision(connection: Connection, id_: str) -> int | None:
    """Return the number of a kept article's newest revision."""
    return cast("int | None", _REVISION.value(connection, {"id": id_}))


def one(connection: Connection, id_: str) -> Article | None:
    """Return a kept article, as its newest revision has it."""
    record = _RECORD.value(connection, {"id": id_})
    return None if record is None else _article(record)


def one_with_copies(connection: Connection, id_: str) -> Article | None:
    """Return a kept article with its copies."""
    article = one(connection, id_)
    return None if article is None else stories.with_copies(connection, [article])[0]


def old_revisions(connection: Connection, id_: str) -> tuple[Article, ...]:
    """Return what an article was before, the first revision first."""
    statement = select(revisions.c.record).where(revisions.c.id == id_).order_by(revisions.c.revision)
    return tuple(_article(record) for record in connection.scalars(statement))


def owner(connection: Connection, url: str) -> str | None:
    """Return the id of the article that has an address."""
    return connection.scalar(select(address_rows.c.article_id).where(address_rows.c.key == key(url)))


def urls(connection: Connection, id_: str) -> tuple[str, ...]:
    """Return an article's addresses: its own, then the others in the order in which they were met."""
    own = connection.scalar(select(articles.c.url).where(articles.c.id == id_))
    order = (address_rows.c.key != key(own or ""), address_rows.c.seen_at, address_rows.c.key)
    statement = select(address_rows.c.url).where(address_rows.c.article_id == id_).order_by(*order)
    return tuple(connection.scalars(statement))


def stream(
    connection: Connection, source: str | None, since: datetime | None, until: datetime | None, kept: str | None = None
) -> Iterator[Article]:
    """Yield articles by time of publication and id, undated ones last; with a bound, dated ones only.

    `kept` is `one` of each story, or `all`; None: as the archive has it.
    """
    bounds = [*bounds_of(source, since, until), *stories.shown(kept or stories.kept(connection))]
    dated = select(articles.c.record).where(articles.c.published_at.is_not(None), *bounds)
    yield from _streamed(connection, dated.order_by(articles.c.published_at, articles.c.id))
    if since is None and until is None:
        undated = select(articles.c.record).where(articles.c.published_at.is_(None), *bounds)
        yield from _streamed(connection, undated.order_by(articles.c.id))


def ids(connection: Connection) -> Iterator[str]:
    """Yield the id of every article."""
    statement = select(articles.c.id).order_by(articles.c.id).execution_options(yield_per=STREAMED)
    yield from connection.scalars(statement)


def everything(connection: Connection) -> Iterator[Article]:
    """Yield every article, copies too."""
    for each in ids(connection):
        yield _kept(connection, each)


def count(connection: Connection, source: str | None, kept: str | None = None) -> int:
    """Return how many articles are kept; `kept` as for stream()."""
    everything = select(func.count()).select_from(articles).where(*bounds_of(source, None, None))
    aside = 0 if (kept or stories.kept(connection)) == "all" else stories.count_copies(connection, source)
    return (connection.scalar(everything) or 0) - aside


def mark_stale(connection: Connection, id_: str) -> None:
    """Have an article's document written anew, or taken away, after the transaction."""
    article = _kept(connection, id_)
    _mark_stale(connection, id_, place(connection, article))


def place(connection: Connection, article: Article) -> str:
    """Return where an article's document stands below documents/."""
    seen_day = _SEEN_DAY.value(connection, {"id": article.id})
    fetched = article.fetched_at
    today = fetched.astimezone(UTC).date() if fetched else date(1970, 1, 1)
    return documents.place(article, seen_day or today.isoformat())


def _owners(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """Return key → article id of those keys that are kept, in the order of `keys`."""
    kept: dict[str, str] = dict(_OWNERS.rows(connection, {"keys": many(keys)}))
    return {each: kept[each] for each in keys if each in kept}


def _twin(connection: Connection, article: Article, *, prefer: set[str]) -> Article | None:
    rows = _TWINS.rows(connection, {"source": article.source, "text_key": text_key(article)})
    found = [each for (each,) in rows]
    chosen = next((each for each in found if each in prefer), found[0] if found else None)
    return None if chosen is None else _kept(connection, chosen)


def _kept(connection: Connection, id_: str) -> Article:
    return _article(_RECORD.value(connection, {"id": id_}))


def _new_id(connection: Connection, article: Article) -> str:
    """An imported article keeps the id it brings, unless another has it: ids are stable from archive to archive."""
    if ID.fullmatch(article.id) and one(connection, article.id) is None:
        return article.id
    return article_id(article.source, article.canonical_url or article.url)


def _in_utc(article: Article, now: datetime) -> Article:
    return replace(article, fetched_at=(article.fetched_at or now).astimezone(UTC))


def _believed(article: Article, found: Match, id_: str | None) -> Article:
    """A canonical link to another article that is kept is not to be believed: that one tells another story."""
    canonical = article.canonical_url
    wrong = canonical is not None and found.owners.get(key(canonical), id_) != id_
    return replace(article, canonical_url=None) if wrong else article


def _dated(article: Article, old: Article) -> Article:
    """A revision whose page no longer tells the date keeps the one that was known."""
    if article.published is not None:
        return article
    return replace(
        article,
        published=old.published,
        published_precision=old.published_precision,
        published_raw=old.published_raw,
        published_from=old.published_from,
    )


def _columns(article: Article) -> dict[str, object]:
    assert article.fetched_at is not None
    return {
        "id": article.id,
        "source": article.source,
        "url": article.url,
        "published_at": None if article.published is None else int(article.published.timestamp()),
        "fetched_at": int(article.fetched_at.timestamp()),
        "revision": article.revision,
        "text_key": text_key(article),
        "record": json.dumps(to_record(article), ensure_ascii=False),
    }


def _note_undated(connection: Connection, article: Article) -> None:
    """Have an article among those without a date, or not any more."""
    if article.published is None:
        row = {"article_id": article.id, "source": article.source, "reading": article.undated}
        _UNDATED.run(connection, row)
    else:
        _DATED.run(connection, {"id": article.id})


def _mark_stale(connection: Connection, id_: str, *places: str) -> None:
    rows = [{"path": each, "article_id": id_} for each in dict.fromkeys(places)]
    _STALE.run_each(connection, rows)


def bounds_of(source: str | None, since: datetime | None, until: datetime | None) -> list[ColumnElement[bool]]:
    """Return the conditions for articles of a source, published between two times."""
    bounds = [] if source is None else [articles.c.source == source]
    bounds += [] if since is None else [articles.c.published_at >= since.timestamp()]
    return bounds if until is None else [*bounds, articles.c.published_at < until.timestamp()]


def _streamed(connection: Connection, statement: Select[str]) -> Iterator[Article]:
    rows = connection.execute(statement.execution_options(yield_per=STREAMED))
    for some in rows.partitions(STREAMED):
        yield from stories.with_copies(connection, [_article(record) for (record,) in some])


def _article(record: str) -> Article:
    return from_record(json.loads(record))
