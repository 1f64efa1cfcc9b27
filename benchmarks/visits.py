"""Requests of a visit of a known site: by every list, as a crawl on demand makes it, and by the way that brings news.

    .venv/bin/python benchmarks/visits.py [--visits 12] [--new 2]

The demo site, with twenty sections, is crawled into two archives. Then both are visited as often, every quarter of
an hour on a clock that is set; before every third visit something is published. The server counts. Looks at young
articles are left out (KHABAR_REVISITS): they cost either the same.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import mean, median

from crawler import clock
from crawler.demo.answers import Answer
from crawler.demo.server import Asked, Serving, serve
from crawler.demo.site import DemoSite
from crawler.demo.truth import article
from crawler.storage import Archive

NAMES = {"crawl": "by every list", "run": "by the way that brings news"}  # asked_by → what it is called here
MORE = tuple(f"/section/more-{number}" for number in range(10))  # beside the ten that the demo site has
MOST = 2  # requests of an idle visit, as Khabar promises
EVERY = 3  # of so many visits, one finds news
FREE = {"AUTOTHROTTLE_ENABLED": "False", "DOWNLOAD_DELAY": "0", "KHABAR_REVISITS": ""}


class LargeSite(DemoSite):
    """The demo site with ten sections more, which list what its front does."""

    def answer(self, target: str, host: str, *, now: datetime | None = None) -> Answer:
        answer = super().answer("/" if target in MORE else target, host, now=now)
        links = "".join(f'<a href="{path}">قسم آخر</a>' for path in MORE)
        is_front = target == "/" and answer.status == 200
        return (
            replace(answer, body=answer.body.replace(b"</nav>", f"{links}</nav>".encode(), 1)) if is_front else answer
        )


@dataclass(frozen=True)
class Cost:
    """What one visit asked of the server, and how many articles were new."""

    asked: Sequence[Asked]
    news: int


def main() -> int:
    asked = _arguments()
    if asked.once:
        return _crawl(*asked.once)
    site, now = LargeSite(asked.stories), datetime.now(UTC)
    with serve(site) as serving, tempfile.TemporaryDirectory() as folder:
        archives = {how: Path(folder) / how for how in NAMES}
        for data in archives.values():
            _visit(serving, "crawl", data, now)
        costs: dict[str, list[Cost]] = {how: [] for how in NAMES}
        new: list[int] = []
        for number in range(1, 1 + asked.visits):
            now += timedelta(minutes=15)
            news = asked.new if number % EVERY == 0 else 0
            new += site.publish(news, at=now) if news else ()
            for how, data in archives.items():
                costs[how].append(Cost(_visit(serving, how, data, now), news))
        missing = {how: _missing(data, site, serving.url, new) for how, data in archives.items()}
    return _verdict(costs, missing)


def _visit(serving: Serving, how: str, data: Path, now: datetime) -> list[Asked]:
    serving.forget()
    command = [sys.executable, __file__, "--once", f"{serving.url}/", how, str(data), now.isoformat()]
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"a visit ended with {ended.returncode}: {ended.stderr[-500:]}")
    return serving.requests


def _crawl(url: str, how: str, data: str, now: str) -> int:
    """Visit a site in this process, whose clock is set."""
    from crawler.jobs.running import Process, settings_with

    began, instant = time.monotonic(), datetime.fromisoformat(now)
    settings = {**FREE, "KHABAR_DATA": data, "KHABAR_ALLOW_PRIVATE_HOSTS": True}
    with clock.driven_by(lambda: instant + timedelta(seconds=time.monotonic() - began)):
        Process(settings_with(settings)).run([lambda process: process.crawl("news", target=url, asked_by=how)])
    return 0


def _missing(data: Path, site: DemoSite, url: str, new: Sequence[int]) -> int:
    with Archive(data, create=False) as archive:
        return sum(archive.find(article(site, number, url).url) is None for number in new)


def _verdict(costs: dict[str, list[Cost]], missing: dict[str, int]) -> int:
    print(f"{'requests of a visit':30}{'idle: median':>14}{'mean':>7}{'with news: mean':>17}{'KB':>7}{'missed':>8}")
    for how, visits in costs.items():
        idle = [len(each.asked) for each in visits if not each.news]
        busy = [len(each.asked) for each in visits if each.news]
        size = sum(request.size for each in visits for request in each.asked) / 1024
        print(f"{NAMES[how]:30}{median(idle):14.0f}{mean(idle):7.1f}{mean(busy):17.1f}{size:7.0f}{missing[how]:8}")
    typical = median(len(each.asked) for each in costs["run"] if not each.news)
    return 0 if typical <= MOST and not any(missing.values()) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Count what a visit of a known site asks for.")
    parser.add_argument("--stories", type=int, default=200, help="of the demo site at first")
    parser.add_argument("--visits", type=int, default=12)
    parser.add_argument("--new", type=int, default=2, help="stories published before every third visit")
    parser.add_argument("--once", nargs=4, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(main())
