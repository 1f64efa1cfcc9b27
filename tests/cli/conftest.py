"""The program, run as a person runs it: within the test, or where that matters in a process of its own."""

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from crawler.cli.main import main

ROOT = Path(__file__).parents[2]


@dataclass
class Ended:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def khabar(tmp_path):
    """Run a command in an empty folder; gives its exit code, stdout and stderr."""

    def run(*arguments, stdin="", env=None):
        out, err = stream(b""), stream(b"")
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)
            clean(patch, env or {})
            patch.setattr(sys, "argv", ["khabar", *map(str, arguments)])
            for name, value in (("stdin", stream(stdin.encode())), ("stdout", out), ("stderr", err)):
                patch.setattr(sys, name, value)
            with pytest.raises(SystemExit) as end:
                main()
        return Ended(end.value.code or 0, text(out), text(err))

    return run


@pytest.fixture
def khabar_process(tmp_path, khabar_in):
    """The same in a process of its own; without an encoding, its output is bytes."""
    return partial(khabar_in, tmp_path)


@pytest.fixture(scope="session")
def khabar_in():
    """The same in a folder that is given."""

    def run(folder, *arguments, stdin=None, env=None, timeout=300, encoding="utf-8"):
        return subprocess.run(
            [sys.executable, "-m", "crawler.cli", *map(str, arguments)],
            cwd=folder,
            env={**clean_environment(), "PYTHONPATH": str(ROOT), **(env or {})},
            input=stdin,
            capture_output=True,
            timeout=timeout,
            check=False,
            encoding=encoding,
        )

    return run


def stream(content):
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8")


def text(written):
    written.flush()
    return written.buffer.getvalue().decode()


def clean(patch, env):
    for name in set(os.environ) - set(clean_environment()):
        patch.delenv(name)
    for name, value in env.items():
        patch.setenv(name, value)


def clean_environment():
    """Return the environment without what would change the program's answers."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("KHABAR_", "SCRAPY_"))}
