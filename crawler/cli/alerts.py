"""khabar alerts: which sources are at fault and since when; silence for one; a test of the ways alerts go."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler import clock
from crawler.cli import options
from crawler.cli.listing import Layout, LayoutOption, print_list
from crawler.cli.output import complain, say
from crawler.errors import UsageError
from crawler.settings import (
    KHABAR_ALERT_COMMAND,
    KHABAR_ALERT_TIME_LIMIT,
    KHABAR_ALERT_WEBHOOK,
    KHABAR_DATA,
    USER_AGENT,
)

if TYPE_CHECKING:  # slow to import
    from crawler.health.ways import Ways
    from crawler.storage import Archive
    from crawler.storage.alerts import Alert

app = typer.Typer(epilog="Example: khabar alerts list")
COLUMNS = ("source", "state", "since", "told", "silenced until", "reason")


@app.callback(invoke_without_command=True)
def alerts(
    context: typer.Context,
    *,
    data: Annotated[Path | None, typer.Option("--data", metavar="DIR", help="The data directory.")] = None,
) -> None:
    """The sources that are at fault, and who is told of it; without a command, the list."""
    if context.invoked_subcommand is None:
        list_(data=data or Path(KHABAR_DATA))
    elif data is not None:
        raise UsageError(f"give --data after {context.invoked_subcommand}, not before it")


@app.command("list", epilog="Example: khabar alerts list")
def list_(
    *,
    layout: LayoutOption = Layout.TABLE,
    data: options.Data = options.DATA,
) -> None:
    """List the alerts, the oldest first: a table on a terminal, otherwise tab-separated lines."""
    from crawler.storage import Archive
    from crawler.storage.alerts import Alerts

    with Archive(data, create=False) as archive:
        found, untold = list(Alerts(archive).all().values()), Alerts(archive).untold()
        served = archive.is_served()
    if found:
        print_list(found, COLUMNS, _cells, layout=layout)
    else:
        say("no alert")
    if untold:
        say(f"{len(untold)} messages wait to be told; {untold[0].trouble or 'the first is under way'}")
    if not served:
        say("the service does not run, so nobody keeps watch; khabar status judges now")


@app.command("silence", no_args_is_help=True, epilog="Example: khabar alerts silence youm7 --for 2d")
def silence(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source's id.")],
    *,
    for_: Annotated[str, typer.Option("--for", metavar="SPAN", help="For so long, as in 30m, 2h or 2d.")] = "1d",
    end: Annotated[bool, typer.Option("--end", help="End its silence now.")] = False,
    data: options.Data = options.DATA,
) -> None:
    """Tell nobody of a source for a while; what is its state after that is told then."""
    from crawler.storage import Archive

    until = None if end else clock.now() + _span(for_)
    with Archive(data, create=False) as archive:
        _silence(archive, source, until)
    say(f"{source}: its alerts are told again" if until is None else f"{source}: nobody is told until {_time(until)}")


@app.command("test", epilog="Example: khabar alerts test")
def test() -> None:
    """Send a test message each way that is set, and say what came of it."""
    from crawler.health.alerting import message
    from crawler.health.state import State
    from crawler.health.ways import Untold
    from crawler.storage.alerts import Alert

    ways, now = ways_of_settings(), clock.now()
    if not ways.names:
        raise UsageError("nobody is told of alerts; set KHABAR_ALERT_COMMAND or KHABAR_ALERT_WEBHOOK")
    told = message(Alert("test", State.SILENT, "a test: nothing is wrong", now), now, name="Test")
    failed = False
    for way in ways.names:
        try:
            ways.send(way, told)
        except Untold as error:
            failed = True
            complain(str(error))
        else:
            say(f"{way}: told")
    raise typer.Exit(1 if failed else 0)


def ways_of_settings() -> Ways:
    """Return the ways that the settings name. Raises UsageError for one that cannot be gone."""
    from crawler.health.ways import Ways

    return Ways.read(KHABAR_ALERT_COMMAND, KHABAR_ALERT_WEBHOOK, limit=KHABAR_ALERT_TIME_LIMIT, agent=USER_AGENT)


def _silence(archive: Archive, source: str, until: datetime | None) -> None:
    from crawler.health.state import State
    from crawler.sources import catalogue
    from crawler.sources.nearest import did_you_mean
    from crawler.storage.alerts import Alert, Alerts
    from crawler.storage.jobs import Jobs

    kept = Alerts(archive)
    with archive.alone():
        known = kept.all()
        sources = catalogue(archive.path)
        if source not in known and source not in sources and Jobs(archive).last_visit(source) is None:
            raise UsageError(f'"{source}" is no source{did_you_mean(source, sources)}; khabar status shows them')
        alert = known.get(source) or Alert(source, State.WELL, "", clock.now())
        kept.keep(replace(alert, silenced_until=until))


def _span(text: str) -> timedelta:
    from crawler.schedule.wishes import read_every

    try:
        return read_every(text)
    except ValueError as error:
        raise UsageError(f"--for {error}") from None


def _cells(alert: Alert) -> list[str]:
    silenced = _time(alert.silenced_until) if alert.is_silenced(clock.now()) else ""
    return [alert.source, alert.state, _time(alert.since), alert.told or "", silenced, alert.reason]


def _time(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else ""
