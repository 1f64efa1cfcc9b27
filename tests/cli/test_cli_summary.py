"""What came of a crawl."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

from rich.console import Console

from crawler.article import Article
from crawler.cli.crawl import _exit_code
from crawler.cli.summary import print_politeness, print_summary, show_document
from crawler.document import render
from crawler.fetching.politeness import HostPoliteness
from crawler.reasons import Reason
from crawler.storage import Archive

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def report(target="paper", **changes):
    counts = {
        "pages": 90,
        "lists": 9,
        "stored": 40,
        "copies": 6,
        "revised": 1,
        "duplicates": 2,
        "known": 3,
        "errors": 4,
        "browsed": 0,
        "missing": None,
    }
    usual = {
        "source": target,
        "reasons": {Reason.TAG: 7, Reason.NO_TEXT: 2},
        "failure": None,
        "finish": "finished",
        "seconds": 61.4,
        "bounds": {},
        "politeness": (),
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
    assert rows[0] == ["crawled", "pages", "new", "copies", "revised", "unchanged", "duplicates", "errors", "seconds"]
    assert rows[1] == ["one", "90", "40", "6", "1", "3", "2", "4", "61"]
    assert rows[2] == ["two", "90", "0", "6", "1", "3", "2", "4", "61"]


def test_the_reasons_are_told_in_words_the_most_frequent_first():
    rows = [" ".join(row) for row in summary(report("one"), report("two", reasons=Counter({Reason.NO_TEXT: 20})))]
    assert rows[-2:] == ["no story text 22", "a tag page 7"]


def test_a_crawl_that_stored_everything_has_no_reasons():
    assert ["not", "stored", "pages"] not in summary(report(reasons={}))


def test_bounds_are_told_only_where_one_was_met():
    rows = [
        " ".join(row) for row in summary(report(bounds={"page-links": 3}), report(bounds={"page-links": 1, "trap": 2}))
    ]
    assert rows[-3:] == ["cut off times", "page links 4", "trap 2"]
    assert ["cut", "off", "times"] not in summary(report())


def host(name="nashra.example", **changes):
    usual = {"requests": 1200, "smallest_gap": 1.004, "delay": 1.0, "delay_by": "setting", "robots": "read"}
    rest = {"robots_age": 0.0, "told_off": {}, "waited": 0.0, "ended": False}
    return HostPoliteness(host=name, **{**usual, **rest, **changes})


def politeness(*hosts):
    console = Console(width=160)
    with console.capture() as shown:
        print_politeness([report(politeness=hosts)], console)
    return [" ".join(line.split()) for line in shown.get().splitlines() if line]


def test_the_politeness_report_has_a_row_for_each_host():
    rows = politeness(
        host(),
        host("m.nashra.example", requests=1, smallest_gap=None, robots="absent", robots_age=7200.0),
        host(delay=4.0, delay_by="server", told_off={503: 1, 429: 2}, waited=150.0, ended=True, robots="unreachable"),
        host(robots=None, robots_age=0.0, delay=0.5, delay_by="robots.txt"),
    )
    assert rows == [
        "host requests smallest gap delay asked by robots.txt told off",
        "nashra.example 1,200 1.00 s 1 s setting fetched now",
        "m.nashra.example 1 1 s setting absent, 2 h old",
        "nashra.example 1,200 1.00 s 4 s server unreachable 2 × 429, 1 × 503; waited 2 min; ended",
        "nashra.example 1,200 1.00 s 0.5 s robots.txt not asked for",
    ]


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


def test_pages_that_went_through_a_browser_are_told_and_what_brings_one_where_it_was_missing():
    told = summary(report(browsed=12), report("other", missing="playwright install chromium"))
    assert "12 pages were loaded in a browser".split() in told
    assert "Some pages need a browser; this brings one: playwright install chromium".split() in told
    assert not any("browser" in line for line in summary(report()))
