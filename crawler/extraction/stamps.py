"""The dates that stand around a headline, as the page prints them and as it tells them to machines beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice, takewhile

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.arabic.bylines import is_person
from crawler.arabic.text import tidy
from crawler.extraction.called import called, names_of
from crawler.extraction.candidates import Candidate, Clock, candidate, is_update, read
from crawler.extraction.lines import Line, Zone
from crawler.extraction.rows import apart, pieces

_LABEL = re.compile(r"ن\u064f?شر|تاريخ|تحديث|تعديل|أضيف|publish|updated|posted", re.IGNORECASE)
_LABEL_WORDS = 4
# Before a date, what is not the article's.
_ANOTHER = re.compile(
    r"موعد|انتهاء|الميلاد|الوفاة|تاريخ ال(?!نشر|تحديث|تعديل|[إا]ضاف|[إا]دراج|خبر|مقال|[إا]نشاء|تحرير|كتاب|يوم|[إا]صدار)"
)
_CHANGES = re.compile(r"تحديث|تعديل|محدث|معدل|updated|modified", re.IGNORECASE)
_LABELS = re.compile(
    r"[\[(|–-]?\s*(?=(?:(?:آخر|اخر|تاريخ|تم|وقت) (?:ال)?(?:تحديث|تعديل|نشر)"
    r"|(?<!\w)(?:ال)?(?:تحديث|تعديل|نُ?شر(?:ت)?)(?= ?(?:في|:|بتاريخ|بـ|يوم|\d)))(?!\w))"
)
_BEGUN = re.compile(r"(?:تم |تاريخ )?(?:ال)?ن\u064f?شر\w{0,2}\s*(?:بـ|ب|في|بتاريخ|يوم|على)?\s*:?\s*(?=\S)")
_MARKS = " \t|/–—،,-([])"
_BOTH = 2  # dates on a line: of the publication and of the change
_CLOCK = re.compile(r"\D{0,12}\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[صم]|صباحا?ً?|مساءً?|am|pm)?\.?", re.IGNORECASE)
_LABELLING = re.compile(r"^\D+")
_SET_IN = ("figure", "figcaption", "blockquote")
_SENTENCE, _STOPS = 8, (".", "؟", "!", "…")  # a sentence has more words, and one of these at its end
_TIME = 20  # characters of a line that is a time
# Where a site prints today's date, and what it prints beside it.
_TODAYS = called(
    r"today|clock|(?:^|[-_\s])now|current|topbar|top-?bar|toplin|masthead|weather|ticker|site-?date|date-?time-?now"
)
_BESIDE_TODAY = re.compile(r"^\s*اليوم\s*[:،,](?!\s*\d{1,2}[:.]\d\d\s*$)|العدد\s*[:#]?\s*\d|°|مواقيت|الطقس|سعر الصرف")
_LATELY = timedelta(days=1)  # from the fetching: a date as far above the headline may be the site's today
_MEMBERS = re.compile(
    r"(?:اشترك في|انضم|عضو منذ|تاريخ (?:التسجيل|الانضمام|الاشتراك)|joined|join date)\b", re.IGNORECASE
)
_SHORTEST = 3  # words of a headline in a row of such
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_CARD = 40  # words of a box with another story's headline
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


def is_sentence(line: Line) -> bool:
    """Whether a line is surely one of the story's sentences, or ends with one."""
    return line.words > _SENTENCE and line.text.endswith(_STOPS)


