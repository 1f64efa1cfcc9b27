"""What the log says of articles: their addresses, and never their text. Errors meant for people are one sentence."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider
from scrapy.logformatter import LogFormatter, LogFormatterResult

from crawler.article import Article
from crawler.errors import KhabarError, StorageError, Unstorable


class AddressesOnly(LogFormatter):
    """Scrapy's messages with an article's address where Scrapy prints the whole item."""

    # The arguments are Scrapy's; an article's address is all that is taken from them.
    def scraped(self, item: Any, response: Any, spider: Spider) -> LogFormatterResult:  # noqa: ARG002
        return {"level": logging.DEBUG, "msg": "Done with %(item)s", "args": {"item": _name(item)}}

    def dropped(self, item: Any, exception: BaseException, response: Any, spider: Spider) -> LogFormatterResult:  # noqa: ARG002
        args = {"exception": exception, "item": _name(item)}
        return {"level": logging.DEBUG, "msg": "Dropped: %(exception)s: %(item)s", "args": args}

    def item_error(self, item: Any, exception: BaseException, response: Any, spider: Spider) -> LogFormatterResult:  # noqa: ARG002
        return {"level": logging.ERROR, "msg": "Error processing %(item)s", "args": {"item": _name(item)}}


class OneSentence(logging.Filter):
    """Takes the traceback from a record whose error is a KhabarError: its text says all there is to say."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = _error(record)
        if isinstance(error, KhabarError):
            record.msg, record.args, record.exc_info, record.exc_text = str(error), (), None, None
        return True


class ToldByReport(logging.Filter):
    """Passes over an error that ends the crawl: its report says so, once, though each page in hand meets it."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = _error(record)
        return not isinstance(error, StorageError) or isinstance(error, Unstorable)


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if isinstance(record.exc_info, tuple) else None


def _name(item: Any) -> str:
    return f"{item.id} {item.url}".strip() if isinstance(item, Article) else type(item).__name__
