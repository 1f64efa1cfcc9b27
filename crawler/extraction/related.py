"""Related stories and «اقرأ أيضا»: the blocks that belong to the article, inside the story and below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.arabic.text import words
from crawler.article import Link
from crawler.extraction.lines import Line, Lines, Zone
from crawler.extraction.plain import join, plain

# A heading in one of these is the site's, not the article's.
_ELSEWHERE = Zone.NAVIGATION | Zone.FOOTER | Zone.COMMENTS | Zone.FORM
_OUTSIDE = _ELSEWHERE | Zone.SHARE | Zone.TAGS | Zone.PROMOTION
_MOST = 30  # entries of a block
_LONGEST = 30
_LABEL = 6  # words that may stand with the heading in its own frame
_GAP = 4  # lines of dates, counts and labels between two entries


@dataclass(slots=True)
class Related:
    """The entries of each kind, None where the page has no such block; `lines` are the numbers of the lines read."""

    related: tuple[Link, ...] | None = None
    read_also: tuple[Link, ...] | None = None
    lines: set[int] = field(default_factory=set)


def find_related(lines: Lines, base: str) -> Related:
    """Return the related stories of a page."""
    found = Related()
    for line in lines.lines:
        if line.order in found.lines or line.zone & _ELSEWHERE:
            continue
        if boilerplate.is_read_also(line.text):
            found.read_also = (found.read_also or ()) + _entries(lines, line, base, found.lines)
        elif boilerplate.is_related_heading(line.text):
            found.related = (found.related or ()) + _entries(lines, line, base, found.lines)
        elif title := boilerplate.read_also_title(line.text):
            found.read_also = (found.read_also or ()) + (_inline(line, title, base),)
            found.lines.add(line.order)
    found.related, found.read_also = _once(found.related), _once(found.read_also)
    return found


def _entries(lines: Lines, heading: Line, base: str, read: set[int]) -> tuple[Link, ...]:
    read.add(heading.order)
    below = _below(lines, heading)
    linked = _linked(below, base, read)
    return linked or _unlinked(below, read)


def _below(lines: Lines, heading: Line) -> list[Line]:
    """The lines that may be entries: what follows the heading in the smallest element that holds more than it.

    A heading that closes the element it stands in stands alone, and has no entries.
    """
    node: HtmlElement | None = heading.node
    while node is not None:
        start, end = lines.spans[node]
        if sum(line.words for line in lines.lines[start:end]) > heading.words + _LABEL:
            return _until_next(lines.lines[heading.order + 1 : end])
        node = lines.around(node)
    return []


def _until_next(following: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in following:
        if line.zone & _OUTSIDE or _is_next_heading(line):
            break
        kept.append(line)
    return kept


def _is_next_heading(line: Line) -> bool:
    if line.is_heading and not line.linked:
        return True
    return not line.linked and boilerplate.category(line.text) is not None


def _linked(below: Sequence[Line], base: str, read: set[int]) -> tuple[Link, ...]:
    found: list[Link] = []
    passed: list[int] = []
    for line in below:
        if len(found) == _MOST or len(passed) > _GAP or (not line.linked and line.words > 12):
            break
        passed.append(line.order)
        titles = [(text, href) for text, href in line.links if _is_title(text)]
        if line.linked and titles:
            found += [Link(plain(text), _join(base, href)) for text, href in titles]
            read.update(passed)
            passed.clear()
    return tuple(found)


def _unlinked(below: Sequence[Line], read: set[int]) -> tuple[Link, ...]:
    """Titles without links: a list at the page's end, not the story going on."""
    if any(line.words > _LONGEST for line in below):
        return ()
    titles = [line for line in below if _is_title(line.text) and not line.text.endswith((".", ":"))]
    if len(titles) != len(below) or len(titles) > _MOST:
        return ()
    read.update(line.order for line in titles)
    return tuple(Link(plain(line.text)) for line in titles)


def _is_title(text: str) -> bool:
    return text.count(" ") < _LONGEST and any(map(str.isalpha, text)) and boilerplate.category(text) is None


def _inline(line: Line, title: str, base: str) -> Link:
    """The story of «اقرأ أيضا: …»: the link's own words where they are the title."""
    text, href = max(line.links, key=lambda link: len(link[0]), default=("", ""))
    return Link(plain(text if words(text) == words(title) else title), _join(base, href))


def _join(base: str, href: str) -> str | None:
    return None if href.strip().startswith("#") else join(base, href)


def _once(links: tuple[Link, ...] | None) -> tuple[Link, ...] | None:
    """Each address once, with the longest of its titles, and each title once."""
    if links is None:
        return None
    by_address: dict[str, Link] = {}
    for link in links:
        name = link.url or link.title
        if name not in by_address or len(link.title) > len(by_address[name].title):
            by_address[name] = link
    return tuple({link.title: link for link in by_address.values()}.values())
