"""Pages that list stories: the front, sections with their pagination, tag and author pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from crawler.article import Link
from crawler.demo import furniture
from crawler.demo.furniture import NAME, Site
from crawler.demo.story import SECTIONS

RSS, RDF, ATOM = "/feed", "/rss/index.rdf", "/atom.xml"
_FEEDS = (("application/rss+xml", f"{RSS}/"), ("application/rdf+xml", RDF))


@dataclass(frozen=True, slots=True)
class Pagination:
    """How a section's pages are addressed and linked. `further` makes page n's path from the first one's; `words` are
    the link's; none: only <link rel=next> in the head tells. `numbered`: the pages before and behind are linked too.
    """

    first: str
    further: str
    words: str | None
    numbered: bool = False

    def path(self, slug: str, number: int) -> str:
        """Return the path of a section's page, from 1."""
        return (self.first if number == 1 else self.further).format(slug=slug, number=number)


PAGINATIONS = (
    Pagination("/section/{slug}", "/section/{slug}?page={number}", "التالي", numbered=True),
    Pagination("/category/{slug}", "/category/{slug}/page/{number}", "الصفحة التالية »"),
    Pagination("/section/{slug}", "/section/{slug}?page={number}", "المزيد"),
    Pagination("/sections/{slug}", "/sections/{slug}?pg={number}", None),
)


def pagination(slug: str) -> Pagination:
    """Return how a section paginates: all four ways are met on one site."""
    return PAGINATIONS[list(SECTIONS).index(slug) % len(PAGINATIONS)]


def front(site: Site, stories: Iterable[Link], corners: Iterable[Link], *, feeds: bool = True) -> str:
    """Return the front page; `corners` are its odd links: galleries, services, partners. `feeds`: it names them."""
    named = "".join(f'<link rel="alternate" type="{kind}" href="{path}">' for kind, path in _FEEDS if feeds)
    return _page(
        site,
        f"{NAME} - أخبار عربية لحظة بلحظة",
        f"<h2>أهم الأخبار</h2>{_cards(stories)}<h2>خدمات</h2><ul class='services'>{furniture.items(list(corners))}</ul>"
        '<p><a href="mailto:desk@news.example">راسلنا</a> <a href="tel:+20200000000">اتصل</a> '
        '<a href="javascript:void(0)">القائمة</a> <a href="#top">إلى الأعلى</a></p>',
        head=f'{named}<meta property="og:type" content="website">',
        kind="home",
    )


def section(  # noqa: PLR0913  what such a page shows
    site: Site, slug: str, number: int, stories: Sequence[Link], *, more: bool, feeds: bool = True
) -> str:
    """Return one page of a section's listing; `feeds`: it names one."""
    ways = pagination(slug)
    head = f'<link rel="alternate" type="application/atom+xml" href="{ATOM}">' if feeds else ""
    if more and ways.words is None:
        head += f'<link rel="next" href="{escape(ways.path(slug, number + 1))}">'
    pages = f'<div class="pager">{_pager(ways, slug, number, more=more)}</div>'
    return _page(site, f"{SECTIONS[slug]} | {NAME}", f"<h1>{SECTIONS[slug]}</h1>{_cards(stories)}{pages}", head=head)


def listing(site: Site, title: str, intro: str, stories: Sequence[Link], kind: str) -> str:
    """Return a tag's or an author's page."""
    return _page(site, f"{title} | {NAME}", f"<h1>{escape(title)}</h1>{intro}{_cards(stories)}", kind=kind)


def _pager(ways: Pagination, slug: str, number: int, *, more: bool) -> str:
    before = [number - 1] if ways.numbered and number > 1 else []
    links = [Link(str(each), ways.path(slug, each)) for each in (*before, number)] if ways.numbered else []
    if more and ways.words is not None:
        links.append(Link(ways.words, ways.path(slug, number + 1)))
    return " ".join(furniture.link(each) for each in links)


def _cards(stories: Iterable[Link]) -> str:
    cards = "".join(
        f'<div class="card"><a href="{escape(each.url or "")}"><img src="/images/thumb.jpg" alt=""></a>'
        f"<h3>{furniture.link(each)}</h3></div>"
        for each in stories
    )
    return f'<div class="cards">{cards}</div>'


def _page(site: Site, title: str, inner: str, *, head: str = "", kind: str = "archive") -> str:
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{escape(title, quote=False)}</title>{head}</head>
<body class="{kind}"><header><a class="logo" href="/">{NAME}</a>{furniture.menu(site)}</header>
<main>{inner}</main>
{furniture.sidebar(site)}{furniture.newsletter()}{furniture.footer()}{furniture.cookies()}
</body></html>"""
