"""Likeness: whether one text is a copy of another, by what they share and by what they say differently in it."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.arabic.text import words
from crawler.stories.facts import is_figure, is_name, is_subject, places
from crawler.stories.text import Text, shingled, skeletons

ALIKE = 0.47  # of the shingles of both: copies that two desks edited come down to half
INSIDE = 0.78  # of the shorter text's: a brief made of the first paragraphs, a paragraph in a round-up
INSIDE_WORDS = 20  # a shorter one is a sentence, and a sentence is quoted anywhere
AKIN = 0.2  # of the shingles of both, where a third text is like both
HALF = 0.5  # of the shorter text's, there
TEMPLATED = 0.8  # for weather, prices, results: below it is another day's, or another town's
CUT = 0.95  # of the shorter one of those: it was cut, and nothing else

_NEW_LEAD = 0.2  # of a first paragraph's shingles: with less, the other text does not tell it
_FOLLOWED = 0.65  # likeness beyond which two texts with other beginnings are one story, edited
_LEAD = 28  # words
_SENTENCE = 20  # words: «صور من الحفل» stands below many headlines
_SHORT = 40  # words: a sentence or two, in which one name makes another story
_BRIEF = 120  # words: a few sentences
_FIGURES = 60  # words for each figure that may differ: tolls rise from hour to hour
_WORDED = 12  # words for each place that may differ in a short text

_TEMPLATES = frozenset(
    words("""
    طقس الطقس أرصاد الأرصاد حرارة الحرارة درجات مواقيت الصلاة صلاة أسعار سعر الذهب ذهب الفضة عيار الدولار دولار اليورو
    العملات العملة الصرف الخضروات الفاكهة الدواجن البيض الحديد الأسمنت مؤشر البورصة بورصة الأسهم التداولات نتائج نتيجة
    مباريات مباراة ترتيب جدول الدوري أبراج الأبراج برجك حظك الحظ اللوتري السحب وفيات مواليد
""")
)
_OF_TODAY = frozenset(words("اليوم غدا السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة الآن"))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two texts are, 0 to 1: the share of shingles that both have, and of the shorter text's."""

    jaccard: float
    contained: float

    @property
    def strong(self) -> bool:
        """Whether the two are versions of one text, and not a part of it and the whole."""
        return self.jaccard >= ALIKE


SAME = Likeness(1.0, 1.0)


def measured(one: Text, other: Text) -> Likeness:
    """Measure what two texts share."""
    shared = len(one.shingles & other.shingles)
    shorter = min(len(one.shingles), len(other.shingles))
    together = len(one.shingles) + len(other.shingles) - shared
    return Likeness(shared / together, shared / shorter) if shorter else Likeness(0.0, 0.0)


def likeness(one: Text, other: Text) -> Likeness | None:
    """Return how alike two texts are where one is a copy of the other; None where it is not."""
    found = measured(one, other)
    size = min(one.size, other.size)
    inside = found.contained >= INSIDE and size >= INSIDE_WORDS
    if not (found.jaccard >= ALIKE or inside):
        return None
    if found.jaccard == 1 and one.body == other.body:
        return found if size >= _SENTENCE or _same_title(one, other) else None
    if _is_follow_up(one, other, found) or _from_one_template(one, other, found, size):
        return None
    return found


def agree(one: Text, other: Text) -> bool:
    """Tell whether two texts may be one story because a third is like both: each desk has cut it elsewhere."""
    found = measured(one, other)
    akin = found.jaccard >= AKIN or found.contained >= HALF
    return akin and not _from_one_template(one, other, found, min(one.size, other.size))


def _same_title(one: Text, other: Text, *, share: int = 2) -> bool:
    """Tell whether two headlines share half, or another share, of the shorter one's words."""
    mine, theirs = set(skeletons(one.title)), set(skeletons(other.title))
    return not mine or not theirs or share * len(mine & theirs) >= min(len(mine), len(theirs))


def _is_follow_up(one: Text, other: Text, found: Likeness) -> bool:
    """Both begin with what the other does not tell: what they share is the background, or what stands below all."""
    if found.contained == 1 or max(_told(one, other), _told(other, one)) >= _NEW_LEAD:
        return False
    return found.jaccard < _FOLLOWED or not _same_title(one, other, share=3)


def _told(one: Text, other: Text) -> float:
    """Return the share of a text's beginning that another has."""
    lead = shingled(one.consonants[:_LEAD])
    return sum(shingle in other.shingles for shingle in lead) / len(lead)


def _from_one_template(one: Text, other: Text, found: Likeness, size: int) -> bool:
    differ = places(one, other)
    figures = sum(is_figure(place, one, other) for place in differ)
    if _is_templated(one) and _is_templated(other):
        whole = found.jaccard >= TEMPLATED or found.contained >= CUT
        return found.contained < 1 and (figures > 0 or not whole)
    if figures * _FIGURES > size:
        return True
    if size < _SENTENCE and not _same_title(one, other):
        return True
    if size < _SHORT and (len(differ) * _WORDED > size or any(map(is_name, differ))):
        return True
    return size < _BRIEF and any(is_subject(place, one, other) for place in differ)


def _is_templated(text: Text) -> bool:
    title = set(text.title)
    marks = len(title & _TEMPLATES)
    return marks > 1 or (marks == 1 and bool(title & _OF_TODAY))
