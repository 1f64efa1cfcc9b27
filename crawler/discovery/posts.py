"""A list of posts as WordPress gives it to machines (wp-json): addresses, titles and dates, page by page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawler import urls
from crawler.discovery.bounds import DEFAULT, Bounds
from crawler.extraction.plain import plain
from crawler.found import Found, Role

PER_PAGE = 10  # posts, where the address does not say; WordPress gives 100 at most
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*[{\]]")


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of one page of the list, and where the next page is, if there may be one."""

    entries: tuple[Found, ...]
    next_page: str | None = None


def read_posts(body: bytes, url: str, *, bounds: Bounds = DEFAULT) -> Posts | None:
    """Return the posts of a list, or None where the bytes are none. No network; never raises."""
    if not _OPENING.match(body[:512]):
        return None
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not all(isinstance(each, dict) and isinstance(each.get("link"), str) for each in given):
        return None
    found = {urls.key(each.url): each for each in _entries(given, url, bounds)}
    return Posts(tuple(found.values()), _next_page(url) if len(given) >= _per_page(url) else None)


def list_of_posts(api: str, *, per_page: int) -> str:
    """Return the address of the list of posts below WordPress's interface at `api`, the newest first."""
    shown = urlencode({"per_page": per_page, "_fields": "link,title,date_gmt,modified_gmt"}, safe=",")
    address = f"{api.rstrip('/')}/wp/v2/posts"
    return f"{address}{'&' if '?' in address else '?'}{shown}"


def _entries(given: list[dict[str, Any]], url: str, bounds: Bounds) -> Iterator[Found]:
    for each in given[: bounds.feed_entries]:
        try:
            address = urls.normal(urljoin(url, each["link"]))
        except ValueError:
            continue
        if address.startswith(("http://", "https://")) and len(address) <= bounds.url_length:
            yield _found(each, address)


def _found(post: Mapping[str, Any], address: str) -> Found:
    title = post.get("title")
    rendered = title.get("rendered") if isinstance(title, dict) else title
    published, modified = (_instant(post.get(name)) for name in ("date_gmt", "modified_gmt"))
    return Found(
        url=address,
        role=Role.ARTICLE,
        title=plain(rendered) or None if isinstance(rendered, str) else None,
        published_raw=published,
        published_from="feed" if published else None,
        lastmod=modified if modified != published else None,
    )


def _instant(value: object) -> str | None:
    """A date_gmt, which says nothing of its zone, as one that does."""
    return f"{value}Z" if isinstance(value, str) and value[:4].isdecimal() else None


def _per_page(url: str) -> int:
    said = dict(parse_qsl(urlsplit(url).query)).get("per_page", "")
    return int(said) if said.isdecimal() and 0 < int(said) <= 100 else PER_PAGE


def _next_page(url: str) -> str:
    parts = urlsplit(url)
    query = parse_qsl(parts.query)
    number = urls.page_number(url) + 1
    kept = [(name, value) for name, value in query if name != "page"]
    return urlunsplit(parts._replace(query=urlencode([*kept, ("page", str(number))], safe=",/")))
