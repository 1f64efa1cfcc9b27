"""The entries of a byline: its parts where they stand, and what the doubtful ones among them are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crawler.arabic.lists import key, listed
from crawler.arabic.part import Part
from crawler.arabic.parts import parts_of
from crawler.arabic.places import is_country, is_place
from crawler.arabic.roles import PERSONS, Duty
from crawler.arabic.segments import Segment

_LOCAL = listed("""
    وادي, أم, ام, حفر, بئر, رأس, عين, سان, سانتا, كيب, لوس, نيو, بور, تل, دير, جبل, خان, مزار, كفر, ريف, شمال, جنوب,
    شرق, غرب, ضواحي, ضاحية, خربة, عزبة, نجع, كوم, ميت, شبرا, منشأة, واحة, مخيم, قرية, جزيرة, معبر
""")
_SHORT = 4  # words


@dataclass(frozen=True, slots=True)
class Entry:
    """A part where it stands: its segment, the duty of the role before it, and whether a mark stands between."""

    part: Part
    segment: Segment
    duty: Duty | None = None
    apart: bool = False

    @property
    def kind(self) -> str:
        return self.part.kind


def entries(segments: Iterable[Segment]) -> tuple[list[Segment], list[list[Entry]]]:
    """Return what each segment says, up to the first that says nothing a byline says, and the segments that were read.

    They are one more than what they say where that one was met.
    """
    read: list[Segment] = []
    found: list[list[Entry]] = []
    duty: Duty | None = None
    for number, segment in enumerate(segments):
        read.append(segment)
        parts = parts_of(segment, first=number == 0, credited=duty is not None)
        if not parts:
            break
        row = []
        for place, part in enumerate(parts):
            duty = part.role.duty if part.role else duty
            row.append(Entry(part, segment, duty, apart=place == 0 or parts[place - 1].role is None))
        found.append(row)
    return read, found


def settle(rows: Sequence[Sequence[Entry]]) -> list[Entry] | None:
    """Decide, by the others, what the doubtful entries are: a place we do not know, or a name.

    None where one of them can be neither.
    """
    all_of = [entry for row in rows for entry in row]
    settled: list[Entry] = []
    for number, entry in enumerate(all_of):
        before = settled[-1] if settled else None
        if before and explains(entry, before):
            settled[-1] = replace(before, segment=entry.segment, part=replace(before.part, common=False))
            continue
        told = _source_not_place(entry, all_of)
        meant = _meant(told, before, all_of, number) if _doubtful(told) else told
        if meant is None:
            return None
        settled.append(_outlet_not_city(_city_not_agency(meant, all_of), settled))
    return settled


def explains(entry: Entry, before: Entry) -> bool:
    """A country or region that only explains the city before it: «دبي، الإمارات», «سوسيا (الضفة الغربية)»."""
    if before.kind != "place" or is_country(before.part.value):
        return False
    if entry.segment.in_parentheses:
        return entry.kind in ("place", "unknown") or (_doubtful(entry) and "/" not in entry.segment.before)
    comma = entry.segment is not before.segment and entry.segment.before.strip() in ("،", ",")
    return comma and entry.kind == "place" and is_country(entry.part.value)


def _source_not_place(entry: Entry, all_of: Sequence[Entry]) -> Entry:
    """«المصدر: صحف», «كتبت هند مختار - نقلا عن اليومي»: an unknown source is an outlet."""
    if entry.kind != "unknown" or entry.duty != "source":
        return entry
    sure = entry.apart or any(other.kind == "names" and other.part.sureness for other in all_of)
    return replace(entry, part=Part("outlet", entry.part.value)) if sure else entry


def _city_not_agency(entry: Entry, all_of: Sequence[Entry]) -> Entry:
    """قنا is Qatar's agency beside a place («الدوحة - قنا»), and else the Egyptian city."""
    places = any(other.kind == "place" for other in all_of)
    if entry.kind != "agency" or places or entry.segment.in_parentheses or not is_place(entry.segment.text):
        return entry
    return replace(entry, part=Part("place", entry.segment.text))


def _outlet_not_city(entry: Entry, settled: Sequence[Entry]) -> Entry:
    """«الرياض» in quotation marks after a place is the newspaper."""
    if entry.kind == "place" and entry.segment.quoted and any(other.kind == "place" for other in settled):
        return replace(entry, part=Part("outlet", entry.part.value))
    return entry


def _doubtful(entry: Entry) -> bool:
    return entry.kind == "unknown" or (entry.kind == "names" and entry.part.sureness == 0)


