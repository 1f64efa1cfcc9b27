"""Pages a second and peak memory of a crawl, against a plain Scrapy spider with trafilatura in its callback.

    .venv/bin/python benchmarks/crawl.py [--pages 1000] [--rounds 3]

Both fetch the same pages of the demo site from loopback, in turn, in the same run. The plain spider is given every
address; Khabar has to find them, judges, deduplicates and stores. Neither waits between requests. Memory is the sum
of the resident sizes of all processes of a crawl, sampled four times a second.
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
from pathlib import Path

from crawler.demo.server import Serving, serve
from crawler.demo.site import DemoSite

HERE = Path(__file__).parent
FREE = {"AUTOTHROTTLE_ENABLED": "False", "CONCURRENT_REQUESTS": "16", "CONCURRENT_REQUESTS_PER_DOMAIN": "16"}
SAMPLE = 0.25  # seconds
SPEED, MEMORY = 1.5, 600  # what Khabar promises: times as fast, MB at most


def main() -> int:
    asked = _arguments()
    rows = []
    with serve(DemoSite(asked.pages)) as site, tempfile.TemporaryDirectory() as folder:
        addresses = Path(folder) / "addresses.json"
        for number in range(asked.rounds):
            site.forget()
            ours = _measure(_khabar(site.url, Path(folder) / f"data{number}"))
            pages = sorted({path for path in _paths(site) if not path.endswith(("robots.txt", ".xml", ".gz"))})
            addresses.write_text(json.dumps([site.url + path for path in pages]), encoding="utf-8")
            plain = _measure([sys.executable, str(HERE / "plain_spider.py"), str(addresses)])
            rows.append((len(pages), ours, plain))
            _print(number + 1, *rows[-1])
    ratio = statistics.median(plain[0] / ours[0] for _, ours, plain in rows)
    memory = max(ours[1] for _, ours, _ in rows)
    print(f"Khabar: {ratio:.2f} times as many pages a second (at least {SPEED}), {memory:.0f} MB (at most {MEMORY})")
    return 0 if ratio >= SPEED and memory <= MEMORY else 1


def _khabar(url: str, data: Path) -> list[str]:
    settings = [part for name, value in FREE.items() for part in ("-s", f"{name}={value}")]
    crawl = ["-m", "crawler.cli", "crawl", url, "--data", str(data), "--delay", "0", "--allow-private-hosts"]
    return [sys.executable, *crawl, *settings]


def _paths(site: Serving) -> list[str]:
    return [asked.path for asked in site.requests if asked.status == 200]


def _measure(command: list[str]) -> tuple[float, float]:
    """Return the seconds a command takes, start and end included, and its peak memory in MB."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _resident(process.pid))
        time.sleep(SAMPLE)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return time.perf_counter() - began, peak / 1024


def _resident(root: int) -> int:
    """The resident size of a process and all that it started, in KB."""
    parents: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "status").read_text()
            except OSError:
                continue
            fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
            parents[int(entry.name)] = int(fields["PPid"])
            sizes[int(entry.name)] = int(fields.get("VmRSS", "0 kB").split()[0])
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    return sum(sizes.get(pid, 0) for pid in family)


def _print(number: int, pages: int, ours: tuple[float, float], plain: tuple[float, float]) -> None:
    print(f"round {number}: {pages} pages", flush=True)
    for name, (seconds, memory) in (("khabar", ours), ("plain spider", plain)):
        print(f"  {name:13} {pages / seconds:6.1f} pages/s {seconds:7.1f} s {memory:6.0f} MB", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compare a crawl with a plain Scrapy spider on the same pages.")
    parser.add_argument("--pages", type=int, default=1000, help="stories of the demo site")
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(main())
