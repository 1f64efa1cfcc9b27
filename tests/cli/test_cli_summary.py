"""What came of a crawl."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from rich.console import Console

from crawler.article import Article
from crawler.cli.crawl import _exit_code
from crawler.cli.summary import print_summary, show_document
from crawler.document import render
from crawler.reasons import Reason
from crawler.storage import Archive

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def report(target="paper", **changes):
    counts = {"pages": 90, "lists": 9, "stored": 40, "revised": 1, "duplicates": 2, "known": 3, "errors": 4}
    usual = {
        "source": target,
        "reasons": {Reason.TAG: 7, Reason.NO_TEXT: 2},
        "failure": None,
        "finish": "finished",
        "seconds": 61.4,
    }
    return SimpleNamespace(target=target, **{**counts, **usual, **changes})


def summary(*reports):
    console = Console(width=120)
    with console.capture() as shown:
        print_summary(reports, console)
    return [line.split() for line in shown.get().splitlines()]


def article(number, fetched_at):
    return Article(
        url=f"https://paper.com.eg/news/{number}",
        title=f"العنوان رقم {number}",
        paragraphs=(f"نص الخبر رقم {number} كما نشرته الصحيفة.",),
        source="paper",
        published=NOON - timedelta(days=10 - number),
        published_precision="minute",
        fetched_at=fetched_at,
    )


def stored(data: Path, *articles):
    with Archive(data) as archive:
        for each in articles:
            archive.store(each)


def test_the_summary_has_a_row_for_each_target():
    rows = summary(report("one"), report("two", stored=0))
    assert rows[0] == ["crawled", "pages", "new", "revised", "unchanged", "duplicates", "errors", "seconds"]
    assert rows[1] == ["one", "90", "40", "1", "3", "2", "4", "61"]
    assert rows[2] == ["two", "90", "0", "1", "3", "2", "4", "61"]


def test_the_reasons_are_told_in_words_the_most_frequent_first():
    rows = [" ".join(row) for row in summary(report("one"), report("two", reasons=Counter({Reason.NO_TEXT: 20})))]
    assert rows[-2:] == ["no story text 22", "a tag page 7"]


def test_a_crawl_that_stored_everything_has_no_reasons():
    assert ["not", "stored", "pages"] not in summary(report(reasons={}))


def test_a_document_of_this_crawl_is_printed_whole(tmp_path, capsys):
    old, new = article(1, NOON - timedelta(days=1)), article(2, NOON + timedelta(minutes=1))
    stored(tmp_path, old, new)
    show_document([report()], tmp_path, since=NOON)
    shown = capsys.readouterr()
    assert shown.out == render(new)
    assert str(tmp_path / "documents") in shown.err
    assert ".txt" in shown.err


def test_where_a_crawl_stored_nothing_new_an_older_document_is_printed(tmp_path, capsys):
    old = article(1, NOON - timedelta(days=1))
    stored(tmp_path, old)
    show_document([report(stored=0)], tmp_path, since=NOON)
    assert capsys.readouterr().out == render(old)


def test_an_empty_archive_has_no_document_to_show(tmp_path, capsys):
    stored(tmp_path)
    show_document([report(stored=0)], tmp_path, since=NOON)
    assert capsys.readouterr().out == ""


def test_a_failing_target_is_told_and_exits_1(capsys):
    assert _exit_code([report("one"), report("two", failure="no article was found")]) == 1
    assert capsys.readouterr().err == "khabar: two: no article was found\n"


def test_a_crawl_that_went_well_exits_0():
    assert _exit_code([report()]) == 0


def test_a_crawl_ended_by_ctrl_c_exits_130():
    assert _exit_code([report(finish="shutdown")]) == 130
