"""The options that several commands share, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from crawler.errors import SourceError


class Shape(StrEnum):
    """How fetch and extract print an article."""

    TEXT = "text"
    JSON = "json"


def day(text: str) -> datetime:
    """Read a day, YYYY-MM-DD, as its first instant (UTC)."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise typer.BadParameter(f'"{text}" is no day; write one as in 2020-09-30') from None


def settings(pairs: Iterable[str]) -> dict[str, str]:
    """Read settings given as NAME=VALUE."""
    read = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f'"{pair}" is no setting; write NAME=VALUE', param_hint="-s")
        read[name.strip()] = value
    return read


def checked(name: str, value: str | None, check: Callable[[str], str]) -> str | None:
    """Return the value of an option as a source's file may hold it; None where it is not given."""
    try:
        return check(value) if value is not None else None
    except SourceError as error:
        raise typer.BadParameter(str(error), param_hint=name) from None


Data = Annotated[
    Path,
    typer.Option(
        "--data", metavar="DIR", envvar="KHABAR_DATA", help="The data directory: archive, documents, sources."
    ),
]
AllowPrivateHosts = Annotated[
    bool,
    typer.Option(
        "--allow-private-hosts",
        envvar="KHABAR_ALLOW_PRIVATE_HOSTS",
        help="Contact loopback and private addresses too; otherwise never done.",
    ),
]
Delay = Annotated[
    float | None,
    typer.Option("--delay", metavar="S", min=0, help="Seconds between requests to one site (1 unless its file says)."),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("-s", metavar="NAME=VALUE", help="A setting, as Scrapy has it; may be repeated."),
]
Countries = Annotated[
    list[str] | None,
    typer.Option("--country", metavar="CODE", help="Only this country's, as EG; may be repeated."),
]
Types = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="Only this type's, as newspaper; may be repeated."),
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Only this tag's, as economy; may be repeated.")
]
ShapeOption = Annotated[
    Shape, typer.Option("--format", metavar="text|json", help="The document, or one JSON object a line.")
]
Since = Annotated[
    datetime | None,
    typer.Option("--since", metavar="DATE", parser=day, help="Only what was published on this day or later."),
]
Until = Annotated[
    datetime | None,
    typer.Option("--until", metavar="DATE", parser=day, help="Only what was published until this day ended."),
]


class Kept(StrEnum):
    """What is kept of a story that several articles tell."""

    ONE = "one"
    ALL = "all"


DATA = Path("data")
