"""The plan: which sources there are, when each is due, and what changes that."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawler.article import Article
from crawler.errors import SourceError
from crawler.service.plan import Plan
from crawler.storage.jobs import Ending, Jobs

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)  # when the clock of these tests begins
MINUTE = timedelta(minutes=1)


@pytest.fixture
def plan(archive):
    made = Plan(archive, lambda sources: [each for each in sources if each.country == "EG" and ".example" in each.home])
    made.read()
    return made


def visit(archive, plan, name, ending=None):
    jobs = Jobs(archive)
    jobs.end(jobs.begin(name, name, asked_by="run"), ending or Ending("finished", None, {"requests": 3}))
    return plan.visited(name)


def test_enabled_sources_are_due_at_once_and_others_are_not_followed(source, archive, plan):
    source("one")
    source("off", "enabled = false")
    plan.read()
    assert [each.id for each in plan.due()] == ["one"]


def test_after_a_visit_a_source_is_due_when_its_file_says(source, archive, plan, time):
    source("one", 'every = "30m"')
    plan.read()
    assert visit(archive, plan, "one").at == NOON + 30 * MINUTE
    assert plan.due() == []
    time.goes_on(minutes=31)
    assert [each.id for each in plan.due()] == ["one"]


def test_a_restart_goes_on_where_it_was(source, archive, plan, time):
    source("one", 'every = "30m"')
    source("killed", 'every = "30m"')
    plan.read()
    visit(archive, plan, "one")
    Jobs(archive).begin("killed", "killed", asked_by="run")
    time.goes_on(minutes=10)
    plan.read()
    assert plan.dues()["one"].at == NOON + 30 * MINUTE
    assert [each.id for each in plan.due()] == ["killed"]


@pytest.mark.parametrize("jump", [{"days": 3}, {"hours": 2}, {"hours": -2}, {"days": -3}])
def test_a_clock_that_jumps_makes_nothing_due_earlier_or_later(source, archive, plan, time, jump):
    source("one", 'every = "30m"')
    plan.read()
    visit(archive, plan, "one")
    time.jumps(**jump)
    assert plan.due() == []
    assert plan.dues()["one"].at == time.now + 30 * MINUTE
    time.goes_on(minutes=30)
    assert [each.id for each in plan.due()] == ["one"]
    assert visit(archive, plan, "one").at == time.now + 30 * MINUTE


def test_a_restart_after_the_clock_was_set_back_waits_no_longer_than_usual(source, archive, plan, time):
    source("one", 'every = "30m"')
    plan.read()
    visit(archive, plan, "one")
    time.jumps(days=-3)
    plan.read()
    assert plan.dues()["one"].at == time.now + 30 * MINUTE


def test_files_that_changed_are_read_again_and_only_then(source, archive, plan, data, time):
    source("one", 'every = "30m"')
    assert plan.read_again()
    visit(archive, plan, "one")
    assert not plan.read_again()
    source("one", 'every = "5m"')
    os.utime(data / "sources" / "one.toml", (1, 1))
    assert plan.read_again()
    assert plan.dues()["one"].at == NOON + 5 * MINUTE


def test_a_wrong_schedule_is_told_and_leaves_the_plan_as_it_was(source, archive, plan, data):
    source("one")
    plan.read()
    (data / "schedule.toml").write_text("every = 5", "utf-8")
    with pytest.raises(SourceError, match="every"):
        plan.read_again()
    assert list(plan.sources) == ["one"]


def test_a_source_whose_budget_is_spent_waits_for_the_next_day(source, archive, plan):
    source("one", 'every = "30m"', "budget = 10")
    plan.read()
    assert plan.requests_left(plan.sources["one"]) == 10
    visit(archive, plan, "one")
    assert plan.requests_left(plan.sources["one"]) == 7
    visit(archive, plan, "one", Ending("finished", None, {"requests": 9}))
    assert "budget" in plan.dues()["one"].why
    assert plan.dues()["one"].at == NOON.replace(hour=22)  # midnight in Cairo


def test_a_source_that_publishes_much_is_visited_more_often(source, archive, plan, time):
    source("busy")
    source("calm")
    article = Article(url="", title="خبر", source="busy", paragraphs=("نص",), published_precision="minute")
    for number in range(200):
        at = NOON - timedelta(minutes=20 * number + 7)
        url = f"https://busy.example/news/{number}"
        archive.store(replace(article, url=url, title=f"خبر {number}", published=at, fetched_at=NOON))
    plan.read()
    busy, calm = (visit(archive, plan, name).at for name in ("busy", "calm"))
    assert busy - NOON < timedelta(minutes=25)
    assert calm - NOON > timedelta(hours=1)


def test_what_cannot_be_visited_now_is_put_off(source, archive, plan, time):
    source("one")
    plan.read()
    plan.put_off("one", MINUTE, "another crawl has it in hand")
    assert plan.due() == []
    time.goes_on(minutes=1)
    assert [each.id for each in plan.due()] == ["one"]
