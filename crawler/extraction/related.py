"""Related stories and «اقرأ أيضا»: the blocks that belong to the article, inside the story and below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Literal

from lxml.html import HtmlElement

from crawler import urls
from crawler.arabic import boilerplate
from crawler.arabic.text import words
from crawler.article import Link
from crawler.extraction.lines import Line, Lines, Zone
from crawler.extraction.named import (
    headed_row,
    heads_one,
    is_date,
    is_dated_entry,
    is_tab,
    is_title,
    joined,
    labelled,
    named_last,
    once,
    teased,
    untimed,
    without_skip,
)
from crawler.extraction.plain import plain

# A heading in one of these is the site's, not the article's.
_ELSEWHERE = Zone.NAVIGATION | Zone.FOOTER | Zone.COMMENTS | Zone.FORM
OUTSIDE = _ELSEWHERE | Zone.SHARE | Zone.TAGS | Zone.PROMOTION
_MOST = _LONGEST = 30  # entries of a block; words of a title
_LABEL = 6  # words that may stand with the heading in its own frame
_SENTENCE, _PROSE = 12, 20  # words of a paragraph that may be short, and of any
_STORYS = re.compile(r"(?:هذه|هذا) (?:القصه|الموضوع|الخبر|المقال|الملف)|(?:نفس|ذات) (?:القسم|الموضوع)")
_TOPIC, _TITLE = 2, 4  # words of a topic's name, and of a title that stands alone in a box
_BESIDE = 12  # words beside an entry
_TOLD = 2  # lines of a story's beginning that stand in its card's own element
_CARD, _GAP = 8, 4  # lines of a box with a story's title and beginning; of dates and labels between two entries
_TOWARDS = ("في", "عن", "على", "حول", "إلى")


@dataclass(slots=True)
class Related:
    """The entries of each kind, None where the page has no such block; `lines` are the numbers of the lines read."""

    related: tuple[Link, ...] | None = None
    read_also: tuple[Link, ...] | None = None
    lines: set[int] = field(default_factory=set)


def find_related(lines: Lines, base: str) -> Related:
    """Return the related stories of a page."""
    found = Related()
    last = _last_prose(lines)
    picked: dict[str, tuple[Link, ...]] = {}
    own: tuple[Link, ...] = ()  # of those, what stands among the paragraphs
    for line in lines.lines:
        if not (line.words or line.links) or line.order in found.lines or (line.zone and _is_elsewhere(line)):
            continue
        if line.links and (row := headed_row(line)):
            _take_row(found, row, line, base)
            continue
        text = without_skip(line) if line.links else line.text
        opens, title = _opens(lines, line, text, last)
        if title and not opens:
            found.read_also = (found.read_also or ()) + (_inline(line, title, base),)
            found.lines.add(line.order)
        elif opens and (held := teased(lines, line)):
            found.read_also = (found.read_also or ()) + named_last(held, base)
            found.lines.update((line.order, *(each.order for each in held)))
        elif opens is None and not is_tab(line) and not _heads_more(lines, line, last):
            continue
        elif opens == "read-also" and not (line.order > last and _is_of_cards(lines, line)):
            found.read_also = (found.read_also or ()) + _entries(lines, line, base, found.lines)
        elif boilerplate.is_pick(text) and not boilerplate.is_read_also(text) and not _is_more(text):
            entries = picked[text] = picked.get(text, ()) + _entries(lines, line, base, found.lines)
            own = entries if _is_among(lines, line) else own
        else:
            found.related = (found.related or ()) + _entries(lines, line, base, found.lines)
    if not found.related and picked:
        found.related, own = next(filter(None, picked.values()), ()), ()
    found.read_also = ((found.read_also or ()) + own) if own else found.read_also
    found.related, found.read_also = once(found.related), once(found.read_also)
    return found


def _take_row(found: Related, kind: str, line: Line, base: str) -> None:
    """Take the stories of a line that holds their heading too."""
    entries = tuple(Link(plain(text), joined(base, href)) for text, href in line.links)
    found.lines.add(line.order)
    if kind == "read-also":
        found.read_also = (found.read_also or ()) + entries
    else:
        found.related = (found.related or ()) + entries


def _last_prose(lines: Lines) -> int:
    """The number of the last line that may be a paragraph of the story."""
    return max((line.order for line in lines.lines if line.words >= _PROSE and _is_told(line)), default=0)


def _is_told(line: Line) -> bool:
    return line.words >= _SENTENCE and not line.linked and not line.zone


def _is_among(lines: Lines, line: Line) -> bool:
    """Whether a line stands between two paragraphs of one element."""
    before = next(filter(_is_told, lines.lines[line.order :: -1]), None)
    after = next(filter(_is_told, islice(lines.lines, line.order, None)), None)
    return before is not None and after is not None and before.node.getparent() is after.node.getparent()


def _is_elsewhere(line: Line) -> bool:
    """Whether a line is of the site's own parts; a heading at the foot of the article itself is not."""
    zone = line.zone & _ELSEWHERE
    if zone != Zone.FOOTER or line.linked or not boilerplate.heading(line.text):
        return zone != 0
    return next(line.node.iterancestors("article"), None) is None


