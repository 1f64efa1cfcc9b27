"""Labels and notices: «المصدر: …», «تابعونا على …», «جميع الحقوق محفوظة …», and the sentences that only begin so."""

import re
from collections import defaultdict
from collections.abc import Callable
from itertools import islice, pairwise
from operator import not_

from crawler.arabic import boilerplate_parts as parts
from crawler.arabic.date_words import is_date_word
from crawler.arabic.lists import listed
from crawler.arabic.outlets import is_outlet
from crawler.arabic.text import tidy, words

Words = tuple[str, ...]

_FOLLOW_LIMIT = 30  # words
_ROW_LEAST, _ROW_MOST = 3, 8  # words
NOTICE = 45  # words of a notice
_OPENING_LIMITS = {"share": 25, "subscribe": 20, "newsletter": 25, "app": 10, "comments": 120}


def table(source: dict[str, str]) -> dict[Words, str]:
    """Return the category of each phrase, by its folded words."""
    return {tuple(words(phrase)): kind for kind, text in source.items() for phrase in text.split(",") if words(phrase)}


def _by_first(source: dict[str, str]) -> dict[str, list[tuple[Words, str]]]:
    found: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for phrase, kind in sorted(table(source).items(), key=lambda item: -len(item[0])):
        found[phrase[0]].append((phrase, kind))
    return found


_OPENING = _by_first(parts.OPENING)
_LABEL = _by_first(parts.LABEL)
_PLATFORMS = listed(parts.PLATFORMS)
_BUTTONS = _PLATFORMS | listed(parts.BUTTONS) | {word for name in _PLATFORMS for word in name.split()}

_FOLLOW = re.compile(
    "(?:كما |و)?(?:يرجي |يمكنكم |يمكنك )?(?:ايضا )?(?:(?P<one>تابع|انضم|اشترك)|"
    "تابع(?:وا|ونا|نا|ي|ينا|و)|انضم(?:وا|ي)|اشترك(?:وا|ي)|متابعتنا|شارك(?:ونا|نا)|لمتابعتنا|لمتابعه|"
    "متابعه(?= (?:اخبار|صفحتنا|صفحه|قناتنا|قناه|حسابنا))|زوروا|زورونا|تواصلوا معنا|تواصل معنا) "
)
_PLATFORMS |= {f"ال{name}" for name in _PLATFORMS if len(name) > 3 and not name.isascii()}
_OURS = listed("مواقعنا, قناتنا, صفحتنا, حسابنا, حساباتنا, مجموعتنا, منصاتنا, موقعنا, تطبيقنا")
_ANYONES = listed("قناه, صفحه, حساب, جروب, لقناه, بقناه, لصفحه, لجروب, القناه, بالقناه, للقناه, الجروب")
_PURPOSES = ("لل", "لم", "ولم", "ولل", "لت", "لي", "كن", "كونوا", "يمكن")
_ASKING = listed("لم, لما, لماذا, ليس, ليست, ولم, ولماذا, ليت, لكن")
_US = listed("تابعونا, تابعنا, انضموا, انضم, اشتركوا, اشترك, تابعوا, تابع, متابعه, متابعتنا")
_ONE = listed("تابع, انضم, اشترك, متابعه")  # in a sentence, what somebody did
_MANY = 5  # words after the verb
_THERE = listed("علي, عبر, في")
_NEWS = listed("اخبار, احدث, اخر, اهم, المزيد, كل, جديد, ابرز")
# A sentence that only begins like furniture has none of the words with which a site speaks of itself.
_ADDRESSED = (
    _OURS
    | _PLATFORMS
    | listed("""
    هاتفك, جوالك, موبايلك, مجانا, متجر, ستور, بلاي, app, android, ios, ايفون, اندرويد, الإشعارات, تطبيقنا, اضغط, انقر,
    ليصلك, لتصلك, تصلك, يصلك, بريدك, بريدكم, البريد, الإلكتروني, النشرة, نشرتنا, أخبار, الأخبار, أخبارنا, التواصل,
    حسابك, للمشتركين, المشتركين, المشترك, موقع, الموقع, الصحيفة, الجريدة, المحتوى, محتوى, المواد, المادة, المقال,
    المقالات, الخبر, إذن, خطي, مسبق, المصدر, الناشر, رأيك, رأيكم, تعليق, تعليقك, تعليقاتكم, بتعليقاتكم, التعليق,
    التعليقات, المزيد, رأي, كاتبه, كاتبها, كتابها, أصحابها, صاحبها, أدناه, الارتباط, الكوكيز, الخصوصية, تجربتك
""")
)
# In the phrase itself these say as much.
_SELF = listed("""
    المحتوى, محتوى, الموقع, موقعنا, الويب, الكوكيز, تعريف, الخصوصية, موافق, بريدك, صحافة, الصحافة, قناتنا, لقناتنا,
    بقناتنا, صفحتنا, حسابنا, مجموعتنا, نشرتنا, قائمتنا, تطبيقنا, برأيك, رأيك, رأيكم, برأيكم, آراءكم, بتعليقاتكم,
    بمشاركاتكم, إلينا, لاشتراكك, لاشتراككم, اشتراكك, باشتراكك, بتسجيلك, توافق, متابعتنا, لمتابعتنا, تعليقك, اسمي,
    أخبارنا, أكيسميت
""")
_PERMISSION = listed("إذن, خطي, مسبق")
_TIME = listed("اليوم, الان, الاسبوع, هذا, الشهر, خلال, في, 24, ساعه, امس, يوم, اسبوع, من, عن, علي, الموقع")
_AGO = listed("منذ, قبل, امس, الان, اليوم")
_LOGIN = listed("الان, معنا, مجانا, او, الي, حسابك, تسجيل, حساب, جديد, انشاء, في, الموقع, للتعليق, للمتابعه, للقراءه")
_LETTERS = listed("النشره, نشرتنا, البريديه, بريدك, نشره")
PUBLISHERS = listed("لدي, موسسه, دار, شركه, صحيفه, جريده, موقع, وكاله, قناه, شبكه, بوابه, مجموعه, c, copyright")
_SOURCES = listed("المصدر, المصادر, مصدر, رابط")
_SAYING = listed("لا, لم, لن, ليس, ليست, ما, قد, لقد, ان, سوف, هناك, نحن, لسنا, لدينا")
QUOTING = ("نقلا", "عن")
_TOKEN = re.compile("[^\\W_]+(?:[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c]+[^\\W_]*)*")
_MARK = re.compile(r"\s*[)\]»”\"]?\s*(?:[:：|/(\[؛]|[-–—\u0640]+(?=\s|$))")


