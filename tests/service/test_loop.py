"""The loop begins visits when they are due: so many at once, the longest overdue first, of one site one at a time."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from crawler import clock
from crawler.schedule.due import Due, by_turn
from crawler.service.loop import Loop
from crawler.sources import Source

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Time:
    """A clock that a loop drives: where nothing is under way, waiting moves it."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


@dataclass
class Plan:
    """Sources that are due again so long after each visit."""

    every: dict[str, timedelta]
    sites: dict[str, str] = field(default_factory=dict)
    at: dict[str, datetime] = field(default_factory=dict)

    def __post_init__(self):
        self.at = {name: NOON - number * MINUTE for number, name in enumerate(self.every)} | self.at
        self.sources = {name: Source(id=name, home=f"https://{self.sites.get(name, name)}.com/") for name in self.every}

    def dues(self):
        return {name: Due(at, "") for name, at in self.at.items()}

    def due(self):
        return [self.sources[name] for name in by_turn(self.dues().items(), clock.now())]

    def put_off(self, name, wait, _why):
        self.at[name] = clock.now() + wait

    def visited(self, name):
        self.at[name] = clock.now() + self.every[name]


class Following:
    """A loop, its visits noted: who began when, and how many were under way."""

    def __init__(self, plan, *, at_once=10, length=timedelta(0)):
        self.plan, self.time, self.length = plan, Time(), length
        self.begun, self.most = [], 0
        self.doing: dict[str, datetime] = {}
        self.loop = Loop(plan, self.visit, at_once, self.wait)

    async def visit(self, source):
        self.begun.append((source.id, self.time.now))
        self.doing[source.id] = self.time.now + self.length
        self.most = max(self.most, len(self.doing))
        for _ in range(20):  # others begin meanwhile, and the loop rests
            await asyncio.sleep(0)
        self.time.now = max(self.time.now, self.doing[source.id])
        del self.doing[source.id]
        self.plan.visited(source.id)

    async def wait(self, event, seconds, _under_way):
        for _ in range(10):  # visits that take no time end meanwhile
            await asyncio.sleep(0)
            if event.is_set():
                return
        ends = [(at - self.time.now).total_seconds() for at in self.doing.values()]
        self.time.now += timedelta(seconds=min([seconds, *ends]))

    def until(self, end):
        with clock.driven_by(self.time):
            asyncio.run(self.loop.run(lambda: self.time.now >= end))
        return self.begun

    def once(self):
        with clock.driven_by(self.time):
            asyncio.run(self.loop.once(lambda: False))
        return self.begun


def test_each_source_is_visited_when_it_is_due():
    begun = Following(Plan({"often": 10 * MINUTE, "seldom": 25 * MINUTE})).until(NOON + 55 * MINUTE)
    assert [at for name, at in begun if name == "often"] == [NOON + n * 10 * MINUTE for n in range(6)]
    assert [at for name, at in begun if name == "seldom"] == [NOON + n * 25 * MINUTE for n in range(3)]


def test_the_longest_overdue_goes_first_and_no_more_are_under_way_than_may_be():
    following = Following(Plan(dict.fromkeys("abcdef", timedelta(days=1))), at_once=2, length=MINUTE)
    assert [name for name, _ in following.until(NOON + 10 * MINUTE)] == ["f", "e", "d", "c", "b", "a"]
    assert following.most == 2


def test_two_sources_of_one_site_are_visited_one_after_the_other():
    plan = Plan(dict.fromkeys(("one", "two", "other"), timedelta(days=1)), sites={"one": "paper", "two": "paper"})
    begun = dict(Following(plan, length=5 * MINUTE).until(NOON + 20 * MINUTE))
    assert begun == {"other": NOON, "two": NOON, "one": NOON + 5 * MINUTE}


def test_a_source_is_not_visited_twice_at_once():
    following = Following(Plan({"slow": MINUTE}), length=10 * MINUTE)
    assert [at for _, at in following.until(NOON + 22 * MINUTE)] == [NOON, NOON + 11 * MINUTE, NOON + 22 * MINUTE][:2]


def test_visits_under_way_end_before_the_loop_does():
    following = Following(Plan({"slow": timedelta(days=1)}), length=30 * MINUTE)
    following.until(NOON + MINUTE)
    assert following.doing == {}


def test_what_is_due_now_is_visited_once_and_no_more():
    plan = Plan(dict.fromkeys("abc", timedelta(0)), at={"c": NOON + MINUTE})
    following = Following(plan, at_once=1, length=5 * MINUTE)
    assert [name for name, _ in following.once()] == ["b", "a"]


def test_a_visit_that_breaks_off_is_said_and_costs_only_itself(caplog):
    following = Following(Plan({"good": MINUTE, "bad": MINUTE}))
    visit = following.visit

    async def broken(source):
        if source.id == "bad":
            raise RuntimeError("a mistake of ours")
        await visit(source)

    following.loop.visit = broken
    begun = following.until(NOON + 5 * MINUTE)
    assert [name for name, _ in begun] == ["good"] * len(begun)
    assert len(begun) >= 4
    assert "the visit of bad broke off" in caplog.text
    assert following.plan.at["bad"] >= NOON + 15 * MINUTE
