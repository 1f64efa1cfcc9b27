"""What tests of visits share: a newspaper whose lists fail and revive, and visits of it without a network.

The newspaper can also be served on loopback: `crawling.served(press.site)`. Time is its own.
"""

import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from crawling import Answer, Site, listing, story
from crawling import article as page_of

from crawler import clock
from crawler.article import Article
from crawler.discovery.feeds import read_feed
from crawler.discovery.reading import read_page
from crawler.discovery.sitemaps import read_sitemap, robots_sitemaps
from crawler.found import Role
from crawler.jobs.course import Course
from crawler.jobs.desk import Desk
from crawler.jobs.targets import target
from crawler.jobs.traps import Traps
from crawler.jobs.visits import Visits
from crawler.reasons import Reason, Rejection
from crawler.storage import Archive, Page
from crawler.storage.jobs import Ending, Job, Jobs

QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
FEED, NEWS, SITEMAP, FRONT = "/feed.xml", "/news-sitemap.xml", "/sitemap.xml", "/"
SECTIONS = tuple(f"/section/{name}" for name in ("siyasa", "iqtisad", "riyada"))
WAYS = (FEED, NEWS, SITEMAP, FRONT, *SECTIONS)
SHOWN = 10  # stories in the feed, on the front and in a section
PART = 30  # stories in the news sitemap, and in each that an index names

GONE = Answer("<html><body><h1>404</h1></body></html>", status=404)
DOWN = Answer("<html><body><h1>500</h1></body></html>", status=500)
NO_LIST = Answer("<html><body><p>صفحة من صفحات الموقع</p></body></html>")
EMPTY_FEED = Answer('<rss version="2.0"><channel><title>النشرة</title></channel></rss>')


