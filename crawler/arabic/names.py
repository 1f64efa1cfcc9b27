"""Persons' names: what may be one, what surely is one, and the titles newsrooms set before it."""

import re
from typing import Literal

from crawler.arabic.given_names import GIVEN
from crawler.arabic.lists import key, listed
from crawler.arabic.no_names import HEADS, NOT_NAMES
from crawler.arabic.places import is_country, is_place
from crawler.arabic.roles import PERSONS
from crawler.arabic.sayings import NOUNS, has_sentence_form, is_saying
from crawler.arabic.text import fold

UNIT_LIMIT = 5

# These bind to the next word: عبد الله, أبو بكر, بن سالم, آل سعود, ولد محمد, ذو الفقار.
_BINDING = listed("""
    عبد, أبو, أبي, أبا, بو, أم, ابن, بن, بنت, آل, بني, ولد, ذو, سي, أيت, آيت, دي, فان, فون, دا, لا, ال, الـ, اد, ماك
""")
_OPENING = listed("عبد, أبو, بو, أم, ابن, آل, بن, ولد, آيت, ذو")

_PARTICLES = listed("في, من, عن, إلى, مع, عند, بعد, قبل, أن")  # bound to no word before them: «ولد في القاهرة»
_TITLES = listed("""
    د, أ, م, ذ, ذة, ا د, أ د, دكتور, دكتورة, الدكتور, الدكتورة, البروفيسور, بروفيسور, البروفسور, بروفسور, البروفيسورة,
    الأستاذ, الأستاذة, أستاذ, المهندس, المهندسة, مهندس, مهندسة, الكاتب, الكاتبة, كاتب, كاتبة, الكاتب الصحفي,
    الكاتبة الصحفية, الكاتب الصحافي, الصحفي,
    الصحفية, الصحافي, الصحافية, صحفي, صحفية, الزميل, الزميلة, الزميلان, المحرر, المحررة, محرر, محررة, مراسل, مراسلة,
    المراسل, المراسلة, مراسلنا, مراسلتنا, مراسلو, الإعلامي, الإعلامية, الباحث, الباحثة, باحث, المستشار, المستشارة,
    المحامي, المحامية, اللواء, لواء, العميد, عميد, العميد الركن, العقيد, عقيد, أ ح,
    القاضي, القاضية, سفير, مستشار, المقدم, الرائد, السفير, السفيرة, الناقد, الناقدة,
    المحلل, المحلل السياسي, الخبير, الخبير الاقتصادي, الأديب, الأديبة, الشاعر, الشاعرة, الروائي, الروائية, القاص,
    المفكر, الفنان, المخرج, الأسير, المناضل, القس, الأب, الأنبا, رئيسة التحرير, مديرة التحرير, رئيسة تحرير,
    مديرة تحرير, المفكرة, المخرجة, القاصة, المترجم, المترجمة, القاضية, المؤرخ, المؤرخة,
    العلامة, الداعية, المصورة, القمص, المطران, الشيخ الدكتور, مدير التحرير,
    رئيس التحرير, النائب, النائبة,
    مدير تحرير, نائب رئيس التحرير, سكرتير التحرير, موفد, موفدنا, مندوب, مندوبنا, مندوبتنا, مبعوث, مبعوثنا, الموفد,
    الزملاء, السيد الأستاذ, الأخصائية, الأخصائي, عضو هيئة التحرير, المصور, الأكاديمي, الأكاديمية, By, Dr, Prof, Mr,
    by, written by, author
""")  # fmt: skip
_UPON = "على"
_NAMES_YET = (
    "علي",
    "علی",
    "عليّ",
    _UPON,
    "آلان",
    "ألان",
    "آن",
    "رحمة",
    "منة",
)  # folded, these are particles too; «محمد على» is the Egyptian spelling
_OFFICES = listed("النائب العام, النائب الأول, النائب الثاني")  # no title of the person named after it
_MONASTIC = listed("الأنبا, القمص, القس, المطران")
_ONE = "محمد"
_SHEIKHS = listed("الشيخ, الشيخة")
_LINEAGE = listed("ولد, بنت, منت, سيدي")
_DESCENT = listed("بن, بنت, ولد, منت, آيت, أيت")
_CALLED_BY = listed("الشيخ, الشيخة, الإمام")
_TITLE_WORDS = max(len(title.split()) for title in _TITLES)
_SPECIALITY = listed("""
    الصحفي, الصحفية, الصحافي, السياسي, السياسية, الاقتصادي, الاقتصادية, الرياضي, الرياضية, الفني, الثقافي, العسكري,
    الإسلامي, الإسلامية, المعروف, السعودي, السعودية, الكويتي, القطري, العماني, البحريني, الإماراتي, اليمني, العراقي,
    السوري, السورية, اللبناني, اللبنانية, الأردني, الفلسطيني, الفلسطينية, المصري, المصرية, السوداني, الليبي, التونسي,
    التونسية, الجزائري, المغربي, المغربية, الموريتاني, الأميركي, الأمريكي, البريطاني, الفرنسي, الإسرائيلي,
    الأمني, الأدبي, الركن, المتقاعد, الدولي, المحلي, التقني, العام, الميداني, الإخباري, والباحث, والكاتب, والمحلل,
    والإعلامي, والصحفي, والأكاديمي, والروائي, وباحث, وباحثة, وكاتب, وكاتبة, وصحفي, وصحفية, وصحافي, ومحلل, وأكاديمي,
    وأكاديمية,
    وروائي, وروائية, وناقد, ومترجم, وشاعر, وشاعرة
""")
_WEEKDAY_FAMILIES = listed("الخميس, الجمعة, السبت, الأحد")
_PLAIN = re.compile(r"[^\W\d_]+(?:['’.\-\u0610-\u061a\u0640\u064b-\u065f\u0670]+[^\W\d_]*)*\.?")
_INFLECTED_NAMES = listed("""
    ياغي, يزبك, يمين, يارد, يافي, يكن, يسر, ينع, يمن, ياس, يان, يعيش, يولا, يوليا, يسلم, ياقوت, يونكر, يلماز, يلدرم,
    يشار, يامال, يعلون, يانغ, يونان, يتيم, بالحاج, بالجيش, بالطيب, والاس, والتر, والدن
""")
_LATIN_PARTICLES = ("al", "el", "bin", "ibn", "de", "van", "von", "da", "ben")
_LATIN = listed("""
    Ahmed, Ahmad, Mohamed, Mohammed, Muhammad, Mohammad, Mahmoud, Mostafa, Mustafa, Ali, Hassan, Hussein, Hasan,
    Omar, Khaled, Khalid, Youssef, Yousef, Tarek, Tariq, Sami, Samir, Karim, Kareem, Ibrahim, Abdullah, Abdallah,
    Abdel, Abdul, Abu, Amr, Ayman, Ashraf, Hany, Hani, Hisham, Hesham, Islam, Ismail, Jamal, Gamal, Jaber, Maher,
    Majed, Mazen, Nabil, Nader, Nasser, Osama, Rami, Ramy, Saad, Said, Saeed, Saleh, Salah, Salem, Sameh, Sherif,
    Walid, Waleed, Wael, Yasser, Yahya, Ziad, Zaid, Fadi, Faisal, Fahad, Bassam, Bilal, Adel, Anas, Amira, Amal,
    Asmaa, Aya, Dina, Eman, Fatima, Fatma, Ghada, Hala, Hanan, Heba, Hiba, Huda, Iman, Laila, Layla, Leila, Lina,
    Mai, Maha, Manal, Mariam, Maryam, Marwa, Mona, Nada, Nadia, Noor, Nour, Noura, Rania, Rana, Rasha, Reem, Rim,
    Salma, Samar, Sara, Sarah, Shaimaa, Yara, Yasmin, Yasmine, Zeinab, Zainab, John, David, Michael, James, Robert,
    Peter, Youcef, Mohand, Sofiane, Lamine, Rachid, Farid, Djamel, Nabila, Yacine, Redouane, Hakim, Hamid, Mourad, Anis,
    Slim, Hichem, Mehdi, Amine, Othman, Brahim, Lahcen, Driss, Abdelkader, Abdelaziz, Mounir, Zakaria, Soumaya,
    Nawal, Karima
""")
_RULERS = listed("أمير, أميرة, ملك, ملكة, سلطان")
_TOLD_OF = listed("الملك, الملكة, الراحل, الراحلة")  # whom the story is of, whatever agency stands beside
_PRAYING = ("رحمه", "رحمها", "رحمهم", "رضي", "حفظه", "حفظها", "رعاه", "أعزه", "أيده", "سلمه")
_POINTS = ".,:*'’"
_MOONS = listed("رمضان, شوال, شعبان, الفطر, العيد")  # «رصد هلال رمضان»
_TANWIN = re.compile("[\u064b-\u064d]")  # of a word in a sentence or a verse; names are printed without
_NISBA = re.compile("ال.{2,}ي")
_FAMILY = 4  # letters
_INITIALLED = re.compile(
    r"(?P<first>[^\W\d_])\. ?(?P<name>\w{2,})(?: \w{2,})?|(?P<given>\w{2,})(?: \w{2,})?(?: |\. ?)[^\W\d_]\.?"
)
_HONORIFIC = re.compile(r"^(?:(?:ا\s*[.\-]\s*د|د|ا|م|dr|prof|mr)\s*[./])\s*", re.IGNORECASE)


