"""Sitemaps (sitemaps.org 0.9, with Google's news extension): what a site says it has."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urljoin

from lxml import etree

from crawler import urls
from crawler.arabic.text import tidy
from crawler.discovery.bounds import CHILDREN, DEFAULT, ENTRIES, LENGTH, LEVELS, RATIO, SIZE, Bounds
from crawler.discovery.packed import Packed
from crawler.discovery.safely import OPTIONS
from crawler.extraction.encodings import decode
from crawler.extraction.plain import plain
from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.sources import Patterns, matches

T = TypeVar("T")
USUAL_SITEMAPS = (
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
    "/wp-sitemap.xml",
    "/sitemap.xml.gz",
)
_ROBOTS_BYTES = 512 * 1024  # RFC 9309, section 2.5: at least 500 KiB
_ROBOTS_SITEMAPS = 100

_GZIP = b"\x1f\x8b"
_ROOT = re.compile(r"<(?:[\w.-]{1,20}:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_HTML = re.compile(r"<!doctype\s+html|<html\b|<body\b", re.IGNORECASE)
_HEAD = 100_000  # characters that may stand before the root: comments, a DOCTYPE
_ENTRY_PARTS = 20_000  # elements of one entry; Google allows a thousand images
_NEWS_NAME = re.compile(r"google-?_?news|news-?_?sitemap|sitemap-?_?news", re.IGNORECASE)
_LINE = re.compile(r"https?://\S+", re.IGNORECASE)
_LINES = re.compile(r"[^\r\n]+")
_NOT_STORIES = {Reason.VIDEO, Reason.GALLERY, Reason.NOT_HTML}


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap names; `cut` names the bounds that were met in reading it."""

    entries: Packed
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Limits:
    """How much is read of one sitemap; `cut` takes the names of the bounds that are met."""

    bounds: Bounds
    article_url: Patterns | None
    cut: set[str] = field(default_factory=set)

    def wants(self, url: str) -> bool:
        """Whether the source's file says that an address is an article's, whatever it looks like."""
        return self.article_url is not None and matches(self.article_url, url)


def read_sitemap(
    body: bytes, url: str, *, level: int = 1, article_url: Patterns | None = None, bounds: Bounds = DEFAULT
) -> Sitemap | None:
    """Return what a sitemap names, or None where the bytes are no sitemap. No network; never raises.

    The children of an index have the role SITEMAP, the newest first, their `level` as their number. Pages keep their
    order; those whose address says that they are no article are left out, unless the source's pattern of articles'
    addresses, `article_url`, fits them. Addresses may leave the site.
    """
    limits = _Limits(bounds, article_url)
    text, _ = decode(_unpacked(body, limits))
    text = text.lstrip("\ufeff \t\r\n\x0b\x0c")
    if not text.startswith("<"):
        found = _read_text(text, limits)
    else:
        root = _ROOT.search(text, 0, _HEAD)
        if root is None or _HTML.search(text, 0, root.start()):
            return None
        # From the root on: no DOCTYPE, so no entity, and no declaration of another encoding.
        found = _read_xml(text[root.start() :].encode("utf-8", "replace"), url, level, limits)
    return None if found is None else Sitemap(found, tuple(sorted(limits.cut)))


def is_news(url: str) -> bool:
    """Tell whether a sitemap's address says that it is one of news."""
    return _NEWS_NAME.search(url) is not None


def robots_sitemaps(body: bytes) -> tuple[str, ...]:
    """Return the sitemaps a robots.txt names (RFC 9309, section 2.2.4), as written: some are relative to the site."""
    text = body[:_ROBOTS_BYTES].decode("utf-8-sig", "replace")
    lines = (line.partition(":") for line in text.splitlines())
    named = (value.partition(" #")[0].strip() for field, _, value in lines if field.strip().lower() == "sitemap")
    return tuple(dict.fromkeys(each for each in named if each.startswith(("http://", "https://", "/"))))[
        :_ROBOTS_SITEMAPS
    ]


def _unpacked(body: bytes, limits: _Limits) -> bytes:
    """Return the bytes, gunzipped where they are gzip; of a bomb or a broken file, as much as there may be."""
    if not body.startswith(_GZIP):
        if len(body) > limits.bounds.sitemap_size:
            limits.cut.add(SIZE)
        return body[: limits.bounds.sitemap_size]
    most = min(limits.bounds.sitemap_size, limits.bounds.unpacked(len(body)))
    data = b"".join(_members(body, most))
    if len(data) >= most:
        limits.cut.add(SIZE if most == limits.bounds.sitemap_size else RATIO)
    return data


def _members(body: bytes, most: int) -> Iterator[bytes]:
    while body.startswith(_GZIP) and most > 0:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            data = unpacker.decompress(body, most)
        except zlib.error:
            return
        yield data
        body, most = unpacker.unused_data, most - max(1, len(data))


