"""How a source is judged: every fault is found within a day, and nothing is held against a healthy one."""

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from simulated import BEGIN, CAIRO, Site, job

from crawler.health.history import History
from crawler.health.judge import FAILURES, judge, owes
from crawler.health.state import State
from crawler.schedule.rhythm import Rhythm

DAY = timedelta(days=1)
NOW = datetime(2026, 3, 30, 12, tzinfo=UTC)
GOOD = {
    "visits": 24, "pages": 150, "stored": 30, "promised": 32, "delivered": 30, "read/feed": 24, "new-by/feed": 30,
    "field/published": 30, "field/authors": 27, "field/section": 29, "words/256": 20, "words/512": 10,
}  # fmt: skip


def known(today=GOOD, days=20, **changes):
    """Return what is known of a source that had good days, and this one."""
    before = {(NOW - DAY * back).date(): GOOD for back in range(1, days + 1)}
    visit = changes.pop("visit", job(NOW, {"pages": 4}))
    return History("site.com", {**before, NOW.date(): today}, visit, last_new=NOW, seen=NOW, **changes)


def state(history, now=NOW):
    return judge(history, now).state


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("a_day", [2, 12, 40, 120])
def test_nothing_is_held_against_a_site_that_publishes_by_chance_for_weeks(seed, a_day):
    site = Site(random.Random(f"{seed} {a_day}"), a_day=a_day, every=timedelta(hours=2))
    states = Counter()
    for number, now in enumerate(site.live(0, 24 * 28)):
        if number % 3 == 0:
            states[state(site.history(), now)] += 1
    assert set(states) == {State.NEW, State.WELL}


@pytest.mark.parametrize("a_day", [24, 60])
@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ("silent", State.SILENT),
        ("failing", State.FAILING),
        ("blocked", State.BLOCKED),
        ("unread", State.CHANGED),
        ("fields", State.CHANGED),
        ("short", State.CHANGED),
        ("feed", State.FEED_DEAD),
    ],
)
def test_a_fault_is_found_within_a_day_and_taken_for_no_other(fault, found, a_day):
    chance = random.Random(f"{fault} {a_day}")
    site = Site(chance, a_day=a_day, every=timedelta(hours=1), fault=fault, harmed=24 * 10 + 24 * chance.random())
    list(site.live(0, 24 * 10))
    harmed = BEGIN + timedelta(hours=site.harmed)
    states = {now: state(site.history(), now) for now in site.live(24 * 10, 24 * 13)}
    assert {each for now, each in states.items() if now < harmed} <= {State.WELL}
    assert {each for now, each in states.items() if now >= harmed} <= {State.WELL, found}
    assert any(each is found for now, each in states.items() if now < harmed + DAY)
    assert {each for now, each in states.items() if now >= harmed + DAY * 1.5} == {found}


def test_a_dead_feed_that_nothing_covers_is_no_silence():
    site = Site(random.Random(7), a_day=48, every=timedelta(hours=1), fault="feed", harmed=24 * 10, covered=False)
    list(site.live(0, 24 * 10))
    seen = [state(site.history(), now) for now in site.live(24 * 10, 24 * 13)]
    assert set(seen[24:]) == {State.FEED_DEAD}
    assert "no other way brings what is new" in judge(site.history(), BEGIN + DAY * 13).reason


def test_a_silence_that_lasts_is_not_forgotten():
    site = Site(random.Random(3), a_day=24, every=timedelta(hours=6), fault="silent", harmed=24 * 14)
    list(site.live(0, 24 * 54))
    assert state(site.history(), BEGIN + DAY * 54) is State.SILENT


def rhythm(days, *, a_day=24, without=()):
    """Return the rhythm of a source that publishes evenly, but on some weekdays."""
    begin = datetime(2026, 3, 2, tzinfo=CAIRO)  # a Monday
    hours = [begin + timedelta(hours=24 / a_day * each) for each in range(int(days * a_day))]
    published = [at for at in hours if at.weekday() not in without]
    return Rhythm.of(published, since=begin, until=published[-1], zone=CAIRO)


