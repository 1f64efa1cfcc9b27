"""The record's smaller fields: description, section, tags, images, kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawler.arabic.text import fold, tidy, words
from crawler.article import Kind
from crawler.extraction import jsonld
from crawler.extraction.lines import Line, Zone
from crawler.extraction.meta import DESCRIPTION, IMAGE, SECTION, TAGS
from crawler.extraction.sheet import HOME, Sheet

_HEADLINE = 9  # words of a breadcrumb that no class names
_ARROW = re.compile(r"[»›>/\\|←<«]")
_BRIEF_WORDS = 45
_OPINION = re.compile(
    r"^(?:راي|اراء|الراي|مقالات|مقال|كتاب|اقلام|كتاب و ?اراء|اعمده|افتتاحيه|opinions?|وجهات نظر|زوايا|مدونات)$"
)
_OPINION_URL = re.compile(
    r"/(?:opinions?|columns?|columnists?|articles-opinion|مقالات|رأي|آراء|اراء|أعمدة|كتاب|كتّاب)(?:/|$)", re.IGNORECASE
)
_LIVE_URL = re.compile(r"/(?:live|liveblog|live-blog|live-updates)(?:/|$|-)", re.IGNORECASE)
_LIVE_TITLE = re.compile(r"لحظه بلحظه|تغطيه (?:مباشره|حيه|مستمره)|متابعه مباشره|اولا باول")
_TAG_LINK = re.compile(
    r"/(?:tags?|keyword|topics?|وسم|الوسوم|taxonomy/term|hashtag)s?(?:/|=)|[?&](?:tag|keyword)=", re.IGNORECASE
)
_MOST_TAGS = 30
_SMALL = re.compile(
    r"logo|icon|avatar|sprite|pixel|blank|placeholder|loading|spacer|emoji|gravatar|1x1|/(?:authors?|writers?|columnists?|users?|profiles?)/",
    re.IGNORECASE,
)


def description(sheet: Sheet, title: str) -> str | None:
    """The deck or summary, where it says something else than the headline."""
    chosen = [tidy(element.text_content()) for element in sheet.select("description")]
    given = [*chosen, jsonld.text(sheet.node.get("description")), sheet.meta.first(DESCRIPTION)]
    return next((text for text in given if text and words(text) != words(title)), None)


def section(sheet: Sheet, title: str) -> str | None:
    """The section as displayed in the breadcrumb, else as declared."""
    chosen = [tidy(element.text_content()) for element in sheet.select("section")]
    crumbs = [_last(_breadcrumb_nodes(sheet), title), _last(_breadcrumb_links(sheet), title)]
    given = [
        _last(chosen, title),
        *crumbs,
        *jsonld.texts(sheet.node.get("articleSection"))[:1],
        sheet.meta.first(SECTION),
    ]
    return next((name for name in given if name), None)


def tags(sheet: Sheet) -> tuple[str, ...]:
    """Tags as displayed, else as declared. Meta keywords are none: most sites put the headline's words there."""
    chosen = [tidy(element.text_content()) for element in sheet.select("tags")]
    found = chosen or _shown_tags(sheet) or sheet.meta.all(TAGS) or jsonld.texts(sheet.node.get("keywords"))
    if len(found) == 1:
        found = jsonld.texts(found[0])
    plain = (tidy(tag).lstrip("#").replace("_", " ") for tag in found)
    return tuple(dict.fromkeys(tag for tag in plain if tag and len(tag) < 80))[:_MOST_TAGS]


def images(sheet: Sheet, title: Line | None, story: Sequence[Line]) -> tuple[str | None, tuple[str, ...]]:
    """Return the main image and all of the story's, as full addresses."""
    chosen = [element.get("src") or element.get("href") or element.get("content") for element in sheet.select("image")]
    given = (*chosen, jsonld.url(sheet.node.get("image")), sheet.meta.first(IMAGE))
    main = sheet.join(next((address for address in given if address), None))
    shown = (sheet.join(address) for address in _shown_images(sheet, title, story) if not _SMALL.search(address))
    every = tuple(dict.fromkeys(address for address in (main, *shown) if address))
    return main or next(iter(every), None), every


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
    return [address for image in inside if (address := _source(image))]


def kind(sheet: Sheet, title: str, paragraphs: Sequence[str], section_name: str | None) -> Kind:
    """Tell an article from a brief, an opinion and a live page."""
    types = jsonld.types(sheet.node)
    path = unquote(urlsplit(sheet.page.url).path) if sheet.page.url else ""
    if "LiveBlogPosting" in types or _LIVE_URL.search(path) or _LIVE_TITLE.search(fold(title)):
        return "live"
    if "OpinionNewsArticle" in types or _OPINION.match(fold(section_name or "")) or _OPINION_URL.search(path):
        return "opinion"
    brief = len(paragraphs) <= 2 and sum(len(text.split()) for text in paragraphs) <= _BRIEF_WORDS
    return "brief" if brief else "article"


def _breadcrumb_nodes(sheet: Sheet) -> list[str]:
    for node in sheet.nodes:
        if "BreadcrumbList" in jsonld.types(node):
            items = [each for each in node.get("itemListElement") or [] if isinstance(each, dict)]
            return [name for each in items if (name := jsonld.text(each.get("name")) or jsonld.text(each.get("item")))]
    return []


def _breadcrumb_links(sheet: Sheet) -> list[str]:
    found = sheet.body.xpath(
        ".//*[contains(@class,'breadcrumb') or contains(@class,'breadcumb') or contains(@id,'breadcrumb')"
        " or contains(@class,'crumbs') or contains(@itemtype,'BreadcrumbList')]"
    )
    if found:
        return [tidy(link.text_content()) for link in found[0].iter("a")]
    path = next((line for line in sheet.lines.lines if line.links and _is_path(line)), None)
    return [tidy(part) for part in _ARROW.split(path.text)] if path is not None else []


def _is_path(line: Line) -> bool:
    """«الرئيسية » اقتصاد»: a breadcrumb that no class names."""
    return line.words < _HEADLINE and fold(line.links[0][0]) in HOME and bool(_ARROW.search(line.text))


def _last(names: Sequence[str], title: str) -> str | None:
    own = words(title)
    kept = [name for name in names if name and fold(name) not in HOME and words(name) != own and "://" not in name]
    return kept[-1] if kept else None


def _shown_tags(sheet: Sheet) -> list[str]:
    in_parts = [line for line in sheet.lines.lines if line.zone & Zone.TAGS]
    linked = [text for line in sheet.lines.lines for text, href in line.links if _is_tag_link(line.zone, href)]
    named = [text for line in in_parts for text, _ in line.links]
    marked = [tidy(a.text_content()) for a in sheet.body.iter("a") if "tag" in (a.get("rel") or "").split()]
    return marked or linked or named


def _is_tag_link(zone: Zone, href: str) -> bool:
    return bool(_TAG_LINK.search(href)) and not zone & (Zone.NAVIGATION | Zone.FOOTER | Zone.SIDE | Zone.HEADER)


def _source(image: HtmlElement) -> str | None:
    for name in ("data-src", "data-original", "data-lazy-src", "src"):
        address = image.get(name)
        if address and not address.startswith("data:"):
            return str(address)
    return None
