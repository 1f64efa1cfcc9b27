"""What one segment of a byline says: a date, an agency, a place, an outlet, a desk, a role, names."""

from crawler.arabic.agencies import COMMON, may_end, named
from crawler.arabic.date_words import DATE_WORDS, is_date, is_date_word
from crawler.arabic.desks import ACCOUNTS, DESK_OBJECTS, DESKS, is_desk
from crawler.arabic.lists import key, listed
from crawler.arabic.names import begins_name, initialled, is_ali, is_monastic, is_plausible, strip_titles
from crawler.arabic.no_names import HEADS, NOT_NAMES
from crawler.arabic.outlets import KINDS, are_media, is_outlet
from crawler.arabic.part import Part
from crawler.arabic.persons import persons_in, reporters
from crawler.arabic.places import is_country, is_place
from crawler.arabic.roles import CALLINGS, JOURNALISTS, is_noun_of_duty, role_at_start
from crawler.arabic.segments import LONGEST, Segment
from crawler.arabic.several import is_and

_HONOURED = listed("الشيخ, الشيخة, السيد, السيدة, الحاج")
_FROM, _TO, _OUT, _WRITES = listed("من, في"), listed("إلى"), listed("من"), listed("يكتب, تكتب")


def parts_of(segment: Segment, *, first: bool, credited: bool) -> list[Part]:
    """Return what a segment says, in its order; empty where it says nothing that a byline says.

    `first` is the line's first segment, `credited` one after a role.
    """
    words = segment.words
    if len(words) > LONGEST:
        return []
    if segment.quoted and len(words) < 5 and not _whole(words, credited=False):
        return [Part("outlet", segment.text, common=True)]
    if ":" in segment.before and ":" in segment.after and (placed := _before_place(words)):
        return placed
    if (
        segment.before.strip() in ("،", ",")
        and words[0].startswith("و")
        and (is_and(words[0]) or is_noun_of_duty(words[0][1:]))
    ):
        words[0] = words[0][1:]
    if segment.after.strip() == "/" and (not strip_titles(words) or key(segment.text) in _HONOURED):
        return [Part("biography", segment.text)]  # «المستشار/ …»
    role = role_at_start(words)
    if role and not (first and is_outlet(segment.text) and not is_outlet(" ".join(words[role.length :]))):
        told = _untold(words[role.length :])
        named = [] if _is_title(told, segment) else _before_quotation(told, segment)
        rest = (_published_in(named) or _at_place(named) or _plain(named, credited=True, first=False)) if named else []
        return [] if named and not rest else [Part("role", role=role), *rest]
    return _plain(words, credited=credited, first=first)


def _is_title(words: list[str], segment: Segment) -> bool:
    """The «المهندس/» of «بقلم المهندس/ …», the «الإعلامية:» of «بقلم الإعلامية: …»."""
    mark = segment.after.strip()
    return mark in ("/", ":") and bool(words) and not strip_titles(words) and (mark == "/" or not is_desk(words))


def _before_quotation(words: list[str], segment: Segment) -> list[str]:
    """«كتب داود رمال في «الأنباء»»: the name without the particle that leads to the outlet."""
    quoted = any(mark in segment.after for mark in '«“„"')
    return words[:-1] if quoted and len(words) > 2 and key(words[-1]) in _FROM else words


def _untold(words: list[str]) -> list[str]:
    """«سامر كركي» of «ترجمة سامر كركي عن الفرنسية»."""
    return words[:-2] if len(words) > 3 and words[-2] == "عن" and words[-1].startswith("ال") else words


def _published_in(words: list[str]) -> list[Part]:
    """Read «سابين عويس في النهار», which stands after a role."""
    for number in range(2, len(words) - 1):
        outlet = " ".join(words[number + 1 :])
        if key(words[number]) in _FROM and is_outlet(outlet) and (names := persons_in(words[:number])):
            return [names, Part("outlet", outlet)]
    return []


def _at_place(words: list[str]) -> list[Part]:
    """«بوهران» in «حاوره بوهران: …»."""
    return [place] if key(words[0]) not in _TO and (place := _led_to(words)) else []


def _plain(words: list[str], *, credited: bool, first: bool) -> list[Part]:
    whole = _whole(words, credited=credited)
    if read := _sourced(words) or ([whole] if whole else _dated(words, credited=credited, first=first)):
        return read
    if key(words[0]) in _FROM and len(words) > 1 and (not first or key(words[1]) in DESKS):
        told = _plain(words[1:], credited=credited, first=first)
        unsure = told and told[0].kind in ("unknown", "names") and not told[0].sureness
        return [] if unsure and words[0] == "في" else told  # «في ذمة الله»
    if not first and (place := _led_to(words)):
        return [place]
    if words[0] == "من" and len(words) < 9 and (names := reporters(words[1:])):
        return [names]
    if (
        placed := _placed(words)
        or _beside(words)
        or _with_agency(words)
        or _with_outlet(words)
        or _joined(words)
        or _writes(words)
    ):
        return placed
    names = persons_in(words)
    if not names and (sure := 2 if is_monastic(words) or (credited and is_ali(words)) else initialled(words)):
        names = Part("names", names=(" ".join(words),), sureness=sure)
    return [names] if names else _with_biography(words) or _unknown(words)


