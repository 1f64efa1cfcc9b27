"""look(): what one page tells of its site, beside its article and its links. Bytes in; no network."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.arabic.text import fold, is_arabic, tidy
from crawler.extraction import jsonld, zones
from crawler.extraction.encodings import declarations
from crawler.extraction.meta import MODIFIED, PUBLISHED, SITE
from crawler.extraction.page import open_page
from crawler.extraction.sheet import HOME, Sheet, lay_out
from crawler.extraction.shells import is_shell
from crawler.probing.named import Named, named_by
from crawler.reasons import Rejection
from crawler.sources import Source

_NAME = 40  # characters of a site's name
_SHORT = 90  # characters of a line that is no prose
_SHOWN = 80  # characters of what a selector finds
_SAMPLE = 3_000  # characters by which a page is Arabic or not
_PARTS = re.compile(r"\s+[|–—:-]+\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Look:
    """What a page tells of its site.

    `charset` is what its bytes were read in, `declared` what its header and its markup call it. `zone` is an IANA name,
    "" where nothing tells; `offset` how many minutes east of UTC its dates name. `selected` holds what each selector
    of the source's file finds first, "" for nothing; `dropped` how many elements each of its `drop` finds.
    """

    url: str
    charset: str = "utf-8"
    declared: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    zone: str = ""
    offset: int | None = None
    is_shell: bool = False
    is_arabic: bool = False
    named: Named = field(default_factory=Named)
    selected: Mapping[str, str] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)


def look(body: bytes, *, url: str, charset: str | None, source: Source, now: datetime) -> Look:
    """Return what a page of a source tells of its site. Never raises, on any bytes."""
    page = open_page(body, url=url, charset=source.encoding or charset)
    if isinstance(page, Rejection):
        return Look(url)
    sheet = lay_out(page, source=None, now=now)
    shown = [line.text for line in sheet.lines.lines]
    return Look(
        url,
        charset=page.charset,
        declared=tuple(declarations(body, charset)),
        names=tuple(_names(sheet)),
        zone=zones.told_zone(url, page.tree, lambda: [text for text in shown if len(text) < _SHORT], sheet.nodes) or "",
        offset=_offset(sheet, now),
        is_shell=is_shell(page.tree),
        is_arabic=is_arabic(" ".join(shown)[:_SAMPLE]),
        named=named_by(page, source.site),
        selected={name: _first(page.tree, selector) for name, selector in source.selectors.items()},
        dropped={selector: len(page.tree.cssselect(selector)) for selector in source.drop},
    )


def _names(sheet: Sheet) -> Iterator[str]:
    """Yield what the site may be called, the most likely first: what it declares, then the parts of its title."""
    host = urlsplit(sheet.page.url).hostname or ""
    title = _PARTS.split(tidy(sheet.page.tree.findtext(".//title") or ""))
    for name in dict.fromkeys((*sheet.meta.all(SITE), *sheet.site_names(), *title)):
        if name and len(name) <= _NAME and name not in host and fold(name) not in HOME:
            yield name


def _offset(sheet: Sheet, now: datetime) -> int | None:
    told = [jsonld.text(sheet.node.get(name)) for name in ("datePublished", "dateModified")]
    offset = zones.told_offset([*told, sheet.meta.first(PUBLISHED), sheet.meta.first(MODIFIED)])
    east = offset.utcoffset(now) if offset else None
    return None if east is None else int(east.total_seconds() // 60)


def _first(tree: HtmlElement, selector: str) -> str:
    """Return the beginning of what a selector finds first; what has no text tells its value, or its name."""
    for element in tree.cssselect(selector):
        given = tidy(element.text_content()) or element.get("content") or element.get("datetime") or element.get("src")
        return (given or str(element.tag))[:_SHOWN]
    return ""
