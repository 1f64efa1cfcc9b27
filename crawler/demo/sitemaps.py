"""The demo's robots.txt and sitemaps: an index, plain and compressed files, a Google News sitemap."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from html import escape

from crawler.demo.feeds import Item, w3c_date
from crawler.demo.furniture import NAME

PRIVATE = "/private/"
INDEX, NEWS = "/sitemap_index.xml", "/news-sitemap.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def robots(base: str, *, named: bool = True) -> str:
    """Return robots.txt (RFC 9309): one area is closed to all; no Crawl-delay. `named`: it names the sitemaps."""
    rules = f"User-agent: *\nDisallow: {PRIVATE}\nAllow: /\n"
    return f"{rules}\nSitemap: {base}{INDEX}\nSitemap: {base}{NEWS}\n" if named else rules


def index(entries: Iterable[tuple[str, str | None]]) -> str:
    """Return a sitemap index of files and the times of their last change."""
    files = "\n".join(f"<sitemap>{_entry(url, changed)}</sitemap>" for url, changed in entries)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{files}\n</sitemapindex>"


def urlset(entries: Iterable[tuple[str, str | None]]) -> str:
    """Return a sitemap of URLs and the times of their last change."""
    urls = "\n".join(f"<url>{_entry(url, changed)}</url>" for url, changed in entries)
    return f"{_HEAD}<urlset {_SPACE}>\n{urls}\n</urlset>"


def news(items: Iterable[Item]) -> str:
    """Return a Google News sitemap."""
    urls = "\n".join(
        f"<url><loc>{escape(each.url)}</loc><news:news><news:publication><news:name>{NAME}</news:name>"
        "<news:language>ar</news:language></news:publication>"
        f"<news:publication_date>{w3c_date(each.published)}</news:publication_date>"
        f"<news:title>{escape(each.title)}</news:title></news:news></url>"
        for each in items
        if each.published
    )
    return f'{_HEAD}<urlset {_SPACE} xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{urls}\n</urlset>'


def _entry(url: str, changed: str | None) -> str:
    lastmod = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<loc>{escape(url)}</loc>{lastmod}"


def compressed(text: str) -> bytes:
    """Return a file as gzip writes it, without a time, so that it is always the same."""
    return gzip.compress(text.encode(), mtime=0)
