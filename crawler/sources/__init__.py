"""The outlets: one small TOML file each, and what reads them."""

from crawler.sources.catalogue import Catalogue, catalogue
from crawler.sources.choose import choose
from crawler.sources.find import find
from crawler.sources.load import load
from crawler.sources.pattern import Patterns, each_of, fitting, matches
from crawler.sources.source import Source, site_of, source_for

__all__ = [
    "Catalogue",
    "Patterns",
    "Source",
    "catalogue",
    "choose",
    "each_of",
    "find",
    "fitting",
    "load",
    "matches",
    "site_of",
    "source_for",
]
