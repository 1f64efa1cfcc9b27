"""Who wrote it: authors, agencies, the byline as displayed, and the place that opens the story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from crawler.arabic import bylines
from crawler.arabic.bylines import Byline
from crawler.arabic.names import begins_name
from crawler.arabic.outlets import is_outlet
from crawler.arabic.places import is_place
from crawler.arabic.text import words
from crawler.extraction.biographies import about, roles
from crawler.extraction.declared import declared_authors, is_writer
from crawler.extraction.head import PARTS, Signature, foot_lines, read_byline, signature_of, signatures, without_site
from crawler.extraction.lines import Line
from crawler.extraction.rows import apart
from crawler.extraction.sheet import Sheet
from crawler.extraction.title import split_title

_LONGEST = 14  # words of a byline that stands as a line of the story
_NAME = 3  # words of a name that only its place tells
_SITE = 5  # words of a line that is only the site's name
_ENDS = 4  # short lines at either end of the story where a byline may stand
_SHORT_STORY = 2  # lines of a story that has no end apart from its beginning
_APART = 2  # lines between an account and a writer, who are no two writers
_SEGMENT = re.compile(r"\s*[|/–—-]\s+|\s+[|/–—-]\s*")
_MARKS = re.compile(r"\s*[|/:(–—]\s*|\s+-\s*|\s*-\s+|\s+من\s+")  # «القاهرة: «الشرق الأوسط»», «البيان (دبي)»
_KIND = re.compile(
    r"^(?:صحيفة|جريدة|موقع|وكالة|بوابة|قناة|شبكة|مجلة)\s+|\s+(?:الإلكترونية|الالكترونية|الإخبارية|الاخبارية|الإخباري|نيوز|أونلاين|برس)$"
)
_OUTLET_PLACE = re.compile(r"[«\"]?\w+(?: \w+){0,3}[»\"]? ?\((?P<place>[^()]{2,30})\) ?[-–—:]\s*(?=\w)")
_PLACE_OUTLET = re.compile(r"(?P<place>\w+(?: \w+){0,2}) ?[-–—/] ?[«\"]?(?P<who>\w+(?: \w+){0,3})[»\"]? ?[:-]\s*(?=\w)")
_TITLED = re.compile(r"(?:[.…–—|/!؟-]|\s{2,})\s*(?P<byline>(?:بقلم|كتبها|كتبته?ا?|كتب)\s*[:/ ]\s*\w[^.…|/:]{4,40})$")
_AND = "؛ "  # between a byline's places
_LISTED = re.compile(r"\w+(?: \w+)?\s*:[^:]+ [-–] [^:]+$")  # «الوسط: سيف راضي - جاد مراد»: of a team's rows
_SAYS = re.compile(r"(?:كتبت?|كتبوا|كتبها|بقلم)\s*[:/.–-]?\s*\w")  # who wrote it, above an account's bare name
_FOLLOWED = re.compile(r"متابع|مراسل|موفد|خاص|تقرير|رصد|:$")


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
    site = _segments_of(sheet) | _titled(sheet, [*head, *story[:_ENDS]])
    shown = _selected(sheet)
    above = [each for each in signatures(head, sheet.clock, title=title, site=site) if _is_credit(each)]
    written = [each for each in above if _writers(each, sheet)]
    first = next((each for each in written if _SAYS.match(each.text)), _under_account(written, story, sheet))
    first = first or signature_of(written or above)
    opening = _ends(story, site, above) or _after_lead(story, site)
    closing = _closing(story, site)
    foot = signatures(foot_lines(sheet.lines, story), sheet.clock, title=title, site=site)
    said = [each for each in opening if _SAYS.match(each.text)] if first and not _SAYS.match(first.text) else []
    signed = [each for each in (shown, *said, first, *opening, *closing, *foot[:1]) if each is not None]
    named = next((each for each in signed if _writers(each, sheet)), None)
    main = named or next(iter(signed), None)
    dateline = _dateline(story, opening, site)
    authors = _together(named, [*above, *foot], sheet) if named else _in_title(title) or declared_authors(sheet)
    credited = [*signed, *above]
    every = (
        *(agency for each in credited for agency in each.byline.agencies),
        *(dateline.agencies if dateline else ()),
    )
    places = (place for each in credited if _is_placed(each, site) and (place := _known(each.byline.place)))
    return Credits(
        authors=authors or (dateline.authors if dateline else ()),
        agencies=tuple(dict.fromkeys(every)),
        byline=main.text if main else None,
        dateline=(dateline.place if dateline else None) or next(places, None),
        lines=_signed_lines(signed, story) | about(sheet, story) | roles(sheet, story),
    )


def _signed_lines(signed: Sequence[Signature], story: Sequence[Line]) -> frozenset[int]:
    """The numbers of the lines that are bylines, but for a paragraph that opens with one in a frame of its own."""
    paragraphs = {line.order: line for line in story if line.words > _LONGEST}
    return frozenset(
        each.order
        for each in signed
        if each.order not in paragraphs or paragraphs[each.order].words - each.text.count(" ") <= _LONGEST
    )


def _under_account(written: Sequence[Signature], story: Sequence[Line], sheet: Sheet) -> Signature | None:
    """The name that stands alone right over the text, below an account that machines are told of as well."""
    right = next((each for each in written[1:] if story and each.order == story[0].order - 1), None)
    if right is None or right.text not in right.byline.authors or right.order - written[0].order < _APART:
        return None
    return right if set(written[0].byline.authors) <= set(declared_authors(sheet)) else None


def _in_title(title: str) -> tuple[str, ...]:
    """The writers with whom a headline ends: «مكتبة الحارة .. بقلم: صلاح حسن»."""
    signed = _TITLED.search(title)
    read = read_byline(signed["byline"]) if signed else None
    return read.authors if read and not read.rest else ()


def _segments_of(sheet: Sheet) -> frozenset[str]:
    """What the site calls itself, folded; of «نافذة / NAFIDHA» each, of «صحيفة الفنار» its name as well."""
    parts = [part for name in sheet.site_names() for part in (name, *_SEGMENT.split(name))]
    return frozenset(" ".join(words(each)) for part in parts for each in (part, _KIND.sub("", part))) - {""}


def _titled(sheet: Sheet, lines: Sequence[Line]) -> frozenset[str]:
    """What stands beside the headline in the page's <title>, folded, where it is part of a line that is else no byline,
    or one of two writers: «صوت الساحل / خاص - سلمى حسن», «عمان - الجسر - سلمى حسن» under «صحيفة الجسر».
    """
    titled = {part for title in sheet.titles for part in split_title(title)}
    own = (part for part in titled if not (begins_name(part.split(" ", 1)[0]) and bylines.is_person(part)))
    beside = {each: " ".join(words(each)) for part in own for each in (part, _KIND.sub("", part))}
    short = [line for line in lines if line.words <= _LONGEST and any(name in line.text for name in beside)]
    held = [(line, beside[part]) for line in short for part in PARTS.split(line.text) if beside.get(part)]
    return frozenset(name for line, name in held if _is_odd(read_byline(line.text)))


def _is_odd(read: Byline | None) -> bool:
    return read is None or len(read.authors) > 1


def _is_credit(each: Signature) -> bool:
    return bool(each.byline.authors or each.byline.agencies or each.byline.place)


def _is_placed(each: Signature, site: frozenset[str]) -> bool:
    """Whether a signature's place is where its story was written, rather than a section's name."""
    if each.byline.authors or each.byline.agencies or _FOLLOWED.search(each.text):
        return True
    parts = [part.strip('«»"()') for part in _MARKS.split(each.text)]
    return any(is_outlet(part) or " ".join(words(part)) in site for part in parts)


def _known(place: str | None) -> str | None:
    """A byline's place without what is none that we know: beside a name, another name or a desk may stand."""
    known = [each for each in (place or "").split(_AND) if is_place(each)]
    return _AND.join(known) or None


