"""An archive with sources of its own, and a clock that a test sets."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler import clock
from crawler.storage import Archive

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


class Time:
    """The time of day, and the seconds that pass; the first may jump without the second."""

    def __init__(self):
        self.now, self.passed = NOON, 1000.0

    def goes_on(self, **how):
        self.now += timedelta(**how)
        self.passed += timedelta(**how).total_seconds()

    def jumps(self, **how):
        self.now += timedelta(**how)


@pytest.fixture
def time():
    watch = Time()
    with clock.driven_by(lambda: watch.now, lambda: watch.passed):
        yield watch


@pytest.fixture
def data(tmp_path):
    (tmp_path / "sources").mkdir()
    return tmp_path


@pytest.fixture
def source(data):
    """Write the file of a source with these lines beside what each needs."""

    def write(identifier, *lines, home=None):
        home = home or f"https://{identifier}.example/"
        needed = (f'name = "{identifier}"', f'home = "{home}"', 'country = "EG"', 'timezone = "Africa/Cairo"')
        (data / "sources" / f"{identifier}.toml").write_text("\n".join([*needed, *lines]), "utf-8")

    return write


@pytest.fixture
def archive(data, time):
    with Archive(data) as opened:
        yield opened
