"""Tidy: every text as it is stored, on one line and without invisible junk; no empty ones, none twice in a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crawler.arabic import bylines
from crawler.arabic.agencies import agency
from crawler.arabic.text import tidy as line
from crawler.article import Article, Link
from crawler.sources import source_for

_AROUND_NAMES = " \t،,؛;:.|/\\-–—_*•"


def tidy(article: Article) -> Article:
    """Return the article in the form in which it is kept. No word of it changes."""
    return replace(
        article,
        url=line(article.url),
        canonical_url=_line(article.canonical_url),
        source=article.source or source_for(article.url).id,
        title=line(article.title),
        description=_line(article.description),
        paragraphs=tuple(filter(None, map(line, article.paragraphs))),
        published_raw=_line(article.published_raw),
        authors=names(article.authors),
        byline=_line(article.byline),
        agencies=_lines(article.agencies) or credited(article),
        dateline=_line(article.dateline),
        related=_links(article.related),
        read_also=_links(article.read_also),
        section=_line(article.section),
        tags=_lines(article.tags),
        image=_line(article.image),
        images=_lines(article.images),
        language=_line(article.language),
        reservations=_lines(article.reservations),
        addresses=_lines(article.addresses),
    )


def credited(article: Article) -> tuple[str, ...]:
    """Return the agencies that the byline or the last line credits, where a record names none."""
    read = bylines.read(line(article.byline)) if article.byline and bylines.may_credit(article.byline) else None
    last = line(article.paragraphs[-1]) if article.paragraphs else ""
    found = (*(read.agencies if read else ()), *filter(None, [agency(last)]))
    return _once(found)


def names(authors: Iterable[str]) -> tuple[str, ...]:
    """Return the names, each by itself and once, without the punctuation that joined them."""
    parts = (line(part).strip(_AROUND_NAMES) for author in authors for part in author.split("،"))
    return _once(parts)


def _line(text: str | None) -> str | None:
    return line(text or "") or None


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return _once(map(line, texts))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in dict.fromkeys(texts) if text)


def _links(links: tuple[Link, ...] | None) -> tuple[Link, ...] | None:
    """An empty block stays one: its heading stands on the page."""
    if links is None:
        return None
    tidied = (Link(line(link.title), _line(link.url)) for link in links)
    return tuple(link for link in dict.fromkeys(tidied) if link.title)


class Tidy:
    """The step."""

    def process_item(self, item: Article) -> Article:
        return tidy(item)
