"""The encoding of a page: what its bytes say comes before what it declares."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
# In this order where two read a page equally well; windows-1252 for the French and English pages of the Maghreb.
_LEGACY = ("windows-1256", "iso-8859-6", "windows-1252")
_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "cp864": "windows-1256",
}
# The codecs that read one old page or another; Python's others are no encodings of text, or are told by the bytes.
_TEXT = ("cp", "iso8859", "iso2022", "koi8", "mac", "gb", "big5", "euc", "shift_jis", "hz", "tis-620", "johab")
_ASCII_TEXT = re.compile(rb"<[^<>]*>|[\x00-\x7f]+")
# The letters that make up some two thirds of any Arabic text, and the article that opens every third word.
_COMMON = frozenset("اليمونرتبةعدسفهكقحأ")
_SAMPLE = 20_000  # bytes beyond ASCII looked at


def decode(body: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """Return the text and the encoding it was read in. Never raises."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(name, "replace"), name
    if wide := _utf16(body):
        return body.decode(wide, "replace"), wide
    if body.isascii():
        return body.decode("ascii"), "utf-8"
    if (text := _utf8(body)) is not None:
        return text, "utf-8"
    name = _legacy(body, declared)
    return body.decode(name, "replace"), name


def _utf16(body: bytes) -> str | None:
    head = body[:2000]
    if head[1::2].count(0) > len(head) * 0.2:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > len(head) * 0.2 else None


def _utf8(body: bytes) -> str | None:
    """Return the text if the bytes are UTF-8, a few broken ones aside; another encoding is invalid at every word."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
        return text if broken * 20 < beyond_ascii - broken else None


def _legacy(body: bytes, declared: str | None) -> str:
    beyond = b" ".join(_beyond_ascii(body))[:_SAMPLE]
    names = dict.fromkeys((*_known(declarations(body, declared)), *_LEGACY))
    return max(names, key=lambda name: _arabic(beyond.decode(name, "ignore")))


def _beyond_ascii(body: bytes) -> list[bytes]:
    return [part for part in _ASCII_TEXT.split(body) if part]


def declarations(body: bytes, declared: str | None) -> list[str]:
    """Return what a page is called to be encoded in, as its header (`declared`) and its markup name it."""
    found = [match[1].decode("ascii", "ignore") for match in _DECLARED.finditer(body[:20_000])]
    return ([declared] if declared else []) + found


def _known(names: list[str]) -> list[str]:
    known = []
    for name in names:
        try:
            known.append(codecs.lookup(_ALIASES.get(name.lower(), name)).name)
        except (LookupError, ValueError):
            continue
    return [name for name in known if name.startswith(_TEXT)]


def _arabic(text: str) -> float:
    """How much like Arabic a text reads: the share of common letters in its words, and of words that begin with the
    article. A letter alone is none: so French accents stand between their ASCII neighbours.
    """
    if not text:
        return 0.0
    words = [word for word in text.split(" ") if len(word) > 1]
    joined = " ".join(words)
    common = sum(map(joined.count, _COMMON))
    return (common + 4 * sum(["ال" in word for word in words])) / len(text)
