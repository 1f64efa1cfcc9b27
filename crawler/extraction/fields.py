"""The record's smaller fields: description, section, tags, images."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.arabic.text import tidy, words
from crawler.extraction import jsonld
from crawler.extraction.lines import Line, Zone
from crawler.extraction.meta import DESCRIPTION, IMAGE, TAGS
from crawler.extraction.sections import section
from crawler.extraction.sheet import Sheet

__all__ = ["description", "images", "section", "tags"]

_PROSE = 12  # words of a line that is a paragraph where it is no link
_TAG = 4  # words of a tag
_TAGGED = re.compile(
    r"^\W*(?:(?:ال)?كلمات (?:ال)?(?:مفتاحية|دلالية|دليلية|دالة|بحث)|(?:ال)?وسوم|(?:ال)?وسم|العلامات|تصنيفات"
    r"|موسومة تحت|تاجات|هاشتاغ|(?:مواضيع|موضوعات|ملفات) (?:مختارة|المقال|الخبر)|tags|keywords)\s*:?",
    re.IGNORECASE,
)
_SIZE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)[wx])?(?:,|\s|$)")
_TAG_LINK = re.compile(
    r"/(?:tags?|keyword|topics?|وسم|الوسوم|taxonomy/term|hashtag)s?(?:/|=)|[?&](?:tag|keyword)=", re.IGNORECASE
)
_MENUS = Zone.NAVIGATION | Zone.FOOTER | Zone.SIDE | Zone.HEADER
_MOST_TAGS = 30
_SMALL = re.compile(
    r"logo|icon|avatar|sprite|pixel|blank|placeholder|loading|spacer|emoji|gravatar|1x1|/(?:authors?|writers?|columnists?|users?|profiles?)/",
    re.IGNORECASE,
)
_ICON = re.compile(
    r"(?:^|[/_-])(?:fb|tw|facebook|twitter|instagram|youtube|telegram|whats?app|rss|print|e?-?mail|share|arrow|bullet|btn|button|dots?"
    r"|line|bg|header|footer|banner|clear|pdf)[\d_-]*\.(?:gif|png|svg|jpe?g|webp)(?:$|\?)",
    re.IGNORECASE,
)
_TINY = 80  # pixels; an image of the story is wider


def description(sheet: Sheet, title: str) -> str | None:
    """The deck or summary, where it says something else than the headline."""
    chosen = sheet.values("description")
    given = [*chosen, jsonld.text(sheet.node.get("description")), sheet.meta.first(DESCRIPTION)]
    return next((text for text in given if text and words(text) != words(title)), None)


def tags(sheet: Sheet) -> tuple[str, ...]:
    """Tags as displayed, else as declared. Meta keywords are none: most sites put the headline's words there."""
    chosen = sheet.values("tags")
    found = chosen or _shown_tags(sheet) or sheet.meta.all(TAGS) or jsonld.texts(sheet.node.get("keywords"))
    if len(found) == 1:
        found = jsonld.texts(found[0])
    plain = (tidy(tag).lstrip("#") for tag in found)
    return tuple(dict.fromkeys(tag for tag in plain if tag and len(tag) < 80))[:_MOST_TAGS]


def images(sheet: Sheet, title: Line | None, story: Sequence[Line]) -> tuple[str | None, tuple[str, ...]]:
    """Return the main image and all of the story's, as full addresses; the site's logo is the main one of no story
    that has another.
    """
    chosen = [element.get("src") or element.get("href") or element.get("content") for element in sheet.select("image")]
    given = [
        *jsonld.urls(sheet.node.get("image")),
        *jsonld.urls(sheet.node.get("thumbnailUrl")),
        *sheet.meta.all(IMAGE),
    ]
    declared = [address for each in given if (address := sheet.join(each))]
    logo = _logos(sheet)
    own = [address for address in declared if not _SMALL.search(_name(address)) and address not in logo]
    shown = [
        address
        for each in _shown_images(sheet, title, story)
        if not (_SMALL.search(each) or _ICON.search(each)) and (address := sheet.join(each)) and address not in logo
    ]
    picked = sheet.join(next(filter(None, chosen), None))
    main = picked or next(iter((*own, *shown, *declared)), None)
    every = tuple(dict.fromkeys(address for address in (main, *shown) if address))
    return main, every


