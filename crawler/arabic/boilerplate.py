"""The lines of a news page that are not the story: related headings, «اقرأ أيضا», share buttons, notices, labels."""

import re
from functools import lru_cache
from typing import Literal

from crawler.arabic import phrases
from crawler.arabic.furniture import composed, is_section
from crawler.arabic.headings import (
    ABOUT,
    IMPERATIVE,
    INTERESTING,
    LEADING,
    PART,
    PICK,
    READ_ALSO,
    RELATED,
    SKIP,
    SKIPS,
    SUMMARY,
)
from crawler.arabic.imperatives import plainly
from crawler.arabic.labels import (
    NOTICE,
    after,
    buttons,
    follow,
    hashtags,
    is_sentence,
    label,
    may_be_long,
    opening,
    row,
    table,
)
from crawler.arabic.measures import measure, player
from crawler.arabic.notices import notice
from crawler.arabic.remarks import is_quotation, remark
from crawler.arabic.text import tidy, words
from crawler.arabic.vocabularies import may_call

__all__ = [
    "category",
    "heading",
    "is_about",
    "is_link_label",
    "is_pick",
    "is_player",
    "is_read_also",
    "is_related_heading",
    "is_summary",
    "may_head",
    "read_also_title",
]

_LONGEST = 900  # characters; notices are long, but not so long
_HEADING_LIMIT = 80
_WHOLE = table(phrases.WHOLE)
_WHOLE_LIMIT = max(map(len, _WHOLE))  # words
_MORE = {
    tuple(words(text))
    for text in ("للمزيد", "للمزيد اقرأ", "لقراءة المزيد", "اقرأ", "اقرأ المزيد", "طالع", "Read more")
}
_LABELS = {
    tuple(words(text))
    for text in (
        "للاطلاع على", "للاطلاع", "اطلع على", "اطلع أيضا", "اطلع أيضا على", "لقراءة المزيد", "المزيد", "للتفاصيل",
        "التفاصيل", "لمزيد من التفاصيل", "للمزيد من التفاصيل", "اقرأ المزيد عن", "اقرأ عن", "اقرأ في", "تابع أيضا",
        "المزيد عن", "للمزيد حول", "المزيد حول", "ذات صلة", "ذو صلة", "خبر ذو صلة", "خبر ذات صلة", "موضوع ذو صلة",
        "مقال ذو صلة", "مقال متعلق", "خبر متعلق", "في السياق", "في السياق ذاته", "وفي السياق", "من الأرشيف", "قد يهمك",
        "وقد يهمك", "وقد يهمك أيضا", "قد يهمك أيضا", "ربما يهمك أيضا",
        "قد يعجبك", "قد يعجبك أيضا", "ربما يهمك", "ننصحك بقراءة", "ننصح بقراءة", "لا تفوت", "لا تفوت قراءة",
        "اقرأ من الملف", "see also", "read more",
    )
}  # fmt: skip
# How the first word of every READ_ALSO and _MORE begins.
_CALLS = ("اقر", "قرا", "شاهد", "طالع", "استمع", "تابع", "تعرف", "لا", "للمزيد", "لقراءه", "read", "see", "also")
_MENU = re.compile(r"\s*[|>»›•·،,]\s*|\s+/\s+|:\s+")
_MENU_SIGN = re.compile("[|>»›•·/:،,]")  # asked first: most lines have none
_LABEL = 8  # words
_SKIPPED = SKIPS.pattern
_CALL = 16  # words
_BREAK = re.compile(r"[.!؟]\s+(?=\w)")
_SPOKEN = '«»"“”'
_CALLS_FOR = ("newsletter", "app", "share", "subscribe")
_SECTIONS = 3  # in a row
_MENU_LIMIT = 14  # words
_PLAYERS = (
    "To view this video", "No media source currently available", "The code has been copied",
    "لمشاهدة هذا الفيديو", "متصفحك لا يدعم", "المتصفح لا يدعم", "هذا المتصفح لا يدعم",
)  # fmt: skip
_ASKED = ("comments", "cookie")
_HOME = {("الرييسيه",), ("الصفحه", "الرييسيه"), ("الصفحه", "الاساسيه"), ("الصفحه", "الاولي"), ("انت", "هنا"), ("home",)}
_AFTER_LABEL = (":", "：", "|", "-", "–", "—")
_HEAR, _MINUTES = ("استمع", "استماع", "الاستماع"), ("دقيقه", "دقايق", "د", "min")
_AROUND_TITLE = " \t:：|؛،,.…-–—\u0640*•·<>←→⬅➡►◄▶◀👇👈▼↓»)]”"


