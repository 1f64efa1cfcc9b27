"""The outlets: one small TOML file each, and what reads them."""

from crawler.sources.source import Source, site_of, source_for

__all__ = ["Source", "site_of", "source_for"]
