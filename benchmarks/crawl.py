"""Pages a second and peak memory of a crawl, against a plain Scrapy spider with trafilatura in its callback.

    .venv/bin/python benchmarks/crawl.py [--sites 20] [--stories 120] [--rounds 2]
    .venv/bin/python benchmarks/crawl.py --sites 1 --stories 1000

Both fetch the same pages of the same sites from loopback, in turn, in the same run, on two cores, which the sites
share: Khabar as one `khabar crawl` of all sites with its settings as they are, but for the delay; the plain spider is
one, too. It is given every address; Khabar has to find them, judges, deduplicates and stores. Neither waits between
requests. One site alone is asked for 16 pages at a time, by both. Memory is the sum of the resident sizes of all
processes of a crawl, sampled four times a second; so is the time that they take of the processors.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from family import family
from light_server import Serving
from sites import served

HERE = Path(__file__).parent
ALONE = {"AUTOTHROTTLE_ENABLED": "False", "CONCURRENT_REQUESTS": "16", "CONCURRENT_REQUESTS_PER_DOMAIN": "16"}
NO_BROWSER = {"KHABAR_CHROMIUM": "none"}  # as the plain spider: each site's consent page would be tried in one
SAMPLE = 0.25  # seconds
CORES = 2
SPEED, MEMORY = 5.0, 600  # what Khabar promises: times as fast, MB at most
NO_PAGES = ("robots.txt", ".xml", ".gz")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What one crawl took: seconds from start to end, seconds of the processors, MB at most."""

    seconds: float
    cpu: float
    memory: float


def main() -> int:
    asked = _arguments()
    rows = []
    with served(asked.sites, asked.stories) as sites, tempfile.TemporaryDirectory() as folder:
        _measure(_khabar([site.url for site in sites], Path(folder) / "first"))  # the sites make their answers
        for number in range(asked.rounds):
            rows.append(_round(sites, Path(folder), number))
            _print(number + 1, *rows[-1])
    ratio = statistics.median(plain.seconds / ours.seconds for _, ours, plain in rows)
    memory = max(ours.memory for _, ours, _ in rows)
    print(
        f"Khabar: {ratio:.2f} times as many pages a second (at least {SPEED:.0f}), {memory:.0f} MB (at most {MEMORY})"
    )
    return 0 if ratio >= SPEED and memory <= MEMORY else 1


def _round(sites: Sequence[Serving], folder: Path, number: int) -> tuple[int, Cost, Cost]:
    for site in sites:
        site.requests.clear()
    ours = _measure(_khabar([site.url for site in sites], folder / f"data{number}"))
    pages = [site.url + path for site in sites for path in sorted(_paths(site))]
    addresses = folder / "addresses.json"
    addresses.write_text(json.dumps(_by_turns(pages)), encoding="utf-8")
    return len(pages), ours, _measure([sys.executable, str(HERE / "plain_spider.py"), str(addresses)])


def _khabar(urls: Sequence[str], data: Path) -> list[str]:
    given = NO_BROWSER | (ALONE if len(urls) == 1 else {})
    settings = [part for name, value in given.items() for part in ("-s", f"{name}={value}")]
    crawl = ["-m", "crawler.cli", "crawl", *urls, "--data", str(data), "--delay", "0", "--allow-private-hosts"]
    return [sys.executable, *crawl, *settings]


def _by_turns(pages: Sequence[str]) -> list[str]:
    """The addresses of all sites mixed, so that none of them is asked for everything at once."""
    return [pages[at] for start in range(997) for at in range(start, len(pages), 997)]


def _paths(site: Serving) -> set[str]:
    return {asked.path for asked in site.requests if asked.status == 200 and not asked.path.endswith(NO_PAGES)}


def _measure(command: list[str]) -> Cost:
    """Return what a command costs, start and end included."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.sched_setaffinity(process.pid, sorted(os.sched_getaffinity(0))[:CORES])
    peak, cpu = 0, dict[int, int]()
    while True:
        sizes, times = family(process.pid)
        peak = max(peak, sum(sizes.values()))
        cpu |= times
        with suppress(subprocess.TimeoutExpired):
            process.wait(SAMPLE)
            break
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(time.perf_counter() - began, sum(cpu.values()) / TICKS, peak / 1024)


def _print(number: int, pages: int, ours: Cost, plain: Cost) -> None:
    print(f"round {number}: {pages} pages", flush=True)
    for name, cost in (("khabar", ours), ("plain spider", plain)):
        print(
            f"  {name:13} {pages / cost.seconds:6.1f} pages/s {cost.seconds:7.1f} s {cost.memory:6.0f} MB"
            f" {cost.cpu / pages * 1000:6.1f} ms of the processors a page",
            flush=True,
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare a crawl with a plain Scrapy spider on the same pages.")
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--stories", type=int, default=120, help="of each site")
    parser.add_argument("--rounds", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(main())