def category(line: str) -> str | None:
    """Return what a line is that is not the story; None for content.

    One of related-heading, read-also, share, subscribe, newsletter, app, caption, copyright, comments, tags,
    cookie, most-read, source-line, nav, ad, poll, author-box.
    """
    found = _kind(line)
    if found in _ASKED and _is_spoken(line):
        return None
    return "related-heading" if found == "neighbour" else found


@lru_cache(maxsize=4096)
def heading(line: str) -> Literal["read-also", "related"] | None:
    """Return which block of stories that belong to the article a line is the heading of («اقرأ أيضا», «ذات صلة»).

    None for the site's own blocks («الأكثر قراءة», «آخر الأخبار») and for links to the next and previous story.
    """
    if len(line) > _HEADING_LIMIT:
        return None
    bare = _bare(line)
    if READ_ALSO.fullmatch(bare):
        return "read-also"
    return "related" if _kind(line) == "related-heading" or INTERESTING.fullmatch(bare) else None


def is_related_heading(line: str) -> bool:
    """Is the line the heading of a block of stories that belong to the article, of either kind?"""
    return heading(line) is not None


def is_read_also(line: str) -> bool:
    """Is the line a heading of the «اقرأ أيضا» family, without a story's title in it?"""
    return heading(line) == "read-also"


def is_link_label(text: str) -> bool:
    """Does the text before a link say that it leads to another story («للاطلاع على», «اقرأ المزيد»)?"""
    if len(text) > _HEADING_LIMIT:
        return False
    if text.count(" ") > _LABEL:
        return False
    found = tuple(words(text))
    if found in _LABELS or found in _MORE or is_read_also(text):
        return True
    return text.rstrip().endswith(_AFTER_LABEL) and bool(LEADING.fullmatch(" ".join(found)))


def is_pick(line: str) -> bool:
    """Is the line a heading that may be the article's or the site's («اخترنا لكم», «المزيد من …»)?"""
    return bool(PICK.match(_bare(line)))


def may_head(line: str) -> bool:
    """May the line head a part of a story, though it is called as furniture is («الردود», «شروط الاستخدام»)?"""
    return bool(PART.fullmatch(" ".join(words(line))))


def is_about(line: str) -> bool:
    """Is the line the heading of what a site tells of itself («من نحن», «عن الموقع»)?"""
    return ("نحن" in line or "عن" in line or "حول" in line) and bool(ABOUT.fullmatch(_bare(line)))


def is_summary(line: str) -> bool:
    """Is the line the heading of a story's summary («الخلاصة», «ملخص المقال بالذكاء الاصطناعي»)?"""
    return ("ملخص" in line or "خلاصة" in line) and bool(SUMMARY.fullmatch(_bare(line)))


def is_player(line: str) -> bool:
    """Is the line what a video's player says where it cannot play?"""
    return line.lstrip().startswith(_PLAYERS)


def read_also_title(line: str) -> str | None:
    """Return the title in «اقرأ أيضا: عنوان»; None where the line has none of its own, or is no such line."""
    if len(line) > _LONGEST:
        return None
    text = tidy(line)
    first = words(text if text.count(" ") <= NOTICE else text[:_HEADING_LIMIT])[:1]  # as its other readers cut it
    if not first or not first[0].startswith(_CALLS) or is_quotation(line):
        return None
    found = words(text[:_HEADING_LIMIT])
    also = READ_ALSO.match(" ".join(found))
    length = len(also[0].split()) if also else _more(text, found)
    title = after(text, length).strip(_AROUND_TITLE) if length else ""
    if title.count("«") > title.count("»"):
        title += "»"  # of a word that the title ends with
    return title if len(words(title)) > 1 else None


def _more(text: str, found: list[str]) -> int:
    """Return how many words of «للمزيد اقرأ: …», «للمزيد - …» come before its mark; 0 where it is no such line."""
    for length in (2, 1):
        if tuple(found[:length]) in _MORE and after(text, length).lstrip()[:1] in _AFTER_LABEL:
            return length
    return 0