def _led_to(words: list[str]) -> Part | None:
    """The «إلى طرابلس» of «موفد «النهر» إلى طرابلس», the «بكسلا» of «مراسل (سونا) بكسلا»."""
    if key(words[0]) in _TO:
        place = " ".join(words[1:])
    else:
        place = " ".join(words).removeprefix("ب")
        if len(place) == len(" ".join(words)) or begins_name(words[0]):
            return None
    return Part("place", place) if place and is_place(place) else None


def _whole(words: list[str], *, credited: bool) -> Part | None:
    text = " ".join(words)
    if is_date(words):
        return Part("date", text)
    if found := named(text):
        return Part("agency", found, common=key(text) in COMMON and not is_place(text))
    place = words[1:] if words[0].isascii() and words[0].istitle() else words  # «Istanbul إسطنبول»
    if is_place(" ".join(place)):
        return Part("place", _bare_place(place))
    lower = len(words) == 1 and words[0].isascii() and words[0].islower()
    account = credited and (lower or key(text) in ACCOUNTS)  # «بواسطة admin», «بواسطة Super User»
    if account or is_desk(words, credited=credited):
        return Part("desk", text)
    section = text.startswith("ال") and key(text) in DESK_OBJECTS
    kind = key(text) in KINDS
    if kind or is_outlet(text) or (credited and are_media(words)):
        return Part("outlet", text, common=kind)  # «مجلة «المجلة»»
    return Part("desk", text, common=True) if section else None


def _dated(words: list[str], *, credited: bool, first: bool) -> list[Part]:
    """Read «بكين 5 مارس 2024», «رام الله 17-10-2023 وفا», «أبوظبي في 5 مارس»: what stands around a date."""
    marks = [number for number, word in enumerate(words) if word[0].isdigit() or _is_first_of(words[number:])]
    if not marks:
        return []
    if "على" in words[marks[0] : -1] and key(words[words.index("على", marks[0]) + 1]) == key("الساعة"):
        words.remove("على")  # «في 28/04/2023 على الساعة 11:00»
    start = marks[0]
    while start > 0 and key(words[start - 1]) in DATE_WORDS:
        start -= 1
    end = marks[0] + _is_first_of(words[marks[0] :])
    while end < len(words) and is_date_word(key(words[end])):
        end += 1
    if end == marks[0]:
        return []
    left = _plain(words[:start], credited=credited, first=first) if start else []
    right = _plain(words[end:], credited=credited, first=False) if end < len(words) else []
    scored = end - start == 1 and words[start].replace(".", "").isdigit()  # «سالم بدر 2», «الثورة 2.0»
    undated = ("unknown", "biography", "names", "outlet") if scored else ("unknown", "biography")
    around = [*left, *right]
    if (start and not left) or (end < len(words) and not right) or any(part.kind in undated for part in around):
        return []
    return [*left, Part("date", " ".join(words[start:end])), *right]


def _is_first_of(words: list[str]) -> bool:
    """The «أول» of «القاهرة أول يناير 2024»."""
    return words[0] == "أول" and len(words) > 1 and key(words[1]) in DATE_WORDS


def _placed(words: list[str]) -> list[Part]:
    """Read «متعب العنزي من جدة» and «محمد فلان - مراسل القاهرة»."""
    for number in range(2, len(words) - 1):
        if key(words[number]) not in _FROM:
            continue
        names, place = persons_in(words[:number]), words[number + 1 :]
        known = is_place(" ".join(place)) and (names is None or names.sureness == 2 or key(words[number]) != "في")
        if key(words[number]) == "في" and not _is_short(words[:number]):
            continue
        if names and (known or (names.sureness == 2 and _is_short(words[:number]) and _may_be_place(place))):
            return [names, Part("place", " ".join(place))]
    return []


def _is_short(words: list[str]) -> bool:
    """«أحمد حسن» before «في القاهرة», and not «شذى حسون تقيم أمسية»."""
    return len(words) == 2 or (len(words) == 3 and (begins_name(words[2]) or words[2].startswith("ال")))


def _sourced(words: list[str]) -> list[Part]:
    """Read «مراسلنا في بغداد», «هسبريس من الرباط», «مراسلة الميادين في القدس هناء محاميد»."""
    for number in range(1, min(len(words) - 1, 5)):
        rest = words[number + 1 :]
        desk = key(words[0]) in DESKS
        if key(words[number]) not in (_FROM | _TO if desk else _OUT) or not (desk or is_place(" ".join(rest))):
            continue
        who = _whole(words[:number], credited=False)
        if not who or who.kind not in ("desk", "outlet", "agency") or who.common:
            continue
        for length in range(len(rest), 0, -1):
            place, names = " ".join(rest[:length]), persons_in(rest[length:])
            if is_place(place) and (length == len(rest) or (who.kind == "desk" and names and names.sureness == 2)):
                return [who, Part("place", place), *([names] if names else [])]
    return []


