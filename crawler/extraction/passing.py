"""The stories that a text names in passing, on lines of their own between its paragraphs and under no heading."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, takewhile

from crawler import urls
from crawler.arabic import boilerplate
from crawler.article import Link
from crawler.extraction.lines import Line, Lines
from crawler.extraction.named import is_title, joined, once
from crawler.extraction.plain import plain
from crawler.extraction.related import OUTSIDE, Related
from crawler.sources import site_of

_PASSED = 2  # links in a row that a story names in passing
_TOLD = 12  # words of a paragraph that may be short
_HEADLINE = 4  # words of a headline, at least
_SENTENCE = (".", ":", "،")
_POINT = " •·▪■●-–"  # before a headline


def with_passed(found: Related, lines: Lines, body: Sequence[Line], base: str) -> Related:
    """Return what was found and the stories that the text itself names in passing: one link, or two, on lines of their
    own between its paragraphs. More in a row are a list that is the story's.

    Those that stand there as the site's most read are left out of the text.
    """
    told = [line for line in body if line.words >= _TOLD and not line.linked]
    between = lines.lines[told[0].order : told[-1].order] if told else []
    passed: list[tuple[Line, Link]] = []
    sites: set[int] = set()  # under a heading of the site's own: «الأكثر قراءة»
    before = None
    for alone, row in groupby(between, key=lambda line: line.linked and line.order not in found.lines):
        held = list(row)
        entries = [(line, link) for line in held if (link := _passed(line, base))] if alone else []
        if before is not None and boilerplate.category(before.text) == "most-read":
            sites.update(line.order for line, _ in entries)
        elif len(entries) <= _PASSED:
            passed += entries
        before = held[-1]
    if told:
        passed += _last(lines, told[-1], base, found.lines)
    if not passed and not sites:
        return found
    also = once((found.read_also or ()) + tuple(link for _, link in passed)) if passed else found.read_also
    return Related(found.related, also, found.lines | {line.order for line, _ in passed} | sites)


def _last(lines: Lines, paragraph: Line, base: str, read: set[int]) -> list[tuple[Line, Link]]:
    """One story or two that are named right under the last paragraph, among the lines of its own element."""
    following = lines.lines[paragraph.order + 1 : paragraph.order + 2 + _PASSED]
    row = list(takewhile(lambda line: line.linked and line.order not in read and _is_level(line, paragraph), following))
    entries = [(line, link) for line in row if (link := _passed(line, base)) and urls.is_article(link.url or "")]
    return entries if len(entries) == len(row) <= _PASSED else []


def _is_level(line: Line, paragraph: Line) -> bool:
    """Whether a line stands at a paragraph's level, by itself or as a point of a list."""
    own = line.node.getparent() if line.node.tag == "li" else line.node
    if own is None or own is paragraph.node:
        return own is not None
    return own.getparent() in (paragraph.node.getparent(), paragraph.node)


def _passed(line: Line, base: str) -> Link | None:
    """The story of the site's own that a line names, where it is its headline and nothing else."""
    targets = {href for _, href in line.links}
    if len(targets) != 1 or line.zone & OUTSIDE or line.words > line.link_words or line.words < _HEADLINE:
        return None
    url = joined(base, targets.pop())
    if not url or line.text.endswith(_SENTENCE) or site_of(url) != site_of(base) or urls.is_article(url) is False:
        return None
    title = max((text for text, _ in line.links), key=len)
    return Link(plain(title).lstrip(_POINT), url) if is_title(title) else None
