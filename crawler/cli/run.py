"""khabar run: the service. khabar crawl --due: the same for cron, once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crawler import clock
from crawler.cli import options
from crawler.cli.output import say
from crawler.errors import ArchiveBusy, UsageError

if TYPE_CHECKING:  # slow to import
    from crawler.jobs.crawl import CrawlOptions
    from crawler.service.plan import Plan
    from crawler.service.run import ServiceOptions
    from crawler.service.visit import Visited
    from crawler.sources import Source

EXAMPLE = "Example: khabar run --country EG --type newspaper"


def run(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE", help="Only these sources, by their ids.")
    ] = None,
    *,
    data: options.Data = options.DATA,
    country: options.Countries = None,
    type_: options.Types = None,
    tag: options.Tags = None,
    at_once: Annotated[
        int | None, typer.Option("--at-once", metavar="N", min=1, help="Visit so many sources side by side (32).")
    ] = None,
    delay: options.Delay = None,
    metrics: Annotated[
        str | None,
        typer.Option("--metrics", metavar="ADDR", help="Serve metrics for Prometheus, as at 127.0.0.1:9464."),
    ] = None,
    log: Annotated[
        Path | None, typer.Option("--log", metavar="FILE", help="Write what happens there, not to stderr; it rotates.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what goes wrong.")] = False,
    allow_private_hosts: options.AllowPrivateHosts = False,
    setting: options.Settings = None,
) -> None:
    """Follow every enabled source: visit each when it is due, until stopped."""
    from crawler.cli.journal import journal
    from crawler.jobs.crawl import CrawlOptions
    from crawler.service.run import serve

    settings = options.settings(setting or ())
    how = CrawlOptions(data=data, delay=delay, allow_private_hosts=allow_private_hosts, settings=settings)
    chosen = chooser(sources or (), country or (), type_ or (), tag or ())
    with journal(log) as write, ExitStack() as stack:
        watches = _watches(how, metrics, stack)
        serve(
            service_options(how, chosen, at_once, watches=watches),
            tell=lambda visited: _tell(visited, write, quiet=quiet),
            begun=lambda plan: _begin(plan, write),
        )
        write("stopped; everything is stored")


def due(how: CrawlOptions, chosen: Callable[[Iterable[Source]], list[Source]]) -> None:
    """Visit what is due now, each source once, and say what came of it."""
    from crawler.service.run import visit_due

    try:
        ended = visit_due(service_options(how, chosen), tell=lambda visited: _tell(visited, say))
    except ArchiveBusy as busy:  # the service, or the one before this one: they see to it
        say(f"{busy}; nothing is left to do here")
        return
    if not ended:
        raise typer.Exit(130)


def service_options(
    how: CrawlOptions,
    chosen: Callable[[Iterable[Source]], list[Source]],
    at_once: int | None = None,
    watches: tuple[Callable[[Plan], None], ...] = (),
) -> ServiceOptions:
    """Return the options of a service; where nobody says how many visits at once, the settings do."""
    from crawler.jobs.crawl import settings_for
    from crawler.service.run import ServiceOptions

    return ServiceOptions(how, chosen, at_once or settings_for(how).getint("KHABAR_AT_ONCE"), watches)


def _watches(how: CrawlOptions, metrics: str | None, stack: ExitStack) -> tuple[Callable[[Plan], None], ...]:
    """Serve the metrics, and return what looks at the sources once a minute: changes of their states are told."""
    from crawler.health.exposition import Metrics
    from crawler.health.watchman import Watchman
    from crawler.health.ways import Ways
    from crawler.jobs.crawl import settings_for
    from crawler.storage import open_archive

    given = settings_for(how)
    limit, agent = given.getfloat("KHABAR_ALERT_TIME_LIMIT"), given["USER_AGENT"]
    ways = Ways.read(given["KHABAR_ALERT_COMMAND"], given["KHABAR_ALERT_WEBHOOK"], limit=limit, agent=agent)
    archive = stack.enter_context(open_archive(how.data))
    if metrics is not None:
        stack.enter_context(Metrics(how.data, metrics))
    watchman = stack.enter_context(Watchman(archive, ways))
    return (lambda _plan: watchman.watch(),)


def chooser(
    ids: Sequence[str], countries: Sequence[str], types: Sequence[str], tags: Sequence[str]
) -> Callable[[Iterable[Source]], list[Source]]:
    """Return what picks the sources that fit all that is asked. It raises UsageError for what is none."""

    def chosen(sources: Iterable[Source]) -> list[Source]:
        from crawler.sources import choose
        from crawler.sources.nearest import did_you_mean

        known = {source.id: source for source in sources}
        for each in ids:
            if each not in known:
                raise UsageError(f'"{each}" is no source{did_you_mean(each, known)}; khabar sources list has them all')
        named = [known[each] for each in ids] if ids else list(known.values())
        return choose(named, countries=countries, types=types, tags=tags)

    return chosen


def _begin(plan: Plan, write: Callable[[str], None]) -> None:
    if not plan.sources:
        raise UsageError("no source to follow; khabar sources list shows them, khabar sources enable turns one on")
    now = sum(due.at <= clock.now() for due in plan.dues().values())
    write(f"following {len(plan.sources)} sources, {now} of them due now; Ctrl-C or SIGTERM ends it")


def _tell(visited: Visited, write: Callable[[str], None], *, quiet: bool = False) -> None:
    """Say what a visit brought. One that brought nothing new is passed over."""
    report = visited.report
    if report.failure:
        write(f"{report.source}: {report.failure}{_next(visited)}")
    elif not quiet and (report.stored or report.revised):
        revised = f", {report.revised} revised" if report.revised else ""
        write(f"{report.source}: {report.stored} new{revised}, {report.pages} pages{_next(visited)}")


def _next(visited: Visited) -> str:
    if visited.due is None:
        return ""
    seconds = max(0.0, (visited.due.at - clock.now()).total_seconds())
    wait = f"{seconds / 3600:.1f} h" if seconds >= 5400 else f"{seconds / 60:.0f} min"
    return f"; again in {wait} ({visited.due.why})"
