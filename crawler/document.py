"""The seed document's shape: one article as one text. `render` writes it, `parse` reads it back.

    {title}

    {weekday} {day} {month} {year} | {hh:mm} {صباحاً|مساءً}
    كتب : {authors}

    {paragraph}

    موضوعات ذات صلة

    {related title}

    اقرأ أيضا

    {read-also title}

A line of the text that could be taken for one of ours (a heading, a date line, a byline) is written with one
space before it; no folded line begins with a space otherwise, so parse() knows it and takes the space away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from crawler.arabic.text import fold, tidy
from crawler.article import Article
from crawler.errors import DocumentError

RELATED = "موضوعات ذات صلة"
READ_ALSO = "اقرأ أيضا"
WEEKDAYS = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعة", "السبت", "الاحد")  # datetime.weekday() order
MONTHS = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
MORNING, EVENING = "صباحاً", "مساءً"
Verb = Literal["كتب", "كتبت"]

_SEPARATOR = "، "
_DATE_LINE = re.compile(
    rf"(?:{'|'.join(WEEKDAYS)}) (\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})"
    rf"(?: \| (\d\d):(\d\d) ({MORNING}|{EVENING}))?"
)
_BYLINE = re.compile(r"(كتبت?) : (\S.*)")
_HEADINGS = {RELATED, READ_ALSO}


@dataclass(frozen=True, slots=True)
class Document:
    """What the seed's shape holds of an article.

    `published` is the source's wall clock, without an offset; `timed` says whether its hour and minute are known.
    `related` and `read_also` are None where the page has no such block, and empty where it has only the heading.
    """

    title: str
    published: datetime | None = None
    timed: bool = False
    verb: Verb = "كتب"
    authors: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = field(default=(), repr=False)
    related: tuple[str, ...] | None = None
    read_also: tuple[str, ...] | None = None


def document(article: Article) -> Document:
    """Return what of an article stands in its document, each text on one line."""
    authors = _lines(part for name in article.authors for part in tidy(name).split("،"))
    published, timed = _wall_clock(article)
    return Document(
        title=tidy(article.title),
        published=published,
        timed=timed,
        verb=_verb(article.byline) if authors else "كتب",
        authors=authors,
        paragraphs=_lines(article.paragraphs),
        related=None if article.related is None else _lines(link.title for link in article.related),
        read_also=None if article.read_also is None else _lines(link.title for link in article.read_also),
    )


def render(article: Article | Document) -> str:
    """Return the document's text: LF, no newline at the end."""
    doc = article if isinstance(article, Document) else document(article)
    blocks = [doc.title]
    head = _head(doc)
    blocks += ["\n".join(head)] if head else []
    blocks += [_escape(line, first=not head and number == 0) for number, line in enumerate(doc.paragraphs)]
    for heading, titles in ((RELATED, doc.related), (READ_ALSO, doc.read_also)):
        if titles is not None:
            blocks += [heading, *(_escape(title) for title in titles)]
    return "\n\n".join(blocks)


def parse(text: str) -> Document:
    """Read a document back: `parse(render(a)) == document(a)` for every article.

    Raises DocumentError where the text is in another shape.
    """
    title, *blocks = text.split("\n\n")
    if "\n" in title:
        raise DocumentError("a document begins with its title on one line, then a blank line")
    head, blocks = _split_head(blocks)
    published, timed, verb, authors = _read_head(head)
    body, related, read_also = _split_tail(blocks)
    return Document(title, published, timed, verb, authors, body, related, read_also)


def date_line(published: datetime, *, timed: bool) -> str:
    """Return the date line of a wall clock, e.g. «الاربعاء 30 سبتمبر 2020 | 04:08 مساءً»."""
    day = f"{WEEKDAYS[published.weekday()]} {published.day} {MONTHS[published.month - 1]} {published.year:04d}"
    if not timed:
        return day
    half = MORNING if published.hour < 12 else EVENING
    return f"{day} | {(published.hour - 1) % 12 + 1:02d}:{published.minute:02d} {half}"


def _wall_clock(article: Article) -> tuple[datetime | None, bool]:
    if article.published is None:
        return None, False
    timed = article.published_precision != "day"
    clock = article.published.replace(tzinfo=None, second=0, microsecond=0, fold=0)
    return (clock if timed else clock.replace(hour=0, minute=0)), timed


def _verb(byline: str | None) -> Verb:
    first = fold(byline or "").split(maxsplit=1)[:1]
    return "كتبت" if first and re.match(r"كتبت\b", first[0]) else "كتب"


def _lines(texts: object) -> tuple[str, ...]:
    return tuple(line for line in map(tidy, texts) if line)  # type: ignore[call-overload]


def _head(doc: Document) -> list[str]:
    lines = [date_line(doc.published, timed=doc.timed)] if doc.published else []
    return [*lines, f"{doc.verb} : {_SEPARATOR.join(doc.authors)}"] if doc.authors else lines


def _escape(line: str, *, first: bool = False) -> str:
    ours = line in _HEADINGS or (first and (_DATE_LINE.fullmatch(line) or _BYLINE.fullmatch(line)))
    return f" {line}" if ours else line


def _split_head(blocks: list[str]) -> tuple[list[str], list[str]]:
    if not blocks:
        return [], blocks
    lines = blocks[0].split("\n")
    is_head = len(lines) > 1 or _DATE_LINE.fullmatch(lines[0]) or _BYLINE.fullmatch(lines[0])
    return (lines, blocks[1:]) if is_head else ([], blocks)


def _read_head(lines: list[str]) -> tuple[datetime | None, bool, Verb, tuple[str, ...]]:
    published, timed, verb, authors = None, False, "كتب", ()
    for number, line in enumerate(lines):
        if number == 0 and (date := _DATE_LINE.fullmatch(line)):
            published, timed = _read_date(date)
        elif number == len(lines) - 1 and (byline := _BYLINE.fullmatch(line)):
            verb, authors = byline[1], tuple(byline[2].split(_SEPARATOR))
        else:
            raise DocumentError(f"«{line}» is neither a date line nor a byline")
    return published, timed, verb, authors  # type: ignore[return-value]


def _read_date(match: re.Match[str]) -> tuple[datetime, bool]:
    day, month, year, hour, minute, half = match.groups()
    try:
        date = datetime(int(year), MONTHS.index(month) + 1, int(day))  # noqa: DTZ001  a wall clock has no offset
        if hour is None:
            return date, False
        return date.replace(hour=int(hour) % 12 + (12 if half == EVENING else 0), minute=int(minute)), True
    except ValueError:
        raise DocumentError(f"«{match[0]}» is no date") from None


def _split_tail(blocks: list[str]) -> tuple[tuple[str, ...], tuple[str, ...] | None, tuple[str, ...] | None]:
    for block in blocks:
        if "\n" in block:
            raise DocumentError("a paragraph stands on one line, with a blank line after it")
    body, _, rest = _cut(blocks, _HEADINGS)
    related, _, read_also = _cut(rest[1:], {READ_ALSO}) if rest[:1] == [RELATED] else ([], "", rest)
    return (
        tuple(map(_unescape, body)),
        tuple(map(_unescape, related)) if rest[:1] == [RELATED] else None,
        tuple(map(_unescape, read_also[1:])) if read_also[:1] == [READ_ALSO] else None,
    )


def _cut(blocks: list[str], headings: set[str]) -> tuple[list[str], str, list[str]]:
    for number, block in enumerate(blocks):
        if block in headings:
            return blocks[:number], block, blocks[number:]
    return blocks, "", []


def _unescape(block: str) -> str:
    return block.removeprefix(" ")
