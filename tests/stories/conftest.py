"""Texts to compare: a story of two hundred words, and what editors make of it."""

from dataclasses import replace

import pytest

from crawler.article import Article
from crawler.demo.stories import stories
from crawler.stories.text import Text


@pytest.fixture(scope="session")
def story():
    """Make the story with a number, as an article."""

    def make(number=40, **changes):
        told = stories(400, seed=5)[number]
        paragraphs = tuple(block.text for block in told.blocks)
        url = f"https://www.example.com/news/{number}"
        article = Article(url=url, title=told.title, paragraphs=paragraphs, source="example.com")
        return replace(article, **changes)

    return make


@pytest.fixture
def text():
    """Make a text of paragraphs."""

    def make(*paragraphs, title="عنوان الخبر"):
        return Text.of(Article(url="https://www.example.com/1", title=title, paragraphs=paragraphs))

    return make
