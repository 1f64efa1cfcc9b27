"""A credit: the entries of a byline taken together, and whether they can be believed to be one."""

from collections.abc import Sequence
from itertools import pairwise

from crawler.arabic.agencies import COMMON
from crawler.arabic.desks import is_chief, names_desk
from crawler.arabic.entries import Entry, are_sure, by_colon, explains, is_guessed, is_short
from crawler.arabic.lists import key, listed
from crawler.arabic.names import UNIT_LIMIT, is_renowned, units
from crawler.arabic.outlets import OUTLETS
from crawler.arabic.places import is_country, is_place
from crawler.arabic.roles import JOURNALISTS, OF_WRITERS, OFFICES, REPORTING

_STORY = 7  # words, from which on what follows is no headline's
_MOST_NAMES = 6  # that sign a story without a word of what they did; eleven are a team
_CREW = listed("إخراج")  # alone, a film's
_LEBANESE = listed("وطنية, المركزية")  # words of every day, with which two agencies begin their stories


def is_credit(found: Sequence[Entry]) -> bool:
    """Can these entries, which fill their line, be a byline?"""
    kinds = [entry.kind for entry in found]
    if (
        _is_masthead(found[0])
        or _is_heading(found)
        or _has_year(found)
        or ("biography" in kinds and not _is_writers(kinds, found))
    ):
        return False
    if any(entry.kind == "outlet" and entry.part.common for entry in found):
        city = found[0].kind == "place" and not found[0].part.common and not is_country(found[0].part.value)
        sent = found[0].kind == "desk" and found[-1].kind == "names"  # «موفد «النهر» إلى بنغازي: فلان»
        return ((city or sent) and are_sure(found)) or found[0].duty == "source"  # and not «هولندا ـ "ستارباكس"»
    if "role" in kinds:
        return _roles_hold(found)
    if "desk" in kinds or "agency" in kinds:
        return (
            (len(kinds) > 1 and not _is_menu(found[0])) or not found[0].part.common or found[0].segment.in_parentheses
        )
    if "names" in kinds:
        return sum(len(entry.part.names) for entry in found) <= _MOST_NAMES and all(
            _name_holds(entry, found) for entry in found if entry.kind == "names"
        )
    return "outlet" in kinds and _outlet_holds(found)


def _is_heading(found: Sequence[Entry]) -> bool:
    """«أسماء الفائزين: أحمد علي، محمد حسن», «مراسل حربي: مهنة الموت»: what may be a name or a desk, and of what.

    Of two places that nobody knows, neither is one.
    """
    told = [
        (one.kind, other) for one, other in pairwise(found) if other.kind == "names" and ":" in other.segment.before
    ]
    # «القاهرة - الإسكندرية: قطار سريع»
    route = any(entry.kind == "place" and entry.segment.before.strip() in (*"-–—", "\u0640") for entry in found)
    doubtful = ("desk", "place") if route else ("desk",)
    signed = ("names", "place", "outlet") if found[0].kind == "names" else ("names",)  # «فلان - دبي: …»
    return (
        (len(found) == 2 and ":" in found[0].segment.after and _is_label(*found))
        or sum(map(is_guessed, found)) > 1
        or any(
            kind in signed or (kind == "agency" and len(found) == 2) or (kind in doubtful and not other.part.sureness)
            for kind, other in told
        )
    )


def _is_label(one: Entry, other: Entry) -> bool:
    """«سانا: سلامة المواطن», «الموقع: جنوب لبنان»."""
    return (one.kind == "agency" and is_guessed(other)) or (
        one.kind == "desk" and one.part.common and other.kind == "place"
    )


def _is_masthead(entry: Entry) -> bool:
    """«رئيس التحرير: فلان», «رئيس مجلس الإدارة: فلان» stand on every page of a paper."""
    return ":" in entry.segment.after and is_chief(entry.segment.words)


