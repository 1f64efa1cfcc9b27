"""Whether what stands around a date lets it be the date of a page: a masthead does, a sentence does not."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.arabic.calendar.clock import Clock
from crawler.arabic.calendar.days import Day
from crawler.arabic.calendar.parts import Break, Known, Label, Loose, Part, Weekday
from crawler.arabic.calendar.relative import Ago, DaysAgo
from crawler.arabic.calendar.words import Kind
from crawler.arabic.date_words import DATE_WORDS
from crawler.arabic.furniture import is_section
from crawler.arabic.lists import key, listed
from crawler.arabic.names import is_sure
from crawler.arabic.outlets import is_outlet
from crawler.arabic.several import people

# A section's or a writer's name, between separators.
_FREE_WORDS = 3
_FREE_SEGMENTS = 3
_DATELINE_WORDS = 3
_NAME_WORDS = 4
_WRITERS = 2
_FIRST_YEAR = 1990
_OCCASIONS = listed("عيد, ذكرى, ميلاد, خطاب")  # given names too: «عيد الأم 21 مارس 2024»


def without_story(parts: list[Part], text: str) -> list[Part]:
    """Return the parts up to the agency that ends a dateline: «الدوحة في 14 مايو /قنا/ أكد…» dates its story."""
    for number, part in enumerate(parts):
        if isinstance(part.thing, Known) and part.thing.kind is Kind.AGENCY:
            return _dateline(parts[: number + 1], text) or parts
    return parts


def admits(parts: Sequence[Part], text: str) -> bool:
    """Whether the line is a date line: no loose word stands beside the date itself but a writer's or an outlet's
    name, and a name or two at most stand apart from it.
    """
    if any(isinstance(part.thing, Known) and part.thing.kind is Kind.NEVER for part in parts):
        return False
    if _is_of_two_lands(parts):
        return False
    segments = _segments(parts)
    free = [segment for segment in segments if any(isinstance(part.thing, Loose) for part in segment)]
    if len(free) > _FREE_SEGMENTS:
        return False
    whole = all(_is_of_news(part.thing) for part in parts if isinstance(part.thing, Day))
    return all(_is_name(segment) or (whole and _is_beside_whole_date(segment, text)) for segment in free)


def _is_of_two_lands(parts: Sequence[Part]) -> bool:
    """Whether the line is nothing but two places of different lands and a day: «المغرب - تونس 13/07/2025», a match."""
    zones = {part.thing.zone for part in parts if isinstance(part.thing, Known) and part.thing.kind is Kind.PLACE}
    return len(zones) > 1 and all(
        isinstance(part.thing, Day | Break) or (isinstance(part.thing, Known) and part.thing.kind is Kind.PLACE)
        for part in parts
    )


def _is_of_news(day: Day) -> bool:
    """Whether a day has its year, and one in which a page may have been made: «نجيب محفوظ 11 ديسمبر 1911»."""
    return day.year is not None and (day.hijri or day.year < 100 or day.year >= _FIRST_YEAR)


def confirmed(parts: Sequence[Part]) -> bool:
    """Whether something says that a day without a year is a date and no name: a weekday, a clock, a label, or the
    agency of a dateline.
    """
    return any(
        isinstance(part.thing, Weekday | Clock | Label)
        or (isinstance(part.thing, Known) and part.thing.kind is Kind.AGENCY)
        for part in parts
    )


def is_bare(parts: Sequence[Part]) -> bool:
    """Whether nothing stands in the line but the date."""
    return not any(isinstance(part.thing, Loose | Known) for part in parts)


def is_told_of(parts: Sequence[Part]) -> bool:
    """Whether a relative time belongs to a place or a name beside it: «في جدة أمس» tells of an event."""
    for segment in _segments(parts):
        things = [part.thing for part in segment]
        if any(isinstance(thing, Ago | DaysAgo) for thing in things):
            return any(isinstance(thing, Known) and thing.kind in _OF_A_STORY for thing in things)
    return False


_OF_A_STORY = (Kind.PLACE, Kind.AGENCY, Kind.CREDIT)


def _dateline(head: list[Part], text: str) -> list[Part] | None:
    """Return the dateline without its loose place (حفر الباطن), None where it is none."""
    if not any(isinstance(part.thing, Day) for part in head) or not _is_signed(head, text):
        return None
    first = next(number for number, part in enumerate(head) if isinstance(part.thing, Day | Weekday))
    loose = [part for part in head if isinstance(part.thing, Loose)]
    if len(loose) > _DATELINE_WORDS or any(part in loose for part in head[first:]):
        return None
    return [part for part in head if part not in loose]


def _is_signed(head: list[Part], text: str) -> bool:
    """Whether the agency stands between brackets or slashes, before a dash, or straight after both calendars' days."""
    bracketed = text[: head[-1].start].rstrip()[-1:] in ("(", "/", "[", "«")
    dashed = text[head[-1].end :].lstrip()[:1] in ("-", "\u2013", "\u2014", "\u0640", ":")
    return bracketed or dashed or (len(head) > 1 and sum(isinstance(part.thing, Day) for part in head) > 1)


