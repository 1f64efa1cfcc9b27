"""The months of every Arab country, and the days of the week, as they are printed."""

from functools import lru_cache

from crawler.arabic.text import fold

GREGORIAN: dict[int, str] = {
    # Egypt, the Gulf, Sudan | Levant, Iraq | Tunisia, Algeria | Morocco, Mauritania | English | French
    1: "يناير ينايير|كانون الثاني؛كانون ثاني؛كانون ثان؛ك2؛كانون2|جانفي|جانفيه|january jan|janvier janv",
    2: "فبراير فيبراير فبرير|شباط اشباط|فيفري فيفريه|فبرائر|february feb|février fevrier févr",
    3: "مارس|آذار اذار|مارص|march mar|mars",
    4: "أبريل إبريل ابريل نيسان|أفريل|april apr|avril avr",
    5: "مايو مايوا|أيار ايار|ماي|may|mai",
    6: "يونيو يونية يونيه يونيوا|حزيران|جوان|june jun|juin",
    7: "يوليو يولية يوليه يوليوا|تموز|جويلية جويليه جويلة جولية|يوليوز|july jul|juillet juil",
    8: "أغسطس اوغسطس أغسطوس اغسطوس|آب|أوت|غشت أغشت|august aug|août aout",
    9: "سبتمبر سيبتمبر|أيلول ايلول|سبتمر|شتنبر شتمبر شوتنبر|september sept sep|septembre",
    10: "أكتوبر اكتوبر أوكتوبر|تشرين الأول؛تشرين أول؛ت1؛تشرين1|اكتوبير|october oct|octobre",
    11: "نوفمبر|تشرين الثاني؛تشرين ثاني؛تشرين ثان؛ت2؛تشرين2|نوفنبر|نونبر نونمبر|november nov|novembre",
    12: "ديسمبر دسمبر ديسمبير|كانون الأول؛كانون أول؛ك1؛كانون1|دجنبر دجمبر|december dec|décembre decembre déc",
}

# Libya's months from 1969 to 2011. Most are everyday words, so they need their day, and a year of those.
LIBYAN: dict[int, str] = {
    1: "أي النار؛", 2: "النوار", 3: "الربيع", 4: "الطير", 5: "الماء", 6: "الصيف", 7: "ناصر",
    8: "هانيبال هانيبعل", 9: "الفاتح", 10: "التمور", 11: "الحرث", 12: "الكانون",
}  # fmt: skip
LIBYAN_YEARS = range(1969, 2012)

HIJRI: dict[int, str] = {
    1: "محرم المحرم|محرم الحرام؛|muharram",
    2: "صفر|صفر الخير؛صفر المظفر|safar",
    3: "ربيع الأول؛ربيع أول؛ربيع الأنور؛ربيع1",
    4: "ربيع الثاني؛ربيع ثاني؛ربيع ثان؛ربيع الآخر؛ربيع آخر؛ربيع2",
    5: "جمادى الأولى؛جمادى الأول؛جمادى أولى؛جماد الأول؛جماد أول؛جماد الأولى؛جماد1",
    6: "جمادى الآخرة؛جمادى الآخر؛جمادى الثانية؛جمادى الثاني؛جماد الثاني؛جماد ثاني؛جماد الآخر؛جماد الآخرة؛جماد2",
    7: "رجب|رجب الفرد؛رجب المرجب؛رجب الحرام|rajab",
    8: "شعبان|شعبان المعظم؛شعبان الكريم|shaaban shaban",
    9: "رمضان|رمضان المبارك؛رمضان الكريم|ramadan",
    10: "شوال|شوال المكرم؛|shawwal",
    11: "ذو القعدة؛ذي القعدة؛ذوالقعدة؛ذيالقعدة؛ذى القعدة؛ذو قعدة؛ذي قعدة؛القعدة؛ذو القعده الحرام",
    12: "ذو الحجة؛ذي الحجة؛ذوالحجة؛ذيالحجة؛ذى الحجة؛ذو حجة؛ذي حجة؛الحجة؛ذو الحجة الحرام",
}

# datetime.weekday() numbers; Drupal prints them without the article.
WEEKDAYS: dict[int, str] = {
    0: "الاثنين الإثنين الأثنين الإتنين اثنين إثنين|monday mon|lundi",
    1: "الثلاثاء الثلاثا الثلثاء التلات التلاتاء ثلاثاء|tuesday tue tues|mardi",
    2: "الأربعاء الاربعاء الأربعا أربعاء|wednesday wed|mercredi",
    3: "الخميس خميس|thursday thu thur thurs|jeudi",
    4: "الجمعة جمعة|friday fri|vendredi",
    5: "السبت سبت|saturday sat|samedi",
    6: "الأحد الاحد أحد|sunday sun|dimanche",
}

# What a day without its year names when it stands alone: a revolution, an alliance, a city, a newspaper.
FAMOUS_DAYS = frozenset({
    (14, 1), (25, 1), (14, 2), (17, 2), (20, 2), (8, 3), (14, 3), (30, 3), (6, 4), (9, 4), (15, 5), (22, 5), (5, 6),
    (30, 6), (14, 7), (23, 7), (4, 8), (11, 9), (21, 9), (26, 9), (6, 10), (7, 10), (14, 10), (17, 10), (1, 11),
})  # fmt: skip


@lru_cache(maxsize=1024)
def misspelt(word: str) -> int | None:
    """Return the month whose long name a folded word is but for one letter, or two that changed places: فبرابر."""
    if len(word) < _LONG - 1 or word.isascii():
        return None
    found = {month for name, month in _LONG_NAMES if _is_nearly(word, name)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1024)
def misspelt_weekday(word: str) -> int | None:
    """The same of the days of the week with long names: الاربعااء."""
    if not _LONG < len(word) < 2 * _LONG or word[0] not in "ال":
        return None
    return next((day for name, day in _LONG_WEEKDAYS if _is_nearly(word, name)), None)


def _is_nearly(word: str, name: str) -> bool:
    if abs(len(word) - len(name)) > 1:
        return False
    start = next((at for at, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), len(name))
    rest, other = word[start:], name[start:]
    swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]


def names(printed: str) -> list[str]:
    """Return the names in one line of these tables: words apart by spaces, phrases ended or parted by «؛»."""
    groups = printed.split("|")
    return [name for group in groups for name in (group.split("؛") if "؛" in group else group.split()) if name]


_LONG = 5  # letters; of shorter names another word is too easily made
_LONG_NAMES = [
    (folded, month)
    for month, printed in GREGORIAN.items()
    for folded in map(fold, names(printed))
    if len(folded) >= _LONG and not folded.isascii() and folded.isalpha()
]
_LONG_WEEKDAYS = [
    (folded, day)
    for day, printed in WEEKDAYS.items()
    for folded in map(fold, names(printed))
    if len(folded) > _LONG + 1
]
