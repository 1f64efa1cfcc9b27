"""check(): sources' files beside their sites, side by side; what came of it is remembered in the data directory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial

from crawler.errors import KhabarError
from crawler.jobs.checks import remember
from crawler.jobs.crawl import CrawlOptions, settings_for
from crawler.jobs.errand import ask, ask_again
from crawler.jobs.exploring import examine
from crawler.jobs.running import Process
from crawler.probing.checking import Verdict, verdicts
from crawler.probing.findings import Findings
from crawler.sources import Source

SIDE_BY_SIDE = 16  # sites that are looked at at the same time
MOST = 40  # pages of one site; robots.txt aside

Teller = Callable[[Source, Sequence[Verdict]], None]


def check(sources: Sequence[Source], options: CrawlOptions, *, on_checked: Teller | None = None) -> list[Verdict]:
    """Return what is to be said of each source, the worst first; `on_checked` is told of each when it is done.

    Runs once in a process, as crawl() does.
    """
    process = Process(settings_for(options))
    turns = asyncio.Semaphore(SIDE_BY_SIDE)
    judged: dict[str, list[Verdict]] = {}

    async def look(group: Sequence[Source], process: Process) -> None:
        for source in group:
            async with turns:
                found = await _found(process, source)
            if process.stopping:
                return
            judged[source.id] = verdicts(source, found, datetime.now(UTC))
            if on_checked:
                on_checked(source, judged[source.id])

    process.run([partial(look, group) for group in _by_site(sources)])
    said = [each for source in sources for each in judged.get(source.id, ())]
    remember(options.data, judged)
    return sorted(said, key=lambda each: each.state)


async def _found(process: Process, source: Source) -> Findings | KhabarError:
    try:
        found: Findings = await ask(process, source, examine, most=MOST)
        if found.is_shell and source.browser is None:
            return await ask_again(process, source, examine, found, most=MOST)
    except KhabarError as error:
        return error
    return found


def _by_site(sources: Sequence[Source]) -> list[list[Source]]:
    """One site, one inquiry at a time."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(source.site, []).append(source)
    return list(groups.values())
