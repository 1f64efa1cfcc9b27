"""Tokens to parts: what a line says of the day and the hour, and the loose words between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from crawler.arabic.calendar.clock import Clock, read_dotted, read_hour, read_time
from crawler.arabic.calendar.days import Day, MonthOnly, read_day_first, read_first, read_month_first, read_numeric
from crawler.arabic.calendar.relative import Ago, DaysAgo, read_ago
from crawler.arabic.calendar.tokens import Token
from crawler.arabic.calendar.words import Kind

_OF_SOURCES = ("المصدر", "مصدر")
_PAPERS = frozenset(
    "بيان تقرير دراسه تصريح تصريحات خطاب وثيقه وثايق مقابله حوار استطلاع كتاب محضر احصاءات بيانات رساله قرار".split()
)
# The names that may follow «كتب» and «جريدة».
_MOST_NAMES = 5


class Weekday(NamedTuple):
    """A day of the week: datetime.weekday()'s number."""

    number: int


class Half(NamedTuple):
    """A half of the day that stands apart from its hour."""

    name: str


class Zone(NamedTuple):
    """A zone: its IANA name, or where `name` is empty the minutes east of Greenwich."""

    name: str
    minutes: int = 0


class Label(NamedTuple):
    """«نشر في», «آخر تحديث», «بتاريخ»; with a colon after it, it opens a thing of its own."""

    role: Literal["published", "updated", ""]
    opens: bool = False


class Known(NamedTuple):
    """What says nothing of the date, and may stand beside one; a place with its zone."""

    kind: Kind
    zone: str = ""


class Break(NamedTuple):
    """What parts one thing of a masthead from the next."""


class Loose(NamedTuple):
    """A word, or a number, that belongs to no date."""

    number: bool


Thing: TypeAlias = Day | MonthOnly | Clock | Ago | DaysAgo | Weekday | Half | Zone | Label | Known | Break | Loose
Read: TypeAlias = tuple[Thing, int] | None


class Part(NamedTuple):
    """A thing, and where in the text it stands."""

    thing: Thing
    start: int
    end: int


def read_parts(tokens: list[Token]) -> list[Part]:
    """Return the parts of a line, in order."""
    tokens = list(tokens)
    parts: list[Part] = []
    at = 0
    while at < len(tokens):
        thing, after = _thing(tokens, at, parts)
        if thing is not None:
            parts.append(Part(thing, tokens[at].start, tokens[after - 1].end))
        at = after
    return parts


def _thing(tokens: list[Token], at: int, parts: list[Part]) -> tuple[Thing | None, int]:
    kind = tokens[at].kind
    if kind is Kind.SIGN:
        return None, at + 1
    for rule in _RULES.get(kind, ()):
        if found := rule(tokens, at):
            return found
    if kind is Kind.NUMBER and tokens[at].value >= 0 and parts and _is_counted_after(parts[-1].thing):
        return Known(Kind.COUNTED), at + 1
    if kind is Kind.MEEM:
        after_day = parts and isinstance(parts[-1].thing, Day | MonthOnly)
        return Known(Kind.ERA) if after_day else Half("pm"), at + 1
    if kind is Kind.PLACE:
        return Known(kind, tokens[at].word), at + 1
    return Known(kind) if kind in _KNOWN else Loose(number=kind in _NUMBERS), at + 1


def _is_counted_after(thing: Thing) -> bool:
    """Whether a number after it is a counter: «ديسمبر 3, 2019 128», views or comments whose icon is lost."""
    if isinstance(thing, Day):
        return thing.year is not None and thing.year >= 1000
    if isinstance(thing, Ago):  # but «منذ عام 2011»
        return any(count > 2 for _, count in thing.amounts)
    return isinstance(thing, Known) and thing.kind is Kind.COUNTED