def strip_titles(words: list[str]) -> list[str]:
    """Return a name's words without the titles before them («د.», «الكاتب الصحفي»)."""
    rest = [word if _is_initial(word) else word.strip(_POINTS) for word in words if key(word)]
    while rest:
        count = _title_length([key(word) for word in rest])
        if not count:
            glued = _HONORIFIC.match(fold(rest[0]))
            if not glued or len(fold(rest[0])) == glued.end():
                return rest
            rest = [rest[0][_glue(rest[0]) :], *rest[1:]]
            continue
        rest = rest[count:]
    return rest


def _is_initial(word: str) -> bool:
    """The «أ.» of «مايكل أ. هوروفيتس», which is no title where a name stands before it."""
    return len(word) == 2 and word[0].isalpha() and word[1] == "."


def units(words: list[str]) -> int:
    """Return how many parts a name has, compounds counted once: «عبد الله بن سالم آل ثاني» has three."""
    return sum(
        1 for before, word in zip(["", *words], words, strict=False) if key(before) not in _BINDING or not key(word)
    )


def is_plausible(words: list[str]) -> bool:
    """Could these words, titles stripped, be a person's name?"""
    if len(words) > 1 and f"{key(words[0])} {key(words[1])}" in GIVEN:  # «تاج الدين سالم»: two words stand as one
        words = [_ONE, *words[2:]]
    if not words or len(words) > 2 * UNIT_LIMIT or units(words) > UNIT_LIMIT:
        return False
    prayed = words[0] in _PRAYING and words[1:2] == ["الله"]  # one is called «رحمة الله»
    if (
        prayed
        or key(words[0]) in HEADS
        or key(words[0]) in _TOLD_OF
        or (len(words) == 3 and words[1] == _UPON and words[0] == words[2] and key(words[0]) in NOUNS)
        or (len(words) == 2 and is_saying(*words, named=begins_name(words[1])))
        or not all(_PLAIN.fullmatch(word) for word in words)
        or any(map(_not_one_name, words, words[1:]))
        or any(map(_TANWIN.search, words))
    ):
        return False
    keys = [key(word) for word in words]
    if any(word.isascii() for word in words):
        return len(words) > 1 and all(
            word.isascii() and (word[0].isupper() or word in _LATIN_PARTICLES) for word in words
        )
    if len(keys[0]) < 2 or words[0] == _UPON:
        return False
    if len(keys) in (2, 2 + (keys[0] in _BINDING)) and begins_name(words[0]) and keys[-1].startswith("ال"):
        return True
    bound = [False, *(each in _BINDING for each in keys)]
    bound[len(words) - 1] |= "بن" in keys and keys[-1] in _WEEKDAY_FAMILIES
    return not _is_verb(keys[0]) and all(
        (tied and found not in _PARTICLES)
        or (_may_name(found) and not _is_inflected(word, found))
        or _is_name_yet(before, word, after)
        or (before and after and _is_initial(word))
        for before, word, found, tied, after in zip(["", *words], words, keys, bound, [*words[1:], ""], strict=False)
    )


