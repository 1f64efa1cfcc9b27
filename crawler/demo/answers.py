"""The demo site's answer to any address, as one edition has it. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import unquote

from crawler.article import Link
from crawler.demo import addresses, fronts, oddities
from crawler.demo.editions import OPENED
from crawler.demo.furniture import NAME, absolute
from crawler.demo.layout import Printed, variant
from crawler.demo.layouts import amp, layout_of, lean
from crawler.demo.manners import Manners
from crawler.demo.newsroom import Newsroom
from crawler.demo.story import SECTIONS
from crawler.demo.syndication import Syndicate

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
_MISSING = oddities.ODDITIES["/article/404404"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer. `changed` is when what it shows last changed."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    changed: datetime = OPENED


def answer(newsroom: Newsroom, target: str, base: str, manners: Manners, now: datetime) -> Answer:
    """Return the answer to a request's target (path and query, as sent)."""
    return _Reply(newsroom, base, manners, now).to(target)


@dataclass(frozen=True, slots=True)
class _Reply:
    newsroom: Newsroom
    base: str
    manners: Manners
    now: datetime

    def to(self, target: str) -> Answer:
        path = unquote(target)
        found = self._fixed(path) or self._odd(path) or self._story(target) or self._section(path)
        return found or self._listing(path) or self._missing(404)

    def _fixed(self, path: str) -> Answer | None:
        if path.startswith(("/images/", "/static/", "/favicon.ico")):
            return Answer(200, {"Content-Type": "image/png"}, _PNG)
        if path == "/":
            return self._front()
        published = Syndicate(self.newsroom, self.base, self.manners, self.now).read(path)
        if published is None:
            return None
        return Answer(200, {"Content-Type": published.kind}, published.body, published.changed)

    def _odd(self, path: str) -> Answer | None:
        oddity = oddities.ODDITIES.get(path)
        if oddity is None:
            return None
        body = oddities.body(oddity, self.newsroom.furniture(self.base))
        return self._answer(body, oddity.content_type, oddity.status)

    def _missing(self, status: int) -> Answer:
        return self._page(oddities.body(_MISSING, self.newsroom.furniture(self.base)), status)

    def _story(self, target: str) -> Answer | None:
        met = addresses.find(self.newsroom, target)
        if met is None:
            return None
        if gone := self.newsroom.edition.removed.get(met.number):
            return self._missing(gone.status)
        if met.view == "redirect":
            return Answer(301, {"Location": absolute(self.base, self.newsroom.path(met.number))}, b"")
        printed = self.newsroom.printed(met.number, self.base)
        if not self.manners.other_addresses:
            printed = replace(
                printed, others={name: url for name, url in printed.others.items() if name == addresses.PRINT}
            )
        return self._viewed(printed, met.view)

    def _viewed(self, printed: Printed, view: addresses.View) -> Answer:
        if view == "amp":
            return self._page(amp.accelerated(printed).encode())
        if view in ("print", "mobile"):
            return self._page(lean.page(printed, canonical=view == "mobile").encode())
        layout = layout_of(printed.story)
        charset, content_type = layout.charsets[variant(printed.story, layout.charsets)]
        # What an old encoding lacks, its pages write as character references.
        return self._answer(layout.html(printed).encode(charset, "xmlcharrefreplace"), content_type)

    def _section(self, path: str) -> Answer | None:
        match = _SECTION.fullmatch(path)
        if match is None or match["slug"] not in SECTIONS:
            return None
        number = int(match["page"] or match["asked"] or 1)
        shown, more = self.newsroom.shelf.page(match["slug"], number)
        if number != 1 and not shown:
            return None
        site = self.newsroom.furniture(self.base)
        links = self.newsroom.headlines(shown, self.base)
        page = fronts.section(site, match["slug"], number, links, more=more, feeds=self.manners.feeds)
        return self._page(page.encode())

    def _listing(self, path: str) -> Answer | None:
        match = _LISTING.fullmatch(path)
        if match is None:
            return None
        newsroom = self.newsroom
        title = match["name"].replace("-", " ")
        intro = f"<p>كاتب في {NAME}.</p>" if match["kind"] == "author" else ""
        links = newsroom.headlines(newsroom.newest(6), self.base)
        kind = "author" if match["kind"] == "author" else "tag"
        named = title if kind == "author" else f"وسم: {title}"
        return self._page(fronts.listing(newsroom.furniture(self.base), named, intro, links, kind).encode())

    def _front(self) -> Answer:
        newsroom, base = self.newsroom, self.base
        stories = newsroom.headlines(newsroom.newest(_FRONT), base)
        site = newsroom.furniture(base)
        return self._page(fronts.front(site, stories, self._corners(), feeds=self.manners.feeds).encode())

    def _corners(self) -> list[Link]:
        """The front's odd links: pages that are no articles, and known stories under other addresses."""
        listings = [
            Link(f"وسم {TAGGED}", absolute(self.base, f"/tag/{TAGGED}")),
            Link("كاتب اليوم", absolute(self.base, f"/author/{SIGNED}")),
        ]
        again = self._again() if self.manners.other_addresses else []
        return [*oddities.links(self.base), *listings, *again]

    def _again(self) -> list[Link]:
        newsroom, found = self.newsroom, []
        for number in dict.fromkeys((*newsroom.newest(addresses.VARIED), *newsroom.twice)):
            title = newsroom.story(number).headline
            found += [Link(title, absolute(self.base, path)) for path in addresses.linked_from_front(newsroom, number)]
        newest = newsroom.headlines(newsroom.newest(_FRONT), self.base)
        return [*found, *(Link(each.title, _lower_escapes(each.url or "")) for each in newest)]

    def _page(self, body: bytes, status: int = 200) -> Answer:
        return self._answer(body, HTML, status)

    def _answer(self, body: bytes, content_type: str, status: int = 200) -> Answer:
        """A page: every one shows the latest headlines, and so changes with every edition."""
        return Answer(status, {"Content-Type": content_type}, body, self.newsroom.edition.at)


def _lower_escapes(url: str) -> str:
    return re.sub(r"%[0-9A-F]{2}", lambda match: match[0].lower(), url)
