"""The bounds of reading."""

import pickle

from scrapy.settings import Settings

from crawler.discovery.bounds import DEFAULT, Bounds


def test_the_defaults_are_those_of_the_settings():
    settings = Settings()
    settings.setmodule("crawler.settings")
    assert Bounds.of(settings.getint) == DEFAULT


def test_they_go_to_other_processes():
    assert pickle.loads(pickle.dumps(Bounds(ratio=7))) == Bounds(ratio=7)


def test_what_is_small_may_have_any_ratio():
    assert Bounds(ratio=10).unpacked(100) == 1024 * 1024
    assert Bounds(ratio=10).unpacked(1_000_000) == 10_000_000
