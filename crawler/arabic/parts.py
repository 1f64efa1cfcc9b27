"""What one segment of a byline says: a date, an agency, a place, an outlet, a desk, a role, names."""

from dataclasses import dataclass
from typing import Literal

from crawler.arabic.agencies import COMMON, named
from crawler.arabic.desks import DESK_OBJECTS, DESKS, after_outlet, is_desk
from crawler.arabic.lists import key, listed
from crawler.arabic.names import NOT_NAMES, begins_name, is_family, is_plausible, is_sure, strip_titles
from crawler.arabic.outlets import is_outlet
from crawler.arabic.places import is_place
from crawler.arabic.roles import Role, role_at_start
from crawler.arabic.segments import LONGEST, Segment

Kind = Literal["date", "agency", "place", "outlet", "desk", "role", "names", "biography", "unknown"]
Sureness = Literal[0, 1, 2]  # may be a name; ends as Arab names do; begins with a known given name

_MONTHS = """
    يناير, فبراير, مارس, أبريل, ابريل, إبريل, مايو, يونيو, يونية, يوليو, يوليه, أغسطس, سبتمبر, أكتوبر, نوفمبر,
    ديسمبر, كانون, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, تشرين, جانفي, فيفري, أفريل, ماي, جوان, جويلية,
    أوت, غشت, شتنبر, نونبر, دجنبر, يوليوز, محرم, صفر, ربيع, جمادى, رجب, شعبان, رمضان, شوال, القعدة, الحجة, ذو, ذي
"""
_DATE_WORDS = listed(_MONTHS) | listed("""
    السبت, الأحد, الاثنين, الإثنين, الثلاثاء, الأربعاء, الخميس, الجمعة, الأول, الثاني, الآخر, الآخرة, الأولى, يوم,
    اليوم, أمس, الساعة, م, هـ, ص, ه, صباحا, مساء, ظهرا, am, pm, gmt, تحديث, منذ, قبل, ساعة, ساعات, ساعتين, دقيقة,
    دقائق, دقيقتين, أيام, يومين, أسبوع, أسابيع, شهر, أشهر, الموافق, بتاريخ, في, توقيت, غرينتش, المحلي
""")
_BIOGRAPHY = listed("""
    كاتب, كاتبة, صحفي, صحفية, صحافي, صحافية, باحث, باحثة, أستاذ, أستاذة, محلل, محللة, رئيس, رئيسة, مدير, مديرة,
    مراسل, مراسلة, محرر, محررة, خبير, خبيرة, ناقد, ناقدة, أكاديمي, أكاديمية, عضو, وزير, سفير, إعلامي, إعلامية, طبيب,
    طبيبة, محام, محامي, محامية, مستشار, مستشارة, شاعر, شاعرة, روائي, روائية, مفكر, مخرج, مراسلنا, مراسلتنا, موفد,
    موفدنا, نائب, مدون, مدونة, ناشط, ناشطة, مهندس, دبلوماسي, مترجم, مترجمة, متخصص, متخصصة, قاص, أديب, اقتصادي, مصور,
    مصورة, المراسل, المحرر, الكاتب, الكاتبة, الباحث, الباحثة, الخبير, الأستاذ, أخصائي, استشاري, كبير, سكرتير, منتج,
    مذيع, مذيعة, مقدم, مقدمة
""")
_JOURNALISTS = listed("""
    كاتب, كاتبة, صحفي, صحفية, صحافي, صحافية, باحث, باحثة, أكاديمي, أكاديمية, محلل, مراسل, مراسلة, محرر, محررة,
    إعلامي, مدون
""")
_FROM = listed("من, في")


@dataclass(frozen=True, slots=True)
class Part:
    """A segment's meaning; `names` and `sureness` for names, `role` for a role, `value` for an agency or a place."""

    kind: Kind
    value: str = ""
    names: tuple[str, ...] = ()
    sureness: Sureness = 0
    role: Role | None = None
    common: bool = False


def parts_of(segment: Segment, *, first: bool, credited: bool) -> list[Part]:
    """Return what a segment says, in its order; empty where it says nothing that a byline says.

    `first` is the line's first segment, `credited` one after a role.
    """
    words = segment.words
    if len(words) > LONGEST:
        return []
    if segment.quoted and len(words) < 5 and not _whole(words, credited=False):
        return [Part("outlet", segment.text, common=True)]
    if ":" in segment.before and ":" in segment.after and (placed := _before_place(words)):
        return placed
    if segment.before.strip() in ("،", ",") and words[0].startswith("و") and _is_and(words[0]):
        words[0] = words[0][1:]
    if segment.after.strip() == "/" and not strip_titles(words):
        return [Part("biography", segment.text)]  # «المستشار/ …»
    role = role_at_start(words)
    if role and not (first and is_outlet(segment.text) and not is_outlet(" ".join(words[role.length :]))):
        if segment.after.strip() == "/" and not strip_titles(words[role.length :]):
            words = words[: role.length]  # «بقلم المهندس/ …»
        rest = _plain(words[role.length :], credited=True, first=False) if words[role.length :] else []
        return [] if words[role.length :] and not rest else [Part("role", role=role), *rest]
    return _plain(words, credited=credited, first=first)


