"""Furniture made of known words: short lines each of whose words belongs to one kind of furniture («اكتب تعليقك هنا»).

Where `phrases` lists whole lines, this composes them. A line that holds one foreign word is none, nor is a sentence.
"""

import re

from crawler.arabic import control_forms
from crawler.arabic.date_words import is_date_word
from crawler.arabic.furniture_forms import PATTERNS, SECTION
from crawler.arabic.grammar import Grammar
from crawler.arabic.labels import is_sentence
from crawler.arabic.text import words
from crawler.arabic.vocabularies import of_owner, of_vocabulary

_LONGEST = 10  # words
_ASKED = 3  # words of «ما هو رأيك؟»
_PAGES = frozenset(words("الخبر المقال الموضوع المقالة القصة المادة التقرير الحلقة الفيديو الموقع"))
_PRINTED = frozenset(words("نشر نشرت حدث حدثت تحديث التحديث أضيف أضيفت"))  # «نشر الثلاثاء، 12 نوفمبر 2024»

# «للاطلاع على الموضوع كاملا يرجى الضغط على هذا الرابط.»
_SENT = re.compile(
    r"لل?\w{3,9}(?: \w+){0,9} (?:(?:يرجي|الرجاء) )?(?:اضغط|انقر|(?:ال)?ضغط|(?:ال)?نقر)(?:وا)?(?: علي)?"
    r" (?:هنا|(?:هذا |هذه )?(?:ال)?(?:رابط|وصله)(?: التالي| الاتي)?|(?:ال)?اسم(?:ه|ها| الكاتبه?)?)"
)
_SECTION = re.compile(SECTION + r"|(?:ال)?اخبار(?: (?:ال)?\w{3,8}يه)?|كره (?:ال)?قدم|عربي(?:ه)? ود?ولي(?:ه)?|عرب وعالم")
_GRAMMAR = Grammar(
    (kind, pattern)
    for table in (PATTERNS, control_forms.PATTERNS)
    for kind, patterns in table.items()
    for pattern in patterns
)


def composed(found: list[str], line: str) -> str | None:
    """Return what a line of furniture words is; None where any word of it is foreign, or it ends as a sentence that
    does not send the reader elsewhere.
    """
    if found[0] in _PRINTED and 1 < len(found) <= _LONGEST and _is_date(found[1:]):
        return "source-line"
    if is_sentence(line):
        sent = found[0][0] == "ل" and len(found) <= 2 * _LONGEST and _SENT.fullmatch(" ".join(found))
        return "read-also" if sent else None
    kind = of_vocabulary(found) if len(found) <= _LONGEST else None
    if kind := kind or of_owner(found):
        return None if kind == "comments" and _is_asked(found, line) else kind
    if len(found) > 3 * _LONGEST:
        return None
    return _GRAMMAR.kind(" ".join(found))


def is_section(text: str) -> bool:
    """Is a text the name of a newspaper's section, as a path from the front page begins with?"""
    return bool(_SECTION.fullmatch(" ".join(words(text))))


def _is_asked(found: list[str], line: str) -> bool:
    """«ما رأيك في ذلك؟»: somebody is asked about something else than the page."""
    return (
        len(found) > _ASKED
        and found[0] in ("ما", "وما", "كيف")
        and line.rstrip().endswith("؟")
        and _PAGES.isdisjoint(found)
    )


def _is_date(found: list[str]) -> bool:
    return all(map(is_date_word, found)) and any(word.isdigit() for word in found)
