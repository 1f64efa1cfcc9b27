"""The validators of an answer: with what a later run asks whether a page has changed (RFC 9110 8.8)."""

from __future__ import annotations

from scrapy.http import Response

_HEADERS = {"etag": "ETag", "last_modified": "Last-Modified"}


def validators(response: Response) -> dict[str, str | None]:
    """Return what the answer gives, None for what it lacks.

    The first page of a story that is cut short gives nothing: it says nothing of the others.
    """
    if response.meta.get("cut_short"):
        return dict.fromkeys(_HEADERS)
    return {key: (response.headers.get(name) or b"").decode("latin-1") or None for key, name in _HEADERS.items()}
