"""Each crawl has settings of its own, though they are copied for less than Scrapy does."""

from copy import deepcopy

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from crawler.jobs.habits import suit
from crawler.jobs.running import settings_with
from crawler.sources import Source
from spiders.news import NewsSpider

SOURCE = Source(id="paper", home="https://paper.example/", delay=7.0)


@pytest.fixture
def settings():
    return settings_with({"KHABAR_MAX_REQUESTS": 100, "MADE_UP": [{"a": [1]}]})


def told(settings):
    """Return all that settings hold, with the priorities."""
    attributes = settings.attributes.items()
    return {
        name: (each.priority, told(each.value) if isinstance(each.value, BaseSettings) else deepcopy(each.value))
        for name, each in attributes
    }


def test_a_copy_holds_what_scrapys_would(settings):
    copied = settings.copy()
    assert type(copied) is type(settings)
    assert told(copied) == told(deepcopy(settings))
    assert not copied.frozen
    assert settings.frozencopy().frozen
    assert not settings.frozen


def test_what_one_visit_sets_is_not_in_another(settings):
    before = told(settings)
    one, other = Crawler(NewsSpider, settings), Crawler(NewsSpider, settings)
    untouched = told(other.settings)
    one.settings.setdict({"KHABAR_MAX_REQUESTS": 5}, priority="cmdline")
    suit(one.settings, SOURCE)
    one.settings["ITEM_PIPELINES"].set("pipelines.store.Store", None, priority="cmdline")
    one.settings.remove_from_list("SPIDER_MODULES", "spiders")
    one.settings["MADE_UP"][0]["a"].append(2)
    one.settings.freeze()
    assert one.settings.getint("KHABAR_MAX_REQUESTS") == 5
    assert told(one.settings) != untouched
    assert told(other.settings) == untouched
    assert told(settings) == before
    assert not other.settings.frozen
