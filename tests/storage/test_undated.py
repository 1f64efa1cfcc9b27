"""Articles that are kept without a date get one that is told later, at once or not at all."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.document import render
from crawler.found import Found, Role
from crawler.storage import Archive
from crawler.storage.archive import FILE
from crawler.storage.undated import Told, Undated
from crawler.urls import key

NONE = {"published": None, "published_precision": None, "published_raw": None, "published_from": None}
DATE = {
    "published": datetime(2020, 9, 29, 8, 0, tzinfo=UTC),
    "published_precision": "minute",
    "published_raw": "2020-09-29T08:00:00Z",
    "published_from": "sitemap",
}
SOURCE = "example.com"


@pytest.fixture
def undated(archive):
    return Undated(archive, SOURCE)


@pytest.fixture
def stored(archive, another):
    """Store an article without a date; return it as it is given one."""

    def store(number=1, **changes):
        kept = archive.store(another(number, undated=f"reading {number}", **{**NONE, **changes}))
        return replace(archive.article(kept.id), **DATE)

    return store


def files(archive):
    return [str(each.relative_to(archive.path / "documents")) for each in (archive.path / "documents").rglob("*.txt")]


def test_a_date_is_given_without_a_revision_and_the_document_moves(archive, undated, stored):
    article = stored()
    assert files(archive) == [f"{SOURCE}/2020/10/01/{article.id}.txt"]
    assert undated.give(article)
    assert archive.article(article.id) == article
    assert archive.revisions(article.id) == ()
    assert files(archive) == [f"{SOURCE}/2020/09/29/{article.id}.txt"]
    assert archive.document_path(article).read_text() == render(article)
    assert list(archive.articles(since=DATE["published"])) == [article]
    assert not undated.give(replace(article, published_raw="again"))
    assert archive.article(article.id) == article


def test_a_date_that_was_read_of_another_text_is_not_given(archive, undated, stored, another, clock):
    article = stored()
    clock.now += timedelta(hours=1)
    archive.store(another(1, title="خبر آخر", fetched_at=clock.now, undated="anew", **NONE))
    assert not undated.give(article)
    assert undated.article(article.id).undated == "anew"


def test_those_at_some_addresses_are_found_with_how_a_date_is_read(archive, undated, stored, another):
    first, second = stored(1), stored(2)
    archive.store(another(3))
    archive.store(another(4, source="example.org", **NONE))
    keys = [key(another(number).url) for number in range(1, 6)]
    assert undated.at(keys) == {keys[0]: first.id, keys[1]: second.id}
    assert undated.article(first.id).undated == "reading 1"
    undated.give(first)
    assert undated.at(keys) == {keys[1]: second.id}
    assert undated.article(first.id) is None


def test_an_article_whose_page_tells_its_date_at_last_waits_for_none(archive, undated, stored, another, clock):
    stored()
    clock.now += timedelta(hours=1)
    archive.store(another(1, title="خبر آخر", fetched_at=clock.now))
    assert undated.at([key(another(1).url)]) == {}


def test_the_earlier_of_two_copies_stands_for_the_story_once_its_date_is_known(archive, undated, article):
    text = tuple(" ".join(f"كلمة{each}س{word}" for word in range(40)) for each in range(4))
    first = archive.store(article(paragraphs=text))
    found = archive.store(article(url="https://example.org/5", source="example.org", paragraphs=text, **NONE))
    assert [each.id for each in archive.articles()] == [first.id]
    assert Undated(archive, "example.org").give(replace(archive.article(found.id), copies=(), **DATE))
    assert [each.id for each in archive.articles()] == [found.id]
    assert files(archive) == [f"example.org/2020/09/29/{found.id}.txt"]


def test_a_date_that_is_told_while_the_page_is_in_hand_is_kept_for_it(archive, undated, another):
    ledger = archive.ledger(SOURCE)
    ledger.start_run()
    url = another(1).url
    ledger.add([Found(url, Role.ARTICLE)], depth=1, parent=None)
    ledger.take(1)
    told = Found(url, Role.ARTICLE, published_raw="2020-09-29", published_from="feed")
    ledger.add([told], depth=1, parent=None)
    id_ = archive.store(another(1, **NONE)).id
    assert undated.told(key(url)) == undated.told() == [Told(id_, told)]
    ledger.end_run()
    assert undated.told() == []
    assert undated.told(key(url)) == [Told(id_, told)]


IN_THE_GAP = """
import os, signal, sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from crawler.storage import Archive, documents
from crawler.storage.undated import Undated

archive = Archive(Path(sys.argv[1]))
article = replace(archive.article(sys.argv[2]), published=datetime(2020, 9, 29, 8, tzinfo=UTC))
if sys.argv[3] == "before":
    from crawler.storage import undated
    undated.placed = lambda *of_it: os.kill(os.getpid(), signal.SIGKILL)
documents.write = lambda *of_it: os.kill(os.getpid(), signal.SIGKILL)
Undated(archive, "example.com").give(article)
"""


@pytest.mark.parametrize(("instant", "day"), [("before", "10/01"), ("after", "09/29")])
def test_a_kill_leaves_the_old_date_and_document_or_the_new_ones(tmp_path, another, clock, instant, day):
    with Archive(tmp_path, clock=clock) as archive:
        id_ = archive.store(another(1, **NONE)).id
    killed = subprocess.run([sys.executable, "-c", IN_THE_GAP, tmp_path, id_, instant], check=False)
    assert killed.returncode == -9
    with Archive(tmp_path) as archive:
        article = archive.article(id_)
        assert (article.published is None) is (instant == "before")
        assert files(archive) == [f"{SOURCE}/2020/{day}/{id_}.txt"]
        assert archive.document_path(article).read_text() == render(article)
        assert (Undated(archive, SOURCE).article(id_) is None) is (instant == "after")


def test_an_archive_from_before_knows_which_of_its_articles_have_no_date(tmp_path, another, set_back):
    with Archive(tmp_path) as archive:
        id_ = archive.store(another(1, undated="reading", **NONE)).id
        archive.store(another(2))
    set_back(tmp_path / FILE, 7)
    with Archive(tmp_path) as archive:
        keys = [key(another(number).url) for number in (1, 2)]
        assert Undated(archive, SOURCE).at(keys) == {keys[0]: id_}
        assert Undated(archive, SOURCE).article(id_).undated == ""
