"""The sites that benchmarks/crawl.py serves: demo sites whose pages weigh what real ones do, with stories as unlike."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from light_server import Serving, serve

from crawler.demo.answers import Answer
from crawler.demo.furniture import Site, items
from crawler.demo.layouts import ORDINARY
from crawler.demo.newsroom import Newsroom
from crawler.demo.site import DemoSite
from crawler.demo.story import Story

# Of the pages that six Arab newspapers serve, the mean is 117 KB, 650 elements and 109 links; a demo page has a tenth.
_STYLE_RULES, _SCRIPT_LINES, _MENUS, _SLOTS = 450, 500, 8, 40
_SHARING = 4
_CHARSETS = ("utf-8", "windows-1256", "iso-8859-6")

# A demo site's stories are put together of the same sentences, and the search for copies takes many of them for alike,
# as few real ones are: here each has some words of its own.
_WORD = re.compile(r"[ء-ي]{5,}")
_OWN_WORDS = 0.2  # of the long ones


class HeavyNewsroom(Newsroom):
    """A newsroom whose stories have words of their own; the same in a story that several sites have."""

    def make_story(self, number: int) -> Story:
        story = super().make_story(number)
        rng = random.Random(story.title)
        blocks = (block._replace(text=_WORD.sub(lambda word: _own(word[0], rng), block.text)) for block in story.blocks)
        return replace(story, blocks=tuple(blocks))


class HeavySite(DemoSite):
    """A demo site with the styles, scripts, menus and slots for advertisements of a real one."""

    def __init__(self, count: int, *, seed: int, layout: str, written: bool) -> None:
        super().__init__(count, seed=seed, layout=layout, written=written)
        self.newsroom = HeavyNewsroom(count, seed, layout, written=written)

    def answer(self, target: str, host: str, *, now: datetime | None = None) -> Answer:
        """Return the answer to a request."""
        answer = super().answer(target, host, now=now)
        is_page = answer.status == 200 and "html" in answer.headers.get("Content-Type", "")
        return self._dressed(answer, host) if is_page else answer

    def _dressed(self, answer: Answer, host: str) -> Answer:
        text, charset = _decoded(answer.body)
        site = self.newsroom.furniture(f"http://{host}")
        text = text.replace("</head>", f"{_STYLE}{_SCRIPT}</head>", 1)
        text = text.replace("</body>", f"{_menus(site)}{_SLOT * _SLOTS}{_SCRIPT}</body>", 1)
        return replace(answer, body=text.encode(charset, "xmlcharrefreplace"))


@contextmanager
def served(number: int, stories: int) -> Iterator[list[Serving]]:
    """Serve so many sites, each of one layout, with those of columns and of live pages beside it.

    Every fourth shares stories with the others of its kind, as outlets share those of the agencies.
    """
    sites = [
        HeavySite(stories, seed=at + 1, layout=ORDINARY[at % len(ORDINARY)].name, written=at % _SHARING == 0)
        for at in range(number)
    ]
    with serve([site.answer for site in sites]) as servings:
        yield servings


def _own(word: str, rng: random.Random) -> str:
    """Return the word, or another of the same letters with the same beginning."""
    if rng.random() >= _OWN_WORDS:
        return word
    return word[:2] + "".join(rng.sample(word[2:], len(word) - 2))


def _decoded(body: bytes) -> tuple[str, str]:
    for charset in _CHARSETS:
        try:
            return body.decode(charset), charset
        except UnicodeDecodeError:
            continue
    return body.decode("latin-1"), "latin-1"


def _menus(site: Site) -> str:
    """The menus of a foot: every section again and again, the boxes of headlines once more."""
    entries = items((*site.sections, *site.latest[:2]))
    columns = "".join(f'<div class="footer-col col-{at}"><ul>{entries}</ul></div>' for at in range(_MENUS))
    return f'<footer class="site-footer mega"><div class="container">{columns}</div></footer>'


_STYLE = "<style>{}</style>".format(
    "\n".join(
        f".c-{at}__item--wide{{margin:0 {at}px;padding:{at % 9}px;color:#{at:06x}}}" for at in range(_STYLE_RULES)
    )
)
_SCRIPT = "<script>{}</script>".format(
    "\n".join(
        f'window.__q=window.__q||[];__q.push(["slot-{at}",{{"size":[300,{at}]}}]);' for at in range(_SCRIPT_LINES)
    )
)
_SLOT = (
    '<div class="ad-slot" data-size="300x250"><div class="inner"><ins class="adsbygoogle" style="display:block">'
    "</ins><span></span></div></div>"
)
