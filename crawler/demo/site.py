"""DemoSite: a small Arabic news site, and its answer to any address. Pure: no sockets, no clock, no chance."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from crawler.article import Link
from crawler.demo import addresses, fronts, oddities, syndication
from crawler.demo.furniture import NAME, absolute
from crawler.demo.layout import Printed, variant
from crawler.demo.layouts import amp, layout_of, lean
from crawler.demo.newsroom import Newsroom
from crawler.demo.story import SECTIONS

HTML = "text/html; charset=utf-8"
TAGGED, SIGNED = "النيل", "محمود-عبد-الرازق"  # the tag's and the author's page that the front links to
_FRONT = 12  # stories on the front
# A grey pixel.
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550"
    "000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
_SECTION = re.compile(
    r"/(?:section|sections|category)/(?P<slug>[a-z]+)(?:/page/(?P<page>\d+))?/?(?:\?(?:page|pg)=(?P<asked>\d+))?"
)
_LISTING = re.compile(r"/(?P<kind>tag|tags|author)/(?P<name>[^/?]+)/?")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class DemoSite:
    """The site of `count` stories. No page is made before it is asked for."""

    def __init__(self, count: int = 80, *, seed: int = 1) -> None:
        self.newsroom = Newsroom(count, seed)

    def answer(self, target: str, host: str) -> Answer:
        """Return the answer to a request's target (path and query, as sent), asked of `host` (with its port)."""
        base = f"http://{host}"
        path = unquote(target)
        found = self._fixed(path, base) or self._odd(path, base) or self._story(target, base)
        found = found or self._section(path, base) or self._listing(path, base)
        if found is not None:
            return found
        return _page(oddities.body(oddities.ODDITIES["/article/404404"], self.newsroom.furniture(base)), 404)

    def _fixed(self, path: str, base: str) -> Answer | None:
        if path.startswith(("/images/", "/static/", "/favicon.ico")):
            return _answer(_PNG, "image/png")
        if path == "/":
            return self._front(base)
        published = syndication.read(self.newsroom, path, base)
        return published and _answer(*published)

    def _odd(self, path: str, base: str) -> Answer | None:
        oddity = oddities.ODDITIES.get(path)
        if oddity is None:
            return None
        return _answer(oddities.body(oddity, self.newsroom.furniture(base)), oddity.content_type, oddity.status)

    def _story(self, target: str, base: str) -> Answer | None:
        met = addresses.find(self.newsroom, target)
        if met is None:
            return None
        if met.view == "redirect":
            return Answer(301, {"Location": absolute(base, self.newsroom.path(met.number))}, b"")
        printed = self.newsroom.printed(met.number, base)
        return _viewed(printed, met.view)

    def _section(self, path: str, base: str) -> Answer | None:
        match = _SECTION.fullmatch(path)
        if match is None or match["slug"] not in SECTIONS:
            return None
        number = int(match["page"] or match["asked"] or 1)
        shown, more = self.newsroom.shelf.page(match["slug"], number)
        if number != 1 and not shown:
            return None
        site = self.newsroom.furniture(base)
        links = self.newsroom.headlines(shown, base)
        return _page(fronts.section(site, match["slug"], number, links, more=more).encode())

    def _listing(self, path: str, base: str) -> Answer | None:
        match = _LISTING.fullmatch(path)
        if match is None:
            return None
        newsroom = self.newsroom
        title = match["name"].replace("-", " ")
        intro = f"<p>كاتب في {NAME}.</p>" if match["kind"] == "author" else ""
        links = newsroom.headlines(newsroom.newest(6), base)
        kind = "author" if match["kind"] == "author" else "tag"
        named = title if kind == "author" else f"وسم: {title}"
        return _page(fronts.listing(newsroom.furniture(base), named, intro, links, kind).encode())

    def _front(self, base: str) -> Answer:
        newsroom = self.newsroom
        stories = newsroom.headlines(newsroom.newest(_FRONT), base)
        return _page(fronts.front(newsroom.furniture(base), stories, self._corners(base)).encode())

    def _corners(self, base: str) -> list[Link]:
        """The front's odd links: pages that are no articles, and known stories under other addresses."""
        listings = [
            Link(f"وسم {TAGGED}", absolute(base, f"/tag/{TAGGED}")),
            Link("كاتب اليوم", absolute(base, f"/author/{SIGNED}")),
        ]
        return [*oddities.links(base), *listings, *self._again(base)]

    def _again(self, base: str) -> list[Link]:
        newsroom, found = self.newsroom, []
        twice = [] if newsroom.routes.again is None else [newsroom.routes.again]
        for number in dict.fromkeys((*newsroom.newest(addresses.VARIED), *twice)):
            title = newsroom.story(number).title
            found += [Link(title, absolute(base, path)) for path in addresses.linked_from_front(newsroom, number)]
        newest = newsroom.headlines(newsroom.newest(_FRONT), base)
        return [*found, *(Link(each.title, _lower_escapes(each.url or "")) for each in newest)]


def _viewed(printed: Printed, view: addresses.View) -> Answer:
    if view == "amp":
        return _page(amp.accelerated(printed).encode())
    if view in ("print", "mobile"):
        return _page(lean.page(printed, canonical=view == "mobile").encode())
    layout = layout_of(printed.story)
    charset, content_type = layout.charsets[variant(printed.story, layout.charsets)]
    # What an old encoding lacks, its pages write as character references.
    return _answer(layout.html(printed).encode(charset, "xmlcharrefreplace"), content_type)


def _lower_escapes(url: str) -> str:
    return re.sub(r"%[0-9A-F]{2}", lambda match: match[0].lower(), url)


def _answer(body: bytes, content_type: str, status: int = 200) -> Answer:
    return Answer(status, {"Content-Type": content_type}, body)


def _page(body: bytes, status: int = 200) -> Answer:
    return _answer(body, HTML, status)
