"""Every source of an archive, judged from what the archive holds."""

from datetime import date, datetime, timedelta

import pytest
from newsrooms import UNREACHABLE, done
from simulated import BEGIN

from crawler.health.fleet import Fleet
from crawler.health.state import State
from crawler.health.survey import survey
from crawler.sources import Source
from crawler.storage.jobs import Ending

DAY = 24


def states(newsrooms, **how):
    return {each.id: each.verdict.state for each in survey(newsrooms.archive, {}, newsrooms.now, **how)}


@pytest.fixture
def four(newsrooms):
    """Four sources after ten days: one well, one silent for a day, one in trouble, one that lost its feed."""
    newsrooms.live(9 * DAY, "well.com", "silent.com", "failing.com", "feedless.com")
    for _ in range(DAY):
        newsrooms.live(1, "well.com")
        newsrooms.visit("silent.com", done(0))
        newsrooms.visit("failing.com", UNREACHABLE)
        newsrooms.visit("feedless.com", done(1, **{"lost/feed": 1, "read/feed": 0, "new-by/section": 1}), new=1)
    return newsrooms


def test_every_source_is_judged_and_the_worst_stands_first(four):
    found = survey(four.archive, {}, four.now)
    assert [(each.id, each.verdict.state) for each in found] == [
        ("failing.com", State.FAILING),
        ("silent.com", State.SILENT),
        ("feedless.com", State.FEED_DEAD),
        ("well.com", State.WELL),
    ]


def test_a_source_alone_is_judged_as_among_all(four):
    all_ = states(four)
    assert {source: states(four, only=[source])[source] for source in all_} == all_


def test_a_silent_source_speaks_again(four):
    four.live(1, "silent.com")
    assert states(four)["silent.com"] is State.WELL


def test_what_is_known_of_a_source_is_what_it_did(four):
    history = next(each.history for each in survey(four.archive, {}, four.now) if each.id == "silent.com")
    assert history.last_new == BEGIN + timedelta(days=9) - timedelta(minutes=20)
    assert history.seen == four.now
    assert history.since(date(2026, 3, 1)).new == 9 * DAY
    assert len(history.rhythm.published) == 9 * DAY


def test_a_visit_that_was_stopped_or_is_under_way_says_nothing_of_the_site(newsrooms):
    newsrooms.live(4 * DAY, "failing.com")
    newsrooms.live(3, "failing.com", ending=UNREACHABLE)
    newsrooms.visit("failing.com", Ending("shutdown", None, {}))
    assert states(newsrooms) == {"failing.com": State.FAILING}
    newsrooms.jobs.begin("failing.com", "failing.com")
    with newsrooms.archive.claim("failing.com"):
        (found,) = survey(newsrooms.archive, {}, newsrooms.now)
    assert (found.verdict.state, found.running is not None) == (State.FAILING, True)
    (killed,) = survey(newsrooms.archive, {}, newsrooms.now)
    assert killed.running is None


def test_a_source_whose_articles_bear_no_time_has_the_rhythm_of_its_visits(newsrooms, monkeypatch):
    def at_midnight(source):
        newsrooms._number += 1
        midnight = newsrooms.now.replace(hour=0, minute=0)
        fields = {"id": f"{newsrooms._number:016x}", "source": source, "url": f"https://a/{newsrooms._number}"}
        times = {"published_at": int(midnight.timestamp()), "fetched_at": int(newsrooms.now.timestamp())}
        rest = {"seen_day": "", "revision": 1, "text_key": str(newsrooms._number), "record": "{}"}
        with newsrooms.archive._database.writing() as connection:
            connection.exec_driver_sql(
                "INSERT INTO articles (id, source, url, published_at, fetched_at, seen_day, revision, text_key, record)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                tuple((fields | times | rest).values()),
            )

    monkeypatch.setattr(newsrooms, "_publish", at_midnight)
    newsrooms.live(9 * DAY, "daily.com")
    (found,) = survey(newsrooms.archive, {}, newsrooms.now, only=["daily.com"])
    assert found.history.last_new == newsrooms.now
    assert found.verdict.state is State.WELL
    newsrooms.live(DAY, "daily.com", new=0)
    assert states(newsrooms) == {"daily.com": State.SILENT}


def test_the_file_of_a_source_says_that_it_is_off(newsrooms):
    newsrooms.live(5, "paper.com")
    paper = Source(id="paper.com", home="https://paper.com/", enabled=False)
    (found,) = survey(newsrooms.archive, {"paper.com": paper}, newsrooms.now)
    assert found.verdict.state is State.OFF


def test_who_was_not_visited_when_it_was_due_is_overdue(newsrooms):
    newsrooms.live(5 * DAY, "paper.com")
    newsrooms.now += timedelta(hours=5)
    paper = Source(id="paper.com", home="https://paper.com/")

    def due(source: Source, last) -> datetime:
        return last.ended_at + timedelta(hours=1)

    (found,) = survey(newsrooms.archive, {"paper.com": paper}, newsrooms.now, due=due)
    assert (found.verdict.state, found.verdict.reason) == (State.OVERDUE, "its visit was due 4 hours ago")


def test_a_fleet_looks_again_only_at_who_was_visited(newsrooms):
    fleet = Fleet(newsrooms.archive, dict)
    newsrooms.live(5, "one.com", "other.com")
    newsrooms.now += timedelta(minutes=5)
    assert {each.id for each in fleet.look(newsrooms.now)} == {"one.com", "other.com"}
    newsrooms.now += timedelta(minutes=10)
    newsrooms.visit("other.com", done())
    assert [each.id for each in fleet.look(newsrooms.now)] == ["other.com"]
    newsrooms.now += timedelta(minutes=5)
    assert fleet.look(newsrooms.now) == []
    newsrooms.now += timedelta(hours=1)
    assert len(fleet.look(newsrooms.now)) == 2
