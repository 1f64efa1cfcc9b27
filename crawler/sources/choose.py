"""Which sources somebody asks for: those of some countries, of some types, under some tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crawler.errors import UsageError
from crawler.sources import zones
from crawler.sources.checks import OUTLET_TYPES
from crawler.sources.nearest import did_you_mean
from crawler.sources.source import Source


def choose(
    sources: Iterable[Source],
    *,
    countries: Sequence[str] = (),
    types: Sequence[str] = (),
    tags: Sequence[str] = (),
    enabled: bool | None = None,
) -> list[Source]:
    """Return the sources that fit all that is asked; of several countries, types or tags one is enough.

    `enabled`: those that are, or those that are not; None: both. Capitals make no difference. Raises UsageError for
    what is no country, no type, or no source's tag.
    """
    given = list(sources)
    of = {_country(each) for each in countries}
    like = {_type(each) for each in types}
    under = {_tag(each, given) for each in tags}
    return [
        source
        for source in given
        if (not of or source.country in of)
        and (not like or source.type in like)
        and (not under or under & set(source.tags))
        and enabled in (None, source.enabled)
    ]


def _country(word: str) -> str:
    code = word.strip().upper()
    if not zones.is_country(code):
        meant = zones.country_named(word)
        hint = f' (did you mean "{meant}"?)' if meant else ""
        raise UsageError(f'"{word}" is no country{hint}; write its two letters (ISO 3166-1), as in EG or SA')
    return code


def _type(word: str) -> str:
    name = word.strip().lower()
    if name not in OUTLET_TYPES:
        raise UsageError(
            f'"{word}" is no type of an outlet{did_you_mean(name, OUTLET_TYPES)}; use one of {", ".join(OUTLET_TYPES)}'
        )
    return name


def _tag(word: str, sources: Iterable[Source]) -> str:
    tag = word.strip().lower()
    known = sorted({each for source in sources for each in source.tags})
    if tag not in known:
        raise UsageError(f'"{word}" is no source\'s tag{did_you_mean(tag, known)}; known are {", ".join(known)}')
    return tag
