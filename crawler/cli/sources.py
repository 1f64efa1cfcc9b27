"""khabar sources: the outlets known by name."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.cli import options
from crawler.cli.listing import Layout, LayoutOption, print_list
from crawler.cli.output import say

if TYPE_CHECKING:  # slow to import
    from crawler.sources import Source

app = typer.Typer(
    no_args_is_help=True, help="The outlets that are known by name.", epilog="Example: khabar sources list"
)
COLUMNS = ("id", "name", "name_en", "country", "type", "home")
NOTHING = "no source fits all of that"


@app.command("list", epilog="Example: khabar sources list --country EG --type newspaper")
def list_(
    *,
    country: options.Countries = None,
    type_: options.Types = None,
    tag: options.Tags = None,
    health: Annotated[
        list[str] | None,
        typer.Option("--health", metavar="STATE", help="Only those in this state, as silent; may be repeated."),
    ] = None,
    enabled: Annotated[
        bool | None,
        typer.Option("--enabled/--disabled", help="Only those that are crawled where all are, or only the others."),
    ] = None,
    layout: LayoutOption = Layout.TABLE,
    data: options.Data = options.DATA,
) -> None:
    """List the sources: a table on a terminal, otherwise tab-separated lines."""
    from crawler.sources import catalogue, choose

    sources = catalogue(data).values()
    chosen = choose(sources, countries=country or (), types=type_ or (), tags=tag or (), enabled=enabled)
    if health:
        from crawler.cli.status import in_state

        states = in_state(data, health)
        chosen = [source for source in chosen if source.id in states]
    if not chosen:
        say(NOTHING)
    else:
        print_list(chosen, COLUMNS, _cells, layout=layout, record=asdict)


@app.command("show", no_args_is_help=True, epilog="Example: khabar sources show youm7")
def show(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="A source's id, or an address of its site.")],
    *,
    data: options.Data = options.DATA,
) -> None:
    """Print what is known of a source, as its file would say it."""
    from crawler.sources import catalogue, find
    from crawler.sources.writing import as_file

    sources = catalogue(data)
    source = find(target, sources)
    remarks = sources.remarks(source.id) if source.id in sources else ()
    typer.echo(as_file(source, head=[f"{source.id}.toml", *remarks]))
    for line in (*_checked(source, data), *_learnt(source, data)):
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


def _checked(source: Source, data: Path) -> list[str]:
    """Return what came of the last check of a source, in a line; none where there was none."""
    from crawler.jobs.checks import checked

    last = checked(data).get(source.id)
    if last is None:
        return []
    wrong = f"{last.wrong} wrong, {last.doubtful} doubtful" if last.wrong or last.doubtful else "all true"
    return [f"checked {last.at}: {wrong}{f'; {last.articles}' if last.articles else ''}"]


def _learnt(source: Source, data: Path) -> list[str]:
    """Return what the source's pages have taught of its site, in lines; none without an archive."""
    from crawler.jobs.browsing import told as browsing
    from crawler.jobs.learning import learnt
    from crawler.storage import Archive

    if not Archive.is_at(data):
        return []
    with Archive(data, create=False) as archive:
        known, browsed = learnt(archive, source.id), browsing(archive, source.id)
    if not known.learnt:
        return browsed
    told = (
        f"learnt from {known.learnt} articles, of {known.words} words as a rule: {len(known.repeated)} lines that the "
        f"site repeats, {len(known.idle)} parts of its pages that hold nothing"
    )
    return [told] + [f"its stories stand in {address}" for address in known.stories.values()] + browsed


def _cells(source: Source) -> list[str]:
    return [str(getattr(source, name) or "") for name in COLUMNS]
