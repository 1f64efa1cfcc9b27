"""What is kept of jobs: how each went, what a day came to, and which were killed."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler import clock
from crawler.storage.jobs import KILLED, Ending, Jobs

MORNING = datetime(2026, 3, 4, 8, tzinfo=UTC)
FAILED = Ending("unreachable", "example.com is in trouble", {"requests": 3})
DONE = Ending("finished", None, {"requests": 7, "stored": 2})


class Time:
    def __init__(self):
        self.now = MORNING

    def __call__(self):
        return self.now

    def goes_on(self, **how):
        self.now += timedelta(**how)


@pytest.fixture
def time():
    watch = Time()
    with clock.driven_by(watch):
        yield watch


@pytest.fixture
def jobs(archive):
    return Jobs(archive)


def visit(jobs, ending, source="example.com", **how):
    number = jobs.begin(source, source, **how)
    jobs.end(number, ending)
    return jobs.get(number)


def test_a_job_is_open_until_it_ends_and_then_says_how(jobs, time):
    number = jobs.begin("example.com", "https://example.com/", asked_by="run")
    assert [job.id for job in jobs.open()] == [number]
    time.goes_on(minutes=5)
    jobs.end(number, Ending("finished", None, {"requests": 7}, wait_until=MORNING + timedelta(hours=1), ttl=600))
    job = jobs.get(number)
    assert jobs.open() == []
    assert (job.asked_by, job.target, job.finish, job.requests) == ("run", "https://example.com/", "finished", 7)
    assert (job.began_at, job.ended_at) == (MORNING, MORNING + timedelta(minutes=5))
    assert (job.wait_until, job.ttl, job.is_cut_short) == (MORNING + timedelta(hours=1), 600, False)


def test_progress_is_kept_and_brings_back_which_jobs_are_to_end(jobs, time):
    one, other = jobs.begin("one.com", "one.com"), jobs.begin("other.com", "other.com")
    assert jobs.ask_to_stop(other).source == "other.com"
    time.goes_on(seconds=30)
    assert jobs.note({one: {"pages": 4}, other: {"pages": 9}}) == {other}
    assert jobs.get(one).figures == {"pages": 4}
    assert jobs.get(one).seen_at == MORNING + timedelta(seconds=30)


def test_a_job_that_has_ended_cannot_be_stopped(jobs, time):
    assert jobs.ask_to_stop(visit(jobs, DONE).id) is None
    assert jobs.ask_to_stop(99) is None


def test_a_job_that_was_killed_is_found_when_its_source_is_crawled_again(jobs, time):
    killed = jobs.begin("example.com", "example.com")
    jobs.note({killed: {"requests": 5, "stored": 1}})
    assert jobs.get(killed).is_cut_short
    jobs.begin("example.com", "example.com")
    assert jobs.get(killed).finish == KILLED
    assert jobs.days("example.com", since=MORNING.date()) == {MORNING.date(): {"requests": 5, "stored": 1}}


def test_failures_in_a_row_are_counted_and_a_shutdown_is_none(jobs, time):
    counted = [visit(jobs, each).failed_in_row for each in (DONE, FAILED, FAILED, Ending("shutdown"), FAILED, DONE)]
    assert counted == [0, 1, 2, 2, 3, 0]


def test_the_crawl_of_a_section_is_no_visit(jobs, time):
    first = visit(jobs, FAILED)
    visit(jobs, DONE, scope="example.com/sport")
    assert jobs.last_visit("example.com") == first
    assert jobs.days("example.com", since=MORNING.date())[MORNING.date()]["requests"] == 3


def test_a_day_adds_up_its_visits_and_the_next_begins_anew(jobs, time):
    visit(jobs, DONE)
    visit(jobs, FAILED)
    time.goes_on(days=1)
    visit(jobs, DONE)
    today = MORNING.date()
    assert jobs.days("example.com", since=today) == {
        today: {"requests": 10, "stored": 2, "visits": 2, "visits-failed": 1},
        today + timedelta(days=1): {"requests": 7, "stored": 2, "visits": 1},
    }
    assert list(jobs.days("example.com", since=today + timedelta(days=1))) == [today + timedelta(days=1)]


def test_the_last_visit_of_each_source_is_given(jobs, time):
    visit(jobs, FAILED, "one.com")
    last = visit(jobs, DONE, "one.com")
    other = visit(jobs, DONE, "other.com")
    assert jobs.last_visits() == {"one.com": last, "other.com": other}


def test_old_jobs_are_forgotten_but_never_the_last_visit(jobs, time):
    old = visit(jobs, DONE)
    last = visit(jobs, DONE)
    time.goes_on(days=10)
    section = visit(jobs, DONE, scope="example.com/sport")
    assert jobs.recent(10) == [section, last]
    assert old not in jobs.recent(10)
    assert jobs.days("example.com", since=MORNING.date())[MORNING.date()]["visits"] == 2


def test_a_visit_that_asked_for_nothing_says_nothing_of_the_site(jobs):
    asked_nothing = Ending("finished", None, {"fallback/feed": 1})
    counted = [visit(jobs, each).failed_in_row for each in (FAILED, FAILED, asked_nothing, FAILED, DONE)]
    assert counted == [1, 2, 2, 3, 0]


def test_a_visit_that_asked_for_nothing_is_none_of_its_day(jobs, time):
    visit(jobs, Ending("finished", None, {"fallback/feed": 1}))
    assert jobs.days("example.com", since=MORNING.date()) == {}
    visit(jobs, DONE)
    visit(jobs, Ending("finished", None, {"fallback/feed": 1}))
    visit(jobs, Ending("unreachable", "example.com has no address"))
    counted = {"requests": 7, "stored": 2, "visits": 2, "visits-failed": 1}
    assert jobs.days("example.com", since=MORNING.date()) == {MORNING.date(): counted}


def test_the_requests_since_an_instant_are_summed(jobs, time):
    visit(jobs, DONE)
    time.goes_on(hours=1)
    visit(jobs, FAILED)
    visit(jobs, DONE, "other.com")
    assert jobs.requests_since("example.com", MORNING) == 10
    assert jobs.requests_since("example.com", MORNING + timedelta(minutes=1)) == 3


def test_the_last_visit_that_tells_of_the_site_is_found_behind_one_that_was_stopped(jobs, time):
    told = visit(jobs, FAILED)
    visit(jobs, Ending("shutdown"))
    jobs.begin("example.com", "example.com")
    other = visit(jobs, DONE, "other.com")
    assert jobs.last_told() == {"example.com": told, "other.com": other}
    assert jobs.last_told(["other.com"]) == {"other.com": other}


def test_a_site_was_last_looked_at_by_the_visit_that_it_answered(jobs, time):
    visit(jobs, DONE)
    time.goes_on(hours=1)
    visit(jobs, FAILED)
    visit(jobs, Ending("storage"))
    assert jobs.last_looks() == {"example.com": MORNING}


def test_the_last_visits_that_counted_something_are_given_newest_first(jobs, time):
    counted = [visit(jobs, Ending("finished", None, {"promised": number})) for number in (1, 2, 3)]
    visit(jobs, DONE)
    assert jobs.last_with("promised", 2) == {"example.com": [counted[2], counted[1]]}
    assert jobs.last_with("promised", 2, ["other.com"]) == {}


def test_who_was_visited_since_is_told_when_the_visit_has_ended(jobs, time):
    visit(jobs, DONE, "one.com")
    time.goes_on(minutes=10)
    visit(jobs, DONE, "other.com")
    jobs.begin("third.com", "third.com")
    assert jobs.visited_since(MORNING + timedelta(minutes=5)) == {"other.com"}
