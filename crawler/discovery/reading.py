"""read_page(): one parse of a page for both of its uses, the article it holds and the addresses it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.article import Article
from crawler.discovery.bounds import DEFAULT, Bounds
from crawler.discovery.links import read_links
from crawler.extraction.page import open_page
from crawler.extraction.read import read_article
from crawler.found import Found
from crawler.reasons import Rejection
from crawler.sources import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker process gives back of a page. Either `article` or `rejection` is None.

    `cut` names the bounds that were met in reading it.
    """

    article: Article | None
    rejection: Rejection | None
    links: tuple[Found, ...] = ()
    feeds: tuple[str, ...] = ()
    next_page: str | None = None
    cut: tuple[str, ...] = ()


def read_page(  # noqa: PLR0913  what fetching knows of a page
    body: bytes,
    *,
    url: str,
    source: Source,
    charset: str | None,
    hint: Found | None,
    now: datetime,
    bounds: Bounds = DEFAULT,
) -> Reading:
    """Read a page's article and its links. Never raises, on any bytes."""
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
    outcome = read_article(page, source=source, hint=hint, now=now)
    article, rejection = (None, outcome) if isinstance(outcome, Rejection) else (outcome, None)
    return Reading(article, rejection, found.links, found.feeds, found.next_page, (*page.cut, *found.cut))
