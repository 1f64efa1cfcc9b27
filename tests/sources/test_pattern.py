"""The article pattern of a source file."""

import pytest

from crawler.sources import matches

SITE = "https://paper.example"


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/story/{y}/{m}/{d}/{slug}/{id}", "/story/2020/9/30/خبر-اليوم/4999999"),
        ("/story/{y}/{m}/{d}/{slug}/{id}", "/story/2020/09/30/%D8%AE%D8%A8%D8%B1/4999999/"),
        ("/{slug}-{id}.html", "/some-news-123.html"),
        ("/{path}/{y}-{m}-{d}-1.{id}", "/sport/other/2020-06-03-1.3876145"),
        ("/arabic/articles/{token}", "/arabic/articles/c1d2e3f4o"),
        ("/خبر/{id}", "/%D8%AE%D8%A8%D8%B1/12"),
        ("/news/view.aspx?id={hex}", "/news/view.aspx?cdate=01012020&id=0f8c1a2b-3c4d"),
        ("/{ymd}/{id}", "/20200930/7?utm_source=x"),
    ],
)
def test_an_articles_address_matches(pattern, path):
    assert matches(pattern, SITE + path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("/story/{y}/{m}/{d}/{slug}/{id}", "/story/2020/9/30"),
        ("/{slug}-{id}.html", "/some-news-123xhtml"),
        ("/article/{id}", "/article/123/comments"),
        ("/article/{id}", "/ar/article/123"),
        ("/news/view.aspx?id={hex}", "/news/view.aspx?section=0f8c1a2b"),
        ("/{section}/{id}", "/a/b/12"),
    ],
)
def test_another_address_does_not(pattern, path):
    assert not matches(pattern, SITE + path)


@pytest.mark.parametrize("word", ["category", "tag", "author", "page"])
def test_a_section_is_no_word_that_stands_before_a_listings_name(word):
    assert not matches("/{section}/{id}", f"https://www.example.com/{word}/5")
    assert matches("/{section}/{id}", f"https://www.example.com/{word}s-of-the-river/5")
