"""The program: help, mistakes, exit codes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.cli import main as program
from crawler.errors import StorageError, UsageError

COMMANDS = [
    ["crawl"],
    ["fetch"],
    ["extract"],
    ["import"],
    ["export"],
    ["show"],
    ["sources"],
    ["sources", "list"],
    ["sources", "show"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_help_ends_with_an_example(khabar, command):
    ended = khabar(*command, "--help")
    assert ended.returncode == 0
    assert f"Example: khabar {command[0]}" in ended.stdout


def test_the_version_is_told(khabar_process):
    ended = khabar_process("--version")
    assert ended.returncode == 0
    assert ended.stdout.startswith("khabar")


@pytest.mark.parametrize(
    "command", [[], ["crawl"], ["fetch"], ["extract"], ["import"], ["show"], ["sources"]], ids=" ".join
)
def test_nothing_asked_for_shows_the_help(khabar, command):
    ended = khabar(*command)
    assert ended.returncode == 2
    assert "Usage: khabar" in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["crawl", "x.example", "--limit", "0"],
        ["crawl", "x.example", "--limit", "many"],
        ["crawl", "x.example", "--since", "2020-13-01"],
        ["crawl", "x.example", "-s", "DOWNLOAD_DELAY"],
        ["crawl", "x.example", "--delay", "-1"],
        ["crawl", "demo", "x.example"],
        ["fetch", "not an address"],
        ["extract", "page.html", "--format", "xml"],
        ["extract", "page.html", "--source", "nobody"],
        ["extract", "page.html", "--url", "file:///etc/passwd"],
        ["import", "not-there.jsonl"],
        ["export", "--format", "xml"],
        ["export", "--format", "parquet"],
        ["sources", "show", "nobody"],
        ["nothing"],
        ["--nothing"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2_without_a_traceback(khabar, arguments):
    ended = khabar(*arguments)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.strip()
    assert "Traceback" not in ended.stderr


def raising(error):
    def app(**_):
        raise error

    return app


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (UsageError("that cannot be meant"), 2, "khabar: that cannot be meant\n"),
        (StorageError("the disk is full"), 1, "khabar: the disk is full\n"),
        (PermissionError(13, "Permission denied", "data"), 1, "khabar: data: Permission denied\n"),
        (ZeroDivisionError("1/0"), 1, "something went wrong that should not (ZeroDivisionError: 1/0)"),
    ],
)
def test_an_error_is_one_sentence(monkeypatch, capsys, error, code, says):
    monkeypatch.delenv("KHABAR_DEBUG", raising=False)
    monkeypatch.setattr(program, "app", raising(error))
    with pytest.raises(SystemExit) as end:
        program.main()
    shown = capsys.readouterr()
    assert end.value.code == code
    assert says in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_an_error_shows_where_it_came_from_when_asked(monkeypatch):
    monkeypatch.setenv("KHABAR_DEBUG", "1")
    monkeypatch.setattr(program, "app", raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        program.main()


def test_an_interrupt_exits_130(monkeypatch):
    monkeypatch.setattr(program, "app", raising(KeyboardInterrupt()))
    with pytest.raises(SystemExit) as end:
        program.main()
    assert end.value.code == 130


def test_an_interrupt_in_the_midst_of_an_import_exits_130(monkeypatch, capsys):
    def app(**_):
        class Named:
            def __set_name__(self, owner, name):
                raise KeyboardInterrupt

        type("Owner", (), {"named": Named()})

    monkeypatch.setattr(program, "app", app)
    with pytest.raises(SystemExit) as end:
        program.main()
    assert end.value.code == 130
    assert capsys.readouterr().err == ""


FORGETFUL = """
import gc, signal, sys
from crawler.cli import main as program

class Forgetful:
    def __del__(self):
        {happens}

def app(**_):
    Forgetful()
    print("after it")

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background begins without
program.app = app
program.main()
"""


@pytest.mark.parametrize(
    ("happens", "code", "says"),
    [("signal.raise_signal(signal.SIGINT)", -signal.SIGINT, ""), ("1 / 0", 0, "ZeroDivisionError")],
)
def test_an_interrupt_where_python_ignores_one_ends_the_program(happens, code, says):
    ended = subprocess.run(
        [sys.executable, "-c", FORGETFUL.format(happens=happens)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == code
    assert says in ended.stderr
    assert bool(ended.stderr) == bool(says)
    assert ("after it" in ended.stdout) == (code == 0)


def test_a_reader_that_goes_away_is_no_error():
    root = Path(__file__).parents[2]
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "crawler.cli", "sources", "list"],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=root,
        check=False,
    )
    os.close(writing)
    assert ended.stderr == b""


def test_output_is_utf8_whatever_the_locale_says(khabar_process):
    ended = khabar_process("sources", "show", "youm7", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert 'name = "اليوم السابع"' in ended.stdout
