"""How a command lists things: a table on a terminal, otherwise tab-separated lines; on request JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console, RenderableType
from rich.table import Table

from crawler.cli.output import print_json

Thing = TypeVar("Thing")


class Layout(StrEnum):
    TABLE = "table"
    JSON = "json"


LayoutOption = Annotated[
    Layout, typer.Option("--format", metavar="table|json", help="A table, or one JSON object a line.")
]


def print_list(
    things: Iterable[Thing],
    columns: Sequence[str],
    cells: Callable[[Thing], Sequence[str]],
    *,
    layout: Layout = Layout.TABLE,
    record: Callable[[Thing], dict[str, Any]] | None = None,
) -> None:
    """List things by their cells; in JSON as `record` has them, else the cells by the columns' names."""

    def drawn() -> Table:
        table = Table(*columns, box=None, pad_edge=False)
        for thing in things:
            table.add_row(*cells(thing))
        return table

    def named(thing: Thing) -> dict[str, Any]:
        return dict(zip((name.replace(" ", "_") for name in columns), cells(thing), strict=True))

    print_drawn(things, drawn, cells, layout=layout, record=record or named)


def print_drawn(
    things: Iterable[Thing],
    drawn: Callable[[], RenderableType],
    cells: Callable[[Thing], Sequence[str]],
    *,
    layout: Layout,
    record: Callable[[Thing], dict[str, Any]],
) -> None:
    """List things, on a terminal as they are `drawn` all together."""
    if layout is Layout.JSON:
        for thing in things:
            print_json(record(thing))
    elif sys.stdout.isatty():
        stdout().print(drawn())
    else:
        for thing in things:
            typer.echo("\t".join(cells(thing)))


def stdout() -> Console:
    """Return the console for what was asked for."""
    return Console(highlight=False, markup=False, emoji=False)
