"""Desks: «هيئة التحرير», «مراسل الشؤون العربية», and the outlet or place that follows a reporter's title."""

import re

from crawler.arabic.lists import key, listed
from crawler.arabic.names import begins_name, is_sure, strip_titles
from crawler.arabic.outlets import KINDS, is_outlet
from crawler.arabic.places import is_place

DESKS = listed("""
    هيئة, فريق, قسم, أسرة, إدارة, غرفة, وحدة, مكتب, محرر, محررو, محرري, محررة, المحرر, المحررون, مراسل, مراسلو,
    مراسلون, مراسلونا, مراسلي, مندوبو, مندوب, مندوبنا, مندوبتنا, مراسلنا, مراسلتنا, التحرير, طاقم, القسم, كادر,
    المراسل, مراسلة, موفد,
    موفدة, الموفد, الموفدة, موفدنا, موفدتنا, موفدو, مبعوث, مبعوثة, مبعوثنا, مبعوثتنا,
    سكرتارية, مدير, مديرة, رئيس, رئيسة, كتاب, محررون, صحفيو, صحافيو, تحرير, مجموعة, النشر
""")
DESK_OBJECTS = listed("""
    التحرير, العمل, عمل, الأخبار, أخبار, الترجمة, المتابعة, المتابعات, الإعداد, الموقع, المحتوى, التحقيقات, الرصد,
    المحليات, الرياضة, الاقتصاد, الديجيتال, الإعلام, السوشيال, التوثيق, البوابة, النشر, الإلكتروني, تحرير, المراسلين,
    المراسلون, التقارير, الأبحاث, الدراسات, البحوث, الفيديو, الصور, الوسائط, البيانات,
    الاستقصاء,
    الشؤون, السياسة, الثقافة, المنوعات, المناطق, المحافظات, الأقاليم, الفن, الصحيفة, الجريدة, القناة
""")
# Who signs where a CMS sets its user for a writer.
ACCOUNTS = listed("""
    admin, administrator, editor, web editor, website editor, web desk, news desk, newsdesk, super user, user,
    author, webmaster, staff, editorial, editorial team, guest, root, الأدمن, أدمن, المشرف, المشرف العام, زائر, ناشر,
    الناشر, مدير الموقع, المدير, المدير العام, مشرف, عضو, غير معروف, مجهول
""")
_SECTION = key("القسم")
_SECTIONS = listed("الوطني, السياسي, الاقتصادي, الثقافي, الرياضي, الدولي, المحلي, الفني, الإخباري, الاجتماعي")
_LEADERS = listed("كلمة, افتتاحية")
_CHIEFS = listed("رئيس, رئيسة, مدير, مديرة, سكرتير, سكرتيرة")
_SECONDS = listed("نائب, نائبة, مساعد, مساعدة")
_BOARDS = [key(board).split() for board in ("مجلس الإدارة", "مجلس إدارة", "عام التحرير", "عام الموقع")]
_GROUPS = listed("كتاب, مجموعة")
_FREE_DESKS = listed("""
    محرر, محررو, محرري, محررة, المحرر, المحررون, مراسل, مراسلو, مراسلون, مراسلونا, مراسلنا, مراسلتنا, محررون, مندوب,
    مندوبنا, مندوبتنا, موفد, الموفد, الموفدة, موفدنا, موفدتنا, مبعوث, مبعوثة, مبعوثنا, مبعوثتنا
""")
_NO_DESK = listed("""
    وزير, الوزير, رئيس, الرئيس, محافظ,
    أن, على, عبر, حسابه, لا يزال, إن, قال, أكد, التي, الذي, يفوز, تستهدف, أعلن, كان, قد, لا, هو
""")

# Who is credited with a report as a desk is: «إعداد: مركز الدراسات».
_INSTITUTES = listed("مركز, معهد, مؤسسة, جمعية, دائرة, أكاديمية, مرصد, مختبر")
_STUDIES = listed("دراسات, أبحاث, بحوث, ودراسات, وأبحاث, وبحوث")
_INSTITUTE_LIMIT = 7  # words
_STATED = 4  # words
_REMOTE = ("هاتفيا", "هاتفياً", "عبر الهاتف", "زائر")  # «(باريس - هاتفيا)», «فلان (زائر)»
_IN_DESKS = listed("في, من, إلى, شؤون, قسم, صفحة, عام, و")
_OWNED = re.compile("..+ته|...+(?:ها|هم)|ي...+")  # «مراسل حربي يروي قصته»
_INITIALS = re.compile(r"(?![أا]\.?\s?د\b)[^\W\d_](?:\.\s?[^\W\d_]){1,2}\.?")  # «ع.ح», as Deutsche Welle signs


