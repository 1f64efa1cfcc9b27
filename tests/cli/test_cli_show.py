"""khabar show: an article of the archive, what it was before, and what changed."""

import json
import os
import pty
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import update

from crawler.article import Article, to_record
from crawler.document import parse, render
from crawler.found import Found, Role
from crawler.storage import Archive, State
from crawler.storage.schema import pages

ROOT = Path(__file__).parents[2]
CAIRO = timezone(timedelta(hours=2))
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://www.paper.com.eg/news/2026/3/1/market/4711"
ID = "5d2c0a8e41f7b936"
LEAD = "لقي 5 أشخاص مصرعهم صباح الأحد في انهيار سقف سوق شعبية وسط المدينة."
CAUSE = "ولم تعرف أسباب الانهيار بعد، وفتحت النيابة تحقيقا واستدعت مهندسي البلدية."
NOTE = "تصحيح: ذكرت نسخة سابقة من هذا الخبر أن عدد القتلى خمسة، والصحيح سبعة."
FIRST = Article(
    id=ID,
    url=URL,
    title="مقتل 5 في انهيار سقف سوق",
    source="paper",
    paragraphs=(LEAD, CAUSE),
    published=datetime(2026, 3, 1, 10, 30, tzinfo=CAIRO),
    published_precision="minute",
    authors=("سلمى حسن",),
    tags=("حوادث",),
    fetched_at=NOON,
)
SECOND = replace(
    FIRST,
    title="مقتل 7 في انهيار سقف سوق",
    paragraphs=(LEAD.replace("5", "7"), CAUSE),
    authors=("سلمى حسن", "عمر علي"),
    fetched_at=NOON + timedelta(hours=2),
)
THIRD = replace(SECOND, paragraphs=(*SECOND.paragraphs, NOTE), fetched_at=NOON + timedelta(days=1))


@pytest.fixture
def stored(tmp_path):
    """Store articles one after the other, each when it was fetched; gives the archive's folder."""

    def store(*articles):
        moment = {}
        with Archive(tmp_path / "data", clock=lambda: moment["now"]) as archive:
            for article in articles:
                moment["now"] = article.fetched_at
                archive.store(article)
        return tmp_path / "data"

    return store


def test_an_article_that_was_never_revised_is_its_document_byte_for_byte(stored, khabar):
    stored(FIRST)
    ended = khabar("show", ID)
    assert (ended.returncode, ended.stdout) == (0, render(FIRST))
    assert f"{ID} {URL}" in ended.stderr
    assert "revision 1, stored 2026-03-01 12:00 UTC" in ended.stderr


def test_the_document_is_the_one_on_the_disk(stored, khabar):
    data = stored(FIRST)
    (document,) = (data / "documents").rglob("*.txt")
    assert khabar("show", ID).stdout.encode() == document.read_bytes()


def test_a_revised_article_is_shown_as_it_is_then_what_changed_and_what_it_was(stored, khabar):
    stored(FIRST, SECOND, THIRD)
    ended = khabar("show", ID)
    assert ended.returncode == 0
    newest, last_change, second, first_change, first = ended.stdout.split("\n\n\n")
    assert newest == render(THIRD)
    assert last_change.splitlines() == [
        "── From revision 2 to 3, stored 2026-03-02 12:00 UTC",
        "",
        f"paragraph 3, added: {{+{NOTE}+}}",
    ]
    assert second == f"── Revision 2, stored 2026-03-01 14:00 UTC\n\n{render(SECOND)}"
    assert first_change.splitlines() == [
        "── From revision 1 to 2, stored 2026-03-01 14:00 UTC",
        "",
        "title: مقتل [-5-]{+7+} في انهيار سقف سوق",
        "",
        f"paragraph 1, reworded: {LEAD.replace('5', '[-5-]{+7+}')}",
        "",
        "authors: {+عمر علي+}",
    ]
    assert first == f"── Revision 1, stored 2026-03-01 12:00 UTC\n\n{render(FIRST)}"


def test_one_revision_is_printed_alone_byte_for_byte(stored, khabar):
    stored(FIRST, SECOND)
    assert khabar("show", ID, "--newest").stdout == render(SECOND)
    assert khabar("show", ID, "--revision", 1).stdout == render(FIRST)
    assert khabar("show", ID, "--revision", 2).stdout == render(SECOND)
    ended = khabar("show", ID, "--revision", 3)
    assert ended.returncode == 2
    assert ended.stderr.endswith(f"khabar: {ID} has no revision 3 in this archive; it has 1, 2\n")


def test_the_changes_alone_come_with_the_last_one_first(stored, khabar):
    stored(FIRST, SECOND, THIRD)
    said = khabar("show", ID, "--changes").stdout
    assert [line for line in said.splitlines() if line.startswith("──")] == [
        "── From revision 2 to 3, stored 2026-03-02 12:00 UTC",
        "── From revision 1 to 2, stored 2026-03-01 14:00 UTC",
    ]
    assert said.endswith("authors: {+عمر علي+}\n")
    assert LEAD not in said


def test_an_article_without_revisions_has_no_changes(stored, khabar):
    stored(FIRST)
    ended = khabar("show", ID, "--changes")
    assert (ended.returncode, ended.stdout) == (0, "")


