"""The press: a story and its layout in, the page as it is printed out. Pure; base addresses come from the caller."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crawler.article import Link
from crawler.demo.dates import iso
from crawler.demo.furniture import Site, absolute
from crawler.demo.layout import Layout, Printed, story_id
from crawler.demo.signatures import Signature, names
from crawler.demo.story import Block, Story

Links = tuple[tuple[Link, ...] | None, tuple[Link, ...] | None]
HOME_ZONE = "Africa/Cairo"
_REVISED = timedelta(minutes=95)  # from publication to the update that some layouts print


def published(story: Story, layout: Layout) -> datetime | None:
    """Return a story's time with the offset that its page states, or the site's own."""
    if story.published is None:
        return None
    stated = layout.machine is not None or (layout.stated and story.timed)
    return story.published.replace(tzinfo=ZoneInfo(layout.zone if stated else HOME_ZONE))


def print_page(  # noqa: PLR0913  what a page is made from
    story: Story,
    layout: Layout,
    site: Site,
    *,
    links: Links,
    undated: bool = False,
    corrections: Sequence[datetime] = (),
) -> Printed:
    """Return what the page prints. `links` are its related and its read-also entries; `undated`: it prints no date.

    `corrections` are the times at which the story was corrected.
    """
    address = layout.address(story)
    when = None if undated else published(story, layout)
    signature = layout.signing(story)
    related, read_also = links
    return Printed(
        story=story,
        site=site,
        path=address,
        signature=signature,
        authors=_authors(story, layout, signature),
        blocks=_blocks(story, layout),
        related=related,
        read_also=read_also,
        description=story.description if layout.description else None,
        section=story.section if layout.section else None,
        tags=story.tags if layout.tags else (),
        image=f"{site.base}/images/{story_id(story)}.jpg" if layout.image else None,
        canonical=absolute(site.base, address) if layout.canonical else None,
        others={name: absolute(site.base, other) for name, other in layout.others(story).items()},
        **_times(story, layout, when, corrections),
    )


def _authors(story: Story, layout: Layout, signature: Signature | None) -> tuple[str, ...]:
    if signature is not None:
        return signature.authors
    return names(story) if layout.declares_authors else ()


def _blocks(story: Story, layout: Layout) -> tuple[Block, ...]:
    opening = layout.opening(story)
    if opening is None or not story.blocks:
        return story.blocks
    first, *rest = story.blocks
    return (Block(first.kind, opening.line + first.text), *rest)


def _times(story: Story, layout: Layout, when: datetime | None, corrections: Sequence[datetime]) -> dict[str, Any]:
    if when is None or story.published is None:
        return {}
    if layout.day_only:
        return {"published": when.replace(hour=0, minute=0, second=0), "date": _shown(story, layout)}
    return {
        "published": when,
        "timed": story.timed,
        "date": _shown(story, layout),
        "iso": iso(when, story.timed) if layout.machine else None,
        "modified": _modified(story, layout, when, corrections),
    }


def _modified(story: Story, layout: Layout, when: datetime, corrections: Sequence[datetime]) -> datetime | None:
    """Return the time of the last change that the page tells, to the minute; a story without an hour tells none."""
    if not story.timed:
        return None
    if corrections and (layout.modified or layout.machine == "jsonld"):
        return corrections[-1].replace(second=0).astimezone(when.tzinfo)
    return (when.astimezone(UTC) + _REVISED).astimezone(when.tzinfo) if layout.modified else None


def _shown(story: Story, layout: Layout) -> str | None:
    if story.published is None or layout.date is None:
        return None
    return layout.date(story.published, story.timed, story.country)
