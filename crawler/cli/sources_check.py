"""khabar sources check: look whether sources' files are true, and say what to change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.cli import options
from crawler.cli.listing import Layout, LayoutOption, print_list
from crawler.cli.output import say

if TYPE_CHECKING:  # slow to import
    from crawler.probing.checking import Verdict
    from crawler.sources import Catalogue, Source

EXAMPLE = "Example: khabar sources check youm7 okaz"
CORRECTED = "A copy of the bundled file, corrected by `khabar sources check --fix`; it wins over that."
COLUMNS = ("source", "key", "state", "what was seen", "what to write")
NAMES = ("source", "key", "state", "seen", "write")  # in JSON


def check(
    targets: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="A source's id, or an address of its site.")
    ] = None,
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Write a corrected copy of a bundled file into DIR/sources.")
    ] = False,
    layout: LayoutOption = Layout.TABLE,
    data: options.Data = options.DATA,
    delay: options.Delay = None,
    allow_private_hosts: options.AllowPrivateHosts = False,
    setting: options.Settings = None,
) -> None:
    """Look whether sources' files are true; all that are enabled, where none is named."""
    from crawler.jobs import check as job  # Scrapy takes a second
    from crawler.jobs.crawl import CrawlOptions
    from crawler.probing.checking import State
    from crawler.sources import catalogue, find

    sources = catalogue(data)
    asked = [find(each, sources) for each in targets or ()] or [each for each in sources.values() if each.enabled]
    how = CrawlOptions(
        data=data, delay=delay, allow_private_hosts=allow_private_hosts, settings=options.settings(setting or ())
    )
    judged = job.check(list({each.id: each for each in asked}.values()), how, on_checked=partial(_tell, sources))
    shown = judged if targets else [each for each in judged if each.state is not State.GOOD]
    print_list(shown, COLUMNS, _cells, layout=layout, record=_record)
    if fix:
        write_corrected(asked, judged, data)
    raise typer.Exit(1 if any(each.state is State.WRONG for each in judged) else 0)


def _tell(sources: Catalogue, source: Source, judged: Sequence[Verdict]) -> None:
    """Say what came of one source, and what its file calls unproven."""
    from crawler.probing.checking import State

    wrong, doubtful = (sum(1 for each in judged if each.state is state) for state in (State.WRONG, State.DOUBTFUL))
    unproven = sources.unproven(source.id)
    told = f"{wrong} wrong, {doubtful} doubtful" if wrong or doubtful else "all true"
    say(f"{source.id}: {told}{f'; unproven until now: {unproven}' if unproven else ''}")


def _cells(each: Verdict) -> list[str]:
    return [each.source, each.key, each.state.name.lower(), each.words, each.line]


def _record(each: Verdict) -> dict[str, str]:
    return dict(zip(NAMES, _cells(each), strict=True))


def write_corrected(asked: Sequence[Source], judged: Sequence[Verdict], data: Path) -> None:
    """Write the copies of bundled files that are corrected; a file of the user's own is left to him."""
    from crawler.jobs.probe import own_file, save
    from crawler.probing.checking import corrected
    from crawler.sources.writing import as_file

    for source in asked:
        own = [each for each in judged if each.source == source.id]
        mended = corrected(source, own)
        if mended == source:
            continue
        if own_file(data, source.id).exists():
            say(f"{source.id}: {own_file(data, source.id)} is yours; change it as said above")
        else:
            text = as_file(mended, head=[CORRECTED]) + "\n"
            say(f"{source.id}: written: {save(source.id, text, data)}")
