"""Name servers for tests: names of the tests' own site, and of what it tries to lead to. No query leaves here."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from twisted.internet.address import IPv4Address, IPv6Address

from crawler.fetching.egress import GuardedResolver

OURS = "nashra.example.com"  # the tests' site, which may be contacted though it is on loopback
INNER = "inner.nashra.example.com"  # of the same site, and not for us
INNER_ADDRESS = "127.0.0.2"


class Told:
    """Resolves names as it is told: a list of addresses for each time that a name is asked for; the last one stays."""

    def __init__(self, names: dict[str, list[list[str]]]) -> None:
        self._names = {name: list(answers) for name, answers in names.items()}

    def resolveHostName(self, receiver: Any, host: str, portNumber: int = 0, *_: Any, **__: Any) -> Any:  # noqa: N802, N803
        answers = self._names.get(host, [[host]])
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        receiver.resolutionBegan(self)
        for each in found:
            kind = IPv6Address if ":" in each else IPv4Address
            receiver.addressResolved(kind("TCP", each, portNumber))
        receiver.resolutionComplete()
        return receiver


class Ours(GuardedResolver):
    """Lets a crawl that may contact public addresses only contact the tests' site; every other name is guarded."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.original_resolver = Told({OURS: [["127.0.0.1"]], INNER: [[INNER_ADDRESS]]})

    def resolveHostName(self, receiver: Any, host: str, *given: Any, **named: Any) -> Any:  # noqa: N802
        if host == OURS:
            return self.original_resolver.resolveHostName(receiver, host, *given, **named)
        return super().resolveHostName(receiver, host, *given, **named)


class Trap:
    """Listens where nobody may call, TCP and UDP; `called` holds what it heard first of each."""

    def __init__(self) -> None:
        self.called: list[bytes] = []
        self.port = 0


@contextmanager
def trap() -> Iterator[Trap]:
    """Listen on an address of loopback that no test's site is on."""
    trap = Trap()
    with socket.socket() as tcp, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        tcp.bind((INNER_ADDRESS, 0))
        tcp.listen()
        trap.port = tcp.getsockname()[1]
        udp.bind((INNER_ADDRESS, trap.port))
        threads = [threading.Thread(target=each, args=(trap,)) for each in (_Calls(tcp), _Letters(udp))]
        for thread in threads:
            thread.start()
        try:
            yield trap
        finally:
            # Waking them up needs a call and a letter of our own.
            socket.create_connection((INNER_ADDRESS, trap.port)).close()
            udp.sendto(b"", (INNER_ADDRESS, trap.port))
            for thread in threads:
                thread.join()


class _Calls:
    def __init__(self, socket: socket.socket) -> None:
        self._socket = socket

    def __call__(self, trap: Trap) -> None:
        while True:
            call, _ = self._socket.accept()
            with call:
                heard = call.recv(1_000)
            if not heard:
                return
            trap.called.append(heard)


class _Letters:
    def __init__(self, socket: socket.socket) -> None:
        self._socket = socket

    def __call__(self, trap: Trap) -> None:
        while heard := self._socket.recv(1_000):
            trap.called.append(heard)
