"""Source: what is known of one outlet's site. Any site works with what its address alone tells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import tldextract

from crawler.schedule import wishes
from crawler.sources import zones
from crawler.sources.pattern import Patterns

# The bundled snapshot of the Public Suffix List: no request is made for it.
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
_UNSAFE = re.compile(r"[^a-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One outlet. Everything but `id` and `home` is a hint that discovery and extraction do without.

    `id` names its folder: a-z, 0-9, dot and hyphen. `selectors` maps a field of the record to a CSS selector.
    `drop` lists CSS selectors of what is not the story, `drop_text` texts. `false_dates` names the origins whose dates
    are false on this site, as `published_from` does. `timezone` is an IANA name. `delay` is in seconds. `type` is one
    of checks.OUTLET_TYPES; `tags` are words to find it by. `browser` says which pages are loaded in one: all, only its
    `articles` or `lists`, none; None: Khabar finds out. `every`, `cron`, `quiet` and `budget` ask for times of the
    service's visits, as crawler.schedule.wishes reads them.
    """

    id: str
    home: str
    name: str = ""
    name_en: str = ""
    country: str | None = None
    timezone: str | None = None
    type: str | None = None
    tags: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    article_url: Patterns | None = None
    selectors: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    drop_text: tuple[str, ...] = ()
    false_dates: tuple[str, ...] = ()
    encoding: str | None = None
    delay: float | None = None
    browser: bool | str | None = None
    enabled: bool = True
    every: str | None = None
    cron: str | None = None
    quiet: tuple[str, ...] = ()
    budget: int | None = None

    @property
    def wishes(self) -> wishes.Wishes:
        """What its file asks of the service's visits."""
        asked = {"every": self.every, "cron": self.cron, "quiet": list(self.quiet), "budget": self.budget}
        return wishes.read({name: value for name, value in asked.items() if value})

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose clock its newsroom has."""
        return ZoneInfo(self.timezone or zones.suggestion(self.country))

    @property
    def site(self) -> str:
        """The registered domain (or host and port) whose pages are this source's."""
        return site_of(self.home)


@lru_cache(maxsize=2048)  # of a page that is asked for a dozen look at it
def site_of(url: str) -> str:
    """Return the site a URL belongs to: its registered domain; host and port where there is none."""
    parts = urlsplit(url)
    host = _ascii((parts.hostname or "").rstrip(".").lower())
    registered = _registered(host)
    if registered:
        return registered
    port = f":{parts.port}" if parts.port else ""
    return f"{host}{port}"


@lru_cache(maxsize=1024)  # a page's links lead to a few hosts
def _registered(host: str) -> str:
    return _SUFFIXES(host).top_domain_under_public_suffix


def _ascii(host: str) -> str:
    # موقع.مصر and xn--4gbrim.xn--wgbh1c are one host (RFC 5890); requests name it by the second.
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def source_for(url: str) -> Source:
    """Return the source of a site that has no file: named after its registered domain."""
    parts = urlsplit(url)
    name = _UNSAFE.sub("-", site_of(url)).strip("-.") or "site"
    return Source(id=name, home=f"{parts.scheme}://{parts.netloc}/")
