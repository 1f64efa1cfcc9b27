"""A printed day: «21 أيار 2021», «١٥ / ٧ / ١٤٤٦ هـ», «الخميس 29 فبراير»; read, and put on the calendar."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from hijridate import Hijri

from crawler.arabic.calendar.months import FAMOUS_DAYS, LIBYAN_YEARS
from crawler.arabic.calendar.tokens import UNSURE, Token
from crawler.arabic.calendar.words import Kind

_MONTHS = (Kind.MONTH, Kind.LIBYAN_MONTH, Kind.HIJRI_MONTH)
_SOFT_SIGNS = frozenset("/-\u2013,،.()[]\\'’")
_ORDINALS = ("st", "nd", "rd", "th", "er")
_NAMED = ("month", "year")
_YEARS = range(1900, 2101)
# Umm al-Qura tables begin in 1343; no Gregorian year of the news is that low.
_HIJRI_YEARS = range(1343, 1501)
IMPOSSIBLE = -1
# A clock of another zone, or a page made before midnight, may run a little ahead of now.
_AHEAD = timedelta(days=1)
# A weekday returns to the same date within eleven years.
_YEARS_BACK = 12


class Day(NamedTuple):
    """A day as printed. `year` is None where none is, two figures where it was so printed, IMPOSSIBLE where it
    contradicts its month.
    """

    year: int | None
    month: int
    day: int
    hijri: bool = False
    unsure: bool = False  # «05/12/2025», of which a weekday may tell that the month stands first

    @property
    def famous(self) -> bool:
        """Whether, alone and without its year, it is rather the name of something (25 يناير)."""
        return self.year is None and not self.hijri and (self.day, self.month) in FAMOUS_DAYS


class MonthOnly(NamedTuple):
    """A month and its year without a day: no date of an article, but none of its enemies either."""


def read_numeric(tokens: list[Token], at: int) -> tuple[Day, int] | None:
    """Read a date of numbers alone, and the era after it."""
    year, rest = divmod(tokens[at].value, 10_000)
    month, day = divmod(rest, 100)
    hijri = year in _HIJRI_YEARS
    return _with_era(tokens, at + 1, Day(year, month, day, hijri, unsure=tokens[at].word == UNSURE and not hijri))


def read_day_first(tokens: list[Token], at: int) -> tuple[Day | MonthOnly, int] | None:
    """Read «5 مارس 2024», «2024 مارس 5», from the number on."""
    number = tokens[at]
    if not _is_day(number):
        return _read_year_first(tokens, at) if number.value in _YEARS else None
    run = _month_run(tokens, _gap(tokens, at + 1))
    return _dated(tokens, number.value, *run) if run else None


def read_first(tokens: list[Token], at: int) -> tuple[Day, int] | None:
    """Read «غرة محرم 1447هـ», «فاتح ماي 2025»; فاتح is a given name too, so only with a year."""
    run = _month_run(tokens, _gap(tokens, at + 1))
    found = _dated(tokens, 1, *run) if run else None
    return found if found and found[0].year is not None else None


def read_month_first(tokens: list[Token], at: int) -> tuple[Day | MonthOnly, int] | None:
    """Read «مارس 5, 2024», and «شوال 1441هـ», which is a month only."""
    run = _month_run(tokens, at)
    if not run or run[0].kind is Kind.LIBYAN_MONTH:
        return None
    month, after = run
    number = _gap(tokens, after)
    if number < len(tokens) and _is_day(tokens[number]) and not _month_run(tokens, _gap(tokens, number + 1)):
        return _dated(tokens, tokens[number].value, month, number + 1)
    year, after = _year(tokens, after, hijri=month.kind is Kind.HIJRI_MONTH)
    if not year or year == IMPOSSIBLE:
        return None
    day = tokens[after] if after < len(tokens) and month.kind is Kind.MONTH else month
    if day.kind is Kind.NUMBER and _is_day(day) and len(day.word) == 2 and day.word[0] == "0":
        return Day(year, month.value, day.value), after + 1  # «مايو 2025 04», where no counter has a nought before it
    return MonthOnly(), _era(tokens, after)[1]


def on_calendar(day: Day, today: date, weekdays: Collection[int], beside: date | None = None) -> date | None:
    """Return the Gregorian day, None where there is no such day.

    Without a year it is the latest one that is not to come; the printed weekdays, if any, decide among the years,
    and so does `beside`, the same day in the other calendar; a Hijri day needs its year. A printed weekday never
    overrules a printed year, but tells by whose moon a Hijri day was counted, and whether 05/12 is in May.
    """
    if day.year is None:
        return _latest(day, today, weekdays, beside)
    year = day.year
    if not day.hijri and 0 <= year < 100:
        year += 2000 if 2000 + year <= today.year + 1 else 1900
    found = _date(day._replace(year=year))
    if found and day.unsure and weekdays and found.weekday() not in weekdays:
        other = _date(day._replace(year=year, month=day.day, day=day.month))
        return other if other and other.weekday() in weekdays and other <= today + _AHEAD else found
    return _as_sighted(found, weekdays) if found and day.hijri else found


def _as_sighted(found: date, weekdays: Collection[int]) -> date:
    """The day itself, or the one beside it that the printed weekday names: months begin a day apart by country."""
    beside = (found, found + timedelta(days=1), found - timedelta(days=1))
    return next((day for day in beside if day.weekday() in weekdays), found)


def _read_year_first(tokens: list[Token], at: int) -> tuple[Day, int] | None:
    run = _month_run(tokens, _gap(tokens, at + 1))
    if not run or run[0].kind is not Kind.MONTH:
        return None
    number = _gap(tokens, run[1])
    if number >= len(tokens) or not _is_day(tokens[number]) or _month_run(tokens, _gap(tokens, number + 1)):
        return None
    if _year(tokens, number + 1, hijri=False)[0] is not None:
        return None  # «2026 | نوفمبر 30, 2022»
    return Day(tokens[at].value, run[0].value, tokens[number].value), number + 1


def _dated(tokens: list[Token], day: int, month: Token, after: int) -> tuple[Day, int] | None:
    hijri = month.kind is Kind.HIJRI_MONTH
    year, after = _year(tokens, after, hijri=hijri)
    if month.kind is Kind.LIBYAN_MONTH and year not in LIBYAN_YEARS:
        return None
    found = Day(year, month.value, day, hijri)
    return (found, after) if year is None else _with_era(tokens, after, found)


def _month_run(tokens: list[Token], at: int) -> tuple[Token, int] | None:
    """Return the month at `at`, and where to go on after all its names: «كانون الثاني/ يناير», «آب (أغسطس)».

    None where the names are of two months.
    """
    if at >= len(tokens) or tokens[at].kind not in _MONTHS:
        return None
    month, after = tokens[at], at + 1
    while (nearby := _gap(tokens, after)) < len(tokens) and _same_calendar(month, tokens[nearby]):
        if tokens[nearby].value != month.value:
            return None
        after = nearby + 1
    return month, after


def _same_calendar(one: Token, other: Token) -> bool:
    return other.kind in _MONTHS and (one.kind is Kind.HIJRI_MONTH) == (other.kind is Kind.HIJRI_MONTH)


def _year(tokens: list[Token], at: int, *, hijri: bool) -> tuple[int | None, int]:
    """Return the year after a month (IMPOSSIBLE where it is of the other calendar), and where to go on."""
    number = _gap(tokens, at)
    if number < len(tokens) and tokens[number].kind is Kind.UNIT and tokens[number].word == "year":
        number += 1
    if number >= len(tokens):
        return None, at
    if tokens[number].kind is Kind.TIME and not hijri:
        return _year_after_clock(tokens, number), at
    if tokens[number].kind is not Kind.NUMBER:
        return None, at
    return _judged_year(tokens, number, at, hijri=hijri)


def _judged_year(tokens: list[Token], number: int, at: int, *, hijri: bool) -> tuple[int | None, int]:
    year = tokens[number].value
    if len(tokens[number].word) == 4:
        return (year if year in (_HIJRI_YEARS if hijri else _YEARS) else IMPOSSIBLE), number + 1
    if len(tokens[number].word) == 2 and not hijri and _stands_as_year(tokens, number):
        return year, number + 1
    return None, at


def _stands_as_year(tokens: list[Token], number: int) -> bool:
    """Two figures are a year between signs (05-Mar-24), and before the clock (RFC 822, section 5)."""
    signed = tokens[number - 1].kind is Kind.SIGN and tokens[number - 1].word in "-/'’"
    timed = number + 1 < len(tokens) and tokens[number + 1].kind is Kind.TIME
    return signed or timed


def _year_after_clock(tokens: list[Token], clock: int) -> int | None:
    """Return the year of «3 مايو 19:14 2023», and take its token away, so that the clock is read as any other."""
    number = clock + 1
    while number < len(tokens) and tokens[number].kind in (Kind.HALF, Kind.MEEM):
        number += 1
    if number < len(tokens) and tokens[number].kind is Kind.NUMBER and tokens[number].value in _YEARS:
        return tokens.pop(number).value
    return None


def _with_era(tokens: list[Token], after: int, day: Day) -> tuple[Day, int]:
    era, after = _era(tokens, after)
    if (era == "h" and not day.hijri) or (era == "g" and day.hijri):
        day = day._replace(year=IMPOSSIBLE)
    return day, after


def _era(tokens: list[Token], at: int) -> tuple[str, int]:
    bracket = at < len(tokens) and tokens[at].word == "("
    sign = at + 1 if bracket else at
    if sign >= len(tokens):
        return "", at
    if tokens[sign].kind is Kind.MEEM:
        return "g", sign + 1
    return (tokens[sign].word, sign + 1) if tokens[sign].kind is Kind.ERA else ("", at)


def _gap(tokens: list[Token], at: int) -> int:
    """Return where the next token stands that is no sign or word between the parts of a date."""
    while at < len(tokens) and _is_soft(tokens[at]):
        at += 1
    return at


def _is_soft(token: Token) -> bool:
    if token.kind in (Kind.SIGN, Kind.SEPARATOR):
        return token.word in _SOFT_SIGNS
    named = token.kind is Kind.UNIT and token.word in _NAMED and token.value == 1  # «3 شهر صفر», «12 سبتمبر سنة 2024»
    return named or token.kind is Kind.OF or (token.kind is Kind.FILLER and token.word in _ORDINALS)


def _is_day(token: Token) -> bool:
    return token.kind is Kind.NUMBER and 1 <= token.value <= 31 and len(token.word) <= 2


def _latest(day: Day, today: date, weekdays: Collection[int], beside: date | None) -> date | None:
    if day.hijri:  # a moon sighted a day later would move the weekday, and with it the year
        return None
    years_back = _YEARS_BACK if weekdays or beside else 1
    for year in range(today.year + 1, today.year - years_back - 1, -1):
        found = _date(day._replace(year=year))
        if found and found <= today + _AHEAD and _confirmed(found, weekdays, beside):
            return found
    return None


def _confirmed(found: date, weekdays: Collection[int], beside: date | None) -> bool:
    if beside is not None:
        return abs(found - beside) <= timedelta(days=3)
    return not weekdays or found.weekday() in weekdays


def _date(day: Day) -> date | None:
    years = _HIJRI_YEARS if day.hijri else _YEARS
    if day.year is None or day.year not in years:
        return None
    try:
        if day.hijri:
            return date(*Hijri(day.year, day.month, day.day).to_gregorian().datetuple())
        return date(day.year, day.month, day.day)
    except (ValueError, OverflowError):
        return None
