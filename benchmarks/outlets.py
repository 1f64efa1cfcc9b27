"""News sites that publish, correct and remove stories as their clock goes on, served on loopback.

Each is an address of loopback of its own: a front page, sections, a feed, a sitemap, or some of them; with ETags.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from replay import Times

from crawler.demo.answers import Answer
from crawler.demo.manners import Manners
from crawler.demo.server import serve

RIYADH = ZoneInfo("Asia/Riyadh")
EVERYTHING = frozenset({"front", "sections", "feed", "sitemap"})
SECTIONS = ("politics", "economy", "sport", "culture")
_LISTED, _IN_SITEMAP = 30, 100  # of the newest stories
_WORDS = """
المدينة الوزارة المجلس الحكومة السوق الشركة الجامعة المستشفى المطار الميناء البلدية المحافظة الفريق الاتحاد
البنك المصنع الطريق المشروع البرنامج الاجتماع القرار التقرير الخطة الاتفاق السكان المزارعون الطلاب العمال
التجار الأطباء المهندسون اللاعبون الصحفيون أعلنت أكدت ناقش افتتح شهد وافق كشف بحث أوضح قال أضاف بدأت انتهت
ارتفع انخفض الجديد الكبير القديم المقبل الحالي الأول الأخير المحلي الدولي الشمالي الجنوبي الساحلي الجبلي
الصناعي الزراعي خلال بعد قبل في من إلى على عن مع حول أمام اليوم أمس غدا العام الشهر الأسبوع الصباح المساء
الأسعار المياه الكهرباء القمح التمور الأسماك القطن النفط الغاز الحافلات القطارات السفن الجسور الحدائق المدارس
المتاحف المعارض الندوات المباريات البطولات
""".split()


class Asked(NamedTuple):
    """One request, as the site's clock has it (seconds since 1970), and what was answered before conditions.

    `passed` are seconds that only grow, however the clock is set.
    """

    at: float
    passed: float
    path: str
    status: int


@dataclass(frozen=True)
class Story:
    """One story: when it was published, and when corrected (seconds since 1970); when it was taken off, and how."""

    at: float
    corrected: tuple[float, ...] = ()
    gone: float = float("inf")
    status: int = 410


class Outlet:
    """A site; `stories` in order, `has` what of EVERYTHING it has. `asked` records the requests.

    `instead` may answer a request in its own way: it is given the path and the time.
    """

    manners = Manners()

    def __init__(self, name: str, stories: Sequence[Story], times: Times, has: frozenset[str] = EVERYTHING) -> None:
        self.name, self.stories, self.times, self.has = name, stories, times, has
        self.asked: list[Asked] = []
        self.instead: Callable[[str, float], Answer | None] = lambda _path, _at: None
        self.url = ""
        self._at = [story.at for story in stories]

    def answer(self, target: str, host: str, **_: object) -> Answer:
        """Return the answer to a request, and record it."""
        now = self.times.now()
        answer = self.instead(target, now) or self._answer(target, f"http://{host}", now)
        self.asked.append(Asked(now, self.times.elapsed(), target, answer.status))
        return answer

    def path(self, number: int) -> str:
        """Return where a story stands."""
        return f"/{SECTIONS[number % len(SECTIONS)]}/story-{number + 1000}.html"

    def number(self, path: str) -> int | None:
        """Return which story stands at a path, published or not."""
        digits = path.rpartition("/story-")[2].removesuffix(".html")
        number = int(digits) - 1000 if digits.isdecimal() else -1
        return number if 0 <= number < len(self.stories) and self.path(number) == path else None

    def title(self, number: int, now: float) -> str:
        """Return a story's headline, as it reads now."""
        return " ".join(_words(f"{self.name} {number} {self._edition(number, now)}", 8))

    def _answer(self, path: str, base: str, now: float) -> Answer:
        newest = [number for number in range(bisect_right(self._at, now)) if self.stories[number].gone > now][::-1]
        if path == "/" or ("sections" in self.has and path[1:] in SECTIONS):
            chosen = newest if path == "/" else [each for each in newest if self.path(each).startswith(f"{path}/")]
            return _page(self._listing(chosen[:_LISTED] if path != "/" or "front" in self.has else [], now))
        if path == "/feed" and "feed" in self.has:
            return _page(self._feed(newest[:_LISTED], base, now), "application/rss+xml")
        if path == "/sitemap.xml" and "sitemap" in self.has:
            return _page(self._sitemap(newest[:_IN_SITEMAP], base, now), "application/xml")
        number = self.number(path)
        if number is None or self.stories[number].at > now:
            return _page("<html><body><h1>404</h1></body></html>", status=404)
        story = self.stories[number]
        return _page(self._story(number, now)) if story.gone > now else _page("", status=story.status)

    def _edition(self, number: int, now: float) -> int:
        return sum(at <= now for at in self.stories[number].corrected)

    def _changed(self, number: int, now: float) -> float:
        story = self.stories[number]
        return max([story.at, *(at for at in story.corrected if at <= now)])

    def _listing(self, numbers: Sequence[int], now: float) -> str:
        shown = "".join(
            f'<li><h2><a href="{self.path(each)}">{self.title(each, now)}</a></h2></li>' for each in numbers
        )
        menu = "".join(f'<a href="/{each}">{each}</a>' for each in SECTIONS if "sections" in self.has)
        feed = '<link rel="alternate" type="application/rss+xml" href="/feed">' if "feed" in self.has else ""
        head = f'<meta charset="utf-8"><title>{self.name}</title>{feed}'
        return f'<html lang="ar"><head>{head}</head><body><nav>{menu}</nav><main><ul>{shown}</ul></main></body></html>'

    def _feed(self, numbers: Sequence[int], base: str, now: float) -> str:
        items = "".join(
            f"<item><title>{self.title(each, now)}</title><link>{base}{self.path(each)}</link>"
            f"<pubDate>{format_datetime(_time(self.stories[each].at))}</pubDate></item>"
            for each in numbers
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{self.name}</title>{items}</channel></rss>'

    def _sitemap(self, numbers: Sequence[int], base: str, now: float) -> str:
        urls = "".join(
            f"<url><loc>{base}{self.path(each)}</loc>"
            f"<lastmod>{_time(self._changed(each, now)).isoformat()}</lastmod></url>"
            for each in numbers
        )
        return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'

    def _story(self, number: int, now: float) -> str:
        seed = f"{self.name} {number} {self._edition(number, now)} text"
        words = _words(seed, 100)
        text = "".join(f"<p>{' '.join(words[at : at + 25])}.</p>" for at in range(0, 100, 25))
        published = f'<meta property="article:published_time" content="{_time(self.stories[number].at).isoformat()}">'
        head = f'<meta charset="utf-8"><title>{self.title(number, now)}</title>{published}'
        printed = f"<time>{_time(self.stories[number].at):%d/%m/%Y %H:%M}</time>"
        story = f"<article><h1>{self.title(number, now)}</h1>{printed}{text}</article>"
        return (
            f'<html lang="ar"><head>{head}<meta property="og:type" content="article"></head><body>{story}</body></html>'
        )


@contextmanager
def served(outlets: Sequence[Outlet]) -> Iterator[None]:
    """Serve the sites, each on an address of its own, while the block runs."""
    with ExitStack() as stack:
        for at, outlet in enumerate(outlets, start=2):
            outlet.url = stack.enter_context(serve(outlet, host=f"127.0.1.{at}")).url
        yield


def write_sources(outlets: Sequence[Outlet], data: Path, **more: str) -> None:
    """Write the sources' files into a data directory; `more` holds further lines, by the outlet's name."""
    folder = data / "sources"
    folder.mkdir(parents=True, exist_ok=True)
    for each in outlets:
        told = [f'name = "{each.name}"', f'home = "{each.url}/"', 'country = "SA"', 'timezone = "Asia/Riyadh"']
        (folder / f"{each.name}.toml").write_text("\n".join([*told, more.get(each.name, "")]), "utf-8")


def _page(body: str, kind: str = "text/html; charset=utf-8", *, status: int = 200) -> Answer:
    return Answer(status, {"Content-Type": kind}, body.encode(), datetime(2026, 1, 1, tzinfo=UTC))


def _words(seed: str, number: int) -> list[str]:
    return random.Random(seed).choices(_WORDS, k=number)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(int(seconds), RIYADH)
