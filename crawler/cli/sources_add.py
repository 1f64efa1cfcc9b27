"""khabar sources add: look at a site that nobody has described, and write its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler.cli import options
from crawler.cli.output import complain, say
from crawler.errors import KhabarError

if TYPE_CHECKING:  # slow to import
    from crawler.probing.draft import Draft

EXAMPLE = "Example: khabar sources add https://www.example.com --country EG"


def add(
    urls: Annotated[list[str], typer.Argument(metavar="URL", help="A site, or the folder of one that has the news.")],
    *,
    identifier: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id; by default as its domain.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help="Its name; by default as its pages call it.")] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="CODE", help="Its country's two letters, as EG.")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option("--timezone", metavar="ZONE", help="The zone that its pages print, as Africa/Cairo.")
    ] = None,
    anew: Annotated[
        bool, typer.Option("--replace", "--force", help="Describe a site that is known already anew.")
    ] = False,
    data: options.Data = options.DATA,
    delay: options.Delay = None,
    allow_private_hosts: options.AllowPrivateHosts = False,
    setting: options.Settings = None,
) -> None:
    """Look at sites and write a file for each into DIR/sources."""
    from crawler.jobs import probe as job  # Scrapy takes a second
    from crawler.jobs.crawl import CrawlOptions
    from crawler.probing.draft import Wishes
    from crawler.sources import checks

    wishes = Wishes(
        id=options.checked("--id", identifier, checks.identifier),
        name=name,
        country=options.checked("--country", country and country.upper(), checks.country),
        timezone=options.checked("--timezone", timezone, lambda zone: checks.timezone(zone, country)),
    )
    how = CrawlOptions(
        data=data, delay=delay, allow_private_hosts=allow_private_hosts, settings=options.settings(setting or ())
    )
    if len(urls) > 1 and (identifier or name):
        raise typer.BadParameter("can be said of one site at a time", param_hint="--id, --name")
    outcomes = job.probe(urls, how, wishes, anew=anew)
    for outcome in outcomes:
        if isinstance(outcome, KhabarError):
            complain(str(outcome))
        else:
            _show(outcome, job.save(outcome.source.id, outcome.text, data))
    raise typer.Exit(1 if any(isinstance(each, KhabarError) for each in outcomes) else 0)


def _show(drafted: Draft, path: Path) -> None:
    """Say what was found and what is left to the user; the file's path is the data."""
    for line in drafted.found:
        say(f"{drafted.source.id}: {line}")
    for line in drafted.open:
        say(f"{drafted.source.id}: left to you: {line}")
    say(f"{drafted.source.id}: written; crawl it with: khabar crawl {drafted.source.id}")
    typer.echo(path)
