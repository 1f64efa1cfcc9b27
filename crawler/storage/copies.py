"""Copies: how the archive finds that an article tells a story it has, and which article stands for the story.

Every function works inside its caller's transaction, which holds the write lock: no other process can store the same
story in between. What is decided is decided in crawler.stories.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from crawler.article import Article
from crawler.storage.identity import text_key
from crawler.storage.prepared import Prepared, many, one_of
from crawler.storage.schema import articles, likenesses, signatures, story_keys
from crawler.stories import finding
from crawler.stories.choosing import Member, Pair, originals
from crawler.stories.likeness import SAME, Likeness, agree, likeness, measured
from crawler.stories.signing import Signature, sign
from crawler.stories.text import Text

_PRECISION = {"second": timedelta(seconds=1), "minute": timedelta(minutes=1), "day": timedelta(days=1)}

# What is asked for every article is put together once: that takes longer than asking it.
_POSTINGS = Prepared(select(story_keys.c.key, story_keys.c.number).where(one_of(story_keys.c.key, "keys")))
_NUMBER = select(signatures.c.number).where(signatures.c.article_id == bindparam("id"))
_SAMPLED = Prepared(
    select(signatures.c.number, signatures.c.sampled, articles.c.text_key)
    .join(articles, articles.c.id == signatures.c.article_id)
    .where(one_of(signatures.c.number, "numbers"))
)
_TEXT = Prepared(
    select(articles.c.record)
    .join(signatures, signatures.c.article_id == articles.c.id)
    .where(signatures.c.number == bindparam("number"))
)
_SIGN = Prepared(insert(signatures).inline(), columns=("article_id", "starts", "ends", "size", "sampled"))
_POST = Prepared(insert(story_keys), columns=("key", "number"))
_CHOOSE = Prepared(
    update(signatures)
    .where(signatures.c.number == bindparam("of_number"))
    .values(original=bindparam("to_original"), similarity=bindparam("to_similarity"))
)
_PAIR_COLUMNS = ("one", "other", "jaccard", "contained")
_LIKEN = Prepared(insert(likenesses), columns=_PAIR_COLUMNS)
_PAIRS = Prepared(
    select(*(likenesses.c[name] for name in _PAIR_COLUMNS)).where(
        or_(one_of(likenesses.c.one, "numbers"), one_of(likenesses.c.other, "numbers"))
    )
)


class _Row(NamedTuple):
    """A row of the table `signatures`."""

    number: int
    article_id: str
    starts: int | None
    ends: int | None
    size: int
    original: int | None
    similarity: float | None


_ROWS = Prepared(select(*(signatures.c[name] for name in _Row._fields)).where(one_of(signatures.c.number, "numbers")))


@dataclass(frozen=True, slots=True)
class Signed:
    """An article's text and signature: what can be made of it without the archive."""

    text: Text
    signature: Signature
    text_key: str

    @classmethod
    def of(cls, article: Article) -> Signed:
        text = Text.of(article)
        return cls(text, sign(text), text_key(article))


def enter(connection: Connection, article: Article, signed: Signed) -> set[str]:
    """Take a new article into the index and into its story; return the ids that became copies or ceased to be."""
    number = _SIGN.new_id(connection, _row(article, signed))
    linked = _link(connection, number, signed)
    return _settle(connection, {number}) if linked else set()


def enter_again(connection: Connection, article: Article, signed: Signed, old: Article) -> set[str]:
    """The same for an article whose text was `old` and is another now: it may leave its story."""
    number = connection.scalar(_NUMBER, {"id": article.id})
    if number is None:
        return enter(connection, article, signed)
    before = {each for pair in _pairs(connection, {number}) for each in (pair.one, pair.other)}
    _forget(connection, number, Signed.of(old))
    row = {**_row(article, signed), "original": None, "similarity": None}
    was_copy = connection.scalar(select(signatures.c.original).where(signatures.c.number == number)) is not None
    connection.execute(update(signatures).where(signatures.c.number == number).values(row))
    linked = _link(connection, number, signed)
    changed = _settle(connection, before | {number}) if linked or before else set()
    # To settle began with the article standing for itself; if it was a copy, that is no news where it is one again.
    return changed ^ {article.id} if was_copy else changed


def _row(article: Article, signed: Signed) -> dict[str, object]:
    starts, ends = published_between(article)
    return {
        "article_id": article.id,
        "starts": starts,
        "ends": ends,
        "size": signed.text.size,
        "sampled": signed.signature.sampled,
    }


def published_between(article: Article) -> tuple[int | None, int | None]:
    """Return the instants between which an article was published, the later one excluded."""
    if article.published is None:
        return None, None
    lasts = _PRECISION[article.published_precision or "second"]
    starts = int(article.published.timestamp())
    return starts, starts + int(lasts.total_seconds())


def _link(connection: Connection, number: int, signed: Signed) -> bool:
    """Find the articles that are like one, and post its keys; return whether there are any."""
    found = postings(connection, signed)
    alike = _alike(connection, signed, finding.candidates(found))
    posted = finding.to_post(signed.signature.keys, found, alike)
    if posted:
        _POST.run_each(connection, [{"key": key, "number": number} for key in posted])
    rows = [_likeness_row(number, other, each) for other, each in alike.items()]
    if rows:
        _LIKEN.run_each(connection, rows)
    return bool(rows)


