"""The dates that stand around a headline, as the page prints them and as it tells them to machines beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.called import called, names_of
from crawler.extraction.candidates import Candidate, Clock, candidate, read
from crawler.extraction.lines import Line, Zone
from crawler.extraction.rows import apart, pieces

_LABEL = re.compile(r"ن\u064f?شر|تاريخ|تحديث|تعديل|أضيف|publish|updated|posted", re.IGNORECASE)
_LABEL_WORDS = 4
_CHANGES = re.compile(r"تحديث|تعديل|محدث|معدل|updated|modified", re.IGNORECASE)
_LABELS = re.compile(
    r"[\[(|–-]?\s*(?=(?:(?:آخر|اخر|تاريخ|تم|وقت) (?:ال)?(?:تحديث|تعديل|نشر)"
    r"|(?<!\w)(?:ال)?(?:تحديث|تعديل|نُ?شر(?:ت)?)(?= ?(?:في|:|بتاريخ|بـ|يوم|\d)))(?!\w))"
)
_BEGUN = re.compile(r"(?:تم |تاريخ )?(?:ال)?ن\u064f?شر\w{0,2}\s*(?:بـ|ب|في|بتاريخ|يوم|على)?\s*:?\s*(?=\S)")
_MARKS = " \t|/–—،,-([])"
_BOTH = 2  # dates on a line: of the publication and of the change
_CLOCK = re.compile(r"\D{0,12}\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[صم]|صباحا?ً?|مساءً?|am|pm)?\.?", re.IGNORECASE)
_TIME = 20  # characters of a line that is a time
# Where a site prints today's date, and what it prints beside it.
_TODAYS = called(
    r"today|clock|(?:^|[-_\s])now|current|topbar|top-?bar|toplin|masthead|weather|ticker|site-?date|date-?time-?now"
)
_BESIDE_TODAY = re.compile(r"^\s*اليوم\s*[:،,]|العدد\s*[:#]?\s*\d|°|مواقيت|الطقس|سعر الصرف")
_AROUND = 3  # elements up
_INSIDE = 12  # elements of a line that may hold a machine's date
_ATTRIBUTES = frozenset(
    (
        "datetime",
        "data-datetime",
        "data-time",
        "data-timestamp",
        "data-date",
        "data-utime",
        "title",
        "content",
    )
)
_EXACT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*|1\d{9}(?:\d{3})?", re.ASCII)
_CHANGED = called(r"updat|modif")
_PUBLISHED = called(r"publish|entry-date|posted")


def printed_dates(head: Sequence[Line], clock: Clock) -> list[Candidate]:
    """Return the dates that the head prints, in its order; a time on the line beside its day is taken with it.

    What the same lines tell to machines stands among them, with the origin "meta". A date over the headline that does
    not say whose it is is loose; one that stands where a site prints today's is none.
    """
    found: list[Candidate] = []
    top = head[0].order if head else 0
    for number, line in enumerate(head):
        above = line.order < top
        if above and (line.zone & Zone.HEADER or _is_todays(line)):
            continue
        if not above and _BESIDE_TODAY.match(line.text) and line.text.lstrip().startswith("اليوم"):
            continue
        dates = list(_dates_of(line, clock))
        label = head[number - 1].text if number and _is_label(head[number - 1].text) and not above else ""
        if label and len(dates) == 1 and not _LABEL.search(line.text) and _CHANGES.search(label):
            dates = [replace(dates[0], changed=True)]
        if len(dates) == 1 and not dates[0].timed:
            beside = [each.text for each in head[max(0, number - 1) : number + 2]]
            dates = [_with_time(dates[0], beside[::-1], clock)]
        loose = above and not _LABEL.search(line.text)
        found += [replace(each, loose=True) for each in dates] if loose else dates
        found += [each for each in _told(line, clock) if each.zoned or not any(one.timed for one in dates)]
    return found


def _dates_of(line: Line, clock: Clock) -> Iterator[Candidate]:
    """The date of a line as a whole, else those of its pieces: «نشر» and «آخر تحديث» often stand side by side."""
    found = list(_dates_in([(text, _is_changed(node)) for text, node in pieces(line)], clock))
    text = apart(line)
    if len(found) < _BOTH and len(parts := [part.strip(_MARKS) for part in _LABELS.split(text) if part]) > 1:
        labelled = list(_dates_in([(part, False) for part in parts], clock))
        found = labelled if len(labelled) > len(found) else found
    whole = candidate("visible", text, clock) if len(found) < _BOTH else None
    if whole is not None:
        found = [whole]
    elif len(found) == 1:
        found = [_with_time(found[0], [piece for piece, _ in pieces(line)], clock)]
    changed = _is_changed(line.node)
    yield from (replace(each, changed=True) if changed else each for each in found)


def _is_changed(node: HtmlElement) -> bool:
    """Whether an element's names call its date the last change's."""
    names = node.get("class") or ""
    return _CHANGED(names) and not _PUBLISHED(names)


def _dates_in(parts: Sequence[tuple[str, bool]], clock: Clock) -> Iterator[Candidate]:
    """The dates of pieces, each with whether it is a change's; a label in a piece of its own is read with the next."""
    label = ""
    for part, changed in parts:
        one = candidate("visible", part, clock)
        if one is None and (begun := _BEGUN.match(part)):
            one = candidate("visible", part[begun.end() :], clock)  # «نشر بـ 18/03/2026»
        if one is not None:
            yield replace(one, changed=changed or bool(label and not _LABEL.search(part) and _CHANGES.search(label)))
            label = ""
        elif any(map(str.isalnum, part)):  # a bar between label and date is none
            label = part if _is_label(part) else ""


def _is_label(text: str) -> bool:
    return len(text.split()) <= _LABEL_WORDS and bool(_LABEL.search(text))


def _with_time(day: Candidate, beside: Sequence[str], clock: Clock) -> Candidate:
    """A day with the time that stands beside it in a piece or a line of its own; the day alone, where none does."""
    for text in beside if not day.timed else ():
        if len(text) < _TIME and _CLOCK.fullmatch(text) and read(text, clock.now, clock.zone) is None:
            both = candidate("visible", f"{day.raw} {text}", clock)
            if both and both.timed and both.read.instant.date() == day.read.instant.date():
                return both
    return day


def _is_todays(line: Line) -> bool:
    """Whether a line stands where a site prints today's date, by the names around it or what it says besides."""
    if _LABEL.search(line.text):
        return False
    node: HtmlElement | None = line.node
    for _ in range(_AROUND):
        if node is None or node.tag in ("body", "html"):
            break
        if _TODAYS(names_of(node)):
            return True
        node = node.getparent()
    return bool(_BESIDE_TODAY.search(line.text))


def _told(line: Line, clock: Clock) -> Iterator[Candidate]:
    """What a line's elements tell to machines of its own date: <time datetime>, data-timestamp."""
    if _CHANGES.search(line.text):
        return
    for element in islice(line.node.iter(), _INSIDE):
        given = element.items() if isinstance(element.tag, str) else ()
        told = [value.strip() for name, value in given if name in _ATTRIBUTES and _EXACT.fullmatch(value.strip())]
        raw = None if not told or _is_changed(element) else told[0]
        if raw and (one := candidate("meta", raw, clock)):
            yield one
            return
