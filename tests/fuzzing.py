"""Extraction against pages that atheris makes up, led by what they reach: python tests/fuzzing.py [OPTION…] [FOLDER…]

Needs `pip install atheris`. OPTIONs are libFuzzer's, as -max_total_time=600; FOLDERs hold pages to begin with, as
tests/pages. A page that makes extraction raise ends it, and is kept as crash-….
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["crawler"]):
    from crawler.article import Article, to_record
    from crawler.discovery.bounds import DEFAULT
    from crawler.discovery.reading import read_page
    from crawler.reasons import Rejection
    from crawler.sources import source_for

URL = "https://jarida.example/news/2026/5/11/4711"
ASKED = {"url": URL, "source": source_for(URL), "charset": None, "hint": None, "now": datetime(2026, 5, 12, tzinfo=UTC)}


def check(body: bytes) -> None:
    """What comes of any bytes is an article or the reason why there is none."""
    reading = read_page(body, bounds=DEFAULT, **ASKED)
    assert isinstance(reading.article or reading.rejection, (Article, Rejection))
    if reading.article:
        assert reading.article.title
        assert reading.article.paragraphs
        to_record(reading.article)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
