"""Pages a second and peak memory of a scripted site: everything loaded, against what Khabar loads. In one run.

    .venv/bin/python benchmarks/browser.py [--pages 40]
    .venv/bin/python benchmarks/browser.py --pages 1000 --ours     memory over a thousand pages

A small server of its own has articles that a script fetches, each with pictures, a font and a film; it sends no more
than a line of 50 Mbit/s would bring. `everything` is a plain Scrapy spider with scrapy-playwright as it comes, which
waits until the network is idle; Khabar is one `khabar crawl` with `browser = true`, which reads, judges and stores
besides. Neither waits between requests, and both load one page of the site at a time. Memory is what the processes of a
crawl hold alone and their shares of what they hold together (PSS), sampled twice a second: the browser's alone, and
those of all.
"""

from __future__ import annotations

import argparse
import os
import random
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Lock, Thread

from crawler.fetching.browser import place
from crawler.jobs.running import settings_with
from crawler.storage import Archive

SAMPLE = 0.5  # seconds
PICTURES, WIDTH, HEIGHT = 12, 1600, 1000  # on each page, and the points of one
FILM, FONT = 3_000_000, 120_000  # bytes
LINE = 50e6 / 8  # bytes a second
FLAT = 1.25  # what Khabar promises: the last quarter's peak, in times of the second's
WORDS = "أعلنت الوزارة اليوم أن المشروع يسير وفق الخطة وأن العمل ينتهي قبل نهاية العام في جميع المحافظات".split()
HERE = Path(__file__).parent
SOURCE = 'name = "النشرة"\nhome = "{url}"\ncountry = "EG"\ntimezone = "Africa/Cairo"\nbrowser = true\n'
PLAIN = """
import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy_playwright.page import PageMethod

class Plain(scrapy.Spider):
    name = "plain"
    async def start(self):
        for number in range({pages}):
            steps = [PageMethod("wait_for_load_state", "networkidle"), PageMethod("wait_for_selector", "h1")]
            yield scrapy.Request(f"{url}news/2026/10/11/story-{{number}}.html", meta=dict(
                playwright=True, playwright_page_methods=steps, playwright_page_goto_kwargs=dict(wait_until="load")))
    def parse(self, response):
        self.crawler.stats.inc_value("told", int(bool(response.css("article p"))))
    def closed(self, reason):
        print(self.crawler.stats.get_value("told", 0))

handler = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
process = CrawlerProcess(dict(LOG_LEVEL="ERROR", CONCURRENT_REQUESTS=1, DOWNLOAD_HANDLERS=dict(http=handler),
    TWISTED_REACTOR="twisted.internet.asyncioreactor.AsyncioSelectorReactor", PLAYWRIGHT_LAUNCH_OPTIONS={options}))
process.crawl(Plain)
process.start()
"""


@dataclass
class Cost:
    """What one crawl took: seconds, those of the processors, articles read, MB as they were sampled."""

    seconds: float = 0.0
    cpu: float = 0.0
    told: int = 0
    sent: float = 0.0
    memory: list[float] = field(default_factory=list)
    browser: list[float] = field(default_factory=list)


class Site:
    """`sent` counts the bytes that were asked for."""

    def __init__(self, pages: int) -> None:
        self.pages = pages
        self.sent = 0
        self.url = ""
        self.picture = _picture()

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Return an answer's media type and its body."""
        name = path.partition("?")[0]
        number = name.removesuffix(".html").removesuffix(".json").rpartition("-")[2]
        if name == "/":
            links = "".join(
                f'<li><h3><a href="{_path(each)}">{_title(each)}</a></h3></li>' for each in range(self.pages)
            )
            return "text/html", f"<html lang=ar><title>النشرة</title><main><ul>{links}</ul></main></html>".encode()
        if name.startswith("/news/") and number.isdecimal():
            return "text/html", _shell(int(number)).encode()
        if name.startswith("/api/"):
            return "application/json", _story(int(number)).encode()
        media = {
            "/picture.png": ("image/png", self.picture),
            "/film.mp4": ("video/mp4", b"\0" * FILM),
            "/font.woff2": ("font/woff2", b"\0" * FONT),
        }
        return media.get(name)


