"""What the settings and the target make of a crawl: its bounds, and its habits of asking again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from scrapy.settings import Settings

from crawler.errors import UsageError
from crawler.jobs.course import Course
from crawler.jobs.targets import Target
from crawler.jobs.traps import Traps
from crawler.jobs.visits import Visits, read_ages
from crawler.sources import Source
from crawler.version import VERSION


def course(target: Target, settings: Settings) -> Course:
    """Return the bounds that the settings and the target draw."""
    return Course(
        scope=target.scope,
        below=target.folder,
        max_depth=_read(settings, "KHABAR_MAX_DEPTH", int, "a whole number"),
        max_number=settings.getint("KHABAR_LISTING_PAGES"),
        since=_read(settings, "KHABAR_SINCE", date.fromisoformat, "a day such as 2024-01-31"),
    )


def visits(bounds: Course, settings: Settings) -> Visits:
    """Return the habits of asking again that the settings give."""
    whole = f"Khabar {VERSION}"  # another version may find more on a page than the one before
    narrowed = [
        f"{name} {value}" for name, value in (("since", bounds.since), ("depth", bounds.max_depth)) if value is not None
    ]
    return Visits(
        ages=read_ages(settings["KHABAR_REVISITS"]),
        section_interval=timedelta(seconds=settings.getfloat("KHABAR_SECTION_INTERVAL")),
        full_after=timedelta(seconds=settings.getfloat("KHABAR_FULL_FETCH_AFTER")),
        full_every=settings.getint("KHABAR_FULL_FETCH_EVERY"),
        read_as=None if bounds.scope else ", ".join((whole, *narrowed)),
        whole=whole,
    )


def traps(settings: Settings) -> Traps:
    """Return what tells mazes of addresses, as patient as the settings have it."""
    return Traps(
        patience=settings.getint("KHABAR_BARREN_PAGES"),
        longest=settings.getint("URLLENGTH_LIMIT"),
        parameters=settings.getint("KHABAR_URL_PARAMETERS"),
    )


def suit(settings: Settings, source: Source) -> None:
    """Set what a source's file says of how its site is crawled; the command line still wins."""
    if source.delay is not None:
        settings.set("DOWNLOAD_DELAY", source.delay, priority="spider")
    if settings.getfloat("DOWNLOAD_DELAY") == 0:
        settings.set("AUTOTHROTTLE_ENABLED", False, priority="spider")  # it would slow down what is to run free


def _read(settings: Settings, name: str, function: Callable[[str], Any], wanted: str) -> Any:
    """Return a setting that may be empty. Raises UsageError where it cannot be read."""
    text = "" if settings.get(name) is None else str(settings[name])
    try:
        return function(text) if text else None
    except ValueError:
        raise UsageError(f"{name} is {text!r}; give {wanted}") from None
