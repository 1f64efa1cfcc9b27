"""What two texts from one template say differently, in the same place: a number, a day, a name.

A copy is shortened, joined, respelled and given new words here and there; it keeps its figures. Two weather reports,
two gold prices, two briefs of an accident share their sentences, and differ just in those.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from crawler.arabic.text import words
from crawler.stories.text import SHINGLE, Text, shingled

LONGEST = 14  # words that stand in another's place; longer ones are new text
_STEM = 4  # letters
_AROUND = 2  # words on either side by which a place is known in the other text

_DIGITS = re.compile(r"\d+")
_DAYS = "السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة"
_MONTHS = """
    يناير فبراير مارس أبريل نيسان مايو أيار يونيو يونيه حزيران يوليو يوليه تموز أغسطس آب سبتمبر أيلول أكتوبر تشرين
    نوفمبر ديسمبر كانون شباط آذار محرم صفر ربيع جمادى رجب شعبان رمضان شوال
"""
_NUMBERS = """
    واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة, واحدة اثنين ثلاث أربع خمس ست سبع ثماني تسع عشر,
    الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر,
    الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة
"""
_TENS = "عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون, عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين"

_CALENDAR = frozenset(words(f"{_DAYS} {_MONTHS}"))
_SPELLED = {
    word: str(value * step)
    for rows, first, step in ((_NUMBERS, 1, 1), (_TENS, 2, 10))
    for row in rows.split(",")
    for value, word in enumerate(words(row), start=first)
}
_PREFIX = re.compile(r"^[وف]?(?:[بكل]?ال|لل|[بلك](?=\d))?(?=\w{2})")
_SAME_VOWEL = str.maketrans("وي", "اا")
# Words that stand beside names and figures and are none.
_COMMON = frozenset(
    words("""
    من في على إلى عن مع أن إن ما لا لم لن قد هو هي هذا هذه ذلك تلك الذي التي الذين كما وقد أو ثم بعد قبل عند حيث بين كل
    كافة جميع خلال حول ضد منذ حتى لدى أمام تحت فوق غير نحو ضمن عبر وفق بشأن بسبب إثر اليوم أمس غدا مساء صباح أول الماضي
    المقبل القادم الجاري الحالي قال وقالت أضاف أضافت أكد أكدت أوضح أوضحت ذكر ذكرت أعلن أعلنت أشار أشارت صرح كشف بين لفت
    تابع مشيرا مضيفا موضحا مؤكدا كان كانت يكون تكون تم يتم جرى السيد الدكتور المهندس الأستاذ معالي سعادة سمو الأمير
    فخامة جلالة رئيس وزير مدير عام وكيل نائب د م أ ريال جنيه دولار درهم دينار ألف مليون مليار شخص أشخاص
""")
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place where two texts that say the same around it do not: what each says there, and the other nowhere."""

    one: tuple[str, ...]
    other: tuple[str, ...]


def figures(words: Collection[str]) -> set[str]:
    """Return the numbers, days and months among folded words; a number that is spelled out as digits."""
    found = {digits.lstrip("0") or "0" for word in words for digits in _DIGITS.findall(word)}
    bare = {_bare(word) for word in words} | set(words)
    return found | (bare & _CALENDAR) | {_SPELLED[word] for word in bare & _SPELLED.keys()}


def places(one: Text, other: Text) -> list[Place]:
    """Return where two texts that share sentences say something else in them."""
    shared = set(shingled(one.body)) & set(shingled(other.body))
    mine, theirs = list(_gaps(one.body, shared)), _by_neighbours(other.body, _gaps(other.body, shared))
    all_mine, all_theirs = _spellings(one.body), _spellings(other.body)
    found = []
    for start, end in mine:
        met = _met(one.body, start, end, theirs)
        if met is not None:
            said, heard = one.body[start:end], other.body[met[0] : met[1]]
            place = Place(_only(said, heard, all_theirs), _only(heard, said, all_mine))
            found += [place] if place.one and place.other else []
    return found


