"""Addresses of one make."""

import pytest

from crawler.probing.families import broad, make

SITE = "https://paper.example"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/news/12345", "/news/67890", True),
        ("/3", "/4", True),
        ("/3", "/12001", False),
        ("/qism/3", "/akhbar/3", False),
        ("/2026/11/30/minister-signs-water-deal", "/2025/01/02/book-fair-opens-today", True),
        ("/أخبار/وزير-الري-يزور-السد", "/أخبار/معرض-الكتاب-يفتح-أبوابه", True),
        ("/list.php?cat=1", "/list.php?cat=2", True),
        ("/list.php?cat=1", "/list.php?id=1", False),
        ("/politics", "/sport", False),
        ("/ar/4c1d9cc2-0449", "/ar/be671edd-3682", True),
        ("/ar/4c1d9cc2-0449", "/ar/politics", False),
    ],
)
def test_numbers_and_headlines_make_no_difference(one, other, same):
    assert (make(SITE + one) == make(SITE + other)) is same


def test_broadly_sections_make_no_difference_either():
    assert broad(f"{SITE}/politics/12345") == broad(f"{SITE}/local-news/99999")
    assert broad(f"{SITE}/politics/12345") != broad(f"{SITE}/politics/3")
