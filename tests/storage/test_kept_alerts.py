"""What is kept of alerts, and of what is still to be told."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.storage.alerts import Alert, Alerts

NOW = datetime(2026, 3, 4, 8, tzinfo=UTC)
ALERT = Alert("youm7", "silent", "لا جديد", NOW, looks=2, told="failing", silenced_until=NOW + timedelta(days=1))


@pytest.fixture
def alerts(archive):
    return Alerts(archive)


def test_an_alert_is_kept_as_it_became_last(alerts):
    alerts.keep(Alert("youm7", "silent", "", NOW))
    alerts.keep(ALERT)
    assert alerts.all() == {"youm7": ALERT}
    alerts.drop("youm7")
    assert alerts.all() == {}


def test_silence_ends_at_its_instant():
    assert ALERT.is_silenced(NOW)
    assert not ALERT.is_silenced(NOW + timedelta(days=1))


def test_a_message_waits_for_each_way_until_it_was_told(alerts):
    alerts.tell({"state": "silent", "name": "اليوم السابع"}, ["command", "webhook"], NOW)
    assert [(each.way, each.message["name"], each.tries) for each in alerts.untold()] == [
        ("command", "اليوم السابع", 0),
        ("webhook", "اليوم السابع", 0),
    ]
    alerts.told(alerts.untold()[0])
    assert [each.way for each in alerts.untold()] == ["webhook"]


def test_who_takes_a_message_has_it_alone_for_a_while(alerts):
    alerts.tell({"state": "silent"}, ["webhook"], NOW)
    taken = alerts.take(NOW, timedelta(minutes=1))
    assert (taken.way, taken.tries) == ("webhook", 1)
    assert alerts.take(NOW, timedelta(minutes=1)) is None
    again = alerts.take(NOW + timedelta(minutes=1), timedelta(minutes=1))  # whoever took it was killed
    assert (again.id, again.tries) == (taken.id, 2)


def test_what_did_not_arrive_waits_with_the_reason(alerts):
    alerts.tell({"state": "silent"}, ["webhook"], NOW)
    alerts.put_off(alerts.take(NOW, timedelta(minutes=1)), NOW + timedelta(hours=1), "the webhook answered 500")
    assert alerts.untold()[0].trouble == "the webhook answered 500"
    assert alerts.take(NOW + timedelta(minutes=59), timedelta(minutes=1)) is None
    assert alerts.take(NOW + timedelta(hours=1), timedelta(minutes=1)) is not None
