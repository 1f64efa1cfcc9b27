"""The catalogue: every source by its id and by its site. A bundled file is read when its source is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any

from crawler.sources.choices import FILE, read_choices
from crawler.sources.load import load
from crawler.sources.source import Source, site_of

BUNDLED = Path(__file__).with_name("outlets")
_UNPROVEN = "Unproven: "  # how the remarks of a bundled file begin
_NONE: Mapping[str, Any] = {}
# To read all of a bundled file takes seven times as long; a test holds that its home stands in such a line.
_HOME = re.compile(r'^home = "([^"]+)"$', re.MULTILINE)


def catalogue(data: Path | None = None) -> Catalogue:
    """Return every source by its id: the bundled ones, then those in DATA/sources, which win; `enabled` as was chosen.

    Raises SourceError for the first file in DATA/sources that is wrong.
    """
    own = sorted((data / "sources").glob("*.toml")) if data else []
    files = {path.stem: path for path in own if path.name != FILE}
    chosen = read_choices(data / "sources") if data else {}
    return Catalogue({path.stem: path for path in BUNDLED.glob("*.toml")}, files, chosen)


class Catalogue(Mapping[str, Source]):
    """Sources by their ids, in the ids' order: the user's `own`, and the bundled ones, which are read when asked for.

    `enabled` says of a source that it is, or is not, whatever its file says.
    """

    def __init__(
        self, bundled: Mapping[str, Path], own: Mapping[str, Path] = _NONE, enabled: Mapping[str, bool] = _NONE
    ) -> None:
        self._files = {**bundled, **own}
        self._enabled = enabled
        self._read = {identifier: self._load(identifier) for identifier in own}
        self._ids = sorted(self._files)

    def __getitem__(self, identifier: str) -> Source:
        if identifier not in self._read:
            self._read[identifier] = self._load(identifier)
        return self._read[identifier]

    def _load(self, identifier: str) -> Source:
        source = load(self._files[identifier])
        return replace(source, enabled=self._enabled.get(identifier, source.enabled))

    def remarks(self, identifier: str) -> tuple[str, ...]:
        """Return the remarks with which a source's file begins: what is unproven, how it was written."""
        lines = self._files[identifier].read_text("utf-8-sig").splitlines()
        return tuple(line.lstrip("# ") for line in takewhile(lambda line: line.startswith("#"), lines))

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def unproven(self, identifier: str) -> str:
        """Return what a source's file says first that is unproven of it; "" where it says nothing."""
        said = " ".join(self.remarks(identifier)) if identifier in self._files else ""
        return said.removeprefix(_UNPROVEN).partition(". ")[0].rstrip(".") if said.startswith(_UNPROVEN) else ""

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