def _writers(each: Signature, sheet: Sheet) -> tuple[str, ...]:
    return tuple(name for name in each.byline.authors if is_writer(name, sheet))


def _together(named: Signature, above: Sequence[Signature], sheet: Sheet) -> tuple[str, ...]:
    """The writers of a byline, and those whose names stand alone on the lines right after, framed as it is."""
    found = list(_writers(named, sheet))
    at = named.order
    for each in above:
        if each.order in (at, at + 1) and each is not named and each.alone and named.alone:
            found += _writers(each, sheet)
            at = each.order
    return tuple(dict.fromkeys(found))


def _ends(lines: Sequence[Line], site: frozenset[str], above: Sequence[Signature] = ()) -> list[Signature]:
    """The bylines among the short lines with which a story begins or ends, counted from that end.

    `above` are those between the headline and the story.
    """
    found: list[Signature] = []
    listed = sum(1 for line in lines[: _ENDS + 1] if _LISTED.match(line.text)) > 1
    for line in lines[:_ENDS]:
        if line.words > _LONGEST:
            break
        if listed and _LISTED.match(line.text):
            continue
        if each := _alone(line, site) or _under([*above, *found], line):
            found.append(each)
    return found


def _closing(story: Sequence[Line], site: frozenset[str]) -> list[Signature]:
    """The bylines with which a story ends; a short one with its agency alone: «--(بترا)»."""
    found = _ends(story[:0:-1], site)
    return [each for each in found if len(story) > _SHORT_STORY or not (each.byline.authors or each.byline.place)]


