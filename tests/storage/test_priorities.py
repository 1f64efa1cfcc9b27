"""Newest first: what a newcomer reads soon comes before archives of old articles."""

from datetime import date

import pytest

from crawler.found import Found, Role
from crawler.storage.priorities import priority

TODAY = date(2020, 10, 1)


def of(role, *, depth=1, from_sitemap=False, **told):
    found = Found("https://example.com/x", role, **told)
    return priority(found, depth=depth, from_sitemap=from_sitemap, today=TODAY)


ORDER = (
    of(Role.FRONT, depth=0),
    of(Role.FEED),
    of(Role.SITEMAP),
    of(Role.ARTICLE),
    of(Role.SECTION),
    of(Role.ARTICLE, depth=2),
    of(Role.SECTION, depth=2),
    of(Role.PAGE),
    of(Role.PAGE, depth=2),
    of(Role.ARTICLE, from_sitemap=True, lastmod="2020-09-30T10:00:00+02:00"),
    of(Role.ARTICLE, from_sitemap=True, lastmod="2011-01-01"),
    of(Role.ARTICLE, from_sitemap=True),
    of(Role.SECTION, number=2),
    of(Role.SECTION, number=40),
    of(Role.SITEMAP, from_sitemap=True, lastmod="2020-09-30"),
    of(Role.SITEMAP, from_sitemap=True, lastmod="2011-01-01"),
)


def test_the_order_is_the_stated_one():
    assert list(ORDER) == sorted(set(ORDER))


def test_news_sitemaps_and_what_they_name_do_not_wait_behind_archives():
    assert of(Role.SITEMAP, from_sitemap=True, news=True) == of(Role.SITEMAP)
    assert of(Role.ARTICLE, from_sitemap=True, news=True) == of(Role.ARTICLE)


@pytest.mark.parametrize("lastmod", ["2020-99-99", "0000-00-00", "أمس", "", None])
def test_a_date_that_is_none_counts_as_unknown(lastmod):
    assert of(Role.ARTICLE, from_sitemap=True, lastmod=lastmod) == of(Role.ARTICLE, from_sitemap=True)


def test_a_date_to_come_is_todays():
    ahead = of(Role.ARTICLE, from_sitemap=True, lastmod="2030-01-01")
    assert ahead == of(Role.ARTICLE, from_sitemap=True, lastmod="2020-10-01")


def test_no_depth_or_number_leaves_its_band():
    assert of(Role.ARTICLE, depth=10**9) < of(Role.PAGE)
    assert of(Role.SECTION, number=10**12) < of(Role.SITEMAP, from_sitemap=True)
