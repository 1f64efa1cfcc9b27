"""Bylines and datelines: who wrote the story, for which agency, from where; and what is only a sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from crawler.arabic.agencies import agencies_in, agency, may_end
from crawler.arabic.credits import belongs, is_credit, is_dateline
from crawler.arabic.desks import ACCOUNTS, is_desk
from crawler.arabic.entries import Entry, entries, settle
from crawler.arabic.labels import is_sentence
from crawler.arabic.lists import key
from crawler.arabic.names import is_plausible, strip_titles, units
from crawler.arabic.outlets import is_outlet
from crawler.arabic.places import is_place
from crawler.arabic.segments import Segment, rest_after, split
from crawler.arabic.text import tidy, words

__all__ = ["Byline", "agencies_in", "agency", "is_person", "may_credit", "may_open", "read"]

_LINE_LIMIT = 240  # characters; no byline is longer, and no dateline stands further in
_SEGMENT_LIMIT = 12
_DESK_TAIL = re.compile(r"\s*(?:ل|من )?لنشر[ةه] العربي[ةه]\s*")
# «كتبت سلمى حسن في "النهر":», where it was taken from.
_IN_PAPER = re.compile(r"\s+(?:في|ل) ?(?:صحيفة |جريدة |موقع )?[\"«“][^\"»”]{3,25}[\"»”]\s*:?$")
_ACCOUNT = re.compile(r"[a-z][a-z0-9_.@+-]*|\S+@\S+\.\S+|(?:https?://|www\.)\S+|[A-Za-z]+[\d_]\w*")
_TELEPHONE = re.compile(r"\s*[-–]\s*هاتف[\s\d+]*")
# Reuters closes its stories so: «(إعداد فلان - تحرير فلان)».
_REUTERS = re.compile(
    r"\((?:(?:شارك|ساهم|تغطي[ةه])[^()]+[-–;؛،] ?)?[إا]عداد .*[-–;؛،] ?تحرير .*\)"
    r"|\(تغطي[ةه] صحا?في[ةه] [^()]+[-–;؛،] ?[إا]عداد [^()]+\)"
)
# «بقلم .. فلان»: dots where others set a colon; «من: فلان»: a colon where others set none.
_DOTTED = re.compile(r"((?:بقلم|كتبت?|كتبوا|[إا]عداد)) ?\.{2,} ?")
_FROM = re.compile(r"من ?: ?(?=\w)")
_OPINION = re.compile(r"ر[أا]ي ?[:/|] ?(?=\w)")  # «رأي: فلان», and not «رأي ابن خلدون في التجارة»
_REPORTED = re.compile(r"(?:ال)?تقرير من ?:? ?(?P<place>\w+(?: \w+)?)")
# «د/ فلان» is «د. فلان»; «كتب/ت: فلانة» leaves open who wrote; «انتهى/ واس» closes a story.
_TITLE_SLASH = re.compile(r"(^|[:،-] ?|(?:بقلم|كتبت?|[إا]عداد) )([أا] ?\. ?د|[أادم]) ?\.? ?/ ?(?=\w\w)")
_TITLE_COLON = re.compile(r"((?:[أا] ?\. ?)?د) ?: ?(?=\w\w)")  # «د: فلان»
_EITHER = re.compile(r"كتب\s?(?:/\s?[تة]|\([تة]\))(?=[\s:])")
_ENDED = re.compile(r"/*\s*(?:انته[ىي]|النهاية)\s*[/-]+\s*(?=\w)")
_UNDATED = re.compile(r"\s+(?:بتاريخ|بتأريخ|يوم|الموافق|منذ|في)\s*:?$")  # before a date that others took away
# The account or address that stands beside a writer's name.
_CONTACT = re.compile(
    r"[\s|،,:–—-]*[(\[]?\s*(?:(?:تويتر|إكس|إيميل|البريد الإلكتروني|twitter|e-?mail)\s*:?\s*)?"
    r"(?:[\w.+-]+@[\w.-]*|@[\w.-]+)\s*[)\]]?",
    re.IGNORECASE,
)
_SPUTNIK = "سبوتنيك. "  # sets a full stop where others set a dash
_OPENING = 60  # characters
_ICONS = re.compile("[\\s.*\u2022\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]+")
_PICTURE = re.compile("\\s*[\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]+")  # «متابعة ✍️: فلان»
_PASSIVE = re.compile("\\s*ك\u064f")
_NUMBERED = re.compile(r"\(\s*\d{1,3}\s*\)")  # «سالم بدر (36)» is who scored, «(5) سالم بدر» a footnote
_SENTENCE = re.compile(rf"\.\.|[…!؟?%]|{_NUMBERED.pattern}")
_PLACE_SEPARATOR = "؛ "
_LINEAGE = {"بن", "ولد", "بنت"}
_SENTENCE_UNITS = 3
_BARE_VERBS = ("كتب ", "كتبت ")  # no mark says whether a byline or a sentence follows
# One of these stands in every line with a dateline: a mark that closes it, or who took a picture after it.
_CLOSING = re.compile("[:)/|\\]\u0640–—-]|تصوير|عدسة")
_ENDS = " \t.*:،,-–—ـ|/"


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline or dateline says.

    `authors` are persons' names as printed, without titles; desks, outlets and accounts leave it empty.
    `place` is where the story was written, several joined by "؛ ". `rest` is the sentence that follows a
    dateline in a body line, and "" elsewhere. `feminine`: the writer's verb is («كتبت», «حاورتها»).
    """

    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    place: str | None = None
    rest: str = ""
    feminine: bool = False


