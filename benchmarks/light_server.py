"""Sites served from loopback at next to no cost: the processors are the crawls', which are measured on them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from threading import Thread
from typing import NamedTuple

from crawler.demo.answers import Answer

Site = Callable[[str, str], Answer]  # the answer to a target, asked of a host
_END = b"\r\n\r\n"


class Asked(NamedTuple):
    """One request: its target as sent, and the status answered."""

    path: str
    status: int


@dataclass(slots=True)
class Serving:
    """A site being served at `url` (no final slash), and what it was asked for, in order."""

    url: str
    requests: list[Asked] = field(default_factory=list)
    _sent: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    def sent(self, target: str, site: Site) -> bytes:
        """Return the answer to a target as it is sent, and take down that it was asked for."""
        if target not in self._sent:
            answer = site(target, self.url.removeprefix("http://"))
            self._sent[target] = answer.status, _head(answer) + answer.body
        status, sent = self._sent[target]
        self.requests.append(Asked(target, status))
        return sent


@contextmanager
def serve(sites: Sequence[Site]) -> Iterator[list[Serving]]:
    """Serve sites in one thread until the block ends, each on an address of loopback of its own."""
    loop = asyncio.new_event_loop()
    servings, servers = [], []
    for at, site in enumerate(sites, start=2):
        serving = Serving("")
        server = loop.run_until_complete(loop.create_server(partial(_Connection, serving, site), f"127.0.0.{at}", 0))
        serving.url = "http://{}:{}".format(*server.sockets[0].getsockname())
        servings.append(serving)
        servers.append(server)
    thread = Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield servings
    finally:
        for server in servers:
            loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


class _Connection(asyncio.Protocol):
    """Answers one connection's requests, one after the other."""

    def __init__(self, serving: Serving, site: Site) -> None:
        self._serving, self._site = serving, site
        self._read = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._read = (self._read + data).split(_END)
        for request in requests:
            target = request.split(b" ", 2)[1].decode("latin-1")
            self._transport.write(self._serving.sent(target, self._site))  # type: ignore[attr-defined]


def _head(answer: Answer) -> bytes:
    first = f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"
    lines = (f"{name}: {value}" for name, value in answer.headers.items() if name != "Content-Length")
    return ("\r\n".join((first, *lines, f"Content-Length: {len(answer.body)}")) + "\r\n\r\n").encode("latin-1")
