"""khabar status and khabar alerts, as they are typed."""

import io
import json
from datetime import timedelta

import pytest
from newsrooms import UNREACHABLE, Newsrooms
from rich.console import Console
from simulated import BEGIN

from crawler import clock
from crawler.cli.health import board, in_full, sparkline
from crawler.health.history import History
from crawler.health.survey import survey
from crawler.health.watchman import Watchman
from crawler.health.ways import Ways
from crawler.sources import catalogue
from crawler.storage import Archive
from crawler.storage.alerts import Alerts
from crawler.storage.jobs import Jobs

TABLES = ("jobs", "source_days", "alerts", "tellings")


@pytest.fixture
def followed(tmp_path):
    """An archive of two outlets, of which one fails, and a site without a file."""
    with Archive(tmp_path / "data") as archive:
        rooms = Newsrooms(archive, BEGIN)
        with clock.driven_by(rooms):
            rooms.live(4 * 24, "youm7", "okaz", "site.example")
            for _ in range(3):
                rooms.live(1, "youm7", "site.example")
                rooms.visit("okaz", UNREACHABLE)
            yield rooms


def test_in_a_pipe_a_line_tells_each_source_the_worst_first(khabar, followed):
    ended = khabar("status")
    lines = [line.split("\t") for line in ended.stdout.splitlines()]
    assert [line[:2] for line in lines] == [["okaz", "failing"], ["site.example", "well"], ["youm7", "well"]]
    assert lines[0][6:] == [
        "3 visits in a row brought nothing: example.com is in trouble",
        "open its front page in a browser; where the site has moved, give the new home in its file",
    ]
    assert lines[2][2:6] == ["4", "2026-03-05T02:40:00Z", "4", "0"]
    never = len(catalogue()) - 2
    assert ended.stderr == (
        "the service does not run; khabar run starts it\n"
        f"{never} sources were never visited; khabar sources list has them\n"
    )


def test_it_says_that_the_service_runs(khabar, followed):
    with followed.archive.serve():
        assert khabar("status").stderr.startswith("the service runs\n")


def test_as_json_a_line_has_every_figure(khabar, followed):
    told = {each["source"]: each for each in map(json.loads, khabar("status", "--format", "json").stdout.splitlines())}
    youm7 = told["youm7"]
    assert (youm7["state"], youm7["name"], youm7["running"]) == ("well", "اليوم السابع", False)
    assert youm7["last_new"] == "2026-03-05T02:40:00Z"
    assert youm7["due"] is not None
    week = youm7["week"]
    assert (week["visits"], week["failed"], week["new"], week["refused"]) == (99, 0, 99, 0)
    assert (week["articles_of_pages"], week["fields"]["authors"], week["fields"]["tags"]) == (1, 1, 0)
    assert (week["median_words"], week["duplicates"], week["milliseconds"]) == (181, 0, 300)
    assert youm7["days"]["2026-03-02"]["new"] == 24
    assert told["okaz"]["failed_in_row"] == 3
    assert told["okaz"]["last_visit"]["failure"] == "example.com is in trouble"


def test_a_source_is_asked_for_by_its_id(khabar, followed):
    assert [line.split("\t")[0] for line in khabar("status", "youm7").stdout.splitlines()] == ["youm7"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("okas", 'khabar: "okas" is no source (did you mean "okaz"?); khabar status has all\n'),
        ("alqarn-dj", "khabar: alqarn-dj was never visited; khabar crawl alqarn-dj visits it now\n"),
    ],
)
def test_a_source_that_is_none_or_was_never_visited_is_said_so(khabar, followed, asked, said):
    ended = khabar("status", asked)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", said)


@pytest.mark.parametrize("command", ["status", "alerts"])
def test_without_an_archive_it_is_one_sentence(khabar, command):
    ended = khabar(command)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "khabar: data holds no archive; crawl something first, or choose another --data\n"


def test_watching_takes_a_terminal(khabar, followed):
    ended = khabar("status", "--watch")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "--watch needs a terminal" in ended.stderr


def test_looking_changes_nothing(khabar, followed, tmp_path):
    def rows():
        with followed.archive._database.reading() as connection:
            return [
                connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in ("jobs", "alerts", "tellings")
            ]

    before = rows()
    khabar("status")
    assert rows() == before


def text(renderable):
    console = Console(file=io.StringIO(), width=160, color_system=None)
    console.print(renderable)
    return console.file.getvalue()


def test_on_a_terminal_a_table_has_a_line_of_bars_the_reason_and_what_to_try(followed):
    shown = text(board(survey(followed.archive, catalogue(), followed.now), followed.now))
    first, second, *others = shown.splitlines()[1:]
    assert first.split()[:3] == ["okaz", "failing", "████▂"]
    assert "3 visits in a row brought nothing" in first
    assert "try: open its front page in a browser" in second
    assert [line.split()[:2] for line in others if "well" in line] == [["site.example", "well"], ["youm7", "well"]]


