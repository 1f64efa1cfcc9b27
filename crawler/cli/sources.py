"""khabar sources: the outlets known by name."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, fields
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from crawler.cli import options
from crawler.cli.output import print_json, say

if TYPE_CHECKING:  # slow to import
    from crawler.sources import Source

app = typer.Typer(
    no_args_is_help=True, help="The outlets that are known by name.", epilog="Example: khabar sources list"
)
COLUMNS = ("id", "name", "name_en", "country", "type", "home")
NOTHING = "no source fits all of that"


class Layout(StrEnum):
    TABLE = "table"
    JSON = "json"


@app.command("list", epilog="Example: khabar sources list --country EG --type newspaper")
def list_(
    *,
    country: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="CODE", help="Only this country's, as EG; may be repeated."),
    ] = None,
    type_: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Only this type's, as newspaper; may be repeated."),
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="Only this tag's, as economy; may be repeated.")
    ] = None,
    layout: Annotated[
        Layout, typer.Option("--format", metavar="table|json", help="A table, or one JSON object a line.")
    ] = Layout.TABLE,
    data: options.Data = options.DATA,
) -> None:
    """List the sources: a table on a terminal, otherwise tab-separated lines."""
    from crawler.sources import catalogue, choose

    chosen = choose(catalogue(data).values(), countries=country or (), types=type_ or (), tags=tag or ())
    if not chosen:
        say(NOTHING)
    elif layout is Layout.JSON:
        for source in chosen:
            print_json(asdict(source))
    elif sys.stdout.isatty():
        Console(highlight=False, markup=False, emoji=False).print(_table(chosen))
    else:
        for source in chosen:
            typer.echo("\t".join(_cells(source)))


@app.command("show", no_args_is_help=True, epilog="Example: khabar sources show youm7")
def show(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="A source's id, or an address of its site.")],
    *,
    data: options.Data = options.DATA,
) -> None:
    """Print what is known of a source, as its file would say it."""
    from crawler.sources import catalogue, find

    source = find(target, catalogue(data))
    typer.echo(as_file(source))
    for line in _learnt(source, data):
        typer.echo(f"# {line}")


@app.command("forget", no_args_is_help=True, epilog="Example: khabar sources forget youm7")
def forget(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="A source's id, or an address of its site.")],
    *,
    data: options.Data = options.DATA,
) -> None:
    """Unlearn what a source's pages have taught of its site; what is stored stays."""
    from crawler.jobs.learning import forget as unlearn
    from crawler.sources import catalogue, find
    from crawler.storage import Archive

    source = find(target, catalogue(data))
    with Archive(data, create=False) as archive:
        had = unlearn(archive, source.id)
    say(f"{source.id}: forgotten; its next pages teach anew" if had else f"{source.id}: nothing was learnt of its site")


def _learnt(source: Source, data: Path) -> list[str]:
    """Return what the source's pages have taught of its site, in lines; none without an archive."""
    from crawler.jobs.learning import learnt
    from crawler.storage import Archive

    if not Archive.is_at(data):
        return []
    with Archive(data, create=False) as archive:
        known = learnt(archive, source.id)
    if not known.learnt:
        return []
    told = (
        f"learnt from {known.learnt} articles, of {known.words} words as a rule: {len(known.repeated)} lines that the "
        f"site repeats, {len(known.idle)} parts of its pages that hold nothing"
    )
    return [told] + [f"its stories stand in {address}" for address in known.stories.values()]


def _table(sources: list[Source]) -> Table:
    table = Table(*COLUMNS, box=None, pad_edge=False)
    for source in sources:
        table.add_row(*_cells(source))
    return table


def _cells(source: Source) -> list[str]:
    return [str(getattr(source, name) or "") for name in COLUMNS]


def as_file(source: Source) -> str:
    """Return a source in the form of its file."""
    return "\n".join([f"# {source.id}.toml", *(_toml(name, value) for name, value in _known(source).items())])


def _known(source: Source) -> dict[str, Any]:
    """Return the keys that say something; tables last, as TOML wants them."""
    values = {each.name: getattr(source, each.name) for each in fields(source) if each.name != "id"}
    known = {
        name: value
        for name, value in values.items()
        if (name == "enabled" and not value) or (name != "enabled" and value not in (None, "", (), {}, False))
    }
    return dict(sorted(known.items(), key=lambda item: isinstance(item[1], Mapping)))


def _toml(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return "\n".join([f"\n[{name}]", *(_toml(key, each) for key, each in value.items())])
    if isinstance(value, tuple):
        return f"{name} = [{', '.join(_quoted(each) for each in value)}]"
    return f"{name} = {_quoted(value)}"


def _quoted(value: Any) -> str:
    # A JSON text is a TOML basic string too, but for DEL, which no address or selector holds.
    return json.dumps(value, ensure_ascii=False)
