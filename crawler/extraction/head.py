"""What stands between the headline and the story: the date line and the byline, as readers see them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from crawler.arabic import boilerplate, bylines
from crawler.arabic.bylines import Byline
from crawler.arabic.names import begins_name
from crawler.arabic.places import is_place
from crawler.arabic.text import tidy, words
from crawler.extraction.called import called
from crawler.extraction.candidates import Clock, candidate
from crawler.extraction.candidates import read as read_date
from crawler.extraction.header import end_under_lead, header_of
from crawler.extraction.lines import Line, Lines, Zone
from crawler.extraction.rows import apart, pieces, unlabelled
from crawler.extraction.stamps import is_sentence, printed_dates

__all__ = [
    "PARTS",
    "Signature",
    "foot_lines",
    "head_lines",
    "is_only_head",
    "printed_dates",
    "read_byline",
    "signature_of",
    "signatures",
    "without_date",
    "without_site",
]

_NOT_HEAD = Zone.NAVIGATION | Zone.FOOTER | Zone.SIDE | Zone.COMMENTS | Zone.RELATED | Zone.HIDDEN
_BYLINE = 18  # words of a byline
_NOT_FOOT = _NOT_HEAD & ~Zone.FOOTER  # an article has a foot too
_PASSED = Zone.SHARE | Zone.FORM | Zone.PROMOTION | Zone.TAGS
_ENDING = Zone.COMMENTS | Zone.RELATED | Zone.NAVIGATION
_FEET = 6  # lines under a story
_ENDINGS = frozenset(("comments", "related-heading", "read-also", "most-read", "copyright", "newsletter"))
_COUNTERS = frozenset(("share", "tags"))
_LABEL = 4  # words beside a date that only say whose it is
_HEADING = 4  # words of a heading that is a byline, as few are
_LONGEST = 25  # words of a date line or a byline
_LEADS = 2  # sentences that may stand over a byline
_ABOVE = 4  # lines over the headline that may be the article's
_DATED = re.compile(r"تاريخ(?: ال(?:نشر|مقال|خبر))?\s*:?\s*[\d٠-٩]")
_LABELLED = re.compile(r"ن\u064f?شر|^(?:ال)?تاريخ\b|تحديث|تعديل|العدد \d|publish|updated", re.IGNORECASE)
_SIGNED = called(r"author|writer|byline|by-?line|editor|reporter|kateb|creator")
_CREDIT = re.compile(r"(?:(?:ال)?متابعة|حوار|تقرير|تحقيق|رصد|تغطية|استطلاع|حاور(?:ه|ها|هم))\s*[:/–-]\s*")
PARTS = re.compile(r"\s*[|/–—]\s*|\s+-\s*|\s*-\s+")
_SITE_PLACE = re.compile(r"[«\"]?(?P<site>[^«»\"()]{3,30}?)[»\"]?\s*\((?P<place>[^()]{2,20})\)")
_PLACE_SITE = re.compile(
    r"(?P<place>\w+(?: \w+){0,2})(?: ?[-–—/:] ?| ?\()[«\"]?(?P<site>\w+(?: \w+){0,3})[»\"]?\)? ?:?"
)
_SOURCE = re.compile(r"^(?:ال)?مصدر\s*:\s*")
_AND = re.compile(r"\s+(?:and|&)\s+")
_WRITES = re.compile(r"كتب|بقلم|إعداد|اعداد|حوار|تقرير|نص\s*:|by\b", re.IGNORECASE)  # what no caption begins with
_RUNS = re.compile(  # who runs the outlet
    r"(?:رئيسة? (?:مجلس[يى]? ال[إا]دارة|التحرير)(?: ?ورئيسة? التحرير| ?والتحرير)?"
    r"|مديرة? (?:التحرير|العام)|المديرة? (?:العام|المسؤول)|صاحب الامتياز|(?:الإشراف|المشرف) العام)\s*"
)
_OFFICE = re.compile(_RUNS.pattern + "[:/-]")
_SCORED = re.compile(r"\(\d+\)")  # «لبنان: سامر حداد (36)»: who scored, and when
_EDGES = " \t|-–—:،,•·ـ/"


@dataclass(frozen=True, slots=True)
class Signature:
    """A byline as the page displays it, what was read from it, and the number of its line.

    `alone`: a name and nothing else, in a frame for names.
    """

    text: str
    byline: Byline
    order: int
    alone: bool = False


def head_lines(lines: Lines, title: Line | None, story: Sequence[Line]) -> list[Line]:
    """Return the short lines around the headline, up to the story's first prose; nearest below the headline first."""
    if title is None and not story:
        return []
    first = _prose(story)
    top = title.order if title is not None else max(0, (story[0].order if story else 0) - _ABOVE)
    last = max(first, top + 1, end_under_lead(lines, title, story))
    below = lines.lines[top + 1 : min(last, top + 60)]
    above = [line for line in lines.lines[max(0, top - _ABOVE) : top][::-1] if not _is_masthead(line, lines)]
    told = next((line.order for line in story if is_sentence(line)), last)
    below = [line for line in below if line.order < told or not line.is_heading]  # a subheading is none of the head
    own = range(*header_of(lines, title))
    head = [
        line
        for line in (*below, *above)
        if line.words <= _LONGEST and not line.zone & (_NOT_HEAD & ~Zone.SIDE if line.order in own else _NOT_HEAD)
    ]
    return [*head, *_dated_feet(lines, story)]