def _segments(parts: Sequence[Part]) -> list[list[Part]]:
    segments: list[list[Part]] = [[]]
    for part in parts:
        if isinstance(part.thing, Break):
            segments.append([])
            continue
        if isinstance(part.thing, Label) and part.thing.opens:
            segments.append([])
        segments[-1].append(part)
    return segments


def _is_name(segment: Sequence[Part]) -> bool:
    """Whether a segment with loose words is a section's or a writer's name."""
    if any(isinstance(part.thing, Day | Clock | Ago | DaysAgo | Weekday) for part in segment):
        return False
    loose = [part.thing for part in segment if isinstance(part.thing, Loose)]
    return len(loose) <= _FREE_WORDS and not any(thing.number for thing in loose)


def _is_beside_whole_date(segment: Sequence[Part], text: str) -> bool:
    """Whether the loose words of a segment are a counter, or name a writer or an outlet before the date: «1234 |
    12 فبراير 2023», «محمد علي ديسمبر 5, 2019», «السومرية نيوز 2023-02-12».
    """
    if len(segment) == 1:
        return _is_alone(segment[0], text)
    if _is_before_section(segment, text):
        return True
    day = next((number for number, part in enumerate(segment) if isinstance(part.thing, Day | Weekday)), 0)
    if not 0 < day <= 2 * _NAME_WORDS or any(isinstance(part.thing, Loose) for part in segment[day:]):
        return False
    if text[segment[day - 1].end :].lstrip()[:1] == ":":  # «سالم المنصوري: 5 مارس 2024», of what he did
        return False
    name = text[segment[0].start : segment[day - 1].end].partition("(")[0]  # «سالم المنصوري (دمشق) 5 مارس 2024»
    return _is_signed_by(name.split()) or (day <= _NAME_WORDS and (is_outlet(name) or is_section(name)))


def _is_before_section(segment: Sequence[Part], text: str) -> bool:
    """Whether a segment is a date with its clock and a section's name: «الأحد 12 أيار 2024 الساعة 14:20 سياسة»."""
    loose = next((number for number, part in enumerate(segment) if isinstance(part.thing, Loose)), len(segment))
    told = [part.thing for part in segment[:loose]]
    if not any(isinstance(thing, Day) for thing in told) or not any(isinstance(thing, Clock) for thing in told):
        return False
    return is_section(text[segment[loose].start : segment[-1].end])


def _is_signed_by(words: list[str]) -> bool:
    """Whether words are a writer's name, or two writers'."""
    told_of = key(words[0]) in _OCCASIONS or words[-1] == "في" or any(key(word) in DATE_WORDS for word in words[1:])
    writers = [] if told_of else people(words)
    return 0 < len(writers) <= _WRITERS and all(len(each) <= _NAME_WORDS and is_sure(each) for each in writers)


def _is_alone(part: Part, text: str) -> bool:
    """Whether a number is parted from the date by more than a dash: «5 - 7 مارس 2024» is a span."""
    return text[part.end :].lstrip()[:1] not in ("-", "\u2013", "\u2014", "/", "\u0640")
