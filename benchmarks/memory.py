"""Peak memory of a crawl at 10 thousand and at 1 million known pages: at most 1.3 times as much.

    .venv/bin/python benchmarks/memory.py [--small 10000] [--large 1000000] [--limit 40]

A small server of its own has a site whose robots.txt names sitemaps of up to 50,000 articles each, written as they are
sent. The site is crawled twice at either size: at first when nothing is known of it, so that every sitemap is read for
the first time; then when all of it is known, some of it as stored, and new articles have come. A crawl ends when it
has stored --limit articles. No list has validators, so that the second crawl reads every sitemap again.

Of the main process the peak is the kernel's own (VmHWM); of all processes together it is the largest sum of their
resident sizes, sampled ten times a second.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path

from family import resident

from crawler.sources import find
from crawler.storage import State, open_archive

FILE = 50_000  # entries of a sitemap, as the protocol has it
MOST = 1.3  # what Khabar promises: times the memory at most
FREE = {"AUTOTHROTTLE_ENABLED": "False"}
SAMPLE = 0.1  # seconds
KEPT = 50  # one page in so many was stored before the second crawl
ARRIVED = 10**9  # before the numbers of articles that came later
WORDS = "أعلنت الوزارة اليوم أن المشروع يسير وفق الخطة وأن العمل ينتهي قبل نهاية العام في جميع المحافظات".split()


@dataclass
class Site:
    """A site of `count` articles, and of those that came later."""

    count: int
    url: str = ""
    new: int = 0

    def answer(self, path: str) -> tuple[str, Iterator[str]] | None:
        """Return an answer's media type and its parts."""
        name, _, number = path.removesuffix(".html").rpartition("-")
        if path == "/":
            return "text/html; charset=utf-8", self._front()
        if path == "/robots.txt":
            return "text/plain", iter([f"Sitemap: {self.url}/sitemap-{file}.xml\n" for file in range(self._files())])
        if name == "/sitemap" and number.endswith(".xml"):
            return "application/xml", self._sitemap(int(number.removesuffix(".xml")))
        return ("text/html; charset=utf-8", _page(int(number))) if name == "/news/2026/10/11/story" else None

    def _files(self) -> int:
        return -(-self.count // FILE)

    def _front(self) -> Iterator[str]:
        newest = [ARRIVED + number for number in range(self.new)] or list(range(20))
        links = "".join(f'<li><h3><a href="{_path(number)}">{_title(number)}</a></h3></li>' for number in newest)
        head = '<html lang="ar" dir="rtl"><head><title>النشرة</title></head>'
        yield f"{head}<body><main><ul>{links}</ul></main></body></html>"

    def _sitemap(self, file: int) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        for number in range(file * FILE, min((file + 1) * FILE, self.count)):
            yield f"<url><loc>{self.url}{_path(number)}</loc><lastmod>2026-10-11T08:00:00+02:00</lastmod></url>\n"
        yield "</urlset>"


def _path(number: int) -> str:
    return f"/news/2026/10/11/story-{number}.html"


def _title(number: int) -> str:
    return f"المشروع رقم {number} يسير وفق الخطة والعمل ينتهي قبل نهاية العام"


def _page(number: int) -> Iterator[str]:
    lines = (" ".join((*WORDS[turn:], *WORDS[:turn], f"{number * 7 + turn}")) for turn in range(0, 12, 2))
    text = "".join(f"<p>{line}.</p>" for line in lines)
    yield (
        f'<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{_title(number)}</title>'
        '<meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2026-10-11T08:00:00+02:00"></head>'
        f"<body><main><article><h1>{_title(number)}</h1>{text}</article></main></body></html>"
    )


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """Serve a site on a free port of loopback; what is long is sent as it is made."""

    class Counter(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 1 << 16

        def do_GET(self) -> None:
            answer = site.answer(self.path)
            self.send_response(200 if answer else 404)
            if answer is None:
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            kind, parts = answer
            self.send_header("Content-Type", kind)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for part in chain(_together(parts), [b""]):
                self.wfile.write(b"%x\r\n%b\r\n" % (len(part), part))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except ConnectionError:
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _together(parts: Iterator[str], size: int = 1 << 16) -> Iterator[bytes]:
    waiting: list[str] = []
    length = 0
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length >= size:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    if waiting:
        yield "".join(waiting).encode()


@dataclass(frozen=True)
class Peak:
    """What a crawl took: MB of the main process, MB of all its processes, seconds."""

    main: float
    every: float
    seconds: float
    said: str  # its summary


def main() -> int:
    asked = _arguments()
    small, large = (_both(count, asked.limit) for count in (asked.small, asked.large))
    kept = True
    for name, few, many in zip(("first crawl", "second crawl"), small, large, strict=True):
        ratios = many.main / few.main, many.every / few.every
        kept = kept and max(ratios) <= MOST
        print(f"{name}: {ratios[0]:.2f} times the memory of the main process, {ratios[1]:.2f} of all (at most {MOST})")
    return 0 if kept else 1


def _both(count: int, limit: int) -> tuple[Peak, Peak]:
    print(f"{count:,} pages", flush=True)
    with served(Site(count)) as site, tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        first = _crawl(site, data, limit)
        _show("first crawl", first, _known(site, data, first, at_least=count))
        _keep_some(site, data)
        site.new = limit
        second = _crawl(site, data, limit)
        _show("second crawl", second, _known(site, data, second, at_least=count + limit))
    return first, second


def _show(name: str, peak: Peak, known: int) -> None:
    sizes = f"main process {peak.main:6.0f} MB   all {peak.every:6.0f} MB"
    print(f"  {name:13}{sizes} {peak.seconds:7.0f} s   then {known:,} pages known", flush=True)


def _known(site: Site, data: Path, crawl: Peak, *, at_least: int) -> int:
    with open_archive(data) as archive:
        known = sum(archive.ledger(find(site.url, {}).id).counts().values())
    if known < at_least:
        raise SystemExit(f"the crawl did not read every sitemap: {known:,} pages known\n{crawl.said}")
    return known


def _keep_some(site: Site, data: Path) -> None:
    """Set some pages as stored, as if many crawls had been."""
    with open_archive(data) as archive:
        ledger = archive.ledger(find(site.url, {}).id)
        for number in range(0, site.count, KEPT):
            ledger.done(f"{site.url}{_path(number)}", State.STORED)


def _crawl(site: Site, data: Path, limit: int) -> Peak:
    settings = [part for name, value in FREE.items() for part in ("-s", f"{name}={value}")]
    crawl = ["crawl", f"{site.url}/", "--data", str(data), "--delay", "0", "--limit", str(limit)]
    command = [sys.executable, "-m", "crawler.cli", *crawl, "--allow-private-hosts", *settings]
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        main = every = 0
        while process.poll() is None:
            main = max(main, _status(process.pid).get("VmHWM", 0))
            every = max(every, resident(process.pid))
            time.sleep(SAMPLE)
        said.seek(0)
        words = said.read()[-1000:]
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}: {words}")
    return Peak(main / 1024, every / 1024, time.perf_counter() - began, words)


def _status(pid: int) -> dict[str, int]:
    """What the kernel says of a process: its sizes in KB; nothing of one that has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return {}
    fields = (line.split() for line in lines)
    return {each[0].rstrip(":"): int(each[1]) for each in fields if each and each[0] in ("VmHWM:", "VmRSS:")}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare the memory of crawls of a small and of a large site.")
    parser.add_argument("--small", type=int, default=10_000, help="articles of the small site")
    parser.add_argument("--large", type=int, default=1_000_000, help="articles of the large site")
    parser.add_argument("--limit", type=int, default=40, help="articles that a crawl stores")
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(main())
