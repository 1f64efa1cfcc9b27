"""Our golden pages are read as well as they ever were: a change may raise these floors, not lower them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from golden import Found, mean, pages, related, score

from crawler.article import Article, to_record
from crawler.extraction import extract

PAGES = pages(Path(__file__).parents[1] / "pages")
FEWEST = 40  # pages
# What is measured, and below what it may not fall: means over the pages; at most so many leaks, no date wrong.
FLOORS = {"body": 1.0, "title": 1.0, "authors": 1.0, "related": 1.0, "day": 1.0, "minute": 1.0}
LEAKS = 0
# Fields that an answer may give, and the share of pages on which they are right.
FIELDS = {"section": 1.0, "tags": 1.0, "image": 1.0, "kind": 0.97, "language": 1.0, "dateline": 1.0, "agencies": 1.0}


def read(page):
    return extract(page.path.read_bytes(), url=page.url, now=page.fetched_at or datetime.now(UTC))


def found(article):
    """What the record says, as the benchmark compares it."""
    record = json.loads(json.dumps(to_record(article)))
    titles = [link["title"] for name in ("related", "read_also") for link in record[name] or ()]
    published = record["published"]
    if published and record["published_precision"] == "day":
        published = published[: len("2026-05-01")]
    text = "\n".join(record["paragraphs"])
    return Found(text, record["title"], published, authors=record["authors"], related=titles)


@pytest.fixture(scope="module")
def articles():
    return {page.name: read(page) for page in PAGES}


@pytest.fixture(scope="module")
def scores(articles):
    return {page.name: score(found(articles[page.name]), page.answer) for page in PAGES}


def test_there_are_pages_enough():
    assert len(PAGES) >= FEWEST


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_is_an_article(page, articles):
    assert isinstance(articles[page.name], Article)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_an_answer_is_to_be_found_on_its_page(page):
    """A page and its answer belong together: what is to be found stands there."""
    text = page.path.read_bytes().decode("utf-8", "replace")
    if "windows-1256" in text[:2000]:
        text = page.path.read_bytes().decode("windows-1256", "replace")
    assert page.answer["title"].split()[0] in text
    assert related(page.answer) == list(dict.fromkeys(related(page.answer)))


@pytest.mark.parametrize("figure", ["body", "title", "authors", "related"])
def test_a_figure_stays_above_its_floor(figure, scores):
    missed = {name: getattr(each, figure) for name, each in scores.items() if getattr(each, figure) != 1.0}
    assert mean(getattr(each, figure) for each in scores.values()) >= FLOORS[figure], missed


def test_nothing_beside_the_story_is_in_it(scores):
    leaked = {name: each.leaked for name, each in scores.items() if each.leaked}
    assert sum(map(len, leaked.values())) <= LEAKS, leaked


def test_dates_are_right_and_none_is_wrong(scores):
    answers = {page.name: page.answer for page in PAGES}
    timed = {name: each.date for name, each in scores.items() if answers[name]["published_precision"] != "day"}
    told = {name: each.date for name, each in scores.items()}
    assert "wrong" not in told.values(), told
    assert mean(date in ("minute", "day") for date in told.values()) >= FLOORS["day"], told
    assert mean(date == "minute" for date in timed.values()) >= FLOORS["minute"], timed


@pytest.mark.parametrize("field", FIELDS)
def test_the_other_fields_are_right(field, articles):
    told = {}
    for page in PAGES:
        if field in page.answer:
            ours = getattr(articles[page.name], field)
            told[page.name] = (list(ours) if isinstance(ours, tuple) else ours, page.answer[field])
    wrong = {name: each for name, each in told.items() if each[0] != each[1]}
    assert 1 - len(wrong) / len(told) >= FIELDS[field], wrong


def test_the_score_is_that_of_the_saved_real_pages(shared, articles):
    """Our measures and those that came with the real pages give the same figures."""
    import importlib.util  # noqa: PLC0415

    spec = importlib.util.spec_from_file_location("score", shared / "pages" / "score.py")
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    for page in pages(shared / "pages", shared / "pages" / "answers"):
        article = read(page)
        mine = score(found(article), page.answer)
        titles = [link.title for link in (*(article.related or ()), *(article.read_also or ()))]
        given = {**to_record(article), "related": titles}
        other = theirs.score_page(given, page.answer)
        assert mine.body == pytest.approx(other["body_f1"])
        assert (list(mine.leaked), float(mine.title), mine.authors) == (
            other["leaked"], other["title_exact"], other["authors_f1"],
        )  # fmt: skip
        assert mine.related == pytest.approx(other["related_f1"])
