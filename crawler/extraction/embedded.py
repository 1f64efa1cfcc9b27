"""What a page carries for its scripts: the state of an application, or JSON-LD's articleBody.

Where the page itself shows no story, the one in its state is written out as a page, and read like any other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from crawler.arabic.text import words
from crawler.extraction.page import Page, open_page
from crawler.extraction.plain import plain
from crawler.reasons import Rejection
from crawler.urls import is_article

_LARGEST = 4_000_000  # characters of a state
_DEEPEST = 40  # objects within each other
_MOST = 200_000  # values of a state that are looked at
_STORY = 40  # words of a text that may be a story
_FEW = 5  # words of a title that is the site's and not a story's
_ALIKE = 0.6  # of a headline's words that stand in the page's title
_IDS = ("__NEXT_DATA__", "__NUXT_DATA__", "ng-state", "serverApp-state", "__APOLLO_STATE__", "initial-state")
_FOLDED = "__NUXT_DATA__"
_ASSIGNED = re.compile(
    r"(?:__(?:NUXT|NEXT_DATA|INITIAL_STATE|PRELOADED_STATE|INITIAL_DATA|APOLLO_STATE|APP_STATE|STATE|DATA)__"
    r"|__(?:initialState|preloadedState|data)|initialState|preloadedState|APP_STATE|Fusion\.globalContent)[\"']?\]?"
    r"\s*=\s*(?=[\[{\"]|JSON\.parse\()"
)
_PUSHED = re.compile(r"\s*(?:self|window)\.__next_f\.push\((?=\[1,)")
_NUMBERED = re.compile(r"[0-9a-f]+:(?=[\[{])")
_PARSED = re.compile(r"JSON\.parse\(\s*(?=[\"'])")
_BODIES = ("articleBody", "body", "content", "text", "story", "html", "bodyHtml", "body_html", "contentHtml",
           "content_html", "fullText", "full_text", "details", "description_full", "articleText", "paragraphs",
           "content_elements", "blocks")  # fmt: skip
_WITHIN = ("rendered", "html", "value", "content", "blocks")  # members of a body that is an object
_TITLES = ("headline", "title", "headlines", "name", "articleTitle", "article_title", "mainTitle", "main_title")
_TIMES = ("datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publishedDate",
          "published_date", "first_publish_date", "display_date", "publicationDate", "pubDate", "createdAt",
          "created_at", "date", "date_gmt", "published")  # fmt: skip
_AUTHORS = ("author", "authors", "authorName", "author_name", "byline", "writer", "credits")
_ADDRESSES = ("url", "link", "href", "path", "permalink", "slug", "canonical_url", "canonicalUrl", "id", "_id",
              "articleId", "article_id", "website_url")  # fmt: skip
_LEADING = frozenset(("url", "link", "href", "path", "permalink", "canonical_url", "canonicalUrl", "website_url"))
_ANY_TAG = re.compile(r"<[^>]*>")
_TAG = re.compile(r"</?(?:p|br|div|h\d|li|ul|span|strong|figure|blockquote)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """A story in a state: its text is markup."""

    title: str
    body: str
    published: str | None
    author: str | None
    address: str


def is_state(script: HtmlElement) -> bool:
    """Tell whether a script is the state of an application."""
    return script.get("id") in _IDS or bool(script.text and _ASSIGNED.search(script.text, 0, 20_000))


def restored(page: Page) -> Page | None:
    """Return a page that shows the story which `page` carries for its scripts; None where it carries none."""
    told = _chosen([each for value in _values(page.tree) for each in _stories(value)], page)
    if told is None:
        return None
    written = open_page(_written(told, page.tree).encode(), url=page.url, charset="utf-8")
    return None if isinstance(written, Rejection) else written


def named(page: Page) -> Page | None:
    """Return a page that links to what the state of `page` names; None where it has no state."""
    links: dict[str, str] = {}
    for value in _values(page.tree):
        for node in _objects(value):
            title = _first(node, _TITLES) or ""
            addresses = [node[name] for name in _LEADING if isinstance(node.get(name), str)]
            links |= {each: title for each in addresses if each.startswith(("/", "http")) and title}
    if not links:
        return None
    items = "".join(f'<li><a href="{escape(url)}">{escape(title)}</a></li>' for url, title in links.items())
    written = open_page(f"<html><body><main><ul>{items}</ul></main></body></html>".encode(), url=page.url)
    return None if isinstance(written, Rejection) else written


def _values(tree: HtmlElement) -> Iterator[Any]:
    """The states of a page, and its JSON-LD, as far as they can be read."""
    for script in tree.iter("script"):
        text = script.text or ""
        if len(text) > _LARGEST:
            continue
        kind = (script.get("type") or "").lower()
        if script.get("id") == _FOLDED:
            yield from map(_unfolded, _read(text))
        elif script.get("id") in _IDS or "json" in kind:
            yield from _read(text)
        else:
            for match in _ASSIGNED.finditer(text):
                yield from _read(text[match.end() :])
    yield from _streamed(tree)


def _streamed(tree: HtmlElement) -> Iterator[Any]:
    """The values of a page that Next streams: one text in many scripts, a line of which is a number and a value."""
    texts = (
        script.text[match.end() :] for script in tree.iter("script") if (match := _PUSHED.match(script.text or ""))
    )
    parts = [value[1] for text in texts for value in _read(text) if isinstance(value, list) and len(value) > 1]
    for line in "".join(part for part in parts if isinstance(part, str))[:_LARGEST].splitlines():
        if match := _NUMBERED.match(line):
            yield from _read(line[match.end() :])


def _read(text: str) -> Iterator[Any]:
    parsed = _PARSED.match(text.lstrip())
    text = text.lstrip()[parsed.end() :] if parsed else text.lstrip()
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text)
        value = json.loads(value, strict=False) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return
    yield value


def _unfolded(values: Any) -> list[Any]:
    """The objects of a state as Nuxt 3 writes it: one list, in whose objects numbers stand for places of the list.

    What is deeper in an object is found as an object of its own.
    """
    every = _Places(values if isinstance(values, list) else [])
    return [every.members(value, 2) for value in every.values if isinstance(value, dict)]


class _Places:
    """A list whose objects name places of it; so many are looked up, and no more."""

    def __init__(self, values: list[Any]) -> None:
        self.values = values
        self._left = _MOST

    def members(self, value: Any, depth: int) -> Any:
        """Return an object or a list with what stands at the places that it names."""
        if isinstance(value, dict) and depth:
            return {name: self._at(place, depth - 1) for name, place in value.items()}
        return [self._at(place, depth - 1) for place in value] if isinstance(value, list) and depth else value

    def _at(self, place: Any, depth: int) -> Any:
        self._left -= 1
        known = self._left > 0 and type(place) is int and 0 <= place < len(self.values)
        return self.members(self.values[place], depth) if known else None


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Every object within a value, the outer ones first."""
    waiting = [(value, 0)]
    for _ in range(_MOST):
        if not waiting:
            return
        each, depth = waiting.pop()
        if isinstance(each, Mapping):
            yield each
        within = each.values() if isinstance(each, Mapping) else each if isinstance(each, list) else ()
        if depth < _DEEPEST:
            waiting += [(part, depth + 1) for part in within if isinstance(part, (Mapping, list))]


