"""Who wrote it: authors, agencies, the byline as displayed, and the place that opens the story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.arabic import bylines
from crawler.arabic.bylines import Byline
from crawler.arabic.text import tidy, words
from crawler.extraction import jsonld
from crawler.extraction.head import Signature, foot_lines, signature
from crawler.extraction.lines import Line
from crawler.extraction.meta import AUTHOR
from crawler.extraction.sheet import Sheet

_LONGEST = 14  # words of a byline that stands as a line of the story
_ENDS = 2  # lines at either end of the story where a byline may stand


@dataclass(frozen=True, slots=True)
class Credits:
    """`lines` are the numbers of the story's lines that were bylines and no story."""

    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    byline: str | None = None
    dateline: str | None = None
    lines: frozenset[int] = frozenset()


def read_credits(sheet: Sheet, head: Sequence[Line], story: Sequence[Line], title: str) -> Credits:
    """Read the credits of a page: displayed ones first, then what the page declares."""
    opening = [each for line in story[:_ENDS] if (each := _alone(line))]
    closing = [each for line in story[-_ENDS:] if len(story) > _ENDS and (each := _alone(line))]
    shown = _selected(sheet) or signature(head, sheet.clock, title=title)
    foot = signature(foot_lines(sheet.lines, story), sheet.clock, title=title)
    signed = [each for each in (shown, *opening, *closing, foot) if each is not None]
    named = next((each for each in signed if each.byline.authors), None)
    main = named or next(iter(signed), None)
    dateline = _dateline(story, opening)
    authors = main.byline.authors if main and main.byline.authors else _declared(sheet)
    every = (*(agency for each in signed for agency in each.byline.agencies), *(dateline.agencies if dateline else ()))
    place = dateline.place if dateline else None
    if place is None and main and main.text.endswith(":") and not main.byline.authors:
        place = main.byline.place  # «القاهرة - أ ش أ:» on a line of its own opens the story all the same
    return Credits(
        authors=authors or (dateline.authors if dateline else ()),
        agencies=tuple(dict.fromkeys(every)),
        byline=main.text if main else None,
        dateline=place,
        lines=frozenset(each.order for each in signed),
    )


def _alone(line: Line) -> Signature | None:
    """A line of the story that is a byline and nothing else."""
    if line.words > _LONGEST or line.is_heading:
        return None
    read = bylines.read(line.text)
    return Signature(line.text, read, line.order) if read and not read.rest else None


def _selected(sheet: Sheet) -> Signature | None:
    for element in sheet.select("authors"):
        text = tidy(element.text_content() or element.get("content") or "")
        read = bylines.read(text) or (
            Byline((text,), (), None, "", feminine=False) if bylines.is_person(text) else None
        )
        if read and not read.rest:
            return Signature(text, read, -1)
    return None


def _dateline(story: Sequence[Line], opening: Sequence[Signature]) -> Byline | None:
    """The place and agency that open the first paragraph of the story itself."""
    first = next((line for line in story if line.words > _LONGEST or bylines.read(line.text) is None), None)
    read = bylines.read(first.text) if first is not None else None
    if read is not None and read.rest:
        return read
    return next((each.byline for each in opening if each.byline.place), None)


def _declared(sheet: Sheet) -> tuple[str, ...]:
    """Persons that the page names to machines; the site itself, its staff and its users' accounts are none."""
    names = {" ".join(words(name)) for name in sheet.site_names()}
    for given in (_jsonld_authors(sheet.node.get("author")), sheet.meta.all(AUTHOR)):
        persons = (name for text in given for name in _persons(text))
        found = tuple(dict.fromkeys(name for name in persons if " ".join(words(name)) not in names))
        if found:
            return found
    return ()


def _jsonld_authors(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    persons = [
        each for each in values if not (isinstance(each, dict) and "Person" not in (jsonld.types(each) or {"Person"}))
    ]
    return [name for each in persons if (name := jsonld.text(each))]


def _persons(text: str) -> tuple[str, ...]:
    read = bylines.read(text)
    if read is not None and not read.rest:
        return read.authors
    return (text,) if bylines.is_person(text) else ()
