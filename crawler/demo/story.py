"""Story: what one article of the demo site says, before a layout prints it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, NamedTuple

from crawler.article import Kind

BlockKind = Literal["p", "h", "li", "quote"]

SECTIONS = {
    "local": "محليات",
    "economy": "اقتصاد",
    "sport": "رياضة",
    "culture": "ثقافة",
    "health": "صحة",
    "education": "تعليم",
    "transport": "نقل",
    "weather": "طقس",
    "science": "علوم",
    "opinion": "رأي",
}


class Block(NamedTuple):
    """One line of the body: a paragraph, a subheading, an item of a list, a quotation."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story of the demo site.

    `published` is a wall clock of the story's country, None where the page shall print no date; `timed` says whether
    its hour is known. `feminine` asks for «كتبت». `dateline` is the place that opens the story; like the byline,
    it is not part of `blocks`: the layout prints it. `country` is an ISO 3166 code. `headline_now` is the headline of
    a story that was corrected; `title` stays the first, which addresses are made from. `layout` names the one that
    prints it, where its site has one alone.
    """

    number: int
    title: str
    headline_now: str | None = None
    description: str | None = None
    authors: tuple[str, ...] = ()
    feminine: bool = False
    agency: str | None = None
    dateline: str | None = None
    kind: Kind = "article"
    section_slug: str
    section: str
    tags: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = field(repr=False)
    published: datetime | None = None
    timed: bool = False
    country: str
    layout: str = ""

    @property
    def headline(self) -> str:
        """The headline as it stands."""
        return self.headline_now or self.title