def _stories(value: Any) -> Iterator[_Told]:
    for node in _objects(value):
        title = _first(node, _TITLES)
        body = next((each for name in _BODIES if (each := _markup(node.get(name)))), None) if title else None
        if title and body:
            address = " ".join(str(node[name]) for name in _ADDRESSES if isinstance(node.get(name), (str, int)))
            yield _Told(title, body, _first(node, _TIMES), _first(node, _AUTHORS), address)


def _first(node: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((each for name in names if (each := _text(node.get(name)))), None)


def _text(value: Any, depth: int = 4) -> str | None:
    if depth == 0:
        return None
    if isinstance(value, str):
        return plain(value) or None
    if isinstance(value, list):
        return next((each for part in value if (each := _text(part, depth - 1))), None)
    if isinstance(value, Mapping):
        inner = (value.get(name) for name in ("basic", "name", "rendered", "title", "value", "by", "fullName"))
        return next((each for part in inner if (each := _text(part, depth - 1))), None)
    return None


def _markup(value: Any) -> str | None:
    """Return a body as markup, where it is long enough for a story: a text, or a list of paragraphs and blocks."""
    if isinstance(value, Mapping):
        value = next((value[name] for name in _WITHIN if name in value), None)
    if isinstance(value, list):
        value = "".join(f"<p>{each}</p>" for part in value if (each := _block(part)))
    if not isinstance(value, str) or len(value) > _LARGEST:
        return None
    text = unescape(value) if "&lt;" in value and not _TAG.search(value) else value
    if len(_ANY_TAG.sub(" ", text).split()) < _STORY:
        return None
    if _TAG.search(text):
        return text
    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"(?:\r?\n)+", text) if part.strip())


def _block(part: Any) -> str | None:
    if isinstance(part, str):
        return part
    if not isinstance(part, Mapping):
        return None
    inner = (part.get(name) for name in ("content", "text", "html", "value", "body", "data"))
    told = next((each for each in inner if isinstance(each, (str, Mapping)) and each), None)
    return _block(told) if isinstance(told, Mapping) else told


def _chosen(stories: list[_Told], page: Page) -> _Told | None:
    """Return the page's own story: the one that has its title or its address; one that stands alone needs neither
    where the page says nothing of itself.
    """
    titles = [plain(each) for each in page.tree.xpath("//title/text()|//meta[@property='og:title']/@content")]
    rated = [(*_fit(told, titles, page.url), told) for told in stories]
    if not rated:
        return None
    own, likest, best = max(rated, key=lambda each: (each[0], each[1], len(each[2].body)))
    alone = bool(page.url) and is_article(page.url) is True and len({told.title for told in stories}) == 1
    alone = alone and all(len(words(title)) < _FEW for title in titles)
    return best if own or likest >= _ALIKE or alone else None


def _fit(told: _Told, titles: list[str], url: str) -> tuple[bool, float]:
    """Whether a story has the page's address, and how many of its headline's words stand in the page's title."""
    headline = set(words(told.title))
    likest = max((len(headline & set(words(title))) / len(headline) for title in titles if headline), default=0.0)
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    ends = (part.rstrip("/").rpartition("/")[2] for part in unquote(told.address).split())
    return last != "" and last in ends, likest


def _written(told: _Told, tree: HtmlElement) -> str:
    """Return a page with the head of the one that carried the story, and the story as its body."""
    head = "".join(
        etree.tostring(each, encoding="unicode", method="html", with_tail=False)
        for each in tree.iter("title", "meta", "link", "script")
        if each.tag != "script" or "ld+json" in (each.get("type") or "")
    )
    stated = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": told.title}
    stated |= {"datePublished": told.published} if told.published else {}
    stated |= {"author": {"@type": "Person", "name": told.author}} if told.author else {}  # type: ignore[dict-item]
    described = json.dumps(stated, ensure_ascii=False).replace("</", "<\\/")
    language = escape(tree.get("lang") or "")
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">{head}'
        f'<script type="application/ld+json">{described}</script></head>'
        f"<body><main><article><h1>{escape(told.title)}</h1><div>{told.body}</div></article></main></body></html>"
    )
