"""The archive: the one room that speaks SQL. It takes articles and gives back articles.

    from pathlib import Path
    from crawler.storage import Archive

    with Archive(Path("data"), create=False) as archive:
        for article in archive.articles(source="example.com"):
            print(article.published, article.title)

archive.py     Archive: store, find, read back
ledger.py      Ledger: the pages of one source, what is asked for next; pages.py, priorities.py, statements.py
jobs.py        every crawl from its beginning to its end, and what each day came to
ways.py        the lists by which a source's news is found, and what each was worth
robots.py      robots.txt files, kept for a day
identity.py    when two articles are the same one
undated.py     articles without a date, until somebody tells one
standing.py    one article: its revisions with their times, its addresses, whether it is gone
copies.py      the index of stories: which articles tell the same one, and which stands for it
stories.py     stories as they are read; told.py as they are asked for
memories.py    what the pages of a source have taught of its site
browsing.py    which pages of a source need a browser
quarantine.py  the pages that could not be processed, with their bytes
shelf.py       the rows of articles, revisions and addresses
documents.py   the documents on disk; freshening.py brings them to what the archive holds
settling.py    documents that a thread puts on the disk, many together
exports/       articles as documents, JSON Lines, CSV, Parquet
records.py     articles from JSON Lines
schema.py      the tables, schema_stories.py those of copies; migrations.py how older archives come to them
database.py    SQLite, and nothing else knows it but
prepared.py    the statements that run for every page
failures.py    errors become sentences
publications.py  when a source's articles came out
upkeep.py      the archive's file, checked and tidied
alerts.py      which sources are at fault, and what is still to be told of it
locks.py       one crawl of a source at a time
sharing.py     one Archive for a path in a process
"""

from crawler.storage.archive import Archive
from crawler.storage.history import History, Worth
from crawler.storage.identity import Outcome
from crawler.storage.ledger import Ledger
from crawler.storage.pages import Known, Page, State, Visit
from crawler.storage.records import read_records
from crawler.storage.sharing import open_archive

__all__ = [
    "Archive",
    "History",
    "Known",
    "Ledger",
    "Outcome",
    "Page",
    "State",
    "Visit",
    "Worth",
    "open_archive",
    "read_records",
]
