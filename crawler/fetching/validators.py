"""What an answer says of asking again: its validators (RFC 9110 8.8), and for how long it is fresh (RFC 9111 4.2)."""

from __future__ import annotations

import re

from scrapy.http import Response

from crawler.fetching.browser import WANTED

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_HEADERS = {"etag": "ETag", "last_modified": "Last-Modified"}


def validators(response: Response) -> dict[str, str | None]:
    """Return what the answer gives, None for what it lacks.

    The first page of a story that is cut short gives nothing: it says nothing of the others. Nor does what a browser
    made of an answer: the answer may be as it was, and what its scripts bring may not.
    """
    if response.meta.get("cut_short") or WANTED in response.meta:
        return dict.fromkeys(_HEADERS)
    return {key: (response.headers.get(name) or b"").decode("latin-1") or None for key, name in _HEADERS.items()}


def fresh_for(response: Response) -> int | None:
    """Return the seconds for which an answer says that it stays as it is; None where it does not say."""
    said = _MAX_AGE.search((response.headers.get("Cache-Control") or b"").decode("latin-1"))
    age = (response.headers.get("Age") or b"0").decode("latin-1").strip()
    return max(0, int(said[1]) - (int(age) if age.isdecimal() else 0)) if said else None
