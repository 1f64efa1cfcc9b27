"""An archive in a folder of its own and an article on its way to it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.article import Article
from crawler.storage import Archive

ARTICLE = Article(
    url="https://example.com/story/123",
    title="افتتاح مكتبة عامة في صفاقس",
    source="example.com",
    published=datetime(2024, 3, 5, 9, 30, tzinfo=UTC),
    published_precision="minute",
    published_raw="5 مارس 2024",
    published_from="visible",
    paragraphs=("افتتحت في صفاقس مكتبة عامة.", "وتضم المكتبة آلاف الكتب."),
    language="ar",
    fetched_at=datetime(2024, 3, 5, 10, 0, tzinfo=UTC),
)


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def article():
    """Make an article that differs from the usual one as said."""
    return lambda **changes: replace(ARTICLE, **changes)