def _is_masthead(line: Line, lines: Lines) -> bool:
    """Whether a line over the headline says who runs the outlet: the office, or right under it the name."""
    over = lines.lines[line.order - 1].text if line.order else ""
    return bool(_RUNS.match(line.text) or _RUNS.fullmatch(over))


def _prose(story: Sequence[Line]) -> int:
    """The number of the line from which on all is the story's: its first long one, or its third sentence, since a deck
    and a lead may stand over the byline.
    """
    sentences = [line.order for line in story if is_sentence(line)]
    long = (line.order for line in story if line.words > _LONGEST)
    last = story[-1].order if story else 0
    return min(next(long, last), *sentences[_LEADS:][:1], last)


def _dated_feet(lines: Lines, story: Sequence[Line]) -> list[Line]:
    """The lines right under the story that say when it was published or changed; «تاريخ 12.05.2013» further below."""
    last = _last_sentence(story)
    below = lines.lines[last + 1 : last + 3 * _FEET] if story else []
    after = [line for number, line in enumerate(below) if number < _FEET - 1 or _DATED.match(line.text)]
    short = (line for line in after if line.words <= _LONGEST and not line.zone & _NOT_FOOT)
    dated = [line for line in short if _LABELLED.search(line.text) and any(map(str.isdigit, line.text))]
    return [line for line in dated if not any(_LABELLED.search(text) for text, _ in line.links)]  # «نشر قوات…», a story


def _last_sentence(story: Sequence[Line]) -> int:
    """The number of the story's last sentence: what its element holds below may be its foot."""
    return next((line.order for line in story[::-1] if is_sentence(line)), story[-1].order if story else 0)


def _names_writer(line: Line) -> bool:
    """Whether a linked line is a person's name that leads to the page of a writer."""
    return any(_SIGNED(href) for _, href in line.links) and bylines.is_person(line.text)


def foot_lines(lines: Lines, story: Sequence[Line]) -> list[Line]:
    """Return the few short lines after the story, where some outlets print date and name; counters and share buttons
    between are passed by.
    """
    found: list[Line] = []
    last = _last_sentence(story)
    told = {line.order for line in story[-3 * _FEET :]}
    for line in lines.lines[last + 1 : last + 3 * _FEET] if story else []:
        if line.order in told:
            continue
        kind = boilerplate.category(line.text)
        if kind == "author-box":
            continue
        ended = (
            (line.is_heading and not _is_signed(line.node))
            or line.zone & _ENDING
            or line.words > _LONGEST
            or kind in _ENDINGS
        )
        if ended or len(found) == _FEET:
            break
        leads = line.linked and kind != "source-line" and not _names_writer(line)
        if not (kind in _COUNTERS or leads or line.zone & (_NOT_HEAD | _PASSED)):
            found.append(line)
    return found


@lru_cache(maxsize=256)  # a line is read by those who look for its name, for a label, and for a dateline
def read_byline(text: str) -> Byline | None:
    """Return the byline of a line, as bylines.read() does."""
    return bylines.read(_AND.sub(", ", text) if text.isascii() else text)


def signature_of(found: Sequence[Signature]) -> Signature | None:
    """Return the byline that counts: one with names before one with only a desk or an agency."""
    return next((each for each in found if each.byline.authors), next(iter(found), None))


def signatures(
    head: Sequence[Line], clock: Clock, *, title: str, site: frozenset[str] = frozenset()
) -> list[Signature]:
    """Return all that reads as a byline on some lines, in their order. `site` are the folded names of the site."""
    return [each for line in head for each in _signatures(line, clock, site) if each.text != title]