def _has_year(found: Sequence[Entry]) -> bool:
    """«(1943 - 2001)», «(القاهرة 1954)», «القاهرة: دار النهر، 1992»: years tell of a life or a book."""
    dates = [entry for entry in found if entry.kind == "date"]
    return any(len(entry.part.value) == 4 and (entry.segment.in_parentheses or len(dates) == 1) for entry in dates)


def _is_writers(kinds: list[str], found: Sequence[Entry]) -> bool:
    """Whether who is described may have written: «فلان - مدير مركز الدراسات», but not «اللواء فلان - مدير الأمن»."""
    told = [[key(word) for word in entry.part.value.split()] for entry in found if entry.kind == "biography"]
    office = any(words[0] in OFFICES and OF_WRITERS.isdisjoint(words) for words in told)
    return "names" in kinds and (not office or "role" in kinds)


def _is_menu(entry: Entry) -> bool:
    """«الاقتصاد - المال», but not «المناطق: فلان»."""
    return entry.kind == "desk" and entry.part.common and ":" not in entry.segment.after


def is_dateline(found: Sequence[Entry], rest: str) -> bool:
    """Can these entries open a body line, with the sentence `rest` after them?"""
    last, kinds = found[-1], {entry.kind for entry in found}
    after = last.segment.after
    urgent = found[0].kind == "outlet" and "|" in found[0].segment.after  # «عاجل | رويترز: …» is a headline
    told = found[0].kind == "desk" and found[0].segment is last.segment  # «مراسلنا في غزة وائل سعيد: القصف مستمر»
    headed = ":" in after and _may_be_heading(found, rest)
    if (
        urgent
        or told
        or headed
        or not rest[:1].strip()
        or not (any(mark in after for mark in ":-–—)/\u0640|]") or _house_form(last))
    ):
        return False
    length = len(rest.split())
    guessed = [entry for entry in found if is_guessed(entry)]
    if guessed and ("agency" not in kinds or any(entry.part.value.startswith(("و", "ف")) for entry in guessed)):
        return False
    if "role" in kinds:
        known = "place" in kinds or (found[0].kind == "outlet" and not found[0].part.common)
        return (_edited(found) or _written(found, placed=known)) and length > 3
    if "agency" in kinds:
        return "place" in kinds or "date" in kinds or "outlet" in kinds or _opens_alone(found, length)
    if "outlet" in kinds:
        return bool(kinds & {"place", "names"}) and "date" not in kinds and is_credit(found) and are_sure(found)
    signed = {"names", "place"} <= kinds and is_credit(found) and are_sure(found)
    return length > 4 and rest[0].isalpha() and (signed or _reports(found, rest))


def _reports(found: Sequence[Entry], rest: str) -> bool:
    """«ليبيا – أكد عضو …», «نواكشوط , 14/11/2024 - استقبل …»: a place, a dash and the verb that reports."""
    placed = found[0].kind == "place" and all(entry.kind in ("place", "date") for entry in found)
    dashed = found[-1].segment.after.strip()[-1:] in (*"-–—", "\u0640")
    dated = any(entry.kind == "date" for entry in found)
    return placed and dashed and (dated or key(rest.split(maxsplit=1)[0]) in REPORTING)


def _may_be_heading(found: Sequence[Entry], rest: str) -> bool:
    """«قنا - الأقصر: طريق جديد», «العرب - إسرائيل: من الحرب إلى السلام»: two places or peoples, and what of them."""
    first, last = found[0], found[-1]
    agency = first.kind == "agency" and is_place(first.segment.text)
    countries = first.kind == "outlet" and len(found) == 2 and is_country(last.part.value)
    reported = rest.count(" ") > 3 and key(rest.split(maxsplit=1)[0]) in REPORTING
    return (agency and not reported) or (countries and rest.count(" ") < _STORY)


def _house_form(entry: Entry) -> bool:
    """«دمشق-سانا أكد …»: the Syrian agency sets no mark after its name."""
    return entry.kind == "agency" and entry.segment.after.isspace()