def _picture() -> bytes:
    """Return a picture (PNG) of grey points, some 200 kB."""
    chance = random.Random(1)
    rows = b"".join(b"\0" + chance.randbytes(WIDTH // 8) * 8 for _ in range(HEIGHT))
    size = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(of)) + name + of + struct.pack(">I", zlib.crc32(name + of)) for name, of in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _path(number: int) -> str:
    return f"/news/2026/10/11/story-{number}.html"


def _title(number: int) -> str:
    return f"المشروع رقم {number} يسير وفق الخطة والعمل ينتهي قبل نهاية العام"


def _story(number: int) -> str:
    lines = (" ".join((*WORDS[turn:], *WORDS[:turn], f"{number * 7 + turn}")) for turn in range(0, 12, 2))
    return f"<article><h1>{_title(number)}</h1>{''.join(f'<p>{line}.</p>' for line in lines)}</article>"


def _shell(number: int) -> str:
    pictures = "".join(f'<img src="/picture.png?{number}-{each}" width=600 height=400>' for each in range(PICTURES))
    style = "@font-face { font-family: a; src: url(/font.woff2) } body { font-family: a }"
    script = f"fetch('/api/story-{number}.json').then(told => told.text()).then(told => root.innerHTML = told)"
    return (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{_title(number)}</title>'
        f'<style>{style}</style></head><body>أ<main id="root"></main>{pictures}'
        f"<video src=/film.mp4 autoplay muted></video><script>{script}</script></body></html>"
    )


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """Serve a site on a free port of loopback."""
    line = Lock()

    class Desk(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            kind, body = site.answer(self.path) or ("text/plain", b"")
            site.sent += len(body)
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text") else kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with line:
                self.wfile.write(body)
                time.sleep(len(body) / LINE)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (ConnectionError, TimeoutError):
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def everything(site: Site, folder: Path) -> list[str]:
    """Return the command of the plain spider."""
    options = {"args": ["--no-sandbox", "--disable-dev-shm-usage"], "executable_path": place(settings_with({})).program}
    script = folder / "plain.py"
    script.write_text(PLAIN.format(pages=site.pages, url=site.url, options=options), encoding="utf-8")
    return [sys.executable, str(script)]


def ours(site: Site, folder: Path) -> list[str]:
    """Return the command of Khabar."""
    (folder / "data" / "sources").mkdir(parents=True)
    (folder / "data" / "sources" / "nashra.toml").write_text(SOURCE.format(url=site.url), encoding="utf-8")
    free = ["--delay", "0", "--allow-private-hosts", "-s", "AUTOTHROTTLE_ENABLED=False"]
    return [sys.executable, "-m", "crawler.cli", "crawl", "nashra", "--data", str(folder / "data"), *free]


def measured(command: list[str], site: Site) -> Cost:
    """Run a crawl to its end."""
    began, before, worked, cost = time.monotonic(), site.sent, _worked(), Cost()
    with subprocess.Popen(
        command, cwd=HERE.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while process.poll() is None:
            held = _held(process.pid)
            cost.memory.append(sum(held.values()))
            cost.browser.append(sum(size for pid, size in held.items() if _is_browser(pid)))
            time.sleep(SAMPLE)
        out = process.communicate()[0]
    cost.seconds, cost.sent = time.monotonic() - began, (site.sent - before) / 1e6
    cost.cpu = _worked() - worked
    cost.told = int(out) if out.strip().isdecimal() else 0
    return cost


def _worked() -> float:
    """Return the seconds that children which have ended took of the processors, theirs included."""
    times = os.times()
    return times.children_user + times.children_system


def _stored(folder: Path) -> int:
    with Archive(folder / "data", create=False) as archive:
        return archive.count()


def _held(ancestor: int) -> dict[int, float]:
    """Return the memory of a process and of all below it, in MB, by their ids."""
    parents = {int(each.parent.name): _parent(each) for each in Path("/proc").glob("[0-9]*/stat")}
    tree, fresh = {ancestor}, {ancestor}
    while fresh:
        fresh = {pid for pid, parent in parents.items() if parent in fresh}
        tree |= fresh
    return {pid: _pss(pid) / 1e3 for pid in tree}


def _is_browser(pid: int) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
    except OSError:
        return False
    return "--user-data-dir" in command or "--type=" in command


def _parent(stat: Path) -> int:
    try:
        return int(stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--ours", action="store_true", help="leave the plain spider out")
    asked = parser.parse_args()
    costs = {}
    for way in ([] if asked.ours else [everything]) + [ours]:
        with served(Site(asked.pages)) as site, tempfile.TemporaryDirectory() as folder:
            costs[way.__name__] = cost = measured(way(site, Path(folder)), site)
            cost.told = cost.told or _stored(Path(folder))
        memory = f"{max(cost.browser):.0f} MB of the browser, {max(cost.memory):.0f} in all"
        speed = f"{asked.pages / cost.seconds:.2f} pages/s, {cost.cpu:.0f} s of the processors"
        print(
            f"{way.__name__:10}  {cost.told} of {asked.pages} articles, {speed}, {memory}, {cost.sent:.0f} MB asked for"
        )
    memory = costs["ours"].memory
    bounds = [len(memory) * quarter // 4 for quarter in range(5)]
    peaks = [max(memory[start:end]) for start, end in pairwise(bounds) if end > start]
    print(f"Khabar's peak in each quarter of its time: {', '.join(f'{peak:.0f}' for peak in peaks)} MB")
    if not asked.ours:
        times = costs["everything"].seconds / costs["ours"].seconds
        share = max(costs["ours"].browser) / max(costs["everything"].browser)
        print(f"Khabar: {times:.2f} times as many pages a second, {share:.2f} of the browser's memory")
    return int(costs["ours"].told != asked.pages or peaks[-1] > FLAT * peaks[min(1, len(peaks) - 1)])


if __name__ == "__main__":
    sys.exit(main())
