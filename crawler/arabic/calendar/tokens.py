"""Text to tokens: numbers, signs and known words, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from crawler.arabic.calendar.months import misspelt, misspelt_weekday
from crawler.arabic.calendar.words import PHRASE_LENGTH, Kind, Meaning, meaning, phrase
from crawler.arabic.text import fold

UNSURE = "d/m"  # the word of a date whose day may as well be its month


class Token(NamedTuple):
    """One token of a text. `value` and `word` are as Kind says; `text[start:end]` is what is printed."""

    kind: Kind
    value: int
    word: str
    start: int
    end: int


_MARKS = "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0300-\u036f\u200c"
_LETTER = r"[^\W\d_]"
# The slash, dot and hyphen of numeric dates, and what stands for them: \u060d is the Arabic date separator.
_BETWEEN = r"[/.\\\-_\u2010-\u2013\u060d]"
# Numbers with a comma between are a list, but for those that end with a year.
_BEFORE_YEAR = r"[/.\\\-_\u2010-\u2013\u060d\u060c]"
_GREENWICH = "(?:gmt|utc|[غج]ر[يىی]ن[يىی]?تش)"
_TOKEN = re.compile(
    rf"""
      (?P<host> https?://\S+ | [a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*\.[a-z]{{2,6}}\b(?:/\S*)? )
    | (?P<offset> (?:(?<![^\W\d_]){_GREENWICH}\s?)? \+\s?(?P<oh>\d{{1,2}})(?::?(?P<om>\d\d))?(?!\d)\s?(?:gmt\b|utc\b)?
        | (?<![^\W\d_]){_GREENWICH}\s?[-\u2212](?P<gh>\d{{1,2}})(?::?(?P<gm>\d\d))?(?!\d)
        | (?<=\d\s)-(?P<nh>0\d|1[0-2]):?(?P<nm>[03]0)(?!\d) )
    | (?P<ymd> (?P<y>\d{{4}})(?P<s1>\s?{_BETWEEN}\s?|:)(?P<m>\d{{1,2}})(?P=s1)(?P<d>\d{{1,2}})
        (?: (?!\d)(?:t(?=\d))? | (?<=\d\d)(?=\d\d:\d\d) ) )
    | (?P<dmy> (?P<d2>\d{{1,2}})\s?(?P<s2>{_BEFORE_YEAR})\s?(?P<m2>\d{{1,2}})\s?(?P=s2)\s?
        # DW runs «30.11.2023» and «30 نوفمبر 2023» together, Al Jazeera «12/2/2023» and «08:30».
        (?P<y2>\d{{4}})(?: (?!\d|{_BETWEEN}\d{{1,2}}{_BETWEEN}\d) | (?=\d{{1,2}}\s+{_LETTER}) | (?=\d{{1,2}}:\d\d) ) )
    | (?P<short> (?P<d3>\d{{1,2}})/(?P<m3>\d{{1,2}})/(?P<y3>\d\d)(?![\d/\-]|\.\d)
        | (?P<d4>\d\d)(?P<s4>[.\-])(?P<m4>\d\d)(?P=s4)(?P<y4>\d\d)(?![\d/.\-]) )
    | (?P<time> (?P<hh>\d{{1,2}})(?:[:\u2236\uff1a]|\s:\s|h|س|\s?سا\s?)(?P<mm>\d\d)(?!\d)
        (?: (?:[:\u2236\uff1a]|\s:\s)(?P<ss>\d\d)(?!\d)(?:[.,]\d{{1,9}})? )? )
    | (?P<glued> \d{{1,2}}:\d{{3,}} )
    | (?P<dotted> (?<![\d.])(?P<dh>\d{{1,2}})\.(?P<dm>\d\d)(?!\d|\.\d) )
    | (?P<counter> \d{{1,3}}(?:[,٬]\d{{3}})+(?!\d) | \d+(?:\.\d)?\s?[km](?!\w) )
    | (?P<number> \d+ )
    | (?P<numbered> (?<!\w)[كت][12١٢۱۲](?!\w) | (?:ربيع|جماد[اى])\s?[12١٢۱۲](?!\w)
        | (?<!\w)(?:تشرين|كانون)[12١٢۱۲](?!\w) | (?<=[\d/-]\s)(?:تشرين|كانون)\s[12١٢۱۲](?!\w) )
    | (?P<letters> (?<!\w){_LETTER}(?:\.\s?{_LETTER}){{1,3}}(?!\w)\.? )
    | (?P<word> {_LETTER}(?:{_LETTER}|[{_MARKS}])* )
    | (?P<separator> [|\u00a6\u2016\u2022\u00b7\u25cf\u25aa\u25e6\u2014\u2015>\u2600-\u27bf\U0001f300-\U0001faff]
        | (?<!\S)[/»](?!\S) | (?<!\S)[-\u2013] | [-\u2013](?!\S) | (?<!\S)\u0640+(?!\S) )
    | (?P<never> [©®] )
    | (?P<sign> [^\s] )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def tokenise(text: str) -> list[Token]:
    """Return the tokens of one cleaned line, phrases joined: «تشرين الأول» is one token."""
    tokens = [_token(match) for match in _TOKEN.finditer(text)]
    joined = []
    at = 0
    while at < len(tokens):
        token, at = _joined(tokens, at) if tokens[at].kind is Kind.WORD else (tokens[at], at + 1)
        joined.append(token)
    return [_spelt(joined, number) for number in range(len(joined))]


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """Return a word as the lexicon spells it."""
    return fold(word).replace(".", "").replace(" ", "")


def _joined(tokens: list[Token], at: int) -> tuple[Token, int]:
    """Return the word at `at`, with the words after it that make one phrase, and where to go on."""
    first = tokens[at]
    following: list[str] = []
    for token in tokens[at + 1 : at + PHRASE_LENGTH]:
        if token.kind is not Kind.WORD or not _adjacent(tokens[at + len(following)], token):
            break
        following.append(token.word)
    length, found = phrase(first.word, following) or (1, meaning(first.word))
    word = found.word or (first.word if length == 1 else "")
    return Token(found.kind, found.value, word, first.start, tokens[at + length - 1].end), at + length


def _spelt(tokens: list[Token], at: int) -> Token:
    """Return the token; a misspelt month, which only the day and the year around it make sure, as that month."""
    token = tokens[at]
    if token.kind is not Kind.WORD or at == len(tokens) - 1:
        return token
    if at == 0 or tokens[at - 1].kind in (Kind.LABEL, Kind.SEPARATOR) or tokens[at - 1].word == ":":
        return _spelt_weekday(token, tokens[at + 1 : at + 3])
    day, year = tokens[at - 1], tokens[at + 1]
    if at > 1 and tokens[at - 2].kind is Kind.MONTH and day.word in "/-(":
        day = next((each for each in tokens[max(0, at - 3) : at] if each.kind is Kind.NUMBER), day)
    if day.kind is not Kind.NUMBER or year.kind is not Kind.NUMBER or not 1 <= day.value <= 31 or len(year.word) != 4:
        return token
    month = misspelt(token.word)
    return token._replace(kind=Kind.MONTH, value=month) if month else token


def _spelt_weekday(token: Token, following: list[Token]) -> Token:
    """Return a misspelt day of the week that opens a date as that day."""
    number = next((each for each in following if each.kind is not Kind.SIGN), token)
    if number.kind is not Kind.DATE and not (number.kind is Kind.NUMBER and 1 <= number.value <= 31):
        return token
    weekday = misspelt_weekday(token.word)
    return token if weekday is None else token._replace(kind=Kind.WEEKDAY, value=weekday)


def _adjacent(left: Token, right: Token) -> bool:
    return right.start - left.end == 1


def _token(match: re.Match[str]) -> Token:
    name = match.lastgroup or "sign"
    found = _READERS[name](match)
    return Token(found.kind, found.value, found.word, match.start(), match.end())


def _word(match: re.Match[str]) -> Meaning:
    word = folded(match[0])
    # Tatweel alone is drawn as a dash.
    return Meaning(Kind.WORD, word=word) if word else Meaning(Kind.SEPARATOR, word="-")


def _date(year: str, month: str, day: str) -> Meaning:
    if len(year) == 4 and int(year) < 100:  # 0000 is no year, least of all 2000
        return Meaning(Kind.NUMBER, -1)
    return Meaning(Kind.DATE, int(year) * 10_000 + int(month) * 100 + int(day))


def _day_first(year: str, month: str, day: str) -> Meaning:
    """Day before month, as all Arab countries write; the other way round only where this one is impossible."""
    if int(month) > 12 >= int(day):
        month, day = day, month
    found = _date(year, month, day)
    return found._replace(word=UNSURE) if int(day) <= 12 and day != month else found


def _short(match: re.Match[str]) -> Meaning:
    year, month, day = match.group("y3", "m3", "d3") if match["y3"] else match.group("y4", "m4", "d4")
    return _date(year, month, day)


def _time(match: re.Match[str]) -> Meaning:
    return _clock(match["hh"], match["mm"], match["ss"])


def _clock(hour: str, minute: str, second: str | None = None, kind: Kind = Kind.TIME) -> Meaning:
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        return Meaning(Kind.NUMBER, -1)
    return Meaning(kind, hours * 3600 + minutes * 60 + seconds)


def _offset(match: re.Match[str]) -> Meaning:
    hours, minutes = next(pair for pair in (match.group(*names) for names in _OFFSETS) if pair[0])
    east = int(hours) * 60 + int(minutes or 0)
    if east > 14 * 60:
        return Meaning(Kind.NUMBER, -1)
    return Meaning(Kind.OFFSET, east if match["oh"] else -east)


_OFFSETS = (("oh", "om"), ("gh", "gm"), ("nh", "nm"))
_READERS: dict[str, Callable[[re.Match[str]], Meaning]] = {
    "host": lambda _: Meaning(Kind.HOST),
    "offset": _offset,
    "ymd": lambda match: _date(match["y"], match["m"], match["d"]),
    "dmy": lambda match: _day_first(match["y2"], match["m2"], match["d2"]),
    "short": _short,
    "time": _time,
    "dotted": lambda match: _clock(match["dh"], match["dm"], kind=Kind.DOTTED),
    "counter": lambda match: Meaning(Kind.NUMBER, -1, match[0]),
    "number": lambda match: Meaning(Kind.NUMBER, int(match[0]), match[0]),
    "numbered": _word,
    "letters": _word,
    "word": _word,
    "separator": lambda match: Meaning(Kind.SEPARATOR, word=match[0]),
    "glued": lambda _: Meaning(Kind.NEVER),  # «10:0512/3/2024»: an hour and what follows it, of which nothing is sure
    "never": lambda _: Meaning(Kind.NEVER),
    "sign": lambda match: Meaning(Kind.SIGN, word=match[0]),
}
