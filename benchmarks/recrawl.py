"""Requests and bytes for each new article, on a second crawl of a site that is known.

    .venv/bin/python benchmarks/recrawl.py [--stories 500] [--new 20] [--changed 5] [--removed 5]

The demo site is crawled, goes on, and is crawled again; its server counts. The same second crawl is made without a
memory, in the same run: by Khabar on an empty data directory, and by a plain Scrapy spider that follows every link.
The front links to each story once; an article under a second address costs a second request, as --other-addresses
shows.
A list is a feed, a sitemap or the front page; everything else that is asked for counts as a page, sections too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.demo.editions import Moves
from crawler.demo.manners import Manners
from crawler.demo.server import Asked, Serving, serve
from crawler.demo.site import DemoSite
from crawler.demo.truth import article, moved
from crawler.storage import Archive

HERE = Path(__file__).parent
FREE = {"AUTOTHROTTLE_ENABLED": "False", "CONCURRENT_REQUESTS": "16", "CONCURRENT_REQUESTS_PER_DOMAIN": "16"}
LISTS = ("/feed", "/rss/", "/atom.xml", "/sitemap", "/news-sitemap.xml")
MOST = 1.1  # page requests for each new article, as Khabar promises


@dataclass(frozen=True)
class Cost:
    """What one crawl asked of the server."""

    name: str
    requests: Sequence[Asked]

    @property
    def lists(self) -> Counter[str]:
        """How often each list was asked for."""
        return Counter(each.path for each in self.requests if each.path == "/" or each.path.startswith(LISTS))

    @property
    def pages(self) -> list[Asked]:
        return [each for each in self.requests if each.path not in self.lists and each.path != "/robots.txt"]

    @property
    def unchanged(self) -> int:
        return sum(each.status == 304 for each in self.requests)

    @property
    def size(self) -> int:
        return sum(each.size for each in self.requests)


def main() -> int:
    asked = _arguments()
    site = DemoSite(asked.stories, manners=Manners(other_addresses=asked.other_addresses))
    with serve(site) as serving, tempfile.TemporaryDirectory() as folder:
        known, empty = Path(folder) / "known", Path(folder) / "empty"
        first = _cost("first crawl", serving, _khabar(serving.url, known))
        _go_on(site, asked)
        again = _cost("second crawl", serving, _khabar(serving.url, known))
        rest = [
            _cost("without a memory", serving, _khabar(serving.url, empty)),
            _cost("plain spider", serving, [sys.executable, str(HERE / "plain_site_spider.py"), f"{serving.url}/"]),
        ]
        _print([first, again, *rest], asked.new)
        missing = _missing(known, site, serving.url, moved(site))
    return _verdict(again, rest, asked, missing)


def _go_on(site: DemoSite, asked: argparse.Namespace) -> None:
    """Corrections and removals spread over the whole site, the newest and the oldest included."""
    now = datetime.now(UTC)
    site.publish(asked.new, at=now)
    site.change(range(3, asked.stories, max(1, asked.stories // max(1, asked.changed)))[: asked.changed], at=now)
    site.remove(range(5, asked.stories, max(1, asked.stories // max(1, asked.removed)))[: asked.removed], at=now)


def _cost(name: str, serving: Serving, command: list[str]) -> Cost:
    serving.forget()
    ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr[-500:]}")
    return Cost(name, serving.requests)


def _khabar(url: str, data: Path) -> list[str]:
    settings = [part for name, value in FREE.items() for part in ("-s", f"{name}={value}")]
    crawl = ["-m", "crawler.cli", "crawl", f"{url}/", "--data", str(data), "--delay", "0", "--allow-private-hosts"]
    return [sys.executable, *crawl, *settings]


def _missing(data: Path, site: DemoSite, url: str, told: Moves) -> list[str]:
    """Return what the second crawl should have brought and did not."""
    with Archive(data, create=False) as archive:
        ids = {number: archive.find(article(site, number, url).url) for number in (*told.new, *told.changed)}
        new = [f"story {number} is not stored" for number in told.new if ids[number] is None]
        kept = {number: archive.article(ids[number] or "") for number in told.changed}
        old = [f"story {number} is not revised" for number, each in kept.items() if each is None or each.revision == 1]
    return new + old


def _print(costs: Sequence[Cost], new: int) -> None:
    print(f"{'':17}{'requests':>9}{'pages':>8}{'lists':>7}{'304':>6}{'MB':>8}  for each new article")
    for each in costs:
        share = f"{len(each.requests) / new:8.1f} requests {each.size / new / 1024:8.1f} KB" if new else ""
        counts = f"{len(each.requests):9}{len(each.pages):8}{each.lists.total():7}{each.unchanged:6}"
        print(f"{each.name:17}{counts}{each.size / 1024**2:8.2f}{share if each is not costs[0] else ''}")


def _verdict(again: Cost, rest: Sequence[Cost], asked: argparse.Namespace, missing: Sequence[str]) -> int:
    most = asked.new * MOST + asked.changed
    times = min(len(each.requests) for each in rest) / len(again.requests)
    bytes_ = min(each.size for each in rest) / again.size
    print(
        f"Khabar: {len(again.pages)} pages (at most {most:.0f}); {times:.0f} times fewer requests, {bytes_:.0f} bytes"
    )
    twice = [f"{path} was asked for {count} times" for path, count in again.lists.items() if count > 1]
    for words in (*twice, *missing):
        print(words)
    return 0 if len(again.pages) <= most and not twice and not missing else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Count what a second crawl of a known site asks for.")
    parser.add_argument("--stories", type=int, default=500, help="of the demo site at first")
    parser.add_argument("--new", type=int, default=20)
    parser.add_argument("--changed", type=int, default=5)
    parser.add_argument("--removed", type=int, default=5)
    parser.add_argument("--other-addresses", action="store_true", help="the front links to stories under several")
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(main())
