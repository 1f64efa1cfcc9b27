"""Nothing breaks extraction: no bytes make it raise, hang or take memory without bound."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from mutating import mutated

from crawler.article import from_record, to_record
from crawler.discovery.reading import Reading, read_page
from crawler.document import render
from crawler.extraction.memory import learned
from crawler.extraction.workers import Workers
from crawler.reasons import Rejection
from crawler.sources import source_for

PAGES = sorted((Path(__file__).parents[1] / "pages").glob("*.html"))
URL = "https://jarida.example/news/2026/5/11/4711"
NOW = datetime(2026, 5, 12, tzinfo=UTC)
SECONDS, MEBIBYTES = 60, 1_000  # what a page may take; few need a hundredth
MANY = 30_000
STORY = "<p>" + "<p>".join(
    f"وقال المتحدث في اليوم {number} إن الأعمال في المرفأ القديم تمضي كما أريد لها." for number in range(9)
)
HEAPS = {
    "open divs": "<div>",
    "open tables": "<table><tr><td>",
    "paragraphs": "<p>قال الوزير إن الخطة جاهزة",
    "links": "<a href='/n/1'>خبر آخر عن المدينة</a> ",
    "breaks": "خبر<br>",
    "bylines": "كتب محمد علي - ",
    "dates": "12/5/2026 ",
    "headings": "<h2>اقرأ أيضا</h2>",
    "spans": "<span>ا</span>",
    "quotation marks": "«",
    "braces": '<script type="application/ld+json">{"a":[',
    "one script of braces": "{",
    "entities": "&#1575;",
    "white space": " \n",
    "images": "<img src=a.jpg>",
    "tags": "<a rel=tag href=/tag/a>وسم</a>",
    "metas": "<meta property='article:tag' content='وسم'>",
    "told dates": "<meta itemprop=datePublished content='2026-05-11T10:00:00Z'>",
    "times": "<time datetime='2026-05-11'>11 مايو 2026</time>",
    "lists": "<ul><li>بند",
    "one word": "ا",
}


@pytest.fixture(scope="module")
def workers():
    with Workers(2, time_limit=SECONDS, memory=MEBIBYTES) as hired:
        yield hired


def read(workers, body, known=None):
    """Read a page in a process of its own, which must neither raise nor need more than its bounds."""
    asked = {"url": URL, "source": source_for(URL), "charset": None, "hint": None, "now": NOW, "known": known}
    reading = workers.submit(read_page, body, **asked).result()
    assert isinstance(reading, Reading), reading
    return reading


def check(reading):
    """What comes of a page is an article that can be kept, or the reason why there is none."""
    article = reading.article
    if article is None:
        assert isinstance(reading.rejection, Rejection)
        return
    assert article.title.strip()
    assert article.paragraphs
    assert all(text.strip() for text in article.paragraphs)
    assert article.published is None or article.published.tzinfo is not None
    assert from_record(json.loads(json.dumps(to_record(article)))) == replace(article, addresses=())
    assert render(article)


def taught(lesson):
    """Return what several pages like one have taught, packed."""
    return learned(replace(lesson, article=(number,), topic=(number,)) for number in range(4)).known.packed()


def test_broken_pages_are_read_or_refused(chance, request, workers):
    pages = [path.read_bytes() for path in PAGES]
    known = [taught(lesson) for page in pages if (lesson := read(workers, page).lesson)]
    assert known
    for _ in range(request.config.getoption("--mutations")):
        page, other = chance.sample(pages, 2)
        check(read(workers, mutated(page, other, chance), chance.choice([None, *known])))


@pytest.mark.parametrize("story", ["", STORY], ids=["alone", "after a story"])
@pytest.mark.parametrize("heap", HEAPS)
def test_much_of_anything_is_read_within_bounds(heap, story, workers):
    body = f"<html><body><h1>عنوان طويل بما يكفي لخبر</h1>{story}{HEAPS[heap] * MANY}</body></html>".encode()
    check(read(workers, body))
