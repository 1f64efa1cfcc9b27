"""Crawls that are killed at random instants, and begun again: what the tests of that share."""

import gzip
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import claims
from crawling import LIMIT, Answer, Site, article, listing, newspaper, served, start_crawl, story, title

from crawler.demo.server import serve
from crawler.demo.site import DemoSite
from crawler.demo.truth import truth
from crawler.urls import key

IMPORTS = 1.2  # seconds, about, until a crawl has begun to ask
LIFE = 5  # kills between the first page of a site and its last
ROBOTS = "/robots.txt"


@dataclass(frozen=True)
class Victim:
    """A site that is served: what it was asked for (answers that redirect left out), and the articles it has."""

    url: str
    asked: Callable[[], list[str]]
    forget: Callable[[], None]
    articles: Collection[Collection[str]]  # the keys of each one's addresses
    site: Any = None  # as it is served


@contextmanager
def demo() -> Iterator[Victim]:
    """The demo site, with all its layouts and oddities."""
    site = DemoSite(40)
    with serve(site) as serving:
        told = [{key(each) for each in article.addresses} for article in truth(site, serving.url)]
        asked = lambda: [each.path for each in serving.requests if each.status // 100 != 3]  # noqa: E731
        yield Victim(f"{serving.url}/", asked, serving.forget, told)


@contextmanager
def plain() -> Iterator[Victim]:
    """A front page and what it links to."""
    with _small(newspaper(range(1, 41)), range(1, 41)) as victim:
        yield victim


@contextmanager
def press() -> Iterator[Victim]:
    """Most stories stand in sitemaps, one of them compressed, some in a feed, few on the front."""
    pages: dict[str, Any] = {story(number): article(number) for number in range(1, 46)}
    pages["/"] = listing([story(number) for number in range(1, 6)])
    pages["/robots.txt"] = lambda: Answer(f"Sitemap: {site.url}index.xml\n", headers={"Content-Type": "text/plain"})
    pages["/index.xml"] = lambda: _xml("sitemapindex", [f"{site.url}one.xml", f"{site.url}two.xml.gz"])
    pages["/one.xml"] = lambda: _xml("urlset", [f"{site.url[:-1]}{story(number)}" for number in range(4, 26)])
    pages["/two.xml.gz"] = lambda: _zipped("urlset", [f"{site.url[:-1]}{story(number)}" for number in range(25, 36)])
    pages["/feed/"] = lambda: _feed([f"{site.url[:-1]}{story(number)}" for number in range(30, 46)])
    with _small(pages, range(1, 46)) as victim:
        site = victim.site
        yield victim


@contextmanager
def sections() -> Iterator[Victim]:
    """Sections of several pages; answers that take their time; stories with several addresses."""
    pages: dict[str, Any] = {"/": listing([], aside=_menu("economy", "sport"))}
    for at, name in enumerate(("economy", "sport")):
        for page in range(1, 4):
            numbers = range(at * 20 + page * 6 - 5, at * 20 + page * 6 + 1)
            shown = [story(number) for number in numbers] + [f"/old/{number}" for number in numbers if number % 4 == 0]
            more = f"/{name}/page/{page + 1}" if page < 3 else ""
            pages[f"/{name}" if page == 1 else f"/{name}/page/{page}"] = listing(shown, more=more)
            pages |= {story(number): _slowly(article(number)) for number in numbers}
            pages |= {f"/old/{number}": Answer(status=301, headers={"Location": story(number)}) for number in numbers}
    with _small(pages, [*range(1, 19), *range(21, 39)]) as victim:
        yield victim


@contextmanager
def faulty() -> Iterator[Victim]:
    """Pages that are gone, broken, no articles, or the same story once more, among those that are."""
    pages: dict[str, Any] = newspaper(range(1, 31))
    odd = {
        story(101): Answer(listing([]), status=404),
        story(102): Answer("gone", status=410),
        story(103): Answer("busy", status=503),
        story(104): Answer(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
        story(105): Answer("<html><body>"),
        story(106): Answer(article(6, canonical=story(6))),
        story(107): Answer(article(7)),
        story(108): Answer(b"\xff\xfe\x00"),
    }
    pages["/"] = listing([story(number) for number in (*range(1, 16), *range(101, 109), *range(16, 31))])
    told = [{story(number)} | ({story(number + 100)} if number in (6, 7) else set()) for number in range(1, 31)]
    with served(Site(pages | odd)) as site:
        yield _victim(site, told)


SITES = (demo, plain, press, sections, faulty)


class Life:
    """One data directory, from the first crawl of a site to one that ends by itself."""

    def __init__(self, victim: Victim, data: Path, chance: random.Random, **options: Any) -> None:
        self.victim, self.data, self.chance, self.options = victim, data, chance, options
        self.kept = claims.Kept()
        self.kills = 0
        self._left: list[subprocess.Popen[str]] = []
        victim.forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Wait for the ends of all processes: a pipe is closed when the last that has it has ended."""
        for process in self._left:
            process.communicate(timeout=LIMIT)

    def crawl(self) -> None:
        """Crawl to the end."""
        process = self._start()
        _, log = process.communicate(timeout=LIMIT)
        assert process.returncode == 0, log
        assert "Traceback" not in log, log

    def crawl_until(self, asked: int, seconds: float) -> bool:
        """Crawl, and kill it so long after so many answers; return whether it was still under way then."""
        process = self._start()
        while process.poll() is None and len(self.victim.asked()) < asked:
            time.sleep(0.002)
        until = time.monotonic() + seconds
        while process.poll() is None and time.monotonic() < until:
            time.sleep(0.001)
        # The workers of a killed crawl end by themselves; or all are killed at once.
        with suppress(ProcessLookupError):
            (os.killpg if self.chance.random() < 0.3 else os.kill)(process.pid, signal.SIGKILL)
        killed = process.wait() == -signal.SIGKILL
        if not killed:
            _, log = process.communicate()
            assert process.returncode == 0, log
        self.kills += killed
        self._left.append(process)
        return killed and not claims.over(self.data)

    def _start(self) -> subprocess.Popen[str]:
        return start_crawl(self.victim.url, self.data, apart=True, **self.options)


def refetched(asked: Collection[str], once: Collection[str]) -> Counter[str]:
    """Return the pages that were asked for more often than a crawl does that nobody kills, and how often.

    A page that is asked for several times in its turn (an answer 503 is) counts once.
    """
    usual, total = Counter(once), Counter(asked)
    more = {path: -(-(number - usual[path]) // (usual[path] or 1)) for path, number in total.items()}
    return Counter({path: number for path, number in more.items() if number > 0 and path != ROBOTS})


def instants(chance: random.Random, kills: int, requests: int) -> Iterator[tuple[int, float]]:
    """Yield when to kill: after so many answers, and so many seconds more; over the whole life of a crawl."""
    for asked in sorted(chance.randint(0, requests) for _ in range(kills)):
        if asked == 0 or chance.random() < 0.2:
            yield 0, chance.uniform(0, 1.5 * IMPORTS)
        else:
            yield asked, chance.uniform(0, 0.5 if asked == requests else 0.04)


@contextmanager
def _small(pages: dict[str, Any], numbers: Collection[int]) -> Iterator[Victim]:
    with served(Site(pages)) as site:
        yield _victim(site, [{story(number)} for number in numbers])


def _victim(site: Site, paths: Collection[Collection[str]]) -> Victim:
    def asked() -> list[str]:
        return [path for path in site.paths if not _redirects(site.pages.get(path))]

    told = [{key(f"{site.url[:-1]}{path}") for path in each} for each in paths]
    return Victim(site.url, asked, site.asked.clear, told, site)


def _redirects(page: Any) -> bool:
    return isinstance(page, Answer) and page.status // 100 == 3


def _menu(*names: str) -> str:
    return "".join(f'<a href="/{name}">{name}</a>' for name in names)


def _slowly(page: str) -> Callable[[], Answer]:
    def answer() -> Answer:
        time.sleep(0.02)
        return Answer(page)

    return answer


def _xml(kind: str, urls: Collection[str]) -> Answer:
    inner = "sitemap" if kind == "sitemapindex" else "url"
    told = "".join(f"<{inner}><loc>{url}</loc></{inner}>" for url in urls)
    body = f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{told}</{kind}>'
    return Answer(body, headers={"Content-Type": "application/xml"})


def _zipped(kind: str, urls: Collection[str]) -> Answer:
    return Answer(gzip.compress(_xml(kind, urls).data), headers={"Content-Type": "application/gzip"})


def _feed(urls: Collection[str]) -> Answer:
    items = "".join(f"<item><title>{title(at)}</title><link>{url}</link></item>" for at, url in enumerate(urls))
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>النشرة</title>{items}</channel></rss>'
    return Answer(body, headers={"Content-Type": "application/rss+xml"})