def printed_dates(head: Sequence[Line], title: Line | None, clock: Clock) -> list[Candidate]:
    """Return the dates that the head prints, in its order; a time on the line beside its day is taken with it.

    What the same lines tell to machines stands among them, with the origin "meta". A date over the headline that does
    not say whose it is is loose; one that stands where a site prints today's is none, nor is a picture's.
    """
    found: list[Candidate] = []
    begun = False
    top = title.order if title is not None else head[0].order if head else 0
    for number, line in enumerate(head):
        above = line.order < top
        if _MEMBERS.match(line.text) or _is_set_in(line) or (above and (line.zone & Zone.HEADER or _is_todays(line))):
            continue
        if not above and _BESIDE_TODAY.match(line.text) and line.text.lstrip().startswith("اليوم"):
            continue
        begun = begun or (line.order > top and is_sentence(line))
        if begun and line.is_heading and not above:  # of a part of the story
            continue
        dates, told = list(_dates_of(line, clock)), list(_told(line, clock))
        before = head[number - 1].text if number else ""
        if not (dates or told) or _is_of_another(before) or _is_cards(line, title, clock):
            continue
        label = before if _is_label(before) and not above else ""
        if label and len(dates) == 1 and not _LABEL.search(line.text) and _CHANGES.search(label):
            dates = [replace(dates[0], changed=True)]
        if len(dates) == 1 and not dates[0].timed:
            around = head[max(0, number - 1) : number + 2]
            beside = [each.text for each in around if (each.order < top) == above]
            dates = [_with_time(dates[0], beside[::-1], clock)]
        loose = above and (not _LABEL.search(line.text) or (all(map(is_update, dates)) and not _is_beside(line, title)))
        if loose:
            dates = [each for each in dates if not _is_rather_todays(each, line, title, clock)]
        found += [replace(each, loose=True) for each in dates] if loose else dates
        found += [each for each in told if each.zoned or not any(one.timed for one in dates)]
    return found


def _dates_of(line: Line, clock: Clock) -> Iterator[Candidate]:
    """The date of a line as a whole, else those of its pieces: «نشر» and «آخر تحديث» often stand side by side."""
    found = list(_dates_in(_parts(line), clock))
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


def _parts(line: Line) -> list[tuple[str, bool]]:
    """The pieces of a line, each with whether it is a change's; of several times in one frame, as WordPress sets them
    side by side, each is a piece.
    """
    found: list[tuple[str, bool]] = []
    for text, node in pieces(line) or [("", line.node)]:
        times = list(islice(node.iter("time"), _BOTH + 1)) if node is not line.node or not text else []
        if len(times) == _BOTH:
            found += [(tidy(time.text_content() or ""), _is_changed(time)) for time in times]
        elif text:
            found.append((text, _is_changed(node)))
    return found


def _is_changed(node: HtmlElement) -> bool:
    """Whether an element's names call its date the last change's."""
    names = node.get("class") or ""
    return _CHANGED(names) and not _PUBLISHED(names)


def _dates_in(parts: Sequence[tuple[str, bool]], clock: Clock) -> Iterator[Candidate]:
    """The dates of pieces, each with whether it is a change's; a label in a piece of its own is read with the next."""
    label = ""
    for number, (part, changed) in enumerate(parts):
        one = candidate("visible", part, clock)
        if one is not None and not one.timed and len(parts) > number + 1:
            one = _with_time(one, [parts[number + 1][0]], clock)  # «13 مايو 2026», «18:05 مساء»
        if one is not None and number and _is_of_another(parts[number - 1][0]):
            continue
        if one is None and (begun := _BEGUN.match(part)):
            one = candidate("visible", part[begun.end() :], clock)  # «نشر بـ 18/03/2026»
        if one is not None:
            yield replace(one, changed=changed or bool(label and not _LABEL.search(part) and _CHANGES.search(label)))
            label = ""
        elif any(map(str.isalnum, part)):  # a bar between label and date is none
            label = part if _is_label(part) else ""


def _is_label(text: str) -> bool:
    return len(text.split()) <= _LABEL_WORDS and bool(_LABEL.search(text))


def _is_of_another(label: str) -> bool:
    return len(label.split()) <= _LABEL_WORDS and bool(_ANOTHER.search(label))


def _with_time(day: Candidate, beside: Sequence[str], clock: Clock) -> Candidate:
    """A day with the time that stands beside it in a piece or a line of its own; the day alone, where none does."""
    for text in beside if not day.timed else ():
        if len(text) < _TIME and _CLOCK.fullmatch(text) and read(text, clock.now, clock.zone) is None:
            both = candidate("visible", f"{day.raw} {text}", clock) or candidate(
                "visible", f"{day.raw} {_LABELLING.sub('', text)}", clock
            )
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


def _is_set_in(line: Line) -> bool:
    """Whether a line is a picture's, which may tell when it was taken, or that of a post set into the page."""
    return line.node.tag in _SET_IN or next(line.node.iterancestors(*_SET_IN), None) is not None


