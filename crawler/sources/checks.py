"""What each key of a source file may hold. A check returns the value as Source keeps it, or raises SourceError
saying what to write; load.py adds the file and the key.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any, get_args
from urllib.parse import urljoin, urlsplit

from cssselect import HTMLTranslator, SelectorError

from crawler.article import RECORD_FIELDS, Origin
from crawler.errors import SourceError
from crawler.schedule import wishes
from crawler.sources import pattern, zones
from crawler.sources.nearest import did_you_mean

# What a page can show; the rest of the record (id, url, fetched_at …) is not read from it. `body` says `paragraphs`.
SELECTORS = (
    *(name for name in RECORD_FIELDS if name not in {
        "id", "url", "canonical_url", "source", "published_precision", "published_raw", "published_from",
        "fetched_at", "revision", "reservations", "paywalled", "fetched_with", "copies", "kind",
    }),
    "body",
)  # fmt: skip
ORIGINS = get_args(Origin)
OUTLET_TYPES = ("newspaper", "magazine", "agency", "broadcaster", "portal", "factcheck")
Check = Callable[[Any], Any]
BROWSED = ("articles", "lists")
_TAG = re.compile(r"[^\W_A-Z]+(?:-[^\W_A-Z]+)*")
_LONGEST_TAG = 24
_ID = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_RESERVED = {"demo": "the name of the bundled demo site", "choices": "the name of the file of what was enabled"}
_TYPES = {str: "text", bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "a table"}


def identifier(name: str) -> str:
    """Check an id, which is the file's name."""
    if not _ID.fullmatch(name):
        raise SourceError("the file's name is the source's id; use a-z, 0-9, dots and hyphens only, as in okaz.toml")
    if name in _RESERVED:
        raise SourceError(f'"{name}" is {_RESERVED[name]}; give the file another name')
    return name


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise SourceError(f"is {_type(value)}; write text in quotation marks")
    if not value.strip():
        raise SourceError("is empty; write text, or leave the key out where it may be")
    return value.strip()


def switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise SourceError(f"is {_type(value)}; write true or false, without quotation marks")
    return value


def browser(value: Any) -> bool | str:
    """Check which pages are loaded in a browser: all, only these, or none."""
    if not isinstance(value, bool) and value not in BROWSED:
        said = f'"{value}"' if isinstance(value, str) else _type(value)
        raise SourceError(f'is {said}; write true, "articles", "lists" or false, or leave it out: Khabar finds out')
    return value if isinstance(value, bool) else str(value)


