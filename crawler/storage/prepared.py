"""Prepared: statements that run for every page, put into SQLite's words once.

SQLAlchemy takes ten times as long to run so short a statement as SQLite does. Inside a transaction of Database only,
which turns what sqlite3 raises into our errors.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, bindparam, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

from crawler.storage.database import driver_of

Values = Mapping[str, Any]


class Prepared:
    """One statement; values are given by the names of its parameters. `columns` are those that an INSERT fills."""

    def __init__(self, statement: ClauseElement, *, columns: Collection[str] | None = None) -> None:
        compiled: Any = statement.compile(dialect=sqlite.dialect(), column_keys=columns and list(columns))
        self._text = str(compiled)
        self._names: list[str] = compiled.positiontup
        self._own: Values = {name: value for name, value in compiled.params.items() if value is not None}

    def run(self, connection: Connection, values: Values) -> int:
        """Run it once; return how many rows it has changed."""
        return driver_of(connection).execute(self._text, self._ordered(values)).rowcount

    def new_id(self, connection: Connection, values: Values) -> int:
        """Run an INSERT; return the number that the new row has been given."""
        return driver_of(connection).execute(self._text, self._ordered(values)).lastrowid or 0

    def run_each(self, connection: Connection, rows: Iterable[Values]) -> int:
        """Run it for each row of values; return how many rows it has changed in all."""
        return driver_of(connection).executemany(self._text, map(self._ordered, rows)).rowcount

    def rows(self, connection: Connection, values: Values) -> list[tuple[Any, ...]]:
        """Return what it selects."""
        return driver_of(connection).execute(self._text, self._ordered(values)).fetchall()

    def value(self, connection: Connection, values: Values) -> Any:
        """Return the first column of the first row; None where there is none."""
        row = driver_of(connection).execute(self._text, self._ordered(values)).fetchone()
        return None if row is None else row[0]

    def _ordered(self, values: Values) -> list[Any]:
        own = self._own
        return [values[name] if name in values else own.get(name) for name in self._names]


def one_of(column: Column[Any], name: str) -> ColumnElement[bool]:
    """Return the condition that a column holds one of the values of a parameter, given as many()."""
    return column.in_(select(func.json_each(bindparam(name)).table_valued("value").c.value))


def many(values: Iterable[str | int]) -> str:
    """Return texts or numbers as the one value that one_of() takes."""
    return json.dumps(list(values), ensure_ascii=False)
