"""«منذ ساعتين», «قبل 3 أيام», «20 دقيقة مضت», «أمس»: times told from now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from crawler.arabic.calendar.tokens import Token
from crawler.arabic.calendar.words import Kind, Meaning, meaning

# From the finest on; the finest unit said is the precision, a week being days.
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
_MOST = 1000


class Ago(NamedTuple):
    """So much before now: pairs of a unit and how many; empty for now."""

    amounts: tuple[tuple[str, int], ...]

    @property
    def finest(self) -> str:
        """The finest unit said; "minute" for now."""
        return min((unit for unit, _ in self.amounts), key=UNITS.index, default="minute")


class DaysAgo(NamedTuple):
    """«اليوم», «أمس», «أول أمس»: a day, by its distance from today."""

    days: int


def read_ago(tokens: Sequence[Token], at: int) -> tuple[Ago, int] | None:
    """Read «منذ ساعة و 20 دقيقة», «20 دقيقة مضت», «2 hours ago»."""
    said = tokens[at].kind is Kind.AGO
    amounts, after = _amounts(tokens, at + 1 if said else at)
    gone = after < len(tokens) and tokens[after].kind is Kind.GONE
    if not amounts or not (said or gone):
        return None
    return Ago(tuple(amounts)), after + 1 if gone else after


def since(tokens: list[Token]) -> list[Token]:
    """Return the tokens of a line, with the «من» of «من ساعتين», as Egypt and the Levant say it, as «منذ»."""
    at = next((number for number, token in enumerate(tokens) if token.kind not in (Kind.LABEL, Kind.SIGN)), 0)
    if len(tokens) - at < 2 or (tokens[at].kind, tokens[at].word) != (Kind.OF, "من"):
        return tokens
    said = all(token.kind in _SAID or token.word[:1] == "و" for token in tokens[at + 1 :])
    return [*tokens[:at], tokens[at]._replace(kind=Kind.AGO), *tokens[at + 1 :]] if said else tokens


_SAID = {Kind.NUMBER, Kind.COUNT, Kind.UNIT, Kind.PART, Kind.ABOUT}


def before(now: datetime, ago: Ago) -> datetime | None:
    """Return the instant, cut to its precision (a month is its first day); None where no news was that long ago."""
    day = _day_before(now.date(), ago)
    if day is None or day.year < 1990:
        return None
    seconds = sum(_SECONDS[unit] * count for unit, count in ago.amounts if unit in _SECONDS)
    if ago.finest in _SECONDS:
        moved = now if day == now.date() else datetime.combine(day, now.time(), now.tzinfo)
        return (moved.astimezone(UTC) - timedelta(seconds=seconds)).astimezone(now.tzinfo)
    first = day.replace(day=1) if ago.finest in ("month", "year") else day
    first = first.replace(month=1) if ago.finest == "year" else first
    return datetime(first.year, first.month, first.day, tzinfo=now.tzinfo)


def _day_before(today: date, ago: Ago) -> date | None:
    counts = dict(ago.amounts)
    total = today.year * 12 + today.month - 1 - counts.get("month", 0) - counts.get("year", 0) * 12
    year, month = divmod(total, 12)
    if not 1900 < year < 9999:
        return None
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    moved = date(year, month + 1, min(today.day, last))
    return moved - timedelta(days=counts.get("day", 0) + 7 * counts.get("week", 0))


def _amounts(tokens: Sequence[Token], at: int) -> tuple[list[tuple[str, int]], int]:
    amounts: list[tuple[str, int]] = []
    while len(amounts) < 3:
        start = _start(tokens, at, joined=bool(amounts))
        found = _amount(tokens, start, amounts)
        if not found or (amounts and start == at and not _follows(found[0], amounts[-1])):
            break
        amounts.append(found[0])
        at = found[1]
    return amounts, _skip(tokens, at, Kind.ABOUT)


def _follows(amount: tuple[str, int], before: tuple[str, int]) -> bool:
    """Whether an amount belongs to the one before it without an «و»: hours to days, but the minutes of
    «منذ 3 أيام 5 دقائق» are how long the story takes to read.
    """
    return "week" in (amount[0], before[0]) or UNITS.index(before[0]) - UNITS.index(amount[0]) == 1


def _start(tokens: Sequence[Token], at: int, *, joined: bool) -> int:
    at = _skip(tokens, at, Kind.ABOUT)
    return at + 1 if joined and at < len(tokens) and tokens[at].word in ("و", "and", "،", ",") else at


def _amount(tokens: Sequence[Token], at: int, before: list[tuple[str, int]]) -> tuple[tuple[str, int], int] | None:
    """Read one amount; `before` are those already read, since «ونصف» is of the hour before it."""
    if at >= len(tokens):
        return None
    said = _without_and(tokens[at]) if before else Meaning(tokens[at].kind, tokens[at].value, tokens[at].word)
    if said.kind is Kind.PART:
        return _part(tokens, at, said.value, before)
    if said.kind is Kind.UNIT:
        return _unit(tokens, at, said)
    if said.kind in (Kind.NUMBER, Kind.COUNT) and 0 <= said.value <= _MOST and at + 1 < len(tokens):
        unit = tokens[at + 1]
        if unit.kind in (Kind.UNIT, Kind.LETTER_UNIT):
            return (unit.word, said.value), at + 2
    return None


def _unit(tokens: Sequence[Token], at: int, said: Meaning) -> tuple[tuple[str, int], int] | None:
    """«ساعة», «ساعة واحدة», «ساعتين»; «ساعات» alone says nothing."""
    if not said.value:
        return None
    one = said.value == 1 and at + 1 < len(tokens) and tokens[at + 1].kind is Kind.COUNT and tokens[at + 1].value == 1
    return (said.word, said.value), at + 2 if one else at + 1


def _part(
    tokens: Sequence[Token], at: int, minutes: int, before: list[tuple[str, int]]
) -> tuple[tuple[str, int], int] | None:
    """«نصف ساعة», or the half of «ساعة ونصف»."""
    if at + 1 < len(tokens) and tokens[at + 1].kind is Kind.UNIT and tokens[at + 1].word == "hour":
        return ("minute", minutes), at + 2
    return (("minute", minutes), at + 1) if before and before[-1][0] == "hour" else None


def _without_and(token: Token) -> Meaning:
    if token.kind is Kind.WORD and token.word.startswith("و"):
        return meaning(token.word[1:])
    return Meaning(token.kind, token.value, token.word)


def _skip(tokens: Sequence[Token], at: int, kind: Kind) -> int:
    return at + 1 if at < len(tokens) and tokens[at].kind is kind else at