def _is_rather_todays(each: Candidate, line: Line, title: Line | None, clock: Clock) -> bool:
    """Whether a date over the headline may be the site's: today's day that stands by itself, or a clock of the last day
    apart from the headline.
    """
    if not each.timed:
        today = clock.now.astimezone(each.read.instant.tzinfo).date()
        return each.clock.date() == today and not _is_beside(line, title)
    return abs(clock.now - each.read.instant) < _LATELY and title is not None and _is_apart(line, title)


def _is_beside(line: Line, title: Line | None) -> bool:
    """Whether a line stands with the headline: in its article, or close over it in a box with no link in between."""
    if title is None:
        return False
    if next(title.node.iterancestors("article", "main"), None) is not None:
        return not _is_apart(line, title)
    up = [title.node, *islice(title.node.iterancestors(), _AROUND - 1)]
    below: HtmlElement | None = None
    for box in (line.node, *islice(line.node.iterancestors(), _AROUND)):
        if box in up:
            between = () if below is None else takewhile(lambda each: each not in up, below.itersiblings())
            return box.tag not in ("body", "html") and not any(
                next(each.iter("a"), None) is not None for each in between
            )
        below = box
    return False


def _is_cards(line: Line, title: Line | None, clock: Clock) -> bool:
    """Whether a line stands in a small box, apart from the headline, with a link that is another story's headline."""
    own = {title.node, *title.node.iterancestors()} if title is not None else set()
    for box in (line.node, *islice(line.node.iterancestors(), _AROUND)):
        if box in own or box.tag in ("body", "html") or len((box.text_content() or "").split()) > _CARD:
            return False
        others = _is_one_of_several(box)
        named = (each for each in box.iter("a", *(_HEADINGS if others else ())) if each.tag != "a" or _leads(each))
        texts = {tidy(each.text_content() or "") for each in named} - {title.text if title is not None else ""}
        if any(_is_headline(text, clock, _SHORTEST if others else _LABEL_WORDS + 1) for text in texts):
            return True
    return False


def _leads(link: HtmlElement) -> bool:
    """Whether a link leads elsewhere, and shows more than the times that WordPress sets into one, side by side."""
    times = [len(time.text_content() or "") for time in link.iter("time")]
    if times and sum(times) >= len((link.text_content() or "").strip()):
        return False
    return not (link.get("href") or "#").lower().startswith(("#", "javascript:", "mailto:"))


def _is_one_of_several(box: HtmlElement) -> bool:
    """Whether another small box beside it is called the same and holds figures and words, as rows of stories do."""
    around = box.getparent()
    alike = (each for each in (() if around is None else around) if each is not box and each.tag == box.tag)
    texts = (each.text_content() or "" for each in alike if each.get("class") == box.get("class"))
    return any(_SHORTEST < len(text.split()) <= _CARD and any(map(str.isdigit, text)) for text in texts)


def _is_headline(text: str, clock: Clock, fewest: int = _LABEL_WORDS) -> bool:
    told = boilerplate.category(text) is not None or read(text, clock.now, clock.zone) is not None
    return len(text.split()) >= fewest and not told and not (fewest > _LABEL_WORDS and is_person(text))


def _is_apart(line: Line, title: Line) -> bool:
    """Whether a line stands outside the article, or the main part of the page, that holds the headline."""
    part = next(title.node.iterancestors("article", "main"), None)
    return part is not None and part is not line.node and all(each is not part for each in line.node.iterancestors())


def _told(line: Line, clock: Clock) -> Iterator[Candidate]:
    """What a line's elements tell to machines of its own date: <time datetime>, data-timestamp."""
    if _CHANGES.search(line.text) or any(_is_headline(text, clock) for text, _ in line.links):
        return
    for element in islice(line.node.iter(), _INSIDE):
        given = element.items() if isinstance(element.tag, str) else ()
        told = [value.strip() for name, value in given if name in _ATTRIBUTES and _EXACT.fullmatch(value.strip())]
        raw = None if not told or _is_changed(element) else told[0]
        if raw and (one := candidate("meta", raw, clock)):
            yield one
            return