def test_a_quiet_friday_is_no_silence_and_a_quiet_saturday_is_one():
    friday = 4
    learnt = rhythm(25, without=(friday,))
    last = learnt.looked_at
    history = replace(known(), rhythm=learnt, last_new=last)
    assert last.astimezone(CAIRO).weekday() == 3
    until_friday_ends, on_saturday = last + timedelta(hours=23), last + timedelta(hours=44)
    assert state(replace(history, seen=until_friday_ends)) is State.WELL
    assert state(replace(history, seen=on_saturday)) is State.SILENT


def test_a_weekday_on_which_nobody_looked_before_owes_nothing():
    learnt = rhythm(25)  # it ends on a Thursday night
    quiet = {"rhythm": learnt, "last_new": learnt.looked_at, "seen": learnt.looked_at + timedelta(hours=22)}
    days = known().days
    without_friday = {day: figures for day, figures in days.items() if day.weekday() != 4}
    assert state(replace(known(), **quiet)) is State.SILENT
    assert state(replace(known(), **quiet, days=without_friday)) is State.WELL


def test_in_the_first_days_a_silence_takes_twice_as_much():
    learnt = rhythm(25)
    last, now = learnt.looked_at, learnt.looked_at + timedelta(hours=17)
    days = {(last - DAY * back).date(): GOOD for back in range(20)}
    quiet = History("site.com", days, job(now, {"pages": 4}), rhythm=learnt, last_new=last, seen=now)
    assert state(quiet, now) is State.SILENT
    assert state(replace(quiet, days=dict(list(days.items())[:2])), now) is State.NEW


def test_a_source_that_publishes_in_bursts_is_measured_by_its_own_pauses():
    begin = datetime(2026, 3, 2, tzinfo=CAIRO)
    published = [begin + timedelta(hours=12 * each, minutes=minute) for each in range(50) for minute in range(20)]
    learnt = Rhythm.of(published, since=begin, until=published[-1], zone=CAIRO)
    history = replace(known(), rhythm=learnt, last_new=learnt.looked_at)
    assert owes(replace(history, seen=learnt.looked_at + timedelta(hours=12))) > 15
    assert state(replace(history, seen=learnt.looked_at + timedelta(hours=12))) is State.WELL
    assert state(replace(history, seen=learnt.looked_at + timedelta(hours=26))) is State.SILENT


def test_what_the_service_did_not_look_at_is_not_held_against_a_source():
    learnt = rhythm(25)
    assert state(replace(known(), rhythm=learnt, last_new=learnt.looked_at, seen=learnt.looked_at)) is State.WELL


def test_failing_takes_three_visits_in_a_row():
    failed = [job(NOW, {}, "unreachable", "no route", row) for row in (FAILURES - 1, FAILURES)]
    assert [state(known(visit=visit)) for visit in failed] == [State.WELL, State.FAILING]
    assert judge(known(visit=failed[1]), NOW).reason == "3 visits in a row brought nothing: no route"


@pytest.mark.parametrize("finish", ["refused", "asked-to-wait"])
def test_refusals_at_two_visits_in_a_row_are_a_block(finish):
    visits = [job(NOW, {"refused": 5, "pages": 1}, finish, "HTTP 403, 5 times in a row", row) for row in (1, 2)]
    assert [state(known(visit=visit)) for visit in visits] == [State.WELL, State.BLOCKED]


def test_a_site_that_shows_its_lists_and_refuses_its_articles_is_blocked():
    today = {"visits": 10, "pages": 40, "read/feed": 10, "refused": 12}
    assert state(known(today, visit=job(NOW, {"pages": 4, "refused": 3}))) is State.BLOCKED
    assert state(known(today, visit=job(NOW, {"pages": 9, "promised": 5, "delivered": 5}))) is State.WELL


def test_a_robots_txt_that_forbids_the_front_page_is_said_at_once():
    visit = job(NOW, {"reason/robots": 1, "requests": 1}, "finished", "forbidden by robots.txt", 1)
    assert state(known(visit=visit)) is State.ROBOTS


