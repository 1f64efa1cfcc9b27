"""What looks like a name and is none: a saying («رمضان كريم»), a heading («فارس الأحلام»), a word of a sentence."""

import re

from crawler.arabic.lists import key, listed
from crawler.arabic.no_names import HEADS, NOT_NAMES
from crawler.arabic.places import is_country, is_place
from crawler.arabic.roles import PERSONS

# Given names that are nouns of every day, and what makes a heading of them: «فارس الأحلام», «ربيع بيروت».
NOUNS = listed("""
    حسن, كمال, أحلام, أمل, أمير, أميرة, انتصار, إسلام, بسمة, جمال, جمعة, جهاد, حرية, حنين, ربيع, رمضان, رياض, زهرة,
    سعيد, سلام,
    سلطان, سيف, شمس, شهيد, صباح, ضياء, عيد, فارس, فجر, فرح, قمر, كفاح, كوكب, ملك, ملاك, نجاح, نجم, نجمة, نصر, نضال,
    نور, هدى, وفاء, وعد, كرامة, أمين, ثائر, بطل, إيمان, سعاد, أنوار, بشرى, ذكرى, دعاء, آمال, أحزان, نداء, هلال,
    اعتماد, افتخار, اعتدال, شفاء, أفراح, أشواق, فضل, رفيق, نسمة, نعمة, رحمة, زينة, خلود, بدور, حياة, صفاء, رجاء, إحسان,
    إكرام, إلهام, حكيم, ياسمين
""")
_FAMILIES = listed("الوزير, الرئيس, النائب, الحكم, الذهب, العدل, الخميس, الجمعة, السبت, الأحد")
_SAYINGS = listed("رمضان كريم, رمضان مبارك, عيد سعيد, عيد مبارك")
_IDEAS = listed("""
    الأحلام, الأرض, الخير, العدالة, النكاح, المقاومة, العرب, الأمل, الحرية, الكرامة, الحياة, الموت, الأمة, المملكة,
    الوطن, الثورة, الأنوار, الأبطال, الحب, القلب, القلوب, النصر, الشمال, الجنوب, الشرق, الغرب, العشاق, الزمان,
    مباركة, سعيدة, الختام, الأجسام, الجوار, النجاح, العهد, الطبيعة, المكان, الروح, الكلمة, الصحراء, الفضاء,
    الصبر, العلم, الفقر, النفس, الذات, الأجيال, المستقبل, الطفولة, الصيف, الشتاء, الخريف, السماء, الكون, الوجود,
    المدينة, القرية, الطريق, البيت, الأسرة, الأمومة, الشهادة, الشهداء, الأزمة, المرحلة, الجماهير, الشام, المدائن,
    الأم, الأب, النيل, الدرب, الوعد, الجيد, الطيبة
""")
# The nouns of verbs, as headings have them: «التنظيم», «الإبداع», «الانتظار», «الاستقرار»; no family is called so.
_VERBAL = re.compile(r"الت\w\wي\w|الإ\w\wا\w|الان\w\wا\w|الا\wت\wا\w|الاست\w\wا\w")
_ISLAM = key("الإسلام")  # «سيف الإسلام» is a name

# «الفائزين», «المسلمين»: what many are called, and no family.
_MANY = re.compile(r"ال\wا\w\wين|الم\w{3,4}ين")
_LED = 3  # letters
_WORSHIPPERS = key("العابدين")  # «زين العابدين»
_IMPERFECT = re.compile(r"ت\wا\w[^\Wياغ]")  # «تغادر», «تواجه», after a subject; and not «تشانغ»


def has_sentence_form(word: str) -> bool:
    """Is a folded word formed as only a sentence needs it: a sound plural, a verb, a noun in the accusative?"""
    if _IMPERFECT.fullmatch(word) or (_MANY.fullmatch(word) and word != _WORSHIPPERS):
        return True
    if word[0] == "ل" and len(word) > _LED and (word[1:] in HEADS or word[1:] in NOT_NAMES):
        return True  # «لحفل», «لجامعة»
    return word[-1] == "ا" and (word[:-1] in PERSONS or word[:-1] in NOUNS)  # «شهيدا», «رئيسا»


def is_saying(one: str, other: str, *, named: bool) -> bool:
    """«فارس الأحلام», «ربيع بيروت», «رمضان كريم»: no persons; `named`: a name may begin with the other word."""
    first, last = key(one), key(other)
    if first not in NOUNS or named:
        return f"{first} {last}" in _SAYINGS
    return (
        last in _IDEAS
        or (bool(_VERBAL.fullmatch(other)) and last != _ISLAM)
        or (last in NOT_NAMES and last not in _FAMILIES)
        or (is_place(other) and (not last.startswith("ال") or is_country(other)))
    )
