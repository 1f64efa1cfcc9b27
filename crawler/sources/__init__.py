"""The outlets: one small TOML file each, and what reads them."""

from crawler.sources.find import find
from crawler.sources.load import catalogue, load
from crawler.sources.pattern import matches
from crawler.sources.source import Source, site_of, source_for

__all__ = ["Source", "catalogue", "find", "load", "matches", "site_of", "source_for"]
