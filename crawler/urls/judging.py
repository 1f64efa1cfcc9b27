"""Whether an address is an article's, by how Arab sites write theirs. What it does not tell, the page must."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote

from crawler.arabic.text import fold
from crawler.reasons import Reason
from crawler.urls import words
from crawler.urls.keys import key
from crawler.urls.listings import number_in
from crawler.urls.spelling import split

Verdict = Reason | bool | None  # the reason why not; True; None: the address does not tell

_LANGUAGE = re.compile(r"(?:ar|ara|arabic|en|fr)(?:[-_][a-z]{2})?|عربي")
_ENDING = re.compile(r"(.+)\.([a-z][a-z0-9]{1,5})")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[^A-Za-z]+")
_TOKEN = re.compile(r"(?=.*[a-z][A-Z])[A-Za-z0-9]{5,12}")
_YEAR = re.compile(r"19[89]\d|20[0-4]\d")
_DAY = re.compile(r"(?:19[89]\d|20[0-4]\d)[-.](?:1[0-2]|0?[1-9])(?:[-.](?:3[01]|[12]\d|0?[1-9]))?")
_DATED = re.compile(r"^\d{4}-\d\d-\d\d[-_.]|[-_.]\d{4}-\d\d-\d\d$")
_DENSE_DAY = re.compile(r"(?:19[89]\d|20[0-4]\d)(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])")
_NUMBER = re.compile(r"\d+")
_HEX = re.compile(r"(?=[0-9a-f-]*\d)(?=[0-9a-f-]*[a-f])[0-9a-f]{8}(?:-?[0-9a-f]{2,}){0,14}")
# An id at either end of a name: "123456-slug", "slug-123456", "slug_a123456", "news123456", "1.123456", "slug,1234".
_ID_AT_HEAD = re.compile(r"[a-z]{0,12}(\d{4,})(?=[-_,.]|$)")
_ID_AT_TAIL = re.compile(r"(?:^|[-_,.]|[-_][a-z]{1,2}-?)(\d{4,})-?$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ID_PARAMETER = re.compile(
    r"(?:news|new|article|art|story|post|content|doc|record|detail|item)s?_?(?:id|no|num|code)"
    r"|id_?(?:news|article|art|story|post)|[npas]?id|p|n|key|cms|guid|uuid|jimare|id_?n"
)
_ID_VALUE = re.compile(r"\d{4,}(?::.*)?|(?=.*\d)[0-9A-Za-z_=-]{6,}")
_LISTING_PARAMETERS = {"cat", "catid", "cat_id", "category", "categoryid", "section", "sectionid", "section_id", "m"}
_SPIP = re.compile(r"(article|breve|rubrique|auteur|mot)\d+")  # spip.php?article123
_SPIPS: dict[str, Verdict] = {
    "article": True, "breve": True, "rubrique": Reason.SECTION, "auteur": Reason.AUTHOR, "mot": Reason.TAG,
}  # fmt: skip
_SERVICES = {"com_mailto", "com_contact", "com_users", "com_user"}  # of Joomla
_SEARCH_PARAMETERS = {"s", "q", "search", "query", "keyword", "keywords"}


@dataclass(frozen=True, slots=True)
class _Read:
    """An address as the judges see it: folded segments without language, amp, print; what its last one says."""

    segments: tuple[str, ...]
    ending: str
    script: frozenset[str]  # the words of a script's name, as in NewsDetails.aspx
    parameters: dict[str, str]
    number: int  # the page of a listing
    is_token: bool  # the last segment mixes its letters' case as no word does: QzCgde

    @property
    def last(self) -> str:
        return self.segments[-1] if self.segments else ""


def is_article(url: str) -> bool | None:
    """Return whether an address is an article's; None where only the page can tell."""
    verdict = _judge(url)
    return False if isinstance(verdict, Reason) else verdict


def reason(url: str) -> Reason | None:
    """Return what an address is, if it tells that it is no article's."""
    verdict = _judge(url)
    return verdict if isinstance(verdict, Reason) else None


def _judge(url: str) -> Verdict:
    return _verdict(key(url)) if split(url) else Reason.NOT_HTML  # mailto:, javascript:, tel:


@lru_cache(maxsize=4096)
def _verdict(name: str) -> Verdict:
    read = _read(name)
    for judge in _JUDGES:
        verdict = judge(read)
        if verdict is not None:
            return verdict
    return None


