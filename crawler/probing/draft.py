"""draft(): the source's file that a probe's findings make: what a crawl does not find by itself, and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urlsplit

from crawler import urls
from crawler.article import Article
from crawler.errors import ProbeError
from crawler.found import Role
from crawler.probing import facts
from crawler.probing.findings import Findings, Listed, told_articles, told_others
from crawler.probing.patterns import Learnt, learn
from crawler.reasons import Reason
from crawler.sources import Patterns, Source, each_of, matches, site_of, source_for
from crawler.sources.writing import as_file

_MOST = 40  # sections that are named
_SHOWN = 4  # addresses of one kind in a sentence
_UNSAFE = re.compile(r"[^a-z0-9]+")
_KINDS = {Role.FEED: "feed", Role.SITEMAP: "sitemap", Role.SECTION: "section"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user has said of the source; None: what is found out."""

    id: str | None = None
    name: str | None = None
    country: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A source's file in the making. `found` says in plain words what was found, `open` what is left to the user."""

    source: Source
    text: str
    found: tuple[str, ...]
    open: tuple[str, ...]


def draft(found: Findings, wishes: Wishes, *, now: datetime) -> Draft:
    """Return the file of the site that was looked at. Raises ProbeError where it has no articles that can be read."""
    _check(found)
    home = facts.home_of(found)
    name = _wished(wishes.name) or facts.name_of(found)
    zone = _wished(wishes.timezone) or facts.zone_of(found, now, country=wishes.country)
    country = _wished(wishes.country) or facts.country_of(zone)
    encoding = facts.encoding_of(found)
    pattern = learn(told_articles(found), told_others(found))
    feeds, sitemaps, sections = _named(found.feeds), _named(found.sitemaps), _sections(found, home)
    source = Source(
        id=wishes.id or identifier(home),
        home=home,
        name=name.value,
        country=country.value,
        timezone=zone.value,
        feeds=tuple(each.url for each in feeds),
        sitemaps=tuple(each.url for each in sitemaps),
        sections=tuple(each.url for each in sections),
        article_url=pattern.pattern,
        encoding=encoding.value if encoding else None,
        browser=found.by_browser or None,
    )
    told = {"name": name, "timezone": zone, "country": country} | ({"encoding": encoding} if encoding else {})
    remarks = {key: fact.told_by for key, fact in told.items() if fact.told_by}
    remarks |= {each.url: contents(each, now) for each in (*feeds, *sitemaps, *sections)}
    if source.article_url:
        remarks["article_url"] = _fits(source.article_url, found)
    if source.browser:
        remarks["browser"] = "its pages are filled by scripts"
    guesses = [f"{key}: {fact.told_by}" for key, fact in told.items() if not fact.sure]
    return Draft(
        source,
        as_file(source, head=_head(found, source, pattern, now), remarks=remarks) + "\n",
        tuple(_found(found, source, [key for key, fact in told.items() if fact.sure], now)),
        (*guesses, *_open(found, pattern)),
    )


def identifier(home: str) -> str:
    """Return a source's id: its site's, as a crawl without a file has it, and the folder that is its home."""
    folder = _UNSAFE.sub("-", unquote(urlsplit(home).path).lower()).strip("-")
    return "-".join(filter(None, (source_for(home).id, folder)))


def contents(listed: Listed, now: datetime) -> str:
    """Say what a list holds."""
    newest = listed.newest(now)
    told = [f"{len(listed.entries)} pages"] if listed.entries else []
    told += [f"{listed.children} sitemaps"] if listed.children else []
    told += [f"the newest of {newest:%Y-%m-%d}"] if newest else []
    return ", ".join(told) or "a section of its make"


def _wished(value: str | None) -> facts.Fact | None:
    return facts.Fact(value, "") if value else None


def _check(found: Findings) -> None:
    """Raise ProbeError where there is nothing to write a file of."""
    if found.articles or (found.is_shell and any(each.entries for each in found.lists)):
        return
    host = urlsplit(found.home).netloc
    if found.is_shell:
        raise ProbeError(f"{host} shows nothing without a browser, and names no feed and no sitemap")
    met = [each.rejection for each in found.samples if each.rejection]
    if met and all(each.reason is Reason.NOT_ARABIC for each in met):
        raise ProbeError(f"{host} does not write in Arabic script")
    if met:
        told = "; ".join(dict.fromkeys(str(each) for each in met))
        raise ProbeError(f"{host}: none of {len(met)} pages that may be articles is one ({told})")
    raise ProbeError(
        f"{host} names no article: no feed, no sitemap, nothing that its pages link to; is it a news site?"
    )