def is_desk(words: list[str], *, credited: bool = False) -> bool:
    """Are the words a newsroom's desk («هيئة التحرير», «مراسل الشؤون العربية») and no person?"""
    if " ".join(words) in _REMOTE or _are_initials(words) or _is_leader(words) or (credited and _is_institute(words)):
        return True
    keys = [key(word) for word in words]
    if keys[0] not in DESKS or len(words) > 8 or any(word in _NO_DESK or _OWNED.fullmatch(word) for word in keys[1:]):
        return False
    titled = strip_titles(words)
    if titled and len(titled) < len(words) and is_sure(after_outlet(titled)):
        return False
    if keys[0] in _CHIEFS | _GROUPS:
        return len(words) in (2, 3) and keys[1] in DESK_OBJECTS
    if len(words) == 1 or credited or keys[0] in _FREE_DESKS:
        return len(words) < 6 or credited
    rest = " ".join(words[1:])
    of_section = len(words) == 2 and keys[0] == _SECTION and keys[1] in _SECTIONS
    return (
        of_section
        or (len(words) < 5 and keys[1] in DESK_OBJECTS)
        or is_outlet(rest)
        or (keys[0] == "مكتب" and is_place(rest))
    )


def names_desk(words: list[str]) -> bool:
    """Tell whether words that begin as a desk's name are one to their end, and no sentence about it."""
    return len(words) < _STATED or all(map(_follows, words[1:]))


def _follows(word: str) -> bool:
    """A word as it stands in a desk's name: definite, a particle, a newsroom's word, a place."""
    return (
        word.startswith(("ال", "وال", "لل", "بال"))
        or key(word) in _IN_DESKS
        or key(word) in DESK_OBJECTS
        or key(word) in KINDS
        or is_place(word)
        or is_outlet(word)
    )


def _is_institute(words: list[str]) -> bool:
    """«مركز الدراسات الاستراتيجية», «معهد أبحاث الطاقة»."""
    rest = [word for word in words[1:] if key(word) not in _STUDIES]
    return (
        key(words[0]) in _INSTITUTES
        and 1 < len(words) < _INSTITUTE_LIMIT
        and all(word.startswith(("ال", "وال", "لل")) for word in rest)
    )


def _is_leader(words: list[str]) -> bool:
    """«كلمة البيان», the paper's own column."""
    return len(words) == 2 and key(words[0]) in _LEADERS and is_outlet(words[1])


def _are_initials(words: list[str]) -> bool:
    """«ع ج» and «ع.ح», as the German agency and Deutsche Welle sign."""
    if "." in words[0] and _INITIALS.fullmatch(" ".join(words)):
        return True
    if len(words[0]) > 1 or len(words) not in (2, 3):
        return False
    alone = all(len(word) == 1 and word.isalpha() and not word.isascii() for word in words)
    return alone and bool(strip_titles(words))


def is_chief(words: list[str]) -> bool:
    """«رئيس التحرير», «نائب رئيس التحرير», «مدير التحرير التنفيذي»: who answers for the paper, and not who wrote."""
    keys = [key(word) for word in words[:4]]
    if keys[0] in _SECONDS and len(keys) > 2:
        keys = keys[1:]
    return len(keys) > 1 and keys[0] in _CHIEFS and (keys[1] in DESK_OBJECTS or keys[1:3] in _BOARDS)


def after_outlet(words: list[str]) -> list[str]:
    """«مراسل الجزيرة أحمد السيد»: the words after the outlet or the place that follows a title."""
    for number in (2, 1):
        head = " ".join(words[:number])
        if number == 1 and begins_name(head):
            break  # «منى مكرم» is no reporter of Mina
        if len(words) > number + 1 and (is_outlet(head) or is_place(head)) and begins_name(words[number]):
            return words[number:]
    return words