def _joined(words: list[str]) -> list[Part]:
    """Read «فرانس 24 مع أ ف ب»."""
    if "مع" not in words[1:-1]:
        return []
    number = words.index("مع", 1)
    both = [_whole(side, credited=False) for side in (words[:number], words[number + 1 :])]
    found = [part for part in both if part and part.kind in ("outlet", "agency")]
    return found if len(found) == 2 else []


def _writes(words: list[str]) -> list[Part]:
    """Read «سليمان جودة يكتب»."""
    if len(words) < 3 or words[-1] not in _WRITES or not (names := persons_in(words[:-1])):
        return []
    return [names, Part("role", role=role_at_start(words[-1:]))] if names.sureness else []


def _may_be_place(words: list[str]) -> bool:
    return len(words) == 1 and is_plausible(words) and not begins_name(words[0])


def _beside(words: list[str]) -> list[Part]:
    """Read «جدة ياسر باعامر», «عوض السحيمي المدينة المنورة» and «غزة وفا», where the mark between is lost."""
    if (
        len(words) > 1
        and key(words[-1]) not in COMMON
        and (found := named(words[-1]))
        and is_place(" ".join(words[:-1]))
    ):
        return [Part("place", " ".join(words[:-1])), Part("agency", found)]
    for number in (1, 2):
        place, others = words[:number], words[number:]
        if others[:1] == ["من"] and not is_country(place[0]):
            others = others[1:]  # «واشنطن من سالم بدر»
        if 2 <= len(others) <= 3 and is_place(" ".join(place)) and not begins_name(place[0]):
            names = persons_in(others)
            return [Part("place", " ".join(place)), names] if names and names.sureness == 2 else []
    place, others = words[-2:], words[:-2]
    if key(place[0]) not in _FROM and 2 <= len(others) <= 3 and is_place(" ".join(place)) and not begins_name(place[0]):
        names = persons_in(others)
        return [names, Part("place", " ".join(place))] if names and names.sureness == 2 else []
    return []


def _with_agency(words: list[str]) -> list[Part]:
    """Read «أحمد حسن وكالات», «هبة خليفة ووكالات الأنباء», «خالد عمر ورويترز», «اليوم وكالات»."""
    for number in range(1, len(words)) if may_end(words[-1]) else ():
        tail = " ".join(words[number:])
        found = named(tail) or named(tail.removeprefix("و"))
        if not found or key(tail) in COMMON:
            continue
        if is_outlet(outlet := " ".join(words[:number])):
            return [Part("outlet", outlet), Part("agency", found)]
        if number > 1 and (names := persons_in(words[:number])) and names.sureness:
            return [names, Part("agency", found)]
    return []


def _before_place(words: list[str]) -> list[Part]:
    """Read «حمزة مصطفى أربيل», which stands between colons: the reporter of one city, and the next city."""
    for number in (2, 1):
        others, place = words[:-number], " ".join(words[-number:])
        if len(others) > 1 and is_place(place) and (names := persons_in(others)) and names.sureness == 2:
            return [names, Part("place", place)]
    return []


def _with_biography(words: list[str]) -> list[Part]:
    """Read «محمد علي كاتب صحفي», and a part that is nothing but such words («كاتب وباحث مصري»)."""
    if key(words[0]) in CALLINGS and len(words) <= 10:
        return [Part("biography", " ".join(words))]
    for number in range(2, min(len(words), 6)):
        if key(words[number]) in JOURNALISTS and (names := persons_in(words[:number])) and names.sureness == 2:
            return [names, Part("biography", " ".join(words[number:]))]
    return []


def _with_outlet(words: list[str]) -> list[Part]:
    """Read «سالم بدر بي بي سي عربي», where the mark between is lost."""
    for number in (2, 3) if 3 < len(words) < 8 else ():
        outlet = " ".join(words[number:])
        if " " in outlet and is_outlet(outlet) and (names := persons_in(words[:number])) and names.sureness:
            return [names, Part("outlet", outlet)]
    return []


def _unknown(words: list[str]) -> list[Part]:
    titled = strip_titles(words)
    single = len(titled) == 1 and titled[0].isalpha() and len(titled[0]) > 1
    if not single or key(titled[0]) in NOT_NAMES or key(titled[0]) in HEADS:
        return []
    return [Part("unknown", titled[0], sureness=2 if begins_name(titled[0]) else 0)]


def _bare_place(words: list[str]) -> str:
    return " ".join(words[1:] if key(words[0]) in _FROM and len(words) > 1 else words).strip(".")