def belongs(found: Sequence[Entry], row: Sequence[Entry]) -> bool:
    """Does a row that follows a believable dateline belong to it too, or open the sentence already?"""
    kinds = {entry.kind for entry in row}
    if kinds <= {"agency", "date", "role", "desk"}:
        return True
    if "place" in kinds and "names" not in kinds:
        new = not any(entry.kind == "place" for entry in found) and not any(entry.part.common for entry in row)
        explained = row[0].segment.in_parentheses and explains(row[0], found[-1])
        return explained or (new and row[-1].segment.after.strip()[:1] in (*":-–—(", "\u0640"))
    if kinds == {"outlet"}:
        return not any(entry.kind == "outlet" for entry in found) and not any(entry.part.common for entry in row)
    segment = row[0].segment
    return segment.after.strip()[:1] in (*":-–—/)", "\u0640") and all(e.part.sureness for e in row if e.kind == "names")


def _roles_hold(found: Sequence[Entry]) -> bool:
    if any(one.kind == "role" and other.kind == "biography" and not _is_title(other) for one, other in pairwise(found)):
        return False  # «نجيب محفوظ: قصة كاتب»
    if any(other.kind == "role" and one.segment is other.segment for one, other in pairwise(found[:-1])):
        return False  # «علي محمود يكتب: العدالة الغائبة»
    if any(entry.kind == "desk" and not entry.apart and not names_desk(entry.part.value.split()) for entry in found):
        return False  # «كتبت هيئة الدفاع مذكرة من عشر صفحات»
    credited = [entry for entry in found if entry.kind in ("names", "desk", "outlet", "agency")]
    if not credited:
        return (len(found) == 1 and bool(found[0].part.role and found[0].part.role.alone)) or _alone_with_place(found)
    if len(found) == 2 and (_is_object(found[1]) or key(found[0].segment.words[0]) in _CREW):
        return False
    return all(_credited_holds(entry, found) for entry in credited if entry.kind == "names")


def _is_title(entry: Entry) -> bool:
    """The «السفير/» of «بقلم: السفير/ فلان»."""
    return entry.segment.after.strip() == "/"


def _is_object(entry: Entry) -> bool:
    """«تحقيق النصر»: a noun that is an outlet's name too, and no mark between."""
    named = entry.kind == "outlet" and entry.duty != "source" and not entry.apart
    single = not entry.segment.quoted and " " not in entry.part.value
    return named and single and key(entry.segment.words[0]) != "خاص"


def _alone_with_place(found: Sequence[Entry]) -> bool:
    """«متابعات - الرياض», «خاص - بيروت»."""
    kinds = [entry.kind for entry in found]
    alone = all(entry.part.role.alone for entry in found if entry.part.role)
    return alone and "place" in kinds and set(kinds) <= {"role", "place", "date"}


def _credited_holds(entry: Entry, found: Sequence[Entry]) -> bool:
    if entry.duty == "source":
        return True
    if entry.part.sureness == 2 or entry.duty is None:
        return entry.part.sureness > 0 or "place" in {other.kind for other in found}
    beside_outlet = entry.duty == "writer" and any(other.kind == "outlet" for other in found)
    if entry.part.sureness == 1 or beside_outlet or _follows_sure(entry, found):
        return True
    if entry.duty in ("other", "editor"):
        return any(other is not entry and other.kind not in ("role", "date") for other in found)
    if entry.duty != "writer" and any(" ال" in name for name in entry.part.names):
        return False
    role = next(other.part.role for other in reversed(found[: found.index(entry)]) if other.part.role)
    bare = any(name.startswith("ال") for name in entry.part.names)  # «حاوره المحقق ساعتين»
    return role.names_only and not bare if not entry.apart else role.duty == "writer" or role.names_only