def is_sentence(line: str) -> bool:
    """Does the line end as a sentence does, and not in «…»?"""
    end = line.rstrip()
    return end.endswith(".") and not end.endswith("..")


def buttons(found: list[str]) -> str | None:
    """A row of buttons: «طباعة Email فيسبوك تويتر لينكدين»."""
    if len(found) > 25 or not all(word in _BUTTONS or word.isdigit() for word in found):
        return None
    named = any(word.isalpha() and not is_date_word(word) for word in found)  # «19 آب» is a day
    return "share" if named and (len(found) > 1 or found[0] in _PLATFORMS) else None


def row(found: list[str], whole: dict[Words, str]) -> str | None:
    """«الأحدث الأكثر قراءة»: labels of one kind in a row; of single words any two make a heading («اللغة العربية»)."""
    if not _ROW_LEAST <= len(found) <= _ROW_MOST:
        return None
    for number in range(len(found) - 1, 0, -1):
        kind, rest = whole.get(tuple(found[:number])), found[number:]
        if kind and kind == (whole.get(tuple(rest)) or row(rest, whole)):
            return kind
    return None


def hashtags(line: str) -> str | None:
    """«#الفجيرة #المرجان», and nothing else."""
    return "tags" if line[0] == "#" and all(word[0] == "#" for word in line.replace("# ", "#").split()) else None


def opening(found: list[str], line: str) -> str | None:
    """A line that begins as no story does."""
    for phrase, kind in _OPENING.get(found[0], ()):
        if tuple(found[: len(phrase)]) == phrase:
            if (
                is_sentence(line)
                and (kind != "read-also" or phrase[0][0] == "ل" or _goes_on(phrase, line))
                and not _is_addressed(phrase, found)
            ):
                return None  # «حمل تطبيق القانون آمالا كبيرة.»
            limit = _OPENING_LIMITS.get(kind, NOTICE)
            if kind == "app" and limit < len(found) <= 2 * limit and _is_addressed(phrase, found):
                return kind
            return kind if len(found) <= limit else None
    return None


def _goes_on(phrase: Words, line: str) -> bool:
    """«اضغط هنا، قال الطبيب.», «اقرأ المزيد من الكتب، نصح المعلم طلابه.»: no title stands after a comma or من."""
    rest = after(tidy(line), len(phrase)).lstrip()
    return rest.startswith(("،", ",", "من "))


def _is_addressed(phrase: Words, found: list[str]) -> bool:
    rest = found[len(phrase) :]
    if phrase[-1] == "نسخ":  # «يمنع نسخ المفاتيح دون إذن كتابي.»
        rest = [word for word in rest if word not in _PERMISSION]
    return len(rest) < 2 or any(word in _SELF for word in phrase) or any(word in _ADDRESSED for word in rest)


def label(line: str, found: list[str]) -> str | None:
    """«المصدر: رويترز», «آخر تحديث 12 مايو»: a label, and the little that may follow one."""
    for phrase, kind in _LABEL.get(found[0], ()):
        if tuple(found[: len(phrase)]) == phrase:
            text = tidy(line)
            if (
                kind == "source-line"
                and phrase[0] not in _SOURCES
                and len(found) > len(phrase)
                and not _dated(found[len(phrase) :])
            ):
                return None
            rest = after(text, len(phrase))
            if kind == "read-also" and len(phrase) > 1 and rest.lstrip().startswith(("..", "…")):
                rest = ":"  # «قد يهمك أيضا.. عنوان»; «شاهد.. عنوان» is a headline
            return kind if _is_label(kind, rest, found[len(phrase) :]) else None
    return None