def _plain(words: list[str], *, credited: bool, first: bool) -> list[Part]:
    whole = _whole(words, credited=credited)
    if read := _sourced(words) or ([whole] if whole else _dated(words, credited=credited, first=first)):
        return read
    if key(words[0]) in _FROM and len(words) > 1 and (not first or is_desk(words[1:])):
        return _plain(words[1:], credited=credited, first=first)
    if words[0] == "من" and len(words) < 9 and (names := _names(words[1:])) and _are_reporters(names):
        return [names]
    if placed := _placed(words) or _beside(words):
        return placed
    names = _names(words)
    return [names] if names else _with_biography(words) or _unknown(words)


def _whole(words: list[str], *, credited: bool) -> Part | None:
    text = " ".join(words)
    if _is_date(words):
        return Part("date", text)
    if found := named(text):
        return Part("agency", found, common=key(text) in COMMON and not is_place(text))
    if is_place(text):
        return Part("place", _bare_place(words))
    account = credited and len(words) == 1 and words[0].isascii() and words[0].islower()  # «بواسطة admin»
    if account or is_desk(words, credited=credited):
        return Part("desk", text)
    section = text.startswith("ال") and key(text) in DESK_OBJECTS
    return Part("outlet", text) if is_outlet(text) else Part("desk", text, common=True) if section else None


def _is_date(words: list[str]) -> bool:
    """«9 حزيران», «17-10-2023», «الثلاثاء», «منذ 3 ساعات»; يوم and في alone are none."""
    keys = [key(word) for word in words if key(word)]
    if not keys or not all(_is_date_word(word) for word in keys):
        return False
    return any(word[0].isdigit() for word in keys) or (
        len(keys) == 1 and ((keys[0].startswith("ال") and keys[0] in _WEEKDAYS) or keys[0] in _SECOND_NAMES)
    )


# The month's other name, cut off at the slash of «12 فبراير/شباط».
_SECOND_NAMES = listed("فبراير, شباط, مارس, آذار, أبريل, مايو, أيار, يونيو, حزيران, يوليو, أغسطس, سبتمبر, أيلول")
_WEEKDAYS = listed("السبت, الأحد, الاثنين, الإثنين, الثلاثاء, الأربعاء, الخميس, الجمعة")


def _is_date_word(word: str) -> bool:
    return word in _DATE_WORDS or all(each.isdigit() or each in "مهص" for each in word.replace(" ", ""))


def _dated(words: list[str], *, credited: bool, first: bool) -> list[Part]:
    """Read «بكين 5 مارس 2024», «رام الله 17-10-2023 وفا», «أبوظبي في 5 مارس»: what stands around a date."""
    marks = [number for number, word in enumerate(words) if word[0].isdigit()]
    if not marks:
        return []
    start = marks[0]
    while start > 0 and key(words[start - 1]) in _DATE_WORDS:
        start -= 1
    end = marks[0]
    while end < len(words) and _is_date_word(key(words[end])):
        end += 1
    if end == marks[0]:
        return []
    left = _plain(words[:start], credited=credited, first=first) if start else []
    right = _plain(words[end:], credited=credited, first=False) if end < len(words) else []
    if (start and not left) or (end < len(words) and not right):
        return []
    around = [*left, *right]
    if any(part.kind in ("unknown", "biography") for part in around):
        return []
    return [*left, Part("date", " ".join(words[start:end])), *right]


def _placed(words: list[str]) -> list[Part]:
    """Read «متعب العنزي من جدة» and «محمد فلان - مراسل القاهرة»."""
    for number in range(2, len(words) - 1):
        if key(words[number]) not in _FROM:
            continue
        names, place = _names(words[:number]), words[number + 1 :]
        known = is_place(" ".join(place)) and (names is None or names.sureness == 2 or key(words[number]) != "في")
        if key(words[number]) == "في" and not _is_short(words[:number]):
            continue
        if names and (known or (names.sureness == 2 and _may_be_place(place))):
            return [names, Part("place", " ".join(place))]
    return []


def _is_short(words: list[str]) -> bool:
    """«أحمد حسن» before «في القاهرة», and not «شذى حسون تقيم أمسية»."""
    return len(words) == 2 or (len(words) == 3 and (begins_name(words[2]) or words[2].startswith("ال")))


