"""One crawl of a source at a time; a dead process holds nothing."""

import signal
import subprocess
import sys

import pytest

from crawler.errors import ArchiveBusy
from crawler.storage import Archive

HOLD = """
import os, sys
from pathlib import Path
from crawler.storage import Archive
with Archive(Path(sys.argv[1])).claim("example.com"):
    if os.fork() == 0:  # a worker that outlives a killed crawl
        sys.stdin.read()
        os._exit(0)
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(archive):
    command = [sys.executable, "-c", HOLD, str(archive.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process


def test_a_source_held_by_another_process_is_busy_and_others_are_not(archive, holder):
    with pytest.raises(ArchiveBusy, match=r"example\.com is being crawled"), archive.claim("example.com"):
        pass
    with archive.claim("example.org"):
        pass


def test_a_killed_process_holds_nothing_though_its_worker_lives(archive, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with archive.claim("example.com"):
        pass


def test_a_process_cannot_claim_a_source_twice_but_again_afterwards(archive):
    with Archive(archive.path) as other:
        with (
            archive.claim("example.com"),
            pytest.raises(ArchiveBusy, match="being crawled"),
            other.claim("example.com"),
        ):
            pass
        with other.claim("example.com"):
            pass
