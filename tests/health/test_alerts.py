"""Each change of a source's state is told once: over restarts and processes, after silence, and when it is over."""

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from newsrooms import UNREACHABLE, done
from receiving import webhook
from simulated import BEGIN

from crawler.health.alerting import CALM, is_over, judged, message, to_tell
from crawler.health.state import State, Verdict
from crawler.health.watchman import Watchman
from crawler.health.ways import Ways
from crawler.storage import Archive
from crawler.storage.alerts import Alert, Alerts

SILENT, WELL = Verdict(State.SILENT, "nothing new"), Verdict(State.WELL, "all is well")
HOUR = timedelta(hours=1)


def after(*verdicts, told=None):
    """Return what an alert has become after so many looks, an hour apart; it was told after the first."""
    alert = None
    for number, verdict in enumerate(verdicts):
        alert = judged(alert, "youm7", verdict, BEGIN + HOUR * number)
        alert = replace(alert, told=told) if alert and number == 0 else alert
    return alert, BEGIN + HOUR * (len(verdicts) - 1)


def test_a_healthy_source_has_no_alert():
    assert after(WELL, WELL) == (None, BEGIN + HOUR)


def test_a_fault_is_told_once_and_a_worse_one_again():
    assert to_tell(*after(SILENT))
    assert not to_tell(*after(SILENT, SILENT, told="silent"))
    alert, now = after(SILENT, Verdict(State.FAILING, "no route"), told="silent")
    assert to_tell(alert, now)
    assert alert.since == now


def test_recovery_is_told_once_it_lasts():
    assert not to_tell(*after(SILENT, WELL, told="silent"))
    alert, now = after(SILENT, WELL, WELL, told="silent")
    assert to_tell(alert, now)
    assert is_over(replace(alert, told="well"), now)


def test_who_comes_and_goes_is_told_of_once():
    alert, now = after(SILENT, WELL, SILENT, WELL, SILENT, told="silent")
    assert not to_tell(alert, now)
    assert not is_over(alert, now)


def test_a_silenced_source_is_told_of_when_the_silence_ends():
    alert, now = after(SILENT)
    silenced = replace(alert, silenced_until=now + HOUR)
    assert not to_tell(silenced, now)
    assert to_tell(silenced, now + HOUR)


def test_a_message_has_the_reason_and_what_to_try_and_the_same_id_each_time():
    alert, now = after(Verdict(State.CHANGED, "authors fell"))
    told = message(alert, now, name="اليوم السابع", home="https://www.youm7.com/")
    assert (told["source"], told["state"], told["reason"], told["recovered"]) == (
        "youm7",
        "changed",
        "authors fell",
        False,
    )
    assert "khabar sources forget youm7" in told["advice"]
    assert message(alert, now + HOUR)["id"] == told["id"]


@pytest.fixture
def hook():
    with webhook() as told:
        yield told


def watchman(newsrooms, hook, archive=None):
    return Watchman(archive or newsrooms.archive, Ways((), hook.url), sources=dict)


def round_(watch, newsrooms):
    told = watch.look(newsrooms.now)
    watch.send()
    return [(each["source"], each["state"]) for each in told]


def trouble(newsrooms):
    """Let a source fail after some good days, beside one that is well."""
    newsrooms.live(4 * 24, "good.com", "bad.com")
    newsrooms.live(3, "bad.com", ending=UNREACHABLE)


def test_a_fault_and_its_end_are_posted_once_each(newsrooms, hook):
    with watchman(newsrooms, hook) as watch:
        newsrooms.live(4 * 24, "good.com", "bad.com")
        assert round_(watch, newsrooms) == []
        for _ in range(6):
            newsrooms.live(1, "bad.com", ending=UNREACHABLE)
            round_(watch, newsrooms)
        for _ in range(4):
            newsrooms.live(1, "bad.com", "good.com")
            round_(watch, newsrooms)
    assert [(each["state"], each["recovered"]) for each in hook.received] == [("failing", False), ("well", True)]
    assert Alerts(newsrooms.archive).all() == {}


def test_what_was_told_is_not_told_again_after_a_restart(newsrooms, hook):
    trouble(newsrooms)
    for _ in range(3):
        with watchman(newsrooms, hook) as watch:
            round_(watch, newsrooms)
        newsrooms.live(1, "bad.com", ending=UNREACHABLE)
    assert len(hook.received) == 1