def _signatures(line: Line, clock: Clock, site: frozenset[str]) -> list[Signature]:
    """The byline of a line as a whole, else those of its pieces; a line that prints a date too is read in pieces.

    What a sentence sets apart is who speaks in it, or its dateline.
    """
    row = pieces(line) if not is_sentence(line) else []
    undated = [text for text, _ in row if not (candidate("visible", text, clock) or any(map(str.isdigit, text)))]
    if len(undated) == len(row):
        whole = _read(line, apart(line, " - "), line.node, clock, site)
    else:  # «سارة القحطاني | الأحساء | 5 مايو 2026»
        joined = " - ".join(filter(None, (text.strip(_EDGES) for text in undated)))
        whole = _read(line, joined, line.node, clock, site) if len(undated) > 1 else None
    each = [one for text, node in row if (one := _read(line, text, node, clock, site))]
    if len(each) == len(row) > 1 and all(one.byline.authors for one in each):  # names side by side, a frame for each
        whole = _read(line, " - ".join(text for text, _ in row), line.node, clock, site) or whole
    if whole is None:
        return each
    # «نص: لجين بن عمار | رويترز»: a piece may credit an agency that the whole does not.
    return [whole, *(one for one in each if set(one.byline.agencies) - set(whole.byline.agencies))]


def without_site(text: str, site: frozenset[str]) -> str:
    """Return a byline without the parts that only name the site: «المرفأ – فهد الدوسري – جدة», «المرفأ» (جدة),
    «جدة-المرفأ:».
    """
    for placed in filter(None, (_SITE_PLACE.fullmatch(text), _PLACE_SITE.fullmatch(text))):
        if _is_site(placed["site"], site):
            return placed["place"]
    parts = PARTS.split(text)
    kept = [part for part in parts if part and not _is_site(part, site)]
    return text if len(kept) == len(parts) else " - ".join(kept)


def _is_site(part: str, site: frozenset[str]) -> bool:
    """Whether a part of a byline is the site's name, and no agency's, whose own site it may be."""
    return " ".join(words(_SOURCE.sub("", part))) in site and not bylines.agency(part)


def _read(line: Line, text: str, node: HtmlElement, clock: Clock, site: frozenset[str]) -> Signature | None:
    shown = without_date(text, clock)
    if not shown or shown.count(" ") > _BYLINE or boilerplate.category(shown) not in (None, "source-line"):
        return None
    signed = _is_signed(node) or any(_SIGNED(href) for _, href in line.links)
    if (
        _OFFICE.match(shown)
        or _SCORED.search(shown)
        or (line.zone & Zone.CAPTION and not (signed or _WRITES.match(shown)))
    ):
        return None
    if line.is_heading and line.words > _HEADING and not signed:
        return None
    text = without_site(shown, site)
    read = (read_byline(text) or _named(text, signed=signed)) if text else None
    if read is None and text != shown and is_place(text):
        read = Byline(place=text)  # «النهر - القاهرة»
    if read is None or read.rest or not (signed or read.authors or read.agencies or read.place):
        return None
    if line.linked and not (signed or read.authors or read.agencies):  # a section: «لبنان»
        return None
    return Signature(shown, read, line.order, alone=signed and text in read.authors)


def _named(text: str, *, signed: bool) -> Byline | None:
    """A person's name that only its place tells: alone in a frame for names, or after «متابعة:» under a headline."""
    credit = _CREDIT.match(text)
    name = text[credit.end() :] if credit else text
    odd = name.startswith("ال") and not begins_name(name.split(" ", 1)[0])  # «حوار: السلام أولا»
    if not (signed or (credit and not odd)) or not bylines.is_person(name):
        return None
    return Byline(authors=(name,), agencies=(), place=None, rest="", feminine=False)


def _is_signed(node: HtmlElement | None) -> bool:
    for _ in range(3):
        if node is None:
            return False
        names = f"{node.get('class') or ''} {node.get('itemprop') or ''} {node.get('rel') or ''} {node.get('id') or ''}"
        if _SIGNED(names):
            return True
        node = node.getparent()
    return False


def is_only_head(line: Line, clock: Clock, *, told: bool = False) -> bool:
    """Whether a line of the head is dates, names and labels, and nothing of the story; `told`: it is among the story's
    lines, where what furniture is called as well («الردود») is none.
    """
    texts = [text for text, _ in pieces(line)] or [line.text]
    if told and texts == [line.text] and boilerplate.category(line.text) is not None:
        return False
    return all(_is_label(text, clock) for text in texts)


def _is_label(text: str, clock: Clock) -> bool:
    rest = without_date(text, clock)
    if rest.count(" ") < _LABEL and rest != text:
        return True
    read = read_byline(rest)
    return (read is not None and not read.rest) or boilerplate.category(rest) is not None or not rest.strip(_EDGES)


def without_date(text: str, clock: Clock) -> str:
    """Return a line without the date it prints, if any."""
    read = read_date(text, clock.now, clock.zone)
    if read is None or not read.text or read.text not in text:
        return text
    return unlabelled(tidy(text.replace(read.text, " ", 1))).strip(_EDGES)
