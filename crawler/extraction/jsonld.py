"""JSON-LD: what a page says of its article to machines. Lists, graphs and broken JSON are read as far as they go."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawler.arabic.text import words
from crawler.extraction.plain import plain

Node = dict[str, Any]

ARTICLES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle BlogPosting"
    " LiveBlogPosting ReviewNewsArticle AskPublicNewsArticle AdvertiserContentArticle SocialMediaPosting TechArticle"
    " ClaimReview".split()
)
_PAGES = frozenset(("WebPage", "ItemPage"))
_REFERRING = ("author", "creator", "publisher", "image", "thumbnail", "primaryImageOfPage")
_BARE = 2  # members of an object that only names its type and its @id
_ALIKE, _UNLIKE = 0.7, 0.3  # of a headline's words that stand in the page's title
_LARGEST = 1_000_000
_DEEPEST = 12
_LONGEST = 40  # characters of a number
_CONTROL = re.compile(r"[\x00-\x1f]+")
_OPENED = re.compile(r"(?:<!--|/\*\s?<!\[CDATA\[\s?\*/|(?://\s?)?<!\[CDATA\[)")
_CLOSED = re.compile(r"(?:-->|(?:/\*|//)?\s?\]\]>\s?(?:\*/)?)$")
_WRAPPED = 20  # characters of what may close a script's text
_COMMENT = re.compile(r"(?<![:\w\"'/\\])/\*[^*\"]{0,300}\*/")
_DOUBLE_COMMA = re.compile(r",(?:\s*,)+")
_QUOTED = re.compile(r'\\.|"|[^"\\]+', re.DOTALL)
_AFTER_STRING = re.compile(r'\s*(?::\s*["\[{\dtfn-]|[}\]]\s*(?:[,}\]{]|$)|,\s*(?:"[^"]{1,60}"\s*:|["{\[]|\d|[}\]])|$)')
_MOST = 30  # objects one after another in one script
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


def nodes(tree: HtmlElement) -> list[Node]:
    """Return every typed object of the page's JSON-LD, graphs and lists opened."""
    found: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _LARGEST:
            found += _objects(_load(script.text), _DEEPEST)
    return found


def article_node(found: list[Node], *, addresses: Sequence[str] = (), titles: Sequence[str] = ()) -> Node | None:
    """Return the object that describes the page's article: of several the one that has its address or its headline,
    else the fullest. One that has another address and another headline is another page's.
    """
    articles = [node for node in found if types(node) & ARTICLES]
    if addresses or titles:
        rated = [(_fit(node, {_path(each) for each in addresses}, titles), node) for node in articles]
        articles = [node for fit, node in rated if fit == max(fit for fit, _ in rated) and fit >= 0]
    return max(articles, key=lambda node: ("datePublished" in node, len(node)), default=None)


def _fit(node: Node, paths: set[str], titles: Sequence[str]) -> int:
    """How surely an object is the page's own: by its address 2, by its headline 1, neither told 0, both others' -1."""
    told = _told(node)
    if told & paths - {"/"}:
        return 2
    headline = set(words(text(node.get("headline")) or ""))
    if not headline or not titles:
        return 0
    likest = max(len(headline & set(words(title))) / len(headline) for title in titles)
    if likest > _ALIKE:
        return 1
    return -1 if told and not told & {"/"} and likest < _UNLIKE else 0


def dated_page(found: list[Node], addresses: Callable[[], Sequence[str]]) -> tuple[Node, bool]:
    """Return the object that dates the page itself, and whether it has its address; one that has no address may be
    the same on every page. Empty where there is none.
    """
    pages = [node for node in found if "datePublished" in node and types(node) & _PAGES]
    paths = {_path(each) for each in addresses()} - {"/"} if pages else set()
    own = next((node for node in pages if _told(node) & paths), None)
    return own or next((node for node in pages if not _told(node)), {}), own is not None


def _told(node: Node) -> set[str]:
    """The paths of the addresses that an object gives itself."""
    given = [node.get("url"), node.get("mainEntityOfPage"), node.get("@id")]
    return {_path(address) for each in given if (address := url(each)) and not address.startswith("#")} - {""}


