"""Addresses say which page of which listing they open."""

import pytest

from crawler.urls import listing, page_number

HOME = "https://khabar.example"


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("/news", 1), ("/news/page/3", 3), ("/news/page/3/", 3), ("/page/2", 2), ("/news?page=4", 4),
        ("/news?pg=2&x=1", 2), ("/news?x=1&paged=5", 5), ("/list?categoryId=1&pageIndex=7", 7), ("/news/p/3", 3),
        ("/news/page-2.html", 2), ("/?p=12345", 1), ("/news?page=0", 1), ("/news?page=x", 1), ("/news/12", 1),
        ("/news?page=99999999999", 1),
    ],
)  # fmt: skip
def test_the_number_of_a_page_is_read(path, number):
    assert page_number(HOME + path) == number


def test_the_pages_of_a_listing_are_one_listing():
    pages = ("/list?c=5", "/list?c=5&page=2", "/list?page=3&c=5", "/list/?c=5", "/list/page/2?c=5")
    assert len({listing(HOME + each) for each in pages}) == 1
    assert listing(HOME + "/list?c=6&page=2") != listing(HOME + "/list?c=5&page=2")
    assert listing(HOME + "/page/2") == listing(HOME + "/")