def seconds(value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise SourceError(f"is {_type(value)}; write a number of seconds, as in 2.5")
    if not math.isfinite(value) or value < 0:
        raise SourceError(f"is {value}; write a number of seconds from 0")
    return float(value)


def address(value: Any) -> str:
    """Check a page's address: http or https, with a host, and nothing that a browser would not send."""
    url = text(value)
    if not _is_address(url):
        raise SourceError(f'is "{url}"; write a whole address, as in https://www.example.com/')
    return url


def addresses(value: Any) -> tuple[str, ...]:
    """Check a list of addresses; one that begins with a slash is on the home's host (load.py joins it)."""
    return tuple(url if url.startswith("/") and not url.startswith("//") else address(url) for url in texts(value))


def joined(urls: tuple[str, ...], home: str) -> tuple[str, ...]:
    return tuple(urljoin(home, url) for url in urls)


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise SourceError(f'is {_type(value)}; write a list in brackets, as in ["…"]')
    return tuple(map(text, value))


def wish(name: str) -> Check:
    """Return the check of a key that says when a source is visited; it stays as it was written."""

    def check(value: Any) -> Any:
        try:
            wishes.READ[name](value)
        except ValueError as error:
            raise SourceError(str(error)) from None
        return value

    return check


def quiet(value: Any) -> tuple[str, ...]:
    """Check quiet hours: one span of them, or a list."""
    wish("quiet")(value)
    return tuple(value) if isinstance(value, list) else (value,)


def country(value: Any) -> str:
    code = text(value)
    if not zones.is_country(code):
        raise SourceError(f'is "{code}"; write the country\'s two letters (ISO 3166-1), as in EG or SA')
    return code


def timezone(value: Any, home_country: Any) -> str:
    name = text(value)
    if not zones.is_zone(name):
        raise SourceError(f'is "{name}"; write an IANA name such as {zones.suggestion(home_country, name)}')
    return name


def outlet_type(value: Any) -> str:
    name = text(value)
    if name not in OUTLET_TYPES:
        raise SourceError(
            f'is "{name}", no type of an outlet{did_you_mean(name, OUTLET_TYPES)}; use one of {", ".join(OUTLET_TYPES)}'
        )
    return name


def tags(value: Any) -> tuple[str, ...]:
    """Check a list of tags: short words in small letters, which a list of sources can be asked for."""
    for tag in (given := texts(value)):
        if len(tag) > _LONGEST_TAG or not _TAG.fullmatch(tag):
            raise SourceError(f'has "{tag}"; write short words in small letters, as in economy or pan-arab')
    return tuple(dict.fromkeys(given))


def encoding(value: Any) -> str:
    name = text(value)
    try:
        b"a".decode(name)  # an empty one is not looked up
    except (LookupError, ValueError):
        usual = ("utf-8", "windows-1256", "iso-8859-6")
        hint = did_you_mean(name.lower(), usual) or ", as in windows-1256"
        raise SourceError(f'is "{name}"; write the name of an encoding{hint}') from None
    return name


def article_url(value: Any) -> pattern.Patterns:
    """Check a pattern, or a list of them; of one alone it is that."""
    if not isinstance(value, list):
        return _pattern(value)
    patterns = tuple(dict.fromkeys(map(_pattern, value)))
    if not patterns:
        raise SourceError("is an empty list; give a pattern such as /news/{id}/{slug}, or take the key out")
    return patterns if len(patterns) > 1 else patterns[0]


def _pattern(value: Any) -> str:
    written = text(value)
    try:
        pattern.check(written)
    except SourceError as error:
        raise SourceError(f'is "{written}": {error}') from None
    return written


def css(value: Any) -> str:
    selector = text(value)
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise SourceError(f'is "{selector}", no CSS selector ({error}); write one as in div.story > p') from None
    return selector


def css_list(value: Any) -> tuple[str, ...]:
    return tuple(map(css, texts(value)))


def origins(value: Any) -> tuple[str, ...]:
    """Check a list of a date's origins, as the record's `published_from` names them."""
    for name in (names := texts(value)):
        if name not in ORIGINS:
            raise SourceError(
                f'has "{name}", no origin of a date{did_you_mean(name, ORIGINS)}; use {", ".join(ORIGINS)}'
            )
    return names


def selectors(value: Any) -> Mapping[str, str]:
    """Check the table of selectors: fields of the record, and CSS; `body` becomes `paragraphs`."""
    if not isinstance(value, dict):
        raise SourceError(f"is {_type(value)}; write a table: [selectors], then a line for each field")
    if {"body", "paragraphs"} <= value.keys():
        raise SourceError("has both body and paragraphs, which mean the same; keep one")
    return {("paragraphs" if name == "body" else name): _selector(name, each) for name, each in value.items()}


def _selector(name: str, value: Any) -> str:
    if name not in SELECTORS:
        raise SourceError(
            f'has "{name}", no field of a page{did_you_mean(name, SELECTORS)}; use {", ".join(SELECTORS)}'
        )
    try:
        return css(value)
    except SourceError as error:
        raise SourceError(f'has "{name}", which {error}') from None


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    plain = not re.search(r"[\s<>\"\\^`{|}]", url) and "@" not in parts.netloc and port != 0
    return parts.scheme in {"http", "https"} and plain and bool(host.strip(".")) and ".." not in host


def _type(value: Any) -> str:
    return _TYPES.get(type(value), "a date")


# Every key that stands alone; timezone needs the country too and is checked in load.py.
KEYS: Mapping[str, Check] = {
    "name": text,
    "name_en": text,
    "home": address,
    "country": country,
    "type": outlet_type,
    "tags": tags,
    "feeds": addresses,
    "sitemaps": addresses,
    "sections": addresses,
    "article_url": article_url,
    "selectors": selectors,
    "drop": css_list,
    "drop_text": texts,
    "false_dates": origins,
    "encoding": encoding,
    "delay": seconds,
    "browser": browser,
    "enabled": switch,
    "every": wish("every"),
    "cron": wish("cron"),
    "quiet": quiet,
    "budget": wish("budget"),
}