def test_one_source_is_shown_with_its_days_its_fields_and_its_visits(followed):
    (found,) = survey(followed.archive, catalogue(), followed.now, only=["okaz"])
    shown = text(in_full(found, Jobs(followed.archive).recent(5, source="okaz"), followed.now))
    assert "3 visits in a row brought nothing: example.com is in trouble" in shown
    assert ["2026-03-02", "24", "24", "100%", "181", "0%", "0.3"] in [line.split() for line in shown.splitlines()]
    assert ["authors", "100%", "100%"] in [line.split() for line in shown.splitlines()]
    assert shown.count("unreachable") == 3


def test_a_bar_is_a_day_and_a_day_without_a_visit_is_blank():
    days = {(BEGIN + timedelta(days=day)).date(): {"stored": new} for day, new in enumerate([0, 1, 7, 14])}
    bars = sparkline(History("site.com", days), BEGIN + timedelta(days=4))
    assert bars == "         ▁▂▅█ "


def test_sources_are_listed_by_their_state(khabar, followed):
    ended = khabar("sources", "list", "--health", "failing")
    assert [line.split("\t")[0] for line in ended.stdout.splitlines()] == ["okaz"]
    assert khabar("sources", "list", "--health", "silent").stderr == "no source fits all of that\n"
    wrong = khabar("sources", "list", "--health", "failed")
    assert (wrong.returncode, '(did you mean "failing"?)' in wrong.stderr) == (2, True)


@pytest.fixture
def alerting(followed):
    with Watchman(followed.archive, Ways(), sources=dict) as watch:
        watch.look(followed.now)
    return followed


def test_alerts_tell_since_when(khabar, alerting):
    ended = khabar("alerts")
    reason = "3 visits in a row brought nothing: example.com is in trouble"
    assert ended.stdout == f"okaz\tfailing\t2026-03-05T03:00:00Z\tfailing\t\t{reason}\n"
    told = json.loads(khabar("alerts", "list", "--format", "json").stdout)
    assert told == {
        "source": "okaz", "state": "failing", "since": "2026-03-05T03:00:00Z", "told": "failing", "silenced_until": "",
        "reason": reason,
    }  # fmt: skip


def test_a_source_is_silenced_for_a_while_and_no_longer(khabar, alerting):
    ended = khabar("alerts", "silence", "okaz", "--for", "2d")
    assert ended.stderr == "okaz: nobody is told until 2026-03-07T03:00:00Z\n"
    assert khabar("alerts").stdout.split("\t")[4] == "2026-03-07T03:00:00Z"
    assert khabar("alerts", "silence", "okaz", "--end").stderr == "okaz: its alerts are told again\n"
    assert Alerts(alerting.archive).all()["okaz"].silenced_until is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("okas",), 'khabar: "okas" is no source (did you mean "okaz"?); khabar status shows them\n'),
        (("okaz", "--for", "soon"), "khabar: --for is 'soon'; write a span such as 30m, 2h or 1d\n"),
    ],
)
def test_a_silence_that_cannot_be_meant_is_refused(khabar, alerting, asked, said):
    ended = khabar("alerts", "silence", *asked)
    assert (ended.returncode, ended.stderr) == (2, said)


def test_a_test_goes_each_way_and_says_what_came_of_it(khabar, monkeypatch, tmp_path):
    script = tmp_path / "told.sh"
    script.write_text(f"#!/bin/sh\ncat > {tmp_path}/told.json\n")
    script.chmod(0o755)
    monkeypatch.setattr("crawler.cli.alerts.KHABAR_ALERT_COMMAND", str(script))
    assert khabar("alerts", "test").stderr == "command: told\n"
    assert json.loads((tmp_path / "told.json").read_text("utf-8"))["source"] == "test"
    monkeypatch.setattr("crawler.cli.alerts.KHABAR_ALERT_COMMAND", "false")
    ended = khabar("alerts", "test")
    assert (ended.returncode, ended.stderr) == (1, "khabar: the command false ended with 1\n")


def test_without_a_way_a_test_says_what_to_set(khabar):
    ended = khabar("alerts", "test")
    assert (ended.returncode, "set KHABAR_ALERT_COMMAND or KHABAR_ALERT_WEBHOOK" in ended.stderr) == (2, True)


def test_a_visit_under_way_shows(khabar, followed):
    followed.jobs.begin("youm7", "youm7", asked_by="run")
    with followed.archive.claim("youm7"):
        lines = khabar("status", "--format", "json").stdout.splitlines()
    told = {each["source"]: each["running"] for each in map(json.loads, lines)}
    assert (told["okaz"], told["youm7"]) == (False, True)
