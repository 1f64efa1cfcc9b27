"""Which page is asked for first: the newest articles soon, a big archive of old ones last. Pure."""

import re
from datetime import date

from crawler.found import Found, Role

_STEP = 1_000_000
_UNKNOWN_AGE = 100_000  # days: after every page whose age is told
_DAY = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)")

(_FRONT, _FEED, _SITEMAP, _LINKED, _PAGE, _ARCHIVED, _PAGINATION, _CHILD) = range(8)

LOOK_AGAIN = _LINKED * _STEP + 50  # an article that is kept: behind the new ones that pages and feeds name


def priority(found: Found, *, depth: int, from_sitemap: bool, today: date) -> int:
    """Return a page's place in the queue: the lower, the sooner; equals in the order in which they were found.

    1. fronts, feeds, sitemaps that the site names, Google News sitemaps
    2. articles named by pages, feeds and news sitemaps, and sections' first pages: the shallower the sooner
    3. pages whose address does not tell what they are
    4. articles that only an ordinary sitemap names: the newest first
    5. sections' further pages: the lower number first
    6. sitemaps named by sitemaps: the newest first

    `from_sitemap` says that a sitemap named it.
    """
    band = _band(found, archived=from_sitemap and not found.news)
    return band * _STEP + min(_rank(found, band, depth, today), _STEP - 1)


def _band(found: Found, *, archived: bool) -> int:
    match found.role:
        case Role.FRONT:
            return _FRONT
        case Role.FEED:
            return _FEED
        case Role.SITEMAP:
            return _CHILD if archived else _SITEMAP
        case Role.SECTION:
            return _LINKED if found.number <= 1 else _PAGINATION
    if archived:
        return _ARCHIVED
    return _LINKED if found.role is Role.ARTICLE else _PAGE


def _rank(found: Found, band: int, depth: int, today: date) -> int:
    if band in (_ARCHIVED, _CHILD):
        return _age(found.lastmod or found.published_raw or "", today)
    if band == _PAGINATION:
        return found.number
    return 2 * depth + (found.role is Role.SECTION)


def _age(text: str, today: date) -> int:
    """Days since a W3C date (the form of a sitemap's lastmod); a future date is today's."""
    if not (match := _DAY.match(text)):
        return _UNKNOWN_AGE
    try:
        return max(0, (today - date(*map(int, match.groups()))).days)
    except ValueError:
        return _UNKNOWN_AGE
