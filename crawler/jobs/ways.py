"""How a visit finds what is new with the fewest requests: which lists it asks for, and what of it is learnt. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from enum import IntEnum
from urllib.parse import urlsplit

from crawler.discovery.sitemaps import is_news
from crawler.found import Role
from crawler.storage import Page, Worth
from crawler.storage.ways import Way

LATELY = 20  # new articles over which a list's worth is remembered
PROOF = 10  # new articles that other lists had too, before a site without feeds and sitemaps is asked less


class Kind(IntEnum):
    """The kinds of lists in the order in which a visit asks for them: what tells most for the least comes first."""

    FEED = 0
    NEWS = 1
    SITEMAP = 2
    FRONT = 3
    SECTION = 4

    @property
    def words(self) -> str:
        return ("feed", "news sitemap", "sitemap", "front page", "front page with its sections")[self]


def kind(page: Page) -> Kind:
    """Return what kind of list a page is."""
    if page.role is Role.SITEMAP:
        return Kind.NEWS if page.found.news or is_news(page.url) else Kind.SITEMAP
    return {Role.FEED: Kind.FEED, Role.FRONT: Kind.FRONT}.get(page.role, Kind.SECTION)


def carriers(ways: Collection[Way]) -> set[str]:
    """Return the keys of the lists that bring what is new: every visit asks for them.

    They are those that were needed for it lately; where that is not known yet, the cheapest that can be read.
    """
    proven = {way.page.key for way in ways if way.worth.held}
    alive = [way for way in ways if way.lost is None]
    if proven or not alive:
        return proven
    return {min(alive, key=lambda way: kind(way.page)).page.key}


def asked_for(ways: Iterable[Way], carry: AbstractSet[str], *, owed: bool, now: datetime) -> list[Way]:
    """Return those lists of one kind that a visit asks for: the carriers, and those whose turn has come.

    All where one that carries failed and nothing has taken its place yet (`owed`). One that failed waits for its turn.
    """
    return [way for way in ways if is_due(way.page, now) or (way.lost is None and (owed or way.page.key in carry))]


def is_due(page: Page, now: datetime) -> bool:
    """Tell whether a list's turn has come."""
    return page.next_look is None or page.next_look <= now


def needed(named: Mapping[str, tuple[Kind, AbstractSet[str]]]) -> dict[str, int]:
    """Return for how many new articles each list was needed, by its key; those that were for none are left out.

    `named` has the new articles that each names. A list is needed for those that no cheaper one names; of equals, the
    one that names the most comes first.
    """
    had: dict[str, int] = {}
    left = {each for _, articles in named.values() for each in articles}
    for rank in Kind:
        group = {name: articles for name, (its, articles) in named.items() if its is rank}
        while left and group:
            most = max(group, key=lambda name: len(group[name] & left))
            own = group.pop(most) & left
            if not own:
                break
            had[most] = len(own)
            left -= own
    return had


def gained(worth: Worth, *, news: int, had: int) -> Worth:
    """Return a list's worth after a visit that found so many new articles, and needed it for so many of them.

    What lies further back counts for less and less.
    """
    claims, held = worth.claims + news, worth.held + had
    while claims > LATELY:
        claims, held = claims // 2, held // 2
    return Worth(claims, max(held, 1) if had else held)


def why(detail: str, url: str) -> str:
    """Return what went wrong with a list, as its sentence goes on: `answers 404`."""
    host = urlsplit(url).netloc
    if detail.startswith(f"{host} "):
        return detail.removeprefix(f"{host} ")
    return f"is {detail}" if detail.startswith("no ") else f"cannot be read ({detail})"


def fallback(page: Page, trouble: str, instead: Kind | None) -> str:
    """Say in a sentence what failed, and what is read in its place, if anything could be."""
    rest = f"its {instead.words} is read instead" if instead is not None else "nothing could be read in its place"
    return f"its {kind(page).words} {page.url} {trouble}; {rest}"


def staleness(page: Page, others: Iterable[Kind]) -> str:
    """Say in a sentence that a list has fallen behind."""
    told = " and ".join(each.words for each in sorted(set(others)))
    return f"its {kind(page).words} {page.url} names nothing of what is new; its {told} did"
