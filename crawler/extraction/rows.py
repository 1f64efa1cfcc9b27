"""What stands in a row on one line of a page: «كتب: سلمى حسن | 18 مارس 2026 | 16:08»."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.arabic.text import tidy
from crawler.extraction.lines import Line

_VERB = re.compile(r"\s+[|/-]?\s*(?=(?:كتب(?:ت|وا)?|بقلم|إعداد|اعداد)\s*[:/–-])")
_GLUED = re.compile(r"(?:بواسطة|كتب(?:ت|ه|ته|ها|تها)?|بقلم|[إا]عداد|تحرير|المحررة?|الكاتبة?)(?=[^\W\d_])")
# What a row says before its date: «سلمى حسن | نشر في:».
_DATED = re.compile(r"(?<=\S)\s*[|•·–—-]\s*(?:تم |تاريخ )?(?:ال)?ن\u064f?شرت?(?: (?:في|بتاريخ|يوم))?\s*:?\s*$")
_MARKED = re.compile(r"[\s|/–—·•●()،,:-]")


def pieces(line: Line) -> list[tuple[str, HtmlElement]]:
    """What stands in a row on a line, each with its element; where no element parts it, the byline's verb does."""
    if line.pieces:
        return [each for piece in line.pieces for each in _links_apart(*piece)]
    parts = _VERB.split(line.text)
    return [(part, line.node) for part in parts] if len(parts) > 1 else []


def _links_apart(text: str, node: HtmlElement) -> list[tuple[str, HtmlElement]]:
    """A piece, or the links that it is made of with no space between: «أحمد سمير» «أرسل بريدا»."""
    links = [each for each in node if each.tag == "a"] if len(node) > 1 else []
    texts = [tidy(each.text_content() or "") for each in links]
    if len(links) > 1 and "".join(texts) == text:
        return list(zip(texts, links, strict=True))
    return [(_labelled(text, node), node)]


def _labelled(text: str, node: HtmlElement) -> str:
    """A piece's text, with a space after the label that an element of its own sets before a name: «بواسطة» «سلمى»."""
    glued = _GLUED.match(text) if len(node) else None
    if glued and next((part.strip() for part in node.itertext() if part.strip()), "") == glued[0]:
        return f"{glued[0]} {text[glued.end() :]}"
    return text


def apart(line: Line, mark: str = " ") -> str:
    """Return the line's text, with `mark` where one element ends and the next begins without a space or a mark."""
    if not line.pieces:
        return line.text
    text, at, found = line.text, 0, ""
    for piece, _ in line.pieces:
        start = text.find(piece, at)
        if start < 0:
            return line.text
        glued = start == at > 0 and not _MARKED.match(piece) and not _MARKED.match(text[start - 1])
        found += text[at:start] + (mark if glued else "") + piece
        at = start + len(piece)
    return found + text[at:]


def unlabelled(text: str) -> str:
    """A row from which the date was taken, without the label that stood before it."""
    return _DATED.sub("", text) if "شر" in text else text