def is_figure(place: Place, one: Text, other: Text) -> bool:
    """Tell whether a place holds other numbers, days or months, and not just written in another way."""
    mine, theirs = figures(place.one), figures(place.other)
    if not mine or not theirs or mine & theirs:
        return False
    return bool(mine - figures(other.body)) or bool(theirs - figures(one.body))


def is_name(place: Place) -> bool:
    """Tell whether a place holds different words of meaning on both sides: in one sentence, another matter."""
    return any(map(_means, place.one)) and any(map(_means, place.other))


def is_subject(place: Place, one: Text, other: Text) -> bool:
    """Tell whether the headlines name what stands in a place: it is what each text is about."""
    mine, theirs = _stems(one.title), _stems(other.title)
    return bool(_stems(place.one) & (mine - theirs)) and bool(_stems(place.other) & (theirs - mine))


def _stems(said: Collection[str]) -> set[str]:
    """Return the beginnings of the words of meaning: تونسي and التونسية begin alike."""
    return {_bare(word)[:_STEM] for word in said if _means(word)}


def _only(said: Sequence[str], heard: Sequence[str], everywhere: set[str]) -> tuple[str, ...]:
    """Return what is said in a place and not heard there, nor, but for figures, anywhere in the other text."""
    there = _spellings(heard)
    return tuple(word for word in said if not (there if figures([word]) else everywhere) & _forms(word))


def _gaps(body: Sequence[str], shared: set[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Yield the runs of words, from and to, that no shared shingle covers; long ones left out."""
    covered = bytearray(len(body))
    for start, shingle in enumerate(shingled(tuple(body))):
        if shingle in shared:
            covered[start : start + len(shingle)] = b"\1" * len(shingle)
    edges = [-1, *(at for at, is_covered in enumerate(covered) if is_covered), len(body)]
    for left, right in pairwise(edges):
        if 1 < right - left <= LONGEST + 1:
            yield left + 1, right


def _by_neighbours(body: Sequence[str], gaps: Iterator[tuple[int, int]]) -> dict[tuple[str, ...], tuple[int, int]]:
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for gap in gaps:
        for neighbours in _neighbours(body, *gap):
            found.setdefault(neighbours, gap)
    return found


def _neighbours(body: Sequence[str], start: int, end: int) -> Iterator[tuple[str, ...]]:
    """Yield the words before and the words after, marked as such; the ends of a text are neighbours too."""
    yield ("before", *body[max(0, start - _AROUND) : start])
    yield ("after", *body[end : end + _AROUND])


def _met(
    body: Sequence[str], start: int, end: int, theirs: dict[tuple[str, ...], tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the other text's gap in the same place: after the same words, and before the same."""
    before, after = (theirs.get(neighbours) for neighbours in _neighbours(body, start, end))
    at_an_end = start < SHINGLE or end > len(body) - SHINGLE
    if before == after or (at_an_end and None in (before, after)):
        return before or after
    return None


def _spellings(body: Collection[str]) -> set[str]:
    return {form for word in set(body) for form in _forms(word)}


@lru_cache(maxsize=8192)
def _forms(word: str) -> frozenset[str]:
    """Return what a word has in common with its other spellings: without its prefixes, whatever seat a hamza has,
    and with two letters that changed places, as in أميركا and أمريكا."""
    bare = _bare(word)
    number = _SPELLED.get(bare)
    forms = {word, bare, bare.translate(_SAME_VOWEL)} | ({number} if number else set())
    forms |= {digits.lstrip("0") or "0" for digits in _DIGITS.findall(word)}
    return frozenset(forms | ({"".join(sorted(bare))} if len(bare) > SHINGLE else set()))


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    return _PREFIX.sub("", word)


def _means(word: str) -> bool:
    return len(word) > 2 and word not in _COMMON and _bare(word) not in _COMMON and not word.isdecimal()
