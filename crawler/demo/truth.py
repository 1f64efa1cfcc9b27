"""What an ideal reader gets from the demo site: every article, and what is none. Made from what the pages print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from crawler.article import Article, Origin, Precision
from crawler.demo import addresses, fronts, oddities
from crawler.demo.editions import Moves, moves
from crawler.demo.feeds import CLOCKS, w3c_date
from crawler.demo.furniture import NAME, absolute
from crawler.demo.layout import Layout, Printed
from crawler.demo.layouts import layout_of
from crawler.demo.press import HOME_ZONE, published
from crawler.demo.routes import Route
from crawler.demo.site import SIGNED, TAGGED, DemoSite
from crawler.demo.story import SECTIONS
from crawler.reasons import Reason
from crawler.sources.source import Source

SOURCE_ID = "demo"


def source(base_url: str) -> Source:
    """Return the demo's source: its zone and its name, and no selectors, so that a crawl has to find its way."""
    home = base_url.rstrip("/") + "/"
    return Source(
        id=SOURCE_ID, home=home, name=NAME, name_en="Khabar Demo", country="EG", timezone=HOME_ZONE, delay=0.0
    )


def truth(site: DemoSite, base_url: str) -> Sequence[Article]:
    """Return the site's present articles, newest first, each as its own page gives it.

    `published_raw` and `published_from` are those of the best source on the page; origins() has the others that
    are right too. `addresses` holds every address that the site's pages link to, its own first.
    """
    return tuple(article(site, number, base_url) for number in site.newsroom.present)


def article(site: DemoSite, number: int, base_url: str) -> Article:
    """Return one of the site's articles; see truth()."""
    return _article(site, number, base_url.rstrip("/"))


def moved(site: DemoSite, *, since: int = 0) -> Moves:
    """Return which stories are new, changed and removed since an edition, by its number in `site.editions`."""
    return moves(site.editions[since], site.newsroom.edition)


def origins(site: DemoSite, number: int) -> frozenset[Origin]:
    """Return where a story's date may rightly have been read: all that tell it as precisely as the page does."""
    newsroom = site.newsroom
    layout = layout_of(newsroom.story(number))
    printed = newsroom.printed(number, "")
    if number in newsroom.routes.undated:
        return frozenset({_elsewhere(site, number)})
    found: set[Origin] = {"visible"} if printed.date and _tells_all(printed, layout) else set()
    if printed.iso:
        found |= {"jsonld", "meta"} if layout.machine == "jsonld" else {"meta"}
    return frozenset(found)


def precisions(site: DemoSite, number: int) -> frozenset[Precision]:
    """Return the precisions that a story's date may rightly have: seconds of ":00" say no more than minutes."""
    story = site.newsroom.story(number)
    layout = layout_of(story)
    if story.published is None:
        return frozenset()
    return frozenset({"second", "minute"} if story.timed and not layout.day_only else {"day"})


def not_articles(site: DemoSite) -> Mapping[str, Reason]:
    """Return the addresses (decoded, without the host) that are no articles, and why. Reads all stories."""
    lists = [
        fronts.pagination(slug).path(slug, page)
        for slug in SECTIONS
        for page in range(1, site.newsroom.shelf.pages(slug) + 1)
    ]
    return {
        "/": Reason.SECTION,
        **dict.fromkeys(lists, Reason.SECTION),
        f"/tag/{TAGGED}": Reason.TAG,
        f"/author/{SIGNED}": Reason.AUTHOR,
        **{path: each.reason for path, each in oddities.ODDITIES.items()},
    }


def duplicates(site: DemoSite) -> Mapping[str, tuple[str, ...]]:
    """Return the further addresses of every story that has some, by its own: decoded, without the host."""
    newsroom = site.newsroom
    every = {newsroom.path(number): _others(site, number) for number in newsroom.present}
    return {path: others for path, others in every.items() if others}


def _article(site: DemoSite, number: int, base: str) -> Article:
    printed = site.newsroom.printed(number, base)
    story, layout = printed.story, layout_of(printed.story)
    signature, opening = printed.signature, layout.opening(story)
    credited = [each for each in (signature, opening) if each is not None]
    when, precision, raw, origin = _dating(site, number, printed)
    own = absolute(base, printed.path)
    return Article(
        url=own,
        canonical_url=printed.canonical,
        source=SOURCE_ID,
        title=printed.title,
        description=printed.description,
        paragraphs=tuple(block.text for block in printed.blocks),
        published=when,
        modified=printed.modified,
        published_precision=precision,
        published_raw=raw,
        published_from=origin,
        authors=printed.authors,
        byline=signature.line if signature else None,
        agencies=tuple(agency for each in credited for agency in each.agencies),
        dateline=next((each.place for each in credited if each.place), None),
        related=printed.related,
        read_also=printed.read_also,
        section=printed.section,
        tags=printed.tags,
        image=printed.image,
        images=(printed.image,) if printed.image else (),
        language="ar",
        kind=story.kind,
        addresses=(own, *(absolute(base, path) for path in _others(site, number))),
    )


def _others(site: DemoSite, number: int) -> tuple[str, ...]:
    found = addresses.others if site.manners.other_addresses else addresses.prints
    return found(site.newsroom, number)


_Dating = tuple[datetime | None, Precision | None, str | None, Origin | None]


def _dating(site: DemoSite, number: int, printed: Printed) -> _Dating:
    if number in site.newsroom.routes.undated:
        return _dated_elsewhere(site, number)
    if printed.published is None:
        return None, None, None, None
    machine = layout_of(printed.story).machine
    if printed.iso and machine:
        return printed.published, "second" if printed.timed else "day", printed.iso, machine
    return printed.published, "minute" if printed.timed else "day", printed.date, "visible"


def _dated_elsewhere(site: DemoSite, number: int) -> _Dating:
    story = site.newsroom.story(number)
    when, origin = published(story, layout_of(story)), _elsewhere(site, number)
    assert when is not None
    return when, "second", CLOCKS[site.manners.feed_dates].rss(when) if origin == "feed" else w3c_date(when), origin


def _elsewhere(site: DemoSite, number: int) -> Origin:
    return "feed" if site.newsroom.routes.of(number) is Route.FEED else "sitemap"


def _tells_all(printed: Printed, layout: Layout) -> bool:
    """Whether the visible date has the hour, where the page gives one at all."""
    return not printed.timed or layout.name != "wordpress"
