"""The server that worker processes are forked from: it loads once what they read with, and holds nothing of ours."""

import multiprocessing
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

_READ_WITH = ["crawler.discovery.reading", "trafilatura"]


def context() -> ForkServerContext:
    """Return the context in which workers are started."""
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(_READ_WITH)
    return found


def begin() -> None:
    """Start the server: it loads for as long as Scrapy takes, and can do so while that is loaded."""
    context()
    forkserver.ensure_running()
