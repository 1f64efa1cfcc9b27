"""JSON Feed, https://jsonfeed.org/version/1.1, however broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.discovery.entries import entry
from crawler.extraction.encodings import decode
from crawler.found import Found

_OPENING = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*\{")
_VERSION = re.compile(r"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/", re.IGNORECASE)
_ITEMS = re.compile(r"\"items\"\s*:\s*\[")
_BETWEEN = re.compile(r"[\s,]*")
_NEEDLESS_COMMA = re.compile(r",(?=\s*[}\]])")
_DECODER = json.JSONDecoder(strict=False)  # a raw line break within a text does no harm


def read_items(body: bytes, at_most: int) -> tuple[list[Mapping[str, Any]], bool] | None:
    """Return the items of a JSON Feed and whether there are more; None where the bytes are none. Never raises.

    Of one that is broken, those that stand before the break.
    """
    if not _OPENING.match(body[:512]):
        return None
    text, _ = decode(body)
    if not _VERSION.search(text):
        return None
    begin = _ITEMS.search(text)
    items = _whole(text)
    if items is None and begin is not None:
        items = list(_before_the_break(_NEEDLESS_COMMA.sub("", text[begin.end() :]), at_most + 1))
    found: list[Mapping[str, Any]] = [each for each in items or () if isinstance(each, dict)]
    return found[:at_most], len(found) > at_most


def item(given: Mapping[str, Any], url: str) -> Found | None:
    """Return what an item of the feed at `url` names; None where it leads to no page."""
    id_ = _text(given.get("id"))
    said = _text(given.get("url")) or _text(given.get("external_url"))
    return entry(
        said or (id_ if id_.startswith(("http://", "https://")) else ""),
        url,
        title=_text(given.get("title")),
        published=_text(given.get("date_published")),
        updated=_text(given.get("date_modified")),
    )


def _whole(text: str) -> list[Any] | None:
    """Return the items of a document without fault; None of any other."""
    try:
        given = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None
    items = given.get("items")
    return items if isinstance(items, list) else []


def _before_the_break(text: str, at_most: int) -> Iterator[Any]:
    at = 0
    for _ in range(at_most):
        between = _BETWEEN.match(text, at)
        try:
            each, at = _DECODER.raw_decode(text, between.end() if between else at)
        except (ValueError, RecursionError):
            return
        yield each


def _text(value: object) -> str:
    """Return a text without halves of letters, which cannot be stored."""
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else ""
