"""A site that goes on for ever is left when it brings nothing more; its good articles are all there."""

import re
from zlib import crc32

from crawling import article, listing
from hosts import Hostile, links

EMPTY = "<!DOCTYPE html><html><head><title>الأرشيف</title></head><body><h1>الأرشيف</h1><p>لا نتائج.</p>{}</body></html>"


def number(path: str) -> int:
    return int((re.findall(r"\d+", path) or ["0"])[-1])


def calendar(path: str) -> str | None:
    if match := re.fullmatch(r"/calendar/(\d+)/(\d+)", path):
        month = int(match[1]) * 12 + int(match[2])
        return EMPTY.format(links([f"/calendar/{each // 12}/{each % 12 + 1}" for each in (month, month - 2)]))
    return None


def days(path: str) -> str | None:
    if path.startswith("/events"):
        at = number(path) + 20_240_000
        return EMPTY.format(links([f"/events?date={at + each}&view={view}" for each in (1, 2) for view in "dwm"]))
    return None


def facets(path: str) -> str | None:
    if path.startswith("/shop"):
        query = path.partition("?")[2]
        return EMPTY.format(
            links([f"/shop?{query}&{name}={len(query)}" for name in ("color", "size", "sort", "brand")])
        )
    return None


def sessions(path: str) -> str | None:
    """Every link carries a session id, another one on every page; so do those to the articles."""
    at = crc32(path.encode())
    if path.startswith(("/visit", "/(S(")):
        session = f"{at:024x}"[-24:]
        return EMPTY.format(
            links(
                [
                    f"/visit/page?PHPSESSID={session}",
                    f"/visit/page;jsessionid={session.upper()}{at}",
                    f"/(S({session}))/visit/page",
                    f"/visit/page?sid=a{session}b",
                    f"/visit/{session}x{at}/page",
                ]
            )
        )
    return None


def soft_404(path: str) -> str | None:
    if path.startswith("/news/"):
        return EMPTY.format(links([f"/news/{number(path) * 2 + each}" for each in range(5)]))
    return None


def words(path: str) -> str | None:
    """Addresses without a number in them."""
    if path.startswith("/wiki/"):
        at = path.rpartition("/")[2]
        return EMPTY.format(links([f"/wiki/{at[-6:]}{letter}" for letter in "abcdef"]))
    return None


def pagination(path: str) -> str | None:
    """Each page of a list names articles that there are not, and a next page."""
    if path.startswith("/list"):
        at = number(path)
        return listing([f"/item/2024/5/3/{at}{each}00" for each in range(3)], more=f"/list?page={at + 1}")
    return EMPTY.format("") if path.startswith("/item/") else None


def nesting(path: str) -> str | None:
    """Links relative to the wrong place."""
    if path.startswith("/deep"):
        return EMPTY.format(f'<a href="{path.rstrip("/")}/more/again">أعمق</a><a href="{path}/x">هنا</a>')
    return None


def same_story(path: str) -> str | None:
    """One article under ever new addresses, on which it names the next."""
    if path.startswith("/view"):
        return article(99, links=links([f"/view?id=99000&from={number(path) + each}" for each in (1, 2)]))
    return None


MAZES = {
    "calendar": (calendar, "/calendar/2024/5"),
    "days": (days, "/events?date=1&view=d"),
    "facets": (facets, "/shop?x=1"),
    "sessions": (sessions, "/visit/page"),
    "soft-404": (soft_404, "/news/100000"),
    "words": (words, "/wiki/start"),
    "pagination": (pagination, "/list?page=1"),
    "nesting": (nesting, "/deep/more/again"),
    "one story": (same_story, "/view?id=99000&from=1"),
}


def test_mazes_end(all_crawled):
    sites = {name: Hostile({}, lure=links([entrance]), maze=maze) for name, (maze, entrance) in MAZES.items()}
    crawls = all_crawled(sites)
    assert all(found.holds(requests=200) for found in crawls.values())
    assert {name for name, found in crawls.items() if not found.bounds} == set()


def test_the_same_page_under_many_sessions_is_asked_for_once(crawled):
    site = Hostile(
        {}, lure=links(["/visit/page?PHPSESSID=1a2b", "/visit/page;jsessionid=99"]), maze=lambda path: EMPTY.format("")
    )
    found = crawled(site)
    assert found.holds(requests=60)
    assert [path for path in site.paths if "visit" in path] == ["/visit/page"]


def test_all_mazes_at_once_end_too(crawled):
    def anywhere(path: str) -> str | None:
        return next((page for maze, _ in MAZES.values() if (page := maze(path))), None)

    site = Hostile({}, lure=links([entrance for _, entrance in MAZES.values()]), maze=anywhere)
    found = crawled(site, KHABAR_BARREN_PAGES="4")
    assert found.holds(requests=400)
    assert found.bounds["trap"] > 10


def test_a_run_may_have_so_many_pages(crawled):
    site = Hostile({}, lure=links(["/news/100000"]), maze=soft_404)
    found = crawled(site, KHABAR_MAX_PAGES="7", KHABAR_BARREN_PAGES="1000")
    assert found.report["finish"] == "limit"
    assert found.bounds["pages"] == 1
    assert found.report["pages"] <= 8
