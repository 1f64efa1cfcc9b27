"""The program `khabar`: its commands, what a mistake says, and the exit code.

0 done; 1 the job, or part of it, failed; 2 wrong usage; 130 ended early by Ctrl-C.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer

from crawler.cli import (
    alerts,
    crawl,
    export,
    extract,
    fetch,
    import_,
    jobs,
    quarantine,
    run,
    show,
    sources,
    sources_add,
    sources_check,
    sources_enable,
    status,
    stories,
)
from crawler.cli.output import complain, speak_utf8
from crawler.errors import KhabarError, UsageError

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)
app.command("crawl", no_args_is_help=True, epilog=crawl.EXAMPLE)(crawl.crawl)
app.command("run", epilog=run.EXAMPLE)(run.run)
app.command("status", epilog=status.EXAMPLE)(status.status)
app.command("fetch", no_args_is_help=True, epilog=fetch.EXAMPLE)(fetch.fetch)
app.command("extract", no_args_is_help=True, epilog=extract.EXAMPLE)(extract.extract)
app.command("import", no_args_is_help=True, epilog=import_.EXAMPLE)(import_.import_)
app.command("export", epilog=export.EXAMPLE)(export.export)
app.command("show", no_args_is_help=True, epilog=show.EXAMPLE)(show.show)
app.command("stories", epilog=stories.EXAMPLE)(stories.stories)
sources.app.command("add", no_args_is_help=True, epilog=sources_add.EXAMPLE)(sources_add.add)
sources.app.command("check", epilog=sources_check.EXAMPLE)(sources_check.check)
sources.app.command("enable", no_args_is_help=True, epilog=sources_enable.ENABLE)(sources_enable.enable)
sources.app.command("disable", no_args_is_help=True, epilog=sources_enable.DISABLE)(sources_enable.disable)
app.add_typer(sources.app, name="sources")
app.add_typer(jobs.app, name="jobs")
app.add_typer(alerts.app, name="alerts")
app.add_typer(quarantine.app, name="quarantine")


_GARBAGE = 7_000  # objects more than before, from which on circles are looked for: ten times Python's own


def main() -> None:
    """Run the program and exit. A mistake is one sentence; KHABAR_DEBUG=1 shows where an error came from."""
    gc.set_threshold(_GARBAGE)
    speak_utf8()
    sys.unraisablehook = partial(_end_by_ctrl_c, sys.unraisablehook)
    try:
        app(prog_name="khabar")
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if _is_by_ctrl_c(error):
            sys.exit(130)
        if os.environ.get("KHABAR_DEBUG"):
            raise
        complain(_sentence(error))
        sys.exit(2 if isinstance(error, UsageError) else 1)


def _end_by_ctrl_c(otherwise: Any, unraisable: Any) -> None:
    """End at once, as the system does by itself, where Python would only say that it ignores a Ctrl-C."""
    if not isinstance(unraisable.exc_value, KeyboardInterrupt):
        otherwise(unraisable)
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGINT)


def _is_by_ctrl_c(error: BaseException | None) -> bool:
    """Whether an error came of one: in the midst of an import, it leaves as another."""
    return error is not None and (
        isinstance(error, KeyboardInterrupt) or _is_by_ctrl_c(error.__cause__ or error.__context__)
    )


def _sentence(error: Exception) -> str:
    if isinstance(error, KhabarError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"something went wrong that should not ({type(error).__name__}: {error}); KHABAR_DEBUG=1 shows where"


def _show_version(*, wanted: bool) -> None:
    if not wanted:
        return
    try:
        typer.echo(f"khabar {version('khabar')}")
    except PackageNotFoundError:
        typer.echo("khabar, not installed")
    raise typer.Exit


@app.callback(epilog="Example: khabar crawl demo")
def khabar(
    *,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=lambda wanted: _show_version(wanted=wanted), help="Show the version."
        ),
    ] = False,
) -> None:
    """Crawl Arabic news sites; keep each article once, as a readable document and as data."""
