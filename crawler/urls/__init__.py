"""Addresses: when two open the same page, what to ask for, and whether one is an article's."""

from crawler.urls.judging import is_article, reason
from crawler.urls.keys import key, normal, same_site
from crawler.urls.listings import listing, page_number

__all__ = ["is_article", "key", "listing", "normal", "page_number", "reason", "same_site"]
