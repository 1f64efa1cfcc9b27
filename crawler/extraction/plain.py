"""What a page says of itself, made harmless: titles without markup, addresses without tricks."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import quote, urljoin, urlsplit

from crawler.arabic.text import clean, tidy

_BLOCKS = "br p div li ul ol tr td table h[1-6] hr"
_INLINE = (
    "a abbr b bdi bdo big blink center cite code del em embed font form i iframe img input ins link mark marquee meta"
    " object q s small span strike strong sub sup svg tt u video wbr"
)
_SILENT = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(rf"</?(?:{'|'.join(_BLOCKS.split())})\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(rf"</?(?:{'|'.join(_INLINE.split())}|script|style)\b[^<>]*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TIMES = 3  # that something may have been escaped
_LONGEST = 20_000  # characters of anything that is one line; the rest is no title
_KEPT = 2_000  # characters of an address that is remembered: pictures told in their addresses have more
HOST = re.compile(r"https?://[^/?#]+")
WHOLE = re.compile(r"https?://[^/?#]")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")


def plain(text: str) -> str:
    """Return a title, a name or a summary as one tidy line without markup, however often it was escaped."""
    text = text[:_LONGEST]
    for _ in range(_TIMES):
        if "<" not in text and "&" not in text:
            break
        text = _REFERENCE.sub(lambda reference: unescape(reference[0]), _without_tags(text))
    return tidy(_without_tags(text))


def _without_tags(text: str) -> str:
    return _TAG.sub("", _BREAK.sub(" ", _SILENT.sub(" ", text))) if "<" in text else text


def join(base: str, address: str | None) -> str | None:
    """Return where an address of a page leads, or None where it is none of the web or would mislead.

    That is one with a user name, a backslash or a control character in it, or a port that is none. What nobody sees is
    escaped.
    """
    address = (address or "").strip()
    # Of the base no more than is needed: so all pages of a site ask the same.
    if (address[:1] == "/" != address[1:2] or WHOLE.match(address)) and (host := HOST.match(base)):
        base = host[0]
    return (_joined if len(address) < _KEPT else _joined.__wrapped__)(base, address)


@lru_cache(maxsize=4_096)
def _joined(base: str, address: str) -> str | None:
    if not address or _UNSAFE.search(address):
        return None
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or "@" in parts.netloc:
        return None
    return joined if clean(joined) == joined else "".join(each if clean(each) else quote(each) for each in joined)
