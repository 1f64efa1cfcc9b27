"""A credit: the parts of a byline taken together, and whether they can be believed to be one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crawler.arabic.agencies import COMMON
from crawler.arabic.lists import key, listed
from crawler.arabic.names import UNIT_LIMIT, units
from crawler.arabic.outlets import OUTLETS
from crawler.arabic.parts import Part, parts_of
from crawler.arabic.places import is_country, is_place
from crawler.arabic.roles import Duty
from crawler.arabic.segments import Segment

_LOCAL = listed("""
    وادي, أم, ام, حفر, بئر, رأس, عين, سان, سانتا, لوس, نيو, بور, تل, دير, جبل, خان, مزار, كفر, ريف, شمال, جنوب, شرق,
    غرب, مخيم, قرية, جزيرة, معبر
""")


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


def entries(segments: Sequence[Segment]) -> list[list[Entry]]:
    """Return what each segment says, up to the first that says nothing a byline says."""
    found: list[list[Entry]] = []
    duty: Duty | None = None
    for number, segment in enumerate(segments):
        parts = parts_of(segment, first=number == 0, credited=duty is not None)
        if not parts:
            break
        row = []
        for place, part in enumerate(parts):
            duty = part.role.duty if part.role else duty
            row.append(Entry(part, segment, duty, apart=place == 0 or parts[place - 1].role is None))
        found.append(row)
    return found


def settle(rows: Sequence[Sequence[Entry]]) -> list[Entry] | None:
    """Decide, by the others, what the doubtful entries are: a place we do not know, or a name.

    None where one of them can be neither.
    """
    all_of = [entry for row in rows for entry in row]
    settled: list[Entry] = []
    for number, entry in enumerate(all_of):
        before = settled[-1] if settled else None
        if before and _explains(entry, before):
            settled[-1] = replace(before, segment=entry.segment, part=replace(before.part, common=False))
            continue
        meant = _meant(entry, before, all_of, number) if _doubtful(entry) else entry
        if meant is None:
            return None
        settled.append(_outlet_not_city(_city_not_agency(meant, all_of), settled))
    return settled


def is_credit(found: Sequence[Entry]) -> bool:
    """Can these entries, which fill their line, be a byline?"""
    kinds = [entry.kind for entry in found]
    if "biography" in kinds and "names" not in kinds:
        return False
    if any(entry.kind == "outlet" and entry.part.common for entry in found):
        return found[0].kind == "place" and not found[0].part.common and _sure(found)
    if "role" in kinds:
        return _roles_hold(found)
    if "desk" in kinds or "agency" in kinds:
        return len(kinds) > 1 or not found[0].part.common or found[0].segment.in_parentheses
    if "names" in kinds:
        return all(_name_holds(entry, found) for entry in found if entry.kind == "names")
    return "outlet" in kinds and _outlet_holds(found)


def is_dateline(found: Sequence[Entry], rest: str) -> bool:
    """Can these entries open a body line, with the sentence `rest` after them?"""
    last, kinds = found[-1], {entry.kind for entry in found}
    after = last.segment.after
    if not rest[:1].strip() or not (any(mark in after for mark in ":-–—)/\u0640|]") or _house_form(last)):
        return False
    if found[0].kind == "outlet" and "|" in found[0].segment.after:
        return False  # «عاجل | رويترز: …» is a headline
    length = len(rest.split())
    guessed = [entry for entry in found if entry.kind == "place" and entry.part.common]
    if guessed and ("agency" not in kinds or any(entry.part.value.startswith(("و", "ف")) for entry in guessed)):
        return False
    if "role" in kinds:
        return _written(found, placed="place" in kinds) and length > 3
    if "agency" in kinds:
        return "place" in kinds or "date" in kinds or "outlet" in kinds or _opens_alone(found)
    if "outlet" in kinds:
        return bool(kinds & {"place", "names"}) and "date" not in kinds and is_credit(found) and _sure(found)
    return {"names", "place"} <= kinds and length > 4 and rest[0].isalpha() and is_credit(found) and _sure(found)


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
        explained = row[0].segment.in_parentheses and _explains(row[0], found[-1])
        return explained or (new and row[-1].segment.after.strip()[:1] in (*":-–—(", "\u0640"))
    if kinds == {"outlet"}:
        return not any(entry.kind == "outlet" for entry in found) and not any(entry.part.common for entry in row)
    segment = row[0].segment
    return segment.after.strip()[:1] in (*":-–—/)", "\u0640") and all(e.part.sureness for e in row if e.kind == "names")


def _explains(entry: Entry, before: Entry) -> bool:
    """A country or region that only explains the city before it: «دبي، الإمارات», «سوسيا (الضفة الغربية)»."""
    if before.kind != "place" or is_country(before.part.value):
        return False
    if entry.segment.in_parentheses:
        return entry.kind in ("place", "unknown") or _doubtful(entry)
    comma = entry.segment is not before.segment and entry.segment.before.strip() in ("،", ",")
    return comma and entry.kind == "place" and is_country(entry.part.value)


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
    if entry.kind == "names" and _opens_story(entry, all_of[:number], last=number == len(all_of) - 1):
        return None
    if entry.kind == "names":
        return entry if _is_name(entry, before, all_of, number) else _as_place(entry)
    if before and before.kind == "role" and before.duty == "writer" and entry.part.sureness:
        return replace(entry, part=Part("names", names=(entry.part.value,), sureness=2))
    others = {other.kind for other in all_of if other is not entry}
    if entry.part.sureness and not entry.segment.in_parentheses:
        return None
    if "agency" in others and any(other.kind == "place" for other in all_of) and not entry.segment.in_parentheses:
        return None
    credited = "agency" in others or any(other.kind == "outlet" and not other.part.common for other in all_of)
    return _as_place(entry) if credited or (_has_sure(all_of) and not _by_colon(entry)) else None


def _is_name(entry: Entry, before: Entry | None, all_of: Sequence[Entry], number: int) -> bool:
    kinds = {other.kind for other in all_of}
    if entry.segment.in_parentheses and before and before.kind == "names":
        return False
    after = all_of[number + 1] if number + 1 < len(all_of) else None
    if after and after.segment.in_parentheses and is_country(after.part.value) and kinds & {"agency", "outlet"}:
        return False
    if len(entry.part.names) > 1 or entry.duty or key(entry.part.names[0]).split()[0] not in _LOCAL:
        by_comma = any(mark in entry.segment.before + entry.segment.after for mark in "،,") and "names" in kinds
        beside_agency = "agency" in kinds and "place" not in kinds
        needs_place = (
            "role" not in kinds
            and not _by_colon(entry)
            and _short(entry)
            and _has_sure(all_of)
            and "place" not in kinds
            and number in (0, len(all_of) - 1)
        )
        return bool(entry.duty) or by_comma or not ((beside_agency and _short(entry)) or needs_place)
    return not _short(entry)


def _opens_story(entry: Entry, before: Sequence[Entry], *, last: bool) -> bool:
    """«رام الله - وفا - هنأ الرئيس»: after a place and its agency the sentence begins."""
    placed = any(other.kind == "place" for other in before)
    return last and placed and before[-1].kind == "agency" and not entry.duty


def _by_colon(entry: Entry) -> bool:
    return ":" in entry.segment.before or ":" in entry.segment.after


def _short(entry: Entry) -> bool:
    return len(entry.segment.words) < 4


def _as_place(entry: Entry) -> Entry:
    value = entry.part.value or " ".join(entry.part.names)
    return replace(entry, part=Part("place", value, common=True))


def _has_sure(found: Sequence[Entry]) -> bool:
    return any(entry.kind == "names" and entry.part.sureness for entry in found)


def _sure(found: Sequence[Entry]) -> bool:
    return all(entry.part.sureness for entry in found if entry.kind == "names")


def _roles_hold(found: Sequence[Entry]) -> bool:
    credited = [entry for entry in found if entry.kind in ("names", "desk", "outlet", "agency")]
    if not credited:
        return (len(found) == 1 and bool(found[0].part.role and found[0].part.role.alone)) or _alone_with_place(found)
    return all(_credited_holds(entry, found) for entry in credited if entry.kind == "names")


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
    if entry.part.sureness == 1:
        return True
    if entry.duty in ("other", "editor"):
        return len(found) > 2
    if entry.duty != "writer" and any(" ال" in name for name in entry.part.names):
        return False
    role = next(other.part.role for other in reversed(found[: found.index(entry)]) if other.part.role)
    return role.names_only if not entry.apart else role.duty == "writer" or role.names_only


def _name_holds(entry: Entry, found: Sequence[Entry]) -> bool:
    if entry.part.sureness == 2:
        return len(found) > 1 or all(_is_short_name(name) for name in entry.part.names)
    if any(name.startswith("ال") for name in entry.part.names):
        return False
    kinds = {other.kind for other in found if not other.part.common or other.kind == "agency"}
    if not kinds & {"place", "outlet", "desk", "agency"}:
        return not _by_colon(entry) and _short(entry) and any(other.part.sureness == 2 for other in found)
    if entry.part.sureness == 1:
        return True
    longest = 3 if ":" in entry.segment.before else 4
    return all(len(name.split()) < longest and not key(name).endswith("ه") for name in entry.part.names)


def _is_short_name(name: str) -> bool:
    words = name.split()
    return len(words) < 6 or ("بن" in words and units(words) <= UNIT_LIMIT)


def _outlet_holds(found: Sequence[Entry]) -> bool:
    if len(found) > 1:
        return any(entry.kind == "place" for entry in found) or not any(entry.kind == "date" for entry in found)
    name = found[0].part.value
    return key(name) in OUTLETS and (len(name.split()) > 1 or found[0].segment.quoted)


def _written(found: Sequence[Entry], *, placed: bool) -> bool:
    writers = [entry for entry in found if entry.kind == "names" and entry.duty in ("writer", "report")]
    if not writers or not is_credit(found):
        return placed and is_credit(found)
    return placed or all(entry.duty == "writer" and entry.apart for entry in writers)


def _opens_alone(found: Sequence[Entry]) -> bool:
    """«(CNN)-- …», «وطنية - …», «رويترز - …»; «رويترز: …» is a headline."""
    segment = found[-1].segment
    if found[-1].kind != "agency":
        return False
    if segment.in_parentheses:
        return any(mark in segment.after for mark in "-–—:\u0640")
    value = key(segment.text)
    return segment.after.strip()[:1] in ("-", "–", "—", "\u0640") and (value == "وطنيه" or value not in COMMON)
