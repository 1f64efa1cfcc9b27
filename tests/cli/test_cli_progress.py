"""A crawl while it runs."""

from rich.console import Console

from crawler.cli.progress import EVERY, Board, Lines, line
from crawler.jobs.report import Progress


def progress(target="paper", pages=0, stored=0):
    return Progress(
        target=target, source=target, pages=pages, stored=stored, duplicates=1, known=0, errors=2, queued=30
    )


class Clock:
    now = 100.0

    def __call__(self):
        return self.now


def test_without_a_terminal_a_target_says_where_it_stands_every_few_seconds():
    clock, said = Clock(), []
    lines = Lines(clock, said.append)
    for second in range(12):
        clock.now = 100.0 + second
        lines([progress(pages=second * 3, stored=second)])
    assert EVERY == 5.0
    assert said == [
        "paper: 15 pages, 5 stored, 1 duplicates, 2 errors, 30 waiting, 3.0 pages/s",
        "paper: 30 pages, 10 stored, 1 duplicates, 2 errors, 30 waiting, 3.0 pages/s",
    ]


def test_each_target_has_its_own_lines():
    clock, said = Clock(), []
    lines = Lines(clock, said.append)
    for second in (0, 6):
        clock.now = 100.0 + second
        lines([progress(target, pages=second) for target in ("one", "two")])
    assert [line.split(":")[0] for line in said] == ["one", "two"]


def test_on_a_terminal_each_target_has_a_row():
    clock = Clock()
    board = Board(clock)
    board.note(progress("one"))
    clock.now += 4
    board.note(progress("one", pages=1200, stored=800))
    board.note(progress("two"))
    console = Console(width=100, record=True, quiet=False, force_terminal=False)
    with console.capture() as shown:
        console.print(board.table())
    rows = [line.split() for line in shown.get().splitlines()]
    assert rows[0] == ["crawling", "pages", "stored", "duplicates", "errors", "waiting", "pages/s"]
    assert rows[1] == ["one", "1,200", "800", "1", "2", "30", "300.0"]
    assert rows[2] == ["two", "0", "0", "1", "2", "30", "0.0"]


def test_a_target_that_waits_says_for_what():
    waiting = Progress("paper", "paper", waits="the service is visiting it")
    assert line(waiting, 0.0) == "paper: the service is visiting it; it is crawled after that"
