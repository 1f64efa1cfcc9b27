"""verdicts(): a source's file beside what a probe saw of its site: what is true, what is wrong, and what to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler import urls
from crawler.article import Article
from crawler.errors import KhabarError
from crawler.found import Role
from crawler.probing import facts
from crawler.probing.draft import contents
from crawler.probing.findings import Absent, Findings, Listed, told_articles, told_others
from crawler.probing.patterns import learn
from crawler.sources import Source, matches, site_of
from crawler.sources.writing import line

STALE = timedelta(days=30)  # a list whose newest entry is older is hardly kept up
_NEARLY = 0.9  # of the articles that a pattern has to fit
_LISTS = {"feeds": Role.FEED, "sitemaps": Role.SITEMAP, "sections": Role.SECTION}
_ALIKE = 0.5  # of the words of a text that its selector finds, against the text that is found without it


class State(IntEnum):
    """How a line of a file stands; the worst first."""

    WRONG = 0
    DOUBTFUL = 1
    GOOD = 2


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one key of a source's file, or of its site.

    `change` is what the key should hold; None: it stays as it is, or nobody knows. An empty value: the key goes.
    A key of a table is named with it, as selectors.title.
    """

    source: str
    key: str
    state: State
    words: str
    change: Any = None

    @property
    def line(self) -> str:
        """The line to write, or what to do with the one that is there; "" where nothing is to be done."""
        if self.change is None:
            return ""
        table, _, name = self.key.partition(".")
        if self.change in ("", ()):
            return f"take out {name or table}"
        return line(name or table, self.change)


def verdicts(source: Source, found: Findings | KhabarError, now: datetime) -> list[Verdict]:
    """Return what is to be said of a source, the worst first."""
    if isinstance(found, KhabarError):
        return [Verdict(source.id, "home", State.WRONG, str(found))]
    judged = [
        *_home(source, found),
        *(each for key in _LISTS for each in _lists(source, key, found, now)),
        *_pattern(source, found),
        *_selectors(source, found),
        *_clock(source, found, now),
        *_encoding(source, found),
        *_browser(source, found),
        _articles(source, found),
    ]
    return sorted(judged, key=lambda each: each.state)


def corrected(source: Source, judged: Iterable[Verdict]) -> Source:
    """Return a source without what is wrong in its file, as far as it is known what is right."""
    for each in judged:
        table, _, name = each.key.partition(".")
        if each.state is not State.WRONG or each.change is None:
            continue
        value: Any = each.change or None if isinstance(each.change, str) else each.change
        if name:
            value = {key: css for key, css in source.selectors.items() if key != name}
        source = replace(source, **{table: value})
    return source


def _home(source: Source, found: Findings) -> Iterator[Verdict]:
    if site_of(found.home) != source.site:
        root = urlsplit(found.home)
        moved = f"{root.scheme}://{root.netloc}{root.path}"
        yield Verdict(source.id, "home", State.WRONG, f"it has moved to {moved}", moved)
    else:
        yield Verdict(source.id, "home", State.GOOD, "answers")


def _lists(source: Source, key: str, found: Findings, now: datetime) -> Iterator[Verdict]:
    """Judge the feeds, sitemaps or sections that the file names, and say what is found where it names none."""
    named: Sequence[str] = getattr(source, key)
    answered = {urls.key(each.url): each for each in _answered(found, _LISTS[key])}
    absent = {urls.key(each.url): each for each in found.absent}
    dead = [url for url in named if urls.key(url) in absent]
    if dead:
        yield from _dead(source, key, dead, absent, [*answered.values()])
    for url in named:
        if listed := answered.get(urls.key(url)):
            yield _alive(source, key, listed, now)
    if not named and key != "sections":
        told = "; ".join(f"{each.url}: {contents(each, now)}" for each in answered.values())
        yield Verdict(
            source.id, key, State.GOOD, f"found by itself: {told}" if told else "none is named, none is found"
        )


def _answered(found: Findings, role: Role) -> Sequence[Listed]:
    return {Role.FEED: found.feeds, Role.SITEMAP: found.sitemaps, Role.SECTION: found.sections}[role]


def _dead(
    source: Source, key: str, dead: Sequence[str], absent: dict[str, Absent], instead: Sequence[Listed]
) -> Iterator[Verdict]:
    """Say of each list that is dead why, and once what to name instead."""
    kept = [url for url in getattr(source, key) if url not in dead]
    new = [each.url for each in instead if not each.by_itself and each.url not in kept]
    itself = [each.url for each in instead if each.by_itself]
    for number, url in enumerate(dead):
        words = f"{url}: {absent[urls.key(url)].rejection}"
        if number > 0:
            yield Verdict(source.id, key, State.WRONG, words)
        else:
            beside = f"; a crawl finds {itself[0]} by itself" if itself and not kept else ""
            yield Verdict(source.id, key, State.WRONG, words + beside, (*kept, *new))


