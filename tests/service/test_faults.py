"""What goes wrong with sites is found by following them: each fault is told rightly, and of healthy sites none."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from following import DAY, HOUR, follow
from outlets import EVERYTHING, Outlet, Story, served
from replay import Times

from crawler import clock
from crawler.demo.answers import Answer
from crawler.health.state import State
from crawler.health.survey import survey
from crawler.sources import catalogue
from crawler.storage import Archive

BEGINS = datetime(2026, 2, 26, 6, tzinfo=UTC)  # a Thursday; the harm comes on a Monday
HARM = BEGINS.timestamp() + 4 * DAY
UNTIL = 5.5 * DAY
PUBLISHED = re.compile(rb"<meta property=\"article:published_time\"[^>]*>|<time>[^<]*</time>")


def stories(*, until=float("inf"), edited=False):
    """A story an hour from the day before; some are corrected or taken off again."""
    instants = [BEGINS.timestamp() - DAY + 1.2 * HOUR * number for number in range(140)]
    told = [Story(at) for at in instants if at < until]
    if edited:
        told[::5] = [replace(each, corrected=(each.at + 2 * HOUR,)) for each in told[::5]]
        told[::7] = [replace(each, gone=each.at + 5 * HOUR) for each in told[::7]]
    return told


def refused(_path, at):
    return answer(403) if at >= HARM else None


def without_feed(path, at):
    return answer(404) if path == "/feed" and at >= HARM else None


def answer(status):
    return Answer(status, {"Content-Type": "text/html"}, b"", BEGINS)


class Redesigned(Outlet):
    """From the harm on its pages tell no date."""

    def _answer(self, path, base, now):
        given = super()._answer(path, base, now)
        if self.number(path) is None or now < HARM:
            return given
        return replace(given, body=PUBLISHED.sub(b"", given.body))


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """Follow the sites for days; return how each is judged at the end."""
    folder = tmp_path_factory.mktemp("faults")
    times, data = Times(folder / "clock"), folder / "data"
    times.begin(BEGINS.timestamp())
    some = EVERYTHING - {"sections"}
    sites = [
        Outlet("well", stories(), times, some),
        Outlet("edited", stories(edited=True), times, some),
        Outlet("silent", stories(until=HARM), times, some),
        Outlet("blocked", stories(), times, some),
        Outlet("mute", stories(), times, some),
        Redesigned("redesigned", stories(), times, frozenset({"front"})),
    ]
    named = {each.name: each for each in sites}
    named["blocked"].instead, named["mute"].instead = refused, without_feed
    with served(sites):
        follow(sites, data, times, until=UNTIL, **{each.name: 'every = "3h"' for each in sites})
    end = BEGINS + timedelta(seconds=UNTIL)
    with clock.driven_by(lambda: end), Archive(data, create=False) as archive:
        return {each.id: each.verdict for each in survey(archive, catalogue(data), end)}


@pytest.mark.parametrize(
    ("name", "state", "words"),
    [
        ("well", State.WELL, ""),
        ("edited", State.WELL, ""),
        ("silent", State.SILENT, ""),
        ("blocked", State.BLOCKED, "403"),
        ("mute", State.FEED_DEAD, "/feed"),
        ("redesigned", State.CHANGED, "a date fell from 100% to 0%"),
    ],
)
def test_a_site_is_judged_as_it_is(verdicts, name, state, words):
    verdict = verdicts[name]
    assert verdict.state is state, verdict
    assert words in verdict.reason
