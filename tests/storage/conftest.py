"""An archive in a folder of its own, a clock that stands still, and an article to store."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawler.article import Article, Link
from crawler.storage import Archive

CAIRO = timezone(timedelta(hours=2))

ARTICLE = Article(
    url="https://www.example.com/story/2020/9/30/harvest/123",
    title="مزارعو الدلتا يبدأون حصاد الأرز مبكرا",
    source="example.com",
    published=datetime(2020, 9, 30, 16, 8, tzinfo=CAIRO),
    published_precision="minute",
    published_raw="الأربعاء 30/9/2020 04:08 م",
    published_from="visible",
    authors=("سلمى حسن",),
    byline="كتبت: سلمى حسن",
    paragraphs=("بدأ مزارعو الدلتا حصاد الأرز قبل موعده.", 'وقال أحدهم: "لم نر موسما كهذا".'),
    related=(Link("أسعار الأرز تستقر", "https://www.example.com/story/2020/9/29/prices/122"),),
    read_also=(),
    fetched_at=datetime(2020, 10, 1, 6, 0, tzinfo=UTC),
)


MADE_BY = {  # tables, by the number of the migration that makes them
    3: ("memories",),
    4: ("signatures", "story_keys", "likenesses", "choices"),
    5: ("jobs", "source_days"),
    6: ("browsing",),
    7: ("alerts", "tellings"),
    8: ("undated",),
}


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = datetime(2020, 10, 1, 6, 0, tzinfo=UTC)

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def archive(tmp_path, clock):
    with Archive(tmp_path / "data", clock=clock) as opened:
        yield opened


@pytest.fixture
def set_back():
    """Take an archive's database back to the schema of a number."""

    def back(file, number):
        with sqlite3.connect(file) as connection:
            for table in (table for at, tables in MADE_BY.items() if at > number for table in tables):
                connection.execute(f"DROP TABLE {table}")
            if number < 5:
                connection.execute("DROP INDEX articles_by_fetching")
            connection.execute("DELETE FROM migrations WHERE number > ?", (number,))
        connection.close()

    return back


@pytest.fixture
def article():
    """Make an article that differs from the usual one as said."""
    return lambda **changes: replace(ARTICLE, **changes)


@pytest.fixture
def another():
    """Make the article with a number: no two share an address or a text."""

    def make(number, **changes):
        url = f"https://www.example.com/story/{number}"
        text = " ".join(f"كلمة{number}س{each}" for each in range(12))
        return replace(ARTICLE, **{"url": url, "title": f"خبر رقم {number}", "paragraphs": (text,), **changes})

    return make