def _heads_more(lines: Lines, line: Line, last: int) -> bool:
    """Whether «اقرأ المزيد» heads several stories below the text, rather than leads to the rest of one."""
    if line.order < last or line.links or not boilerplate.is_link_label(line.text):
        return False
    below = [each for each in _below(lines, line) if each.linked and is_title(each.text)]
    return len({each.links[0][1] for each in below if each.links}) > (not line.text.endswith(":"))


def _is_more(text: str) -> bool:
    """«المزيد حول هذه القصة», «من نفس القسم»: the article's own, whatever else the page has."""
    return bool(_STORYS.search(" ".join(words(text))))


def _is_of_cards(lines: Lines, heading: Line) -> bool:
    """Whether the block that a heading opens shows a picture with each story: it stands on its own, beside no text."""
    below = _below(lines, heading)
    if not below:
        return False
    shown = sum(1 for at, _, _ in lines.images if heading.order < at <= below[-1].order)
    return shown > 1 and shown >= len({href for line in below for _, href in line.links})


def _opens(lines: Lines, line: Line, text: str, last: int) -> tuple[Literal["read-also", "related"] | None, str | None]:
    """Which block a line opens, if any; else the title of the one story that it names itself."""
    opens = boilerplate.heading(text)
    title = None if opens else boilerplate.read_also_title(text)
    title = title or (labelled(line) if line.links else None)
    return ("read-also", None) if opens is None and heads_one(lines, line, last) else (opens, title)


def _entries(lines: Lines, heading: Line, base: str, read: set[int]) -> tuple[Link, ...]:
    read.add(heading.order)
    below = _below(lines, heading)
    linked = _linked(lines, below, base, read)
    if linked and all(len(link.title.split()) <= _TOPIC for link in linked):
        return ()  # topics
    linked = tuple(link for link in linked if not _is_section(link, linked))
    return linked or (() if heading.linked else _unlinked(below, read))


def _below(lines: Lines, heading: Line) -> list[Line]:
    """The lines that may be entries: what follows the heading in the smallest element that holds more than it.

    A heading that closes the element it stands in stands alone, and has no entries.
    """
    node: HtmlElement | None = heading.node
    while node is not None:
        start, end = lines.spans[node]
        more = _hold_more(_between(lines, start, end), heading.words + _LABEL)  # first: it looks at a few lines
        titled = (each for each in _between(lines, heading.order + 1, end) if each.linked and each.words >= _TITLE)
        if more or any(is_title(each.text) for each in titled):
            return _until_next(heading, _between(lines, heading.order + 1, end))
        node = lines.around(node)
    return []


def _between(lines: Lines, start: int, end: int) -> Iterator[Line]:
    """The lines of a half-open range, one by one: a page may have a heap of headings, and each looks at a few."""
    return (lines.lines[at] for at in range(start, end))


def _hold_more(lines: Iterable[Line], words: int) -> bool:
    """Whether lines hold more than so many words."""
    return any(total > words for total in accumulate(line.words for line in lines))


def _until_next(heading: Line, following: Iterable[Line]) -> list[Line]:
    kept: list[Line] = []
    promoted = not heading.zone & Zone.PROMOTION
    outside = OUTSIDE & ~(heading.zone & Zone.FOOTER)
    for line in following:
        if line.zone & OUTSIDE and line.zone & Zone.RELATED:
            continue  # of a card: its section, its foot, a button
        if kept and line.zone & outside == Zone.FOOTER and is_date(line):
            continue  # a card's foot
        if not (promoted and _is_promo(line, kept)) and (line.zone & outside or _is_next_heading(line)):
            break
        kept.append(line)
    return kept


