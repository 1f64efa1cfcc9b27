"""Stories as they are read: whose copies an article has, what an archive shows of a story, and who told it when."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, exists, func, or_, select

from crawler.article import Article, Copy, from_record
from crawler.errors import UsageError
from crawler.storage.database import insert_or_replace
from crawler.storage.prepared import Prepared
from crawler.storage.schema import articles, choices, likenesses, signatures
from crawler.urls import key

Kept = Literal["one", "all"]
KEPT: tuple[str, ...] = get_args(Kept)

_MODE = Prepared(select(choices.c.value).where(choices.c.name == "copies"))
_ORIGINAL = Prepared(select(signatures.c.original).where(signatures.c.article_id == bindparam("id")))


@dataclass(frozen=True, slots=True)
class Told:
    """An article as one that tells a story; `similarity` is to the one that stands for it, None for that one itself."""

    article: Article
    similarity: float | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A story: the article that stands for it, and its copies, the earliest first."""

    original: Article
    copies: tuple[Told, ...]


def check_kept(value: str) -> None:
    """Raise UsageError where a value of the setting KHABAR_COPIES cannot be meant so."""
    if value not in KEPT:
        raise UsageError(f"KHABAR_COPIES is {value!r}; give one (each story once) or all (every article)")


def kept(connection: Connection) -> str:
    """Return what the archive shows of a story: `one` article, or `all`."""
    return _MODE.value(connection, {}) or "one"


def keep(connection: Connection, value: str) -> None:
    """Choose what the archive shows of a story."""
    connection.execute(insert_or_replace(choices), {"name": "copies", "value": value})


def shown(value: str) -> list[ColumnElement[bool]]:
    """Return the condition for the articles that are shown."""
    if value == "all":
        return []
    mine = signatures.c.article_id == articles.c.id
    return [~exists().where(mine, signatures.c.original.is_not(None))]


def is_shown(connection: Connection, id_: str) -> bool:
    """Tell whether an article is shown: whether it has a document, and is exported."""
    return not is_copy(connection, id_) or kept(connection) == "all"


def is_copy(connection: Connection, id_: str) -> bool:
    """Tell whether another article stands for an article's story."""
    return _ORIGINAL.value(connection, {"id": id_}) is not None


def copy_ids(connection: Connection) -> Sequence[str]:
    """Return the ids of all copies."""
    return connection.scalars(select(signatures.c.article_id).where(signatures.c.original.is_not(None))).all()


def count_copies(connection: Connection, source: str | None) -> int:
    """Return how many articles are copies."""
    counted = select(func.count()).select_from(signatures).where(signatures.c.original.is_not(None))
    if source is not None:
        counted = counted.join(articles, articles.c.id == signatures.c.article_id).where(articles.c.source == source)
    return connection.scalar(counted) or 0


def with_copies(connection: Connection, found: Sequence[Article]) -> list[Article]:
    """Return articles with `copies`: the same story elsewhere, the earliest first; what a record brought is kept."""
    stories = _stories(connection, [each.id for each in found])
    if not stories:
        return list(found)
    alike = _likenesses(connection, stories, {each.id for each in found})
    told = {each.id: _copies(each, stories[each.id], alike) for each in found if each.id in stories}
    return [replace(each, copies=told[each.id]) if each.id in told else each for each in found]


def story(connection: Connection, id_: str) -> Story | None:
    """Return the story of an article; None where nobody else tells it."""
    members = _stories(connection, [id_]).get(id_)
    return None if members is None else _story(members)


def originals(
    connection: Connection, *, source: str | None, conditions: Collection[ColumnElement[bool]], least: int
) -> Iterable[int]:
    """Return the numbers of the articles that stand for stories of at least `least` copies, by time of publication.

    `source` is one that tells the story, first or later.
    """
    told = select(signatures.c.original).where(signatures.c.original.is_not(None)).group_by(signatures.c.original)
    statement = (
        select(signatures.c.number)
        .join(articles, articles.c.id == signatures.c.article_id)
        .where(signatures.c.number.in_(told.having(func.count() >= least)), *conditions)
        .order_by(articles.c.published_at.is_(None), articles.c.published_at, articles.c.id)
    )
    if source is not None:
        statement = statement.where(or_(articles.c.source == source, signatures.c.number.in_(_copied_by(source))))
    return connection.scalars(statement)


