"""khabar quarantine."""

import sys

import pytest
from crawling import article, title

from crawler.cli import quarantine as command
from crawler.found import Found, Role
from crawler.reasons import Reason, Rejection
from crawler.storage import Archive
from crawler.storage.quarantine import Quarantine
from crawler.urls import key
from crawler.version import VERSION

GOOD = article(1).encode()
BAD = b"<html>\xff\xfe\x00no story\r\n</html>"


@pytest.fixture
def kept(tmp_path):
    """Two pages of one source, and one of another, in quarantine."""
    with Archive(tmp_path / "data") as archive:
        put(archive, "paper.com.eg", "/story/2024/5/3/nahr/1", GOOD, Rejection(Reason.CRASHED, "the process\tended"))
        put(archive, "paper.com.eg", "/about", BAD, Rejection(Reason.TIMEOUT))
        put(archive, "nashra.example", "/story/2024/5/3/nahr/2", article(2).encode(), Rejection(Reason.INVALID, "x"))
    return tmp_path / "data"


def put(archive, source, path, body, rejection):
    url = f"https://www.{source}{path}"
    ledger = archive.ledger(source)
    ledger.start_run()
    ledger.add([Found(url, Role.ARTICLE)], depth=1, parent=None)
    Quarantine(archive).put(source, key(url), rejection, url=url, body=body, charset="utf-8")


def listed(ended):
    return [line.split("\t") for line in ended.stdout.splitlines()]


def test_a_list_in_a_pipe_has_a_line_for_each_page(khabar, kept):
    lines = listed(khabar("quarantine", "list"))
    assert [line[:3] for line in lines] == [
        ["1", "paper.com.eg", "crashed"],
        ["2", "paper.com.eg", "timeout"],
        ["3", "nashra.example", "invalid"],
    ]
    _, _, _, since, version, url, detail = lines[0]
    assert since.endswith("Z")
    assert (version, url) == (VERSION, "https://www.paper.com.eg/story/2024/5/3/nahr/1")
    assert detail == "the process ended"


def test_a_list_on_a_terminal_is_a_table(kept, monkeypatch, capsys):
    for name, value in {"COLUMNS": "300", "LINES": "50", "TERM": "dumb"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    command.list_(data=kept)
    said = capsys.readouterr().out
    assert said.splitlines()[0].split() == list(command.COLUMNS)
    assert "\t" not in said
    assert "https://www.paper.com.eg/about" in said


def test_a_list_is_of_one_source_on_request(khabar, kept):
    assert [line[0] for line in listed(khabar("quarantine", "list", "--source", "nashra.example"))] == ["3"]


@pytest.mark.parametrize("what", ["list", "retry"])
def test_an_empty_quarantine_says_so(khabar, tmp_path, what):
    Archive(tmp_path / "data").close()
    ended = khabar("quarantine", what)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "nothing is in quarantine\n")


def test_without_an_archive_one_sentence_says_what_to_do(khabar):
    ended = khabar("quarantine", "list")
    assert ended.returncode == 1
    assert ended.stderr.startswith("khabar: data holds no archive")


@pytest.mark.parametrize("name", ["2", "https://www.paper.com.eg/about", "https://paper.com.eg/about/?utm_source=x"])
def test_a_page_is_shown_byte_for_byte(khabar_process, kept, name):
    ended = khabar_process("quarantine", "show", name, encoding=None)
    assert ended.stdout == BAD
    assert b"reason: timeout" in ended.stderr
    assert b"url: https://www.paper.com.eg/about" in ended.stderr


@pytest.mark.parametrize("what", ["show", "retry"])
def test_a_page_that_is_not_there_is_wrong_usage(khabar, kept, what):
    ended = khabar("quarantine", what, "99")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == 'khabar: "99" is not in quarantine; `khabar quarantine list` shows what is\n'


def test_all_is_tried_again_by_default_and_what_came_of_it_is_said(khabar, kept):
    ended = khabar("quarantine", "retry")
    assert ended.returncode == 0, ended.stderr
    said = ended.stderr.splitlines()
    assert said[0].startswith("1: https://www.paper.com.eg/story/2024/5/3/nahr/1: stored as ")
    assert said[1].startswith("2: https://www.paper.com.eg/about: no article: ")
    assert said[-1] == "3 tried: 2 stored, 1 no article"
    with Archive(kept) as archive:
        assert {each.title for each in archive.articles()} == {title(1), title(2)}
    assert khabar("quarantine", "list").stderr == "nothing is in quarantine\n"


@pytest.mark.parametrize("chosen", [["1"], ["--source", "nashra.example"], ["2", "2", "3"]])
def test_only_what_is_named_is_tried_again(khabar, kept, chosen):
    khabar("quarantine", "retry", *chosen)
    left = {"1": {"2", "3"}, "--source": {"1", "2"}, "2": {"1"}}[chosen[0]]
    assert {line[0] for line in listed(khabar("quarantine", "list"))} == left


def test_what_failed_again_is_said_and_the_exit_code_is_1(khabar, kept, monkeypatch):
    monkeypatch.setattr(command, "KHABAR_WORKER_MEMORY", 1)
    ended = khabar("quarantine", "retry", "1")
    assert ended.returncode == 1
    assert "1: https://www.paper.com.eg/story/2024/5/3/nahr/1: failed again: broke the process" in ended.stderr
    assert ended.stderr.splitlines()[-1] == "1 tried: 1 failed again"
    assert listed(khabar("quarantine", "list"))[0][6] == "it took more than 1 MiB of memory"