def postings(connection: Connection, signed: Signed) -> dict[int, set[int]]:
    """Return of each key that a text shares with others the numbers of the articles that are posted under it."""
    return finding.met(_POSTINGS.rows(connection, {"keys": many(signed.signature.keys)}))


def look_up(connection: Connection, signed: Signed) -> dict[int, Likeness]:
    """Return the numbers of the articles of which a text is a copy, or which are copies of it."""
    return _alike(connection, signed, finding.candidates(postings(connection, signed)))


def _alike(connection: Connection, signed: Signed, shared: dict[int, int]) -> dict[int, Likeness]:
    """Return the numbers of the articles whose texts are like this one; texts that are not the same are compared."""
    if not shared:
        return {}
    sampled = signed.signature.sampled
    numbers = list(shared)[: 4 * finding.COMPARED]
    rows = {number: told for number, *told in _SAMPLED.rows(connection, {"numbers": many(numbers)})}
    worth = [each for each in numbers if finding.is_worth(shared[each], sampled, rows[each][0])]
    compared = {
        each: SAME if rows[each][1] == signed.text_key else likeness(signed.text, _text_of(connection, each))
        for each in worth[: finding.COMPARED]
    }
    return {number: each for number, each in compared.items() if each is not None}


def _likeness_row(one: int, other: int, found: Likeness) -> dict[str, object]:
    low, high = sorted((one, other))
    return {"one": low, "other": high, "jaccard": found.jaccard, "contained": found.contained}


def _forget(connection: Connection, number: int, signed: Signed) -> None:
    keys = list(signed.signature.keys)
    connection.execute(delete(story_keys).where(story_keys.c.key.in_(keys), story_keys.c.number == number))
    connection.execute(delete(likenesses).where(or_(likenesses.c.one == number, likenesses.c.other == number)))


def _settle(connection: Connection, numbers: Collection[int]) -> set[str]:
    """Choose anew who stands for the stories of some articles; return the ids that became copies or ceased to be."""
    pairs = _reached(connection, numbers)
    near = {each for pair in pairs for each in (pair.one, pair.other)} | set(numbers)
    rows = {row.number: row for row in map(_Row._make, _ROWS.rows(connection, {"numbers": many(near)}))}
    chosen = originals([_member(row) for row in rows.values()], pairs, _Agreed(connection, rows, set(numbers)))
    found = {(pair.one, pair.other): pair.likeness.jaccard for pair in pairs}
    changed = set()
    for number, row in rows.items():
        original = chosen.get(number)
        similarity = _similarity(connection, row, original, found)
        if (original, similarity) != (row.original, row.similarity):
            values = {"of_number": number, "to_original": original, "to_similarity": similarity}
            _CHOOSE.run(connection, values)
        if (original is None) != (row.original is None):
            changed.add(row.article_id)
    return changed


@dataclass(frozen=True, slots=True)
class _Agreed:
    """Whether two articles that were never found alike may be one story; what was asked before is not asked again."""

    connection: Connection
    rows: Mapping[int, _Row]
    new: Collection[int]

    def __call__(self, first: int, number: int) -> bool:
        if self.rows[number].original == first and first not in self.new:
            return True
        return agree(_text_of(self.connection, first), _text_of(self.connection, number))


def _reached(connection: Connection, numbers: Collection[int]) -> list[Pair]:
    """Return the pairs that lead from some articles to others, and from those on."""
    found: dict[tuple[int, int], Pair] = {}
    reached, waiting = set(numbers), set(numbers)
    while waiting:
        pairs = _pairs(connection, waiting)
        found |= {(pair.one, pair.other): pair for pair in pairs}
        waiting = {each for pair in pairs for each in (pair.one, pair.other)} - reached
        reached |= waiting
    return list(found.values())


def _pairs(connection: Connection, numbers: Collection[int]) -> list[Pair]:
    rows = _PAIRS.rows(connection, {"numbers": many(numbers)})
    return [Pair(one, other, Likeness(jaccard, contained)) for one, other, jaccard, contained in rows]


def _similarity(
    connection: Connection, row: _Row, original: int | None, found: Mapping[tuple[int, int], float]
) -> float | None:
    """Return how alike a copy is to its original; where a third makes them one story, they were never compared."""
    if original is None:
        return None
    pair = min(row.number, original), max(row.number, original)
    if pair in found:
        return found[pair]
    if original == row.original:
        return row.similarity
    return measured(_text_of(connection, row.number), _text_of(connection, original)).jaccard


def _member(row: _Row) -> Member:
    return Member(row.number, row.starts, row.ends, row.size, row.article_id)


def _text_of(connection: Connection, number: int) -> Text:
    return _text(_TEXT.value(connection, {"number": number}))


@lru_cache(maxsize=128)  # what is new today is copied today
def _text(record: str) -> Text:
    told = json.loads(record)
    return Text.of(Article(url="", title=told["title"], paragraphs=tuple(told["paragraphs"])))


def sign_all(connection: Connection, kept: Iterable[Article]) -> set[str]:
    """Take the articles of an older archive into the index; return the ids that are copies."""
    changed: set[str] = set()
    for article in kept:
        changed ^= enter(connection, article, Signed.of(article))
    return changed
