"""The gateway: the one way out of a browser, a small forward proxy on loopback.

Chromium is told to send everything through it. It resolves a name itself, once, and connects to an address that it has
checked, so that a page's scripts, frames and redirects reach nothing that a plain request could not, and a name that
changes its mind between a check and the connection gains nothing. Only who knows this run's secret is served.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from asyncio import StreamReader, StreamWriter
from base64 import b64encode
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)
from scrapy.utils.datatypes import LocalCache

from crawler.fetching import heads
from crawler.fetching.addresses import fault, is_public
from crawler.fetching.refused import Refused
from crawler.fetching.relay import CHUNK, Allowance, Streams, relay
from crawler.reasons import Reason

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

_USER = "khabar"


@dataclass(frozen=True, slots=True)
class Bounds:
    """`connections` at a time; `seconds` that one may be opened or silent for; `size`: bytes that a page may load."""

    connections: int = 64
    seconds: float = 30.0
    size: int = 64 * 1024 * 1024


class _Denied(Exception):
    """An answer, no error."""

    def __init__(self, status: int) -> None:
        self.status = status


class Gateway:
    """`resolve` gives a name's addresses, `allowed` says which may be contacted; `count` hears of each bound met."""

    def __init__(
        self,
        resolve: Resolve,
        *,
        bounds: Bounds | None = None,
        allow_private: bool = False,
        allowed: Callable[[str], bool] = is_public,
        count: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._resolve = resolve
        self._bounds = bounds or Bounds()
        self._allow_private = allow_private
        self._allowed = allowed
        self._count = count
        self._allowance = Allowance(self._bounds.size, partial(count, "browser-size"))
        self._secret = secrets.token_urlsafe(24)
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self._failures: LocalCache[tuple[str, int], Exception] = LocalCache(1_000)

    async def open(self) -> None:
        """Listen on a free port of loopback, if it does not yet."""
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=CHUNK)

    async def close(self) -> None:
        """End every connection, and listen no more."""
        if self._server:
            self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        self._server = None

    @property
    def proxy(self) -> dict[str, str]:
        """How Playwright is told of it; loopback goes through it as well."""
        if self._server is None:
            raise RuntimeError("the gateway is not open")
        server = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return {"server": server, "bypass": "<-loopback>", "username": _USER, "password": self._secret}

    def begin(self) -> None:
        """A page begins: what it loads is counted from here."""
        self._allowance.renew()

    def failure(self, url: str) -> Exception | None:
        """Return why the last connection to a URL's host did not come about, if it did not."""
        parts = urlsplit(url)
        return self._failures.get((parts.hostname or "", parts.port or _port(parts.scheme)))

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        try:
            await self._answer((reader, writer))
        except _Denied as denied:
            writer.write(heads.own(denied.status))
        except (OSError, TimeoutError, ValueError):
            pass  # who asked hears of it: the connection ends
        except asyncio.CancelledError:
            pass  # close() did it; asyncio would make an error of it (Python 3.11)
        finally:
            self._connections.discard(task)
            writer.close()

    async def _answer(self, near: Streams) -> None:
        if len(self._connections) > self._bounds.connections:
            self._count("browser-connections")
            raise _Denied(503)
        async with asyncio.timeout(self._bounds.seconds):
            first, headers = await heads.read(near[0])
        self._admit(headers)
        method, target, _ = first.decode("ascii").split(" ")
        host, port = self._checked(method, target)
        far = await self._connected(host, port)
        try:
            if method == "CONNECT":
                near[1].write(b"HTTP/1.1 200 Connection Established\r\n\r\n")
            else:
                far[1].write(heads.asked(method, target, headers))
            seconds, tunnel = self._bounds.seconds, method == "CONNECT"
            await relay(near, far, self._allowance, seconds=seconds, tunnel=tunnel)
        finally:
            far[1].close()

    def _admit(self, headers: heads.Headers) -> None:
        given = next((value for name, value in headers if name.lower() == b"proxy-authorization"), b"")
        wanted = b"Basic " + b64encode(f"{_USER}:{self._secret}".encode())
        if not hmac.compare_digest(given, wanted):
            raise _Denied(407)

    def _checked(self, method: str, target: str) -> tuple[str, int]:
        """Return host and port of what is asked for, or deny it for what its text tells."""
        url = f"https://{target}" if method == "CONNECT" else target
        words = fault(url, allow_private=self._allow_private)
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or _port(parts.scheme)
        if words or (parts.netloc != target if method == "CONNECT" else parts.scheme != "http"):
            self._deny(host, port, words or "no address that a browser asks a proxy for")
        return host, port

    def _deny(self, host: str, port: int, words: str) -> None:
        self._count("browser-address")
        self._failures[host, port] = Refused(Reason.FORBIDDEN_ADDRESS, words)
        raise _Denied(403)

    async def _connected(self, host: str, port: int) -> Streams:
        """Connect to the first of a host's addresses that may be contacted and answers."""
        self._failures.pop((host, port), None)
        try:
            async with asyncio.timeout(self._bounds.seconds):
                return await self._first(host, port)
        except (OSError, CannotResolveHostError) as error:  # a TimeoutError is an OSError
            self._failures[host, port] = _meaning(error, host)
            raise _Denied(502) from error

    async def _first(self, host: str, port: int) -> Streams:
        found = await self._resolve(host, port)
        allowed = [each for each in found if self._allow_private or self._allowed(each)]
        if found and not allowed:
            self._deny(host, port, f"{host} resolves to {found[0]}, a private address")
        failed: Exception = CannotResolveHostError(host)
        for address in allowed:
            try:
                return await asyncio.open_connection(address, port, limit=CHUNK)
            except OSError as error:
                failed = error
        raise failed


def _port(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _meaning(error: Exception, host: str) -> Exception:
    if isinstance(error, CannotResolveHostError):
        return error
    if isinstance(error, TimeoutError):
        return DownloadTimeoutError(host)
    if isinstance(error, ConnectionRefusedError):
        return DownloadConnectionRefusedError(host)
    return DownloadFailedError(f"{host}: {error}")
