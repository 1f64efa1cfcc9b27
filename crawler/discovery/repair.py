"""Broken XML made well-formed, so that a feed's parser reads it in its strict way."""

from __future__ import annotations

import html
import re

from lxml import etree

from crawler.discovery.safely import OPTIONS

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#?\w{1,32};)?")
_PREFIX = re.compile(r"(?:</?|\s)([A-Za-z_][\w.-]{0,30}):[A-Za-z_]")
_DECLARED = re.compile(r"xmlns:([\w.-]+)\s*=")
_ROOT = re.compile(r"<[\w:.-]+")
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}


def well_formed(text: str) -> bytes | None:
    """Return an XML document that begins with its root as well-formed UTF-8; None where nothing can be had of it.

    No entity is ever expanded and nothing is fetched.
    """
    text = _NOT_XML.sub("", text)
    root = _parse(text, recover=False)
    if root is None:
        root = _parse(_with_prefixes(_REFERENCE.sub(_character, text)), recover=True)
    return None if root is None else etree.tostring(root, encoding="utf-8")


def _parse(text: str, *, recover: bool) -> etree._Element | None:
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        **OPTIONS,
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None


def _character(match: re.Match[str]) -> str:
    """Return what a reference stands for in HTML; a bare ampersand, or a character XML forbids, escaped."""
    if match[1] is None:
        return "&amp;"
    char = html.unescape(match[0])
    if char == match[0]:
        return f"&amp;{match[1]}"
    return html.escape(_NOT_XML.sub("", char))


def _with_prefixes(text: str) -> str:
    """Declare the namespaces that the document uses and does not declare."""
    missing = set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)) - {"xml", "xmlns", "http", "https"}
    given = "".join(f' xmlns:{each}="{_NAMESPACES.get(each, "urn:" + each)}"' for each in sorted(missing)[:50])
    return _ROOT.sub(lambda root: root[0] + given, text, count=1)