def _is_promo(line: Line, kept: Sequence[Line]) -> bool:
    """Whether a line is the title or the date of another story, on a card that its site calls a promo."""
    if line.zone & OUTSIDE != Zone.PROMOTION:
        return False
    return (line.words >= _TITLE and is_title(line.text)) if line.linked else bool(kept) and is_date(line)


def _is_next_heading(line: Line) -> bool:
    if line.is_heading and not line.linked:
        return True
    return not line.linked and boilerplate.category(line.text) is not None


def _linked(lines: Lines, below: Sequence[Line], base: str, read: set[int]) -> tuple[Link, ...]:
    found: list[Link] = []
    passed: list[int] = []
    headed: set[str] = set()  # where headings lead: what else leads there tells more of the same story
    titled = ended = -1  # the numbers of the last line with a title, and of the last of its card
    for line in below:
        entry = line.linked or is_dated_entry(line)
        if len(found) == _MOST or len(passed) > _GAP:
            break
        if not entry and line.words > _BESIDE and not _is_of_card(lines, line, titled, below[0].order):
            break
        passed.append(line.order)
        titles = [(text, href) for text, href in line.links if href not in headed and is_title(text)]
        headed.update(href for _, href in line.links if line.is_heading)
        if entry and titles:
            found += [Link(untimed(text), joined(base, href)) for text, href in titles]
            read.update(passed)
            passed.clear()
            titled = ended = line.order
        elif entry and found and line.links and all(href in headed for _, href in line.links):
            read.update(passed)  # the beginning of the story that the heading before it leads to
            passed.clear()
            ended = line.order
    for line in (lines.lines[order] for order in passed if found):  # the last entry's date, its writer, its beginning
        if (line.order == ended + 1 and is_date(line)) or _is_of_card(lines, line, titled, below[0].order):
            read.add(line.order)
            ended = line.order
    return tuple(found)


def _is_section(link: Link, among: Sequence[Link]) -> bool:
    """Whether a link of a word or two leads to where several of the stories come from, rather than to one."""
    if len(link.title.split()) > _TOPIC:
        return False
    same = sum(1 for each in among if each.url == link.url and each.title == link.title)
    short = sum(1 for each in among if len(each.title.split()) <= _TOPIC)
    return same > 2 or 1 < short <= len(among) / 2 or (bool(link.url) and urls.is_article(link.url or "") is False)


def _is_of_card(lines: Lines, line: Line, titled: int, first: int) -> bool:
    """Whether a line stands in one box with the title before it and with no other: the beginning of that story."""
    box: HtmlElement | None = line.node if titled >= 0 else None
    while box is not None:
        start, end = lines.spans[box]
        if start <= titled:
            if start < first - 1 or end - start > _CARD:  # the heading may stand in it
                return False
            held = lines.lines[start:end]
            linked = [each for each in held if each.linked and is_title(each.text)]
            linked = [each for each in linked if each.words > _TOPIC] or linked  # without its section
            broken = sum(1 for each in held if each.node is box and not each.linked)  # a story of broken lines
            return broken <= _TOLD and len({href for each in linked for _, href in each.links[:1]}) == 1
        box = lines.around(box)
    return False


def _unlinked(below: Sequence[Line], read: set[int]) -> tuple[Link, ...]:
    """Titles without links: a list at the page's end, not the story going on."""
    if any(line.words > _LONGEST for line in below):
        return ()
    titles = [line for line in below if is_title(line.text) and not line.text.endswith((".", ":"))]
    if len(titles) != len(below) or len(titles) > _MOST:
        return ()
    read.update(line.order for line in titles)
    return tuple(Link(plain(line.text)) for line in titles)


def _inline(line: Line, title: str, base: str) -> Link:
    """The story of «اقرأ أيضا: …»: the link's own words where they are the title."""
    text, href = max(line.links, key=lambda link: len(link[0]), default=("", ""))
    own = title.removesuffix(text).strip() in _TOWARDS or words(text) == words(title)
    return Link(plain(text if own else title), joined(base, href))
