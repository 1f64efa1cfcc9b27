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


def robots(base: str) -> str:
    """Return robots.txt (RFC 9309): one area is closed to all; no Crawl-delay."""
    return f"User-agent: *\nDisallow: {PRIVATE}\nAllow: /\n\nSitemap: {base}{INDEX}\nSitemap: {base}{NEWS}\n"


def index(urls: Iterable[str]) -> str:
    """Return a sitemap index of the given files."""
    files = "\n".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>" for url in urls)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{files}\n</sitemapindex>"


def urlset(entries: Iterable[tuple[str, str]]) -> str:
    """Return a sitemap of URLs and the days of their last change."""
    urls = "\n".join(f"<url><loc>{escape(url)}</loc><lastmod>{day}</lastmod></url>" for url, day in entries)
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


def compressed(text: str) -> bytes:
    """Return a file as gzip writes it, without a time, so that it is always the same."""
    return gzip.compress(text.encode(), mtime=0)