def read(text: str) -> Byline | None:
    """Read a byline («كتب : مدحت بدران»), a credit («أ ف ب») or a dateline («القاهرة (أ ش أ) - …»).

    None for a sentence, a headline, or anything else that only begins like one.
    """
    line = tidy(text)
    if line and not line[0].isalnum():
        line = _ICONS.sub("", line, count=1) if _ICONS.match(line) else line
    if "\ufe0f" in line[:_OPENING]:
        line = _PICTURE.sub("", line)
    if not line or _PASSIVE.match(line):
        return None
    if _is_account(line):
        return Byline()
    if "تقرير من" in line[:_OPENING] and (told := _REPORTED.fullmatch(line)) and is_place(told["place"]):
        return Byline(place=told["place"])
    if _SPUTNIK in line[:_OPENING]:
        line = line.replace(_SPUTNIK, "سبوتنيك - ", 1)
    line = _FROM.sub("من ", line) if _FROM.match(line) else line
    line = _OPINION.sub("مقال: ", line) if _OPINION.match(line) else line
    line = _DOTTED.sub(r"\1: ", line) if _DOTTED.match(line) else line
    line = _TITLE_SLASH.sub(r"\1\2. ", _EITHER.sub("كتب", _ENDED.sub("", line))) if "/" in line[:_OPENING] else line
    line = _TITLE_COLON.sub(r"\1. ", line, count=1) if ":" in line[:6] and _TITLE_COLON.match(line) else line
    line, of_reuters = _without_tail(_UNDATED.sub("", line) if len(line) < _OPENING else line)
    readable = _may_be_whole(line) or bool(_CLOSING.search(line, 0, _LINE_LIMIT))
    ahead = split(line[:_LINE_LIMIT] if readable else "")
    segments, rows = entries(islice(ahead, _SEGMENT_LIMIT))
    if not rows:  # as of nearly all sentences
        return None
    ends = next(ahead, None) is None
    byline = _read_line(line, rows) if ends and len(rows) == len(segments) else None
    byline = byline or _read_dateline(line, segments, rows[: len(segments) - ends])
    if byline and of_reuters and "رويترز" not in byline.agencies:
        return replace(byline, agencies=(*byline.agencies, "رويترز"))
    return byline


def may_credit(text: str) -> bool:
    """Tell quickly whether read() may find an agency: most bylines name persons only."""
    return "لنشر" in text or any(map(may_end, words(text)))


def may_open(text: str) -> bool:
    """May a dateline open the text? Asked first, as most paragraphs have nothing that closes one."""
    return bool(_CLOSING.search(text)) or ".." in text or _SPUTNIK in text  # of these read() makes a mark


