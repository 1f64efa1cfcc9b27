"""The demo's layouts: each a file, each as some Arab sites do it."""

from collections.abc import Sequence

from crawler.demo.layout import Layout
from crawler.demo.layouts import (
    amp,
    aspx,
    drupal,
    hashed,
    iso,
    legacy,
    levant,
    live,
    maghreb,
    opinion,
    seed,
    wordpress,
)  # fmt: skip
from crawler.demo.story import Story

ORDINARY: Sequence[Layout] = tuple(
    each.LAYOUT for each in (seed, wordpress, drupal, legacy, iso, hashed, aspx, maghreb, amp, levant)
)
LAYOUTS: Sequence[Layout] = (*ORDINARY, opinion.LAYOUT, live.LAYOUT)
_OF_KIND = {"opinion": opinion.LAYOUT, "live": live.LAYOUT}
_NAMED = {layout.name: layout for layout in ORDINARY}


def layout_of(story: Story) -> Layout:
    """Return the layout that prints a story: its kind's own, else its site's, or the next in turn, shifted by one each
    round.
    """
    turn = story.number + story.number // len(ORDINARY)
    return _OF_KIND.get(story.kind) or (_NAMED[story.layout] if story.layout else ORDINARY[turn % len(ORDINARY)])
