"""The demo's server: loopback, keep-alive, validators, a record of what was asked."""

import http.client
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from urllib.parse import urlsplit

import pytest

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
