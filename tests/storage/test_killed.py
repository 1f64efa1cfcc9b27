"""A process killed at any instant loses nothing that was stored, and leaves no half of anything."""

import os
import signal
import subprocess
import sys

import pytest

from crawler.document import render
from crawler.storage import Archive, State

STORE = """
import os, signal, sys
from pathlib import Path
from crawler.article import Article
from crawler.found import Found, Role
from crawler.storage import Archive, documents

def story(number):
    url = f"https://example.com/story/{number}"
    text = " ".join(f"كلمة{number}س{each}" for each in range(200))
    return Article(url=url, title=f"خبر رقم {number}", paragraphs=(text,), source="example.com")
"""

IN_THE_GAP = (
    STORE
    + """
documents.write = lambda *of_it: os.kill(os.getpid(), signal.SIGKILL)
Archive(Path(sys.argv[1])).store(story(1))
"""
)

WITHOUT_END = (
    STORE
    + """
archive = Archive(Path(sys.argv[1]))
ledger = archive.ledger("example.com")
with archive.claim("example.com"):
    ledger.start_run()
    ledger.add([Found(story(each).url, Role.ARTICLE) for each in range(100)], depth=1, parent=None)
    while pages := ledger.take(4):
        for page in pages:
            archive.store(story(int(page.url.rpartition("/")[2])))
            print("stored", flush=True)
"""
)


def start(code, folder):
    return subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE)


def check(archive):
    """Every article has its whole document, and its page says so."""
    articles = list(archive.articles())
    for article in articles:
        assert archive.document_path(article).read_bytes() == render(article).encode()
    documents = [each for each in (archive.path / "documents").rglob("*") if each.name.endswith(".txt")]
    assert len(documents) == len(articles)
    assert archive.ledger("example.com").counts().get(State.STORED, 0) == len(articles)
    return len(articles)


def test_a_kill_between_commit_and_document_is_made_good_at_the_next_opening(tmp_path):
    killed = start(IN_THE_GAP, tmp_path)
    killed.communicate()
    assert killed.returncode == -signal.SIGKILL
    assert not list(tmp_path.rglob("*.txt"))
    with Archive(tmp_path) as archive:
        (article,) = archive.articles()
        assert archive.document_path(article).read_bytes() == render(article).encode()


@pytest.mark.parametrize("after", [0, 1, 7, 30])
def test_a_kill_while_storing_loses_and_doubles_nothing(tmp_path, after):
    for _ in range(2):
        running = start(WITHOUT_END, tmp_path)
        for _ in range(after):
            running.stdout.readline()
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
    with Archive(tmp_path) as archive:
        before = check(archive)
    assert before >= 2 * after or before == 100
    finishing = start(WITHOUT_END, tmp_path)
    finishing.communicate()
    assert finishing.returncode == 0
    with Archive(tmp_path) as archive:
        assert check(archive) == 100
