"""learn(): the pattern of a site's articles' addresses, from some of them and from addresses that are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler import urls
from crawler.arabic.text import fold
from crawler.probing.segments import NEARLY, SEVERAL, constant, dates, is_number, name_of
from crawler.sources import Patterns, each_of, matches
from crawler.urls.words import ARTICLES, SCRIPTS, SECTIONS

FEW = 3  # addresses, below which nothing is learnt
MOST = 2_000  # addresses looked at
_TELLING = ("{id}", "{hex}", "{token}", "{y}", "{ymd}")
_LANGUAGES = {"ar", "ara", "arabic", "en", "fr"}
# What every site may have, and no pattern may fit.
_NEVER = ("", "/politics", "/politics/local", "/سياسة", "/about-us", "/contact.html", "/category/news")
_MAKES = 4  # of addresses that have a pattern each
_CHOICES = 16  # readings of one set of addresses that are tried


@dataclass(frozen=True, slots=True)
class Learnt:
    """The pattern, several where the articles' addresses are of several makes, or why there is none, for a person."""

    pattern: Patterns | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """An address in parts, read as a pattern reads it."""

    url: str
    path: tuple[str, ...]
    query: tuple[tuple[str, str], ...]

    @property
    def make(self) -> tuple[int, tuple[str, ...]]:
        return len(self.path), tuple(sorted(name for name, _ in self.query))


def learn(articles: Iterable[str], others: Iterable[str]) -> Learnt:
    """Return the pattern of these articles' addresses that fits none of the others, or one for each common make.

    It is general: numbers, dates, names and sections may be others than those seen. A few of the articles may be
    otherwise. Where nothing in their addresses tells articles from other pages, there is none.
    """
    rows = _rows(articles)
    if len(rows) < FEW:
        return Learnt(None, f"only {len(rows)} addresses of articles were seen")
    known = {urls.key(row.url) for row in rows}
    wrong = [row.url for row in _rows(others) if urls.key(row.url) not in known]
    sections = frozenset(row.path[-1] for row in _rows(wrong) if row.path)
    fitting = [pattern for pattern in _patterns(rows, sections) if _fits(pattern, rows)]
    if pattern := _first_telling(fitting, wrong) or _of_each_make(rows, wrong, sections):
        return Learnt(pattern)
    told = f"{fitting[0]} would fit other pages too" if fitting else "the articles' addresses are of several makes"
    return Learnt(None, told)


def _first_telling(fitting: Iterable[str], wrong: Sequence[str]) -> str | None:
    return next((each for each in fitting if _tells(each) and not any(matches(each, url) for url in wrong)), None)


def _of_each_make(rows: Sequence[_Row], wrong: Sequence[str], sections: frozenset[str]) -> Patterns | None:
    """Return a pattern for each make of which there are some, where all together fit nearly all; else None."""
    makes: dict[object, list[_Row]] = {}
    for row in rows:
        makes.setdefault(row.make, []).append(row)
    found = []
    for same in sorted(makes.values(), key=len, reverse=True)[:_MAKES]:
        fitting = (each for each in _patterns(same, sections) if len(same) >= FEW and _fits(each, same))
        if pattern := _first_telling(fitting, wrong):
            found.append(pattern)
    return tuple(found) if len(found) > 1 and _fits(tuple(found), rows) else None


def _rows(addresses: Iterable[str]) -> list[_Row]:
    found: dict[str, _Row] = {}
    for url in addresses:
        if len(found) == MOST:
            break
        parts = urlsplit(urls.normal(url))
        path = tuple(each for each in unquote(parts.path).strip("/").split("/") if each)
        found.setdefault(urls.key(url), _Row(url, path, tuple(parse_qsl(parts.query))))
    return list(found.values())


def _patterns(rows: Sequence[_Row], sections: frozenset[str]) -> Iterator[str]:
    """Yield what may be the pattern, the widest first; `sections` are words that other addresses end in."""
    make, most = Counter(row.make for row in rows).most_common(1)[0]
    if most >= NEARLY * len(rows):
        same = [row for row in rows if row.make == make]
        query = _query(same)
        for path in _paths([row.path for row in same], sections):
            yield f"/{path}{query}"
        return
    yield from _uneven(rows, sections)


def _uneven(rows: Sequence[_Row], sections: frozenset[str]) -> Iterator[str]:
    """Yield patterns of addresses of several depths: what all end in, below any path."""
    shortest = min(len(row.path) for row in rows)
    for tail in range(shortest - 1, 0, -1):
        ends = [row.path[-tail:] for row in rows]
        for path in _paths(ends, sections):
            yield f"/{{path}}/{path}"


def _paths(rows: Sequence[Sequence[str]], sections: frozenset[str]) -> Iterator[str]:
    """Yield the paths that rows of equally many segments may be written as, the widest first."""
    if not rows[0]:
        yield ""
        return
    dated = dates(rows)
    columns = [[row[place] for row in rows] for place in range(len(rows[0]))]
    choices = [
        [dated[place]] if place in dated else _names(column, sections, is_last=place == len(columns) - 1)
        for place, column in enumerate(columns)
    ]
    for number, chosen in enumerate(product(*choices)):
        if number == _CHOICES:
            return
        yield "/".join(chosen)


def _names(column: Sequence[str], sections: frozenset[str], *, is_last: bool) -> list[str]:
    """Return what one place may be written as, the widest first."""
    same = constant(column)
    if same is None:
        return [name_of(column, is_last=is_last)]
    if is_number(same):
        return ["{id}"] if is_last else ["{id}", same]
    literal = same.replace("{", "").replace("}", "")
    if is_last or _is_fixed(same, len(column), sections):
        return [literal]
    return ["{section}", literal]


def _is_fixed(word: str, times: int, sections: frozenset[str]) -> bool:
    """Whether a word that all have is a part of every article's address, and not the section of those seen."""
    folded = fold(word)
    if folded in ARTICLES or folded in _LANGUAGES or word.rpartition(".")[2].lower() in SCRIPTS:
        return True
    is_section = all(part in SECTIONS for part in folded.replace("_", "-").split("-"))
    return times >= SEVERAL and not is_section and word not in sections


def _query(rows: Sequence[_Row]) -> str:
    """Return the query of a pattern: the parameters that name the article, and those that say what is shown."""
    told: list[str] = []
    beside: list[str] = []  # what several articles share, as the section they are of
    for name in dict.fromkeys(name for row in rows for name, _ in row.query):
        values = [dict(row.query).get(name, "") for row in rows]
        same = constant(values)
        if same is not None and (not same or is_number(same)):
            continue
        written = f"{name}={name_of(values, is_last=True) if same is None else same}"
        (beside if same is None and len(set(values)) < NEARLY * len(rows) else told).append(written)
    names = told if any("{" in each for each in told) else [*told, *beside]
    return f"?{'&'.join(names)}" if names else ""


def _fits(patterns: Patterns, rows: Collection[_Row]) -> bool:
    if any("{" not in each or "#" in each or re.search(r"\s", each) for each in each_of(patterns)):
        return False
    return sum(1 for row in rows if matches(patterns, row.url)) >= NEARLY * len(rows)


def _tells(pattern: str) -> bool:
    """Whether a pattern says anything: it has a number or a date, or a word that only articles' addresses have."""
    if any(matches(pattern, f"https://site.example{path}") for path in _NEVER):
        return False
    words = {fold(part) for part in pattern.partition("?")[0].split("/")}
    return any(name in pattern for name in _TELLING) or not words.isdisjoint(ARTICLES)
