"""The demo's feeds: RSS 2.0, RSS 1.0 and Atom, as newsrooms' systems write them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from crawler.demo.dates import EGYPT, WEEKDAYS
from crawler.demo.editions import OPENED
from crawler.demo.furniture import NAME


@dataclass(frozen=True, slots=True)
class Item:
    """One story in a feed or a news sitemap. `published` is None where its hour is not known.

    `updated` is when the story was corrected, where that is told.
    """

    title: str
    url: str
    published: datetime | None = None
    description: str | None = None
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """How a feed writes a time: as RSS 2.0 wants it, and as RSS 1.0 and Atom do."""

    rss: Callable[[datetime], str]
    w3c: Callable[[datetime], str]


def rss_date(published: datetime) -> str:
    """Return a time as RSS 2.0 wants it (RFC 822), e.g. «Wed, 30 Sep 2020 16:08:00 +0200»."""
    return format_datetime(published)


def w3c_date(published: datetime) -> str:
    """Return a time as RSS 1.0, Atom and sitemaps want it: ISO 8601 with seconds and offset."""
    return published.isoformat(timespec="seconds")


def _arabic_date(published: datetime) -> str:
    """Return a time as a feed writes it whose system translates dates: «الأربعاء, 30 سبتمبر 2020 16:08:00 +0200»."""
    day = f"{WEEKDAYS[published.weekday()]}, {published.day:02} {EGYPT[published.month - 1]} {published.year}"
    return f"{day} {published:%H:%M:%S %z}"


CLOCKS: Mapping[str, Clock] = {
    "exact": Clock(rss_date, w3c_date),
    "arabic": Clock(_arabic_date, _arabic_date),
    # The local time, said to be Greenwich's.
    "false-z": Clock(
        lambda published: format_datetime(published.replace(tzinfo=UTC), usegmt=True),
        lambda published: f"{published:%Y-%m-%dT%H:%M:%S}Z",
    ),
}


def rss2(items: Iterable[Item], base: str, clock: Clock) -> str:
    """Return an RSS 2.0 feed."""
    entries = "\n".join(
        f"<item><title>{_cdata(each.title)}</title><link>{escape(each.url)}</link>"
        f'<guid isPermaLink="true">{escape(each.url)}</guid>{_tag("description", each.description)}'
        f"{_tag('pubDate', clock.rss(each.published) if each.published else None)}</item>"
        for each in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f"<title>{NAME}</title><link>{base}/</link><description>آخر الأخبار</description><language>ar</language>"
        f'<ttl>60</ttl><atom:link href="{base}/feed/" rel="self" type="application/rss+xml"/>'
        f"\n{entries}\n</channel></rss>"
    )


def rss1(items: Iterable[Item], base: str, clock: Clock) -> str:
    """Return an RSS 1.0 feed."""
    listed = list(items)
    order = "".join(f'<rdf:li rdf:resource="{escape(each.url)}"/>' for each in listed)
    entries = "\n".join(
        f'<item rdf:about="{escape(each.url)}"><title>{escape(each.title)}</title><link>{escape(each.url)}</link>'
        f"{_tag('dc:date', clock.w3c(each.published) if each.published else None)}</item>"
        for each in listed
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f'<channel rdf:about="{base}/rss/index.rdf"><title>{NAME}</title><link>{base}/</link>'
        f"<description>{NAME}</description><items><rdf:Seq>{order}</rdf:Seq></items></channel>\n{entries}\n</rdf:RDF>"
    )


def atom(items: Iterable[Item], base: str, clock: Clock, updated: datetime) -> str:
    """Return an Atom feed (RFC 4287); an entry without a date has that of the site's opening."""
    entries = "\n".join(
        f'<entry><title type="text">{escape(each.title)}</title><id>{escape(each.url)}</id>'
        f'<link rel="alternate" type="text/html" href="{escape(each.url)}"/>'
        f"{_tag('published', clock.w3c(each.published) if each.published else None)}"
        f"<updated>{_updated(each, clock)}</updated>{_tag('summary', each.description)}</entry>"
        for each in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">'
        f"<title>{NAME}</title><id>{base}/</id><updated>{w3c_date(updated)}</updated>"
        f'<author><name>{NAME}</name></author><link href="{base}/"/>\n{entries}\n</feed>'
    )


def _updated(item: Item, clock: Clock) -> str:
    return w3c_date(item.updated) if item.updated else clock.w3c(item.published or OPENED)


def _tag(name: str, value: str | None) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _cdata(value: str) -> str:
    return f"<![CDATA[{value.replace(']]>', ']]]]><![CDATA[>')}]]>"