def _logos(sheet: Sheet) -> set[str]:
    """The addresses that the page's organisations call their logo."""
    makers = [sheet.node.get("publisher"), *(node for node in sheet.nodes if node.get("logo"))]
    given = (each for maker in makers if isinstance(maker, dict) for each in jsonld.urls(maker.get("logo")))
    return {address for each in given if (address := sheet.join(each))}


def _name(address: str) -> str:
    """The last part of an address's path: an author's picture may stand for a column, a logo for nothing."""
    return urlsplit(address).path.rpartition("/")[2]


def _shown_images(sheet: Sheet, title: Line | None, story: Sequence[Line]) -> list[str]:
    """The addresses of the images between the headline and the story's end."""
    if not story:
        return []
    start = title.order if title is not None and title.order < story[0].order else story[0].order
    inside = (
        image
        for order, image, zone in sheet.lines.images
        if start <= order <= story[-1].order + 1 and not zone & ~Zone.CAPTION & ~Zone.HEADER
    )
    return [address for image in inside if not _is_tiny(image) and (address := _source(image))]


def _is_tiny(image: HtmlElement) -> bool:
    width = image.get("width") or ""
    return width.isdecimal() and len(width) <= len(str(_TINY)) and int(width) < _TINY


def _shown_tags(sheet: Sheet) -> list[str]:
    """The tags of the page's tag block; a link to a tag within a paragraph is none."""
    own = [line for line in sheet.lines.lines if not line.zone & _MENUS and (line.linked or line.words < _PROSE)]
    prose = {href for line in sheet.lines.lines if not line.linked and line.words >= _PROSE for _, href in line.links}
    marked = [
        a for a in sheet.body.iter("a") if "tag" in (rel := (a.get("rel") or "").split()) and "category" not in rel
    ]
    if told := [tidy(a.text_content()) for a in marked if a.get("href") not in prose]:
        return told
    linked = [text for line in own for text, href in line.links if _TAG_LINK.search(href)]
    if linked:
        return linked
    zoned = [text for line in sheet.lines.lines if line.zone & Zone.TAGS for text, _ in line.links]
    return zoned or _labelled_tags(sheet.lines.lines)


def _labelled_tags(lines: Sequence[Line]) -> list[str]:
    """The links behind «الكلمات المفتاحية:», on its own line or, where it has none, on those right after."""
    for line in lines:
        label = _TAGGED.match(line.text)
        if label is None or line.zone & _MENUS or line.words > 3 * _PROSE:
            continue
        if line.links:
            return [text for text, _ in line.links]
        after = lines[line.order + 1 : line.order + _MOST_TAGS]
        if not line.text[label.end() :].strip():
            return [
                text
                for each in takewhile(lambda each: each.linked and each.words <= _TAG, after)
                for text, _ in each.links
            ]
    return []


def _source(image: HtmlElement) -> str | None:
    for name in ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url"):
        if (address := image.get(name)) and not address.startswith("data:"):
            return str(address)
    largest = _largest(image.get("data-srcset") or image.get("srcset") or "")
    own = image.get("src") or ""
    if own and not own.startswith("data:") and not (largest and _SMALL.search(own)):
        return str(own)
    return largest


def _largest(srcset: str) -> str | None:
    """The address of the widest of several sizes: «a.jpg 300w, b.jpg 1200w»."""
    sizes = [(float(match[2] or 1), match[1]) for match in _SIZE.finditer(srcset) if not match[1].startswith("data:")]
    return max(sizes, default=(0.0, None))[1]
