"""Notices: copyright, disclaimers, and the lines that credit another source."""

from crawler.arabic import boilerplate_parts as parts
from crawler.arabic.agencies import agencies_in, agency, may_end
from crawler.arabic.labels import NOTICE, PUBLISHERS, QUOTING, holds_rights, is_sentence, table
from crawler.arabic.lists import listed
from crawler.arabic.outlets import is_outlet

_INSIDE = {f" {' '.join(phrase)} ": kind for phrase, kind in table(parts.INSIDE).items()}
_INSIDE_FIRST = frozenset(phrase.split()[0] for phrase in _INSIDE)
_QUOTING = (QUOTING, ("مترجم", "عن"), ("مترجمه", "عن"), ("ترجمه", "عن"), ("منقول", "عن"))
_SIGNED_LIMIT = 20
_PICTURED = listed("غيتي, غيتي إيميجز, إنترنت, الإنترنت, إكس, وسائل التواصل, مواقع التواصل, شترستوك, خاص, رويترز أرشيف")
_AGENCIES, _FILED = listed("رويترز, وكالات, الأناضول"), listed("أرشيف, أرشيفية, archive")
_ADDRESSING = listed("موقعنا, الموقع, نستخدم, يستخدم, توافق, تجربتك, لك, لكم, باستخدامك, نحن, لدينا, قبول, موافق")


def notice(found: list[str], line: str) -> str | None:
    """A copyright line, a disclaimer, a credit to another source."""
    if line.lstrip()[:1] == "©" or ("©" in line and len(found) <= _SIGNED_LIMIT):
        return "copyright" if len(found) <= NOTICE else None
    if tuple(found[:2]) in _QUOTING:
        return "source-line" if _is_quoted_source(found[2:], line) else None
    if len(found) < 6 and (kind := _credits(found, line)):
        return kind
    if len(found) > NOTICE or _INSIDE_FIRST.isdisjoint(found):
        return None
    joined = f" {' '.join(found)} "
    kind = next((_INSIDE[phrase] for phrase in _INSIDE if phrase in joined), None)
    if kind == "cookie" and is_sentence(line) and _ADDRESSING.isdisjoint(found):
        return None  # «ملفات تعريف الارتباط تتعقب الناس، يحذر باحثون.»
    return kind if kind != "copyright" or holds_rights(line, found) else None


def _credits(found: list[str], line: str) -> str | None:
    """An agency alone, or its picture from the archive: «(رويترز)», «عن رويترز», «رويترز/أرشيف»."""
    if found[-1] in _FILED and len(found) > 1:
        return "caption" if agency(" ".join(found[:-1])) else None
    told = (
        len(found) < 5
        and (line.lstrip()[0] in "([" or may_end(found[-1]))
        and not is_sentence(line)
        and _is_credit(found, line)
    )
    return "source-line" if told else None


def _is_credit(found: list[str], line: str) -> bool:
    """«بترا» alone is a city too; «(غيتي)», «(إنترنت)» say whose a picture is."""
    if line.lstrip()[0] in "([" and " ".join(found) in _PICTURED:
        return True
    if found[0] == QUOTING[1] and len(found) > 1:
        return bool(agencies_in(line)) or is_outlet(" ".join(found[1:]))
    surely = line.lstrip()[0] in "([" or len(found) > 1 or found[0] in _AGENCIES
    return surely and agency(line) is not None


def _is_quoted_source(rest: list[str], line: str) -> bool:
    name = " ".join(rest)
    if not rest or agencies_in(name) or is_outlet(name):
        return True
    return len(rest) < 5 and rest[0] in PUBLISHERS and not line.rstrip().endswith(".")
