"""A page that shows the public a part of its story: what declares it, and the wall that stands where the rest would."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from crawler.arabic.text import words
from crawler.extraction import jsonld
from crawler.extraction.called import called, names_of
from crawler.extraction.lines import Line, Lines, Zone
from crawler.extraction.sheet import Sheet

_ELSEWHERE = (
    Zone.NAVIGATION | Zone.HEADER | Zone.FOOTER | Zone.SIDE | Zone.CAPTION | Zone.COMMENTS | Zone.RELATED | Zone.HIDDEN
)
_TIERS = ("locked", "metered")
_LONGEST = 30  # words of a wall's line
_PROSE = 14  # words from which a line is the story's, unless it stands in a block that is called a wall's
_NAMED = called(r"pay-?wall|subscri|premium|locked|members?-?only|gate|plans?\b|regwall|piano")
_LONG = 45  # words from which it is in any
_SMALL = 12  # words of the lines below a wall that are its own: a price, a button, «لديك حساب؟»
_AFTER = 12  # lines after the story in which its wall may stand
_ALONE = 40  # lines after the headline in which a wall may stand where there is no story

# All of these stand against folded words without punctuation: see crawler.arabic.text.words.
_STORY = "(?:المحتوي|المقال|المقاله|الخبر|التقرير|الماده|الموضوع|التحليل|القصه|النص|الصفحه|الملف|التحقيق)"
_ANY_STORY = "(?:ال)?(?:محتوي|مقال|مقاله|خبر|تقرير|ماده|موضوع|تحليل|قصه|نص|صفحه|ملف|تحقيق)"
_SUBSCRIBERS = r"(?:لل|ل|بال|ب)(?:ال)?مشترك(?:ين|ي)\b"
_READING = "(?:قراءه|القراءه|متابعه|مواصله|استكمال|اكمال|اطلاع|الاطلاع|تصفح)"
_BEGINNING = re.compile(
    rf"(?:(?:هذا|هذه|بقيه|باقي|تتمه|تكمله|قراءه|كامل) )*{_ANY_STORY}"
    rf"(?: (?:حصري|خاص|مخصص|متاح|متوفر|مدفوع|متاحه|خاصه|حصريه|مخصصه|متوفره|مدفوعه|هو|هي|فقط|كامل|كاملا|كامله|الكامل))*"
    rf" {_SUBSCRIBERS}(?=(?: \w+){{0,8}}$|.* (?:اشترك\w*|سجل\w*|الاشتراك|الدخول)\b)"
    rf"|(?:هذا|هذه) {_STORY} (?:يتطلب|تتطلب|يحتاج|تحتاج)(?: \w+){{0,2}} (?:ال)?اشتراك"
    rf"|(?:(?:يرجي|الرجاء|عليك|من فضلك|قم|يجب) )?(?:ب|ال)?(?:اشترك|اشتركي|اشتركوا|اشتراك|سجل|سجلي|سجلوا|تسجيل)"
    rf"(?: \w+){{0,6}} (?:ل|لل|حتي |كي )(?:ت?قرا\w*|{_READING})(?: \w+){{0,4}}? ?\b(?:القراءه|{_STORY})\b"
    rf"|(?:لل|ل){_READING}(?: علي)? (?:بقيه|باقي|تتمه|تكمله) {_ANY_STORY}\b(?!.* (?:اضغط|انقر|هنا|الرابط|التالي\w*)\b)"
    rf"|(?:لل|ل){_READING}(?: \w+){{0,3}}? (?:القراءه|{_STORY})(?: \w+){{0,4}}? "
    r"(?:اشترك|اشتركي|اشتركوا|الاشتراك|بالاشتراك|سجل|سجلي|تسجيل|بتسجيل)\b"
    r"|(?:لقد )?(?:وصلت|استنفدت|استهلكت|بلغت|تجاوزت|انتهت|انتهي)(?: \w+){0,6} مقالاتك? المجانيه"
    r"|(?:لقد )?(?:وصلت|استنفدت|استهلكت|بلغت|تجاوزت|انتهت|انتهي)(?: \w+){0,6} المقالات المجانيه"
    r"|(?:تبقي|متبقي|بقي)(?: \w+){0,4} مقال(?:ات|ا|ه)? مجاني"
    r"|this (?:content|article|story) is (?:only |exclusively )?(?:available )?(?:for|to)(?: our)? subscribers"
    r"|subscribe (?:now )?to (?:continue|keep) reading"
    r"|(?:cet |contenu |article )*r[eé]serv[eé]e? (?:aux|[aà] nos) abonn"
)
_WHOLE = re.compile(rf"(?:حصري|خاص|متاح|مخصص|حصريا)? ?{_SUBSCRIBERS}(?: فقط| حصرا)|(?:حصري|خاص|حصريا) {_SUBSCRIBERS}")


@dataclass(frozen=True, slots=True)
class Wall:
    """Whether a page keeps a part of its story back; `lines` are the numbers of its wall's own lines."""

    locked: bool = False
    said: str = ""
    lines: frozenset[int] = frozenset()


