"""What a page says of itself in an article's place: not found, in trouble, are you human, consent, subscribe."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.arabic.text import fold, words
from crawler.extraction.lines import Line, Zone
from crawler.extraction.paywall import is_wall
from crawler.reasons import Reason, Rejection

_AROUND = Zone.NAVIGATION | Zone.HEADER | Zone.FOOTER | Zone.SIDE | Zone.COMMENTS | Zone.HIDDEN
_LOOKED_AT = 60  # lines of a page
_TAGGED = 6  # words of a tag page's headline
_NOTICE = 20  # words of a line that says that nothing is here
_SENTENCE = 8  # words of a paragraph
_FEW = 12  # lines of a page that is nothing but a layer
_MOSTLY = 0.5  # of a headline that says so, or of a page's words that speak of consent

# Against folded words without punctuation: see crawler.arabic.text.words.
_THING = "(?:ال)?(?:صفحه|محتوي|خبر|مقال|مقاله|موضوع|ماده|رابط|تقرير|ملف|عنوان|نتيجه|بيانات|فيديو|وسم|قسم)"
_OPENING = r"(?:(?:عفوا|عذرا|نعتذر|للاسف|اسف|اسفون|ناسف|المعذره|يبدو|ان|هذا|هذه|خطا|404|اوبس|sorry|oops|error) )*"
_NOT_FOUND = re.compile(
    rf"{_OPENING}(?:{_THING}(?: \w+){{0,8}} (?:غير (?:موجود|متوفر|متاح)ه?|محذوفه?"
    r"|(?:لم|ما) (?:ي|ت)?عد \w+)"
    rf"|{_THING} (?:الذي|التي)(?: \w+){{1,7}} (?:غير (?:موجود|متوفر|متاح)ه?|محذوفه?"
    r"|لم (?:نجد|نعثر|يتم)|لا (?:ت|ي)(?:وجد|عمل)|معطله?|خاط[يء]ه?|تالفه?|(?:قد |ربما )?(?:حذفت?|ازيلت?|الغيت?))"
    rf"|(?:لا (?:ت|ي)وجد|لم (?:يتم العثور|نعثر|نجد|يعثر|نتمكن من (?:العثور|ايجاد))|تعذر العثور)"
    rf"(?: علي)?(?: \w+){{0,2}}? {_THING}"
    rf"|لم (?:نعثر|نجد|يتم العثور)(?: علي)? (?:ما|اي)"
    rf"|(?:تم|جري) (?:حذف|ازاله|نقل) (?:هذا |هذه )?{_THING}"
    r"|(?:the )?(?:page|article|content)(?: \w+){0,5} (?:not found|not exist|not available|no longer available)"
    r"|not found|page introuvable|404$|(?<!\S)404 (?:not|error|page))\b"
)
# What may be a post or a video among a story's paragraphs, rather than the page.
_EMBEDDED = re.compile(rf"{_OPENING}(?:ال)?(?:محتوي|فيديو|ماده|رابط)\b")
# What a server in trouble says, with an answer of 200: of the page that was asked for, it says nothing.
_TROUBLE = re.compile(
    r"(?:(?:عفوا|عذرا|نعتذر|للاسف|اسف|اسفون|ناسف|المعذره|خطا|اوبس|sorry|oops|error)(?: |$))*"
    r"(?:$|(?:حدث|وقع|هناك|حصل)ت? (?:خطا|خلل|عطل|مشكله) (?:ما|غير متوقعه?|فنيه?|تقنيه?|داخلي|اثناء|"
    r"في (?:ال)?(?:خادم|سيرفر|موقع|نظام|اتصال|تحميل|عرض|معالجه|قاعده))\b"
    r"|خطا (?:داخلي|فني|تقني|غير متوقع|في (?:ال)?(?:خادم|سيرفر|موقع|نظام|اتصال|قاعده))\b"
    r"|(?:الموقع|موقعنا|الصفحه|البوابه)(?: \w+){0,2} (?:تحت|قيد|في) (?:اعمال )?(?:ال)?(?:صيانه|تحديث|انشاء|تطوير)\b"
    r"|(?:50[0234] )?(?:(?:internal )?server error|service (?:temporarily )?unavailable|bad gateway|gateway time ?out)"
    r"|(?:error establishing a )?database (?:connection|error)"
    r"|(?:\w+ ){0,3}under maintenance|we(?: ll)? be (?:right )?back)"
)
_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser"
    r"|verify(?:ing)?(?: that)? you(?: are|re) (?:a )?(?:human|not a)"
    r"|access denied|ddos protection|are you (?:a )?(?:robot|human)|security check"
    r"|enable javascript and cookies|pardon our interruption"
    r"|request (?:unsuccessful|rejected)|incapsula|captcha|unusual traffic|have been blocked|requested url was rejected"
    r"|(?:لست|لست ب|انت) (?:ب)?(?:روبوت|برنامج|انسان|بشر)\w*"
    r"|(?:انك|انت) (?:انسان|بشر|لست)\b"
    r"|التحقق من (?:انك|المتصفح|الاتصال|متصفحك|هويتك البشريه)|(?:تحقق|فحص|التحقق|الفحص) (?:الامني|امني)"
    r"|نتحقق من (?:انك|متصفحك)"
)
_CONSENT = re.compile(
    r"before you continue|value your privacy|cookies?\b|personal data"
    r"|قبل المتابعه|ملفات (?:تعريف الارتباط|الكوكيز|كوكي)"
    r"|كوكيز|نقدر خصوصيتك|خصوصيتك (?:تهمنا|مهمه)|موافقتك|سياسه الخصوصيه"
    r"|اعدادات الخصوصيه|تفضيلات الخصوصيه"
    r"|بياناتك الشخصيه"
    r"|البيانات الشخصيه|موافقه علي الشروط|شركا[ءؤي]نا"
)
_SEARCH = re.compile(r"(?:نتائج|نتيجه) البحث(?:\s*$|\s*(?:عن\s*)?[:\"«|(].*|.{0,12}$)|search results\b.*")
_SERVICE = re.compile(
    r"تسجيل (?:ال)?دخول|انشاء حساب|حساب جديد|نسيت كلمه المرور|login|sign in|من نحن|اتصل بنا|تواصل معنا"
    r"|سياسه الخصوصيه|شروط الاستخدام|الشروط والاحكام|اعلنوا? معنا|هي[يء]ه التحرير|خريطه الموقع|فريق العمل|راسلنا"
    r"|(?:عن|حول) (?:ال)?(?:موقع|صحيفه|جريده|مجله|قناه|وكاله|اذاعه|شبكه|بوابه)(?:نا|تنا)?|نبذه عنا|وظا[يء]ف(?: شاغره)?"
    r"|اتصلوا بنا|تواصلوا معنا|(?:لل|ال)اعلان معنا|حقوق النشر|اتفاقيه الاستخدام|ميثاق الشرف"
)
_TAG = re.compile(r"^(?:وسم|الوسم|tag|هاشتاغ|هاشتاج|الكلمات الدلاليه|كلمه دلاليه|ارشيف الوسم)\s*[:/|]")


def of_title(title: str) -> Rejection | None:
    """Return what a headline alone says of its page."""
    folded = fold(title)
    if _SERVICE.fullmatch(folded):
        return Rejection(Reason.STATIC, title)
    if _SEARCH.match(folded):
        return Rejection(Reason.SEARCH, title)
    return Rejection(Reason.TAG, title) if _TAG.search(folded) and len(folded.split()) <= _TAGGED else None


def not_found(title: str, lines: Sequence[Line]) -> str | None:
    """Return the line that says that nothing is here, if there is one."""
    said = _NOT_FOUND.match(" ".join(words(title)))
    if said and _is_said(said[0], title):
        return title
    below = False  # a paragraph
    for line in _shown(lines):
        text = " ".join(words(line.text)) if line.words <= _NOTICE and not line.linked else ""
        if _NOT_FOUND.match(text) and not (below and _EMBEDDED.match(text)):
            return line.text
        below = below or (line.words >= _SENTENCE and not line.linked and line.text.endswith("."))
    return None


def trouble(title: str, lines: Sequence[Line]) -> str | None:
    """Return the line that says that the server is in trouble, where the page is about nothing else."""
    if (said := _trouble(title)) and _is_said(said, title):
        return title
    shown = [line.text for line in _shown(lines) if not line.zone & Zone.FORM]
    return next(filter(_trouble, shown), None) if len(shown) < _FEW else None


def _trouble(text: str) -> str:
    said = _TROUBLE.match(" ".join(words(text)))
    return said[0] if said else ""


def challenge(title: str, lines: Sequence[Line]) -> str | None:
    """Return the words that ask for a human or a browser."""
    said = _CHALLENGE.search(" ".join(words(title)))
    if said and _is_said(said[0], title):
        return said[0]
    found = (_CHALLENGE.search(" ".join(words(line.text))) for line in lines[:_LOOKED_AT])
    return next((match[0] for match in found if match), None)


def consent(title: str, lines: Sequence[Line]) -> str | None:
    """Return the words that ask for consent, where the page is about little else."""
    every = [line for line in lines if not line.zone & Zone.NAVIGATION]
    asking = [line for line in every if _CONSENT.search(" ".join(words(line.text)))]
    if not asking:
        return None
    total, about = sum(line.words for line in every), sum(line.words for line in asking)
    said = _CONSENT.search(" ".join(words(title)))
    titled = said is not None and _is_said(said[0], title)
    few = len([line for line in every if not line.zone & _AROUND]) < _FEW
    return asking[0].text if titled or (few and about >= _MOSTLY * total) else None


def wall(lines: Sequence[Line]) -> str | None:
    """Return the line that says that the story is for subscribers."""
    return next((line.text for line in _shown(lines) if is_wall(line.text)), None)


def _is_said(notice: str, title: str) -> bool:
    """Whether a notice is what a headline says, not a word in it."""
    return len(notice) >= _MOSTLY * len(" ".join(words(title)))


def _shown(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines[:_LOOKED_AT] if not line.zone & _AROUND]
