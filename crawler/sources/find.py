"""Which source a target means: an id, or an address of its site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from crawler.errors import UsageError
from crawler.sources.catalogue import Catalogue
from crawler.sources.nearest import did_you_mean
from crawler.sources.source import Source, site_of, source_for

_SCHEME = re.compile(r"(?i)[a-z][a-z0-9+.-]*://")
_HOST = re.compile(r"(?i)localhost(?::\d+)?|\[[0-9a-f:.]+\](?::\d+)?|[^\s/?#@:]+\.[^\s/?#@:]+(?::\d+)?")
_HOST_START = re.compile(r"(?i)(?:www|m|mobile|amp)\.")


def find(target: str, sources: Mapping[str, Source]) -> Source:
    """Return the source a target means: the one with this id, or the one whose site an address belongs to.

    A site without a file gets a source made from its address. Raises UsageError where the target is neither.
    """
    if target in sources:
        return sources[target]
    url = address(target, sources)
    own = [source for source in _of_site(sources, url) if _claims(source, url)]
    return max(own, key=lambda source: _closeness(source, url)) if own else source_for(url)


def address(target: str, known: Iterable[str] = ()) -> str:
    """Return a target as an address: one without a scheme gets https.

    Raises UsageError where it is none; the nearest of the `known` ids is offered.
    """
    url = target.strip()
    if not _SCHEME.match(url) and _HOST.fullmatch(re.split(r"[/?#]", url, maxsplit=1)[0]):
        url = f"https://{url}"
    if not _is_address(url):
        raise UsageError(
            f'"{target}" is neither a source{did_you_mean(target, known)} nor an address; '
            "give an id that `khabar sources list` shows, or an address such as https://www.example.com"
        )
    return url


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and " " not in parts.netloc
        )
    except ValueError:
        return False


def _of_site(sources: Mapping[str, Source], url: str) -> list[Source]:
    site = site_of(url)
    if isinstance(sources, Catalogue):
        return sources.of_site(site)
    return [source for source in sources.values() if source.site == site]


def _claims(source: Source, url: str) -> bool:
    # A home with a path (bbc.com/arabic) claims what is below it, not the whole site.
    path = unquote(urlsplit(source.home).path).rstrip("/")
    return f"{unquote(urlsplit(url).path)}/".startswith(f"{path}/")


def _closeness(source: Source, url: str) -> tuple[bool, int, bool]:
    # Two papers of one house may share a registered domain: the same host counts, then the longer path; where
    # neither tells, the site's main host (www, or none) is its front door.
    home = urlsplit(source.home)
    same = _host(home.hostname) == _host(urlsplit(url).hostname)
    return same, len(home.path.rstrip("/")), _host(home.hostname) == source.site


def _host(name: str | None) -> str:
    return _HOST_START.sub("", (name or "").rstrip(".").lower(), count=1)
