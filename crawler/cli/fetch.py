"""khabar fetch: one article page, printed; nothing is stored."""

from __future__ import annotations

from typing import Annotated

import typer

from crawler import forking
from crawler.cli import options
from crawler.cli.answers import answer, show

EXAMPLE = "Example: khabar fetch https://www.example.com/news/123 --format json"


def fetch(
    urls: Annotated[
        list[str], typer.Argument(metavar="URL", help="The address of an article; https where none is said.")
    ],
    *,
    shape: options.ShapeOption = options.Shape.TEXT,
    data: options.Data = options.DATA,
    delay: options.Delay = None,
    allow_private_hosts: options.AllowPrivateHosts = False,
    setting: options.Settings = None,
) -> None:
    """Fetch article pages and print their documents; store nothing."""
    forking.begin()
    from crawler.jobs import fetch as job  # Scrapy takes a second
    from crawler.jobs.crawl import CrawlOptions

    how = CrawlOptions(
        data=data, delay=delay, allow_private_hosts=allow_private_hosts, settings=options.settings(setting or ())
    )
    pages = job.fetch(urls, how)
    answers = (answer(url, outcome, broken=True) for url, outcome in pages)
    raise typer.Exit(0 if show(answers, shape, key="url", several=len(urls) > 1) else 1)
