"""Article: the one thing that flows from a page to the archive, and its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, Literal

from crawler.errors import RecordError

Precision = Literal["second", "minute", "day"]
Origin = Literal["jsonld", "meta", "visible", "feed", "sitemap", "url"]
Kind = Literal["article", "brief", "opinion", "live"]
Way = Literal["http", "browser"]
EARLIEST = 1800  # the year from which a date may be an article's: the Arabic press began in the 1820s


@dataclass(frozen=True, slots=True)
class Link:
    """A title that the page shows beside its story, and where it leads (None: the page does not say)."""

    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """The same story elsewhere; similarity runs from 0 to 1."""

    url: str
    source: str
    published: datetime | None = None
    similarity: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, as its page gave it. Times are aware; None means that the page does not say.

    `published` and `modified` carry the source's own offset, so that their wall clock is the one printed
    on the page; with the precision `day` the clock is midnight. `reservations` says what the publisher
    reserves: crawler.extraction.reservations. `paywalled`: the page shows the public a part of its story only, and
    `paragraphs` is that part. `fetched_with`: the page was read as it was sent, or as a browser showed it.
    For the archive, and no fields of the record: `addresses` holds every address under which the page was met;
    `undated` says how a date is read that is told of the page later: crawler.extraction.later.
    """

    url: str
    title: str
    paragraphs: tuple[str, ...] = field(default=(), repr=False)
    id: str = ""
    canonical_url: str | None = None
    source: str = ""
    description: str | None = field(default=None, repr=False)
    published: datetime | None = None
    modified: datetime | None = None
    published_precision: Precision | None = None
    published_raw: str | None = None
    published_from: Origin | None = None
    authors: tuple[str, ...] = ()
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    dateline: str | None = None
    related: tuple[Link, ...] | None = field(default=None, repr=False)
    read_also: tuple[Link, ...] | None = field(default=None, repr=False)
    section: str | None = None
    tags: tuple[str, ...] = field(default=(), repr=False)
    image: str | None = None
    images: tuple[str, ...] = field(default=(), repr=False)
    language: str | None = None
    kind: Kind = "article"
    fetched_at: datetime | None = None
    revision: int = 1
    reservations: tuple[str, ...] = ()
    paywalled: bool = False
    fetched_with: Way = "http"
    copies: tuple[Copy, ...] = field(default=(), repr=False)
    addresses: tuple[str, ...] = field(default=(), repr=False)
    undated: str = field(default="", repr=False)


# The record's fields in the order in which an export writes them; `document` comes last, made by crawler.document.
RECORD_FIELDS = (
    "id", "url", "canonical_url", "source", "title", "description", "published", "modified",
    "published_precision", "published_raw", "published_from", "authors", "byline", "agencies", "dateline",
    "paragraphs", "related", "read_also", "section", "tags", "image", "images", "language", "kind",
    "fetched_at", "revision", "reservations", "paywalled", "fetched_with", "copies",
)  # fmt: skip

_TIMES = ("published", "modified", "fetched_at")
_TEXTS = ("authors", "agencies", "paragraphs", "tags", "images", "reservations")
_CHOICES: dict[str, tuple[str, ...]] = {
    "published_precision": ("second", "minute", "day"),
    "published_from": ("jsonld", "meta", "visible", "feed", "sitemap", "url"),
    "kind": ("article", "brief", "opinion", "live"),
    "fetched_with": ("http", "browser"),
}


def to_record(article: Article) -> dict[str, Any]:
    """Return the record: JSON types only, the fields in RECORD_FIELDS' order, without `document`."""
    return {name: _plain(getattr(article, name)) for name in RECORD_FIELDS}


def from_record(record: Mapping[str, Any]) -> Article:
    """Read a record back; fields it lacks take their defaults, fields it has beyond ours are ignored.

    Raises RecordError naming the field.
    """
    if not isinstance(record, Mapping):
        raise RecordError(f"a record must be an object, not {type(record).__name__}")
    values = {name: _read(name, record[name]) for name in RECORD_FIELDS if record.get(name) is not None}
    for name in ("url", "title"):
        if not values.get(name):
            raise RecordError(f'"{name}" is missing; every record needs one')
    return Article(**values)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, (Link, Copy)):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    return value


def _read(name: str, value: Any) -> Any:
    if name in _TIMES:
        return _time(name, value)
    if name in _TEXTS:
        return tuple(_text(name, each) for each in _list(name, value))
    if name in ("related", "read_also"):
        return tuple(_link(name, each) for each in _list(name, value))
    if name == "copies":
        return tuple(_copy(name, each) for each in _list(name, value))
    if name in ("revision", "paywalled"):
        return _truth(name, value) if name == "paywalled" else _number(name, value)
    if name in _CHOICES and value not in _CHOICES[name]:
        raise RecordError(f'"{name}" is {value!r}; it must be one of {", ".join(_CHOICES[name])}')
    return _text(name, value)


def _time(name: str, value: Any) -> datetime:
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise RecordError(f'"{name}" is {value!r}; it must be an ISO 8601 time with an offset') from None
    if time.tzinfo is None:
        raise RecordError(f'"{name}" is {value!r}; the offset is missing, as in {value}+03:00')
    return time


def _list(name: str, value: Any) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        raise RecordError(f'"{name}" must be a list, not {type(value).__name__}')
    return list(value)


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise RecordError(f'"{name}" must hold text, not {type(value).__name__}')
    return value


def _number(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise RecordError(f'"{name}" is {value!r}; it must be a whole number from 1')
    return value


def _truth(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise RecordError(f'"{name}" is {value!r}; it must be true or false')
    return value


def _link(name: str, value: Any) -> Link:
    if not isinstance(value, Mapping) or "title" not in value:
        raise RecordError(f'"{name}" must hold objects with "title" and "url"')
    url = value.get("url")
    return Link(_text(name, value["title"]), None if url is None else _text(name, url))


def _copy(name: str, value: Any) -> Copy:
    if not isinstance(value, Mapping) or not {"url", "source"} <= value.keys():
        raise RecordError(f'"{name}" must hold objects with "url" and "source"')
    published = value.get("published")
    return Copy(
        url=_text(name, value["url"]),
        source=_text(name, value["source"]),
        published=None if published is None else _time(name, published),
        similarity=_share(name, value.get("similarity")),
    )


def _share(name: str, value: Any) -> float | None:
    if value is None:
        return None
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
        raise RecordError(f'"{name}" has the similarity {value!r}; it must be a number from 0 to 1')
    return float(value)
