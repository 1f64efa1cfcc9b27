"""What one reading of a page teaches of its site, and whether what the site has taught may be believed on this page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import unquote
from zlib import crc32

from lxml import etree
from lxml.html import HtmlElement

from crawler import urls
from crawler.arabic.text import fold, words
from crawler.article import Article
from crawler.extraction import jsonld
from crawler.extraction.head import is_only_head
from crawler.extraction.idle import Cut, Noticed, notice
from crawler.extraction.lines import Line, Zone
from crawler.extraction.memory import Known, Lesson
from crawler.extraction.places import address, below, digest, place
from crawler.extraction.repeats import sign, topic
from crawler.extraction.sections import breadcrumb
from crawler.extraction.sheet import HOME, Sheet
from crawler.reasons import Rejection

_CHECKED = 16  # one page of so many is read in full whatever is known: a memory that no page checks would never err
_ENOUGH = 40  # words from which a story needs no second look
_USUAL = 0.25  # of the usual length, which a story may fall short of without one
_AGREED = 0.6  # of the words that the page's JSON-LD gives the article
_NOTICED = 40  # articles after which only pages read in full show more of the layout
_LINES = 80  # lines of a story that are learnt
_SHORT = 9  # words of a breadcrumb
_TAGS = etree.XPath(".//a[contains(@rel,'tag')]")
_MENUS = Zone.NAVIGATION | Zone.FOOTER | Zone.SIDE | Zone.HEADER


@dataclass(slots=True)
class Told:
    """One reading of a page: what came of it, and from which of its lines. `body` is the story before repetitions go.

    `head` are the lines around the headline; `used` holds the numbers of others outside the story that gave something
    to the record, `related` those of its related stories.
    """

    outcome: Article | Rejection
    sheet: Sheet
    story: HtmlElement | None = None
    title_line: Line | None = None
    body: Sequence[Line] = ()
    head: Sequence[Line] = ()
    used: Collection[int] = field(default_factory=set)
    related: Collection[int] = field(default_factory=set)

    @property
    def words(self) -> int:
        return sum(line.words for line in self.body if not line.linked)


def is_check(url: str) -> bool:
    """Tell whether a page is one of those that are read in full whatever is known of their site."""
    return bool(url) and crc32(url.encode("utf-8", "replace")) % _CHECKED == 0


def is_believable(told: Told, known: Known) -> bool:
    """Tell whether a story found where the site always has it is the page's, and whole."""
    return _is_in_place(told, known) and told.words >= max(_ENOUGH, _USUAL * known.words) and _is_as_declared(told)


def outdoes(quick: Told, full: Told, known: Known) -> bool:
    """Tell whether a short story in its usual place is to be believed before what the whole page gave.

    That is so where the latter stands in a part of the site's that never held a story.
    """
    return _is_in_place(quick, known) and full.story is not None and _is_idle(full.story, known.idle)


def _is_in_place(told: Told, known: Known) -> bool:
    if isinstance(told.outcome, Rejection) or told.story is None or told.title_line is None or not told.body:
        return False
    return told.title_line.order <= told.body[0].order + 1 and place(address(told.story)) in known.stories


def _is_as_declared(told: Told) -> bool:
    given = jsonld.text(told.sheet.node.get("articleBody")) or ""
    declared = given.count(" ")
    return declared < _ENOUGH or told.words >= _AGREED * declared


def _is_idle(node: HtmlElement, idle: Collection[int]) -> bool:
    at = 0
    for name in address(node).split(">"):
        at = below(at, name)
        if at in idle:
            return True
    return False


