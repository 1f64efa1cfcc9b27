"""Crawls of hostile sites."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from crawling import Site, crawl, served
from hosts import SMALL, Crawled

from crawler.storage import open_archive


@pytest.fixture
def all_crawled(tmp_path: Path) -> Callable[..., dict[str, Crawled]]:
    """Crawl sites side by side, in one process, and look at what is in the archive."""

    def run(sites: Mapping[str, Site], **settings: str) -> dict[str, Crawled]:
        with ExitStack() as stack:
            for site in sites.values():
                stack.enter_context(served(site))
            reports = crawl([site.url for site in sites.values()], tmp_path, settings={**SMALL, **settings})
        with open_archive(tmp_path) as archive:
            stored = list(archive.articles())
        return {
            name: Crawled(
                report, site, {each.url[len(site.url) - 1 :]: each for each in stored if site.url in each.url}
            )
            for (name, site), report in zip(sites.items(), reports, strict=True)
        }

    return run


@pytest.fixture
def crawled(all_crawled: Callable[..., dict[str, Crawled]]) -> Callable[..., Crawled]:
    """Crawl one site."""
    return lambda site, **settings: all_crawled({"": site}, **settings)[""]
