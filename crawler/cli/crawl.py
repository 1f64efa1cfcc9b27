"""khabar crawl: one site or many, now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from crawler import clock, forking
from crawler.cli import options
from crawler.cli.output import complain, stderr
from crawler.cli.progress import shown
from crawler.cli.run import chooser
from crawler.cli.run import due as visit_due
from crawler.cli.summary import print_politeness, print_summary, show_document
from crawler.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from crawler.jobs.crawl import CrawlOptions, Report
    from crawler.sources import Source

EXAMPLE = "Example: khabar crawl youm7 https://www.example.com/politics --limit 50"
DEMO = "demo"
DEMO_PORT = 8642  # the same each time, so that a second crawl meets the same addresses
INTERRUPTED = "shutdown"  # Scrapy's word for a crawl that a signal ended
_BY_SIGNAL = 130  # what a shell expects of a program that Ctrl-C ended


def crawl(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="TARGET", help="A source's id, any site's address, or demo: the bundled site."),
    ] = None,
    *,
    due: Annotated[
        bool, typer.Option("--due", help="Visit the enabled sources that are due, as the service would; for cron.")
    ] = False,
    data: options.Data = options.DATA,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=1, help="Stop a site after this many new articles.")
    ] = None,
    since: options.Since = None,
    max_depth: Annotated[
        int | None, typer.Option("--max-depth", metavar="N", min=0, help="Follow links this many steps at most.")
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option("--time-limit", metavar="S", min=1, help="Stop after this many seconds.")
    ] = None,
    delay: options.Delay = None,
    politeness: Annotated[
        bool, typer.Option("--politeness", help="At the end, say how each host was treated: gaps, robots.txt, 429s.")
    ] = False,
    allow_private_hosts: options.AllowPrivateHosts = False,
    setting: options.Settings = None,
) -> None:
    """Crawl sites and store each new article once; crawl again later for what is new since."""
    forking.begin()
    from crawler.jobs.crawl import CrawlOptions  # Scrapy takes a second

    how = CrawlOptions(
        data=data,
        limit=limit,
        since=since,
        max_depth=max_depth,
        time_limit=time_limit,
        delay=delay,
        allow_private_hosts=allow_private_hosts,
        settings=options.settings(setting or ()),
    )
    if due:
        visit_due(how, chooser(targets or (), (), (), ()))
        return
    if not targets:
        raise UsageError("nothing to crawl; name a source or an address, or give --due")
    began = clock.now()
    with _ready(targets, how) as (meant, options_):
        reports = _run(meant, options_)
    print_summary(reports, stderr())
    if politeness:
        print_politeness(reports, stderr())
    if not all(report.failure for report in reports):
        show_document(reports, data, since=began)
    raise typer.Exit(_exit_code(reports))


def _run(targets: Sequence[str | Source], how: CrawlOptions) -> list[Report]:
    from crawler.jobs.crawl import crawl as run

    with shown(stderr()) as show:
        return run(targets, how, on_progress=show)


@contextmanager
def _ready(targets: Sequence[str], how: CrawlOptions) -> Iterator[tuple[Sequence[str | Source], CrawlOptions]]:
    """Yield the targets and options to crawl with; the demo site is served meanwhile."""
    if DEMO not in targets:
        yield targets, how
        return
    if len(targets) > 1:
        raise UsageError(
            "demo is crawled by itself, since private hosts are allowed for it; leave out the other targets"
        )
    with _demo() as source:
        yield [source], replace(how, allow_private_hosts=True)


@contextmanager
def _demo() -> Iterator[Source]:
    """Serve the demo site while it is crawled; on another port where its own is taken."""
    from crawler.demo.server import serve
    from crawler.demo.site import DemoSite
    from crawler.demo.truth import source

    with ExitStack() as stack:
        try:
            serving = stack.enter_context(serve(DemoSite(), port=DEMO_PORT))
        except OSError:
            serving = stack.enter_context(serve(DemoSite()))
        yield source(serving.url)


def _exit_code(reports: Sequence[Report]) -> int:
    for report in reports:
        if report.failure:
            complain(f"{report.target}: {report.failure}")
    if any(report.finish == INTERRUPTED for report in reports):
        return _BY_SIGNAL
    return 1 if any(report.failure for report in reports) else 0
