"""Layout: how one kind of page prints a story; Printed: one story as such a page prints it.

A layout's HTML is made from a Printed alone, and so is the truth of that page: what is in the one is in the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from crawler.article import Link
from crawler.demo.dates import Style
from crawler.demo.furniture import Site
from crawler.demo.signatures import Signature, Signing, unsigned
from crawler.demo.story import Block, Story

FIRST_ID = 100_001  # the id of story 0
NEW_ID = 10_000_000  # before the ids of the stories that came after the first edition: -1, -2 …
MASTHEAD_DAY = datetime(2026, 11, 1)  # noqa: DTZ001  the day that some mastheads print; no story's
Machine = Literal["jsonld", "meta"]
_SLUG = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One story as a page prints it; what the page does not give is None or empty.

    `date`, `iso` and `modified` are the strings printed. `published` is what they say: aware. `path` is the page's
    own address, percent-decoded; `others` names its print, mobile, AMP and short addresses.
    """

    story: Story
    site: Site
    path: str
    signature: Signature | None
    authors: tuple[str, ...]
    blocks: tuple[Block, ...] = field(repr=False)
    published: datetime | None = None
    timed: bool = False
    date: str | None = None
    iso: str | None = None
    modified: datetime | None = None
    related: tuple[Link, ...] | None = None
    read_also: tuple[Link, ...] | None = None
    description: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    image: str | None = None
    canonical: str | None = None
    others: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The headline."""
        return self.story.headline

    @property
    def id(self) -> int:
        """The number by which the site's system knows the story."""
        return story_id(self.story)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a kind of page prints of a story, and how.

    `address` gives a story's path, decoded; `path` finds the id in one (group `id`, hexadecimal where `hexadecimal`).
    `charsets` are pairs of the encoding used and the Content-Type sent, of which variant() takes one. `machine` says
    where the page gives its date as ISO 8601, `zone` the offset it then states; `stated`: `date` names the zone too.
    `dated_address`: the address holds the day, or the month. `signing` gives the byline, `opening` what opens the
    first paragraph.
    """

    name: str
    html: Callable[[Printed], str]
    address: Callable[[Story], str]
    path: re.Pattern[str]
    hexadecimal: bool = False
    charsets: tuple[tuple[str, str], ...] = (("utf-8", "text/html; charset=utf-8"),)
    signing: Signing = unsigned
    opening: Signing = unsigned
    declares_authors: bool = False  # to machines alone
    date: Style | None = None
    day_only: bool = False  # prints the day, whatever it knows
    machine: Machine | None = None
    zone: str = "Africa/Cairo"
    stated: bool = False
    modified: bool = False
    related: bool = False
    read_also: Callable[[Story], int | None] = lambda _: None  # how many entries; None: no such block
    description: bool = False
    section: bool = True
    tags: bool = False
    image: bool = False
    canonical: bool = False
    dated_address: bool = False
    others: Callable[[Story], Mapping[str, str]] = lambda _: {}


def variant(story: Story, choices: Sequence[object]) -> int:
    """Return which of a layout's choices a story's page takes: they change from one ten to the next."""
    return story.number // 10 % len(choices)


def slug(title: str) -> str:
    """Return a headline as Arab sites put it into an address: words joined by hyphens."""
    return _SLUG.sub("-", title).strip("-")[:60].rstrip("-")


def story_id(story: Story) -> int:
    """Return the number by which the site's system knows a story."""
    return FIRST_ID + story.number if story.number >= 0 else NEW_ID - story.number


def story_number(identity: int) -> int:
    """Return the number of the story that the site's system knows by an id."""
    return NEW_ID - identity if NEW_ID < identity < 2 * NEW_ID else identity - FIRST_ID


def hex_id(story: Story) -> str:
    """Return the id as a document store writes it: 24 hexadecimal digits ending in the number."""
    return f"5f748a9be5d2c3{story_id(story):010x}"
