"""What came of a crawl: the counts, why pages were not stored, how hosts were treated, and one of the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from crawler.article import Article
from crawler.cli.output import print_document, say
from crawler.reasons import Reason

if TYPE_CHECKING:
    from crawler.fetching.politeness import HostPoliteness
    from crawler.jobs.crawl import Report
    from crawler.storage import Archive

_COLUMNS = ("pages", "new", "copies", "revised", "unchanged", "duplicates", "errors", "seconds")
_TREATED = ("requests", "smallest gap", "delay", "asked by", "robots.txt", "told off")
_LOOKED_AT = 1_000  # articles among which the one to show is chosen


def print_summary(reports: Sequence[Report], console: Console) -> None:
    """Print a row for each target, then the reasons for what was not stored."""
    console.print(_counts(reports))
    for table in (_reasons(reports), _bounds(reports)):
        if table.row_count:
            console.print()
            console.print(table)
    for line in _browsing(reports):
        console.print(f"\n{line}", soft_wrap=True)


def print_politeness(reports: Sequence[Report], console: Console) -> None:
    """Print a row for each host that was asked: how often, how fast, and what it had to say to that."""
    console.print()
    console.print(_politeness(reports))


def show_document(reports: Sequence[Report], data: Path, *, since: datetime) -> None:
    """Say where the documents are, and print one: of those stored `since` (aware) where there are any."""
    from crawler.storage import Archive

    with Archive(data, create=False) as archive:
        if not archive.count():
            return
        say(f"\nDocuments: {data / 'documents'} ({archive.count()} in all). One of them:")
        article = _one(archive, reports, since)
        say(f"{archive.document_path(article)}\n")
    print_document(article)


def _one(archive: Archive, reports: Sequence[Report], since: datetime) -> Article:
    """Return an article to show: of this crawl where there is one, and one that says much where there is a choice."""
    best = max(reports, key=lambda report: report.stored, default=None)
    source = best.source if best and archive.count(best.source) else None
    looked_at = islice(archive.articles(source=source), _LOOKED_AT)
    return max(looked_at, key=lambda article: (_is_fresh(article, since), _says(article)))


def _is_fresh(article: Article, since: datetime) -> bool:
    return article.fetched_at is not None and article.fetched_at >= since


def _says(article: Article) -> int:
    """How many of a document's blocks an article fills."""
    return sum(map(bool, (article.published, article.authors, article.paragraphs, article.related, article.read_also)))


def _counts(reports: Sequence[Report]) -> Table:
    table = Table("crawled", box=None, pad_edge=False)
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    for report in reports:
        articles = (report.pages, report.stored, report.copies, report.revised, report.known)
        numbers = (*articles, report.duplicates, report.errors)
        table.add_row(report.target, *(f"{number:,}" for number in numbers), f"{report.seconds:.0f}")
    return table


def _reasons(reports: Sequence[Report]) -> Table:
    total: Counter[Reason] = Counter()
    for report in reports:
        total.update(report.reasons)
    table = Table("not stored", box=None, pad_edge=False)
    table.add_column("pages", justify="right")
    for reason, number in total.most_common():
        table.add_row(Reason(reason).words, f"{number:,}")
    return table


def _bounds(reports: Sequence[Report]) -> Table:
    total: Counter[str] = Counter()
    for report in reports:
        total.update(report.bounds)
    table = Table("cut off", box=None, pad_edge=False)
    table.add_column("times", justify="right")
    for name, number in total.most_common():
        table.add_row(name.replace("-", " "), f"{number:,}")
    return table


def _browsing(reports: Sequence[Report]) -> list[str]:
    """Say how many pages went through the browser, and how to get one where it was missing."""
    browsed = sum(report.browsed for report in reports)
    lines = [f"{browsed:,} {'page was' if browsed == 1 else 'pages were'} loaded in a browser"] if browsed else []
    commands = {report.missing for report in reports if report.missing}
    return lines + [f"Some pages need a browser; this brings one: {command}" for command in sorted(commands)]


def _politeness(reports: Sequence[Report]) -> Table:
    table = Table("host", box=None, pad_edge=False)
    for name in _TREATED:
        table.add_column(name, justify="right")
    for report in reports:
        for host in report.politeness:
            gap = "" if host.smallest_gap is None else f"{host.smallest_gap:.2f} s"
            delay = f"{host.delay:g} s"
            table.add_row(host.host, f"{host.requests:,}", gap, delay, host.delay_by, _robots(host), _told_off(host))
    return table


def _robots(host: HostPoliteness) -> str:
    if host.robots is None:
        return "not asked for"
    age = f"{_span(host.robots_age)} old" if host.robots_age else "fetched now"
    return {"read": age, "absent": f"absent, {age}"}.get(host.robots, host.robots)


def _told_off(host: HostPoliteness) -> str:
    counts = [f"{number} × {status}" for status, number in sorted(host.told_off.items())]
    did = [f"waited {_span(host.waited)}"] if host.waited else []
    return "; ".join(filter(None, (", ".join(counts), *did, "ended" if host.ended else "")))


def _span(seconds: float) -> str:
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"