def test_a_robots_txt_that_forbids_what_it_allowed_is_told_from_one_that_always_did():
    today = GOOD | {"promised": 1, "delivered": 0, "stored": 0, "reason/robots": 20}
    visit = job(NOW, {"pages": 4, "reason/robots": 2})
    assert state(known(today, visit=visit)) is State.ROBOTS
    always = {day: figures | {"reason/robots": 40} for day, figures in known(today).days.items()}
    assert state(replace(known(today, visit=visit), days=always)) is State.WELL


def test_a_field_that_fell_is_named_with_what_was_usual():
    verdict = judge(known(GOOD | {"field/authors": 1}), NOW)
    assert (verdict.state, verdict.reason) == (State.CHANGED, "articles with authors fell from 90% to 3%")


@pytest.mark.parametrize(
    "today",
    [
        GOOD | {"field/authors": 15},  # half is no fall to less than half
        {**dict.fromkeys(GOOD, 0), "visits": 24, "stored": 5, "words/256": 5},  # too few to tell
        GOOD | {"field/tags": 0},  # it never had any
        GOOD | {"reason/not-found": 60, "revised": 20},  # it removes and corrects
    ],
)
def test_little_is_no_change_of_layout(today):
    assert state(known(today)) is State.WELL


def test_a_day_like_one_that_was_before_is_no_change():
    opinions = GOOD | {"field/authors": 3}
    history = known(opinions)
    friday = (NOW - DAY * 7).date()
    assert state(history) is State.CHANGED
    assert state(replace(history, days={**history.days, friday: opinions})) is State.WELL


def test_what_stays_as_it_became_is_told_for_weeks_and_then_usual():
    changed = GOOD | {"field/authors": 0}
    found = {}
    for since in (1, 7, 20, 27):
        days = {(NOW - DAY * back).date(): changed if back < since else GOOD for back in range(28)}
        found[since] = state(replace(known(), days=days))
    assert found == {1: State.CHANGED, 7: State.CHANGED, 20: State.CHANGED, 27: State.WELL}


def test_a_list_that_was_lost_from_the_first_day_is_no_news():
    days = {day: figures | {"lost/feed": 24} for day, figures in known().days.items()}
    visit = job(NOW, {"pages": 4, "lost/feed": 1})
    assert state(replace(known(visit=visit), days=days)) is State.WELL


def test_a_feed_that_tells_nothing_any_more_is_dead_where_sections_tell_instead():
    today = GOOD | {"new-by/feed": 0, "new-by/section": 30}
    visits = [
        job(NOW - timedelta(hours=back), {"promised": 10, "delivered": 10, "new-by/section": 10}) for back in range(3)
    ]
    assert state(known(today, visits=visits[:2])) is State.WELL
    verdict = judge(known(today, visits=visits), NOW)
    assert verdict.state is State.FEED_DEAD
    assert "the feed told 100% of what was new, and none of the last 30 pages" in verdict.reason
    assert "sections 30" in verdict.reason


def test_who_is_not_visited_is_overdue_where_nothing_worse_is_known():
    due = {"due": lambda: NOW - timedelta(hours=5), "visit": job(NOW - timedelta(hours=6), {"pages": 4})}
    assert judge(known(**due), NOW).reason == "its visit was due 5 hours ago"
    assert state(known(**due)) is State.OVERDUE
    assert state(known(GOOD | {"field/authors": 1}, **due)) is State.CHANGED


def test_too_little_is_known_in_the_first_days_but_a_failure_shows():
    assert state(known(days=1)) is State.NEW
    assert state(known(days=3)) is State.WELL
    assert state(known(days=1, visit=job(NOW, {}, "unreachable", "no route", 3))) is State.FAILING
    assert state(History("site.com", {})) is State.NEW


def test_a_source_that_is_turned_off_is_off_whatever_it_does():
    assert state(known(enabled=False, visit=job(NOW, {}, "unreachable", "no route", 9))) is State.OFF