def lesson(told: Told, cut: Cut, known: Known) -> Lesson | None:
    """Return what a page teaches; None where it has no article. `cut` is what was left out of it, or found in it."""
    article = told.outcome
    if isinstance(article, Rejection) or told.story is None:
        return None
    signs = [number for line in told.body[:_LINES] if (number := sign(line.text)[0])]
    own = address(told.story)
    return Lesson(
        article=_identity(article, signs),
        lines=tuple(dict.fromkeys(signs)),
        words=told.words,
        topic=topic(article.title, (line.text for line in told.body)),
        story=own,
        not_story=_elsewhere(told, own, cut),
        zone=told.sheet.guessed,
        noticed=Noticed() if cut.taken and known.learnt > _NOTICED else _noticed(told, article, cut),
    )


def _elsewhere(told: Told, own: str, cut: Cut) -> tuple[str, ...]:
    """The known containers that the story stands beside. One around it or in it is another size of the same."""
    if told.story is None or told.words < _ENOUGH:
        return ()
    around = {told.story, *told.story.iterancestors()}
    others = (each for each in cut.stories if each not in around and told.story not in set(each.iterancestors()))
    return tuple(sorted(set(map(address, others)) - {own, ""}))


def _identity(article: Article, signs: Sequence[int]) -> tuple[int, ...]:
    names = [f"title {fold(article.title)}", f"text {signs}"]
    if article.url:
        names.append(f"url {urls.key(article.url)}")
    return tuple(map(digest, names))


def _noticed(told: Told, article: Article, cut: Cut) -> Noticed:
    return notice(told.sheet.body, list(_used(told, article)), but=[stand_in for _, stand_in in cut.taken])


def _used(told: Told, article: Article) -> Iterator[HtmlElement]:
    """The elements that held something of the article: its story and its headline, and whatever its record says."""
    sheet = told.sheet
    assert told.story is not None
    yield told.story
    if told.title_line is not None:
        yield told.title_line.node
    said = {article.byline, article.published_raw, article.description, *article.authors} - {None, ""}
    tags = set(article.tags)
    dated = _bare(article.published_raw or "")
    used = {
        line.order
        for line in told.head
        if (dated and dated in _bare(line.text)) or is_only_head(line, sheet.clock)  # with buttons beside the date
    } | set(told.used)
    for line in sheet.lines.lines:
        if line.order in used or line.text in said or _is_tagged(line, tags) or _is_path(line, article.section):
            yield line.node
    yield from _blocks(told)
    if article.section and (crumbs := breadcrumb(sheet)) is not None:
        yield crumbs
    yield from cast(list[HtmlElement], _TAGS(sheet.body)) if tags else ()
    for field_ in sheet.source.selectors if sheet.source else ():
        yield from sheet.select(field_)
    shown = set(map(unquote, article.images))
    for _, image, _ in sheet.lines.images:
        if any(unquote(sheet.join(value) or "") in shown for value in map(image.get, ("data-src", "src")) if value):
            yield image


def _bare(text: str) -> str:
    return "".join(text.split())


def _blocks(told: Told) -> Iterator[HtmlElement]:
    """The elements that hold the related stories whole: between two of them nothing may be missing."""
    lines = told.sheet.lines.lines
    of_story = set(told.story.iterancestors()) if told.story is not None else set()
    for order in told.related:
        node = lines[order].node
        yield node
        if order + 1 in told.related:
            others = {lines[order + 1].node, *lines[order + 1].node.iterancestors()}
            shared = next((each for each in (node, *node.iterancestors()) if each in others), None)
            if shared is not None and shared not in of_story:
                yield shared


def _is_tagged(line: Line, tags: Collection[str]) -> bool:
    if line.zone & Zone.TAGS:
        return bool(tags)
    if not tags or not line.links or line.zone & _MENUS:
        return False
    return any(text.lstrip("#").replace("_", " ") in tags for text, _ in line.links)


def _is_path(line: Line, section: str | None) -> bool:
    """«الرئيسية » اقتصاد»: a breadcrumb that no class names."""
    if not section or not line.links or line.words >= _SHORT or not line.text.endswith(section):
        return False
    return line.text != section and " ".join(words(line.links[0][0])) in HOME
