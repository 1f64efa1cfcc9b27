"""An alert arrives at a command and at a webhook, or it is said why not."""

import json
import sys

import pytest
from receiving import webhook

from crawler.errors import UsageError
from crawler.health.ways import COMMAND, WEBHOOK, Untold, Ways

MESSAGE = {"source": "youm7", "state": "silent", "reason": "nothing new; 12 were due", "name": "اليوم السابع"}


def command(tmp_path, script, *, limit=10.0):
    file = tmp_path / "told.py"
    file.write_text(script, "utf-8")
    return Ways((sys.executable, str(file), "with space"), "", limit)


def test_a_command_gets_the_message_on_stdin_and_the_least_in_its_environment(tmp_path):
    out = tmp_path / "out.json"
    script = (
        "import json, os, sys\n"
        f"json.dump([json.load(sys.stdin), sys.argv[1], os.environ['KHABAR_ALERT_SOURCE'],"
        f" os.environ['KHABAR_ALERT_STATE'], os.environ['KHABAR_ALERT_REASON']], open({str(out)!r}, 'w'))\n"
    )
    command(tmp_path, script).send(COMMAND, MESSAGE)
    assert json.loads(out.read_text()) == [MESSAGE, "with space", "youm7", "silent", "nothing new; 12 were due"]


def test_a_command_that_fails_is_named_with_what_it_complained_of(tmp_path):
    with pytest.raises(Untold, match=r"ended with 3: no such room"):
        command(tmp_path, "import sys; sys.stderr.write('no such room\\n'); sys.exit(3)").send(COMMAND, MESSAGE)


def test_a_command_that_hangs_is_ended_with_all_that_it_began(tmp_path):
    script = (
        "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).wait()"
    )
    with pytest.raises(Untold, match="took longer than"):
        command(tmp_path, script, limit=0.5).send(COMMAND, MESSAGE)  # its child holds stderr open: it must end too


def test_a_command_need_not_read_what_it_is_told(tmp_path):
    long = {**MESSAGE, "reason": "سبب طويل " * 50_000, "advice": ""}
    command(tmp_path, "").send(COMMAND, {**long, "reason": "", "advice": long["reason"]})


def test_a_webhook_gets_the_message_as_json():
    with webhook() as told:
        Ways((), told.url).send(WEBHOOK, MESSAGE)
    assert told.received == [MESSAGE]
    assert told.types == ["application/json; charset=utf-8"]


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_webhook_that_does_not_take_it_is_said_and_no_redirect_followed(status):
    with webhook() as told:
        told.status, told.location = status, told.url + "/elsewhere"
        with pytest.raises(Untold, match=f"the webhook answered {status}"):
            Ways((), told.url).send(WEBHOOK, MESSAGE)
    assert len(told.received) == 1


def test_a_webhook_that_is_not_there_or_says_nothing_is_said():
    with webhook() as told:
        told.status = None
        with pytest.raises(Untold, match="could not be reached: timed out"):
            Ways((), told.url, limit=0.2).send(WEBHOOK, MESSAGE)
    with pytest.raises(Untold, match="could not be reached: Connection refused"):
        Ways((), told.url).send(WEBHOOK, MESSAGE)


def read(command="", address=""):
    return Ways.read(command, address, limit=10.0, agent="Khabar")


def test_a_command_is_written_as_in_a_shell():
    assert read(f"{sys.executable} -c 'import sys'").command == (sys.executable, "-c", "import sys")
    assert (read().names, read(sys.executable, "https://example.com").names) == ((), (COMMAND, WEBHOOK))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"command": "no-such-program --now"}, "no-such-program is no program that can be run"),
        ({"command": "echo 'one"}, "No closing quotation"),
        ({"address": "example.com/hook"}, "begins with https://"),
        ({"address": "file:///etc/passwd"}, "begins with https://"),
    ],
)
def test_a_way_that_cannot_be_gone_is_refused_before_it_is_needed(given, said):
    with pytest.raises(UsageError, match=said):
        read(**given)
