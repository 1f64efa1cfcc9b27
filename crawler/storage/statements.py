"""The ledger's statements, put together once: that takes longer than running them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, and_, bindparam, case, func, or_, select, update
from sqlalchemy import literal_column as literal

from crawler.storage.pages import Known, State
from crawler.storage.prepared import Prepared, one_of
from crawler.storage.priorities import LOOK_AGAIN
from crawler.storage.schema import pages, runs


def due(now: int | BindParameter[Any]) -> ColumnElement[bool]:
    return or_(pages.c.next_look.is_(None), pages.c.next_look <= now)


SAME = and_(pages.c.source == bindparam("of_source"), pages.c.key == bindparam("of_key"))
WAITS = and_(pages.c.source == bindparam("of_source"), pages.c.state == State.DISCOVERED, due(bindparam("at")))
# The literal comparison lets the partial index `pages_by_scope` serve.
WAITS_INSIDE = and_(WAITS, pages.c.scope == bindparam("of_scope"), pages.c.scope != literal("''"))
NEXT, NEXT_INSIDE = (
    select(pages).where(waits).order_by(pages.c.priority, pages.c.id).limit(bindparam("most", type_=Integer))
    for waits in (WAITS, WAITS_INSIDE)
)
ANY, ANY_INSIDE = (Prepared(select(pages.c.id).where(waits).limit(1)) for waits in (WAITS, WAITS_INSIDE))
COUNTS = Prepared(
    select(pages.c.state, func.count()).where(pages.c.source == bindparam("of_source")).group_by(pages.c.state)
)
ROLE = Prepared(select(pages.c.role).where(SAME))
STATE = Prepared(select(pages.c.state).where(SAME))
KNOWN = select(*(pages.c[name] for name in Known.__slots__)).where(
    pages.c.source == bindparam("of_source"),
    pages.c.key.in_(bindparam("keys", expanding=True)),
    pages.c.fetched_at.is_not(None),
)
IN_HAND = Prepared(
    update(pages)
    .where(one_of(pages.c.id, "ids"))
    .values(state=State.IN_HAND, run=bindparam("this_run"), changed_at=bindparam("at"))
)
SEEN = Prepared(update(runs).where(runs.c.id == bindparam("this_run")).values(seen_at=bindparam("at")))
DONE = Prepared(
    update(pages)
    .where(SAME)
    .values(
        state=case((pages.c.article_id.is_not(None), bindparam("if_kept")), else_=bindparam("to_state")),
        reason=bindparam("to_reason"),
        detail=bindparam("to_detail"),
        attempts=pages.c.attempts + 1,
        changed_at=bindparam("at"),
    )
)
LOOK_AT_DUE = (
    update(pages)
    .where(
        pages.c.source == bindparam("of_source"),
        pages.c.next_look <= bindparam("at"),
        pages.c.state == State.STORED,
    )
    .values(state=State.DISCOVERED, priority=LOOK_AGAIN, next_look=None, changed_at=bindparam("at"))
)
LOOK = update(pages).where(SAME).values(next_look=bindparam("to_look"))
LOOK_AT_STORED = Prepared(LOOK.where(pages.c.state == State.STORED))
LOOK_LATER, ANSWERED = Prepared(LOOK), Prepared(LOOK.values(fetched_at=bindparam("at")))
IN_FULL = Prepared(
    LOOK.values(
        fetched_at=bindparam("at"),
        full_at=bindparam("at"),
        unchanged=0,
        etag=bindparam("to_etag"),
        last_modified=bindparam("to_modified"),
        read_as=bindparam("to_read_as"),
    )
)
UNCHANGED = Prepared(
    LOOK.values(
        fetched_at=bindparam("at"),
        unchanged=pages.c.unchanged + 1,
        etag=func.coalesce(bindparam("to_etag", type_=pages.c.etag.type), pages.c.etag),
        last_modified=func.coalesce(bindparam("to_modified", type_=pages.c.last_modified.type), pages.c.last_modified),
    )
)