def _follows_sure(entry: Entry, found: Sequence[Entry]) -> bool:
    """«تغطية – راشد النعيمي، سومية سعد»: after a comma, the name that follows one we know."""
    before = found[found.index(entry) - 1]
    listed_after = before.kind == "names" and before.part.sureness == 2 and entry.segment.before.strip() in ("،", ",")
    return listed_after and not any(" ال" in name for name in entry.part.names)


def _name_holds(entry: Entry, found: Sequence[Entry]) -> bool:
    if entry.part.sureness == 2:
        names = [name.split() for name in entry.part.names]
        return len(found) > 1 or all(_is_short_name(name) and not is_renowned(name) for name in names)
    if any(name.startswith("ال") for name in entry.part.names):
        return False
    if _is_described(entry, found):
        return True
    kinds = {other.kind for other in found if not other.part.common or other.kind == "agency"}
    if not kinds & {"place", "outlet", "desk", "agency"}:
        return not by_colon(entry) and is_short(entry) and any(other.part.sureness == 2 for other in found)
    if entry.part.sureness == 1:
        return True
    return all(_may_sign(name, by_colon=":" in entry.segment.before) for name in entry.part.names)


def _is_described(entry: Entry, found: Sequence[Entry]) -> bool:
    """«ديانا فاخوري، كاتبة لبنانية»: an unknown name, and that its bearer writes."""
    after = found[found.index(entry) + 1 :][:1]
    if not after or after[0].kind != "biography" or key(after[0].segment.words[0]) not in JOURNALISTS:
        return False
    unlike = entry.part.sureness == 0 and any(" ال" in name for name in entry.part.names)
    return not by_colon(entry) and not unlike and all(_may_sign(name, by_colon=False) for name in entry.part.names)


def _may_sign(name: str, *, by_colon: bool) -> bool:
    """Whether an unknown name is none of «مانشستر سيتي - ليفربول», «باريس - نيس: انطلاق السباق»."""
    told = name.split()
    if any(map(is_place, told)) or (by_colon and " ال" in name):
        return False
    return len(told) < (3 if by_colon else 4) and not key(name).endswith("ه")


def _is_short_name(words: list[str]) -> bool:
    return len(words) < 6 or ("بن" in words and units(words) <= UNIT_LIMIT)


def _outlet_holds(found: Sequence[Entry]) -> bool:
    if len(found) > 1:
        return any(entry.kind == "place" for entry in found) or not any(entry.kind == "date" for entry in found)
    name = found[0].part.value
    return key(name) in OUTLETS and (len(key(name).split()) > 1 or found[0].segment.quoted)


def _written(found: Sequence[Entry], *, placed: bool) -> bool:
    writers = [entry for entry in found if entry.kind == "names" and entry.duty in ("writer", "report")]
    if not writers or not is_credit(found):
        return placed and is_credit(found)
    own = any(entry.part.role and entry.part.role.alone for entry in found)  # «خاص - فلان - …»
    return placed or all(
        entry.apart and (entry.duty == "writer" or (own and entry.part.sureness == 2)) for entry in writers
    )


def _edited(found: Sequence[Entry]) -> bool:
    """«(وات/ تحرير فلان)- …»: the agency and its editor in the same parentheses."""
    opened = any(entry.kind == "agency" and "(" in entry.segment.before for entry in found)
    last = found[-1]
    return opened and last.kind == "names" and last.duty == "editor" and last.segment.after.startswith(")")


def _opens_alone(found: Sequence[Entry], length: int) -> bool:
    """«(CNN)-- …», «وطنية - …», «رويترز - …», «شفق نيوز/ …»; «رويترز: …» is a headline."""
    segment = found[-1].segment
    if found[-1].kind != "agency":
        return False
    if segment.in_parentheses:
        return any(mark in segment.after for mark in "-–—:\u0640")
    value = key(segment.text)
    mark = segment.after.strip()[:1]
    marked = mark in ("-", "–", "—", "\u0640") or (
        segment.after.endswith("/ ") and length > 3
    )  # «سبوتنيك / أخبار مصر» is a menu
    return marked and (value in _LEBANESE or value not in COMMON)
