"""What one place of an address stands for, from what some addresses have there: {id}, {slug}-{id}.html, {ymd} …"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

NEARLY = 0.9  # of what is listed: sitemaps list a page about the site too
SEVERAL = 8  # addresses from which on a word that all have is no accident
_YEAR = r"(?:19[89]|20[0-9])\d"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
HEX = r"(?=[0-9a-fA-F-]*\d)(?=[0-9a-fA-F-]*[a-fA-F])[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{2,}){0,14}"
_MIXED = r"(?=[A-Za-z]*\d|[A-Z]*[a-z]+[A-Z]|[A-Z]{2,}[a-z])[0-9A-Za-z]{5,24}"
_WORDY = r"(?=.*[^\W\d_]{2}).+"
_WORDS = re.compile(r"[^\W\d_]{2,}[-_][^\W\d_]{2,}[-_]")  # of a headline: a section's name has two at most
_ENDING = re.compile(r"\.[a-zA-Z][a-zA-Z0-9]{1,5}$")
# The forms of a name that varies, the most telling first; a group named `fixed` is the same in all.
_FORMS = tuple(
    (re.compile(form), written)
    for form, written in (
        (rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])", "{ymd}"),
        (r"\d+", "{id}"),
        (HEX, "{hex}"),
        (rf"{_YEAR}-{_MONTH}-{_DAY}(?P<fixed>[-_]){_WORDY}", "{y}-{m}-{d}*{slug}"),
        (rf"{_WORDY}(?P<fixed>[-_]){_YEAR}-{_MONTH}-{_DAY}", "{slug}*{y}-{m}-{d}"),
        (rf"{_YEAR}-{_MONTH}-{_DAY}(?P<fixed>[-_])\d+", "{y}-{m}-{d}*{id}"),
        (r"(?P<fixed>[^\W\d_]+[-_.,:/]?|\d{1,2}[.,])\d+", "*{id}"),
        (rf"\d+(?P<fixed>[-_,.]){_WORDY}", "{id}*{slug}"),
        (rf"{_WORDY}(?P<fixed>[-_,.]|[-_][a-z]{{1,2}}-?)\d{{2,}}", "{slug}*{id}"),
        (rf"{_WORDY}(?P<fixed>[-_]){HEX}", "{slug}*{hex}"),
        (rf"{HEX}(?P<fixed>[-_]){_WORDY}", "{hex}*{slug}"),
        (_MIXED, "{token}"),
    )
)
_YEARS = re.compile(_YEAR)
_MONTHS, _DAYS = re.compile(_MONTH), re.compile(_DAY)
_DIGITS = re.compile(r"\d+")


def name_of(values: Sequence[str], *, is_last: bool) -> str:
    """Return what stands for the values of one place in a pattern, as {id}.html or {slug}-{id}.

    Of many values a few may be otherwise.
    """
    ending = _common(_ENDING.search(value) for value in values)
    bare = [value.removesuffix(ending) for value in values]
    wordy = sum(1 for value in bare if _WORDS.search(value)) > len(bare) / 2
    return next(_formed(bare), "{slug}" if is_last or wordy else "{section}") + ending


def dates(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return the places of rows of segments that hold a year, a month and a day, and their names."""
    found: dict[int, str] = {}
    for place in range(len(rows[0])):
        column = [row[place] for row in rows]
        if place in found or not _nearly(_YEARS, column):
            continue
        found[place] = "{y}"
        if _is_date(rows, place + 1, _MONTHS):
            found[place + 1] = "{m}"
            if _is_date(rows, place + 2, _DAYS):
                found[place + 2] = "{d}"
        elif place > 1 and _is_date(rows, place - 1, _MONTHS) and _is_date(rows, place - 2, _DAYS):
            found |= {place - 1: "{m}", place - 2: "{d}"}
    return found


def constant(values: Iterable[str]) -> str | None:
    """Return what nearly all values are; None where they differ."""
    counts = Counter(values)
    value, most = counts.most_common(1)[0]
    return value if most >= NEARLY * counts.total() else None


def is_number(value: str) -> bool:
    return _DIGITS.fullmatch(value) is not None


def _formed(values: Sequence[str]) -> Iterator[str]:
    """Yield what the values may be written as, the most telling first."""
    for form, written in _FORMS:
        met = [match for value in values if (match := form.fullmatch(value))]
        if len(met) < NEARLY * len(values):
            continue
        if "*" not in written:
            yield written
        elif (fixed := constant(match["fixed"] for match in met)) is not None:
            yield written.replace("*", fixed)


def _is_date(rows: Sequence[Sequence[str]], place: int, form: re.Pattern[str]) -> bool:
    return place < len(rows[0]) and _nearly(form, [row[place] for row in rows])


def _nearly(form: re.Pattern[str], values: Sequence[str]) -> bool:
    return sum(1 for value in values if form.fullmatch(value)) >= NEARLY * len(values)


def _common(matches: Iterable[re.Match[str] | None]) -> str:
    """Return the ending that nearly all have, or nothing."""
    return constant(match[0] if match else "" for match in matches) or ""
