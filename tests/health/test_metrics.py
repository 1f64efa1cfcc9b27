"""Metrics are scraped over HTTP, as Prometheus does it."""

from datetime import timedelta
from urllib.request import urlopen

import pytest
from newsrooms import UNREACHABLE, done
from prometheus_client.parser import text_string_to_metric_families

from crawler.errors import UsageError
from crawler.health.exposition import Metrics, read_address


def scrape(metrics):
    """Return every sample, by its name and labels."""
    with urlopen(f"http://127.0.0.1:{metrics.port}/metrics", timeout=30) as answer:
        text = answer.read().decode()
    families = text_string_to_metric_families(text)
    return {(each.name, *each.labels.values()): each.value for family in families for each in family.samples}


@pytest.fixture
def metrics(newsrooms):
    newsrooms.live(4 * 24, "good.com", "bad.com")
    newsrooms.live(3, "bad.com", ending=UNREACHABLE)
    with Metrics(newsrooms.archive.path, "127.0.0.1:0") as serving:
        yield serving


def test_the_state_of_each_source_and_how_many_are_in_each_are_told(metrics, newsrooms):
    told = scrape(metrics)
    assert {name: value for name, value in told.items() if name[0] == "khabar_source_fault"} == {
        ("khabar_source_fault", "bad.com", "failing"): 1
    }
    assert [told["khabar_sources", state] for state in ("failing", "well", "silent")] == [1, 1, 0]
    assert told["khabar_source_visits_failed_in_row", "bad.com"] == 3
    assert told["khabar_source_field_ratio", "authors", "good.com"] == 1
    assert (
        told["khabar_source_last_seen_timestamp_seconds", "good.com"]
        == (newsrooms.now - timedelta(hours=3)).timestamp()
    )
    assert (told["khabar_archive_readable",], told["khabar_service_running",]) == (1, 0)


def test_figures_of_the_process_are_told_too(metrics):
    assert scrape(metrics)["process_resident_memory_bytes",] > 0


def test_counters_only_grow_while_days_go_by(metrics, newsrooms):
    name = ("khabar_source_articles_new_total", "good.com")
    counted = [scrape(metrics)[name]]
    for hours in (1, 30, 24 * 40):  # longer than days are looked back at
        newsrooms.live(hours, "good.com")
        newsrooms.now += timedelta(minutes=5)
        counted.append(scrape(metrics)[name])
    assert counted[:3] == [96, 97, 127]
    assert counted[3] > 127


def test_a_scrape_within_seconds_is_answered_with_what_the_last_one_found(metrics, newsrooms):
    name = ("khabar_source_visits_total", "good.com")
    before = scrape(metrics)[name]
    newsrooms.visit("good.com", done())
    newsrooms.now += timedelta(seconds=5)
    assert scrape(metrics)[name] == before
    newsrooms.now += timedelta(seconds=10)
    assert scrape(metrics)[name] == before + 1


def test_after_it_is_left_the_port_is_free(newsrooms):
    with Metrics(newsrooms.archive.path, "127.0.0.1:0") as one:
        address = f"127.0.0.1:{one.port}"
        with pytest.raises(UsageError, match=f"cannot be served on {address}: Address already in use; give another"):
            Metrics(newsrooms.archive.path, address).__enter__()
    with Metrics(newsrooms.archive.path, address) as again:
        assert f"127.0.0.1:{again.port}" == address


@pytest.mark.parametrize(
    ("text", "address"),
    [("127.0.0.1:9464", ("127.0.0.1", 9464)), (":9464", ("0.0.0.0", 9464)), ("[::1]:80", ("::1", 80))],
)
def test_an_address_is_a_host_and_a_port(text, address):
    assert read_address(text) == address


@pytest.mark.parametrize("text", ["9464", "localhost", "localhost:http", "localhost:99999", ""])
def test_what_is_no_address_is_refused_with_what_to_write(text):
    with pytest.raises(UsageError, match=r"write HOST:PORT, as in 127\.0\.0\.1:9464 or :9464"):
        read_address(text)


def test_a_host_that_is_none_is_one_sentence(newsrooms):
    with pytest.raises(UsageError, match=r"metrics cannot be served on 203\.0\.113\.1:0"):
        Metrics(newsrooms.archive.path, "203.0.113.1:0").__enter__()
