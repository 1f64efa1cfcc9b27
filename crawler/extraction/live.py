"""Live pages: what says that a page is one, and the times that its entries print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawler import urls
from crawler.arabic import dates
from crawler.arabic.text import fold
from crawler.extraction import jsonld
from crawler.extraction.called import called, names_of
from crawler.extraction.dating import Clock
from crawler.extraction.lines import Line, Zone
from crawler.extraction.sheet import Sheet

ENTRIES = 2  # times that make entries
_LONGEST = 10  # words of a line that is an entry's time
_NEAR = 3  # elements around one that print the same time
_COVERED = 0.6  # of such a line's letters that are the time
_APART = ~(Zone.HEADER | Zone.TAGS)
_ADDRESS = re.compile(r"/(?:live|liveblog|live-blog|live-updates|livestory|live-story)(?:/|$|-)", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:لحظه|دقيقه) ب(?:لحظه|دقيقه)|(?:تغطيه|متابعه) (?:مباشره|حيه|مستمره|متواصله|لحظيه|اوليه)|اولا ب\s?اول"
    r"|^(?:تحديث )?مباشر\s*[|:.-]|^مستمر\s*[|:]|live updates?|\blive blog"
)
_NAMED = called(r"live-?_?(?:blog|updates?|entr(?:y|ies)|posts?|coverage|feed|story)")
_TIME = re.compile(
    r"\W*(?:الساعه )?(?:[01]?\d|2[0-3])\s*[:.]\s*[0-5]\d(?:\s*[:.]\s*[0-5]\d)?"
    r"\s*(?:ص|م|صباحا|مساء|ظهرا|عصرا|فجرا|ليلا|am|pm|gmt|غرينتش|جرينتش)?\.?(?: بتوقيت(?: \w+){1,3})?\W*"
)


@dataclass(frozen=True, slots=True)
class Live:
    """Whether a page is live; the lines that print its entries' times, and headings that are links to themselves."""

    is_live: bool = False
    times: Sequence[Line] = ()
    headings: Sequence[Line] = ()

    def told(self, body: Sequence[Line]) -> list[Line]:
        """Return a live story's lines with its entries' times and headings where the page shows them."""
        if not body or not self.times:
            return list(body)
        kept = {line.order: line for line in body}
        first = self.times[0].order if self.times[0].order < body[-1].order else body[0].order
        own = (*self.times, *self.headings)
        kept |= {line.order: line for line in own if first <= line.order < body[-1].order}
        return [kept[order] for order in sorted(kept)]

    def above(self, lines: Sequence[Line]) -> list[Line]:
        """Return those of the head's lines that stand before the first entry: the dates below are the entries' own."""
        first = self.times[0].order if self.times else None
        return [line for line in lines if first is None or line.order < first]

    def holds(self, element: HtmlElement) -> bool:
        """Whether an element stands on a line that prints an entry's time."""
        nodes = {line.node for line in self.times}
        return element in nodes or any(outer in nodes for outer in islice(element.iterancestors(), _NEAR))


def read_live(sheet: Sheet, title: str, story: Sequence[Line]) -> Live:
    """Tell whether a page is live; `story` are the lines of the element that holds its story.

    A headline alone makes none: «لحظة بلحظة» stands over many an article. Then entries must be there.
    """
    declared = _is_declared(sheet)
    if not declared and not _TITLE.search(fold(title)) and not _is_named(story):
        return Live()
    times = entry_times(story, sheet.clock)
    return Live(declared or bool(times), times, _own_headings(sheet, story) if times else ())


def _own_headings(sheet: Sheet, story: Sequence[Line]) -> list[Line]:
    """The headings that are links to where they stand, as an entry's are that can be shared."""
    linked = [line for line in story if line.is_heading and line.linked and not line.zone & _APART]
    return [line for line in linked if all(_leads_here(sheet, href) for _, href in line.links)]


def _leads_here(sheet: Sheet, href: str) -> bool:
    if href.startswith("#"):
        return True
    address, mark, _ = (sheet.join(href) or "").partition("#")
    return bool(mark) and urls.key(address) == urls.key(sheet.page.url)


def _is_declared(sheet: Sheet) -> bool:
    """Whether a page's markup or its address says that it is a live page."""
    path = unquote(urlsplit(sheet.page.url).path) if sheet.page.url else ""
    return any("LiveBlogPosting" in jsonld.types(node) for node in sheet.nodes) or bool(_ADDRESS.search(path))


def _is_named(story: Sequence[Line]) -> bool:
    """Whether what holds the times of a story is called a live page's part."""
    times = [line for line in story if line.words <= _LONGEST and _TIME.fullmatch(fold(line.text))]
    return len(times) >= ENTRIES and any(_NAMED(names_of(node)) for node in times[0].node.iterancestors())


def entry_times(story: Sequence[Line], clock: Clock) -> list[Line]:
    """Return the lines of a live page's story that print an entry's time and nothing else, in order."""
    short = [line for line in story if line.words <= _LONGEST and not line.zone & _APART]
    times = [line for line in short if _is_time(line.text, clock)]
    alike = Counter(_place(line) for line in times)
    kept = [line for line in times if alike[_place(line)] >= ENTRIES]
    return kept if len(kept) >= ENTRIES else []


def _place(line: Line) -> tuple[str, str]:
    return str(line.node.tag), line.node.get("class") or ""


def _is_time(text: str, clock: Clock) -> bool:
    if not any(char.isdigit() for char in text) and "منذ" not in text and "قبل" not in text:
        return False
    if _TIME.fullmatch(fold(text)):
        return True
    read = dates.read(text, now=clock.now, timezone=clock.zone)
    return read is not None and len(read.text) >= _COVERED * len(text)
