"""Furniture made of known words: short lines each of whose words belongs to one kind of furniture («اكتب تعليقك هنا»).

Where `phrases` lists whole lines, this composes them. A line that holds one foreign word is none, nor is a sentence.
"""

import re
from typing import NamedTuple

from crawler.arabic.text import words

_LONGEST = 10  # words
_PLATFORMS = """
    فيسبوك الفيسبوك تويتر التويتر واتساب الواتساب واتس تلغرام التلغرام تليغرام تيليغرام تليجرام تيليجرام التليجرام
    انستغرام انستجرام انستقرام يوتيوب اليوتيوب لينكدان لينكد ماسنجر سناب شات تيك توك ثريدز x facebook twitter whatsapp
    telegram google news جوجل غوغل نيوز
"""
_OBJECTS = """
    هذا هذه الخبر المقال الموضوع المقاله القصه الصفحه الماده المنشور التدوينه في من علي عبر الي مع هنا الان و خلال
"""


class _Vocabulary(NamedTuple):
    """The words of one kind: a line has one of `heads`, and else only these and `others`."""

    heads: frozenset[str]
    others: frozenset[str]


def _vocabulary(heads: str, others: str) -> _Vocabulary:
    return _Vocabulary(frozenset(words(heads)), frozenset(words(f"{heads} {_OBJECTS} {others}")))


_VOCABULARIES = {
    "comments": _vocabulary(
        """تعليق تعليقا تعليقك تعليقكم تعليقات تعليقاتك تعليقاتكم التعليق التعليقات بتعليق بتعليقك بتعليقكم يعلق تعلق
        المعلقين رأيك رأيكم برأيك برأيكم آراءكم بآرائكم""",
        """أضف إضافة اكتب كتابة اترك أرسل إرسال انشر نشر شارك شاركنا شاركونا عرض إظهار إخفاء المزيد كل جميع أول كن كونوا
        يضع يكتب يضيف يترك لا يوجد توجد ليس أي حتى بعد جديد جديدا واحد عدد إلغاء رد الرد ردا القراء الزوار فيسبوك
        يمكنك لإضافة لكتابة بكتابة قم أدخل ابدأ اقرأ قراءة مغلقة سجل لتتمكن بإضافة أحدث آخر أهم ترتيب حسب""",
    ),
    "newsletter": _vocabulary(
        "نشرتنا النشرة بنشرتنا بريدك بريدكم بريديا البريدية قائمتنا النشرات نشراتنا",
        """اشترك اشتركوا الاشتراك للاشتراك سجل سجلوا تسجيل التسجيل أدخل إدخال ضع اكتب عنوان الإلكتروني إلكتروني معنا
        القائمة ب الإخبارية البريدية اليومية الأسبوعية الصباحية المسائية ليصلك لتصلك تصلك يصلك كل جديد احصل أهم آخر
        أحدث الأخبار أخبار مباشرة انضم شكرا لتسجيلك لاشتراكك لاشتراككم تم بنجاح صباح يوم مجانا العاجلة العاجل أولا بأول
        لدينا خدمة البريد لتلقي استلام استقبال""",
    ),
    "app": _vocabulary(
        "تطبيقنا تطبيقاتنا التطبيق بتطبيقنا الإشعارات إشعارات play ستور store",
        """حمل حملوا نزل نزلوا تحميل تنزيل لتحميل لتنزيل قم بتحميل بتنزيل هاتفك هاتفكم جوالك موبايلك متجر متاح متوفر
        app google apple آب اب جوجل بلاي فعل تفعيل تلقي استقبال تريد ترغب هل مجانا لتصلك آخر أهم الأخبار لهواتف آيفون
        ايفون أندرويد اندرويد android ios لأجهزة تابعنا استخدم افتح اشترك الاشتراك خدمة بخدمة السماح سماح""",
    ),
    "share": _vocabulary(
        """شارك شاركها شاركه شاركوا شاركنا مشاركة المشاركة للمشاركة لمشاركة انسخ نسخ النسخ لنسخ اطبع طباعة للطباعة
        لطباعة أرسل إرسال بالبريد غرد""",
        f"""{_PLATFORMS} رابط الرابط المختصر القصير صديق لصديق أصدقائك أصدقاءك الأصدقاء أصحابك بريد البريد الإلكتروني
        إلكتروني انقر اضغط فتح نافذة جديدة تم نسخة بريدي عن طريق""",
    ),
    "subscribe": _vocabulary(
        "اشترك اشتركوا اشتراك الاشتراك للاشتراك للمشتركين المشتركين مشترك",
        """معنا مجانا المحتوى متاح مخصص حصري حصريا فقط خاص لتصلك ليصلك لتلقي لمتابعة لقراءة آخر أهم أحدث كل جميع الأخبار
        أخبار جديد خدمة خدمتنا العاجل الأخبار العاجلة النسخة الرقمية الإلكترونية الورقية الجريدة الصحيفة بالفعل هل أنت
        بنجاح تم المقالات إلغاء تجديد باقات خيارات لدينا""",
    ),
    "most-read": _vocabulary(
        """قراءة مشاهدة تصفحا زيارة تعليقا إرسالا شعبية تداولا تفاعلا مشاركة رواجا متابعة بحثا استماعا إعجابا انتشارا
        قراءات مشاهدات""",
        """الأكثر الأعلى أكثر الأخبار أخبار المقالات مقالات المواضيع الموضوعات التقارير الفيديوهات القصص اليوم الأسبوع
        الشهر الآن 24 ساعة آخر أيام الموقع""",
    ),
}
_MOST = frozenset(words("الأكثر الأعلى أكثر"))
_LOGIN = frozenset(words("سجل تسجيل أنشئ إنشاء قم بتسجيل بإنشاء يرجى الرجاء"))
_ACCOUNT = frozenset(words("دخول دخولك الدخول حساب حسابا حسابك الخروج خروج"))
_LOGIN_WORDS = (
    _LOGIN
    | _ACCOUNT
    | frozenset(words("جديد جديدا مجانا الآن أو إلى في عبر للتعليق أولا باستخدام google facebook لديك"))
)