def _is_label(kind: str, after: str, tail: list[str]) -> bool:
    """Does what follows a label's words leave it a label? A sentence that begins with the same words does not."""
    if not tail or (kind == "source-line" and tail[0] in _SAYING):
        return not tail  # «المصدر: لا علم لنا بالاتفاق»
    if kind == "copyright":
        return holds_rights(after, tail)
    dated = _dated(tail)
    if _MARK.match(after):
        sentence = after.rstrip().endswith(".") and len(tail) > (8 if dated else _PHRASES.get(kind, 2))
        return len(tail) <= _TAIL_LIMITS.get(kind, 12) and not sentence
    if after.rstrip().endswith(".") or len(tail) > 8:
        return False
    if kind == "source-line":
        return dated
    return len(tail) <= 3 and _TAILS.get(kind, not_)(tail)


def _dated(found: list[str]) -> bool:
    return any(word[0].isdigit() for word in found) or (bool(found) and found[0] in _AGO)


def _is_login(tail: list[str]) -> bool:
    return all(word in _LOGIN for word in tail)


def _is_span(tail: list[str]) -> bool:
    return all(word in _TIME for word in tail) or is_outlet(" ".join(tail))


def _is_buttons(tail: list[str]) -> bool:
    return all(word in _BUTTONS for word in tail)


def _is_more(tail: list[str]) -> bool:
    """«المزيد من أخبار الرياضة» heads a block; «المزيد من» alone opens a sentence as well."""
    return len(tail) < 3


_TAILS: dict[str, Callable[[list[str]], bool]] = {
    "most-read": _is_span,
    "related-heading": _is_more,
    "share": _is_buttons,
    "subscribe": _is_login,
    "app": bool,
}
# Words after a label that may end in a full stop.
_PHRASES = {"source-line": 5, "read-also": 5, "copyright": 5, "caption": 3}
_TAIL_LIMITS = {"source-line": 12, "most-read": 3, "related-heading": 6, "share": 15, "tags": 30, "nav": 12}


def follow(found: list[str], line: str) -> str | None:
    """«تابعوا قناتنا على واتساب», «انضم إلى مجموعتنا»: the imperative, and where to."""
    if len(found) > _FOLLOW_LIMIT:
        return None
    match = _FOLLOW.match(" ".join(found[:4]) + " ")
    if not match:
        return _follow_at_last(found, line)
    if match["one"] and found[0][0] == "و" and _OURS.isdisjoint(found[1:3]):
        return None  # «وتابع البيان:»
    rest = found[len(match[0].split()) :]
    if not _leads_elsewhere(rest, singular=match["one"] is not None, sentence=line.rstrip().endswith(".")):
        return None
    if any(word in _LETTERS for word in rest):
        return "newsletter"
    return "share"


def _follow_at_last(found: list[str], line: str) -> str | None:
    """«لمتابعة أخبارنا أولا بأول تابعونا على تليغرام»: what it is for, and then where to."""
    if not found[0].startswith(_PURPOSES) or found[0] in _ASKING:
        return None
    to_follow = found[0].startswith("لمتابع")
    at = next((number for number, word in enumerate(found) if word in _US), -1 + to_follow)
    if at >= 0 and not (found[at] in _ONE and is_sentence(line)):
        rest = found[at + 1 :]
        return "share" if any(word in _OURS or word in _PLATFORMS or word in _ANYONES for word in rest) else None
    return "share" if any(one in _THERE and other in _OURS for one, other in pairwise(found)) else None


def _leads_elsewhere(rest: list[str], *, singular: bool, sentence: bool) -> bool:
    platform = any(word in _PLATFORMS for word in rest) or any(" ".join(p) in _PLATFORMS for p in pairwise(rest))
    if any(word in _OURS for word in rest[:4]) or (rest and rest[0] in _NEWS and not sentence):
        return platform or not (singular and sentence) or len(rest) < 3
    if any(word in _ANYONES for word in rest[:4]):
        return platform or not singular or (not sentence and len(rest) < _MANY)
    if rest and (rest[0] in PUBLISHERS or is_outlet(" ".join(rest[:2])) or is_outlet(rest[0])) and not sentence:
        return len(rest) < 15
    return platform and not (singular and sentence)


def holds_rights(text: str, found: list[str]) -> bool:
    """«جميع الحقوق محفوظة © 2020 مؤسسة …», and not a sentence about a court that ruled so."""
    if "©" in text or any(len(word) == 4 and word.isdigit() for word in found):
        return True
    if any(word in PUBLISHERS or word.removeprefix("ل") in PUBLISHERS for word in found):
        return True
    return len(found) <= 12 and not text.rstrip().endswith(".")


def may_be_long(found: list[str]) -> bool:
    """Whether a line of more words than a notice has may be one all the same, by its first words."""
    return found[0] in _OPENING or found[0] in _LABEL or tuple(found[:2]) == QUOTING


def after(text: str, count: int) -> str:
    """Return what follows a text's first words."""
    tokens = islice(_TOKEN.finditer(text), count - 1, count)
    return next((text[token.end() :] for token in tokens), "")
