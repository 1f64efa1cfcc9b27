"""The outlets: one small TOML file each, and what reads them."""

from crawler.sources.catalogue import Catalogue, catalogue
from crawler.sources.choose import choose
from crawler.sources.find import find
from crawler.sources.load import load
from crawler.sources.pattern import matches
from crawler.sources.source import Source, site_of, source_for

__all__ = ["Catalogue", "Source", "catalogue", "choose", "find", "load", "matches", "site_of", "source_for"]