def _read_text(text: str, limits: _Limits) -> Packed | None:
    """Read one address a line; None where a line is none."""
    if not text.strip() or not all(map(_LINE.fullmatch, _bounded(_lines(text), limits))):
        return None
    return Packed(found for line in _bounded(_lines(text), limits) for found in _page(line, {}, limits))


def _lines(text: str) -> Iterator[str]:
    return (line for match in _LINES.finditer(text) if (line := match[0].strip()))


def _read_xml(data: bytes, url: str, level: int, limits: _Limits) -> Packed | None:
    reader = _Reader(url, level, limits)
    found = Packed(_bounded(reader.entries(data), limits))
    if reader.root not in ("urlset", "sitemapindex"):
        return None
    if reader.root == "sitemapindex":
        return Packed(_nearest(list(found), level, limits))
    return found


def _bounded(entries: Iterable[T], limits: _Limits) -> Iterator[T]:
    for number, each in enumerate(entries):
        if number == limits.bounds.sitemap_entries:
            limits.cut.add(ENTRIES)
            return
        yield each


def _nearest(children: list[Found], level: int, limits: _Limits) -> list[Found]:
    """Return those children of an index that are read, the newest first."""
    if children and level >= limits.bounds.sitemap_depth:
        limits.cut.add(LEVELS)
        return []
    if len(children) > limits.bounds.sitemap_children:
        limits.cut.add(CHILDREN)
    return sorted(children, key=_changed, reverse=True)[: limits.bounds.sitemap_children]


class _Reader:
    """Reads one sitemap entry by entry, so that a large one needs little memory. Namespaces do not matter."""

    def __init__(self, url: str, level: int, limits: _Limits) -> None:
        self.root = ""
        self._url = url
        self._level = level
        self._limits = limits

    def entries(self, data: bytes) -> Iterator[Found]:
        parts = 0
        try:
            for event, element in _events(data):
                name = _name(element)
                if not self.root:
                    self.root = name
                if self.root not in ("urlset", "sitemapindex"):
                    return
                parts += 1
                if parts > _ENTRY_PARTS:
                    self._limits.cut.add(ENTRIES)
                    return
                if event == "end" and name in ("url", "sitemap"):
                    yield from self._entry(name, element)
                    _forget(element)
                    parts = 0
        except etree.XMLSyntaxError:  # broken past repair: what came before it counts
            return

    def _entry(self, name: str, element: etree._Element) -> Iterator[Found]:
        said = _said(element)
        loc = said.get("loc", "")
        if len(loc) > self._limits.bounds.url_length:
            self._limits.cut.add(LENGTH)
            return
        try:
            address = urls.normal(urljoin(self._url, loc))
        except ValueError:
            return
        if not loc or not address.startswith(("http://", "https://")):
            return
        if name == "sitemap":
            yield _child(address, said, self._level + 1)
        else:
            yield from _page(address, said, self._limits)


def _events(data: bytes) -> Any:
    return etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        encoding="utf-8",
        recover=True,
        **OPTIONS,
    )


def _name(element: etree._Element) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return re.split("[}:]", tag)[-1].lower()


def _said(element: etree._Element) -> dict[str, str]:
    """Return what an entry says: loc, lastmod, and of its news element title and publication_date."""
    said: dict[str, str] = {}
    for child in element:
        name = _name(child)
        if name == "news":
            said |= {"news": "", **{_name(each): tidy(each.text or "") for each in child}}
        elif name in ("loc", "lastmod") and (text := tidy("".join(map(str, child.itertext())))):
            said.setdefault(name, text)
    return said


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _child(address: str, said: dict[str, str], level: int) -> Found:
    return Found(address, Role.SITEMAP, lastmod=said.get("lastmod"), number=level, news=is_news(address))


def _page(address: str, said: dict[str, str], limits: _Limits) -> Iterator[Found]:
    if len(address) <= limits.bounds.url_length:
        address = urls.normal(address)
    if len(address) > limits.bounds.url_length:
        limits.cut.add(LENGTH)
        return
    reason = urls.reason(address)
    is_story = "news" in said and reason not in _NOT_STORIES
    if reason is not None and not is_story and not limits.wants(address):
        return
    published = said.get("publication_date") or None
    yield Found(
        url=address,
        role=Role.ARTICLE if is_story or urls.is_article(address) or limits.wants(address) else Role.PAGE,
        title=plain(said.get("title", "")) or None,
        published_raw=published,
        published_from="sitemap" if published else None,
        lastmod=said.get("lastmod"),
        news="news" in said,
    )


def _changed(found: Found) -> datetime:
    """Return when a child was last changed (W3C datetime), for sorting; those that do not say come last."""
    try:
        time = datetime.fromisoformat((found.lastmod or "").replace(" ", "T", 1))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return time if time.tzinfo else time.replace(tzinfo=UTC)
