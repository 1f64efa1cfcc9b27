"""read_page(): one parse of a page for both of its uses, the article it holds and the addresses it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler import urls
from crawler.article import Article
from crawler.discovery.anchors import lead_to
from crawler.discovery.bounds import DEFAULT, Bounds
from crawler.discovery.links import PageLinks, read_links
from crawler.discovery.portions import Portion, read_portion
from crawler.discovery.posts import Posts, read_posts
from crawler.extraction import embedded
from crawler.extraction.continuation import Continuation, continuation, is_page_of
from crawler.extraction.memory import NOTHING, Lesson, unpacked
from crawler.extraction.meta import amp
from crawler.extraction.page import Page, open_page
from crawler.extraction.read import learn_article
from crawler.extraction.shells import is_shell
from crawler.found import Found, Role
from crawler.reasons import Reason, Rejection
from crawler.sources import Source


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker process gives back of a page. Either `article` or `rejection` is None.

    `cut` names the bounds that were met in reading it; `lesson` is what the page teaches of its site, if it has an
    article. `continues` is the address of the story's next page, `begins` that of its first where this is a later one.
    `is_shell`: the page has no article, and looks as if its scripts would bring one; `alternate` is then the address of
    its form without scripts (AMP), if it has one.
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
    is_shell: bool = False
    alternate: str | None = None


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
    """Read a page's article and its links; WordPress's list of posts is a listing too. Never raises, on any bytes.

    `known` is what its site has taught, packed; `first` the address of the story's first page, where this is known to
    be a later one.
    """
    if (posts := read_posts(body, url, bounds=bounds)) is not None:
        return _listed(posts, source)
    if (portion := read_portion(body)) is not None:
        return _more(portion, url, source, bounds)
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
    links = found.links if article or _names_articles(found) else _links_carried(page, found, source, bounds)
    return Reading(
        article,
        rejection,
        _without_pages(links, onward, url) if article else links,
        found.feeds,
        found.next_page,
        (*page.cut, *found.cut),
        lesson,
        onward.following if article else None,
        onward.first if article else None,
        article is None and is_shell(page.tree),
        None if article else amp(page.tree, page.base),
    )


def _names_articles(found: PageLinks) -> bool:
    return any(link.role is Role.ARTICLE for link in found.links)


def _links_carried(page: Page, found: PageLinks, source: Source, bounds: Bounds) -> tuple[Found, ...]:
    """The links of a page that names no article, and those that it carries for its scripts."""
    carried = embedded.named(page)
    if carried is None:
        return found.links
    more = read_links(carried, site=source.site, article_url=source.article_url, bounds=bounds).links
    return (*found.links, *(link for link in more if link.role is Role.ARTICLE))


def _listed(posts: Posts, source: Source) -> Reading:
    own = tuple(each for each in posts.entries if urls.same_site(each.url, source.site))
    return Reading(None, Rejection(Reason.SECTION, "a list of posts"), own, next_page=posts.next_page)


def _more(portion: Portion, url: str, source: Source, bounds: Bounds) -> Reading:
    page = open_page(portion.markup.encode(), url=url, charset="utf-8")
    if isinstance(page, Rejection):
        return Reading(None, page)
    found = read_links(page, site=source.site, article_url=source.article_url, bounds=bounds)
    onward = lead_to(portion.following, url, source.site) if portion.following else found.next_page
    told = Rejection(Reason.SECTION, "a part of a listing")
    return Reading(None, told, found.links, next_page=onward, cut=(*page.cut, *found.cut))


def _without_pages(links: tuple[Found, ...], onward: Continuation, url: str) -> tuple[Found, ...]:
    """The links of a story's page without those to its other pages, which are asked for with it."""
    if onward == Continuation():
        return links
    return tuple(link for link in links if not is_page_of(link.url, onward.first or url))
