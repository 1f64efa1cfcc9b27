"""What a target means: a source's id, a site, a section or an article; an address says which by its path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.errors import UsageError
from crawler.fetching.addresses import fault
from crawler.sources import Source, find
from crawler.sources.find import address
from crawler.urls import key


@dataclass(frozen=True, slots=True)
class Target:
    """Where a crawl begins. `whole`: the whole site; else `url` is a section or an article, and the page tells which.

    `guessed`: the scheme was left out, and https is our guess.
    """

    text: str
    source: Source
    url: str
    whole: bool
    guessed: bool = False

    @property
    def scope(self) -> str:
        """What the ledger keeps the crawl's pages apart by; empty for a whole site."""
        return "" if self.whole else key(self.url)

    @property
    def folder(self) -> str:
        """The path that a source has of a site it shares, as /arabic/; empty where the whole site is its own."""
        path = unquote(urlsplit(self.source.home).path).strip("/")
        return f"/{path}/" if path and self.whole else ""


def target(given: str | Source, sources: Mapping[str, Source]) -> Target:
    """Read a target. Raises UsageError with a sentence that names it where it means nothing."""
    if isinstance(given, Source):
        return Target(given.id, given, given.home, whole=True)
    if given in sources:
        return Target(given, sources[given], sources[given].home, whole=True)
    url = address(given, sources)
    if words := fault(url, allow_private=True):
        raise UsageError(f'"{given}" cannot be crawled: {words}')
    source = find(given, sources)
    whole = _is_front(url, source)
    home = source.home if whole and source.id in sources else url
    return Target(given, source, home, whole=whole, guessed=home == url and "://" not in given)


def _is_front(url: str, source: Source) -> bool:
    parts, home = urlsplit(url), urlsplit(source.home)
    if parts.query:
        return False
    return unquote(parts.path).strip("/") in {"", unquote(home.path).strip("/")}
