"""JSON-LD: what a page says of its article to machines. Lists, graphs and broken JSON are read as far as they go."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from crawler.extraction.plain import plain

Node = dict[str, Any]

ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle BlogPosting"
    " LiveBlogPosting ReviewNewsArticle AskPublicNewsArticle AdvertiserContentArticle SocialMediaPosting TechArticle"
    " ClaimReview".split()
)
_LARGEST = 1_000_000
_DEEPEST = 12
_CONTROL = re.compile(r"[\x00-\x1f]+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


def nodes(tree: HtmlElement) -> list[Node]:
    """Return every typed object of the page's JSON-LD, graphs and lists opened."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _LARGEST:
            found += _objects(_load(script.text), _DEEPEST)
    return found


def article_node(found: list[Node]) -> Node | None:
    """Return the object that describes the page's article, the fullest where there are several."""
    articles = [node for node in found if types(node) & ARTICLES]
    return max(articles, key=lambda node: ("datePublished" in node, len(node)), default=None)


def types(node: Node) -> set[str]:
    kinds = node.get("@type")
    return {
        kind.rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    }


def text(value: Any) -> str | None:
    """Return a value as one tidy line, or None; a list gives its first, an object its name or its address."""
    if isinstance(value, list):
        return next((each for each in map(text, value) if each), None)
    if isinstance(value, dict):
        return text(value.get("name") or value.get("@value") or value.get("url") or value.get("@id"))
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return plain(value) or None if isinstance(value, str) else None


def texts(value: Any) -> list[str]:
    """Return all of a value's texts; a string with commas is a list, as keywords are written."""
    if isinstance(value, str):
        return [part for part in map(plain, re.split("[,،;]", unescape(value))) if part]
    values = value if isinstance(value, list) else [value]
    return [each for each in map(text, values) if each]


def url(value: Any) -> str | None:
    """Return the address of an image or a page given as a string, an object or a list of these."""
    if isinstance(value, list):
        return next((each for each in map(url, value) if each), None)
    if isinstance(value, dict):
        return url(value.get("url") or value.get("contentUrl") or value.get("@id"))
    return value.strip() or None if isinstance(value, str) else None


def _load(source: str) -> Any:
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    for mend in (str, lambda given: _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", given)), unescape):
        source = mend(source)
        try:
            return json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any, depth: int) -> Iterator[Node]:
    if depth == 0:
        return
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, depth - 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _objects(value.get(name), depth - 1)