def _read(name: str) -> _Read:
    path, _, query = name.partition("?")
    raw = [unquote(each) for each in path.split("/")[1:] if each]
    raw = raw[1:] if raw and raw[0].lower() == "index.php" else raw
    segments = [fold(each).replace(" ", "-") for each in raw]
    while segments and _LANGUAGE.fullmatch(segments[0]):
        del segments[0]
    ending = _ENDING.fullmatch(segments[-1]) if segments else None
    known = ending is not None and ending[2] in words.PAGE_ENDINGS | words.FILES
    if ending is not None and known:
        segments[-1] = ending[1]
    script = _CAMEL.split(raw[-1].rpartition(".")[0]) if ending is not None and ending[2] in words.SCRIPTS else ()
    return _Read(
        segments=tuple(filter(None, segments)),
        ending=ending[2] if ending is not None and known else "",
        script=frozenset(each.lower() for each in script if each),
        parameters={name.lower(): value.strip() for name, value in parse_qsl(query, keep_blank_values=True)},
        number=number_in(name),
        is_token=bool(raw) and _TOKEN.fullmatch(raw[-1]) is not None,
    )


def _by_ending(read: _Read) -> Verdict:
    return Reason.NOT_HTML if read.ending in words.FILES else None


def _by_kind(read: _Read) -> Verdict:
    names = {*read.segments, *read.script}
    for kind, said in words.KINDS.items():
        if not names.isdisjoint(said):
            return kind
    return Reason.STATIC if _is_about(read) else None


def _is_about(read: _Read) -> bool:
    if read.parameters.get("option") in _SERVICES:
        return True
    if not read.segments:
        return False
    ends = {read.segments[0], read.last}
    return not ends.isdisjoint(words.ABOUT) or read.last.startswith(words.ABOUT_OPENINGS)


def _by_spip(read: _Read) -> Verdict:
    return next((_SPIPS[match[1]] for name in read.parameters if (match := _SPIP.fullmatch(name))), None)


def _by_parameters(read: _Read) -> Verdict:
    """Judge by the query: /?p=123, view.aspx?id=…, /?s=…, /?cat=5."""
    given = read.parameters
    if "feed" in given:
        return Reason.NOT_HTML
    if given.get("q", "").startswith("node/") or given.get("view") in ("article", "item"):
        return True
    if given.get("view") in ("category", "section", "featured", "categories", "itemlist"):
        return Reason.SECTION
    if not (words.LISTINGS - words.PAGES).isdisjoint(read.script | set(read.segments[-1:])):
        return Reason.SECTION
    if (verdict := _by_id_parameter(read)) is not None:
        return verdict
    return _by_listing_parameter(read)


def _by_id_parameter(read: _Read) -> Verdict:
    values = [value for name, value in read.parameters.items() if _ID_PARAMETER.fullmatch(name) and value]
    if any(_ID_VALUE.fullmatch(value) for value in values):
        return True
    said = read.script | {read.last, *map(str.lower, read.parameters.values())}  # file=article, do=read
    named = not words.ARTICLE.isdisjoint(said) or (not read.segments and "p" in read.parameters)
    return True if named and any(_NUMBER.match(value) for value in values) else None


def _by_listing_parameter(read: _Read) -> Verdict:
    given = read.parameters.keys()
    for name, verdict in (("author", Reason.AUTHOR), ("tag", Reason.TAG), ("page_id", Reason.STATIC)):
        if name in given:
            return verdict
    bare = len(read.segments) < 2
    if bare and not _SEARCH_PARAMETERS.isdisjoint(given):
        return Reason.SEARCH
    return Reason.SECTION if bare and not _LISTING_PARAMETERS.isdisjoint(given) else None


def _by_number(read: _Read) -> Verdict:
    """A further page is a listing's, unless an article of several pages has an id or a name before it."""
    if read.number == 1:
        return None
    before = next((number for number, each in enumerate(read.segments) if each in words.PAGES), None)
    if before is None and read.segments and _has_id(read.last):
        return None
    return Reason.SECTION


def _by_listing(read: _Read) -> Verdict:
    place = next((number for number, each in enumerate(read.segments) if each in words.LISTINGS | words.PAGES), None)
    if place is None:
        return None
    tail = read.segments[place + 1 :]
    if read.segments[place] in words.PAGES and len(tail) == 1 and not tail[0].isdigit():
        return None if _is_slug(tail[0]) else Reason.STATIC
    free = tail if read.segments[place] in words.PAGES else tail[1:]  # /pages/details/45, /section/details/45
    if any(_follows_article_word(free[:end], free[end]) for end in range(1, len(free))):
        return True
    # The first name or number after the word is the listing's own; an article's may follow.
    if any(_has_id(each) for each in tail[1:]) or _by_date(read) is True:
        return True
    return Reason.SECTION


