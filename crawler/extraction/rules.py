"""Rules for one site: what its source's file says of an article, beside what steers the reading of its page.

The headline, the story, the date and the authors are chosen while the page is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from lxml.html import HtmlElement

from crawler.arabic.text import tidy
from crawler.article import Article, Link
from crawler.extraction import dating
from crawler.extraction.related import Related
from crawler.extraction.sheet import Sheet


def by_rules(article: Article, sheet: Sheet) -> Article:
    """Return the article as the source's file has it; the same where the file has no such rule for the page."""
    source = sheet.source
    if source is None or not (source.selectors or source.drop_text):
        return article
    chosen = {name: value for name, value in _selected(sheet).items() if value}
    return without(replace(article, **chosen), source.drop_text)


def _selected(sheet: Sheet) -> dict[str, Any]:
    """The fields that selectors name, by what their elements hold; empty where the page has no such element."""
    return {
        "modified": _moment(sheet),
        "byline": next(iter(sheet.values("byline")), None),
        "agencies": tuple(dict.fromkeys(sheet.values("agencies"))),
        "dateline": next(iter(sheet.values("dateline")), None),
        "images": _images(sheet),
        "language": next(map(_language, sheet.select("language")), None),
    }


def chosen(found: Related, sheet: Sheet) -> Related:
    """Take the related stories that the source's file points at; what is in them is not the story."""
    for field in ("related", "read_also"):
        if links := _links(sheet, field):
            setattr(found, field, links)
            found.lines |= {line.order for element in sheet.select(field) for line in sheet.lines.within(element)}
    return found


def _moment(sheet: Sheet) -> datetime | None:
    read = (dating.candidate("visible", raw, sheet.clock) for raw in sheet.values("modified"))
    return next((each.read.instant.replace(microsecond=0) for each in read if each), None)


def _links(sheet: Sheet, field: str) -> tuple[Link, ...]:
    links = (link for element in sheet.select(field) for link in element.iter("a"))
    named = ((tidy(link.text_content()), sheet.join(link.get("href"))) for link in links)
    return tuple(dict.fromkeys(Link(text, address) for text, address in named if text))


def _images(sheet: Sheet) -> tuple[str, ...]:
    given = (address for element in sheet.select("images") for address in _addresses(element))
    return tuple(dict.fromkeys(address for each in given if (address := sheet.join(each))))


def _addresses(element: HtmlElement) -> list[str | None]:
    """What an image, a link to one or a meta tag holds; else what the images inside hold."""
    own = element.get("data-src") or element.get("src") or element.get("href") or element.get("content")
    return [own] if own else [image.get("data-src") or image.get("src") for image in element.iter("img")]


def _language(element: HtmlElement) -> str:
    return tidy(element.get("lang") or element.get("content") or element.text_content())


def without(article: Article, texts: Sequence[str]) -> Article:
    """Return an article without some texts of its site's; a paragraph that holds nothing else goes."""
    if not texts:
        return article
    cut = [rest for text in article.paragraphs if (rest := _cut(text, texts))]
    return replace(
        article,
        title=_cut(article.title, texts) or article.title,
        description=_cut(article.description or "", texts) or None,
        paragraphs=tuple(cut) or article.paragraphs,
    )


def _cut(text: str, texts: Sequence[str]) -> str:
    for each in texts:
        text = text.replace(tidy(each), " ")
    return tidy(text)
