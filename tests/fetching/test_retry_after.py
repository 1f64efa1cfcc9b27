"""A server that is asked too often is left alone for as long as it says."""

from datetime import UTC, datetime
from itertools import count, pairwise

import pytest
from crawling import Answer, Site, article, crawl, fetch, newspaper, served, story
from scrapy.http import Response

from crawler.fetching.retry_after import asked_wait, back_off
from crawler.fetching.turns import LONGEST

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def answer(said, **headers):
    return Response("https://nashra.example/", status=429, headers={"Retry-After": said, **headers})


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("1.5", 1.5),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60),
        ("Sunday, 01-Mar-26 12:01:00 GMT", 60),
        ("Sun Mar  1 12:01:00 2026", 60),
        ("Sun, 01 Mar 2026 14:01:00 +0200", 60),
        ("0", None),
        ("-5", None),
        ("Sun, 01 Mar 2026 11:00:00 GMT", None),
        ("", None),
        ("soon", None),
        ("<html>Too many requests</html>", None),
        ("\u0661\u0662".encode(), None),
        ("Sun, 99 Foo 2026 99:99:99 GMT", None),
        ("999999999", LONGEST),
        ("9" * 5000, LONGEST),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST),
    ],
)
def test_seconds_and_dates_are_read_and_nonsense_is_not(said, seconds):
    assert asked_wait(answer(said), NOW) == seconds


def test_a_date_counts_from_the_servers_own_clock():
    said = answer("Sun, 01 Mar 2026 13:01:00 GMT", Date="Sun, 01 Mar 2026 13:00:00 GMT")
    assert asked_wait(said, NOW) == 60


def test_a_server_that_says_no_time_is_asked_again_later_and_later_up_to_a_bound():
    assert [back_off(number, 0.0) for number in (1, 2, 3, 4, 1000)] == [1, 2, 4, 4, 4]
    assert back_off(1, 5.0) == 5


def sometimes(first, then):
    """Return a page that answers differently the second time."""
    times = count(1)
    return lambda: first if next(times) == 1 else Answer(then)


def gap_after(site, path):
    """Return the seconds between the first request for a path and the one that came next, whatever it asked for."""
    at = site.paths.index(path)
    return site.asked[at + 1].at - site.asked[at].at


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_wait_is_sat_out_and_the_page_is_asked_again(tmp_path, status):
    busy = Answer("busy", status=status, headers={"Retry-After": "3"})
    pages = newspaper(range(1, 4)) | {story(1): sometimes(busy, article(1))}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path)
    assert report["stored"] == 3
    assert site.paths.count(story(1)) == 2
    assert gap_after(site, story(1)) > 2.5
    (host,) = report["politeness"]
    assert (host["told_off"], host["waited"], host["ended"]) == ({str(status): 1}, 3, False)
    assert (host["delay"], host["delay_by"]) == (1, "server")


def test_after_it_the_site_is_asked_more_slowly(tmp_path):
    busy = Answer("busy", status=429, headers={"Retry-After": "1"})
    pages = newspaper(range(1, 3)) | {"/robots.txt": sometimes(busy, "")}
    with served(Site(pages)) as site:
        crawl(site.url, tmp_path, delay=0.6, max_depth=1)
    times = [each.at for each in site.asked]
    assert all(later - earlier > 0.9 for earlier, later in pairwise(times))


def test_a_date_is_obeyed_too(tmp_path):
    def busy():
        now = int(datetime.now(UTC).timestamp())
        date = datetime.fromtimestamp(now + 3, UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
        return Answer("busy", status=503, headers={"Retry-After": date})

    times = count(1)
    pages = newspaper(range(1, 3))
    pages[story(1)] = lambda: busy() if next(times) == 1 else Answer(article(1))
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path)
    assert report["stored"] == 2
    assert gap_after(site, story(1)) > 1.5


def test_without_a_time_it_is_asked_again_after_a_second_at_least(tmp_path):
    pages = newspaper(range(1, 3)) | {story(1): Answer("busy", status=503)}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path)
    assert (report["stored"], report["errors"]) == (1, 1)
    times = [each.at for each in site.asked if each.path == story(1)]
    assert len(times) == 3
    assert times[1] - times[0] > 0.8
    assert times[2] - times[1] > 1.6


def test_robots_txt_is_waited_for_as_well(tmp_path):
    busy = Answer("busy", status=503, headers={"Retry-After": "2"})
    pages = newspaper(range(1, 3)) | {"/robots.txt": sometimes(busy, f"User-agent: *\nDisallow: {story(1)}\n")}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path)
    assert site.paths[:2] == ["/robots.txt", "/robots.txt"]
    assert gap_after(site, "/robots.txt") > 1.5
    assert report["stored"] == 1


def test_the_time_that_a_redirect_names_means_nothing(tmp_path):
    moved = Answer(status=302, headers={"Location": story(2), "Retry-After": "3600"})
    with served(Site(newspaper(range(1, 3)) | {story(1): moved})) as site:
        (report,) = crawl(site.url, tmp_path)
    assert (report["finish"], report["stored"]) == ("finished", 1)


@pytest.mark.parametrize("path", [story(2), "/robots.txt"])
def test_a_long_wait_ends_the_crawl_and_the_next_one_asks_for_nothing_before_it(tmp_path, path):
    pages = newspaper(range(1, 4))
    with served(Site(pages)) as site:
        open_ = site.pages.get(path, Answer(status=404))
        site.pages[path] = Answer("busy", status=429, headers={"Retry-After": "7200"})
        (report,) = crawl(site.url, tmp_path)
        assert report["finish"] == "asked-to-wait"
        assert report["failure"].startswith(f"127.0.0.1:{site.port} asks not to be visited before ")
        assert site.paths.count(path) == 1
        assert report["politeness"][0]["ended"]

        site.pages[path] = open_
        site.asked.clear()
        (again,) = crawl(site.url, tmp_path)
        assert (again["finish"], again["failure"][:-60]) == ("asked-to-wait", report["failure"][:-60])
        assert site.asked == []

        (tmp_path / "locks" / f"127.0.0.1-{site.port}.wait").unlink()
        (last,) = crawl(site.url, tmp_path)
    assert report["stored"] + last["stored"] == 3


def test_the_ceiling_is_a_setting(tmp_path):
    pages = newspaper(range(1, 3)) | {story(1): Answer("busy", status=503, headers={"Retry-After": "3"})}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path, settings={"KHABAR_RETRY_AFTER_MAX": "2"})
    assert report["finish"] == "asked-to-wait"


def test_a_fetch_says_so_and_fetches_the_rest(tmp_path):
    pages = newspaper(range(1, 3)) | {story(1): Answer("busy", status=429, headers={"Retry-After": "7200"})}
    with served(Site(pages)) as site, served(Site(newspaper(range(3, 4)))) as other:
        told = fetch([f"{site.url}{story(1)[1:]}", f"{other.url}{story(3)[1:]}"], tmp_path)
    assert told[0] == "http-error"
    assert "3" in told[1]


def test_a_crawl_that_ends_does_not_sit_out_the_wait(tmp_path):
    pages = newspaper(range(1, 3)) | {story(1): Answer("busy", status=429, headers={"Retry-After": "600"})}
    settings = {"KHABAR_RETRY_AFTER_MAX": "900"}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path, time_limit=6, settings=settings)  # the test's own limit is 90 seconds
    assert report["finish"] == "time-limit"
