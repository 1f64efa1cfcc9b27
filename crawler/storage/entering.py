"""How addresses enter the ledger, and what is said again of those that are there. Inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, or_, select, update

from crawler.found import Role
from crawler.storage.database import insert_new
from crawler.storage.pages import LISTS, State
from crawler.storage.prepared import Prepared, many, one_of
from crawler.storage.schema import addresses, pages

Row = dict[str, Any]

FRESH: Row = {"state": State.DISCOVERED, "detail": "", "attempts": 0, "run": 0, "unchanged": 0, "article_id": None}
_HINTS = ("title", "published_raw", "published_from")


def insert(connection: Connection, rows: Sequence[Row]) -> int:
    """Enter rows whose address is new to the ledger; return how many of them wait to be fetched."""
    kept = _kept(connection, [row["key"] for row in rows if row["role"] not in LISTS])
    stored = [{**row, "state": State.STORED, "article_id": kept[row["key"]]} for row in rows if row["key"] in kept]
    fresh = [row for row in rows if row["key"] not in kept]
    if stored:
        _NEW.run_each(connection, stored)
    return _NEW.run_each(connection, fresh) if fresh else 0


def improve(connection: Connection, rows: Sequence[Row]) -> None:
    """What a feed or a sitemap says of a page that is not read yet is kept, though a mere link to it was met before."""
    dated = [row for row in rows if row["role"] == Role.ARTICLE and (row["title"] or row["published_raw"])]
    if dated:
        _IMPROVE.run_each(connection, [_bound(row, *_HINTS, "priority") for row in dated])
    changed = [row for row in rows if row["lastmod"]]
    if changed:
        _DATE.run_each(connection, [_bound(row, "lastmod") for row in changed])


def move(connection: Connection, rows: Sequence[Row]) -> None:
    """Rows not yet asked for belong to the section whose crawl names them now."""
    _MOVE.run_each(connection, [_bound(row, "scope") for row in rows])


def revisit(connection: Connection, rows: Sequence[Row], *, run: int, now: int, due_by: int) -> int:
    """Queue lists that this run has not visited once more; return how many.

    Sections that are not due by then are passed over. A front that was once met as a mere link becomes the front it is;
    an article stays one.
    """
    lists = [_bound(row, "role", "scope", "priority", "lastmod") for row in rows if row["role"] in LISTS]
    here = {"this_run": run, "at": now, "due_by": due_by}
    return _REVISIT.run_each(connection, [{**each, **here} for each in lists]) if lists else 0


def look_again(connection: Connection, rows: Sequence[Row]) -> int:
    """Queue the pages of articles that are kept once more."""
    return _LOOK_AGAIN.run_each(connection, rows) if rows else 0


def _kept(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """Return key → id of the article, of those addresses that the archive has."""
    return dict(_KEPT.rows(connection, {"keys": many(keys)})) if keys else {}


def _bound(row: Row, *names: str) -> Row:
    return {"of_source": row["source"], "of_key": row["key"], **{f"to_{name}": row[name] for name in names}}


def _is_list() -> ColumnElement[bool]:
    return or_(*(pages.c.role == role for role in LISTS))


_SAME = and_(pages.c.source == bindparam("of_source"), pages.c.key == bindparam("of_key"))
_UNREAD = or_(*(pages.c.state == state for state in (State.DISCOVERED, State.IN_HAND, State.FAILED)))
_UNDONE = and_(_SAME, _UNREAD, ~_is_list())
_WAITS = or_(pages.c.state == State.DISCOVERED, pages.c.state == State.IN_HAND)
# Links name the front as a section among others: it is looked at in its own turn, and stays the front.
_BY_TURN = or_(pages.c.role == Role.SECTION, bindparam("to_role") == Role.SECTION)
_DUE = or_(~_BY_TURN, pages.c.next_look.is_(None), pages.c.next_look <= bindparam("due_by"))
_ROLE = case((pages.c.role == Role.FRONT, pages.c.role), else_=bindparam("to_role", type_=pages.c.role.type))

_FILLED = [
    *FRESH, "source", "key", "url", "role", "scope", "depth", "parent", "priority", *_HINTS, "lastmod", "number",
    "news", "first_seen", "changed_at",
]  # fmt: skip
_NEW = Prepared(insert_new(pages).inline(), columns=_FILLED)
_KEPT = Prepared(select(addresses.c.key, addresses.c.article_id).where(one_of(addresses.c.key, "keys")))
# Who gives a date gives the headline too: one finder's words, not two finders' mixed.
_IMPROVE = Prepared(
    update(pages)
    .where(_UNDONE)
    .values(
        {
            **{
                name: case(
                    (
                        pages.c.published_raw.is_(None),
                        func.coalesce(bindparam(f"to_{name}", type_=column.type), column),
                    ),
                    else_=column,
                )
                for name, column in ((name, pages.c[name]) for name in _HINTS)
            },
            "role": Role.ARTICLE,
            "priority": case(
                (bindparam("to_priority") < pages.c.priority, bindparam("to_priority")), else_=pages.c.priority
            ),
        }
    )
)
_LATER = or_(pages.c.lastmod.is_(None), pages.c.lastmod < bindparam("to_lastmod"))
_UNSEEN = or_(pages.c.state == State.DISCOVERED, pages.c.lastmod.is_(None))
_DATE = Prepared(update(pages).where(_SAME, ~_is_list(), _LATER, _UNSEEN).values(lastmod=bindparam("to_lastmod")))
_MOVE = Prepared(
    update(pages)
    .where(_SAME, pages.c.state == State.DISCOVERED, pages.c.scope != bindparam("to_scope"))
    .values(scope=bindparam("to_scope"))
)
_REVISIT = Prepared(
    update(pages)
    .where(
        _SAME,
        pages.c.run < bindparam("this_run"),
        or_(and_(_is_list(), ~_WAITS, _DUE), and_(~_is_list(), pages.c.state != State.STORED)),
    )
    .values(
        role=_ROLE,
        scope=bindparam("to_scope"),
        priority=bindparam("to_priority"),
        lastmod=func.coalesce(bindparam("to_lastmod", type_=pages.c.lastmod.type), pages.c.lastmod),
        state=State.DISCOVERED,
        next_look=case((pages.c.next_look > bindparam("at"), None), else_=pages.c.next_look),
        changed_at=bindparam("at"),
    )
)
_LOOK_AGAIN = Prepared(
    update(pages)
    .where(_SAME, pages.c.article_id.is_not(None), ~_WAITS)
    .values(
        state=State.DISCOVERED,
        scope=bindparam("to_scope"),
        priority=bindparam("to_priority"),
        next_look=None,
        changed_at=bindparam("at"),
    )
)
