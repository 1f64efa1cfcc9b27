"""Findings: what a probe saw of a site."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler import urls
from crawler.arabic import dates
from crawler.article import Article
from crawler.found import Found, Role
from crawler.probing.families import broad, make
from crawler.probing.look import Look
from crawler.reasons import Reason, Rejection

_LANGUAGES = frozenset(
    "en eng english fr fra french francais es spanish de german it tr turkish fa persian farsi he hebrew ru russian zh"
    " cn chinese ur urdu ku kurdish so somali sw id pt".split()
)
_HEADLINE = 4  # words of a link that is a headline, as a rule; sections have fewer


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed, a sitemap or a listing that answered. `entries` are the pages that it names, `children` the sitemaps.

    `by_itself`: a crawl finds it without a word in the source's file; `guessed`: where that names no other of its role.
    """

    url: str
    role: Role
    entries: tuple[Found, ...] = field(default=(), repr=False)
    children: int = 0
    by_itself: bool = False
    guessed: bool = False

    def newest(self, now: datetime) -> datetime | None:
        """Return the latest date that an entry tells, none of the future."""
        raw = {each.published_raw or each.lastmod for each in self.entries} - {None}
        read = (dates.read(each, now=now, timezone=ZoneInfo("UTC")) for each in raw if each)
        told = [each.instant.astimezone(UTC) for each in read if each]
        return max((each for each in told if each <= now), default=None)


@dataclass(frozen=True, slots=True)
class Sample:
    """A page that was asked for as an article's; one of `article` and `rejection` is None.

    `plain` is the article as it is read without the source's selectors.
    """

    url: str
    article: Article | None
    rejection: Rejection | None = None
    look: Look | None = None
    plain: Article | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """An address that was tried and is not what it was tried as."""

    url: str
    role: Role
    rejection: Rejection


@dataclass(frozen=True, slots=True)
class Findings:
    """What a probe saw: the front page at `home`, the lists that answered, the articles read, what is not there.

    `given` is the address that was asked about. `links` are what the front and the listings link to.
    """

    given: str
    home: str
    front: Look
    feeds: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()
    posts: Listed | None = None
    sections: tuple[Listed, ...] = ()
    samples: tuple[Sample, ...] = ()
    absent: tuple[Absent, ...] = ()
    links: tuple[Found, ...] = ()
    looks: tuple[Look, ...] = ()
    requests: int = 0
    by_browser: bool = False

    @property
    def articles(self) -> list[Article]:
        """The articles that were read."""
        return [each.article for each in self.samples if each.article is not None]

    @property
    def lists(self) -> list[Listed]:
        """What lists articles by name, feeds first."""
        return [*self.feeds, *([self.posts] if self.posts else []), *self.sitemaps]

    @property
    def is_shell(self) -> bool:
        """Whether its pages are filled by scripts: the front, or what was asked for as articles."""
        asked = [each.look.is_shell for each in self.samples if each.look]
        return not self.articles and (self.front.is_shell or (bool(asked) and all(asked)))


def told_articles(found: Findings) -> list[str]:
    """Return the addresses of articles: what feeds list, what was read, and what is of the same make elsewhere."""
    sure = [each.url for listed in (*found.feeds, found.posts) if listed for each in listed.entries]
    sure += [each.url for each in found.samples if each.article]
    makes, broads = {make(url) for url in sure}, {broad(url) for url in sure}
    listed = [each for sitemap in found.sitemaps for each in sitemap.entries]
    alike = [each.url for each in listed if make(each.url) in makes or _is_alike(each.url, broads)]
    listings = {broad(each.url) for each in found.sections}
    named = [
        each.url
        for each in found.links
        if make(each.url) in makes
        or (_is_alike(each.url, broads) and (is_headline(each.title) or broad(each.url) not in listings))
    ]
    read = {_language(each.url) for each in found.samples if each.article} | {""}
    return _once(url for url in [*sure, *alike, *named] if _language(url) in read)


def _is_alike(url: str, broads: Container[str]) -> bool:
    """Whether an address is of an article's make but for its words, which do not say that it is a section's."""
    return broad(url) in broads and urls.reason(url) is not Reason.SECTION


def _language(url: str) -> str:
    """Return the folder of an edition in another language than Arabic; "" for none."""
    first = urlsplit(url).path.strip("/").partition("/")[0].lower()
    return first if first in _LANGUAGES else ""


def told_others(found: Findings) -> list[str]:
    """Return the addresses of the site that are no articles', as far as can be told."""
    articles = {urls.key(url) for url in told_articles(found)}
    named = [url for look in (found.front, *found.looks) for url in look.named.addresses]
    listings = [each.url for each in (*found.sections, *found.feeds, *found.sitemaps)]
    return _once(url for url in [found.home, *listings, *named] if urls.key(url) not in articles)


def is_headline(title: str | None) -> bool:
    """Whether a link's words are a headline, and no section's name."""
    return len((title or "").split()) >= _HEADLINE


def _once(addresses: Iterable[str]) -> list[str]:
    return list({urls.key(url): url for url in addresses}.values())
