"""When a page says that its story was published and changed: all its dates, gathered to be weighed in dating.py."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from crawler.article import Origin
from crawler.extraction import dating, jsonld
from crawler.extraction.dating import Candidate, Clock, Dating, Newsroom
from crawler.extraction.head import head_lines, printed_dates
from crawler.extraction.lines import Line
from crawler.extraction.live import Live
from crawler.extraction.meta import MODIFIED, PUBLISHED
from crawler.extraction.owned import is_anothers
from crawler.extraction.sheet import Sheet
from crawler.extraction.zones import is_national
from crawler.found import Found
from crawler.sources import Source

_PUBLISHED_IN = re.compile("(?:تم )?ن\u064f?شرت? (?:هذا |هذه )?(?:ال)?(?:مقال|خبر|موضوع|تقرير|ماد[ةه]|نص)[ةه]? ")
_DATE_WORDS = 12  # words of a line that is a date and no story
_FIRST, _LAST = 4, 3  # lines at the story's ends among which a date line may stand


def machine_dates(sheet: Sheet, live: Live | None = None) -> list[Candidate]:
    """The dates that the page gives to machines, the most believable first."""
    marked = (
        time.get("datetime") or time.get("title")
        for time in sheet.body.iter("time", "abbr")
        if (
            time.get("pubdate") is not None
            or "publish" in (time.get("class") or "")
            or time.get("itemprop") == "datePublished"
        )
        and not (live and live.holds(time))
        and not is_anothers(time, sheet.page.url)
    )
    given: list[tuple[Origin, str | None]] = [
        ("jsonld", jsonld.text(sheet.node.get("datePublished"))),
        ("meta", sheet.meta.first(PUBLISHED)),
        ("meta", next(marked, None)),
    ]
    return _believed(sheet, [dating.candidate(origin, raw, sheet.clock) for origin, raw in given])


def _believed(sheet: Sheet, given: Iterable[Candidate | None]) -> list[Candidate]:
    """Without the dates that the source's file calls false."""
    false = sheet.source.false_dates if sheet.source else ()
    return [each for each in given if each is not None and each.origin not in false]


def is_dated(sheet: Sheet, title_line: Line | None, body: Sequence[Line]) -> bool:
    """Whether the page prints or declares when it was published."""
    return bool(machine_dates(sheet) or printed_dates(head_of(sheet, title_line, body), title_line, sheet.clock))


def head_of(sheet: Sheet, title_line: Line | None, body: Sequence[Line]) -> list[Line]:
    """The lines around the headline, without those that tell of other stories."""
    return [line for line in head_lines(sheet.lines, title_line, body) if line.order not in sheet.teasers]


def weigh_dates(sheet: Sheet, machine: list[Candidate], printed: list[Candidate], hint: Found | None) -> Dating:
    """When the story was published, by all that the page, its address and what led to it say."""
    selected = [read for raw in sheet.values("published") if (read := dating.candidate("visible", raw, sheet.clock))]
    told = (
        dating.candidate(hint.published_from, hint.published_raw, sheet.clock) if hint and hint.published_from else None
    )
    others = _believed(sheet, [told, dating.from_url(sheet.page.url, sheet.clock)])
    shown = [each for each in printed if each.origin != "meta"]
    declared = told_to_machines(sheet, machine, printed)
    return dating.decide(declared, [*selected, *_believed(sheet, shown)], others, _newsroom(sheet))


def told_to_machines(sheet: Sheet, machine: Sequence[Candidate], printed: Sequence[Candidate]) -> list[Candidate]:
    """All that the page gives to machines of the article, then what stands beside the printed dates, then its own."""
    node, own = sheet.dated_page
    page = dating.candidate("jsonld", jsonld.text(node.get("datePublished")), sheet.clock)
    others = [each for each in printed if each.origin == "meta"]
    return [*machine, *_believed(sheet, [*others, page and replace(page, weak=not own)])]


def newsroom(url: str, source: Source | None, clock: Clock) -> Newsroom:
    """Return the clock by which a page's site writes."""
    known = bool(source and source.timezone)
    return Newsroom(clock.zone, known, clock.now, sure=known or is_national(url))


def _newsroom(sheet: Sheet) -> Newsroom:
    return newsroom(sheet.page.url, sheet.source, sheet.clock)


def modified(
    sheet: Sheet, printed: Sequence[Candidate], machine: list[Candidate], when: Dating | None
) -> datetime | None:
    """When the page says that the story was last changed: not before it was published, and by the same clock.

    `when` is what weigh_dates() told of the page alone, where it was asked.
    """
    page, own = sheet.dated_page
    given = (
        jsonld.text(sheet.node.get("dateModified")),
        sheet.meta.first(MODIFIED),
        jsonld.text(page.get("dateModified")) if own else None,
        next(_marked_changes(sheet), None),
    )
    told = next((each for raw in given if (each := dating.candidate("meta", raw, sheet.clock))), None)
    update = next((each for each in printed if dating.is_update(each)), None)
    if told is None and update is None:
        return None
    when = when or weigh_dates(sheet, machine, list(printed), None)
    moment = dating.changed(told, update, when, _newsroom(sheet))
    return moment.replace(microsecond=0) if moment else None


def _marked_changes(sheet: Sheet) -> Iterator[str]:
    """What WordPress tells machines of a change, beside the time of publication."""
    for time in sheet.body.iter("time"):
        before = time.getprevious() if (time.get("class") or "").startswith("updat") else None
        beside = before is not None and before.tag == "time" and "publish" in (before.get("class") or "")
        if beside and not is_anothers(time, sheet.page.url):
            yield time.get("datetime") or ""


def is_date_line(sheet: Sheet, line: Line, body: Sequence[Line]) -> bool:
    """A line at either end of the story that is its date, or that and links to its topics."""
    at_end = line in body[:_FIRST] or line in body[-_LAST:]
    told_so = bool(_PUBLISHED_IN.match(line.text))  # «نُشر هذا المقال في جريدة الجسر بتاريخ 12/5/2026»
    if not at_end or line.words > _DATE_WORDS * (1 + told_so):
        return False
    text = line.text
    for topic, _ in line.links if not line.linked else ():
        text = text.replace(topic, "", 1)
    read = dating.candidate("visible", text, sheet.clock)
    if read is None or _heads_days(line, body, sheet.clock):
        return False
    rest = text.replace(read.read.text, "", 1)
    update = dating.candidate("visible", rest, sheet.clock)  # «نشر: … | آخر تحديث: …»
    told = len(read.read.text) + (len(update.read.text) if update else 0)
    return told_so or told > 0.6 * len(text)


def _heads_days(line: Line, body: Sequence[Line], clock: Clock) -> bool:
    """Whether a line is a subheading of a chronicle: one of several days that paragraphs stand under."""
    if not line.is_heading:
        return False
    over = [one for one, after in pairwise(body) if one.node.tag == line.node.tag and after.words >= _DATE_WORDS]
    days = [one for one in over if one.words < _DATE_WORDS and dating.candidate("visible", one.text, clock)]
    return line in days and len(days) > 1
