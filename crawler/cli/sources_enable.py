"""khabar sources enable and disable: which sources are crawled where all are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crawler.cli import options
from crawler.cli.output import say

ENABLE = "Example: khabar sources enable youm7 okaz"
DISABLE = "Example: khabar sources disable youm7 okaz"

Ids = Annotated[list[str], typer.Argument(metavar="ID", help="A source's id.")]


def enable(ids: Ids, *, data: options.Data = options.DATA) -> None:
    """Crawl sources where all are crawled, whatever their files say."""
    _choose(ids, data, enabled=True)


def disable(ids: Ids, *, data: options.Data = options.DATA) -> None:
    """Leave sources out where all are crawled; by their ids they can still be."""
    _choose(ids, data, enabled=False)


def _choose(ids: list[str], data: Path, *, enabled: bool) -> None:
    from crawler.sources import catalogue, choices
    from crawler.storage.documents import replace_with

    folder = data / "sources"
    chosen = choices.choose_enabled(choices.read_choices(folder), catalogue(data), ids, enabled=enabled)
    folder.mkdir(parents=True, exist_ok=True)
    replace_with(folder / choices.FILE, choices.as_file(chosen).encode())
    for identifier in ids:
        say(f"{identifier}: {'enabled' if enabled else 'disabled'}")
