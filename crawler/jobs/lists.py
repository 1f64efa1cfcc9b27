"""The lists of a site that is looked at: feeds, sitemaps and WordPress's posts, named or where most have theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from crawler import urls
from crawler.discovery.feeds import Feed
from crawler.discovery.posts import list_of_posts
from crawler.discovery.sitemaps import Sitemap
from crawler.found import Found, Role
from crawler.jobs.inquiry import Inquiry, Seen
from crawler.jobs.usual import ENOUGH
from crawler.probing import places
from crawler.probing.findings import Absent, Findings, Listed
from crawler.reasons import Reason, Rejection
from crawler.sources import Source

NAMED = 12  # lists of each kind that a source's file names
_FEEDS, _SITEMAPS, _CHILDREN = 5, 4, 2  # of each that are looked into
_SHOWN = 1_000  # entries of a list that are kept
_BY_CRAWL = 5  # feeds of a page that a crawl follows
_POSTS, _FEW_POSTS = 100, 10  # posts a page: at most, and as WordPress has it
_NOTHING = Rejection(Reason.NO_TEXT, "it lists nothing")


class Lists:
    """What is known so far of one site's lists; `asked` holds the keys of all that was asked for."""

    def __init__(self, inquiry: Inquiry) -> None:
        self.inquiry = inquiry
        self.feeds: list[Listed] = []
        self.sitemaps: list[Listed] = []
        self.posts: Listed | None = None
        self.absent: list[Absent] = []
        self.asked: set[str] = set()

    @property
    def all(self) -> list[Listed]:
        return [*self.feeds, *([self.posts] if self.posts else []), *self.sitemaps]

    def take_over(self, found: Findings) -> None:
        """Take over the lists that were found, and what is not there."""
        self.feeds, self.sitemaps, self.posts = list(found.feeds), list(found.sitemaps), found.posts
        self.absent = list(found.absent)

    async def ask_named(self, source: Source) -> None:
        """Ask for the feeds and sitemaps that a source's file names."""
        for url in source.feeds[:NAMED]:
            await self._ask_feed(url, by_itself=False, deeper=False)
        for url in source.sitemaps[:NAMED]:
            await self._ask_sitemap(url, by_itself=False)

    async def ask_given(self, url: str) -> None:
        """Ask for what the user gave as a feed, else as a sitemap."""
        if not await self._ask_feed(url, by_itself=False, deeper=False):
            self.asked.discard(urls.key(url))
            self.absent.pop()
            await self._ask_sitemap(url, by_itself=False)

    async def find_feeds(self, front: Seen) -> None:
        """Ask for the feeds that the front names, and where most have theirs."""
        declared = {urls.key(url) for url in front.reading.feeds[:_BY_CRAWL]}
        for url in _once([*front.reading.feeds, *front.look.named.feeds])[:_FEEDS]:
            await self._ask_feed(url, by_itself=urls.key(url) in declared)
        await self._guess(front.url, Role.FEED, self.feeds)

    async def ask_feeds(self, named: Mapping[str, bool]) -> None:
        """Ask for feeds that sections name, and of which a crawl finds some by itself."""
        for url, by_itself in list(named.items())[:_FEEDS]:
            await self._ask_feed(url, by_itself=by_itself, deeper=False)

    async def find_sitemaps(self, front: Seen) -> None:
        """Ask for the sitemaps that robots.txt or the front names, and where most have theirs."""
        named = [(url, self._is_own(url)) for url in self.inquiry.robots[:_SITEMAPS]]
        named += [(url, False) for url in front.look.named.sitemaps[:_SITEMAPS]]
        for url, by_itself in named:
            await self._ask_sitemap(url, by_itself=by_itself)
        await self._guess(front.url, Role.SITEMAP, self.sitemaps)
        if self.sitemaps and not any(each.news for sitemap in self.sitemaps for each in sitemap.entries):
            for path in places.NEWS:
                with self.inquiry.guessing():
                    await self._ask_sitemap(urljoin(front.url, path), by_itself=False)

    async def find_posts(self, front: Seen) -> None:
        """Ask WordPress's interface, where there is one or nothing else lists articles."""
        api = front.look.named.api
        if not api and (self.inquiry.refused >= ENOUGH or any(each.entries for each in (*self.feeds, *self.sitemaps))):
            return
        url = list_of_posts(api or urljoin(front.url, "/wp-json/"), per_page=_POSTS)
        seen = await self.inquiry.page(url, Role.SECTION)
        if isinstance(seen, Rejection) or not seen.reading.links or seen.look.named.addresses:
            self.miss(url, Role.SECTION, seen if isinstance(seen, Rejection) else Rejection(Reason.NOT_FOUND))
            return
        shown = len(seen.reading.links)
        if _FEW_POSTS <= shown < _POSTS and await self._has_more(url, seen):
            url = list_of_posts(api or urljoin(front.url, "/wp-json/"), per_page=shown)
        self.posts = Listed(url, Role.SECTION, seen.reading.links[:_SHOWN])

    async def _has_more(self, url: str, seen: Seen) -> bool:
        """Whether a server that shows fewer posts than it was asked for has others on a second page."""
        pages = seen.headers.get("x-wp-totalpages", "")
        if pages.isdecimal():
            return int(pages) > 1
        second = await self.inquiry.page(f"{url}&page=2", Role.SECTION)
        return isinstance(second, Seen) and bool(second.reading.links) and second.reading.links != seen.reading.links

    async def _guess(self, home: str, role: Role, found: list[Listed]) -> None:
        """Try the places where most have theirs, one after the other, until one is there; a crawl does too."""
        if any(each.by_itself for each in found):
            return
        usual = places.usual(home, role)
        for url in (*usual, *places.unusual(home, role)):
            if self.inquiry.refused >= ENOUGH:
                return
            with self.inquiry.guessing():
                is_there = await self._ask_list(url, role, by_itself=url in usual)
            if is_there:
                found[-1] = replace(found[-1], guessed=url in usual)
                return

    async def _ask_list(self, url: str, role: Role, *, by_itself: bool) -> bool:
        ask = self._ask_feed if role is Role.FEED else self._ask_sitemap
        return await ask(url, by_itself=by_itself)

    async def _ask_feed(self, url: str, *, by_itself: bool, deeper: bool = True) -> bool:
        """Ask for a feed; a page in its place may name some."""
        if not self._begin(url):
            return False
        outcome = await self.inquiry.list(url, Role.FEED)
        if isinstance(outcome, Feed):
            return self._take_feed(url, outcome, by_itself=by_itself)
        self.miss(url, Role.FEED, outcome if isinstance(outcome, Rejection) else Rejection(Reason.NOT_FOUND, "a page"))
        before = len(self.feeds)
        if isinstance(outcome, Seen) and deeper:
            for named in _once([*outcome.reading.feeds, *outcome.look.named.feeds])[:_FEEDS]:
                await self._ask_feed(named, by_itself=False, deeper=False)
        return len(self.feeds) > before

    def _take_feed(self, url: str, feed: Feed, *, by_itself: bool) -> bool:
        own = tuple(each for each in feed.entries if self._is_own(each.url))
        if not own:
            self.miss(url, Role.FEED, _NOTHING)
            return False
        self.feeds.append(Listed(url, Role.FEED, own[:_SHOWN], by_itself=by_itself))
        return True

    async def _ask_sitemap(self, url: str, *, by_itself: bool) -> bool:
        if not self._begin(url):
            return False
        outcome = await self.inquiry.list(url, Role.SITEMAP)
        if not isinstance(outcome, Sitemap):
            gone = outcome if isinstance(outcome, Rejection) else Rejection(Reason.NOT_FOUND, "no sitemap")
            self.miss(url, Role.SITEMAP, gone)
            return False
        children = [each for each in outcome.entries if each.role is Role.SITEMAP and self._is_own(each.url)]
        pages = self._pages(outcome)
        for child in _most_telling(children):
            below = await self.inquiry.list(child.url, Role.SITEMAP, level=child.number)
            pages += self._pages(below) if isinstance(below, Sitemap) else []
        if not pages and not children:
            self.miss(url, Role.SITEMAP, _NOTHING)
            return False
        self.sitemaps.append(Listed(url, Role.SITEMAP, tuple(pages[:_SHOWN]), len(children), by_itself=by_itself))
        return True

    def _pages(self, sitemap: Sitemap) -> list[Found]:
        """The pages of a sitemap that may be articles: some have addresses that look like a section's."""
        pages = (each for each in sitemap.entries if each.role is not Role.SITEMAP and self._is_own(each.url))
        likely = (each for each in pages if each.news or urls.reason(each.url) in (None, Reason.SECTION))
        return [each if _is_articles(each) else each._replace(role=Role.PAGE) for each in likely]

    def _begin(self, url: str) -> bool:
        """Whether an address was not asked for before; one of another site is let out."""
        if urls.key(url) in self.asked:
            return False
        self.asked.add(urls.key(url))
        if not self._is_own(url):
            self.inquiry.let_out(url)
        return True

    def _is_own(self, url: str) -> bool:
        return urls.same_site(url, self.inquiry.source.site)

    def miss(self, url: str, role: Role, rejection: Rejection) -> None:
        """Note that something is not there."""
        self.absent.append(Absent(url, role, rejection))


def _once(addresses: Sequence[str]) -> list[str]:
    return list({urls.key(url): url for url in reversed(addresses)}.values())[::-1]


def _is_articles(found: Found) -> bool:
    return found.news or urls.is_article(found.url) is True


def _most_telling(children: Sequence[Found]) -> list[Found]:
    """Return the sitemaps of an index that are looked into: the newest, those of news and posts first."""
    words = ("news", "post", "article", "story")
    told = sorted(children, key=lambda each: not (each.news or any(word in each.url for word in words)))
    return told[:_CHILDREN]
