"""A clock that is set forth or back, and a machine that was off, neither flood a site nor stop its visits."""

from datetime import UTC, datetime

import pytest
from following import DAY, HOUR, SLACK, follow, gaps, visits
from outlets import RIYADH, Outlet, Story, served
from replay import Times

from crawler.demo.answers import Answer

BEGINS = datetime(2026, 3, 1, 6, tzinfo=UTC).timestamp()  # a Sunday
UNTIL = 54 * HOUR
JUMPS = [(6 * HOUR, 3 * HOUR), (14 * HOUR, -1 * HOUR), (22 * HOUR, 2 * DAY), (30 * HOUR, -1 * DAY)]
TWO_HOURS = 2 * HOUR


def outlet(name, times):
    stories = [Story(BEGINS - DAY / 2 + number * 3 * HOUR) for number in range(50)]
    return Outlet(name, stories, times, frozenset({"feed"}))


class BusyBeforeTheLastJump:
    """It asks to be left alone for two hours, an hour before the clock is set back by a day."""

    def __init__(self, times):
        self.times, self.begins, self.told = times, times.elapsed(), []

    def __call__(self, path, _at):
        if self.told or path == "/robots.txt" or self.times.elapsed() - self.begins < JUMPS[-1][0] - HOUR:
            return None
        self.told.append(self.times.elapsed())
        return Answer(429, {"Retry-After": f"{TWO_HOURS:.0f}"}, b"", datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    folder = tmp_path_factory.mktemp("clocks")
    times = Times(folder / "clock")
    times.begin(BEGINS)
    found = [outlet(name, times) for name in ("rhythm", "hourly", "busy")]
    found[2].instead = BusyBeforeTheLastJump(times)
    wishes = {"hourly": 'every = "1h"', "busy": 'every = "50m"'}
    with served(found):
        follow(found, folder / "data", times, until=UNTIL, jumps=JUMPS, **wishes)
    return {each.name: each for each in found}


def test_no_source_is_visited_too_soon_or_too_late_however_the_clock_is_set(sites):
    found = gaps(visits(sites["rhythm"], passed=True))
    assert min(found) >= 300 - 1
    assert max(found) <= 4 * HOUR
    hourly = gaps(visits(sites["hourly"], passed=True))
    assert len(hourly) >= UNTIL / HOUR - 1
    assert hourly == [pytest.approx(HOUR, abs=SLACK)] * len(hourly)


def test_a_site_that_asked_to_wait_is_neither_asked_before_nor_forgotten(sites):
    site = sites["busy"]
    (told,) = site.instead.told
    following = min(each.passed for each in site.asked if each.passed > told + 1)
    # The clock was set back meanwhile: how much of the wait is over, the file that all processes read cannot tell.
    assert told + TWO_HOURS <= following <= told + 2 * TWO_HOURS + SLACK


def test_what_was_missed_while_the_machine_was_off_is_made_up_for_once(tmp_path):
    times = Times(tmp_path / "clock")
    times.begin(BEGINS)
    site = outlet("hourly", times)
    with served([site]):
        follow([site], tmp_path / "data", times, until=2.5 * HOUR, hourly='cron = "0 * * * *"')
        times.leap(2 * DAY + 0.25 * HOUR)
        again = times.now()
        follow([site], tmp_path / "data", times, until=2.5 * HOUR, hourly='cron = "0 * * * *"')
    after = [at for at in visits(site) if at >= again]
    assert after[0] - again < SLACK
    assert [datetime.fromtimestamp(at, RIYADH).strftime("%H:%M") for at in after[1:]] == ["12:00", "13:00", "14:00"]
