"""A story split over pages as one article: its later pages are asked for, and their paragraphs joined in order."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler import stats as names
from crawler.arabic.text import words
from crawler.article import Article
from crawler.discovery.reading import Reading
from crawler.extraction import reservations
from crawler.extraction.continuation import is_page_of
from crawler.fetching import failures
from crawler.fetching.browser import WANTED
from crawler.fetching.refused import Interrupted
from crawler.reasons import Rejection
from crawler.storage import Archive, Page
from crawler.urls import key

REMEMBERED = 50_000  # later pages that are known to be joined
_REPEATED = 12  # words from which a paragraph that stood on an earlier page is a repetition wherever it stands
_ANSWERED = 200

Read = Callable[[Response, str], Awaitable[Reading | Rejection]]
Hear = Callable[[Rejection, int | None, str], object]


@dataclass(frozen=True, slots=True)
class Whole:
    """A story with its later pages; `cut_short`: one of them could not be had."""

    article: Article
    cut_short: bool = False


@dataclass(slots=True)
class Stories:
    """Completes stories, `most` pages of each. `refused` hears of every later page that could not be had.

    The first page stays in hand meanwhile: nothing is stored of a story before its last page is there.
    """

    crawler: Crawler
    most: int
    refused: Hear = lambda _rejection, _status, _host: None
    _joined: set[int] = field(default_factory=set)

    async def whole(self, reading: Reading, response: Response, read: Read) -> Whole:
        """Return the article of a page's reading with what its later pages tell; `read` reads their answers.

        A page that cannot be had, or has nothing of a story, ends it. Raises Interrupted where the crawl ends.
        """
        assert reading.article is not None
        article, following, met = reading.article, reading.continues, {key(response.url)}
        for _ in range(1, self.most):
            if following is None or key(following) in met:
                return Whole(article)
            met.add(key(following))
            page = await self._page(following, response, read)
            if page is None or page.article is None:
                self._count(names.STORY_PAGES_LOST)
                return Whole(article, cut_short=True)
            if not _new(article, page.article):  # the same text again: the story was whole
                return Whole(article)
            article, following = joined(article, page.article), page.continues
            self._remember(page.article)
            self._count(names.STORY_PAGES)
        if following is not None and self.most > 1:
            self._count(names.BOUND + "story-pages")
        return Whole(article)

    def has_joined(self, page: Page) -> bool:
        """Whether a page of the ledger has been read as a part of a story a moment ago."""
        return page.article_id is None and hash(page.key) in self._joined

    async def _page(self, url: str, first: Response, read: Read) -> Reading | None:
        response = await self._answer(url, first)
        if response is None or not is_page_of(response.url, first.url):
            return None
        reading = await read(response, first.url)
        if isinstance(reading, Rejection) or reading.article is None:
            return None
        met = (url, *response.meta.get("redirect_urls", ()), response.url)
        article = replace(reading.article, addresses=(*met, *reading.article.addresses))
        return replace(reading, article=reservations.noted(article, response.headers))

    async def _answer(self, url: str, first: Response) -> Response | None:
        """Ask for a later page: robots.txt, the fence and the site's pace hold for it as for any other."""
        asked = {name: value for name, value in first.meta.items() if name in ("page", WANTED)}
        try:
            engine = self.crawler.engine
            assert engine is not None
            response = await engine.download_async(Request(url, meta=asked, dont_filter=True))
        except Interrupted:
            raise
        except failures.DOWNLOAD_ERRORS as error:
            self.refused(failures.rejection(error, url), None, urlsplit(url).netloc)
            return None
        self._count(names.PAGES)
        if response.status != _ANSWERED:
            self.refused(failures.of_answer(response), response.status, urlsplit(url).netloc)
            return None
        return response

    def _remember(self, article: Article) -> None:
        if len(self._joined) >= REMEMBERED:
            self._joined.clear()
        self._joined.update(hash(key(url)) for url in article.addresses)

    def _count(self, name: str) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(name)


def beginning(page: Page, reading: Reading, archive: Archive) -> str | None:
    """Return the address of a story's first page where the page read is a later one of it, which is none by itself."""
    if reading.article is None:
        return None
    if reading.begins and key(reading.begins) != page.key:
        return reading.begins
    kept = archive.article(page.article_id) if page.article_id else None
    return kept.url if kept and key(kept.url) != page.key and is_page_of(page.url, kept.url) else None


def joined(first: Article, page: Article) -> Article:
    """Return an article with a later page of it: the first's headline, address and date, the texts of both."""
    return replace(
        first,
        paragraphs=(*first.paragraphs, *_new(first, page)),
        kind="article" if first.kind == "brief" else first.kind,
        authors=first.authors or page.authors,
        byline=first.byline or page.byline,
        agencies=_once((*first.agencies, *page.agencies)),
        related=first.related or page.related or first.related,
        read_also=first.read_also or page.read_also or first.read_also,
        tags=_once((*first.tags, *page.tags)),
        image=first.image or page.image,
        images=_once((*first.images, *page.images)),
        reservations=_once((*first.reservations, *page.reservations)),
        paywalled=first.paywalled or page.paywalled,
        addresses=_once((*first.addresses, *page.addresses)),
    )


def _new(first: Article, page: Article) -> list[str]:
    """The paragraphs of a later page that the story has not told yet: many repeat its headline and lead on each."""
    told = {_said(text) for text in (first.title, page.title, first.description or "", *first.paragraphs)}
    new = list(page.paragraphs)
    while new and _said(new[0]) in told:
        new = new[1:]
    return [text for text in new if len(text.split()) < _REPEATED or _said(text) not in told]


def _said(text: str) -> str:
    return " ".join(words(text))


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
