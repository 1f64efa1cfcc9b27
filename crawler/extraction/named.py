"""Lines that name other stories themselves: a label, and beside it the titles that it heads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.article import Link
from crawler.extraction.lines import Line, Lines
from crawler.extraction.plain import join, plain

_LONGEST = 30  # words of a title
_MOST = 30  # stories in a row
_LEAD = 20  # words of a story's beginning
_LABEL = 6  # words of a label
_TOPIC = 2  # words of a topic's name
_TITLE = 4  # words of a title that stands in a row
_CLOCK = re.compile(r"\d{1,2}:\d\d\s+(?=\D)")
_BESIDE = 12  # words beside a title
_DATED = 8  # words of a date and a section beside a title
_DATE = re.compile(r"\d{1,4} ?[/:.-] ?\d{1,2}\b|\b(?:19|20|١٩|٢٠)\d\d\b|منذ|قبل \d|أمس|اليوم")
_DIGIT = re.compile(r"\d|منذ|أمس|اليوم")
_TEASED, _BEGINNING = 8, 160  # lines of a box with a story's beginning and title under a heading; words of the former
_ENDS = " .:،,|»›>→←-–—•·"


def is_title(text: str) -> bool:
    return text.count(" ") < _LONGEST and any(map(str.isalpha, text)) and boilerplate.category(text) is None


def untimed(text: str) -> str:
    """A title without the clock that a row of news sets before it: «14:20 أمطار على الساحل»."""
    return _CLOCK.sub("", plain(text), count=1) if text[:1].isdigit() else plain(text)


def leads_in(text: str, title: str) -> bool:
    """Whether what leads to the same story as a title is the beginning of it."""
    told = text.endswith((".", "…")) or text.count(" ") >= _LEAD
    return told and title.count(" ") >= _TITLE - 1 and not title.endswith(("…", ".."))


def labelled(line: Line) -> str | None:
    """Return the title of the one link of a line whose other words only say that it leads to another story."""
    if len(line.links) != 1 or not line.words - line.link_words:
        return None
    title = line.links[0][0]
    label, found, rest = line.text.partition(title)
    if not label.strip(_ENDS):
        label, rest = rest.strip(_ENDS), ""  # «عنوان ..المزيد»
    if not found or rest.strip(_ENDS) or not is_title(title):
        return None
    return title if boilerplate.is_link_label(label) or boilerplate.heading(label) else None


def is_tab(line: Line) -> bool:
    """Whether a line is the headings of two blocks in a row, of which the first is shown."""
    opens = len(line.links) > 1 and line.links[0][1].startswith(("#", "javascript:"))
    return opens and boilerplate.is_related_heading(line.links[0][0])


def headed_row(line: Line) -> Literal["read-also", "related"] | None:
    """Return which block a line is that holds both its heading and its stories: «قد يهمك عنوان أول، عنوان ثان»."""
    if not line.linked or not 0 < len(line.links) <= _MOST or line.links[0][0] == line.text:
        return None
    label, _, rest = line.text.partition(line.links[0][0])
    if not label or (len(line.links) == 1 and boilerplate.is_link_label(label)):
        return None  # see labelled()
    opens = boilerplate.heading(label) if label.count(" ") < _LABEL else None
    for title, _ in line.links[1:] if opens else ():
        between, found, rest = rest.partition(title)
        if not found or between.strip(_ENDS):
            return None
    titled = opens and all(text.count(" ") >= _TITLE - 1 and is_title(text) for text, _ in line.links)
    return opens if titled and not rest.strip(_ENDS) else None


def is_date(line: Line) -> bool:
    """Whether a line is a date beside little else: «12:30 - 5/3/2024», «منذ يومين», «11 أيلول 2024»."""
    return line.words <= _DATED and not line.is_heading and bool(_DATE.search(line.text))


def is_dated_entry(line: Line) -> bool:
    """Whether a line is a link and a date: «عنوان 11 أيلول 2024»."""
    beside = line.words - line.link_words
    return line.link_words > _TOPIC and beside <= _DATED and bool(_DIGIT.search(line.text))


def without_skip(line: Line) -> str:
    """A line's text without the link past what it heads, before or after it: «تخطى … وواصل القراءة»."""
    text, href = line.links[0] if line.links else ("", "")
    if not href.startswith("#") or line.text == text:
        return line.text
    return line.text.removeprefix(text).removesuffix(text).strip()


def heads_one(lines: Lines, line: Line, last: int) -> bool:
    """Whether «اقرأ المزيد» among the paragraphs stands in a box with other stories' titles, and little else."""
    if line.words > _LABEL or "المزيد" not in line.text or not boilerplate.is_link_label(line.text):
        return False
    home = lines.lines[last].node.getparent() if line.order > last else None
    beside = home is not None and home.tag != "body" and home in line.node.iterancestors()  # at the story's end
    if not (line.order <= last or beside):
        return False
    own = lines.spans.get(line.node, (0, 0))
    start, end = own if own[1] - own[0] > 1 else lines.spans.get(lines.around(line.node), (0, 0))
    held = [each for each in lines.lines[start:end] if each is not line] if end - start <= _MOST else []
    linked = [each for each in held if each.linked]
    stories = len({href for each in linked for _, href in each.links})
    told = range(linked[0].order, linked[-1].order) if stories == 1 else ()  # the story's beginning, between its links
    notes = [each.words for each in held if not each.linked and each.order not in told]
    if len(notes) > (stories > 1) or sum(notes) > _BESIDE or sum(each.words for each in linked) > stories * _LONGEST:
        return False
    return any(each.words >= _TITLE and is_title(each.text) for each in linked)


def teased(lines: Lines, heading: Line) -> list[Line]:
    """Return the lines under a heading in a small box of its own, where a story's beginning stands before its title."""
    start, end = heading.order, heading.order + 1
    box: HtmlElement | None = heading.node
    while box is not None and end - start <= 1:
        start, end = lines.spans.get(box, (start, end))
        box = lines.around(box)
    held = lines.lines[start + 1 : end] if start == heading.order and end - start <= _TEASED else []
    titles = [line for line in held if line.linked and line.words >= _TITLE and is_title(line.text)]
    told = sum(line.words for line in held if not line.linked)
    begun = held and not held[0].linked and _BESIDE <= told <= _BEGINNING
    return held if begun and len({line.links[0][1] for line in titles}) == 1 else []


def named_last(held: Sequence[Line], base: str) -> tuple[Link, ...]:
    """The story that the longest link of some lines names."""
    text, href = max((link for line in held for link in line.links), key=lambda link: len(link[0]))
    return (Link(plain(text), joined(base, href)),)


def joined(base: str, href: str) -> str | None:
    return None if href.strip().startswith("#") else join(base, href)


def once(links: tuple[Link, ...] | None) -> tuple[Link, ...] | None:
    """Each address once, with the longest of its titles, and each title once; a sentence under a title is its lead."""
    by_address: dict[str, Link] = {}
    for link in links or ():
        name = link.url or link.title
        kept = by_address.get(name)
        if kept is None or (len(link.title) > len(kept.title) and not leads_in(link.title, kept.title)):
            by_address[name] = link
    return None if links is None else tuple({link.title: link for link in by_address.values()}.values())
