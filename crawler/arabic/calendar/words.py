"""Every word a date line is made of, folded, and what it is to a date."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from crawler.arabic.calendar import months, places
from crawler.arabic.text import fold


class Kind(Enum):
    """What a token is to a date."""

    # Numbers and signs.
    NUMBER = auto()
    DATE = auto()  # numbers alone: value is year * 10000 + month * 100 + day
    TIME = auto()  # value is the second of the day
    DOTTED = auto()  # 13.45: a time only where nothing else is
    OFFSET = auto()  # «+0300»: value in minutes
    HOST = auto()
    SEPARATOR = auto()  # parts one thing of a masthead from the next
    SIGN = auto()
    # Names.
    MONTH = auto()
    LIBYAN_MONTH = auto()
    HIJRI_MONTH = auto()
    WEEKDAY = auto()
    PLACE = auto()  # word is its zone
    AGENCY = auto()
    # The hour.
    HALF = auto()  # word is one of clock's halves; value is 1 where it names a prayer too
    MEEM = auto()  # «م»: the afternoon after a clock, the Christian era after a year
    AT = auto()  # «الساعة»
    HOUR = auto()  # «التاسعة», after it
    ZONE = auto()  # word is its IANA name; where it has none, value in minutes
    ZONE_OF = auto()  # «بتوقيت»
    # Relative.
    AGO = auto()  # «منذ»
    GONE = auto()  # «مضت»
    NOW = auto()  # «منذ لحظات» in one word or phrase
    DAYS_AGO = auto()  # «أمس»: value in days
    UNIT = auto()  # word is one of relative.UNITS, value how many («ساعتين» is two); 0 for a bare plural
    LETTER_UNIT = auto()  # «د»: a unit after a number only
    COUNT = auto()  # «ثلاث»
    PART = auto()  # «نصف»: value is minutes of an hour
    ABOUT = auto()  # «حوالي»
    # Around a date.
    LABEL = auto()  # word is "published", "updated" or "" (neither)
    FILLER = auto()
    OF = auto()  # «من», between a day and its month
    FIRST = auto()  # «غرة محرم», «فاتح ماي»: the first day of the month after it
    ERA = auto()  # «هـ» (word is "h"), «ميلادي» ("g")
    ISSUE = auto()  # «العدد», and its number
    CREDIT = auto()  # «جريدة», «كتب»: a name follows
    COUNTED = auto()  # «مشاهدة», beside a number
    NEVER = auto()  # «©», «أرشيف»: no date of an article stands here
    WORD = auto()


class Meaning(NamedTuple):
    """What a word or phrase means to a date."""

    kind: Kind
    value: int = 0
    word: str = ""


_LOOSE = Meaning(Kind.WORD)

_LABELS = {
    "published": "نشر؛نشرت؛نشرها؛تم نشره؛تم نشرها؛النشر؛تاريخ النشر؛وقت النشر؛توقيت النشر؛تم النشر؛منشور؛"
    "أضيف؛أضيفت؛اضافة؛"
    "الإضافة؛تاريخ الإضافة؛تمت الإضافة؛أدرج؛تاريخ الإدراج؛الإدراج؛تاريخ الإنشاء؛أنشئ؛حرر؛published؛published on؛"
    "posted؛"
    "posted on؛publish date؛date published؛publication date؛publié؛publié le؛تاريخ نشر الخبر؛تاريخ نشر المقال؛"
    "نشر الخبر؛نشر المقال؛تم نشر الخبر؛تم نشر المقال؛أضيف الخبر؛أضيف المقال؛تاريخ إضافة الخبر؛نشرت بتاريخ؛"
    "نشر هذا المقال؛نشر هذا الخبر؛نشر هذا الموضوع؛نشر هذا التقرير؛نشرت هذه المقالة؛تم نشر هذا المقال؛"
    "تم نشر هذا الخبر؛تم نشر هذا الموضوع؛نشر الموضوع؛تم نشر الموضوع؛نشرت المقالة؛نشرت هذه المادة؛نشر أول مرة؛"
    "نشر لأول مرة؛first published؛created؛created on؛تم الإنشاء؛تم إنشاؤه؛تم إنشاءه؛"
    "رفع بتاريخ؛أرسل في؛أرسلت في؛صدر في؛صدر بتاريخ؛صدرت في؛تاريخ الكتابة؛تاريخ الرفع؛تاريخ الإرسال",
    "updated": "آخر تحديث؛اخر تحديث؛أخر تحديث؛تحديث؛التحديث؛محدث؛محدثة؛تم التحديث؛تم تحديثه؛تم تحديثها؛"
    "تاريخ التحديث؛وآخر تحديث؛وتم تحديثه؛وتم تحديثها؛وتم التحديث؛"
    "اخر تعديل؛آخر تعديل؛تعديل؛التعديل؛تم التعديل؛تاريخ التعديل؛تاريخ آخر تحديث؛"
    "updated؛last updated؛last update؛update؛modified؛last modified؛updated on؛last updated on؛mis à jour؛"
    "mis à jour le؛modifié le؛آخر تحديث للخبر؛آخر تحديث للصفحة؛آخر تحديث للمقال؛تم تحديث الخبر؛تم تحديث المقال؛"
    "عدل في؛عدل بتاريخ؛عدلت في؛آخر تحرير؛آخر مراجعة؛التحديث الأخير؛"
    "جرى التحديث؛جرى تحديثه؛جرى تحديثها؛تم تعديله؛تم تعديلها؛تم تحديث هذا الخبر؛تم تحديث هذا المقال",
    "": "بتاريخ؛تاريخ؛التاريخ؛تاريخ الخبر؛تاريخ المقال؛تاريخ المقالة؛تاريخ التقرير؛تاريخ الإصدار؛"
    "تاريخ التحرير؛تاريخ اليوم؛date؛كتب في؛"
    "كتب بتاريخ؛كتب يوم",
}
_HALVES = {
    "am": "ص؛صباحا؛صباح؛الصباح؛صباحاً؛am؛a m؛قبل الظهر؛ق ظ؛قظ؛في الصباح",
    "pm": "مساء؛مساءا؛المساء؛pm؛p m؛بعد الظهر؛ب ظ؛بظ؛في المساء؛مسا",
    "noon": "ظهرا؛ظهر؛الظهر؛ظهيرة؛الظهيرة",
    "afternoon": "عصرا؛عصر؛العصر",
    "dawn": "فجرا؛فجر؛الفجر؛بعد منتصف الليل؛ضحى؛سحرا",
    "night": "ليلا؛ليل؛الليل؛منتصف الليل",
}
_PRAYERS = ("الفجر", "الظهر", "العصر")
_UNITS = {
    "second": "ثانية ثواني ثوان ثانيتين ثانيتان|second seconds sec secs",
    "minute": "دقيقة دقائق دقايق دقيقتين دقيقتان دق|minute minutes min mins",
    "hour": "ساعة ساعات ساعتين ساعتان|hour hours hr hrs",
    "day": "يوم أيام يوما يومين يومان|day days",
    "week": "أسبوع أسابيع أسبوعا أسبوعين أسبوعان|week weeks",
    "month": "شهر أشهر شهور شهرا شهرين شهران|month months",
    "year": "سنة سنوات سنين سنتين سنتان عام أعوام عاما عامين عامان|year years",
}
_PLURALS = months.names(
    "ثواني ثوان دقائق دقايق ساعات أيام أسابيع أشهر شهور سنوات سنين أعوام|"
    "seconds secs minutes mins hours hrs days weeks months years"
)
_DUALS = months.names(
    "ثانيتين ثانيتان دقيقتين دقيقتان ساعتين ساعتان يومين يومان أسبوعين أسبوعان|شهرين شهران سنتين سنتان عامين عامان"
)
_LETTER_UNITS = {"second": "ث", "minute": "د m", "hour": "س h", "day": "ي d", "week": "w", "month": "ش", "year": ""}
_COUNTS = (
    "واحد واحدة a an one", "اثنتين اثنان two", "ثلاث ثلاثة تلات تلاتة three", "أربع أربعة four", "خمس خمسة five",
    "ست ستة six", "سبع سبعة seven", "ثمان ثماني ثمانية eight", "تسع تسعة nine", "عشر عشرة ten",
)  # fmt: skip
_NAMED_HOURS = (
    "الواحدة", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة",
    "الحادية عشرة؛الحادية عشر", "الثانية عشرة؛الثانية عشر",
)  # fmt: skip
_TENS = {20: "عشرين عشرون", 30: "ثلاثين ثلاثون", 40: "أربعين أربعون", 50: "خمسين خمسون"}
_OTHERS: dict[Kind, str] = {
    Kind.AT: "الساعة؛الساعه؛على الساعة؛عند الساعة؛في الساعة؛في تمام الساعة؛تمام الساعة؛بالساعة؛الوقت؛التوقيت",
    Kind.FIRST: "غرة؛فاتح؛الفاتح من",
    Kind.ZONE_OF: "بتوقيت؛توقيت؛حسب توقيت؛وفق توقيت؛بالتوقيت",
    Kind.AGO: "منذ؛قبل؛مضى على؛مضت على",
    Kind.GONE: "مضت؛مضى؛مضوا؛خلت؛ago",
    Kind.NOW: "الآن؛منذ لحظات؛قبل لحظات؛منذ قليل؛قبل قليل؛للتو؛منذ ثوان؛منذ ثواني؛قبل ثوان؛قبل ثواني؛"
    "منذ بضع ثوان؛منذ بضع ثواني؛"
    "قبل بضع ثوان؛قبل بضع ثواني؛منذ لحظة؛قبل لحظة؛منذ لحظات قليلة؛منذ ثوان قليلة؛منذ ثوان معدودة؛حالا؛هذه اللحظة؛"
    "من شوية؛قبل شوي؛قبل شوية؛"
    "منذ أقل من دقيقة؛قبل أقل من دقيقة؛أقل من دقيقة؛just now؛now؛seconds ago؛a few seconds ago؛moments ago",
    Kind.ABOUT: "حوالي؛نحو؛تقريبا؛ما يقارب؛ما يقرب من؛قرابة؛about",
    Kind.FILLER: "في؛على؛عند؛الموافق؛الموافقة؛موافق؛الموافق ل؛on؛at؛in؛the؛بالتوقيت المحلي؛التوقيت المحلي؛"
    "توقيت محلي؛بتوقيت محلي؛ت م؛ت.م؛"
    "تمام؛st؛nd؛rd؛th؛t؛er؛le؛à؛uhr؛ب",
    Kind.OF: "من؛شهر؛لشهر؛من شهر؛لعام؛لسنة؛of",
    Kind.ISSUE: "العدد؛عدد؛رقم العدد؛العدد رقم؛السنة؛المجلد؛issue؛issue no؛no؛رقم؛الصفحة؛صفحة",
    Kind.CREDIT: "جريدة؛صحيفة؛مجلة؛موقع؛بوابة؛شبكة؛قناة؛وكالة؛وكالة أنباء؛وكالة الأنباء؛المصدر؛مصدر؛كتب؛كتبت؛"
    "كتبه؛كتبها؛كتبوا؛بقلم؛"
    "بواسطة؛بواسطه؛إعداد؛تحرير؛المحرر؛محرر؛مراسل؛تقرير؛المؤسس؛مؤسسها؛رئيس التحرير؛رئيسة التحرير؛المدير العام؛الكاتب؛"
    "الكاتبة؛نشر بواسطة؛نشرت بواسطة؛أرسل بواسطة؛أرسلت بواسطة؛"
    "مرسلة بواسطة؛أضيف بواسطة؛أضيفت بواسطة؛كتب بواسطة؛by؛"
    "submitted by؛أضافه؛أرسله؛أضافها؛author؛source؛متابعة؛متابعات؛تصوير؛القسم؛"
    "التصنيف؛خاص؛ترجمة؛ترجمها",
    Kind.COUNTED: "تعليق؛تعليقات؛التعليقات؛تعليقا؛مشاهدة؛مشاهدات؛المشاهدات؛عدد المشاهدات؛قراءة؛قراءات؛القراءات؛"
    "عدد القراءات؛للقراءة؛"
    "زيارة؛زيارات؛الزيارات؛عدد الزيارات؛وقت القراءة؛مدة القراءة؛زمن القراءة؛القراءة؛views؛comments؛read؛مشاركة؛"
    "مشاركات؛طباعة؛شوهد؛قرئ؛مرة؛مرات؛"
    "حفظ؛print؛share؛لا توجد تعليقات؛لا تعليقات؛لا يوجد تعليقات؛بدون تعليقات؛اترك تعليقا؛اترك تعليق؛أضف تعليقا؛"
    "أضف تعليق؛التعليقات مغلقة؛نسخ الرابط؛حجم الخط؛إعجاب",
    Kind.NEVER: "أرشيف؛الأرشيف؛أرشيفية؛حقوق؛الحقوق؛محفوظة؛copyright؛all rights",
}


def meaning(word: str) -> Meaning:
    """Return what one folded word means."""
    return _SINGLE.get(word, _LOOSE)


def phrase(first: str, following: list[str]) -> tuple[int, Meaning] | None:
    """Return how many words the longest phrase from `first` on has, and its meaning. `following` holds the words
    after it, at most PHRASE_LENGTH - 1.
    """
    for rest, found in _PHRASES.get(first, ()):
        if following[: len(rest)] == rest:
            return len(rest) + 1, found
    return None


def _names() -> list[tuple[str, Meaning]]:
    tables = (
        (Kind.LIBYAN_MONTH, months.LIBYAN),
        (Kind.HIJRI_MONTH, months.HIJRI),
        (Kind.MONTH, months.GREGORIAN),
        (Kind.WEEKDAY, months.WEEKDAYS),
    )
    return [
        (name, Meaning(kind, number))
        for kind, table in tables
        for number, printed in table.items()
        for name in months.names(printed)
    ]


def _surroundings() -> list[tuple[str, Meaning]]:
    found = [(name, Meaning(Kind.AGENCY)) for name in places.AGENCIES.split("؛")]
    for zone, printed in places.ZONES.items():
        found += [(name, Meaning(Kind.PLACE, word=zone)) for name in printed.split("؛")]
    for kind, printed in _OTHERS.items():
        found += [(name, Meaning(kind)) for name in printed.split("؛")]
    for role, printed in _LABELS.items():
        found += [(name, Meaning(Kind.LABEL, word=role)) for name in printed.split("؛")]
    return found


def _hours() -> list[tuple[str, Meaning]]:
    found = [
        (name, Meaning(Kind.HALF, int(name in _PRAYERS), half))
        for half, printed in _HALVES.items()
        for name in printed.split("؛")
    ]
    found += [(name, Meaning(Kind.HOUR, hour)) for hour, line in enumerate(_NAMED_HOURS, 1) for name in line.split("؛")]
    found += [(name, Meaning(Kind.ZONE, minutes)) for name, minutes in places.ABBREVIATIONS.items()]
    found += [(name, Meaning(Kind.ZONE)) for name in places.GREENWICH.split("؛")]
    found += [
        (name, Meaning(Kind.ZONE, word=zone))
        for zone, printed in places.BARE_ZONES.items()
        for name in printed.split("؛")
    ]
    found += [("م", Meaning(Kind.MEEM)), *((era, Meaning(Kind.ERA, word="h")) for era in _HIJRI_ERA)]
    found += [(era, Meaning(Kind.ERA, word="g")) for era in ("ميلادي", "ميلادية", "للميلاد", "ad")]
    return found


_HIJRI_ERA = ("ه", "هـ", "هجري", "هجرية", "للهجرة", "الهجري", "ah")


def _quantities() -> list[tuple[str, Meaning]]:
    found = [
        (name, Meaning(Kind.UNIT, 0 if name in _PLURALS else 2 if name in _DUALS else 1, unit))
        for unit, printed in _UNITS.items()
        for name in months.names(printed)
    ]
    found += [(c, Meaning(Kind.LETTER_UNIT, word=unit)) for unit, line in _LETTER_UNITS.items() for c in line.split()]
    found += [(c, Meaning(Kind.COUNT, number)) for number, line in enumerate(_COUNTS, 1) for c in line.split()]
    found += [(c, Meaning(Kind.COUNT, number)) for number, line in _TENS.items() for c in line.split()]
    parts = (("نصف", 30), ("نص", 30), ("ربع", 15), ("ثلث", 20))
    found += [(name, Meaning(Kind.PART, minutes)) for name, minutes in parts]
    days = ((0, "اليوم؛today"), (1, "أمس؛امس؛الأمس؛البارحة؛امبارح؛إمبارح؛مبارح؛يوم أمس؛بالأمس؛yesterday"))
    two = "أول أمس؛أول من أمس؛أمس الأول؛اول امس؛قبل أمس"
    return found + [
        (name, Meaning(Kind.DAYS_AGO, number)) for number, line in (*days, (2, two)) for name in line.split("؛")
    ]


def _lexicon() -> tuple[dict[str, Meaning], dict[str, list[tuple[list[str], Meaning]]]]:
    single: dict[str, Meaning] = {}
    phrases: dict[str, list[tuple[list[str], Meaning]]] = {}
    for name, found in (*_surroundings(), *_names(), *_quantities(), *_hours()):
        first, *rest = fold(name).split()
        if rest:
            phrases.setdefault(first, []).append((rest, found))
        else:
            single[first] = found
    for listed in phrases.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return single, phrases


_SINGLE, _PHRASES = _lexicon()
PHRASE_LENGTH = 1 + max(len(rest) for listed in _PHRASES.values() for rest, _ in listed)