@dataclass
class Press:
    """A newspaper that has these lists. `split`: its sitemap is an index of others, which do not say when they changed.

    `broken`: what a list answers instead of itself. `unlisted`: for a list, the stories that it leaves out.
    `asked`: the paths that the last visit asked for; `counted` its counters.
    """

    data: Path
    has: tuple[str, ...] = WAYS
    split: bool = False
    stories: int = 12
    now: datetime = datetime(2026, 11, 23, 6, tzinfo=UTC)
    broken: dict[str, Answer] = field(default_factory=dict)
    unlisted: dict[str, set[int]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    counted: Counter = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.site = Site({path: lambda path=path: self.answer(path) for path in (*self.has, "/robots.txt")})
        self.site.url = "http://press.example/"
        first, self.stories = self.stories, 0
        self.publish(first)

    @property
    def lists(self) -> list[str]:
        return [path for path in self.asked if not path.startswith("/story/")]

    @property
    def missing(self) -> list[int]:
        """The stories that are not in the archive."""
        with Archive(self.data) as archive:
            return [each for each in range(self.stories) if not archive.find(self.address(each))]

    def address(self, number: int) -> str:
        return urljoin(self.site.url, story(number))

    def publish(self, number: int = 1) -> None:
        """Publish so many stories; what no list shows any more stays in the sitemap."""
        self.stories += number
        self.site.pages |= {story(each): page_of(each) for each in range(self.stories - number, self.stories)}
        self.site.pages |= {path: lambda path=path: self.answer(path) for path in self.parts} if self.split else {}

    @property
    def parts(self) -> list[str]:
        """The sitemaps that the index names, the oldest first."""
        return [f"/posts-{each}.xml" for each in range(1 + (self.stories - 1) // PART)]

    def freeze(self, path: str) -> None:
        """From now on a cache answers, with what the list says at this moment."""
        self.broken[path] = self.answer(path)

    def answer(self, path: str) -> Answer:
        return self.broken.get(path) or Answer(self.edition(path))

    def edition(self, path: str) -> str:
        """What a list says now."""
        numbers = [each for each in reversed(range(self.stories)) if each not in self.unlisted.get(path, ())]
        if path == "/robots.txt":
            named = [urljoin(self.site.url, each) for each in (NEWS, SITEMAP) if each in self.has]
            return "\n".join(("User-agent: *", "Allow: /", *(f"Sitemap: {each}" for each in named)))
        if path == FEED:
            links = (f"<item><link>{self.address(each)}</link></item>" for each in numbers[:SHOWN])
            return f'<rss version="2.0"><channel><title>النشرة</title>{"".join(links)}</channel></rss>'
        if path == FRONT:
            aside = "".join(f'<a href="{each}">قسم</a>' for each in SECTIONS if each in self.has)
            feed = f'<link rel="alternate" type="application/rss+xml" href="{FEED}">' if FEED in self.has else ""
            return listing([*map(story, numbers[:SHOWN])], aside=aside).replace("</head>", f"{feed}</head>")
        if path in SECTIONS:
            return listing([story(each) for each in numbers if each % len(SECTIONS) == SECTIONS.index(path)][:SHOWN])
        return self._sitemap(path, numbers)

    def _sitemap(self, path: str, numbers: list[int]) -> str:
        if path == SITEMAP and self.split:
            parts = "".join(f"<sitemap><loc>{urljoin(self.site.url, each)}</loc></sitemap>" for each in self.parts)
            return f"<sitemapindex>{parts}</sitemapindex>"
        if path == NEWS:
            numbers = numbers[:PART]
        if path in self.parts:
            numbers = [each for each in numbers if each // PART == self.parts.index(path)]
        return f"<urlset>{''.join(f'<url><loc>{self.address(each)}</loc></url>' for each in numbers)}</urlset>"

    def visit(self, after: timedelta = QUARTER, *, asked_by: str = "run") -> Job:
        """Visit the newspaper, so much later, and return the job that was kept of it."""
        self.now += after
        self.asked, self.counted = [], Counter()
        with clock.driven_by(lambda: self.now), self._desk(asked_by) as desk:
            desk.begin()
            desk.take_robots(robots_sitemaps(self.answer("/robots.txt").data), urljoin(self.site.url, "/robots.txt"))
            while pages := desk.ledger.take(1):
                self._read(desk, pages[0])
            desk.close(lambda: Ending("finished"))
        with Archive(self.data) as archive:
            return Jobs(archive).recent(1)[0]

    @contextmanager
    def _desk(self, asked_by: str) -> Iterator[Desk]:
        visits = Visits(read_as="all", whole="all")
        where = target(self.site.url, {})
        yield Desk(
            where, Course(), visits=visits, traps=Traps(), data=self.data, stats=Counts(self.counted), asked_by=asked_by
        )

    def _read(self, desk: Desk, page: Page) -> None:
        """Do with a page what the spider does."""
        answer = self.site.answer(urlsplit(page.url).path)
        self.asked.append(urlsplit(page.url).path)
        etag = str(zlib.crc32(answer.data))
        if answer.status != 200:
            reason = Reason.NOT_FOUND if answer.status in (404, 410) else Reason.HTTP_ERROR
            words = f"{urlsplit(page.url).netloc} answers {answer.status}"
            desk.outcomes.give_up(page, Rejection(reason, words), status=answer.status)
        elif desk.conditions(page).get("If-None-Match") == etag:
            desk.unchanged(page, etag=etag)
        elif page.role in (Role.FEED, Role.SITEMAP):
            read_list(desk, page, answer, etag)
        elif page.role in (Role.FRONT, Role.SECTION):
            reading = read_page(
                answer.data, url=page.url, source=desk.source, charset=None, hint=page.found, now=self.now
            )
            brought = desk.take_links(page, reading, url=page.url)
            desk.outcomes.set_aside(page, Rejection(Reason.SECTION), brought=brought, etag=etag)
        else:
            store(desk, page)


@dataclass
class Counts:
    counted: Counter

    def inc_value(self, key: str, count: int = 1) -> None:
        self.counted[key] += count


def read_list(desk: Desk, page: Page, answer: Answer, etag: str) -> None:
    read = read_feed if page.role is Role.FEED else read_sitemap
    outcome = read(answer.data, page.url)
    if outcome is None:
        desk.outcomes.give_up(page, Rejection(Reason.NOT_FOUND, f"no {page.role}"))
        return
    for _ in desk.take_entries(page, outcome.entries):
        pass
    desk.outcomes.cross_off(page, etag=etag)


def store(desk: Desk, page: Page) -> None:
    article = Article(
        url=page.url,
        title=page.url,
        paragraphs=(f"نص الخبر {page.url}",),
        source=desk.source.id,
        addresses=(page.url,),
        fetched_at=clock.now(),
    )
    desk.archive.store(article)
    desk.outcomes.came_back(page, article, changed=True, etag=None, last_modified=None)
