"""The demo's server: loopback, keep-alive, validators, a record of what was asked."""

import http.client
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest

from crawler.demo.manners import Manners
from crawler.demo.server import serve
from crawler.demo.site import DemoSite


@pytest.fixture
def serving():
    with serve(DemoSite(12)) as each:
        yield each


def connect(serving):
    return closing(http.client.HTTPConnection(urlsplit(serving.url).netloc, timeout=10))


def get(connection, path, method="GET", **headers):
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    return answer, answer.read()


def test_a_port_that_is_taken_is_told(serving):
    with pytest.raises(OSError, match="in use"), serve(DemoSite(1), port=urlsplit(serving.url).port):
        pass


def test_pages_name_the_port_they_are_served_on(serving):
    with connect(serving) as connection:
        _, body = get(connection, "/robots.txt")
    assert f"Sitemap: {serving.url}/sitemap_index.xml".encode() in body


def test_one_connection_serves_many_requests(serving):
    with connect(serving) as connection:
        get(connection, "/")
        first = connection.sock
        get(connection, "/about")
        assert connection.sock is first


def test_what_was_asked_is_kept_in_order(serving):
    with connect(serving) as connection:
        get(connection, "/about", **{"User-Agent": "Probe"})
        get(connection, "/article/404404")
    about, missing = serving.requests
    assert (about.path, about.agent, about.status) == ("/about", "Probe", 200)
    assert (missing.path, missing.status) == ("/article/404404", 404)
    assert missing.at >= about.at


def test_a_page_that_has_not_changed_is_not_sent_again(serving):
    with connect(serving) as connection:
        first, body = get(connection, "/")
        again, nothing = get(connection, "/", **{"If-None-Match": first.headers["ETag"]})
    assert body
    assert (again.status, nothing) == (304, b"")


def test_a_client_that_knows_one_of_its_etags_gets_nothing_again(serving):
    with connect(serving) as connection:
        etag = get(connection, "/feed/")[0].headers["ETag"]
        for tags in (f'"other", {etag}', f"W/{etag}", "*"):
            assert get(connection, "/feed/", **{"If-None-Match": tags})[0].status == 304
        assert get(connection, "/feed/", **{"If-None-Match": '"other"'})[0].status == 200
        assert get(connection, "/article/404404", **{"If-None-Match": "*"})[0].status == 404


def test_a_date_counts_where_no_etag_is_given():
    with serve(DemoSite(12)) as serving, connect(serving) as connection:
        date = get(connection, "/sitemap_index.xml")[0].headers["Last-Modified"]
        assert get(connection, "/sitemap_index.xml", **{"If-Modified-Since": date})[0].status == 304
        for early in ("Sat, 31 Oct 2026 06:00:00 GMT", "yesterday"):
            assert get(connection, "/sitemap_index.xml", **{"If-Modified-Since": early})[0].status == 200
        both = {"If-Modified-Since": date, "If-None-Match": '"other"'}
        assert get(connection, "/sitemap_index.xml", **both)[0].status == 200


@pytest.mark.parametrize(
    "path", ["/", "/feed/", "/rss/index.rdf", "/atom.xml", "/sitemap_index.xml", "/news-sitemap.xml"]
)
def test_an_edition_changes_what_lists_answer(path):
    site = DemoSite(12)
    with serve(site) as serving, connect(serving) as connection:
        first = get(connection, path)[0].headers
        known = {"If-None-Match": first["ETag"], "If-Modified-Since": first["Last-Modified"]}
        assert get(connection, path, **known)[0].status == 304
        site.publish(1)
        changed, body = get(connection, path, **known)
        assert (changed.status, bool(body)) == (200, True)
        assert changed.headers["ETag"] != first["ETag"]
        times = [parsedate_to_datetime(each["Last-Modified"]) for each in (first, changed.headers)]
        assert times[0] < times[1]


def test_the_record_tells_how_much_was_sent(serving):
    with connect(serving) as connection:
        page, body = get(connection, "/")
        get(connection, "/", **{"If-None-Match": page.headers["ETag"]})
        get(connection, "/", method="HEAD")
    full, known, head = (each.size for each in serving.requests)
    assert full == head + len(body)
    assert 50 < known < head < 500


@pytest.mark.parametrize(
    ("validators", "names"),
    [("strong", {"ETag", "Last-Modified"}), ("dates", {"Last-Modified"}), ("none", set())],
)
def test_a_site_gives_the_validators_that_its_manners_say(validators, names):
    with serve(DemoSite(12, manners=Manners(validators=validators))) as serving, connect(serving) as connection:
        headers = get(connection, "/feed/")[0].headers
        assert {name for name in ("ETag", "Last-Modified") if headers[name]} == names
        asked = {"If-Modified-Since": "Sun, 01 Nov 2099 00:00:00 GMT"}
        assert get(connection, "/feed/", **asked)[0].status == (304 if names else 200)


def test_weak_etags_are_compared_weakly():
    with serve(DemoSite(12, manners=Manners(validators="weak"))) as serving, connect(serving) as connection:
        etag = get(connection, "/feed/")[0].headers["ETag"]
        assert etag.startswith('W/"')
        assert get(connection, "/feed/", **{"If-None-Match": etag})[0].status == 304
        assert get(connection, "/feed/", **{"If-None-Match": etag.removeprefix("W/")})[0].status == 304


def test_stuck_etags_hide_every_change():
    site = DemoSite(12, manners=Manners(validators="stuck"))
    with serve(site) as serving, connect(serving) as connection:
        etag = get(connection, "/feed/")[0].headers["ETag"]
        site.publish(5)
        assert get(connection, "/feed/", **{"If-None-Match": etag})[0].status == 304
        full, _ = get(connection, "/feed/")
        assert (full.status, full.headers["ETag"]) == (200, etag)


def test_head_gives_the_length_and_no_body(serving):
    with connect(serving) as connection:
        answer, body = get(connection, "/", method="HEAD")
        assert int(answer.headers["Content-Length"]) > 1000
        assert body == b""
        assert get(connection, "/about")[0].status == 200


def test_many_clients_are_served_at_once(serving):
    def visit(_):
        with connect(serving) as connection:
            return [get(connection, path)[0].status for path in ("/", "/feed/", "/about")]

    with ThreadPoolExecutor(8) as clients:
        assert list(clients.map(visit, range(16))) == [[200, 200, 200]] * 16
    assert len(serving.requests) == 48


def test_it_runs_as_a_program_of_its_own():
    command = [sys.executable, "-m", "crawler.demo", "--port", "0", "--count", "5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        url = program.stdout.readline().strip()
        with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)) as connection:
            status = get(connection, "/")[0].status
        program.terminate()
    assert status == 200
