"""Findings as a probe may bring them, made by hand."""

from datetime import UTC, datetime

from crawler.article import Article
from crawler.found import Found, Role
from crawler.probing.findings import Findings, Listed, Sample
from crawler.probing.look import Look
from crawler.probing.named import Named

HOME = "https://www.paper.example/"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FEED = f"{HOME}out"


def look(url=HOME, *, addresses=(), **told):
    return Look(url, is_arabic=True, named=Named(addresses=tuple(addresses)), **told)


def article(url, **fields):
    return Article(url=url, title="النهر يرتفع", paragraphs=("وقال المتحدث إن النهر ارتفع.",), **fields)


def sample(n, *, told=None, plain=None, **fields):
    url = f"{HOME}news/{n}"
    read = article(url, **fields)
    return Sample(url, read, look=told or look(url), plain=plain or read)


def entries(*numbers, role=Role.ARTICLE, at="2026-11-29T10:00:00Z"):
    return tuple(Found(f"{HOME}news/{n}", role, title="خبر", published_raw=at) for n in numbers)


def feed(*numbers, url=FEED, **how):
    return Listed(url, Role.FEED, entries(*numbers), **how)


def findings(**told):
    return Findings(**{"given": HOME, "home": HOME, "front": look(), "samples": (sample(1), sample(2)), **told})