def _is_name_yet(before: str, word: str, after: str) -> bool:
    """«محمد على» in the Egyptian spelling, but neither «محمد على إنستغرام» nor «الشهداء على الجدار»."""
    if word != _UPON:
        return word in _NAMES_YET
    return not after or begins_name(after) or (after.startswith("ال") and begins_name(before))


def _may_name(word: str) -> bool:
    return word not in NOT_NAMES and (word not in _TITLES or word in GIVEN)


def _not_one_name(one: str, other: str) -> bool:
    """«الحارة المصرية», «تضرب السواحل»: a noun and what it is like, a verb and its object."""
    agree = one[:2] == other[:2] == "ال" and one[-1] == other[-1] == "ة"
    moon = one == "هلال" and key(other) in _MOONS
    return agree or moon or (len(one) == 4 and one[0] == "ت" and other[:2] == "ال" and key(one) not in GIVEN)


def _is_verb(first: str) -> bool:
    """A first word such as «تحظر», «ترفض»; the names that begin so are all in our list."""
    return first.startswith(("ت", "است")) and first not in GIVEN


def _is_inflected(word: str, found: str) -> bool:
    """A word as only sentences have it: «يحتفل», «للتخسيس», «والمدرسة», «سياراتها», «عريساً»."""
    if found in GIVEN or found in _INFLECTED_NAMES:
        return False
    if has_sentence_form(found) or (found[0] == "و" and found[1:] in NOT_NAMES) or found.endswith("يء"):
        return True
    if found.startswith("ي"):
        noun = word.endswith("ة") and not word.endswith("ية")  # «يمامة»; no verb ends so
        return len(found) > 2 and (len(found) < 5 or not found.endswith("ي")) and not noun
    if found.startswith(("لل", "بال", "وال")):
        return len(found) > (3 if found.startswith("لل") else 5)
    if (len(found) > 3 and word.endswith("ته")) or (len(found) > 5 and found[:2] != "ال" and found.endswith("كم")):
        return True  # «زوجته», «بلقائكم»
    return len(found) > 4 and (found.endswith(("ها", "هم")) or word.endswith(("\u064b", "\u064bا")))


