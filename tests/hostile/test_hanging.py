"""An answer that does not come, or does not end, costs its own time and no more."""

from select import select

from crawling import Answer, article
from hosts import Hostile, links


def hang(handler) -> None:
    """Say nothing more until the other side goes."""
    handler.rfile.read(1)


def begin(handler, *headers: bytes) -> None:
    handler.wfile.write(b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Type: text/html", *headers, b""]))


def head_only(handler) -> None:
    begin(handler, b"Content-Length: 5000", b"")
    hang(handler)


def half_a_page(handler) -> None:
    begin(handler, b"Content-Length: 5000", b"", article(31).encode()[:800].decode("utf-8", "ignore").encode())
    hang(handler)


def slow(handler, piece: bytes, head: tuple[bytes, ...]) -> None:
    begin(handler, *head)
    while not select([handler.connection], [], [], 0.2)[0]:  # until the other side is gone
        handler.wfile.write(piece)


def trickle(handler) -> None:
    slow(handler, b"x", (b"Content-Length: 100000", b""))


def trickling_head(handler) -> None:
    slow(handler, b"X-More: x\r\n", ())


def flood(handler) -> None:
    begin(handler, b"Transfer-Encoding: chunked", b"")
    while True:
        handler.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def flooding_head(handler) -> None:
    begin(handler)
    while True:
        handler.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")


def long_line(handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        handler.wfile.write(b"x" * 10_000)


def informed(handler) -> None:
    """Interim answers without end (RFC 9110 15.2)."""
    while True:
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 100)


def huge(handler) -> None:
    begin(handler, b"Content-Length: 999999999999", b"")
    hang(handler)


def nonsense(handler) -> None:
    handler.wfile.write(b"\x00\xff" * 1000)


def test_answers_that_do_not_end_are_given_up(crawled):
    # Between two that are not answered at all stands a page: ten in a row mean that the site is down.
    bad = [
        hang,
        head_only,
        half_a_page,
        trickle,
        trickling_head,
        flood,
        flooding_head,
        long_line,
        informed,
        huge,
        nonsense,
    ]
    pages = {f"/bad/2024/5/3/{40_000 + number}": Answer(talk=talk) for number, talk in enumerate(bad)}
    between = {f"/between/2024/5/3/{50_000 + number}": article(60 + number) for number in range(3)}
    paths = [*list(pages)[:4], *list(between)[:1], *list(pages)[4:8], *list(between)[1:], *list(pages)[8:]]
    found = crawled(Hostile({**pages, **between}, lure=links(paths)), DOWNLOAD_TIMEOUT="3")
    assert found.holds(requests=40)
    assert between.keys() <= found.articles.keys()
    assert not pages.keys() & found.articles.keys()
    assert found.bounds["time"] >= 5
    assert found.bounds["size"] == 2
    assert found.bounds["head-size"] >= 2
