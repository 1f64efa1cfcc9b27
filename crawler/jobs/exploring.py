"""explore(): a site that nobody has described, looked at page by page, until three of its articles are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, zip_longest
from urllib.parse import urljoin, urlsplit

from crawler import urls
from crawler.errors import ProbeError
from crawler.found import Found, Role
from crawler.jobs.inquiry import Inquiry, Seen
from crawler.jobs.lists import NAMED, Lists
from crawler.jobs.report import unanswered
from crawler.probing.families import make
from crawler.probing.findings import Findings, Listed, Sample, is_headline
from crawler.probing.look import Look
from crawler.reasons import Reason, Rejection

ARTICLES = 3  # that are read
_LISTING = (Reason.SECTION, Reason.NO_TEXT, Reason.NO_TITLE)  # what a listing is, or lacks since it is one
_TRIES = 7  # pages that are asked for as articles
_LISTINGS, _FAMILIES = 3, 5  # of each that are looked into


async def explore(inquiry: Inquiry, given: str, *, guessed: bool = False, before: Findings | None = None) -> Findings:
    """Return what is found of a site, beginning at `given`; `guessed`: its scheme was left out, and may be http.

    Lists that were found `before`, without a browser, are not asked for again. Raises ProbeError where its front page
    cannot be had.
    """
    explorer = await _arrive(inquiry, given, guessed=guessed)
    if before is None:
        await explorer.lists.find_feeds(explorer.front)
        await explorer.lists.find_sitemaps(explorer.front)
        await explorer.lists.find_posts(explorer.front)
    else:
        explorer.lists.take_over(before)
    await explorer.find_articles()
    await explorer.find_sections()
    await explorer.find_feeds()
    return explorer.findings()


async def examine(inquiry: Inquiry) -> Findings:
    """Return what is found where the source's file says; elsewhere only for what it does not name, or names falsely.

    Raises ProbeError where its front page cannot be had.
    """
    source = inquiry.source
    explorer = await _arrive(inquiry, source.home, guessed=False)
    await explorer.lists.ask_named(source)
    await explorer.ask_named(source.sections)
    if not explorer.lists.feeds:
        await explorer.lists.find_feeds(explorer.front)
    if not explorer.lists.sitemaps:
        await explorer.lists.find_sitemaps(explorer.front)
    await explorer.find_articles()
    if not any(each.article for each in explorer.samples):
        await explorer.find_sections()
    return explorer.findings()


async def _arrive(inquiry: Inquiry, given: str, *, guessed: bool) -> _Explorer:
    seen = await inquiry.page(given, Role.FRONT)
    if isinstance(seen, Rejection) and guessed and inquiry.has_no_tls:
        given = given.replace("https:", "http:", 1)
        inquiry.source = replace(inquiry.source, home=given)
        seen = await inquiry.page(given, Role.FRONT)
    if isinstance(seen, Rejection):
        raise ProbeError(unanswered(seen))
    listed = seen.url if _is_no_page(seen) else ""
    if listed:
        front = await inquiry.page(urljoin(listed, "/"), Role.FRONT)
        given, seen = (front.url, front) if isinstance(front, Seen) else (given, seen)
    if not seen.look.is_arabic and seen.look.named.arabic:
        edition = await inquiry.page(seen.look.named.arabic, Role.FRONT)
        if isinstance(edition, Seen) and edition.look.is_arabic:
            given, seen = edition.url, edition
    inquiry.source = replace(inquiry.source, home=seen.url)
    explorer = _Explorer(inquiry, given, seen)
    if listed:
        await explorer.lists.ask_given(listed)
    if seen.reading.article is not None and urlsplit(seen.url).path.strip("/"):
        explorer.samples.append(_sample(seen.url, seen))
        await explorer.go_home()
    return explorer


class _Explorer:
    """What is known so far of one site."""

    def __init__(self, inquiry: Inquiry, given: str, front: Seen) -> None:
        self.inquiry = inquiry
        self.given = given
        self.front = front
        self.lists = Lists(inquiry)
        self.sections: list[Listed] = []
        self.samples: list[Sample] = []
        self.links: dict[str, Found] = {}
        self.feeds: dict[str, bool] = {}  # that listings name, and whether a crawl finds them by itself
        self.looks: list[Look] = []
        self.lists.asked.add(urls.key(front.url))
        self._take_links(front)

    @property
    def home(self) -> str:
        return self.front.url

    async def go_home(self) -> None:
        """Take the site's front in the place of the article that was given."""
        front = await self.inquiry.page(urljoin(self.front.url, "/"), Role.FRONT)
        if isinstance(front, Seen):
            self.front = front
            self.inquiry.source = replace(self.inquiry.source, home=front.url)
            self._take_links(front)

    async def ask_named(self, sections: Sequence[str]) -> None:
        """Ask for the sections that a source's file names."""
        for url in sections[:NAMED]:
            await self._ask_listing(url, by_itself=False, new=False)

    async def find_articles(self) -> None:
        """Read articles: those that are listed, those that the front links to, and those of the sections."""
        await self._read(_in_turn([_likely(each.entries, self.home) for each in self.lists.all]))
        await self._read(self._headlines())
        for link in [each for each in self._short() if each.role is Role.SECTION][:_LISTINGS]:
            if self._has_enough:
                return
            await self._ask_listing(link.url, by_itself=True)
            await self._read(self._headlines())

    async def find_sections(self) -> None:
        """Look for listings whose addresses do not say that they are; a crawl would not turn their pages over."""
        tried: set[str] = set()
        for _ in range(_FAMILIES):
            family = self._unknown_family(tried)
            if not family:
                return
            tried.add(make(family[0].url))
            await self._look_into(family)

    async def find_feeds(self) -> None:
        """Where nothing lists the site's articles, ask for the feeds that its sections name."""
        if self.lists.all:
            return
        sections = [each.url for each in self._short() if each.role is Role.SECTION and not self._was_asked(each.url)]
        for url in sections[:_LISTINGS] if len(self.looks) == 1 else ():
            await self._ask_listing(url, by_itself=True)
        await self.lists.ask_feeds(self.feeds)

    def _unknown_family(self, tried: set[str]) -> list[Found]:
        """Return the most links of one make of which nobody knows what they lead to; in the middle of a page first,
        where no article is known.
        """
        known = tried | {make(each.url) for each in self.samples} | {make(each.url) for each in self.sections}
        families: dict[str, list[Found]] = {}
        for link in self._short():
            if link.role in (Role.PAGE, Role.ARTICLE) and not self._was_asked(link.url) and make(link.url) not in known:
                families.setdefault(make(link.url), []).append(link)
        wanted = not self._has_enough
        return max(families.values(), key=lambda family: (wanted and family[0].main, len(family)), default=[])

    async def _look_into(self, family: Sequence[Found]) -> None:
        """Ask for one of some links of the same make: it may be a listing, and so are they, or an article."""
        read = len(self.samples)
        if await self._ask_listing(family[0].url, by_itself=False):
            self.sections += [Listed(each.url, Role.SECTION) for each in family[1:]]
            await self._read(self._headlines())
        elif len(self.samples) > read:
            await self._read(family[1:])

    def findings(self) -> Findings:
        return Findings(
            given=self.given,
            home=self.home,
            front=self.front.look,
            feeds=tuple(self.lists.feeds),
            sitemaps=tuple(self.lists.sitemaps),
            posts=self.lists.posts,
            sections=tuple(self.sections),
            samples=tuple(self.samples),
            absent=tuple(self.lists.absent),
            links=tuple(self.links.values()),
            looks=tuple(self.looks),
            requests=self.inquiry.asked,
            by_browser=bool(self.inquiry.source.browser),
        )

    @property
    def _has_enough(self) -> bool:
        return sum(1 for each in self.samples if each.article) >= ARTICLES

    async def _ask_listing(self, url: str, *, by_itself: bool, new: bool = True) -> bool:
        """Ask for what may be a listing; return whether it is one. It may turn out to be an article.

        `new`: it is one only where it lists what no other page does.
        """
        self.lists.asked.add(urls.key(url))
        seen = await self.inquiry.page(url, Role.SECTION)
        if isinstance(seen, Rejection):
            self.lists.miss(url, Role.SECTION, seen)
            return False
        if seen.reading.article is not None:
            self.samples.append(_sample(url, seen))
            return False
        fresh = self._take_links(seen)
        lists = (fresh if new else seen.reading.links) or seen.reading.next_page
        if seen.reading.rejection is None or seen.reading.rejection.reason not in _LISTING or not lists:
            self.lists.miss(url, Role.SECTION, Rejection(Reason.NO_TEXT, "it lists nothing"))
            return False
        self.sections.append(Listed(url, Role.SECTION, seen.reading.links, by_itself=by_itself))
        return True

    async def _read(self, candidates: Iterable[Found]) -> None:
        for found in candidates:
            if self._has_enough or len(self.samples) >= _TRIES:
                return
            if not self._was_asked(found.url):
                self.lists.asked.add(urls.key(found.url))
                self.samples.append(_sample(found.url, await self.inquiry.page(found.url, Role.ARTICLE)))

    def _headlines(self) -> list[Found]:
        """The links that are headlines, or whose address is an article's; those that are both first."""
        likely = [each for each in self.links.values() if is_headline(each.title) or each.role is Role.ARTICLE]
        return sorted(
            likely, key=lambda each: (each.role is not Role.ARTICLE, not is_headline(each.title), not each.main)
        )

    def _short(self) -> list[Found]:
        """The links that are no headlines; those of menus first."""
        short = [each for each in self.links.values() if not is_headline(each.title)]
        return sorted(short, key=lambda each: each.main)

    def _take_links(self, seen: Seen) -> int:
        """Keep what a page links to; return how many of them are new and may be articles."""
        fresh = [each for each in seen.reading.links if urls.key(each.url) not in self.links]
        self.links |= {urls.key(each.url): each for each in fresh}
        self.looks.append(seen.look)
        self.feeds |= dict.fromkeys(seen.look.named.feeds, False) | dict.fromkeys(seen.reading.feeds, True)
        return sum(1 for each in fresh if is_headline(each.title) or each.main)

    def _was_asked(self, url: str) -> bool:
        return urls.key(url) in self.lists.asked


def _is_no_page(seen: Seen) -> bool:
    """Whether what was given is no page, but a feed or a sitemap."""
    return seen.reading.rejection is not None and seen.reading.rejection.reason is Reason.NOT_HTML


def _sample(url: str, seen: Seen | Rejection) -> Sample:
    if isinstance(seen, Rejection):
        return Sample(url, None, seen)
    return Sample(url, seen.reading.article, seen.reading.rejection, seen.look, seen.plain)


def _likely(entries: Sequence[Found], home: str) -> list[Found]:
    """The entries of a list, first those of the home's own folder (another edition has another), then articles'."""
    folder = home.partition("?")[0].rpartition("/")[0]
    return sorted(entries, key=lambda each: (not each.url.startswith(f"{folder}/"), each.role is not Role.ARTICLE))


def _in_turn(lists: Sequence[Sequence[Found]]) -> Iterator[Found]:
    """Yield the first of each list, then the second of each."""
    return (each for each in chain.from_iterable(zip_longest(*lists)) if each is not None)
