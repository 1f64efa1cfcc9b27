"""Page bytes in, an Article or a reason out. Pure and picklable; the only room that knows trafilatura."""

from crawler.extraction.read import extract

__all__ = ["extract"]
