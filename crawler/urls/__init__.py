"""Addresses: when two open the same page, what to ask for, and whether one is an article's."""

from crawler.urls.calendars import is_calendar
from crawler.urls.judging import is_article, reason
from crawler.urls.keys import key, normal, same_site
from crawler.urls.listings import listing, page_number

__all__ = [
    "is_article",
    "is_calendar",
    "key",
    "listing",
    "names_section",
    "normal",
    "page_number",
    "reason",
    "same_site",
]