def _meant(entry: Entry, before: Entry | None, all_of: Sequence[Entry], number: int) -> Entry | None:
    if entry.kind == "names":
        return _meant_names(entry, before, all_of, number)
    if before and before.kind == "role" and before.duty == "writer" and entry.part.sureness and entry.apart:
        return replace(entry, part=Part("names", names=(entry.part.value,), sureness=2))
    others = {other.kind for other in all_of if other is not entry}
    if entry.part.sureness and not entry.segment.in_parentheses:
        return None
    explained = number + 1 < len(all_of) and _is_land(all_of[number + 1])
    if not explained and "agency" in others and "place" in others and not entry.segment.in_parentheses:
        return None
    credited = "agency" in others or any(other.kind == "outlet" and not other.part.common for other in all_of)
    return _as_place(entry) if credited or (_has_sure(all_of) and not by_colon(entry)) else None


def _is_land(entry: Entry) -> bool:
    """The country of «سوروتش (تركيا)»: what stands before it is a place."""
    return entry.kind == "place" and entry.segment.in_parentheses and is_country(entry.part.value)


def _meant_names(entry: Entry, before: Entry | None, all_of: Sequence[Entry], number: int) -> Entry | None:
    if _opens_story(entry, all_of[:number], last=number == len(all_of) - 1):
        return None
    beside_person = number == len(all_of) - 1 == 1 and all_of[0].kind == "names"
    alone = beside_person and not entry.segment.in_parentheses
    return entry if _is_name(entry, before, all_of, number) else _as_place(entry, alone=alone)


def _is_name(entry: Entry, before: Entry | None, all_of: Sequence[Entry], number: int) -> bool:
    kinds = {other.kind for other in all_of}
    if entry.segment.in_parentheses and before and before.kind == "names":
        return False
    after = all_of[number + 1] if number + 1 < len(all_of) else None
    short = is_short(entry) or _is_short_beside_date(entry, after)
    if after and _is_land(after) and (kinds & {"agency", "outlet"} or _has_sure(all_of)):
        return False
    if len(entry.part.names) > 1 or entry.duty or key(entry.part.names[0]).split()[0] not in _LOCAL:
        by_comma = any(mark in entry.segment.before + entry.segment.after for mark in "،,") and "names" in kinds
        beside_agency = "agency" in kinds and "place" not in kinds
        needs_place = (
            "role" not in kinds
            and not by_colon(entry)
            and short
            and _has_sure(all_of)
            and "place" not in kinds
            and number in (0, len(all_of) - 1)
        )
        return bool(entry.duty) or by_comma or not ((beside_agency and short) or needs_place)
    return not short


def _is_short_beside_date(entry: Entry, after: Entry | None) -> bool:
    """«رأس الماء 12 مايو 2013 (شينخوا)»: short without the date in its segment."""
    dated = after is not None and after.kind == "date" and after.segment is entry.segment
    return dated and len(" ".join(entry.part.names).split()) < _SHORT


def _opens_story(entry: Entry, before: Sequence[Entry], *, last: bool) -> bool:
    """«رام الله - وفا - هنأ الرئيس», «(وات) - أفاد الناطق»: after a place and its agency the sentence begins."""
    if not last or entry.duty or not before or before[-1].kind != "agency":
        return False
    return before[-1].segment.in_parentheses or any(other.kind == "place" for other in before)


def _as_place(entry: Entry, *, alone: bool = False) -> Entry | None:
    """Read a place that we do not know; `alone`: nothing stands beside it but a person, before a dash."""
    value = entry.part.value or " ".join(entry.part.names)
    first, _, others = key(value).partition(" ")
    if first in PERSONS or (others and first not in _LOCAL and (is_place(others) or alone)):
        return None  # «ثلاثية غرناطة», «فلان - باب الحارة»
    if value.isupper() and not entry.segment.in_parentheses:
        return replace(entry, part=Part("outlet", value))  # «الوئام - SKY»
    return replace(entry, part=Part("place", value, common=True))


def _has_sure(found: Sequence[Entry]) -> bool:
    return any(entry.kind == "names" and entry.part.sureness for entry in found)


def by_colon(entry: Entry) -> bool:
    return ":" in entry.segment.before or ":" in entry.segment.after


def is_short(entry: Entry) -> bool:
    return len(entry.segment.words) < _SHORT


def is_guessed(entry: Entry) -> bool:
    """A place that we do not know, and take for one by what stands beside it."""
    return entry.kind == "place" and entry.part.common


def are_sure(found: Iterable[Entry]) -> bool:
    return all(entry.part.sureness for entry in found if entry.kind == "names")
