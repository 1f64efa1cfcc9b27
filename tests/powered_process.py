"""A crawl that notes how much of its archive's journal it has put on the disk: what a power cut leaves."""

from pathlib import Path

import claims
from crawling_process import main

from crawler.storage import database

_settle = database.settle


def settle(path: Path) -> None:
    if path.name == claims.JOURNAL:
        claims.note_settled(path.parent)
    _settle(path)


database.settle = settle

if __name__ == "__main__":
    main()