def _alive(source: Source, key: str, listed: Listed, now: datetime) -> Verdict:
    newest = listed.newest(now)
    stale = newest is not None and now - newest > STALE
    state = State.DOUBTFUL if stale else State.GOOD
    return Verdict(
        source.id, key, state, f"{listed.url}: {contents(listed, now)}{', and nothing since' if stale else ''}"
    )


def _pattern(source: Source, found: Findings) -> Iterator[Verdict]:
    known = told_articles(found)
    if source.article_url is None or not known:
        return
    fitting = sum(1 for url in known if matches(source.article_url, url))
    words = f"fits {fitting} of {len(known)} articles that are known"
    if fitting >= _NEARLY * len(known):
        yield Verdict(source.id, "article_url", State.GOOD, words)
        return
    stray = next(url for url in known if not matches(source.article_url, url))
    learnt = learn(known, told_others(found))
    yield Verdict(source.id, "article_url", State.WRONG, f"{words}; not {stray}", learnt.pattern or "")


def _selectors(source: Source, found: Findings) -> Iterator[Verdict]:
    """Judge each selector by the articles that were read: what it finds, and whether that is what is found anyway."""
    read = [each for each in found.samples if each.article and each.look]
    if not read:
        return
    for name in source.selectors:
        shown = [each.look.selected.get(name, "") for each in read if each.look]
        key, met = f"selectors.{name}", sum(map(bool, shown))
        if not met:
            yield Verdict(source.id, key, State.WRONG, f"finds nothing on {len(read)} articles", "")
        else:
            unlike = [
                each for each in read if each.plain and each.article and not _agree(name, each.article, each.plain)
            ]
            said = f"finds «{next(filter(None, shown))}», on {met} of {len(read)} articles"
            beside = f"; without it there is another on {len(unlike)}" if unlike else "; the same is found without it"
            yield Verdict(source.id, key, _apart(name, len(unlike)), said + beside)
    for selector in source.drop:
        times = sum(each.look.dropped.get(selector, 0) for each in read if each.look)
        if not times:
            others = tuple(each for each in source.drop if each != selector)
            yield Verdict(
                source.id, "drop", State.DOUBTFUL, f"{selector} finds nothing on {len(read)} articles", others
            )


def _apart(name: str, unlike: int) -> State:
    """A text that is another one than what is found without its selector is looked at; other fields are why there are
    selectors.
    """
    return State.DOUBTFUL if name == "paragraphs" and unlike else State.GOOD


def _agree(name: str, article: Article, plain: Article) -> bool:
    if name != "paragraphs":
        return bool(getattr(article, name, None) == getattr(plain, name, None))
    ours, theirs = ({word for text in each.paragraphs for word in text.split()} for each in (article, plain))
    return len(ours & theirs) >= _ALIKE * max(len(ours), len(theirs))


def _clock(source: Source, found: Findings, now: datetime) -> Iterator[Verdict]:
    told = facts.zone_of(found, now)
    if not source.timezone or not told.sure:
        return
    if now.astimezone(ZoneInfo(source.timezone)).utcoffset() == now.astimezone(ZoneInfo(told.value)).utcoffset():
        yield Verdict(source.id, "timezone", State.GOOD, f"{told.value}, {told.told_by}")
    else:
        yield Verdict(source.id, "timezone", State.DOUBTFUL, f"rather {told.value}: {told.told_by}", told.value)


def _encoding(source: Source, found: Findings) -> Iterator[Verdict]:
    used = {each.charset for each in facts.looks_of(found)}
    told = facts.encoding_of(found)
    if source.encoding and not any(facts.same_encoding(source.encoding, each) for each in used):
        yield Verdict(source.id, "encoding", State.DOUBTFUL, f"its pages are in {', '.join(sorted(used))}", "")
    elif told and not source.encoding:
        yield Verdict(source.id, "encoding", State.DOUBTFUL, f"{told.value}: {told.told_by}", told.value)


def _browser(source: Source, found: Findings) -> Iterator[Verdict]:
    if found.is_shell and source.browser is False:
        yield Verdict(source.id, "browser", State.WRONG, "its pages are filled by scripts", change=True)
    elif found.is_shell:
        yield Verdict(source.id, "browser", State.DOUBTFUL, "its pages look as if scripts filled them")
    elif found.by_browser:
        yield Verdict(source.id, "browser", State.GOOD, "its pages are read with a browser")


def _articles(source: Source, found: Findings) -> Verdict:
    read, asked = found.articles, len(found.samples)
    lost = [str(each.rejection) for each in found.samples if each.rejection]
    if not read:
        why = "; ".join(dict.fromkeys(lost)) or "none was found"
        return Verdict(source.id, "articles", State.WRONG, f"none of {asked} pages was read as an article: {why}")
    words = f"{len(read)} of {asked} pages read, as «{read[0].title}»"
    return Verdict(source.id, "articles", State.DOUBTFUL if len(lost) > len(read) else State.GOOD, words)
