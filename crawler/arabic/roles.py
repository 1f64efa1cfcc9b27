"""Who did what, and who is what: the words that stand before and after a name in a credit."""

from dataclasses import dataclass
from typing import Literal

from crawler.arabic.lists import key, listed

Duty = Literal["writer", "report", "editor", "other", "source"]

_WRITERS = listed("""
    كتب, كتبت, كتبوا, كتبا, كتبتا, كتبه, كتبها, كتبته, كتبتها, بقلم, بقلمي, من إعداد, بواسطة, نشر بواسطة, كتب بواسطة,
    نشره, نشرته, أضيف بواسطة, نشر من طرف, نشر من قبل, كتب من طرف, حرر من طرف, من طرف, كتب بقلم, مرسلة بواسطة,
    مرسل بواسطة, حاوره, حاورها, حاورهم, حاورهما, حاورته, حاورتها, حاورتهم, حاورتهما,
    أجرى الحوار, أجرت الحوار, أجرى اللقاء, أجرت اللقاء, أجرى المقابلة, أجرت المقابلة,
    أدار الندوة, أدارت الندوة, أدار الحوار, أدارت الحوار, أعد الملف, أعدت الملف, أعد الحوار, أعدت الحوار, أعد التحقيق,
    أعدت التحقيق, أجرى التحقيق, أجرت التحقيق, أجراه, أجرته, أجراها, أجرتها, التقاه, التقاها, التقته, التقتها, التقاهم,
    التقتهم, أعده, أعدها, أعدته, أعدتها, أعد التقرير, أعدت التقرير, أعده للنشر, أعدها للنشر, أعدته للنشر, أعدتها للنشر,
    الكاتب, الكاتبة, المؤلف, كاتب المقال,
    كاتب التقرير, اسم الكاتب, by, written by, author, text by, Posted by, أجرى المقابلة معه, رسالة, يكتبها, يكتبه,
    تكتبها, يكتب, تكتب
""")
_FORMS = [key(noun) for noun in ("حوار", "تقرير", "تحقيق", "مقال", "ملف")]
_HIS = [f"{noun} {key(verb)}" for noun in _FORMS for verb in ("أجراه", "أعده", "كتبه", "يكتبه")]
_HERS = [f"{noun} {key(verb)}" for noun in _FORMS for verb in ("أجرته", "أعدته", "كتبته", "تكتبه")]
_REPORTS = listed("""
    إعداد, تقرير, تقارير, تقرير خاص, حوار, حوارات, حوار خاص, متابعة, متابعات, متابعة خاصة, رصد, رصد ومتابعة, تحقيق,
    تحقيقات, استطلاع, استطلاعات, تغطية, تغطية صحفية, تغطية خاصة, تغطية صحافية, قراءة, عرض, تحليل, كتابة, صياغة, نص,
    اختيار, لقاء, مقابلة, ملف, خاص, مقال, بحث, مشاركة, روبورتاج, ريبورتاج, ربورتاج, بورتريه, شارك في التغطية,
    شاركت في التغطية, ساهم في التغطية, ساهمت في التغطية, شارك في الإعداد, ساهم في الإعداد, بمشاركة, تقديم,
    إعداد وتقديم, جمع, حررها, حررته, الصحفي,
    الصحفية, إعداد التقرير, تعليق, مداد, شارك في إعداد التقرير, خاص ب, خاص ل, خدمة, شعر, قصة, كتابات
""")
_EDITORS = listed("تحرير, تحرير النص, حرره, حررته, حررها")
_OTHERS = listed("""
    تصوير, كاميرا, صور, صورة, الصورة, الصور, مصدر الصورة, عدسة, بعدسة, تصوير الفيديو, ترجمة, ترجمها, ترجمه,
    ترجمته, ترجمتها, نقله إلى العربية,
    نقلها إلى العربية, نقلته إلى العربية, إشراف, إشراف عام, مراجعة, تدقيق, تدقيق لغوي, مونتاج, إخراج, رسوم, رسم,
    كاريكاتير, غرافيك, جرافيك, إنفوجراف, إنفوغراف, انفوجرافيك, إنفوغرافيك, تصميم, تنسيق, فيديو, صوّر, تصوير ومونتاج,
    photo, photos, translated by, ترجمة خاصة, ترجمة بتصرف
""")
_SOURCES = listed("المصدر, مصدر, المصادر, مصادر, مصدر الخبر, المصدر الأصلي, نقلا عن, source")
_FEMININE = listed("""
    كتبت, كتبتا, كتبته, كتبتها, حاورته, حاورتها, حاورتهم, حاورتهما, أجرت الحوار, أجرت اللقاء, أجرت المقابلة,
    أجرت التحقيق, أجرته, أجرتها, التقته, التقتها, التقتهم, أعدته, أعدتها, أعدت التقرير, أعدت الملف,
    أعدت الحوار,
    أعدت التحقيق, أدارت الندوة, أدارت الحوار, الكاتبة, الصحفية,
    تكتبها, تكتب, نشرته, مراسلة
""")
# Roles that neither a headline nor a sentence sets before a noun: after these any name will do.
_NAMES_ONLY = listed("""
    بقلم, بقلمي, بواسطة, نشر بواسطة, مرسلة بواسطة, نشر من طرف, نشر من قبل, كتب من طرف, حرر من طرف, حاوره, حاورها,
    حاورهم, حاورته, حاورتها, أجرى الحوار, أجرت الحوار, إعداد, أعده, أعدته, كتابة
""")
_ALONE = listed("خاص, متابعات, متابعة خاصة, متابعة, رصد ومتابعة, تقرير خاص, رصد")

