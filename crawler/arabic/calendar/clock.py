"""The hour of the day: «03:20 م», «9 مساء», 20:15, and what صباحا, مساء and the rest make of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from crawler.arabic.calendar.tokens import Token
from crawler.arabic.calendar.words import Kind

_HOUR = 3600
_HOUR_SIGNS = ((Kind.LETTER_UNIT, "hour"), (Kind.WORD, "سا"))
_QUARTERS = {
    "والنصف": 30, "ونصف": 30, "والثلث": 20, "وثلث": 20, "وثلثا": 20, "والربع": 15, "وربع": 15, "وربعا": 15,
}  # fmt: skip


class Clock(NamedTuple):
    """A printed time: the second of the day as printed, and the half of the day printed after it ("" is none)."""

    second: int
    half: str
    precision: Literal["minute", "hour"]


def read_time(tokens: Sequence[Token], at: int) -> tuple[Clock, int] | None:
    """Read «03:20 م»; the letter of «18:40 س», as Tunis writes it, says no more."""
    lettered = at + 1 < len(tokens) and (tokens[at + 1].kind, tokens[at + 1].word) in _HOUR_SIGNS
    half, after = _half(tokens, at + 2 if lettered else at + 1)
    return Clock(tokens[at].value, half, "minute"), after


def read_dotted(tokens: Sequence[Token], at: int) -> tuple[Clock, int] | None:
    """Read 13.45, where no other time is printed."""
    return None if any(token.kind is Kind.TIME for token in tokens) else read_time(tokens, at)


def read_hour(tokens: Sequence[Token], at: int) -> tuple[Clock, int] | None:
    """Read «9 مساء», or «الساعة 20»: an hour alone needs its half of the day, or to be past twelve."""
    said = tokens[at].kind is Kind.AT
    number = at + 1 if said else at
    while said and number < len(tokens) and tokens[number].word == ":":
        number += 1
    kinds = (Kind.NUMBER, Kind.HOUR) if said else (Kind.NUMBER,)
    if number >= len(tokens) or tokens[number].kind not in kinds or not 0 <= tokens[number].value < 24:
        return None
    minutes, after = _minutes(tokens, number + 1) if said else (0, number + 1)
    half, after = _half(tokens, after)
    printed = tokens[number].value > 12 or (minutes and tokens[after - 1].kind is Kind.UNIT)  # «11 و 30 دقيقة»
    if not half and not (said and printed):
        return None
    hour = tokens[number].value - (minutes < 0) or 12 * (minutes < 0)  # a quarter to one is after twelve
    return Clock(hour * _HOUR + minutes % 60 * 60, half, "minute" if minutes else "hour"), after


def second_of_day(clock: Clock, half: str = "") -> int | None:
    """Return the second of the day on the 24-hour clock; None where the hour and its half contradict each other.

    `half` is the one printed elsewhere in the line. An hour past twelve is of the 24-hour clock already,
    whatever follows it («19:14 مساء»).
    """
    half = clock.half or half
    hour, rest = divmod(clock.second, _HOUR)
    if not half:
        return clock.second
    hour = _hour(hour, half)
    return None if hour < 0 else hour * _HOUR + rest


def _hour(hour: int, half: str) -> int:
    first, last, shift = _SHIFTED[half]
    if half in ("am", "dawn", "night") and hour == 12:
        return 0
    if hour > 12:
        return -1 if half in ("am", "dawn") else hour
    if half == "pm" and hour == 0:
        return -1
    return hour + shift if first <= hour <= last else hour


# The hours to which twelve is added.
_SHIFTED = {
    "am": (0, -1, 0),
    "dawn": (0, -1, 0),
    "pm": (1, 11, 12),
    "noon": (1, 5, 12),
    "afternoon": (1, 8, 12),
    "night": (6, 11, 12),
}


def _minutes(tokens: Sequence[Token], at: int) -> tuple[int, int]:
    """Read «و 15 دقيقة», «والنصف», «إلا ربعا» after an hour; 0 where it is not there."""
    if at < len(tokens) and (minutes := _QUARTERS.get(tokens[at].word)):
        return minutes, at + 1
    if at + 1 < len(tokens) and tokens[at].word == "الا" and (minutes := _QUARTERS.get("و" + tokens[at + 1].word)):
        return -minutes, at + 2
    if at + 2 < len(tokens) and tokens[at].word == "و" and tokens[at + 1].kind is Kind.NUMBER:
        minutes, unit = tokens[at + 1].value, tokens[at + 2]
        if 0 < minutes < 60 and unit.kind is Kind.UNIT and unit.word == "minute":
            return minutes, at + 3
    return 0, at


def _half(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """Return the half of the day printed at `at` ("" where none is), and where to go on."""
    if at < len(tokens) and tokens[at].kind is Kind.FILLER and tokens[at].word == "في":
        at += 1
    if at >= len(tokens):
        return "", at
    if tokens[at].kind is Kind.HALF:
        return tokens[at].word, at + 1
    return ("pm", at + 1) if tokens[at].kind is Kind.MEEM else ("", at)
