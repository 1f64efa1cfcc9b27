"""Page: a page's bytes decoded and parsed, once. What the page declares of its encoding is a hint, not the truth."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import urlsplit

from lxml import etree, html

from crawler.extraction.encodings import decode
from crawler.extraction.plain import join
from crawler.extraction.shallow import shallow
from crawler.reasons import Reason, Rejection

# How files begin that are no page, whatever the server calls them (WHATWG MIME Sniffing, sections 6 and 7).
_NOT_HTML = (
    b"%PDF", b"%!PS-Adobe", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*", b"PK\x03\x04",
    b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"ID3", b"OggS", b"fLaC",
    b"\x1aE\xdf\xa3", b"MThd", b"FLV\x01", b"\x7fELF", b"MZ\x90", b"\xd0\xcf\x11\xe0", b"{\\rtf",
    b"wOFF", b"wOF2", b"\x00asm", b"\x00\x00\x00", b"\x00\x00\x01\x00", b"SQLite format 3", b"<svg", b"#EXTM3U",
)  # fmt: skip
_OPENING = 512  # bytes; before what a file is, some servers send white space
_MARKUP = 100_000  # characters in which a page's first tag stands
_JSON = re.compile(r"[\ufeff\s]*[\[{]\s*[\"\[\]{}]")
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.DOTALL)
_TAG = re.compile(r"<\s*[a-zA-Z!]")
_START = re.compile(r"<[a-zA-Z]")
# One class for every element: lxml.html's lookup by tag is asked for each of them whenever it is come upon, in Python.
_CLASSES = etree.ElementDefaultClassLookup(
    element=html.HtmlElement, comment=html.HtmlComment, pi=html.HtmlProcessingInstruction, entity=html.HtmlEntity
)
DEPTH, ELEMENTS = "dom-depth", "dom-elements"  # what was met of the bounds


@dataclass(frozen=True)  # without slots: what several ask for is found once
class Page:
    """One parsed page. `base` is what its links are joined with; `charset` is the encoding its bytes were read in.

    `cut` names the bounds that were met in parsing it.
    """

    url: str
    base: str
    tree: html.HtmlElement
    charset: str
    cut: tuple[str, ...] = ()

    @cached_property
    def anchors(self) -> list[tuple[html.HtmlElement, str, str]]:
        """Every <a> and <link> as the page was sent, its tag and where it leads, "" for nowhere."""
        each = (("a", node) if node.tag == "a" else ("link", node) for node in self.tree.iter("a", "link"))
        return [(node, tag, (node.get("href") or "").strip()) for tag, node in each]


def open_page(
    body: bytes, *, url: str = "", charset: str | None = None, depth: int = 200, elements: int = 200_000
) -> Page | Rejection:
    """Decode and parse a page; `charset` is what the HTTP header says, if anything. Never raises, on any bytes.

    A `url` that cannot be read is left out. What nests deeper than `depth` is made shallower, which is at most 250; of
    more than so many `elements`, the first are read.
    """
    if not body or body.isspace():
        return Rejection(Reason.NO_TEXT, "the answer is empty")
    if body[:_OPENING].lstrip().startswith(_NOT_HTML) or _FEED.match(body[:2048]):
        return Rejection(Reason.NOT_HTML)
    text, used = decode(body, declared=charset)
    if not _TAG.search(text, 0, _MARKUP) or _JSON.match(text):
        return Rejection(Reason.NOT_HTML, "no markup")
    nul = "\x00" in text
    if nul:
        text = text.replace("\x00", "")  # it would end the document early
    short = _first(text, elements)
    as_sent = used == "utf-8" and short is text and not (nul or "\ufffd" in text or body.startswith(BOM_UTF8))
    tree, was_deep = _parse(body if as_sent else short.encode("utf-8", "replace"), depth)
    if tree is None:
        return Rejection(Reason.NO_TEXT, "no markup that can be read")
    cut = {ELEMENTS: len(short) < len(text), DEPTH: was_deep}
    url = url if _is_readable(url) else ""
    return Page(url, _base(tree, url), tree, used, tuple(name for name, met in cut.items() if met))


def _first(text: str, elements: int) -> str:
    """Return the page up to so many elements."""
    if len(text) <= elements or text.count("<") <= elements:
        return text
    last = next(islice(_START.finditer(text), elements, None), None)
    return text[: last.start()] if last else text


def _parse(markup: bytes, depth: int) -> tuple[html.HtmlElement | None, bool]:
    """Return the tree of a page in UTF-8, and whether it had to be made shallower."""
    # The parser is told UTF-8, so that it heeds no declaration in the page. Nobody looks elements up by their ids.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(_CLASSES)
    try:
        tree = html.document_fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None, False
    # The parser's own limit is 256; what lies beyond is lost.
    if depth and any(each.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for each in parser.error_log):
        short = shallow(markup.decode("utf-8"), depth=min(depth, 250))
        return _parse(short.encode("utf-8", "replace"), 0)[0], True
    return tree if isinstance(tree, html.HtmlElement) and tree.find("body") is not None else None, False


def _is_readable(url: str) -> bool:
    """Whether an address can be taken apart: its brackets match, its port is one."""
    try:
        _ = urlsplit(url).port
    except ValueError:
        return False
    return True


def _base(tree: html.HtmlElement, url: str) -> str:
    href = next((each for base in tree.iter("base") if (each := base.get("href")) is not None), "")
    return join(url, href.strip()) or url
