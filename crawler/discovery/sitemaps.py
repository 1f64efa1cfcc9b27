"""Sitemaps (sitemaps.org 0.9, with Google's news extension): what a site says it has."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from crawler import urls
from crawler.arabic.text import tidy
from crawler.discovery.safely import OPTIONS
from crawler.found import Found, Role
from crawler.reasons import Reason

USUAL_SITEMAPS = (
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
    "/wp-sitemap.xml",
    "/sitemap.xml.gz",
)
AT_MOST = 50_000  # entries, as the protocol has it
MOST_BYTES = 64 * 1024 * 1024  # once decompressed; the protocol allows 50 MiB
_ROBOTS_BYTES = 512 * 1024  # RFC 9309, section 2.5: at least 500 KiB
_ROBOTS_SITEMAPS = 100

_GZIP = b"\x1f\x8b"
_GARBAGE = b"\xef\xbb\xbf \t\r\n\x0b\x0c"
_NEWS_NAME = re.compile(r"google-?_?news|news-?_?sitemap|sitemap-?_?news", re.IGNORECASE)
_LINE = re.compile(r"https?://\S+", re.IGNORECASE)
_NOT_STORIES = {Reason.VIDEO, Reason.GALLERY, Reason.NOT_HTML}


def read_sitemap(
    body: bytes, url: str, *, at_most: int = AT_MOST, most_bytes: int = MOST_BYTES
) -> tuple[Found, ...] | None:
    """Return what a sitemap names, or None where the bytes are no sitemap. No network; never raises.

    The children of an index have the role SITEMAP, the newest first. Pages keep their order; those whose address
    says that they are no article are left out. Addresses may leave the site.
    """
    data = _decompressed(body, most_bytes).lstrip(_GARBAGE)
    if not data.startswith(b"<") and b"\x00" not in data[:8]:
        return _read_text(data, at_most)
    # Sitemaps declare no entities; those that do mean to grow in the reader's memory.
    if b"<!ENTITY" in data[:100_000].replace(b"\x00", b"").upper():
        return None
    return _read_xml(data, url, at_most)


def robots_sitemaps(body: bytes) -> tuple[str, ...]:
    """Return the sitemaps a robots.txt names (RFC 9309, section 2.2.4), as written: some are relative to the site."""
    text = body[:_ROBOTS_BYTES].decode("utf-8-sig", "replace")
    lines = (line.partition(":") for line in text.splitlines())
    named = (value.partition(" #")[0].strip() for field, _, value in lines if field.strip().lower() == "sitemap")
    return tuple(dict.fromkeys(each for each in named if each.startswith(("http://", "https://", "/"))))[
        :_ROBOTS_SITEMAPS
    ]


def _decompressed(body: bytes, most: int) -> bytes:
    """Return the bytes, gunzipped where they are gzip; of a bomb or a broken file, as much as there is."""
    data = b""
    while body.startswith(_GZIP) and len(data) < most:
        unpacker = zlib.decompressobj(wbits=31)
        try:
            data += unpacker.decompress(body, most - len(data))
        except zlib.error:
            return data
        body = unpacker.unused_data
    return data or body[:most]


def _read_text(data: bytes, at_most: int) -> tuple[Found, ...] | None:
    lines = [line.strip() for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
    if not lines or not all(map(_LINE.fullmatch, lines)):
        return None
    return tuple(filter(None, (_page(line, {}) for line in lines[:at_most])))


def _read_xml(data: bytes, url: str, at_most: int) -> tuple[Found, ...] | None:
    read = _Reader(url)
    found: list[Found] = []
    for each in read.entries(data):
        found.append(each)
        if len(found) >= at_most:
            break
    if read.root not in ("urlset", "sitemapindex"):
        return None
    if read.root == "sitemapindex":
        found.sort(key=_changed, reverse=True)
    return tuple(found)


class _Reader:
    """Reads one sitemap entry by entry, so that a large one needs little memory. Namespaces do not matter."""

    def __init__(self, url: str) -> None:
        self.root = ""
        self._url = url

    def entries(self, data: bytes) -> Iterator[Found]:
        try:
            for event, element in _events(data):
                name = _name(element)
                if not self.root:
                    self.root = name
                if self.root not in ("urlset", "sitemapindex"):
                    return
                if event == "end" and name in ("url", "sitemap"):
                    yield from self._entry(name, element)
                    _forget(element)
        except etree.XMLSyntaxError:  # broken past repair: what came before it counts
            return

    def _entry(self, name: str, element: etree._Element) -> Iterator[Found]:
        said = _said(element)
        try:
            address = urls.normal(urljoin(self._url, said.get("loc", "")))
        except ValueError:
            return
        if "loc" not in said or not address.startswith(("http://", "https://")):
            return
        found = _child(address, said) if name == "sitemap" else _page(address, said)
        if found is not None:
            yield found


def _events(data: bytes) -> Any:
    return etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
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


def _child(address: str, said: dict[str, str]) -> Found:
    return Found(address, Role.SITEMAP, lastmod=said.get("lastmod"), news=_NEWS_NAME.search(address) is not None)


def _page(address: str, said: dict[str, str]) -> Found | None:
    address = urls.normal(address)
    reason = urls.reason(address)
    is_news = "news" in said and reason not in _NOT_STORIES
    if reason is not None and not is_news:
        return None
    published = said.get("publication_date") or None
    return Found(
        url=address,
        role=Role.ARTICLE if is_news or urls.is_article(address) else Role.PAGE,
        title=said.get("title") or None,
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