@lru_cache(maxsize=1024)
def is_wall(text: str) -> bool:
    """Tell whether a line says that the story, or its rest, is for subscribers."""
    if len(text) > 400 or not any(sign in text for sign in _SIGNS):
        return False
    said = words(text)
    if not 2 <= len(said) <= _LONGEST:
        return False
    joined = " ".join(said)
    return bool(_BEGINNING.match(joined) or _WHOLE.fullmatch(joined))


# One of these stands in every wall; most lines are told apart by that alone.
_SIGNS = ("شترك", "شتراك", "سج", "مجاني", "مجانا", "بقي", "باقي", "تتم", "كامل", "كمل", "ubscri", "abonn")


def find_wall(sheet: Sheet, title: Line | None, body: Sequence[Line]) -> Wall:
    """Return what a page says of being for subscribers; its wall stands between the headline and the story's end."""
    said = [line for line in _reach(sheet.lines, title, body) if not line.zone & _ELSEWHERE and is_wall(line.text)]
    own: set[int] = set()
    for line in said:
        own |= _around(sheet.lines, line)
    own |= _below(body, own)
    text = said[0].text if said else ""
    return Wall(bool(said) or _is_declared(sheet), text, frozenset(own))


def _reach(lines: Lines, title: Line | None, body: Sequence[Line]) -> list[Line]:
    start = title.order if title is not None else body[0].order if body else 0
    if not body:
        return lines.lines[start : start + _ALONE]
    return lines.lines[min(start, body[0].order) : body[-1].order + _AFTER]


def _around(lines: Lines, wall: Line) -> set[int]:
    """The lines of the block that the wall stands in, as far as none of them is the story's."""
    found = {wall.order}
    block = wall.node
    while block is not None and block.tag != "body":
        inside = lines.within(block)
        named = _NAMED(names_of(block))
        most = _LONG if named else _PROSE
        if any((line.words >= most and line.order != wall.order) or line.node.tag == "h1" for line in inside):
            break
        found |= {line.order for line in inside}
        outer = lines.around(block)
        if outer is None or len(lines.within(outer)) > len(inside) + _AFTER:
            break
        block = outer
    return found


def _below(body: Sequence[Line], wall: set[int]) -> set[int]:
    """The small lines after a wall that no paragraph follows: prices, «لديك حساب؟»."""
    last = max(wall, default=None)
    rest = [line for line in body if last is not None and line.order > last]
    return {line.order for line in rest} if all(line.words < _SMALL for line in rest) else set()


def _is_declared(sheet: Sheet) -> bool:
    tier = (sheet.meta.first(("article:content_tier", "content_tier", "content-tier")) or "").lower()
    if tier in _TIERS or _is_false(sheet.meta.first(("isaccessibleforfree",))):
        return True
    pages = [sheet.node, *(node for node in sheet.nodes if "WebPage" in jsonld.types(node))]
    return any(_is_false(value) for node in pages for value in _access(node))


def _access(node: jsonld.Node) -> Iterator[Any]:
    """What a JSON-LD object says of its access, and of that to its parts."""
    yield node.get("isAccessibleForFree")
    parts = node.get("hasPart")
    for part in parts if isinstance(parts, list) else [parts]:
        if isinstance(part, dict):
            yield part.get("isAccessibleForFree")


def _is_false(value: Any) -> bool:
    if isinstance(value, list):
        return any(map(_is_false, value))
    said = value.strip().rpartition("/")[2].lower() if isinstance(value, str) else ""
    return value is False or said in ("false", "no", "0")
