"""The bank from which stories are composed: places, people, sentence frames by theme.

A frame is a sentence with slots, «{city}», and choices, «[أعلنت|أكدت]». Its slots are listed in crawler.demo.wording.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("words")


@dataclass(frozen=True, slots=True)
class Place:
    """A real city, with what its country calls things. `agencies` are credited for stories from there.

    `money` and `small` are the frames of a large sum and of a small one.
    """

    city: str
    country: str
    region: str
    money: str
    small: str
    agencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A kind of event that a newsroom covers again and again, told in frames.

    Every title frame has the slots city, thing and figure: three lists whose product makes titles unique.
    A role is a pair, for a man and for a woman; every body (an institution) is of feminine gender. A theme that
    stands `alone` brings every part of its stories itself: a match needs no budget.
    """

    name: str
    section: str
    tags: tuple[str, ...]
    roles: tuple[tuple[str, str], ...] = field(repr=False)
    bodies: tuple[str, ...] = field(repr=False)
    things: tuple[str, ...] = field(repr=False)
    figures: tuple[str, ...] = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)
    frames: Mapping[str, tuple[str, ...]] = field(repr=False)
    alone: bool = False

    def parts(self, part: str) -> tuple[str, ...]:
        """Return the frames of one part of a story; the general ones too, unless the theme stands alone."""
        own = self.frames.get(part, ())
        return own if self.alone else own + general().get(part, ())


@cache
def themes() -> Sequence[Theme]:
    """Return every theme, in the order of their files' names."""
    return [_theme(path) for path in sorted((FOLDER / "themes").glob("*.toml"))]


@cache
def general() -> Mapping[str, tuple[str, ...]]:
    """Return the frames that fit every theme, by their part in a story."""
    return {part: tuple(frames) for part, frames in _read(FOLDER / "general.toml").items()}


@cache
def people() -> Mapping[str, Any]:
    """Return names, and the forms of what depends on a person's gender."""
    return _read(FOLDER / "people.toml")


@cache
def places(*, coastal: bool = False) -> tuple[Place, ...]:
    """Return the cities, country by country; only those by the sea where `coastal`."""
    countries = _read(FOLDER / "places.toml")
    return tuple(place for code, country in countries.items() for place in _places(code, country, coastal=coastal))


def _places(code: str, country: Mapping[str, Any], *, coastal: bool) -> list[Place]:
    cities = country["coast"] if coastal else country["coast"] + country["inland"]
    agencies = tuple(country["agencies"])
    words = country["region"], country["money"], country["small"]
    return [Place(city, code, *words, agencies) for city in cities]


def _theme(path: Path) -> Theme:
    table = _read(path)
    return Theme(
        name=path.stem,
        section=table["section"],
        tags=tuple(table["tags"]),
        roles=tuple((man, woman) for man, woman in table["roles"]),
        bodies=tuple(table["bodies"]),
        things=tuple(table["things"]),
        figures=_figures(table["figures"]),
        places=places(coastal=table.get("coastal", False)),
        frames={part: tuple(frames) for part, frames in table["frames"].items()},
        alone=table.get("alone", False),
    )


def _figures(figures: Any) -> tuple[str, ...]:
    if isinstance(figures, list):
        return tuple(figures)
    return tuple(str(number) for number in range(figures["first"], figures["last"] + 1, figures.get("step", 1)))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