def _read_zone(tokens: list[Token], at: int) -> Read:
    """«بتوقيت القاهرة», «(توقيت غرينتش)», «بتوقيت غرينتش+1»."""
    named = at + 1
    if named < len(tokens) and tokens[named].word == ":":
        named += 1
    if named < len(tokens) and tokens[named].kind in (Kind.PLACE, Kind.ZONE, Kind.OFFSET):
        return _zone(tokens[named]), named + 1
    return None


def _zone(token: Token) -> Zone:
    return Zone(token.word if "/" in token.word else "", token.value)


def _read_issue(tokens: list[Token], at: int) -> Read:
    """«العدد : ١٧٠٩٥», and «عدد الخميس»."""
    number = at + 1
    if number < len(tokens) and tokens[number].kind is Kind.WEEKDAY:
        return Known(Kind.ISSUE), number
    while number < len(tokens) and (tokens[number].word in (":", ".", "(", "[") or tokens[number].kind is Kind.ISSUE):
        number += 1
    if number < len(tokens) and tokens[number].kind is Kind.NUMBER:
        return Known(Kind.ISSUE), number + 1
    return None


def _read_credit(tokens: list[Token], at: int) -> Read:
    """«كتب: فلان الفلاني», «جريدة الصباح»."""
    after = at + 1
    if after < len(tokens) and tokens[after].word in (":", "/", "-", "\u2013", "|"):
        after += 1
    first = after
    if tokens[at].word in _OF_SOURCES and after < len(tokens) and tokens[after].word in _PAPERS:
        return Known(Kind.NEVER), after  # «المصدر: بيان 13 يوليو 2025» dates the statement
    while after < len(tokens) and after - first < _MOST_NAMES and _is_name(tokens, after):
        after += 1
    return Known(Kind.CREDIT), after if after > first else at + 1