def _named(lists: Sequence[Listed]) -> list[Listed]:
    """Return the lists that the file has to name; where it names one, what a crawl would have guessed too."""
    unfound = [each for each in lists if not each.by_itself and (each.entries or each.children)]
    return [each for each in lists if each in unfound or each.guessed] if unfound else []


def _sections(found: Findings, home: str) -> list[Listed]:
    named = [each for each in found.sections if not each.by_itself][:_MOST]
    if found.posts and not any(each.entries for each in found.sitemaps):
        named.insert(0, found.posts)
    known = {urls.key(home)} | {urls.key(each.url) for each in named} | {urls.key(each.url) for each in found.samples}
    if urls.same_site(found.given, site_of(home)) and urls.key(found.given) not in known:
        named.append(Listed(urls.normal(found.given), Role.SECTION))
    return named


def _head(found: Findings, source: Source, pattern: Learnt, now: datetime) -> Iterator[str]:
    yield f"Written by `khabar sources add` on {now:%Y-%m-%d}; `khabar sources check {source.id}` proves it anew."
    yield from (f"Read: {told}" for told in map(article_line, found.articles))
    for role, lists in ((Role.FEED, found.feeds), (Role.SITEMAP, found.sitemaps)):
        own = [each for each in lists if each.url not in (*source.feeds, *source.sitemaps)]
        if own:
            yield f"A crawl finds by itself: {_places(own, _KINDS[role])}."
        elif not lists:
            tried = [each.url for each in found.absent if each.role is role]
            yield f"No {_KINDS[role]} was found{f', not at {_paths(tried)} either' if tried else ''}."
    if pattern.pattern is None:
        yield f"No pattern of articles' addresses: {pattern.why_not}."


def article_line(article: Article) -> str:
    """Say which article was read: its title, its date, its byline."""
    form = "%Y-%m-%d" if article.published_precision == "day" else "%Y-%m-%d %H:%M"
    when = article.published.strftime(form) if article.published else "no date"
    return f"{article.title} — {when} — {'، '.join(article.authors) or article.byline or 'no byline'}"


def _found(found: Findings, source: Source, sure: Sequence[str], now: datetime) -> Iterator[str]:
    for listed in found.lists:
        kind = "WordPress's list of posts" if listed is found.posts else f"the {_KINDS[listed.role]}"
        yield f"found {kind} {listed.url}: {contents(listed, now)}"
    if source.article_url:
        patterns = " or ".join(each_of(source.article_url))
        yield f"articles' addresses are like {patterns}: {_fits(source.article_url, found)}"
    for key in sure:
        yield f"{key}: {getattr(source, key)}"
    if source.browser:
        yield "its pages need a browser"
    yield from (f"read {told}" for told in map(article_line, found.articles))


def _open(found: Findings, pattern: Learnt) -> Iterator[str]:
    if not found.lists:
        yield "no feed and no sitemap: a crawl follows links alone; if you know one, write it as feeds or sitemaps"
    if pattern.pattern is None:
        yield f"article_url: {pattern.why_not}; a crawl judges by each page"
    if found.is_shell:
        yield "its pages look as if scripts filled them, and a browser was not there or showed no more"
    if 0 < len(found.articles) < len([each for each in found.samples if each.look]):
        lost = next(each for each in found.samples if each.article is None and each.rejection)
        yield f"{lost.url} was not read as an article: {lost.rejection}"
    for name, lacking in (("published", _lacks_dates(found)), ("authors", _lacks_authors(found))):
        if lacking:
            yield f'no article read has {lacking}; if its pages print it, write [selectors] with {name} = "…"'


def _lacks_dates(found: Findings) -> str:
    return "a date" if found.articles and not any(each.published for each in found.articles) else ""


def _lacks_authors(found: Findings) -> str:
    return "a byline" if found.articles and not any(each.authors or each.agencies for each in found.articles) else ""


def _fits(pattern: Patterns, found: Findings) -> str:
    known = told_articles(found)
    return f"fits {sum(1 for url in known if matches(pattern, url))} of {len(known)} that are known"


def _places(lists: Sequence[Listed], kind: str) -> str:
    return f"{kind} {_paths([each.url for each in lists])}"


def _paths(addresses: Sequence[str]) -> str:
    parts = [urlsplit(url) for url in addresses[:_SHOWN]]
    return ", ".join((each.path or "/") + (f"?{each.query}" if each.query else "") for each in parts)