def is_person(name: str) -> bool:
    """Does the text look like a person's name: two to five parts, no digits, no outlet, desk or agency, no address?"""
    line = tidy(name).strip(_ENDS)
    if (
        not line
        or len(line) > 80
        or ":" in line.removeprefix("By:")
        or agency(line)
        or is_outlet(line)
        or is_place(line)
    ):
        return False
    words = strip_titles(line.split())
    if not words or is_desk(line.split()) or is_outlet(" ".join(words)) or key(line) in ACCOUNTS:
        return False
    return len(words) > 1 and is_plausible(words)


def _is_account(line: str) -> bool:
    """A CMS's user, or an address, where a name should stand."""
    if len(line) > 100 or not (_ACCOUNT.fullmatch(line) or key(line) in ACCOUNTS):
        return False
    return not agency(line)


def _without_tail(line: str) -> tuple[str, bool]:
    """Return the line without «للنشرة العربية», a telephone and an address, and whether Reuters wrote it."""
    if len(line) > _LINE_LIMIT:
        return line, False
    line = _TELEPHONE.sub("", line) if "هاتف" in line else line
    line = _CONTACT.sub("", line) if "@" in line and not _CONTACT.match(line) else line
    line = _IN_PAPER.sub("", line) if line.startswith("كتب") else line
    short = _DESK_TAIL.sub(" ", line) if "لنشر" in line else line
    return short, short != line or (line[:1] == "(" and bool(_REUTERS.fullmatch(short)))


def _may_be_whole(line: str) -> bool:
    """Whether a line may be a byline from end to end."""
    return len(line) <= _LINE_LIMIT and not _SENTENCE.search(line)


def _read_line(line: str, rows: list[list[Entry]]) -> Byline | None:
    """Read a line that is a byline from end to end."""
    found = settle(rows) if _may_be_whole(line) else None
    if not found or not is_credit(found):
        return None
    byline = _byline(found)
    clause = any(map(_is_clause, byline.authors)) or any(e.duty == "source" and _is_unsure(e) for e in found)
    return None if clause and (is_sentence(line) or line.startswith(_BARE_VERBS)) else byline


def _is_unsure(entry: Entry) -> bool:
    """«نقلا عن والده حفظ القصائد.»: words after a source's label that may be a name, and no outlet's."""
    return entry.kind == "names" and not entry.part.sureness


def _is_clause(name: str) -> bool:
    """«بقلم الروائي نجيب محفوظ كتبت الحارة.»: before a full stop, or after «كتب», more than a name has of parts."""
    words = name.split()
    return units(words) > _SENTENCE_UNITS and not _LINEAGE.intersection(words)


def _read_dateline(line: str, segments: list[Segment], rows: list[list[Entry]]) -> Byline | None:
    """Read the dateline that opens a body line: its shortest believable form, and what surely belongs to it."""
    for count in range(1, len(rows) + 1):
        found = settle(rows[:count])
        end = segments[count - 1]
        if found and is_dateline(found, rest_after(line, end)) and not _NUMBERED.search(line, 0, end.end):
            return _grown(line, segments, rows, count)
    return None


def _grown(line: str, segments: list[Segment], rows: list[list[Entry]], count: int) -> Byline:
    found = settle(rows[:count]) or []
    while count < len(rows) and belongs(found, rows[count]) and (longer := settle(rows[: count + 1])):
        found, count = longer, count + 1
    return _byline(found, rest_after(line, segments[count - 1]))


def _byline(found: list[Entry], rest: str = "") -> Byline:
    return Byline(
        authors=_authors(found),
        agencies=_distinct(entry.part.value for entry in found if entry.kind == "agency"),
        place=_PLACE_SEPARATOR.join(_distinct(e.part.value for e in found if e.kind == "place")) or None,
        rest=rest,
        feminine=any(entry.part.role.feminine for entry in found if entry.part.role),
    )


def _authors(found: list[Entry]) -> tuple[str, ...]:
    """The writers; where the line has none, its editors. Translators and photographers are no authors."""
    named = [e for e in found if e.kind == "names" and (e.duty != "source" or e.part.sureness)]
    writers = [entry for entry in named if entry.duty not in ("editor", "other")]
    chosen = writers or [entry for entry in named if entry.duty == "editor"]
    return _distinct(name for entry in chosen for name in entry.part.names)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