# What a writer is: «كاتب وباحث مصري».
CALLINGS = listed("""
    كاتب, كاتبة, صحفي, صحفية, صحافي, صحافية, باحث, باحثة, أستاذ, أستاذة, محلل, محللة, رئيس, رئيسة, مدير, مديرة,
    مراسل, مراسلة, محرر, محررة, خبير, خبيرة, ناقد, ناقدة, أكاديمي, أكاديمية, عضو, وزير, سفير, إعلامي, إعلامية, طبيب,
    طبيبة, محام, محامي, محامية, مستشار, مستشارة, شاعر, شاعرة, روائي, روائية, مفكر, مخرج, مراسلنا, مراسلتنا, موفد,
    موفدنا, نائب, مدون, مدونة, ناشط, ناشطة, مهندس, دبلوماسي, مترجم, مترجمة, متخصص, متخصصة, قاص, أديب, اقتصادي, مصور,
    مصورة, مساعد, مساعدة, محافظ, داعية, المراسل, المحرر, الكاتب, الكاتبة, الباحث, الباحثة, الخبير, الأستاذ, أخصائي,
    استشاري, كبير, كبيرة, سكرتير, منتج, مذيع, مذيعة, مقدم, مقدمة
""")
JOURNALISTS = listed("""
    كاتب, كاتبة, صحفي, صحفية, صحافي, صحافية, باحث, باحثة, أكاديمي, أكاديمية, محلل, مراسل, مراسلة, محرر, محررة,
    إعلامي, مدون
""")

# The verbs with which a report opens; of those that are nouns as well («كشف», «بحث») only the feminine.
REPORTING = listed("""
    قال, قالت, أكد, أكدت, أعلن, أعلنت, كشفت, أفاد, أفادت, أوضح, أوضحت, صرحت, أشار, أشارت, أضاف, أضافت, استقبل, استقبلت,
    افتتح, افتتحت, التقى, التقت, بحثت, اختتم, اختتمت, انطلق, انطلقت, شارك, شاركت, دعا, دعت, طالبت, نفى, نفت,
    أدان, أدانت, حذرت, رفضت, توفي, توفيت, قتلت, أصيب, أصيبت, لقي, وصل, وصلت, غادر, غادرت, ترأس, ترأست, وقعت, شهدت,
    أطلق, أطلقت, نظمت, أصدر, أصدرت, قرر, قررت, وافق, وافقت, أحبط, أحبطت, ألقى, ألقت, ضبطت, تمكن, تمكنت, اندلع,
    اندلعت, ناقش, ناقشت, دشن, دشنت, بدأ, بدأت, عقدت, عاد, عادت, سجلت, استشهد, استشهدت, أعرب, أعربت, أقر, أقرت, أجرى,
    أجرت, شدد, شددت, زار, زارت, أوقف, أوقفت, بلغت, ارتفع, ارتفعت, انخفض, انخفضت, شن, شنت, نفذت, احتفل, احتفلت
""")

_DUTIES: dict[str, Duty] = {
    **dict.fromkeys(_REPORTS, "report"),
    **dict.fromkeys(_EDITORS, "editor"),
    **dict.fromkeys(_OTHERS, "other"),
    **dict.fromkeys(_SOURCES, "source"),
    **dict.fromkeys([*_WRITERS, *_HIS, *_HERS], "writer"),
}
_FIRST = frozenset(words.partition(" ")[0] for words in _DUTIES)
_LONGEST = max(len(words.split()) for words in _DUTIES)
_RANK: tuple[Duty, ...] = ("writer", "report", "source", "editor", "other")


@dataclass(frozen=True, slots=True)
class Role:
    """A duty as its words name it, and how many words these are; `alone`: they are a byline without a name too."""

    duty: Duty
    length: int
    feminine: bool = False
    alone: bool = False
    names_only: bool = False


def role_at_start(words: list[str]) -> Role | None:
    """Return the role with which the words begin («إعداد», «أجرى الحوار», «إعداد وتحرير»)."""
    if not words or key(words[0]).partition(" ")[0] not in _FIRST:
        return None
    keys = [key(word) for word in words[:12]]
    first = _one(keys)
    if not first:
        return None
    duties, length = [first.duty], first.length
    while length < len(keys) and (more := _joined(keys[length:])):
        duties.append(more.duty)
        length += more.length
    duty = min(duties, key=_RANK.index)
    if duty == "editor" and "other" in duties:
        duty = "other"  # «ترجمة وتحرير»: the translator
    return Role(duty, length, first.feminine, first.alone and length == len(words), first.names_only)


def _one(keys: list[str]) -> Role | None:
    for length in range(min(_LONGEST, len(keys)), 0, -1):
        text = " ".join(keys[:length])
        if text in _DUTIES:
            return Role(_DUTIES[text], length, text in _FEMININE or text in _HERS, text in _ALONE, text in _NAMES_ONLY)
    return None


def _joined(keys: list[str]) -> Role | None:
    """Read the second role of «إعداد وتحرير», «اختيار و تصوير»."""
    if keys[0] == "و" and len(keys) > 1 and (role := _one(keys[1:])):
        return Role(role.duty, role.length + 1)
    if keys[0].startswith("و") and (role := _one([keys[0][1:], *keys[1:]])):
        return role
    return None