def _by_date(read: _Read) -> Verdict:
    """Judge by a date in the path: what follows is an article; nothing after it, a day's or a month's archive."""
    for place, segment in enumerate(read.segments):
        rest = read.segments[place + 1 :]
        if _DAY.fullmatch(segment):
            return True if rest else Reason.SECTION
        if _DENSE_DAY.fullmatch(segment) and rest:
            return True
        if _YEAR.fullmatch(segment) and (verdict := _by_year(read.segments[:place], rest)) is not None:
            return verdict
    return None


def _by_year(before: tuple[str, ...], rest: tuple[str, ...]) -> Verdict:
    numbers = [int(each) for each in rest[:2] if each.isdecimal() and len(each) < 3]
    if len(before) > 1 and all(each.isdecimal() and len(each) < 3 and 1 <= int(each) <= 31 for each in before[-2:]):
        return True if rest else Reason.SECTION  # day, month, year
    if not rest:
        return Reason.SECTION if not before or before[-1] in ("archive", "archives", "ارشيف") else None
    if not numbers or not rest[0].isdecimal() or not 1 <= numbers[0] <= 31:
        return None
    is_archive = len(rest) < 3 and len(numbers) == len(rest) and max(numbers) <= 31
    return Reason.SECTION if is_archive else True


def _by_id(read: _Read) -> Verdict:
    if not read.segments:
        return None
    *before, last = read.segments
    if _has_id(last) or any(_is_id(each) for each in before) or any(_has_id(each) for each in before[-1:]):
        return True
    names = read.segments
    return True if any(_follows_article_word(names[:end], names[end]) for end in range(1, len(names))) else None


def _follows_article_word(before: Sequence[str], last: str) -> bool:
    if _NUMBER.fullmatch(before[-1]) and before[-2:-1] and before[-2] in words.ARTICLES and _WORD.search(last):
        return before[-2] in words.ARTICLE or len(before[-1]) > 2
    if before[-1] in words.ARTICLE:
        return bool(re.search(r"\d|=$", last)) or len(_WORD.findall(last)) > 1
    return before[-1] in words.ARTICLES and last.isdecimal() and len(last) > 2 and not _YEAR.fullmatch(last)


def _has_id(name: str) -> bool:
    """Whether a segment is an id or a name with one; a year at the end of a name is none."""
    if _HEX.fullmatch(name):
        return True
    if _DATED.search(name):
        return True
    ends = (_ID_AT_HEAD.match(name), _ID_AT_TAIL.search(name))
    return any(match is not None and not _YEAR.fullmatch(match[1]) for match in ends)


def _is_id(name: str) -> bool:
    return (_NUMBER.fullmatch(name) is not None and len(name) > 4) or _HEX.fullmatch(name) is not None


def _by_slug(read: _Read) -> Verdict:
    return True if any(_is_slug(each) for each in read.segments[-2:]) else None


def _is_slug(name: str) -> bool:
    said = _WORD.findall(name)
    return len(said) >= 4 and not all(map(_names_sections, said))


def _names_sections(word: str) -> bool:
    """Whether sections are called so, with «و» and the article before it or not."""
    bare = word.removeprefix("و")
    return not words.SECTIONS.isdisjoint((word, bare, bare.removeprefix("ال"), f"ال{bare}"))


def _by_section(read: _Read) -> Verdict:
    """A front, or a path of nothing but names that sections have."""
    if not read.segments:
        named = any(_ID_PARAMETER.fullmatch(name) and value.isdecimal() for name, value in read.parameters.items())
        return None if named else Reason.SECTION  # index.php?page=article&id=123
    if read.is_token:
        return None
    if any(re.search(r"\d", each) for each in read.segments):
        return None
    if read.script and any(map(str.isdigit, "".join(read.parameters.values()))):
        return None  # showthread.php?t=1046
    if len(read.segments) == 1 and len(_WORD.findall(read.last)) < 2 and not re.search(r"[-_]", read.last):
        return Reason.SECTION
    said = {word for each in read.segments for word in _WORD.findall(each)}
    return Reason.SECTION if all(map(_names_sections, said)) else None


_JUDGES: tuple[Callable[[_Read], Verdict], ...] = (
    _by_ending,
    _by_kind,
    _by_spip,
    _by_parameters,
    _by_number,
    _by_listing,
    _by_date,
    _by_id,
    _by_slug,
    _by_section,
)
