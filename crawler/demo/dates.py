"""How the demo's layouts print their dates, as newsrooms from Rabat to Riyadh do: wall clocks in, text out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from hijridate import Gregorian

# The wall clock, whether its hour is known, the country's ISO code.
Style = Callable[[datetime, bool, str], str]

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")  # datetime.weekday() order
EGYPT = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
    "كانون الأول",
)  # fmt: skip
TUNISIA_ALGERIA = (
    "جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
MOROCCO = (
    "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر",
)  # fmt: skip
HIJRI = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
    "ذو القعدة", "ذو الحجة",
)  # fmt: skip
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

_SEED_WEEKDAYS = ("الاثنين", "الثلاثاء", "الاربعاء", "الخميس", "الجمعة", "السبت", "الاحد")


def egypt(clock: datetime, timed: bool, country: str = "") -> str:  # noqa: ARG001  one signature for all styles
    """«الاربعاء 30 سبتمبر 2020 | 04:08 مساءً»."""
    day = f"{_SEED_WEEKDAYS[clock.weekday()]} {clock.day} {EGYPT[clock.month - 1]} {clock.year}"
    return f"{day} | {clock:%I:%M} {'صباحاً' if clock.hour < 12 else 'مساءً'}" if timed else day


def plain_day(clock: datetime, timed: bool = False, country: str = "") -> str:  # noqa: ARG001
    """«30 سبتمبر، 2020», whatever is known of the hour."""
    return f"{clock.day} {EGYPT[clock.month - 1]}، {clock.year}"


def weekday_and_numbers(clock: datetime, timed: bool, country: str = "") -> str:  # noqa: ARG001
    """«الأربعاء, 30/09/2020 - 16:08»."""
    day = f"{WEEKDAYS[clock.weekday()]}, {clock:%d/%m/%Y}"
    return f"{day} - {clock:%H:%M}" if timed else day


def numbers(clock: datetime, timed: bool, country: str = "") -> str:  # noqa: ARG001
    """«30/09/2020 04:08 م», the day first."""
    return f"{clock:%d/%m/%Y} {clock:%I:%M} {_half(clock)}" if timed else f"{clock:%d/%m/%Y}"


def numbers_day(clock: datetime, timed: bool = False, country: str = "") -> str:  # noqa: ARG001
    """«تاريخ النشر : 30-9-2020», whatever is known of the hour."""
    return f"تاريخ النشر : {clock.day}-{clock.month}-{clock.year}"


def gulf(clock: datetime, timed: bool, country: str = "") -> str:  # noqa: ARG001
    """«الأربعاء 13 صفر 1442هـ - 30 سبتمبر 2020م - 16:08 KSA»: the Umm al-Qura day beside the Gregorian one."""
    day = f"{WEEKDAYS[clock.weekday()]} {hijri(clock)}هـ - {clock.day} {EGYPT[clock.month - 1]} {clock.year}م"
    return f"{day} - {clock:%H:%M} KSA" if timed else day


def maghreb(clock: datetime, timed: bool, country: str = "") -> str:
    """«الأربعاء 30 شتنبر 2020 - 16:08» in Morocco, with «جانفي» and «جويلية» in Tunis and Algiers."""
    months = MOROCCO if country in ("MA", "MR") else TUNISIA_ALGERIA
    day = f"{WEEKDAYS[clock.weekday()]} {clock.day} {months[clock.month - 1]} {clock.year}"
    return f"{day} - {clock:%H:%M}" if timed else day


def levant(clock: datetime, timed: bool, country: str = "") -> str:  # noqa: ARG001
    """«الأربعاء 30 أيلول/سبتمبر 2020 - 16:08»."""
    month = f"{LEVANT[clock.month - 1]}/{EGYPT[clock.month - 1]}"
    day = f"{WEEKDAYS[clock.weekday()]} {clock.day} {month} {clock.year}"
    return f"{day} - {clock:%H:%M}" if timed else day


def arabic_indic(clock: datetime, timed: bool, country: str = "") -> str:  # noqa: ARG001
    """«الأربعاء، ٣٠ سبتمبر ٢٠٢٠ ٠٤:٠٨ م»."""
    day = f"{WEEKDAYS[clock.weekday()]}، {clock.day} {EGYPT[clock.month - 1]} {clock.year}"
    return (f"{day} {clock:%I:%M} {_half(clock)}" if timed else day).translate(ARABIC_INDIC)


def hijri(clock: datetime) -> str:
    """«13 صفر 1442»."""
    day = Gregorian(clock.year, clock.month, clock.day).to_hijri()
    return f"{day.day} {HIJRI[day.month - 1]} {day.year}"


def iso(moment: datetime, timed: bool) -> str:
    """ISO 8601 as a CMS writes it: seconds and offset, or the day alone."""
    return moment.isoformat(timespec="seconds") if timed else f"{moment:%Y-%m-%d}"


def _half(clock: datetime) -> str:
    return "ص" if clock.hour < 12 else "م"
