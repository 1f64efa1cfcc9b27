"""Metrics: a server of the health of the sources and of this process, as Prometheus reads it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self

from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector, start_http_server

from crawler.errors import UsageError
from crawler.health.metrics import Sources
from crawler.storage import Archive


class Metrics:
    """Serves the metrics of a data directory at an address, such as `127.0.0.1:9464` or `:9464`, while it is entered.

    It has threads and a connection to the archive of its own. Raises UsageError for an address that is none, or taken.
    """

    def __init__(self, data: Path, address: str) -> None:
        self._data = data
        self._address = address
        self._host, self._port = read_address(address)
        self._open = ExitStack()

    @property
    def port(self) -> int:
        """The port it listens on; where port 0 was asked for, the system chose it."""
        return self._port

    def __enter__(self) -> Self:
        archive = self._open.enter_context(Archive(self._data, create=False))
        registry = CollectorRegistry()
        registry.register(Sources(archive))
        ProcessCollector(registry=registry)
        PlatformCollector(registry=registry)
        try:
            server, thread = start_http_server(self._port, self._host, registry)
        except OSError as error:
            self._open.close()
            raise UsageError(f"metrics cannot be served on {self._address}: {error.strerror}; give another") from None
        self._open.callback(_stop, server, thread)
        self._port = server.server_port
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._open.close()


def _stop(server: Any, thread: Thread) -> None:
    server.shutdown()
    server.server_close()
    thread.join()


def read_address(text: str) -> tuple[str, int]:
    """Read HOST:PORT; without a host it means all of the machine's. Raises UsageError with what to write."""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or int(port) > 65535:
        raise UsageError(f'"{text}" is no address to serve on; write HOST:PORT, as in 127.0.0.1:9464 or :9464')
    return host.removeprefix("[").removesuffix("]") or "0.0.0.0", int(port)  # noqa: S104  asked for
