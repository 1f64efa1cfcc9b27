"""khabar sources: what the pages of a source have taught of its site is shown, and unlearnt on request."""

import tomllib

import pytest

from crawler.extraction.memory import Lesson, learned
from crawler.storage import Archive
from crawler.storage.memories import Memories

SOURCE, ADDRESS = "paper.example", "https://paper.example"
STORY = "div#page>main>div.story"


@pytest.fixture
def data(tmp_path):
    """The data directory of a crawl that learnt from five articles; each shows the same line."""
    lessons = [Lesson((number,), (7, 100 + number), words=200, topic=(number,), story=STORY) for number in range(5)]
    with Archive(tmp_path / "data") as archive:
        Memories(archive).keep(SOURCE, learned(lessons).to_json())
    return tmp_path / "data"


def shown(khabar):
    return khabar("sources", "show", ADDRESS).stdout


def test_what_is_learnt_is_shown_as_a_remark(khabar, data):
    told = shown(khabar)
    assert "# learnt from 5 articles, of 200 words as a rule: 1 lines that the site repeats" in told
    assert f"# its stories stand in {STORY}" in told
    assert tomllib.loads(told) == {"home": f"{ADDRESS}/"}


def test_nothing_is_said_of_a_site_that_taught_nothing(khabar):
    assert "learnt" not in shown(khabar)


def test_what_is_learnt_is_forgotten_on_request(khabar, data):
    ended = khabar("sources", "forget", ADDRESS)
    assert (ended.returncode, ended.stderr) == (0, "paper.example: forgotten; its next pages teach anew\n")
    assert "learnt" not in shown(khabar)
    again = khabar("sources", "forget", ADDRESS)
    assert (again.returncode, again.stderr) == (0, "paper.example: nothing was learnt of its site\n")


def test_nothing_is_forgotten_while_the_source_is_crawled(khabar, data):
    with Archive(data) as archive, archive.claim(SOURCE):
        ended = khabar("sources", "forget", ADDRESS)
    assert ended.returncode == 1
    assert SOURCE in ended.stderr
    assert "learnt" in shown(khabar)


def test_without_an_archive_there_is_nothing_to_forget(khabar):
    ended = khabar("sources", "forget", ADDRESS)
    assert (ended.returncode, "holds no archive" in ended.stderr) == (1, True)
