"""A robots.txt of any kind: what cannot be read forbids, what is none allows, and none holds the crawl up."""

from crawling import Answer, article
from hosts import GOOD, Hostile

TEXT = {"Content-Type": "text/plain"}


def hang(handler) -> None:
    handler.rfile.read(1)


def flood(handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n")
    while True:
        handler.wfile.write(b"Disallow: /x\n" * 1000)


KINDS = {
    "a web page": (Answer(article(1)), True),
    "of no kind": (Answer(b"\x00\xff\xfe" * 1000, headers=TEXT), True),
    "forbidden": (Answer("", status=403), True),
    "an error": (Answer("", status=503), False),
    "moved in a circle": (Answer(status=301, headers={"Location": "/robots.txt"}), True),
    "moved away from the web": (Answer(status=301, headers={"Location": "file:///etc/passwd"}), True),
    "silent": (Answer(talk=hang), False),
    "endless": (Answer(talk=flood), True),
    "large": (Answer("# x\n" * 300_000 + "User-agent: *\nDisallow: /\n", headers=TEXT), True),
    "full of stars": (Answer("User-agent: *\nDisallow: /" + "*a" * 5000 + "$\n", headers=TEXT), True),
    "with many rules": (Answer("User-agent: *\n" + "Disallow: /x*y*z$\n" * 20_000, headers=TEXT), True),
    "all forbidden": (Answer("User-agent: *\nDisallow: /\n", headers=TEXT), False),
}


def test_robots_files_of_every_kind(all_crawled):
    sites = {kind: Hostile({"/robots.txt": robots}) for kind, (robots, _) in KINDS.items()}
    crawls = all_crawled(sites)
    stored = {kind: len(found.articles) for kind, found in crawls.items()}
    assert stored == {kind: len(GOOD) if allows else 0 for kind, (_, allows) in KINDS.items()}
    for kind, (_, allows) in KINDS.items():
        assert len(sites[kind].asked) < 60, kind
        assert allows or set(sites[kind].paths) == {"/robots.txt"}, kind
