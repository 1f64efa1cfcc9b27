"""probe(): a site that nobody has described is looked at, and the file that describes it drafted; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeGuard

from crawler.errors import KhabarError, ProbeError, UsageError
from crawler.fetching.addresses import fault
from crawler.jobs.crawl import CrawlOptions, settings_for
from crawler.jobs.errand import ask, ask_again
from crawler.jobs.exploring import explore
from crawler.jobs.running import Process
from crawler.probing.draft import Draft, Wishes, draft
from crawler.probing.findings import Findings
from crawler.sources import Catalogue, catalogue, find, source_for
from crawler.sources.find import address
from crawler.storage.documents import replace_with

MOST = 36  # pages that are asked for; robots.txt aside
_STOPPED = ProbeError("stopped before the site was known")


def probe(
    targets: Sequence[str], options: CrawlOptions, wishes: Wishes, *, anew: bool = False
) -> list[Draft | KhabarError]:
    """Look at sites side by side and return the draft of each one's file, or why there is none, in order.

    `anew`: one that is known already may be described again. Runs once in a process, as crawl() does. Raises UsageError
    for what is no address, or is known, and KeyboardInterrupt where a signal ended it.
    """
    sources = catalogue(options.data)
    meant = [_meant(target, sources, wishes, anew=anew) for target in targets]
    outcomes: dict[str, Findings | KhabarError] = {}
    process = Process(settings_for(options))
    process.run(
        [
            partial(_look, url, outcomes, guessed="://" not in target)
            for target, (url, _) in zip(targets, meant, strict=True)
        ]
    )
    if process.interrupted:
        raise KeyboardInterrupt
    drafted = [_drafted(outcomes.get(url, _STOPPED), wish) for url, wish in meant]
    return [_known(each.source.id, sources) if _is_taken(each, sources) and not anew else each for each in drafted]


def _drafted(outcome: Findings | KhabarError, wishes: Wishes) -> Draft | KhabarError:
    try:
        return outcome if isinstance(outcome, KhabarError) else draft(outcome, wishes, now=datetime.now(UTC))
    except ProbeError as error:
        return error


def _is_taken(drafted: Draft | KhabarError, sources: Catalogue) -> TypeGuard[Draft]:
    """Whether a draft would take the place of another source's file."""
    return isinstance(drafted, Draft) and drafted.source.id in sources


def _known(identifier: str, sources: Catalogue) -> UsageError:
    return UsageError(
        f"{identifier} is known ({sources[identifier].home}); `khabar sources check {identifier}` looks whether "
        "its file is true, --replace writes one of your own in its place"
    )


def own_file(data: Path, identifier: str) -> Path:
    """Return where a source's file of the user's own stands."""
    return data / "sources" / f"{identifier}.toml"


def save(identifier: str, text: str, data: Path) -> Path:
    """Write a source's file as the user's own, in the place of one that is there; return where it stands."""
    path = own_file(data, identifier)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_with(path, text.encode("utf-8", "replace"))
    return path


async def _look(url: str, outcomes: dict[str, Findings | KhabarError], process: Process, *, guessed: bool) -> None:
    """Explore a site; where its pages are filled by scripts, once more with a browser."""
    errand = partial(explore, given=url, guessed=guessed)
    try:
        found = await ask(process, source_for(url), errand, most=MOST)
        if found.is_shell:
            again = partial(explore, given=found.home, before=found)
            found = await ask_again(process, source_for(found.home), again, found, most=MOST)
        outcomes[url] = found
    except KhabarError as error:
        outcomes[url] = error


def _meant(target: str, sources: Catalogue, wishes: Wishes, *, anew: bool) -> tuple[str, Wishes]:
    """Return the address that is looked at, and the id that its file gets where the site has one already."""
    url = sources[target].home if target in sources else address(target, sources)
    if words := fault(url, allow_private=True):
        raise UsageError(f'"{target}" cannot be looked at: {words}')
    known = find(url, sources)
    name = wishes.id or (known.id if known.id in sources else None)
    if name and name in sources and not anew:
        raise _known(name, sources)
    return url, replace(wishes, id=name)