@lru_cache(maxsize=8192)
def _kind(line: str) -> str | None:
    if len(line) > _LONGEST or (line.count(" ") > NOTICE and not _may_be_long(line)):
        return None
    found = words(line)
    if not found or is_quotation(line):
        return None
    plain = plainly(found)
    if plain is found:
        return _told(found, line)
    return _WHOLE.get(tuple(plain)) or _told(found, line) or _told(plain, line)


def _is_spoken(line: str) -> bool:
    """«- برأيك..», «* حسنا..»: in an interview a dash begins what is said, and no button is followed by dots."""
    return line.lstrip()[0] in "-–—*•" and line.rstrip().endswith((".", "…", "؟"))


def _told(found: list[str], line: str) -> str | None:
    bare, whole = _without_counters(found), " ".join(found)
    if len(bare) <= _WHOLE_LIMIT and (kind := _WHOLE.get(tuple(found)) or _WHOLE.get(bare)):
        return kind
    joined = whole if len(bare) == len(found) else " ".join(bare)
    if _leads_on(joined, line) or (joined.startswith(_SKIPPED) and SKIP.fullmatch(joined)):
        return "read-also"
    if len(bare) <= _MENU_LIMIT and (RELATED.fullmatch(joined) or INTERESTING.fullmatch(joined)):
        return "related-heading"
    return (
        measure(whole)
        or hashtags(line.strip())
        or buttons(found)
        or opening(found, line)
        or player(line.strip())
        or label(line, found)
        or follow(found, line)
        or composed(found, line)
        or (composed(list(bare), line) if 0 < len(bare) < len(found) else None)
        or _menu(line, found)
        or row(found, _WHOLE)
        or notice(found, line)
        or remark(found, line)
        or _calls_at_last(found, line)
    )


def _calls_at_last(found: list[str], line: str) -> str | None:
    """«كل الأخبار بين يديك.. انضم إلى قناتنا على واتساب»: what the site has, and then the call."""
    if len(found) > _CALL or (". " not in line and "؟ " not in line and "! " not in line):
        return None
    *before, last = _BREAK.split(line)
    if not before or not may_call(last) or is_sentence(line) or any(mark in line for mark in _SPOKEN):
        return None
    kind = _kind(last)
    return kind if kind in _CALLS_FOR else None


def _may_be_long(line: str) -> bool:
    """Whether a paragraph may be no story: most are told by their first words, for a tenth of reading them all."""
    found = words(line[:_HEADING_LIMIT])
    joined = " ".join(_without_counters(found))
    return not joined or line[0] == "#" or may_be_long(found) or bool(READ_ALSO.match(joined) or SKIPS.match(joined))


def _menu(line: str, found: list[str]) -> str | None:
    """«الرئيسية / أخبار / مصر», «من نحن | اتصل بنا»: a path from the front page, or furniture side by side."""
    if len(found) > _MENU_LIMIT or not _MENU_SIGN.search(line) or len(pieces := _MENU.split(line.strip())) < 2:
        return None
    home = tuple(words(pieces[0])) in _HOME or _is_path(line, pieces)
    return "nav" if home or all(_WHOLE.get(tuple(words(piece))) or is_section(piece) for piece in pieces) else None


def _is_path(line: str, pieces: list[str]) -> bool:
    """«أخبار / رياضة / كرة القدم»: sections, one in the other."""
    if len(pieces) < _SECTIONS or not ("/" in line or ">" in line) or ":" in line:
        return False
    return is_section(pieces[0]) and all(piece.count(" ") < _SECTIONS for piece in pieces)


def _leads_on(joined: str, line: str) -> bool:
    """«اقرأ أيضا …», and not the sentence «شاهد أيضا رجالا يحملون أسلحة.»"""
    also = READ_ALSO.match(joined)
    if not also or also.end() == len(joined) or IMPERATIVE.match(joined):
        return also is not None
    return not line.rstrip().endswith(".") or line.rstrip().endswith("..")


def _bare(line: str) -> str:
    return " ".join(_without_counters(words(line)))


def _without_counters(found: list[str]) -> tuple[str, ...]:
    """«التعليقات (3)», «25 مشاركة»: the label without its number."""
    start, end = 0, len(found)
    while start < end and found[start].isdigit():
        start += 1
    if end - start > 2 and found[0] in _HEAR and found[-1] in _MINUTES and found[-2].isdigit():
        end -= 1  # «استمع إلى الخبر (3 دقائق)»
    while end > start and found[end - 1].isdigit():
        end -= 1
    return tuple(found[start:end])
