"""The service with 1,000 sources due at once: memory of all its processes, one visit each, the longest overdue first.

    .venv/bin/python benchmarks/service.py [--sources 1000] [--mark 100]

A small server of its own has the sites, each at an address of its own in 127.0.0.0/8: a front page, a feed and two
articles. `khabar crawl --due` visits them all, as `khabar run` does when it begins with a full house. Memory is the sum
of the resident sizes of all processes, sampled twice a second: its peak must stay under 800 MB, and after all visits
the main process must hold no more than after the first hundred, but for what the sources' own rows and caches take.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from family import resident
from memory import _status

from crawler.storage import Archive
from crawler.storage.jobs import Jobs

MOST = 800  # MB, what Khabar promises
GROWTH = 1.15  # times the memory after the first visits, at most
SAMPLE = 0.5  # seconds
PORT = 8765
WORDS = [
    f"{one}{two}{three}" for one in "بتجحدرسشصطعفقكلمن" for two in "اويةلمن" for three in ("", "ات", "ون", "ين", "ها")
]


@dataclass
class Sites:
    """Small sites at addresses of their own; `fronts` counts how often each one's front page was asked for."""

    count: int
    fronts: Counter[str] = field(default_factory=Counter)
    order: list[str] = field(default_factory=list)

    def address(self, number: int) -> str:
        return f"127.1.{number // 250}.{number % 250 + 1}"

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                while (await reader.readline()).strip():
                    pass
                host = writer.get_extra_info("sockname")[0]
                writer.write(self._answer(host, line.split()[1].decode()))
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    def _answer(self, host: str, path: str) -> bytes:
        body = self._body(host, path)
        kind = "application/rss+xml" if path == "/feed" else "text/html"
        status = "200 OK" if body else "404 Not Found"
        data = body.encode()
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(data)}\r\n\r\n"
        return head.encode() + data

    def _body(self, host: str, path: str) -> str:
        if path == "/":
            self.fronts[host] += 1
            self.order.append(host)
            return _page('<link rel="alternate" type="application/rss+xml" href="/feed">', _links())
        if path == "/feed":
            items = "".join(
                f"<item><title>{_title(n)}</title><link>http://{host}:{PORT}{_path(n)}</link></item>" for n in (1, 2)
            )
            return f'<?xml version="1.0"?><rss version="2.0"><channel><title>ن</title>{items}</channel></rss>'
        if path.startswith("/news/"):
            number = int(path.rsplit("-", 1)[1].removesuffix(".html"))
            words = random.Random(f"{host}{path}").choices(WORDS, k=120)  # no two sites tell the same story
            text = f"<p>{' '.join(words[:60])}</p><p>{' '.join(words[60:])}</p>"
            return _page("", f"<article><h1>{_title(number)} {host}</h1>{text}</article>")
        return ""


def _page(head: str, body: str) -> str:
    top = f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>النشرة</title>{head}</head>'
    return f"{top}<body><main>{body}</main></body></html>"


def _links() -> str:
    return "".join(f'<h3><a href="{_path(number)}">{_title(number)}</a></h3>' for number in (1, 2))


def _path(number: int) -> str:
    return f"/news/2026/10/11/story-{number}.html"


def _title(number: int) -> str:
    return f"الوزارة تعلن المرحلة {number} من المشروع في المحافظات"


@contextmanager
def served(sites: Sites) -> Iterator[None]:
    """Serve the sites from a thread with a loop of its own."""
    loop, ready = asyncio.new_event_loop(), threading.Event()

    async def begin() -> None:
        for number in range(sites.count):
            await asyncio.start_server(sites.talk, sites.address(number), PORT)
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(begin())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def main() -> int:
    options = _arguments()
    sites = Sites(options.sources)
    with tempfile.TemporaryDirectory() as folder, served(sites):
        data = Path(folder)
        _write_sources(sites, data)
        began = time.monotonic()
        peak, early, late = _visit(sites, data, options.mark)
        seconds = time.monotonic() - began
        with Archive(data, create=False) as archive:
            visits = Counter(job.source for job in Jobs(archive).recent(10 * options.sources))
            articles = archive.count(copies="all")
    doubled = sum(number > 1 for number in visits.values())
    print(f"{len(visits)} sources visited, {doubled} more than once; {articles} articles; {seconds:.0f} s")
    print(f"peak of all processes: {peak} MB (at most {MOST})")
    print(f"main process after {options.mark} visits: {early} MB, after all: {late} MB ({late / early:.2f} times)")
    return int(len(visits) != options.sources or doubled or peak > MOST or late > GROWTH * early)


def _write_sources(sites: Sites, data: Path) -> None:
    folder = data / "sources"
    folder.mkdir(parents=True)
    for number in range(sites.count):
        home = f"http://{sites.address(number)}:{PORT}/"
        lines = (f'name = "{number}"', f'home = "{home}"', 'country = "EG"', 'timezone = "Africa/Cairo"', "delay = 0")
        (folder / f"site-{number:04}.toml").write_text("\n".join(lines), "utf-8")


def _visit(sites: Sites, data: Path, mark: int) -> tuple[int, int, int]:
    """Return in MB: the peak of all processes, and what the main one held after `mark` visits and after all."""
    names = [f"site-{number:04}" for number in range(sites.count)]
    command = [
        sys.executable,
        "-m",
        "crawler.cli",
        "crawl",
        "--due",
        *names,
        "--data",
        str(data),
        "--allow-private-hosts",
    ]
    peak = early = late = 0
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            late = _status(process.pid).get("VmRSS", late)
            if not early and len(sites.fronts) >= mark:
                early = late
            time.sleep(SAMPLE)
    return peak // 1024, early // 1024, late // 1024


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=int, default=1000, metavar="N")
    parser.add_argument("--mark", type=int, default=100, metavar="N", help="the visits after which memory is compared")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
