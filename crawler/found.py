"""Found: an address that a page, a feed or a sitemap named, and what it said of it."""

from enum import StrEnum
from typing import NamedTuple

from crawler.article import Origin


class Role(StrEnum):
    """What a page is to the crawl; decides when it is asked for and how it is read."""

    FRONT = "front"
    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"  # a listing, its further pages included
    ARTICLE = "article"  # its address is an article's
    PAGE = "page"  # its address does not tell; the page must


class Found(NamedTuple):  # pages name hundreds: a tuple is made, hashed and sent in a tenth of the time
    """One address. `title`, `published_raw` (the string as given) and `lastmod` are what the finder said, if anything.

    `number` is the place in a listing's pagination, from 1; of a sitemap, how many led to it, itself included. `news`
    marks a Google News sitemap or its entries. `main` is False for a link that stood only in a header, a menu, a footer
    or beside the story.
    """

    url: str
    role: Role
    title: str | None = None
    published_raw: str | None = None
    published_from: Origin | None = None
    lastmod: str | None = None
    number: int = 1
    news: bool = False
    main: bool = True