_CLICK = "(?:اضغط|انقر|اضغطوا|انقروا)(?: علي)?(?: هنا| الرابط.*)?|من هنا|عبر الرابط.*|(?:من|علي) (?:هذا )?الرابط.*"
_STORY = "(?:الخبر|المقال|الموضوع|التقرير|القصه|النص|المزيد|التفاصيل|الحوار|الملف|الدراسه|المقاله)"
_UP = "(?:ال)?(?:اعلي(?: الصفحه)?|محتوي(?: الرييسي)?|صفحه الرييسيه|رييسيه|قايمه(?: الرييسيه)?|بدايه)"
_COUNTED = "(?:الاخبار|المقالات|المواضيع|الموضوعات|النتايج|التعليقات|المنشورات|القصص|الصور|الفيديوهات|التفاصيل)"
_MORE = "(?:عرض|اظهار|اظهر|تحميل|حمل|شاهد|مشاهده|تصفح|استعراض|اعرض)"
_FORBIDS = "(?:يمنع|ممنوع|يحظر|لا يجوز|لا يسمح|غير مسموح|لا يحق|يرجي|الرجاء|يجب)"
_COPYING = "(?:نشر|نسخ|نقل|اقتباس|ذكر|اشاره الي)"
_RIGHTS = "(?:المصدر|اذن|خطي|مسبق|المحتوي|الماده|المواد|المقال|الموضوع|الخبر|النقل|الاقتباس|الموقع|موافقه)"
_TO = "(?:لقراءه|لمتابعه|لمشاهده|للاطلاع علي|اكمل|تابع|طالع|شاهد)"
_WHOLLY = "(?:كامل[اه]?|الاصلي(?:ه)?|بقيه|من المصدر|من مصدره|الكامل(?:ه)?)"
# These stand against the folded words of a whole line.
_PATTERNS = {
    "read-also": (
        rf"(?:لل|ل)\w{{3,9}}(?: \w+){{0,6}} (?:{_CLICK})",
        rf"{_TO} {_STORY}(?: {_WHOLLY})?",
        "(?:تفاصيل|معلومات) (?:اكثر|اوفي)|مزيد|لمشاهده المزيد|للاستزاده|تفاصيل الخبر كامله",
    ),
    "nav": (
        "(?:زر )?(?:ال)?(?:ذهاب|انتقال|عوده|رجوع|صعود|اذهب|انتقل|تجاوز|تخطي|تخط|عد|ارجع)(?: الي| ل)? " + _UP,
        "(?:جاري?|جار|يتم|يرجي|الرجاء) (?:ال)?(?:تحميل|انتظار)",
        rf"{_MORE} (?:المزيد|الكل|كل|جميع)(?: من)?(?: {_COUNTED})?",
        r"(?:ال)?صفحه \d+ (?:من|/) \d+|(?:ال)?بحث(?: (?:عن|في الموقع|متقدم|في الارشيف))?|نتايج البحث",
        "(?:ال)?وضع (?:ال)?(?:ليلي|نهاري|مظلم|داكن)|(?:النسخه|الطبعه|الصفحه) (?:الانجليزيه|العربيه|الفرنسيه)",
    ),
    "caption": (r"(?:ال)?صوره (?:من )?(?:ال)?ارشيف(?:يه)?(?: \w+){0,4}",),
    "copyright": (rf"{_FORBIDS} ب?(?:اعاده )?(?:ال)?{_COPYING}(?: \w+){{0,18}} {_RIGHTS}(?: \w+){{0,6}}",),
    "tags": ("(?:تابعوا )?(?:مزيد من )?(?:ال)?(?:كلمات|مواضيع|وسوم) (?:مفتاحيه|دلاليه|داله|مرتبطه|الخبر|المقال)",),
}
_GRAMMARS = {kind: re.compile("|".join(patterns)) for kind, patterns in _PATTERNS.items()}
_ANY_GRAMMAR = re.compile("|".join(grammar.pattern for grammar in _GRAMMARS.values()))


def composed(found: list[str], line: str) -> str | None:
    """Return what a line of furniture words is; None where any word of it is foreign, or it ends as a sentence."""
    if _ends_sentence(line):
        return None
    if len(found) <= _LONGEST and (kind := _of_vocabulary(found)):
        return kind
    if len(found) > 3 * _LONGEST:
        return None
    joined = " ".join(found)
    if not _ANY_GRAMMAR.fullmatch(joined):
        return None
    return next(kind for kind, grammar in _GRAMMARS.items() if grammar.fullmatch(joined))


def _of_vocabulary(found: list[str]) -> str | None:
    if found[0] in _LOGIN and any(word in _ACCOUNT for word in found) and _LOGIN_WORDS.issuperset(found):
        return "subscribe"
    for kind, (heads, others) in _VOCABULARIES.items():
        if found[0] in others and others.issuperset(found) and not heads.isdisjoint(found):
            return kind if kind != "most-read" or found[0] in _MOST or (len(found) > 1 and found[1] in _MOST) else None
    return None


def _ends_sentence(line: str) -> bool:
    end = line.rstrip()
    return end.endswith(".") and not end.endswith("..")
