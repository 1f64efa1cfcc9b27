"""A crawl whose pages can do evil: one that names an evil does it to the process that reads or stores it.

The worker processes import this file as the main one, and so meet the same.
"""

import os
import signal
from dataclasses import replace
from pathlib import Path

from crawling_process import main

from crawler.article import Article
from crawler.discovery import feeds, reading
from crawler.storage import Archive

KILL, HANG, GROW, FAIL, ONCE = b"evil:kill", b"evil:hang", b"evil:grow", b"evil:fail", b"evil:once:"
REFUSED, MISTAKE = "evil-refused", "evil-mistake"  # in an article's title

_open_page, _text, _store = reading.open_page, feeds._text, Archive.store


def open_page(body, **given):
    do_evil(body)
    return _open_page(body, **given)


def text(body):
    do_evil(body)
    return _text(body)


def store(archive: Archive, article: Article, **given):
    if REFUSED in article.title:
        article = replace(article, description="\ud800")
    if MISTAKE in article.title:
        raise ZeroDivisionError("a mistake of ours")
    return _store(archive, article, **given)


def do_evil(body):
    if KILL in body:
        os.kill(os.getpid(), signal.SIGKILL)
    if HANG in body:
        signal.pause()
    if GROW in body:
        taken = []
        while True:
            taken.append("x" * (8 << 20))
    if FAIL in body:
        raise ZeroDivisionError("a mistake of ours")
    if ONCE in body:
        pause_once(Path(body.partition(ONCE)[2].partition(b";")[0].decode()))


def pause_once(mark):
    """Wait for the end, the first time; who is waiting stands in the file."""
    if not mark.exists():
        mark.with_suffix(".new").write_text(str(os.getpid()))
        mark.with_suffix(".new").rename(mark)
        signal.pause()


reading.open_page, feeds._text, Archive.store = open_page, text, store


if __name__ == "__main__":
    main()