def _under(signed: Sequence[Signature], line: Line) -> Signature | None:
    """The name right under the outlet and the place: «الجسر – حمص», and on the next line who wrote it."""
    placed = any(each.order == line.order - 1 and not each.byline.authors for each in signed)
    if not placed or line.is_heading or line.words > _NAME:
        return None
    name = Byline(authors=(line.text,)) if bylines.is_person(line.text) else None
    return Signature(line.text, name, line.order) if name else None


def _after_lead(story: Sequence[Line], site: frozenset[str]) -> list[Signature]:
    """The byline with which the text itself begins, after a date or a lead: a writer, or the outlet with a place."""
    own = [
        each
        for each in _ends(story[1:2], site) or _ends(story[2:3], site)
        if each.byline.authors or _is_placed(each, site)
    ]
    return [each for each in own if each.byline.authors or without_site(each.text, site) != each.text]


def _alone(line: Line, site: frozenset[str]) -> Signature | None:
    """A line of the story that is a byline and nothing else."""
    text = without_site(apart(line, " - "), site)
    if line.is_heading and (text == line.text or not is_place(text)):  # «المرفأ - لبنان» is no subheading
        return None
    read = read_byline(text) if text else None
    if (not text and line.words <= _SITE) or (read is None and 1 < line.words <= _NAME and is_outlet(text)):
        read = Byline()  # nothing but the site's name, or an outlet's
    if read is None and text != line.text and is_place(text):
        read = Byline(place=text)
    return Signature(line.text, read, line.order) if read and not read.rest else None


def _selected(sheet: Sheet) -> Signature | None:
    for text in sheet.values("authors"):
        read = read_byline(text) or (Byline((text,), (), None, "", feminine=False) if bylines.is_person(text) else None)
        if read and not read.rest:
            return Signature(text, read, -1)
    return None


def _dateline(story: Sequence[Line], opening: Sequence[Signature], site: frozenset[str]) -> Byline | None:
    """The place and agency that open the first paragraph of the story itself, or under a lead the second."""
    told = list(islice((line for line in story if line.words > _LONGEST or not _is_byline(line)), 2))
    for line in told:
        read = read_byline(line.text) if bylines.may_open(line.text) else None
        if read and read.rest and (line is told[0] or read.agencies):
            return read
    if told and (own := _of_its_own(told[0].text, site)):
        return own
    return next((each.byline for each in opening if each.byline.place), None)


def _is_byline(line: Line) -> bool:
    """Whether a line is a byline, and not a sentence with a dateline before it."""
    read = read_byline(line.text)
    return read is not None and not read.rest


def _of_its_own(text: str, site: frozenset[str]) -> Byline | None:
    """A dateline of the outlet's own: «السفير (نواكشوط) - …», «غزة - الجسر: …»."""
    match = _OUTLET_PLACE.match(text)
    if match and is_place(match["place"]):
        return Byline(place=match["place"], rest=text[match.end() :])
    match = _PLACE_OUTLET.match(text)
    if match and is_place(match["place"]) and " ".join(words(match["who"])) in site:
        return Byline(place=match["place"], rest=text[match.end() :])
    return None
