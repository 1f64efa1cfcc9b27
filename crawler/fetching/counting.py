"""Scrapy's stats without its watch over how they are asked: a page is counted in dozens of them."""

from scrapy.statscollectors import MemoryStatsCollector


class Counting(MemoryStatsCollector):
    """Scrapy's looks at every access to itself for an argument that is deprecated, and nobody here passes."""

    __getattribute__ = object.__getattribute__
