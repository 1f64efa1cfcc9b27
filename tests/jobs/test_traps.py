"""Mazes end, whatever their addresses are made of; a real site's addresses are never taken for one."""

import itertools
import random
import string

import pytest

from crawler.article import Article
from crawler.discovery.reading import Reading
from crawler.found import Found, Role
from crawler.jobs import traps as rooms
from crawler.jobs.traps import Traps
from crawler.reasons import Reason, Rejection

HOME = "https://khabar.example"
NOTHING = Reading(None, Rejection(Reason.NO_TEXT))


def fetched(traps, addresses, most=100_000):
    """Follow a maze as a crawl does; return how many of its pages were asked for."""
    asked = 0
    for path in itertools.islice(addresses, most):
        url = HOME + path
        if traps.refusal(url) is None and not traps.is_barren(url):
            asked += 1
            traps.note(url, brought=False)
    return asked


def words(seed=1):
    letters = random.Random(seed)
    while True:
        yield "".join(letters.choices(string.ascii_lowercase, k=letters.randrange(4, 9)))


def story(number):
    return Article(url=f"{HOME}/news/{number}", title=f"خبر {number}", paragraphs=(f"نص {number}",))


MAZES = {
    "a calendar": (f"/calendar/{year}/{month}" for year in range(1, 9999) for month in range(1, 13)),
    "a calendar of days": (
        f"/events?date={year}-{month:02d}-{day:02d}" for year in range(1, 999) for month in (1, 2) for day in (1, 9)
    ),
    "a list without end": (f"/list?page={number}" for number in itertools.count(1)),
    "numbers": (f"/news/{number}" for number in itertools.count(1)),
    "session ids of its own": (f"/x/s{number:032x}/page" for number in itertools.count(1)),
    "facets": (
        "/shop?" + "&".join(f"{name}={value}" for name, value in zip("abcdef", values, strict=True))
        for values in itertools.product(("red", "green", "blue", "x1", "x2"), repeat=6)
    ),
    "names of parameters": (f"/shop?{a}=1&{b}=2" for a, b in zip(words(2), words(3), strict=True)),
    "words": (f"/{word}" for word in words()),
    "words in folders": (f"/{a}/{b}/{c}" for a, b, c in zip(words(4), words(5), words(6), strict=True)),
    "ever deeper": ("/" + "/".join(itertools.islice(words(7), depth % 40 + 1)) for depth in itertools.count()),
    "slugs": (f"/{a}-{b}-{c}-{d}" for a, b, c, d in zip(words(8), words(9), words(10), words(11), strict=True)),
    "files": (f"/download/{word}.html" for word in words(12)),
}  # fmt: skip


@pytest.mark.parametrize("name", MAZES)
def test_a_maze_ends(name):
    assert fetched(Traps(patience=20), MAZES[name], most=20_000) < 20 * 100


def test_a_maze_of_one_shape_ends_when_patience_does():
    assert fetched(Traps(patience=20), (f"/news/{number}/x" for number in range(1000))) == 20


def test_a_shape_that_brought_an_article_has_ten_times_the_patience():
    traps = Traps(patience=20)
    traps.note(f"{HOME}/news/1", brought=True)
    assert fetched(traps, (f"/news/{number}" for number in range(2, 5000))) == 200


def test_an_article_in_between_begins_the_count_anew():
    traps = Traps(patience=20)
    for number in range(2000):
        assert not traps.is_barren(f"{HOME}/news/{number}")
        traps.note(f"{HOME}/news/{number}", brought=number % 19 == 18)


@pytest.mark.parametrize(
    ("path", "bound"),
    [
        ("/a/b/a/b/a/b", "url-path"),
        ("/news/news/news/12", "url-path"),
        ("/x/en/a/en/b/en/c/en", "url-path"),
        ("/" + "/".join("abcdefghijklmnopqrstuvwxyz"), "url-path"),
        ("/list?" + "&".join(f"p{number}=1" for number in range(17)), "url-parameters"),
        ("/?q=" + "x" * 5000, "url-length"),
    ],
)
def test_an_address_is_refused_by_its_text(path, bound):
    assert Traps().refusal(HOME + path) == bound


REAL = [
    "/",
    "/news/4943459",
    "/11/11/11/asbab-al-azma",
    "/2011/11/11/11",
    "/ar/news/2024/5/17/زيادة-أسعار-الوقود-في-المدن",
    "/story/2024/5/3/أخبار/أخبار-اليوم/4943459",
    "/?p=123",
    "/index.php?option=com_content&view=article&id=5:slug&catid=3&Itemid=12&lang=ar&tmpl=x&limitstart=0",
    "/a/a/1",
    "/NewsDetails.aspx?id=5&cat=7&t=2",
    "/news/1/1/1/1/1/123",
    "/ar-AR/-/-/-/123",
    "/politics/politics/12345",
]


@pytest.mark.parametrize("path", REAL)
def test_a_real_address_is_not(path):
    assert Traps().refusal(HOME + path) is None


SLUG = "زيادة-أسعار-الوقود-في-المحافظات"
SITES = {
    "numbers": lambda n: f"/news/{n}",
    "dates and slugs": lambda n: f"/{2010 + n % 15}/{n % 12 + 1:02d}/{n % 28 + 1:02d}/{SLUG}-{n}",
    "a parameter": lambda n: f"/?p={n}",
    "a script": lambda n: f"/NewsDetails.aspx?id={n}&cat={n % 40}",
    "slugs at the root": lambda n: f"/{SLUG}-{n}",
    "sections": lambda n: f"/section-{'abcdefgh'[n % 8]}/article/{n}/{SLUG}",
    "tokens": lambda n: f"/story/{n:08x}-{n * 7:04x}-{n * 31:04x}",
    "short words": lambda n: f"/{''.join(random.Random(n).choices(string.ascii_letters, k=7))}",
}  # fmt: skip