def _sourced(words: list[str]) -> list[Part]:
    """Read «مراسلنا في بغداد», «هسبريس من الرباط»."""
    for number in range(1, min(len(words) - 1, 5)):
        left, place = words[:number], " ".join(words[number + 1 :])
        if key(words[number]) not in _FROM or not is_place(place):
            continue
        who = _whole(left, credited=False)
        return (
            [who, Part("place", place)] if who and who.kind in ("desk", "outlet", "agency") and not who.common else []
        )
    return []


def _may_be_place(words: list[str]) -> bool:
    return len(words) == 1 and is_plausible(words) and not begins_name(words[0])


def _beside(words: list[str]) -> list[Part]:
    """Read «جدة ياسر باعامر» and «عوض السحيمي المدينة المنورة», where the mark between is lost."""
    for number in (1, 2):
        place, others = words[:number], words[number:]
        if 2 <= len(others) <= 3 and is_place(" ".join(place)) and not begins_name(place[0]):
            names = _names(others)
            return [Part("place", " ".join(place)), names] if names and names.sureness == 2 else []
    place, others = words[-2:], words[:-2]
    if key(place[0]) not in _FROM and 2 <= len(others) <= 3 and is_place(" ".join(place)) and not begins_name(place[0]):
        names = _names(others)
        return [names, Part("place", " ".join(place))] if names and names.sureness == 2 else []
    return []


def _are_reporters(names: Part) -> bool:
    """«من أحمد حسن», as Reuters prints its reporters on a line of their own."""
    return names.sureness == 2 and all(len(name.split()) < 4 for name in names.names)


def _before_place(words: list[str]) -> list[Part]:
    """Read «حمزة مصطفى أربيل», which stands between colons: the reporter of one city, and the next city."""
    for number in (2, 1):
        others, place = words[:-number], " ".join(words[-number:])
        if len(others) > 1 and is_place(place) and (names := _names(others)) and names.sureness == 2:
            return [names, Part("place", place)]
    return []


def _names(words: list[str]) -> Part | None:
    titled = strip_titles(words)
    if titled != words and titled:
        titled = after_outlet(titled)
    groups = [strip_titles(group) for group in _people(titled)]
    if not groups or not all(is_plausible(group) and len(group) > 1 for group in groups):
        return None
    bare = [word for word in words if key(word)]
    if key(words[0]) in _BIOGRAPHY and not key(words[0]).startswith("ال") and not all(map(_known, groups)):
        return None
    honoured = len(titled) < len(bare) and key(bare[0]) not in DESKS
    sureness: Sureness = min((_sureness(group, honoured=honoured) for group in groups), default=0)
    return Part("names", names=tuple(" ".join(group) for group in groups), sureness=sureness)


def _known(words: list[str]) -> bool:
    return is_sure(words) or is_family(words)


def _sureness(words: list[str], *, honoured: bool) -> Sureness:
    if is_sure(words) or honoured:
        return 2
    return 1 if is_family(words) else 0


def _people(words: list[str]) -> list[list[str]]:
    """Cut «وليد عبد الكريم وسوسن أبو الخير» where the second begins; وليد stays whole."""
    for number in range(1, len(words)):
        word = words[number]
        if key(word) == "و" and number + 1 < len(words):
            return [words[:number], *_people(words[number + 1 :])]
        if word.startswith("و") and len(word) > 2 and _is_joined(words, number):
            return [words[:number], *_people([word[1:], *words[number + 1 :]])]
    return [words] if words else []


def _is_and(word: str) -> bool:
    """«وسعاد» after a comma, but not «وليد»."""
    return not begins_name(word) and begins_name(word[1:])


def _is_joined(words: list[str], number: int) -> bool:
    word, others = words[number], len(words) - number
    if number < 2 or others < 2 or key(words[number - 1]) in ("بن", "ابو", "ال", "عبد"):
        return False
    if begins_name(word[1:]) or key(word[1:]) in ("د", "ا"):
        return True
    return not begins_name(word) and key(word) not in ("ولد", "وهبه", "وهبي", "واصف", "ورد")


def _with_biography(words: list[str]) -> list[Part]:
    """Read «محمد علي كاتب صحفي», and a part that is nothing but such words («كاتب وباحث مصري»)."""
    if key(words[0]) in _BIOGRAPHY and len(words) <= 10:
        return [Part("biography", " ".join(words))]
    for number in range(2, min(len(words), 6)):
        if key(words[number]) in _JOURNALISTS and (names := _names(words[:number])) and names.sureness == 2:
            return [names, Part("biography", " ".join(words[number:]))]
    return []


def _unknown(words: list[str]) -> list[Part]:
    titled = strip_titles(words)
    single = len(titled) == 1 and titled[0].isalpha() and len(titled[0]) > 1 and key(titled[0]) not in NOT_NAMES
    return [Part("unknown", " ".join(titled), sureness=2 if begins_name(titled[0]) else 0)] if single else []


def _bare_place(words: list[str]) -> str:
    return " ".join(words[1:] if key(words[0]) in _FROM and len(words) > 1 else words).strip(".")
