"""What a page remarks of itself: where its story was first printed, what a machine translated, whose opinion it is.

Other than the rest of the furniture, remarks may be whole sentences.
"""

from crawler.arabic.grammar import Grammar
from crawler.arabic.label_forms import LABELS
from crawler.arabic.labels import is_sentence
from crawler.arabic.lists import listed
from crawler.arabic.remark_forms import REMARKS

_LONGEST, _SHORT = 32, 16  # words
_TOLD = """
    قال, قالت, يقول, تقول, قالوا, أكد, أكدت, يؤكد, أوضح, أوضحت, يوضح, أضاف, أضافت, يضيف, ذكر, ذكرت, كتب, كتبت, يكتب,
    سأل, سألت, يسأل, طالب, طالبت, صرح, صرحت, أعلن, أعلنت, حذر, حذرت, يحذر, تحذر, نصح, نصحت, ينصح, تنصح, توصي, يوصي, روى,
    يروي, تروي, هتف, صاح, صرخ, يرى, ترى, بحسب, حسب, وفق, وفقا, علق, علقت, يعلق, رد, ردت, همس, أجاب, أجابت, شرح, يشرح
"""
_SPEECH = listed(_TOLD) | frozenset(_TOLD.replace(",", " ").split())  # folded, and as they are written


_REMARK, _LABEL = Grammar(REMARKS), Grammar(LABELS)


def is_quotation(line: str) -> bool:
    """«نرجو التعليق على ذلك، سأل الصحفي الوزير.»: a sentence that ends with who said so."""
    _, comma, clause = line.rpartition("،")
    if not (comma and clause.strip() and is_sentence(line)):
        return False
    first, *second = clause.split(maxsplit=2)[:2]
    return first in _SPEECH or (first in ("هكذا", "بهذا", "كما") and second[:1] != [] and second[0] in _SPEECH)


def remark(found: list[str], line: str) -> str | None:
    """Return what a line is with which a page speaks of itself, by its folded words."""
    if len(found) > _LONGEST:
        return None
    joined = " ".join(found)
    short = len(found) <= _SHORT and not is_sentence(line)
    return _REMARK.kind(joined) or (_LABEL.kind(joined) if short else None)