@pytest.mark.parametrize("site", SITES)
def test_a_real_site_of_ten_thousand_articles_is_crawled_whole(site):
    # One page of seven is a gallery or a video, and there are sections, their further pages and archives.
    traps, chance = Traps(), random.Random(7)
    for number in range(10_000):
        url = HOME + SITES[site](number)
        assert traps.refusal(url) is None
        assert not traps.is_barren(url)
        traps.read(url, Role.ARTICLE, NOTHING if chance.random() < 0.15 else Reading(story(number), None))
        if number % 20 == 0:
            page = f"{HOME}/archive/{2000 + number // 4000}/{number // 300}/{number % 28 + 1}"
            links = tuple(Found(HOME + SITES[site](each), Role.ARTICLE) for each in range(number, number + 20))
            assert not traps.is_barren(page)
            traps.read(page, Role.SECTION, Reading(None, Rejection(Reason.SECTION), links))


def test_on_a_second_crawl_three_hundred_sections_are_still_looked_at():
    traps = Traps()
    for number, word in zip(range(300), words(20), strict=False):
        section = f"{HOME}/{word}"
        assert not traps.is_barren(section)
        links = tuple(Found(f"{HOME}/news/{number * 10 + each}", Role.ARTICLE) for each in range(10))
        traps.read(section, Role.SECTION, Reading(None, Rejection(Reason.SECTION), links))


def test_a_calendar_that_shows_the_same_stories_on_every_page_ends():
    traps = Traps(patience=20)
    links = tuple(Found(f"{HOME}/news/{each}", Role.ARTICLE) for each in range(10))
    for number in range(100):
        page = f"{HOME}/calendar/{2000 + number}"
        if traps.is_barren(page):
            break
        traps.read(page, Role.SECTION, Reading(None, Rejection(Reason.SECTION), links))
    assert number < 220


@pytest.mark.parametrize(
    "form", ["/2026/11/{}", "/{}/11/", "/archive?y={}&m=3", "/archive?y={}&m=3&d=12", "/?m={}11", "/archive/{}-05-02"]
)
def test_an_archive_by_date_has_a_month_whatever_it_brought_before(form):
    traps = Traps()
    page = [HOME + form.format(number) for number in (range(1, 29) if "2026" in form else range(1991, 2040))]
    link = (Found(f"{HOME}/news/1", Role.ARTICLE),)
    for number in range(rooms.CALENDAR):
        traps.read(page[number % len(page)], Role.SECTION, Reading(None, Rejection(Reason.SECTION), link))
        assert not traps.is_barren(page[0])
    traps.read(page[1], Role.SECTION, Reading(None, Rejection(Reason.SECTION), link))
    assert traps.is_barren(page[0])


def test_an_archive_by_date_goes_on_while_it_names_headlines_that_no_other_page_has_named():
    traps = Traps()
    for number in range(200):
        link = Found(f"{HOME}/akhbar/w{number}", Role.PAGE, title="السد يفتح أبوابه أمام الزوار")
        page = f"{HOME}/{2000 + number // 12}/{number % 12 + 1:02d}/"
        assert not traps.is_barren(page)
        traps.read(page, Role.SECTION, Reading(None, Rejection(Reason.SECTION), (link,)))


def test_pages_that_are_no_articles_gain_nothing_by_their_links():
    traps = Traps(patience=20)
    for number in range(20):
        link = Found(f"{HOME}/news/{number + 1}", Role.ARTICLE)
        traps.read(f"{HOME}/news/{number}", Role.ARTICLE, Reading(None, Rejection(Reason.NO_TEXT), (link,)))
    assert traps.is_barren(f"{HOME}/news/99")


def test_lists_gain_nothing_by_addresses_that_bring_nothing():
    traps = Traps(patience=20)
    fetched(traps, (f"/news/{number}" for number in range(100)))
    for number in range(20):
        link = Found(f"{HOME}/news/{number + 1000}", Role.ARTICLE)
        traps.read(f"{HOME}/list/{number}", Role.SECTION, Reading(None, Rejection(Reason.SECTION), (link,)))
    assert traps.is_barren(f"{HOME}/list/99")


def test_the_same_article_under_ever_new_addresses_is_a_maze():
    traps = Traps(patience=20)
    for number in range(201):
        traps.read(f"{HOME}/view?id=5&from={number}", Role.ARTICLE, Reading(story(5), None))
    assert traps.is_barren(f"{HOME}/view?id=5&from=999")


def test_a_wall_says_nothing_of_what_is_behind_it():
    traps = Traps(patience=2)
    for number in range(10):
        traps.read(f"{HOME}/news/{number}", Role.ARTICLE, Reading(None, Rejection(Reason.PAYWALL)))
    assert not traps.is_barren(f"{HOME}/news/99")


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(rooms, "SHAPES", 50)
    monkeypatch.setattr(rooms, "SHOWN", 50)
    traps = Traps()
    for number, (one, other) in enumerate(zip(words(30), words(31), strict=False)):
        link = Found(f"{HOME}/{other}/{number}", Role.ARTICLE)
        article = story(number) if number % 2 else None
        traps.read(f"{HOME}/a-{number % 7}/{one}/{other}?{one}=1", Role.PAGE, Reading(article, None, (link,)))
        if number == 1000:
            break
    kept = (traps._shapes, traps._words, traps._shown, traps._texts)
    assert max(map(len, kept)) <= 50
    assert max(map(len, traps._words.values())) <= rooms.WORDS
