"""An entry of a feed, whatever the feed is written in. Dates are handed on as they were written."""

from __future__ import annotations

from urllib.parse import urljoin

from crawler import urls
from crawler.arabic.text import tidy
from crawler.extraction.plain import plain
from crawler.found import Found, Role


def entry(said: str, url: str, *, title: str, published: str, updated: str) -> Found | None:
    """Return what the entry of a feed at `url` names, "" where it does not say; None where it leads to no page."""
    try:
        address = urls.normal(urljoin(url, tidy(said)))
    except ValueError:
        return None
    is_page = address.startswith(("http://", "https://")) and urls.key(address) != urls.key(urljoin(url, "/"))
    if not said or not is_page:
        return None
    first, last = tidy(published) or None, tidy(updated) or None
    return Found(
        url=address,
        role=Role.ARTICLE,
        title=plain(title) or None,
        published_raw=first or last,
        published_from="feed" if first or last else None,
        lastmod=last if first and last != first else None,
    )