def is_sure(words: list[str]) -> bool:
    """Are these words a person's name by their first one («محمد …», «عبد …», «أبو …»)?"""
    if not is_plausible(words) or len(words) < 2:
        return False
    first = key(words[0])
    ruled = is_country(words[1]) and (first in _RULERS or (len(words) == 2 and not key(words[1]).startswith("ال")))
    if ruled:
        return False  # «أمير قطر», «أمير الكويت الشيخ فلان»
    if first in GIVEN or first in _OPENING or first.startswith("عبدال") or first in _LATIN:
        return True
    return f"{first} {key(words[1])}" in GIVEN  # «عز الدين»: «عز» alone is none


def is_ali(words: list[str]) -> bool:
    """«على السيد» after «كتب -», as Egypt spells علي; and not «كتب على الجدار»."""
    if words[0] != _UPON or not 1 < len(words) < 4 or not is_plausible(["علي", *words[1:]]):
        return False
    return begins_name(words[1]) or begins_name(words[1].removeprefix("ال"))


def is_family(words: list[str]) -> bool:
    """Do these words end as Arab names end («زعل الشمري»), though the first is no name we know?"""
    keys = [key(word) for word in words]
    if not is_plausible(words) or keys[0].startswith("ال") or keys[0] in PERSONS:
        return False
    if len(words) > 2 and keys[1] in _DESCENT and begins_name(words[2]):
        return True  # «محرز بن عبد الله»
    if len(words) == 2 and keys[0].startswith("بو") and keys[1] in GIVEN:
        return True  # «بوسعادة فتيحة», as Algeria signs
    short = len(words) == 2 or (len(words) == 3 and begins_name(words[1]))
    return short and not keys[0].endswith("ه") and bool(_NISBA.fullmatch(keys[-1]))


def initialled(words: list[str]) -> Literal[0, 1, 2]:
    """How surely these are a name and an initial, as Algerian newsrooms sign: «نصيرة ح.», «ب. هواري», of whom only
    the first is sure; «د. حكيم» has a title.
    """
    match = _INITIALLED.fullmatch(" ".join(words)) if len(words) < 4 and units(words) < 3 else None
    if not match or key(words[-1]) == "ل" or (match["first"] and key(match["first"]) in _TITLES):
        return 0  # «ابن معمر لـ «المدينة»: …»
    if begins_name(match["name"] or match["given"]):
        return 2
    name = match["name"] or ""
    family = len(name) >= _FAMILY and _may_name(key(name)) and not name.startswith("ال") and not is_place(name)
    return 1 if family else 0


def begins_name(word: str) -> bool:
    """Is the word one with which a name begins?"""
    found = key(word)
    return found in GIVEN or found in _OPENING or found.startswith("عبدال")


def is_monastic(words: list[str]) -> bool:
    """«الأنبا بيشوي»: clergy sign with their title and one name."""
    return (
        len(words) == 2
        and key(words[0]) in _MONASTIC
        and not key(words[1]).startswith("ال")
        and is_plausible(words[1:])
    )


def is_renowned(words: list[str]) -> bool:
    """«الشيخ زايد»: a title and one name are whom the story is about."""
    return len(words) == 2 and key(words[0]) in _CALLED_BY and not key(words[1]).startswith("ال")


def _title_length(keys: list[str]) -> int:
    if " ".join(keys[:2]) in _OFFICES:
        return 0
    for count in range(min(_TITLE_WORDS, len(keys)), 0, -1):
        if " ".join(keys[:count]) in _TITLES and not (count == 1 and keys[0] in GIVEN and len(keys) < 3):
            return count + (count < len(keys) and keys[count] in _SPECIALITY)
    return int(_is_sheikh(keys))


def _is_sheikh(keys: list[str]) -> bool:
    """«الشيخ سالم البدري», a title; «الشيخ بكاي» and «الشيخ محمد ولد أحمد» are Mauritanian names."""
    return len(keys) > 2 and keys[0] in _SHEIKHS and keys[1] in GIVEN and _LINEAGE.isdisjoint(keys)


def _glue(word: str) -> int:
    """Return where the name begins in a word that a title is glued to («د.سامي», «أ.د.سعد»)."""
    match = re.match(r"(?:[^\W\d_]{1,4}[./])+", word)
    return match.end() if match else 1