def _path(address: str) -> str:
    """What two spellings of an address have in common: its path and its query, unquoted."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return unquote(parts.path).rstrip("/") + (f"?{unquote(parts.query)}" if parts.query else "") or "/"


def resolved(node: Node, found: list[Node]) -> Node:
    """Return an object in which what is only referred to by its @id (a person, an image) stands itself."""
    known = {each["@id"]: each for each in found if isinstance(each.get("@id"), str) and len(each) > _BARE}
    return {name: _filled(value, known) if name in _REFERRING else value for name, value in node.items()}


def _filled(value: Any, known: dict[str, Node]) -> Any:
    if isinstance(value, list):
        return [each if isinstance(each, list) else _filled(each, known) for each in value]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and not value.keys() - {"@id", "@type"}:
        return known.get(value["@id"], value)
    return value


def types(node: Node) -> set[str]:
    kinds = node.get("@type")
    return {
        kind.rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    }


def text(value: Any, depth: int = _DEEPEST) -> str | None:
    """Return a value as one tidy line, or None; a list gives its first, an object its name or its address."""
    if depth == 0:
        return None
    if isinstance(value, list):
        return next((each for part in value if (each := text(part, depth - 1))), None)
    if isinstance(value, dict):
        own = value.get("name") or value.get("@value") or value.get("url") or value.get("@id")
        return text(own, depth - 1)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)[:_LONGEST]
    return plain(value) or None if isinstance(value, str) else None


def texts(value: Any) -> list[str]:
    """Return all of a value's texts; a string with commas is a list, as keywords are written."""
    if isinstance(value, str):
        return [part for part in map(plain, re.split("[,،;]", unescape(value))) if part]
    values = value if isinstance(value, list) else [value]
    return [each for each in map(text, values) if each]


def url(value: Any, depth: int = _DEEPEST) -> str | None:
    """Return the address of an image or a page given as a string, an object or a list of these."""
    if depth == 0:
        return None
    if isinstance(value, list):
        return next((each for part in value if (each := url(part, depth - 1))), None)
    if isinstance(value, dict):
        return url(value.get("url") or value.get("contentUrl") or value.get("@id"), depth - 1)
    return value.strip() or None if isinstance(value, str) else None


def urls(value: Any) -> list[str]:
    """Return all addresses of images given as strings, objects or lists of these; a mere reference has none."""
    values = value if isinstance(value, list) else [value]
    return [each for each in map(url, values) if each and "#" not in each]


def _load(source: str) -> Any:
    source = _unwrapped(source).rstrip(";")
    for mend in (str, _tidied, unescape, _requoted):
        source = mend(source)
        try:
            return json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
    return _several(source)


def _unwrapped(source: str) -> str:
    """Without the comment or the CDATA section around it."""
    source = source.strip()
    opened = _OPENED.match(source)
    source = source[opened.end() :] if opened else source
    return (source[:-_WRAPPED] + _CLOSED.sub("", source[-_WRAPPED:])).strip()


def _tidied(source: str) -> str:
    """Without raw line ends in strings, without comments and the commas that stand before nothing."""
    source = _COMMENT.sub("", _CONTROL.sub(" ", source))
    return _TRAILING_COMMA.sub(r"\1", _DOUBLE_COMMA.sub(",", source))


def _requoted(source: str) -> str:
    """With the quotation marks inside strings escaped: a mark ends its string only where JSON goes on after it."""
    found: list[str] = []
    inside = False
    for match in _QUOTED.finditer(source):
        part = match[0]
        if part != '"':
            found.append(part)
        elif not inside:
            inside = True
            found.append(part)
        elif _AFTER_STRING.match(source, match.end()):
            inside = False
            found.append(part)
        else:
            found.append('\\"')
    return _TRAILING_COMMA.sub(r"\1", "".join(found))


def _several(source: str) -> Any:
    """Several objects in one script, one after another, as far as they can be read."""
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    at = source.find("{")
    while at >= 0 and len(found) < _MOST:
        try:
            value, at = decoder.raw_decode(source, at)
        except (ValueError, RecursionError):
            break
        found.append(value)
        at = source.find("{", at)
    return found or None


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
