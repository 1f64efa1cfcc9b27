"""The service follows sites for days, on a driven clock: what it asked, as the sites saw it, and what is kept."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import claims
import pytest
from following import DAY, HOUR, SLACK, follow, gaps, visits
from outlets import EVERYTHING, RIYADH, Outlet, Story, served
from replay import Times

from crawler.demo.answers import Answer
from crawler.storage import Archive, State
from crawler.urls import key

BEGINS = datetime(2026, 3, 1, 6, tzinfo=UTC).timestamp()  # a Sunday
UNTIL = 4.5 * DAY
AGES = (3 * HOUR, 24 * HOUR, 72 * HOUR)  # of an article, when it is looked at again
FIVE_MINUTES = 300.0
DOWN = (BEGINS + 0.5 * DAY, BEGINS + 2.5 * DAY)
TWO_HOURS = 2 * HOUR
BUDGET = 8


@dataclass
class Week:
    """Sites that were followed together, by their names, and the data directory."""

    sites: dict[str, Outlet]
    data: Path

    def seen(self, name):
        """Return the numbers of the stories that stood on a site at one of its visits."""
        begun, stories = visits(self.sites[name]), self.sites[name].stories
        return [at for at, story in enumerate(stories) if any(story.at < each < story.gone for each in begun)]


def local(instant):
    return datetime.fromtimestamp(instant, RIYADH)


def clock(instant):
    return local(instant).strftime("%H:%M")


def edited(number):
    """A story each four hours; every third is corrected, soon or late; every seventh is taken off."""
    at = BEGINS - DAY / 2 + number * 4 * HOUR
    corrected = (at + (1 * HOUR, 20 * HOUR, 40 * HOUR)[number % 9 // 3],) if number % 3 == 0 else ()
    return Story(at, corrected, at + 10 * HOUR if number % 7 == 1 else float("inf"), (404, 410)[number % 2])


def steady(number):
    return Story(BEGINS - DAY / 2 + number * 6 * HOUR)


def outlet(name, times, story=steady, *, has=EVERYTHING - {"sections"}):
    return Outlet(name, [story(number) for number in range(30)], times, has)


def answer(status, **headers):
    return Answer(status, headers, b"", datetime(2026, 1, 1, tzinfo=UTC))


def down(_path, at):
    return answer(500) if DOWN[0] <= at < DOWN[1] else None


class Busy:
    """It asks to be left alone for two hours, once a day; `told` is when."""

    def __init__(self):
        self.told = []

    def __call__(self, path, at):
        if path == "/robots.txt" or at < BEGINS + DAY or (self.told and at < self.told[-1] + DAY):
            return None
        self.told.append(at)
        return answer(429, **{"Retry-After": f"{TWO_HOURS:.0f}"})


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("week")
    times, data = Times(folder / "clock"), folder / "data"
    times.begin(BEGINS)
    asked_for = [outlet(name, times, has=frozenset({"feed"})) for name in ("every", "cron", "quiet", "budget")]
    sites = [
        outlet("whole", times, edited, has=EVERYTHING),
        outlet("front", times, edited, has=frozenset({"front"})),
        *asked_for,
        outlet("down", times),
        outlet("busy", times),
    ]
    named = {each.name: each for each in sites}
    named["down"].instead, named["busy"].instead = down, Busy()
    data.mkdir()
    (data / "schedule.toml").write_text(
        '[groups.quiet]\nsources = ["quiet"]\nevery = "150m"\nquiet = "23:30-05:30"\n'
        f'[groups.budget]\nsources = ["budget"]\nevery = "1h"\nbudget = {BUDGET}\n'
    )
    with served(sites):
        follow(
            sites,
            data,
            times,
            until=UNTIL,
            every='every = "3h"',
            down='every = "1h"',
            busy='every = "100m"',
            cron='cron = "30 6,18 * * *"',
        )
    return Week(named, data)


@pytest.mark.parametrize("name", ["whole", "front", "every", "cron", "quiet", "down", "busy"])
def test_every_article_is_stored_once(week, name):
    site, seen = week.sites[name], week.seen(name)
    with Archive(week.data, create=False) as archive:
        found = Counter(archive.find(f"{site.url}{site.path(number)}") for number in seen)
        assert None not in found
        assert set(found.values()) == {1}
        assert archive.count(name, copies="all") == len(seen)


def test_what_is_kept_is_sound_and_nothing_is_left_in_hand(week):
    claims.finished(week.data)


@pytest.mark.parametrize("name", ["whole", "front"])
def test_a_correction_is_kept_as_a_revision_when_its_article_is_looked_at_again(week, name):
    site, begun, revised = week.sites[name], visits(week.sites[name]), 0
    with Archive(week.data, create=False) as archive:
        for number in week.seen(name):
            story = site.stories[number]
            if not story.corrected or story.gone < float("inf"):
                continue
            corrected = story.corrected[0]
            look = min(story.at + age for age in AGES if story.at + age > corrected)
            looked = next((at for at in begun if at > look), None)
            if looked is None or not any(story.at < at < corrected for at in begun):
                continue
            id_ = archive.find(f"{site.url}{site.path(number)}")
            kept = [*archive.revisions(id_), archive.article(id_)]
            assert [each.title for each in kept] == [site.title(number, at) for at in (story.at, corrected)]
            assert corrected - 1 < kept[-1].fetched_at.timestamp() <= looked + SLACK
            revised += 1
    assert revised >= 3


@pytest.mark.parametrize("name", ["whole", "front"])
def test_an_article_that_was_taken_off_is_marked_as_gone_and_kept(week, name):
    site, ends = week.sites[name], visits(week.sites[name])[-1]
    pages, gone = claims.look(week.data).pages, 0
    with Archive(week.data, create=False) as archive:
        for number in week.seen(name):
            if site.stories[number].at + AGES[1] < ends and site.stories[number].gone < ends:
                url = f"{site.url}{site.path(number)}"
                assert pages[name, key(url)] is State.GONE
                assert archive.find(url) is not None
                gone += 1
    assert gone >= 2


@pytest.mark.parametrize("name", ["whole", "front"])
def test_by_itself_a_source_is_visited_between_five_minutes_and_a_day_later(week, name):
    found = gaps(visits(week.sites[name]))
    assert len(found) > 10
    assert min(found) >= FIVE_MINUTES - 1
    assert max(found) <= DAY + SLACK


def test_every_so_often_means_so(week):
    begun = visits(week.sites["every"])
    # One falls due in the second in which the service is stopped: it may have begun.
    assert len([each for each in begun if each < BEGINS + UNTIL]) == UNTIL / (3 * HOUR)
    assert all(abs(gap - 3 * HOUR) <= SLACK for gap in gaps(begun))


def test_a_cron_line_goes_by_the_clock_of_the_newsroom(week):
    first, *rest = visits(week.sites["cron"])
    assert first <= BEGINS + SLACK  # it was never visited
    assert list(map(clock, rest)) == ["18:30", "06:30"] * 4 + ["18:30"]


def test_nothing_is_asked_in_quiet_hours(week):
    site = week.sites["quiet"]
    assert all("05:30" <= clock(each.at) < "23:31" for each in site.asked)
    assert [clock(at) for at in visits(site)].count("05:30") == 4


def test_a_days_requests_stay_within_the_budget(week):
    spent = Counter(local(each.at).date() for each in week.sites["budget"].asked)
    assert len(spent) == 5
    assert max(spent.values()) <= BUDGET
    assert min(spent.values()) >= BUDGET - 1


def test_a_site_that_fails_is_asked_less_and_less_and_followed_again_once_it_is_back(week):
    begun = visits(week.sites["down"])
    failing = gaps([at for at in begun if DOWN[0] <= at < DOWN[1]])
    assert 5 < len(failing) < 12  # as it is wished for, once an hour, it would be asked 48 times
    assert min(failing) >= HOUR - SLACK
    assert max(failing) >= 8 * HOUR
    assert max(gaps(begun)) <= DAY + SLACK
    assert min(gaps([at for at in begun if at >= DOWN[1]])) <= HOUR + SLACK


def test_a_site_that_asks_to_wait_is_left_alone_as_long(week):
    site = week.sites["busy"]
    assert len(site.instead.told) >= 3
    for told in site.instead.told:
        following = min(each.at for each in site.asked if each.at > told)
        assert told + TWO_HOURS <= following <= told + TWO_HOURS + SLACK