def test_of_two_processes_that_watch_one_tells(newsrooms, hook):
    trouble(newsrooms)
    barrier, told = Barrier(2), []

    def watch_too():
        with Archive(newsrooms.archive.path, create=False) as archive, watchman(newsrooms, hook, archive) as watch:
            barrier.wait(30)
            told.extend(round_(watch, newsrooms))

    threads = [Thread(target=watch_too) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert told == [("bad.com", "failing")]
    assert len(hook.received) == 1


def test_a_webhook_that_is_down_is_tried_again_later_by_whoever_watches_then(newsrooms, hook, caplog):
    trouble(newsrooms)
    hook.status = 500
    with watchman(newsrooms, hook) as watch:
        round_(watch, newsrooms)
        round_(watch, newsrooms)
    assert len(hook.received) == 1
    assert "bad.com is failing: the webhook answered 500; tried again in 1 minute" in caplog.messages
    (untold,) = Alerts(newsrooms.archive).untold()
    assert (untold.tries, untold.trouble) == (1, "the webhook answered 500")
    hook.status = 204
    newsrooms.now += timedelta(minutes=2)
    with watchman(newsrooms, hook) as watch:
        assert round_(watch, newsrooms) == []
    assert [each["id"] for each in hook.received] == [hook.received[0]["id"]] * 2
    assert Alerts(newsrooms.archive).untold() == []


def test_after_two_days_in_vain_a_message_is_given_up(newsrooms, hook, caplog):
    trouble(newsrooms)
    hook.status = 500
    with watchman(newsrooms, hook) as watch:
        round_(watch, newsrooms)
        newsrooms.now += timedelta(days=2)
        watch.send()
    assert Alerts(newsrooms.archive).untold() == []
    assert "given up" in caplog.messages[-1]


def test_a_round_is_gone_in_a_thread_and_a_hanging_webhook_keeps_nobody(newsrooms, hook):
    trouble(newsrooms)
    hook.status = None
    with Watchman(newsrooms.archive, Ways((), hook.url, limit=0.3), sources=dict) as watch:
        watch.watch()
        watch.watch()  # the first is still at it
        watch._round.result(30)
    assert [each.tries for each in Alerts(newsrooms.archive).untold()] == [1]


def test_with_nobody_to_tell_the_alert_stands_in_the_archive_and_the_log(newsrooms, caplog):
    trouble(newsrooms)
    with Watchman(newsrooms.archive, Ways(), sources=dict) as watch:
        watch.look(newsrooms.now)
    alert = Alerts(newsrooms.archive).all()["bad.com"]
    assert (alert.state, alert.told, alert.since) == ("failing", "failing", newsrooms.now)
    assert "bad.com is failing: 3 visits in a row brought nothing: example.com is in trouble" in caplog.messages


def test_a_silence_ends_by_itself(newsrooms, hook):
    trouble(newsrooms)
    quiet = Alert("bad.com", State.WELL, "", newsrooms.now, silenced_until=newsrooms.now + timedelta(hours=6))
    Alerts(newsrooms.archive).keep(quiet)
    with watchman(newsrooms, hook) as watch:
        assert round_(watch, newsrooms) == []
        newsrooms.now += timedelta(hours=6)
        assert round_(watch, newsrooms) == [("bad.com", "failing")]


def test_a_fault_that_ended_in_one_visit_is_not_over_yet(newsrooms, hook):
    trouble(newsrooms)
    with watchman(newsrooms, hook) as watch:
        round_(watch, newsrooms)
        newsrooms.visit("bad.com", done())
        newsrooms.now += timedelta(minutes=5)
        assert round_(watch, newsrooms) == []
        newsrooms.now += CALM
        newsrooms.live(1, "bad.com", ending=UNREACHABLE)
        newsrooms.live(1, "bad.com", ending=UNREACHABLE)
        newsrooms.live(1, "bad.com", ending=UNREACHABLE)
        assert round_(watch, newsrooms) == []
    assert len(hook.received) == 1


def test_where_hardly_any_source_can_be_reached_it_is_not_they(newsrooms, hook, caplog):
    all_ = [f"{number}.com" for number in range(6)]
    newsrooms.live(4 * 24, *all_)
    with watchman(newsrooms, hook) as watch:
        newsrooms.live(4, *all_, ending=UNREACHABLE)
        assert round_(watch, newsrooms) == []
        assert "this machine seems to be offline" in caplog.messages[-1]
        for _ in range(3):
            newsrooms.live(1, *all_[1:])
            newsrooms.visit(all_[0], UNREACHABLE)
            round_(watch, newsrooms)
    assert [each["source"] for each in hook.received] == [all_[0]]
    assert list(Alerts(newsrooms.archive).all()) == [all_[0]]
