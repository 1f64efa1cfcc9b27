"""The catalogue: every source by its id and by its site. A bundled file is read when its source is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from crawler.sources.load import load
from crawler.sources.source import Source, site_of

BUNDLED = Path(__file__).with_name("outlets")
# To read all of a bundled file takes seven times as long; a test holds that its home stands in such a line.
_HOME = re.compile(r'^home = "([^"]+)"$', re.MULTILINE)


def catalogue(data: Path | None = None) -> Catalogue:
    """Return every source by its id: the bundled ones, then those in DATA/sources, which win.

    Raises SourceError for the first file in DATA/sources that is wrong.
    """
    own = sorted((data / "sources").glob("*.toml")) if data else []
    return Catalogue({path.stem: path for path in BUNDLED.glob("*.toml")}, map(load, own))


class Catalogue(Mapping[str, Source]):
    """Sources by their ids, in the ids' order: those that are read, and those that wait in `files` until asked for."""

    def __init__(self, files: Mapping[str, Path], read: Iterator[Source]) -> None:
        self._files = files
        self._read = {source.id: source for source in read}
        self._ids = sorted(files.keys() | self._read.keys())

    def __getitem__(self, identifier: str) -> Source:
        if identifier not in self._read:
            self._read[identifier] = load(self._files[identifier])
        return self._read[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def of_site(self, site: str) -> list[Source]:
        """Return the sources whose pages are a site's, as site_of names it."""
        return [self[identifier] for identifier in self._by_site.get(site, ())]

    @cached_property
    def _by_site(self) -> dict[str, list[str]]:
        ids: dict[str, list[str]] = {}
        for identifier in self:
            ids.setdefault(site_of(self._home(identifier)), []).append(identifier)
        return ids

    def _home(self, identifier: str) -> str:
        if identifier in self._read:
            return self._read[identifier].home
        found = _HOME.search(self._files[identifier].read_text("utf-8"))
        return found[1] if found else self[identifier].home
