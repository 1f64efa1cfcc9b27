"""What stands between the headline and the story: the date line and the byline, as readers see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.arabic import boilerplate, bylines, dates
from crawler.arabic.bylines import Byline
from crawler.arabic.text import tidy
from crawler.extraction.dating import Candidate, Clock, candidate
from crawler.extraction.lines import Line, Lines, Zone

_NOT_HEAD = Zone.NAVIGATION | Zone.FOOTER | Zone.SIDE | Zone.COMMENTS | Zone.RELATED | Zone.HIDDEN
_BYLINE = 18  # words of a byline
_LABEL = 4  # words beside a date that only say whose it is
_LONGEST = 25  # words of a date line or a byline
_ABOVE = 4  # lines over the headline that may be the article's
_DATED = re.compile(r"date|time|publish|posted|stamp|meta", re.IGNORECASE)
_SIGNED = re.compile(r"author|writer|byline|by-?line|editor|reporter|kateb|creator", re.IGNORECASE)
_VERB = re.compile(r"\s+[|/-]?\s*(?=(?:كتب(?:ت|وا)?|بقلم|إعداد|اعداد)\s*[:/–-])")
_CREDIT = re.compile(r"(?:متابعة|حوار|تقرير|تحقيق|رصد|تغطية|استطلاع|حاور(?:ه|ها|هم))\s*[:/–-]\s*")
_EDGES = " \t|-–—:،,•·ـ/"


@dataclass(frozen=True, slots=True)
class Signature:
    """A byline as the page displays it, what was read from it, and the number of its line."""

    text: str
    byline: Byline
    order: int


def head_lines(lines: Lines, title: Line | None, story: Sequence[Line]) -> list[Line]:
    """Return the short lines around the headline, up to the story's first prose; nearest below the headline first."""
    if title is None and not story:
        return []
    first = next((line.order for line in story if line.words > _LONGEST), story[-1].order if story else 0)
    top = title.order if title is not None else max(0, (story[0].order if story else 0) - _ABOVE)
    last = max(first, top + 1)
    below = lines.lines[top + 1 : min(last, top + 60)]
    above = lines.lines[max(0, top - _ABOVE) : top][::-1]
    return [line for line in (*below, *above) if line.words <= _LONGEST and not line.zone & _NOT_HEAD]


def foot_lines(lines: Lines, story: Sequence[Line]) -> list[Line]:
    """Return the few short lines after the story, where some outlets print date and name."""
    if not story:
        return []
    after = lines.lines[story[-1].order + 1 : story[-1].order + 6]
    return [line for line in after if line.words <= _LONGEST and not line.linked and not line.zone & _NOT_HEAD]


def printed_dates(head: Sequence[Line], clock: Clock) -> list[Candidate]:
    """Return the dates that the head prints, in its order; a time on the line after its day is taken with it."""
    found: list[Candidate] = []
    for number, line in enumerate(head):
        read = _dates_of(line, clock)
        following = head[number + 1].text if number + 1 < len(head) else ""
        if len(read) == 1 and not read[0].timed and following and len(following) < 20:
            read = [_with_time(read[0], following, clock) or read[0]]
        found += read
    return found


def _dates_of(line: Line, clock: Clock) -> list[Candidate]:
    """The date of a line as a whole, else those of its pieces: «نشر» and «آخر تحديث» often stand side by side."""
    pieces = [read for text, _ in _pieces(line) if (read := candidate("visible", text, clock))]
    if len(pieces) > 1:
        return pieces
    whole = candidate("visible", line.text, clock)
    return [whole] if whole is not None else pieces


def _with_time(day: Candidate, following: str, clock: Clock) -> Candidate | None:
    if dates.read(following, now=clock.now, timezone=clock.zone) is not None:
        return None
    both = candidate("visible", f"{day.raw} {following}", clock)
    return both if both and both.timed and both.read.instant.date() == day.read.instant.date() else None


def signature(head: Sequence[Line], clock: Clock, *, title: str) -> Signature | None:
    """Return the byline that the head displays: one with names before one with only a desk or an agency."""
    found = [each for line in head for each in _signatures(line, clock) if each.text != title]
    return max(found, key=lambda each: (bool(each.byline.authors), -found.index(each)), default=None)


def _signatures(line: Line, clock: Clock) -> list[Signature]:
    """The byline of a line as a whole, else those of its pieces; a line that prints a date too is read in pieces."""
    pieces = _pieces(line)
    whole = None
    if not any(candidate("visible", text, clock) for text, _ in pieces):
        whole = _read(line, line.text, line.node, clock)
    if whole is not None:
        return [whole]
    return [each for text, node in pieces if (each := _read(line, text, node, clock))]


def _read(line: Line, text: str, node: HtmlElement, clock: Clock) -> Signature | None:
    text = without_date(text, clock)
    if not text or text.count(" ") > _BYLINE or boilerplate.category(text) not in (None, "source-line"):
        return None
    signed = _is_signed(node) or any(_SIGNED.search(href) for _, href in line.links)
    read = bylines.read(text) or _named(text, signed=signed)
    if read is None or read.rest or not (signed or _is_likely(line, read)):
        return None
    return Signature(text, read, line.order)


def _named(text: str, *, signed: bool) -> Byline | None:
    """A person's name that only its place tells: alone in a frame for names, or after «متابعة:» under a headline."""
    credit = _CREDIT.match(text)
    name = text[credit.end() :] if credit else text
    if not (signed or credit) or not bylines.is_person(name):
        return None
    return Byline(authors=(name,), agencies=(), place=None, rest="", feminine=False)


def _is_likely(line: Line, read: Byline) -> bool:
    """A heading is seldom a byline."""
    return not (line.is_heading and line.words > 4) and bool(read.authors or read.agencies or read.place)


def _is_signed(node: HtmlElement | None) -> bool:
    for _ in range(3):
        if node is None:
            return False
        names = f"{node.get('class') or ''} {node.get('itemprop') or ''} {node.get('rel') or ''} {node.get('id') or ''}"
        if _SIGNED.search(names):
            return True
        node = node.getparent()
    return False


def _pieces(line: Line) -> list[tuple[str, HtmlElement]]:
    """What stands in a row on a line, each with its element; where no element parts it, the byline's verb does."""
    if line.pieces:
        return line.pieces
    parts = _VERB.split(line.text)
    return [(part, line.node) for part in parts] if len(parts) > 1 else []


def is_only_head(line: Line, clock: Clock) -> bool:
    """Whether a line of the head is dates, names and labels, and nothing of the story."""
    texts = [text for text, _ in _pieces(line)] or [line.text]
    return all(_is_label(text, clock) for text in texts)


def _is_label(text: str, clock: Clock) -> bool:
    rest = without_date(text, clock)
    if rest.count(" ") < _LABEL and rest != text:
        return True
    read = bylines.read(rest)
    return (read is not None and not read.rest) or boilerplate.category(rest) is not None or not rest.strip(_EDGES)


def without_date(text: str, clock: Clock) -> str:
    """Return a line without the date it prints, if any."""
    read = dates.read(text, now=clock.now, timezone=clock.zone)
    if read is None or not read.text or read.text not in text:
        return text
    return tidy(text.replace(read.text, " ", 1)).strip(_EDGES)