def _copied_by(source: str) -> Select[Any]:
    copies, theirs = signatures.alias(), articles.alias()
    copied = select(copies.c.original).join(theirs, theirs.c.id == copies.c.article_id)
    return copied.where(theirs.c.source == source, copies.c.original.is_not(None))


def story_of_number(connection: Connection, number: int) -> Story:
    """Return the story for which an article stands."""
    return _story(_members(connection, [number])[number])


Member = tuple[Row[Any], Article]


def _story(members: Collection[Member]) -> Story:
    original = next(article for row, article in members if row.original is None)
    copies = [Told(article, row.similarity) for row, article in members if row.original is not None]
    return Story(original, tuple(sorted(copies, key=lambda told: _when(told.article))))


def _stories(connection: Connection, ids: Collection[str]) -> dict[str, list[Member]]:
    """Return article id → the articles that tell its story, of those whose story is told more than once."""
    columns = (signatures.c.number, signatures.c.article_id, signatures.c.original)
    rows = connection.execute(select(*columns).where(signatures.c.article_id.in_(ids))).all()
    stands_for = {row.article_id: row.original or row.number for row in rows}
    members = _members(connection, set(stands_for.values()))
    return {id_: members[number] for id_, number in stands_for.items() if number in members}


def _members(connection: Connection, numbers: Collection[int]) -> dict[int, list[Member]]:
    """Return number → the articles of the story for which that article stands, of those that have copies."""
    theirs = select(signatures.c.original).where(signatures.c.original.in_(numbers)).distinct()
    told = set(connection.scalars(theirs)) if numbers else set()
    if not told:
        return {}
    mine = or_(signatures.c.number.in_(told), signatures.c.original.in_(told))
    statement = select(signatures, articles.c.record).join(articles, articles.c.id == signatures.c.article_id)
    members = defaultdict(list)
    for row in connection.execute(statement.where(mine)):
        members[row.original or row.number].append((row, from_record(json.loads(row.record))))
    return dict(members)


Alike = Mapping[tuple[int, int], float]


def _likenesses(connection: Connection, stories: Mapping[str, list[Member]], ids: Collection[str]) -> Alike:
    """Return how alike copies are to each other, where copies are asked for."""
    rows = [row for members in stories.values() for row, _ in members]
    wanted = {row.number for row in rows if row.original is not None and row.article_id in ids}
    if not wanted:
        return {}
    near = or_(likenesses.c.one.in_(wanted), likenesses.c.other.in_(wanted))
    return {(row.one, row.other): row.jaccard for row in connection.execute(select(likenesses).where(near))}


def _copies(article: Article, members: Collection[Member], alike: Alike) -> tuple[Copy, ...]:
    mine = next(row for row, _ in members if row.article_id == article.id)
    others = sorted((each for each in members if each[0] is not mine), key=lambda each: _when(each[1]))
    found: dict[str, Copy | None] = {key(article.url): None}
    for row, each in others:
        found[key(each.url)] = Copy(each.url, each.source, each.published, _similarity(mine, row, alike))
    brought = (copy for _, each in members for copy in each.copies)  # by an import; their texts are not here
    for copy in brought:
        found.setdefault(key(copy.url), copy)
    return tuple(copy for copy in found.values() if copy is not None)


def _similarity(mine: Row[Any], other: Row[Any], alike: Alike) -> float | None:
    if mine.original is None:
        return other.similarity  # type: ignore[no-any-return]
    if other.original is None:
        return mine.similarity  # type: ignore[no-any-return]
    return alike.get((min(mine.number, other.number), max(mine.number, other.number)))


def _when(article: Article) -> tuple[bool, float, str]:
    published = article.published
    return published is None, published.timestamp() if published else 0.0, article.id
