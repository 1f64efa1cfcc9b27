"""Page: a page's bytes decoded and parsed, once. What the page declares of its encoding is a hint, not the truth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree, html

from crawler.extraction.encodings import decode
from crawler.reasons import Reason, Rejection

_NOT_HTML = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"RIFF",
    b"\x1f\x8b",
    b"ID3",
    b"\x00\x00\x00",
)
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL)
_TAG = re.compile(r"<\s*[a-zA-Z!]")


@dataclass(frozen=True, slots=True)
class Page:
    """One parsed page. `base` is what its links are joined with; `charset` is the encoding its bytes were read in."""

    url: str
    base: str
    tree: html.HtmlElement
    charset: str


def open_page(body: bytes, *, url: str = "", charset: str | None = None) -> Page | Rejection:
    """Decode and parse a page; `charset` is what the HTTP header says, if anything. Never raises, on any bytes."""
    if not body.strip():
        return Rejection(Reason.NO_TEXT, "the answer is empty")
    if body.startswith(_NOT_HTML) or _FEED.match(body[:2048]):
        return Rejection(Reason.NOT_HTML)
    text, used = decode(body, declared=charset)
    if not _TAG.search(text[:100_000]):
        return Rejection(Reason.NOT_HTML, "no markup")
    tree = _parse(text)
    if tree is None:
        return Rejection(Reason.NO_TEXT, "no markup that can be read")
    return Page(url=url, base=_base(tree, url), tree=tree, charset=used)


def _parse(text: str) -> html.HtmlElement | None:
    # The parser is told UTF-8, so that it heeds no declaration in the page; NUL would end the document early.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, html.HtmlElement) and tree.find("body") is not None else None


def _base(tree: html.HtmlElement, url: str) -> str:
    href = next(iter(tree.xpath("//base/@href")), "").strip()
    try:
        return urljoin(url, href) if href else url
    except ValueError:
        return url
