"""The demo site on a loopback port: HTTP/1.1 with keep-alive, validators, and a record of what was asked."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import NamedTuple, cast

from crawler.demo import validators
from crawler.demo.site import DemoSite


class Asked(NamedTuple):
    """One request: its target as sent, when (time.monotonic(), seconds), by whom, and the status answered.

    `size` is how many bytes were sent for it, the head included.
    """

    path: str
    at: float
    agent: str
    status: int
    size: int


@dataclass(slots=True)
class Serving:
    """A site being served at `url` (no final slash). `requests` is a copy of the record so far, in order."""

    url: str
    _asked: list[Asked] = field(default_factory=list, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def requests(self) -> list[Asked]:
        """What has been asked so far."""
        with self._lock:
            return list(self._asked)

    def note(self, asked: Asked) -> None:
        """Add a request to the record."""
        with self._lock:
            self._asked.append(asked)

    def forget(self) -> None:
        """Begin the record anew."""
        with self._lock:
            self._asked.clear()


@contextmanager
def serve(site: DemoSite, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[Serving]:
    """Serve a site in threads of this process until the block ends; port 0 takes a free one.

    Raises OSError where the port cannot be had.
    """
    server = _Server(site, host, port)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="demo-site", daemon=True)
    thread.start()
    try:
        yield server.serving
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


_Request = socket.socket | tuple[bytes, socket.socket]  # as the standard library's types have it


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, site: DemoSite, host: str, port: int) -> None:
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__((host, port), _Counter)  # closes itself where the port is taken
        self.site = site
        self.serving = Serving(f"http://{host}:{self.server_port}")

    def server_bind(self) -> None:
        # HTTPServer asks the resolver for the host's full name here, which nobody needs.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def get_request(self) -> tuple[socket.socket, object]:
        connection, client = super().get_request()
        with self._lock:
            self._open.add(connection)
        return connection, client

    def shutdown_request(self, request: _Request) -> None:
        with self._lock:
            self._open.discard(cast("socket.socket", request))
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        with self._lock:
            for connection in self._open:
                _hang_up(connection)

    def handle_error(self, request: _Request, client_address: object) -> None:
        """A client that hangs up is no error of ours; anything else keeps its traceback."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class _Counter(BaseHTTPRequestHandler):
    """Answers one connection's requests."""

    protocol_version = "HTTP/1.1"
    server_version = "KhabarDemo"
    sys_version = ""
    timeout = 60
    wbufsize = -1  # head and body in one packet
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        server = self.server
        host = self.headers.get("Host") or server.serving.url.removeprefix("http://")
        answer = server.site.answer(self.path, host, now=datetime.now(UTC))
        answer = validators.conditional(answer, self.headers, server.site.manners)
        sent = self._head(answer.status, answer.headers) + (answer.body if self.command == "GET" else b"")
        server.serving.note(
            Asked(self.path, time.monotonic(), self.headers.get("User-Agent", ""), answer.status, len(sent))
        )
        self.wfile.write(sent)

    do_HEAD = do_GET  # noqa: N815  the base class's name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing: the record is kept in Serving."""

    def _head(self, status: int, headers: Mapping[str, str]) -> bytes:
        first = f"{self.protocol_version} {status} {HTTPStatus(status).phrase}"
        own = {"Server": self.version_string().strip(), "Date": self.date_time_string()}
        lines = (f"{name}: {value}" for name, value in {**own, **headers}.items())
        return ("\r\n".join((first, *lines)) + "\r\n\r\n").encode("latin-1")


def _hang_up(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it has gone already
