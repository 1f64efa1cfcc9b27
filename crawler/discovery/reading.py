"""read_page(): one parse of a page for both of its uses, the article it holds and the addresses it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.article import Article
from crawler.discovery.bounds import DEFAULT, Bounds
from crawler.discovery.links import read_links
from crawler.extraction.continuation import Continuation, continuation, is_page_of
from crawler.extraction.memory import NOTHING, Lesson, unpacked
from crawler.extraction.page import open_page
from crawler.extraction.read import learn_article
from crawler.found import Found
from crawler.reasons import Rejection
from crawler.sources import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker process gives back of a page. Either `article` or `rejection` is None.

    `cut` names the bounds that were met in reading it; `lesson` is what the page teaches of its site, if it has an
    article. `continues` is the address of the story's next page, `begins` that of its first where this is a later one.
    """

    article: Article | None
    rejection: Rejection | None
    links: tuple[Found, ...] = ()
    feeds: tuple[str, ...] = ()
    next_page: str | None = None
    cut: tuple[str, ...] = ()
    lesson: Lesson | None = None
    continues: str | None = None
    begins: str | None = None


def read_page(  # noqa: PLR0913  what fetching knows of a page
    body: bytes,
    *,
    url: str,
    source: Source,
    charset: str | None,
    hint: Found | None,
    now: datetime,
    bounds: Bounds = DEFAULT,
    known: bytes | None = None,
    first: str | None = None,
) -> Reading:
    """Read a page's article and its links. Never raises, on any bytes.

    `known` is what its site has taught, packed; `first` the address of the story's first page, where this is known to
    be a later one.
    """
    page = open_page(
        body,
        url=url,
        charset=source.encoding or charset,
        depth=bounds.dom_depth,
        elements=bounds.dom_elements,
    )
    if isinstance(page, Rejection):
        return Reading(None, page)
    # Links first: reading the article takes what the source's file drops out of the tree.
    found = read_links(page, site=source.site, article_url=source.article_url, bounds=bounds)
    onward = continuation(page, first=first)
    taught = unpacked(known) if known else NOTHING
    outcome, lesson = learn_article(page, source=source, hint=hint, now=now, known=taught)
    article, rejection = (None, outcome) if isinstance(outcome, Rejection) else (outcome, None)
    return Reading(
        article,
        rejection,
        _without_pages(found.links, onward, url) if article else found.links,
        found.feeds,
        found.next_page,
        (*page.cut, *found.cut),
        lesson,
        onward.following if article else None,
        onward.first if article else None,
    )


def _without_pages(links: tuple[Found, ...], onward: Continuation, url: str) -> tuple[Found, ...]:
    """The links of a story's page without those to its other pages, which are asked for with it."""
    if onward == Continuation():
        return links
    return tuple(link for link in links if not is_page_of(link.url, onward.first or url))
