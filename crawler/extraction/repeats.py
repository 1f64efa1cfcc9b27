"""Lines that a site shows in one article after the other: told from the story by how often, and where, they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from zlib import crc32

from crawler.arabic.calendar.months import GREGORIAN
from crawler.arabic.text import fold, words
from crawler.extraction.lines import Line
from crawler.extraction.places import digest

OFTEN, ALWAYS = 1, 2  # how surely a line is the site's own

_PROSE = 12  # words from which a line is taken for a paragraph
_ENTRY = 4  # words of a list's entry that says something
_LEAST = 6  # words that must be left of a story
_LETTERS = re.compile(r"[^\W\d_].*?[^\W\d_]")  # two, of a line that is worth remembering
_MONTHS = "|".join(
    sorted({fold(name) for names in GREGORIAN.values() for name in re.split(r"[ |]", names) if name.isalpha()})
)
_DAYS = "الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت"
_DATE = re.compile(
    rf"(?:(?:{_DAYS})[ ،,-]{{1,3}})?"
    r"(?:\d{1,4} ?[/.-] ?\d{1,2} ?[/.-] ?\d{1,4}"
    rf"|\d{{1,2}} (?:{_MONTHS})\b(?:[ ،,/-]{{1,3}}\d{{4}})?)"
    r"|\b\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:صباحا|مساء|ص|م|am|pm)\b)?"
)
_NUMBER = re.compile(r"\d[\d.,]*")
_COUNTED = 5  # words of a line whose number may be a count
_TOPIC = 12  # words that tell what an article is about
_ALIKE = 3  # of those, which two articles on one matter share; of two others of an outlet, one pair in a hundred does
_OPENING = 1_500  # characters that are enough to tell it by
_COMMON = frozenset(
    "التي الذي الذين خلال كانت وكان يكون وقال واضاف وقالت واكد واوضح مشيرا حيث هناك اليوم الاول الاولي الان عندما بينما"
    " بعدما قبل عليها عليه منها فيها اكثر بشكل ايضا وذلك كذلك حتي جميع بسبب امام تلك هذه العام وفي ومن وقد منذ انها لكن"
    " وكانت ولم وهو وهي غير سيتم يوم عام عدد عددا كما الي علي".split()
)
_ARTICLE = re.compile(r"^(?:[وفبكل]?ال|لل)(?=\w{3})", re.MULTILINE)


@lru_cache(maxsize=2048)
def sign(text: str) -> tuple[int, bool]:
    """Return the number by which a line is known again, dates and counts apart; 0: it is not worth remembering.

    The second tells whether a count was set apart: such a line is hardly a line of prose, but may be a table's.
    """
    folded = fold(text)
    numbered = _NUMBER.search(folded) is not None  # most lines of prose are not
    bare = " ".join(words(_DATE.sub(" ", folded)) if numbered else words(text))
    counted = numbered and len(_NUMBER.findall(bare)) == 1 and bare.count(" ") < _COUNTED
    if counted:
        bare = " ".join(_NUMBER.sub(" ", bare).split())
    return (digest(bare), counted) if _LETTERS.search(bare) else (0, False)


def topic(title: str, texts: Iterable[str]) -> tuple[int, ...]:
    """Return what an article is about, as numbers for the words that it says more than once."""
    opening = words(f"{title} {title} {' '.join(texts)[:_OPENING]}")
    telling = "\n".join([word for word in opening if len(word) > 3 and word not in _COMMON])
    said = Counter(_ARTICLE.sub("", telling).split())
    often = sorted((word for word, times in said.items() if times > 1), key=lambda word: (-said[word], word))
    return tuple(sorted(crc32(word.encode()) for word in often[:_TOPIC]))


def alike(one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether two articles are about one matter: versions of a story, or a series with the same background."""
    return len(set(one) & set(other)) >= min(_ALIKE, max(1, len(one)), max(1, len(other)))


def without_repeated(story: Sequence[Line], repeated: Mapping[int, int]) -> list[Line]:
    """Return a story's lines without those that the site repeats; all of them where too little would be left.

    `repeated` says of lines' signs how surely they are the site's own.
    """
    lines = list(story)
    sure = [_sure(line, repeated) for line in lines] if repeated else []
    if not any(sure):
        return lines
    dropped = _dropped(lines, sure)
    for prose_too in (True, False):
        chosen = {at for at in dropped if prose_too or not _is_prose(lines[at])}
        left = [line for at, line in enumerate(lines) if at not in chosen]
        if _is_enough(left, [lines[at] for at in chosen]):
            return left
    return lines


def _sure(line: Line, repeated: Mapping[int, int]) -> int:
    number, counted = sign(line.text)
    sure = repeated.get(number, 0)
    return sure if not counted or sure == ALWAYS else 0


def _dropped(lines: Sequence[Line], sure: Sequence[int]) -> set[int]:
    own = [at for at, line in enumerate(lines) if not sure[at] and _is_prose(line)]
    first, last = (own[0], own[-1]) if own else (len(lines), -1)
    found = {
        at
        for at, line in enumerate(lines)
        if sure[at] and (sure[at] == ALWAYS or not (first < at < last and (_is_prose(line) or _is_listed(line))))
    }
    return {at for at in found if sure[at] == ALWAYS or not _heads_something(lines, at, found)}


def _heads_something(lines: Sequence[Line], at: int, dropped: set[int]) -> bool:
    """A subheading of a series («ما القصة؟») stays with what it heads, an interview's question with its answer."""
    line = lines[at]
    if not (line.is_heading or line.text.endswith("؟")) or line.linked:
        return False
    following = next((lines[number] for number in range(at + 1, len(lines)) if number not in dropped), None)
    return following is not None and (not following.is_heading if line.is_heading else _is_prose(following))


def _is_prose(line: Line) -> bool:
    return line.words >= _PROSE and not line.linked


def _is_listed(line: Line) -> bool:
    """Whether a line is an entry of a list: conditions and documents are asked for in one story after the other."""
    return line.node.tag == "li" and line.words >= _ENTRY and not line.linked


def _is_enough(left: Sequence[Line], dropped: Sequence[Line]) -> bool:
    """Whether what is left is a story still: not a few words, and more paragraphs than were dropped, two apart."""
    kept = sum(1 for line in left if _is_prose(line))
    lost = sum(1 for line in dropped if _is_prose(line))
    return sum(line.words for line in left if not line.linked) >= _LEAST and lost <= max(2, kept)
