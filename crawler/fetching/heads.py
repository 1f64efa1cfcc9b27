"""The head of an HTTP message, as the gateway reads it and passes it on (RFC 9110, RFC 9112)."""

from __future__ import annotations

from asyncio import StreamReader
from urllib.parse import urlsplit

Headers = list[tuple[bytes, bytes]]

LONGEST = 64 * 1024  # bytes of a head
_OWN = {b"connection", b"keep-alive", b"upgrade"}  # of this connection, not of the message (RFC 9110 7.6.1)
_END = (b"\r\n", b"\n", b"")
_WORDS = {403: "Forbidden", 407: "Proxy Authentication Required", 502: "Bad Gateway", 503: "Service Unavailable"}


async def read(reader: StreamReader) -> tuple[bytes, Headers]:
    """Return a message's first line and its headers. Raises ValueError for none, and for one that does not end."""
    first = (await reader.readline()).strip()
    headers: Headers = []
    size = len(first)
    while (line := await reader.readline()) not in _END:
        size += len(line)
        if size > LONGEST:
            raise ValueError("a head that does not end")
        name, _, value = line.partition(b":")
        headers.append((name.strip(), value.strip()))
    if not first:
        raise ValueError("no head")
    return first, headers


async def read_answer(reader: StreamReader) -> tuple[bytes, Headers] | None:
    """Return the head of an answer, without what comes before the answer proper (1xx); None where it is no answer."""
    try:
        while True:
            first, headers = await read(reader)
            status = int(first.split(None, 2)[1]) if first.startswith(b"HTTP/1.") else 0
            if status in (101, 407) or not 100 <= status < 600:  # 407: no other proxy may ask for our secret
                return None
            if status >= 200:
                return first, headers
    except (ValueError, IndexError):
        return None


def asked(method: str, target: str, headers: Headers) -> bytes:
    """Return a request to a proxy as it is passed on to the server (RFC 9112 3.2.2)."""
    parts = urlsplit(target)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    others = [pair for pair in headers if pair[0].lower() != b"host"]
    return written(f"{method} {path} HTTP/1.1".encode(), [(b"Host", parts.netloc.encode()), *others])


def written(first: bytes, headers: Headers) -> bytes:
    """Return a head as it is passed on: the connection it goes over ends with this message."""
    kept = [pair for pair in headers if pair[0].lower() not in _OWN and not pair[0].lower().startswith(b"proxy-")]
    return b"\r\n".join([first, *(name + b": " + value for name, value in kept), b"Connection: close", b"", b""])


def own(status: int) -> bytes:
    """Return an answer of the gateway itself."""
    challenge = 'Proxy-Authenticate: Basic realm="khabar"\r\n' if status == 407 else ""
    head = f"HTTP/1.1 {status} {_WORDS[status]}\r\n{challenge}Content-Length: 0\r\nConnection: close\r\n\r\n"
    return head.encode("ascii")
