"""khabar jobs: the crawls that run, and those that ran; one in full; an end to one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawler.cli import options
from crawler.cli.listing import Layout, LayoutOption, print_list
from crawler.cli.output import print_json, say
from crawler.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from crawler.storage import Archive
    from crawler.storage.jobs import Job

app = typer.Typer(
    no_args_is_help=True, help="The crawls that run and those that ran.", epilog="Example: khabar jobs list"
)
COLUMNS = ("job", "target", "asked by", "state", "began", "seconds", "requests", "new", "why")


@app.command("list", epilog="Example: khabar jobs list --running")
def list_(
    *,
    running: Annotated[bool, typer.Option("--running", help="Only those that run now.")] = False,
    source: Annotated[str | None, typer.Option("--source", metavar="ID", help="Only this source's.")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="So many at most.")] = 20,
    layout: LayoutOption = Layout.TABLE,
    data: options.Data = options.DATA,
) -> None:
    """List the jobs, the newest first: a table on a terminal, otherwise tab-separated lines."""
    from crawler.storage import Archive
    from crawler.storage.jobs import Jobs

    with Archive(data, create=False) as archive:
        jobs = Jobs(archive)
        found = list(reversed(jobs.open())) if running else jobs.recent(limit, source=source)
        shown = [(job, state(job, archive)) for job in found if source in (None, job.source)]
    shown = [each for each in shown if not running or each[1] == "running"][:limit]
    if not shown:
        say("no job runs" if running else "no job yet; khabar crawl and khabar run make some")
    else:
        print_list(shown, COLUMNS, lambda each: _cells(*each), layout=layout, record=lambda each: as_record(*each))


@app.command("show", no_args_is_help=True, epilog="Example: khabar jobs show 12")
def show(
    number: Annotated[int, typer.Argument(metavar="JOB", help="A job's number, as the list has it.")],
    *,
    data: options.Data = options.DATA,
) -> None:
    """Print all that is known of a job, as one JSON object."""
    from crawler.storage import Archive
    from crawler.storage.jobs import Jobs

    with Archive(data, create=False) as archive:
        job = Jobs(archive).get(number)
        if job is None:
            raise UsageError(_unknown(number))
        print_json(as_record(job, state(job, archive)))


@app.command("cancel", no_args_is_help=True, epilog="Example: khabar jobs cancel 12")
def cancel(
    number: Annotated[int, typer.Argument(metavar="JOB", help="A job's number, as the list has it.")],
    *,
    data: options.Data = options.DATA,
) -> None:
    """End a job that runs: what it has under way is stored, the rest waits for the next crawl."""
    from crawler.storage import Archive
    from crawler.storage.jobs import Jobs

    with Archive(data, create=False) as archive:
        jobs = Jobs(archive)
        job = jobs.get(number)
        if job is None:
            raise UsageError(_unknown(number))
        told = state(job, archive)
        if told != "running" or jobs.ask_to_stop(number) is None:
            say(f"job {number} ({job.target}) does not run: {told}")
            return
    say(f"job {number} ({job.target}) ends within a few seconds")


def state(job: Job, archive: Archive) -> str:
    """Return how a job stands: running, ending, or how it ended; `killed` where it could not say so."""
    from crawler.storage.jobs import KILLED

    if job.ended_at is not None:
        return job.finish or ""
    if not archive.is_claimed(job.source):
        return KILLED
    return "ending" if job.stop_asked else "running"


def as_record(job: Job, told: str) -> dict[str, Any]:
    """Return a job as JSON has it."""
    record = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(job).items()}
    return {"id": job.id, "state": told, **record}


def _cells(job: Job, told: str) -> list[str]:
    seconds = ((job.ended_at or job.seen_at) - job.began_at).total_seconds()
    counts = (f"{seconds:.0f}", str(job.requests), str(job.figures.get("stored", 0)))
    began = f"{job.began_at.astimezone():%Y-%m-%d %H:%M:%S}"
    return [str(job.id), job.target, job.asked_by, told, began, *counts, job.failure or job.note or ""]


def _unknown(number: int) -> str:
    return f"there is no job {number}; khabar jobs list shows the last ones"