def _is_name(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind in (Kind.MONTH, Kind.HIJRI_MONTH):
        return not read_month_first(list(tokens), at)
    return token.kind in _NAMES or token.word in (".", "،", "«")


def _read_counted(tokens: list[Token], at: int) -> Read:
    """«مشاهدات: 134», «وقت القراءة: 3 دقائق»."""
    number = at + 1
    while number < len(tokens) and tokens[number].word in (":", "(", "|"):
        number += 1
    if number >= len(tokens) or tokens[number].kind not in (Kind.NUMBER, Kind.COUNT):
        return Known(Kind.COUNTED), at + 1
    unit = number + 1 < len(tokens) and tokens[number + 1].kind is Kind.UNIT
    if not unit and read_day_first(list(tokens), number):
        return Known(Kind.COUNTED), at + 1
    return Known(Kind.COUNTED), number + (2 if unit else 1)


def _read_count(tokens: list[Token], at: int) -> Read:
    """«134 مشاهدة», «3 دقائق للقراءة»."""
    after = at + 1
    if after < len(tokens) and tokens[after].kind is Kind.UNIT and tokens[after].word in ("minute", "second"):
        after += 1
    if after < len(tokens) and tokens[after].kind is Kind.COUNTED:
        return Known(Kind.COUNTED), after + 1
    return None


def _read_unclear_hour(tokens: list[Token], at: int) -> Read:
    """«الساعة 6» may be morning or evening: it says nothing, and takes nothing from the day."""
    number = at + 1
    if number < len(tokens) and tokens[number].word == ":":
        number += 1
    unclear = (
        number < len(tokens) and tokens[number].kind in (Kind.NUMBER, Kind.HOUR) and 1 <= tokens[number].value <= 12
    )
    if unclear and not read_day_first(list(tokens), number):
        return Known(Kind.FILLER), number + 1
    return Known(Kind.FILLER), at + 1


def _read_the_day(tokens: list[Token], at: int) -> Read:
    """«يوم» before the day it announces: «يوم الثلاثاء»."""
    after = at + 1
    if after < len(tokens) and tokens[after].word == ":":
        after += 1
    if tokens[at].word != "day" or after >= len(tokens):
        return None
    if tokens[after].kind in (Kind.WEEKDAY, Kind.DATE, Kind.LABEL):
        return Known(Kind.FILLER), after
    return (Known(Kind.FILLER), after) if read_day_first(list(tokens), after) else None


def _read_duration(tokens: list[Token], at: int) -> Read:
    """«5 دقائق», «دقيقة واحدة», «دقيقتان»: how long a story takes to read."""
    unit = at if tokens[at].kind is Kind.UNIT else at + 1
    if unit >= len(tokens) or tokens[unit].kind is not Kind.UNIT or tokens[unit].word != "minute":
        return None
    one = unit + 1 < len(tokens) and tokens[unit + 1].kind is Kind.COUNT and tokens[unit + 1].value == 1
    return Known(Kind.COUNTED), unit + (2 if one else 1)


def _read_half(tokens: list[Token], at: int) -> Read:
    """A half of the day; before an hour, «الفجر 4:15» is a prayer's."""
    after = at + 1
    while after < len(tokens) and tokens[after].word in (":", "-"):
        after += 1
    prayer = tokens[at].value and after < len(tokens) and tokens[after].kind is Kind.TIME
    return (Known(Kind.NEVER) if prayer else Half(tokens[at].word)), at + 1


def _read_label(tokens: list[Token], at: int) -> Read:
    opens = at + 1 < len(tokens) and tokens[at + 1].word == ":"
    return Label(_ROLES.get(tokens[at].word, ""), opens), at + 1


_Rule: TypeAlias = Callable[[list[Token], int], Read]
_RULES: dict[Kind, tuple[_Rule, ...]] = {
    Kind.NUMBER: (read_day_first, read_ago, read_hour, _read_count, _read_duration),
    Kind.COUNT: (read_ago, _read_count),
    Kind.UNIT: (read_ago, _read_the_day, _read_duration),
    Kind.ABOUT: (read_ago,),
    Kind.PART: (read_ago,),
    Kind.AGO: (read_ago,),
    Kind.NOW: (lambda _, at: (Ago(()), at + 1),),
    Kind.DAYS_AGO: (lambda tokens, at: (DaysAgo(tokens[at].value), at + 1),),
    Kind.FIRST: (read_first,),
    Kind.DATE: (read_numeric,),
    Kind.MONTH: (read_month_first,),
    Kind.HIJRI_MONTH: (read_month_first,),
    Kind.TIME: (read_time,),
    Kind.DOTTED: (read_dotted,),
    Kind.AT: (read_hour, _read_unclear_hour),
    Kind.HALF: (_read_half,),
    Kind.WEEKDAY: (lambda tokens, at: (Weekday(tokens[at].value), at + 1),),
    Kind.ZONE: (lambda tokens, at: (_zone(tokens[at]), at + 1),),
    Kind.OFFSET: (lambda tokens, at: (Zone("", tokens[at].value), at + 1),),
    Kind.ZONE_OF: (_read_zone,),
    Kind.LABEL: (_read_label,),
    Kind.SEPARATOR: (lambda _, at: (Break(), at + 1),),
    Kind.ISSUE: (_read_issue,),
    Kind.CREDIT: (_read_credit,),
    Kind.COUNTED: (_read_counted,),
}
_ROLES: dict[str, Literal["published", "updated"]] = {"published": "published", "updated": "updated"}
_KNOWN = {Kind.AGENCY, Kind.FILLER, Kind.ERA, Kind.HOST, Kind.NEVER}
_NUMBERS = {Kind.NUMBER, Kind.DOTTED}
_NAMES = {
    Kind.WORD, Kind.PLACE, Kind.AGENCY, Kind.LIBYAN_MONTH, Kind.LETTER_UNIT, Kind.OF, Kind.CREDIT, Kind.DAYS_AGO,
    Kind.FIRST, Kind.HOUR,
}  # fmt: skip