def test_as_json_it_is_one_object_with_everything(stored, khabar):
    stored(FIRST, SECOND)
    told = json.loads(khabar("show", ID, "--format", "json").stdout)
    assert list(told) == ["article", "revisions", "changes", "addresses", "gone", "story"]
    assert told["article"] == {**to_record(replace(SECOND, revision=2)), "document": render(SECOND)}
    assert told["revisions"] == [{**to_record(FIRST), "document": render(FIRST)}]
    (step,) = told["changes"]
    assert (step["from"], step["to"], step["stored_at"]) == (1, 2, "2026-03-01T14:00:00+00:00")
    assert [(each["field"], each["kind"]) for each in step["changes"]] == [
        ("title", "changed"),
        ("paragraphs", "reworded"),
        ("authors", "changed"),
    ]
    assert step["changes"][0]["after"] == SECOND.title
    assert (step["changes"][1]["was_at"], step["changes"][1]["is_at"]) == (1, 1)
    assert (told["addresses"], told["gone"]) == ([URL], None)


@pytest.mark.parametrize(
    "given",
    [
        ID,
        ID.upper(),
        ID[:4],
        URL,
        "http://paper.com.eg/news/2026/3/1/market/4711/?utm_source=feed",
        "m.paper.com.eg/news/2026/3/1/market/4711",
        "https://www.paper.com.eg/?id=9",
    ],
)
def test_an_article_is_found_by_its_id_its_beginning_and_any_of_its_addresses(stored, khabar, given):
    stored(replace(FIRST, addresses=("https://www.paper.com.eg/?id=9",)))
    assert khabar("show", given).stdout == render(FIRST)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("ffff", 'holds no article whose id begins with "ffff"; `khabar export` writes all'),
        ("5d", f'"5d" begins the ids of several articles ({ID}, 5dffffffffffffff); give more digits'),
        ("https://www.paper.com.eg/news/9", "holds no article at https://www.paper.com.eg/news/9; crawl it first"),
        ("الخبر", '"الخبر" is neither an id nor an address'),
        ("", '"" is neither an id nor an address'),
    ],
)
def test_what_is_not_there_or_not_clear_is_one_sentence(stored, khabar, given, says):
    other = replace(FIRST, id="5dffffffffffffff", url=f"{URL}2", title="خبر آخر", paragraphs=(CAUSE,))
    stored(FIRST, other)
    ended = khabar("show", given)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert says in ended.stderr


def test_no_archive_is_one_sentence_and_none_is_made(khabar, tmp_path):
    ended = khabar("show", ID, "--data", "nowhere")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "holds no archive" in ended.stderr
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("options", [["--newest", "--changes"], ["--revision", "1", "--format", "json"]])
def test_options_that_exclude_each_other_are_refused(stored, khabar, options):
    stored(FIRST)
    ended = khabar("show", ID, *options)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "exclude each other" in ended.stderr


def test_a_page_that_is_gone_is_said_to_be_and_the_article_is_shown(stored, khabar):
    with Archive(stored(FIRST)) as archive:
        ledger = archive.ledger("paper")
        ledger.start_run()
        ledger.add([Found(URL, Role.ARTICLE)], depth=1, parent=None)
        values = {"state": State.GONE, "article_id": ID, "changed_at": int((NOON + timedelta(days=9)).timestamp())}
        with archive._database.writing() as connection:
            connection.execute(update(pages).values(values))
    ended = khabar("show", ID)
    assert ended.stdout == render(FIRST)
    assert "gone since 2026-03-10 12:00 UTC" in ended.stderr
    assert json.loads(khabar("show", ID, "--format", "json").stdout)["gone"] == "2026-03-10T12:00:00+00:00"


def test_other_addresses_and_reservations_are_told_beside_the_document(stored, khabar):
    stored(replace(FIRST, addresses=("https://www.paper.com.eg/?id=9",), reservations=("noarchive",), paywalled=True))
    said = khabar("show", ID).stderr
    assert "also at https://www.paper.com.eg/?id=9" in said
    assert "reserved by its publisher: noarchive" in said
    assert "for subscribers only" in said


def on_a_terminal(tmp_path, *arguments, env):
    """Return what the command prints on a terminal."""
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KHABAR_", "NO_COLOR"))}
    with subprocess.Popen(
        [sys.executable, "-m", "crawler.cli", *arguments],
        cwd=tmp_path,
        env={**clean, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **env},
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65_536):
                shown += part
        except OSError:  # its end, on Linux
            pass
        os.close(ours)
    assert process.returncode == 0
    return shown.decode().replace("\r\n", "\n")


def test_on_a_terminal_what_changed_is_in_colour_and_without_colour_in_marks(stored, tmp_path):
    stored(FIRST, SECOND)
    shown = on_a_terminal(tmp_path, "show", ID, "--changes", env={})
    assert "مقتل \x1b[9;31m5\x1b[0m\x1b[32m7\x1b[0m في انهيار" in shown
    plain = on_a_terminal(tmp_path, "show", ID, "--changes", env={"NO_COLOR": "1"})
    assert "مقتل [-5-]{+7+} في انهيار" in plain
    assert "\x1b" not in plain


def test_the_history_reads_back(stored, khabar):
    stored(FIRST, SECOND)
    assert parse(khabar("show", ID).stdout.split("\n\n\n")[0]).title == SECOND.title
