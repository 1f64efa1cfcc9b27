"""Dates are read as newsrooms print them, and only where a line tells them."""

import csv
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arabic.dates import LONGEST, read

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Africa/Cairo"))  # a Friday
CAIRO, RIYADH, BEIRUT, BAGHDAD = "Africa/Cairo", "Asia/Riyadh", "Asia/Beirut", "Asia/Baghdad"
TUNIS, ALGIERS, RABAT, NOUAKCHOTT = "Africa/Tunis", "Africa/Algiers", "Africa/Casablanca", "Africa/Nouakchott"
TRIPOLI, KHARTOUM, DUBAI, AMMAN, GAZA = "Africa/Tripoli", "Africa/Khartoum", "Asia/Dubai", "Asia/Amman", "Asia/Gaza"


def told(text, zone=CAIRO, now=NOW):
    """The instant as printed on the newsroom's wall, cut to what is told."""
    found = read(text, now=now, timezone=zone)
    if found is None:
        return None
    clock = found.instant.isoformat()
    return clock[:10] if found.precision == "day" else clock


def failures(cases):
    return [f"{case[0]!r}: {told(*case[:2])}, not {case[2]}" for case in cases if told(*case[:2]) != case[2]]


def test_the_table_of_printed_forms_is_read_whole(shared):
    wrong = []
    with (shared / "facts" / "dates_dev.tsv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            found = read(row["string"], now=datetime.fromisoformat(row["now"]), timezone=row["tz"])
            if not _is_expected(found, row["expected_iso"], row["precision"]):
                wrong.append(f"{row['id']} {row['string']!r}: {found}, not {row['expected_iso']} {row['precision']}")
    assert not wrong, "\n".join(wrong)


def _is_expected(found, expected, precision):
    if expected == "NONE" or found is None:
        return found is None and expected == "NONE"
    if found.precision != precision:
        return False
    if "T" in expected:
        return found.instant == datetime.fromisoformat(expected)
    return found.instant.isoformat().startswith(expected)


AGENCIES = [
    ("الأربعاء - 3 شهر صفر 1446 هـ - 07 أغسطس 2024 مـ رقم العدد [17100]", RIYADH, "2024-08-07"),
    ("آخر تحديث: الأربعاء 3 صفر 1446 هـ - 07 أغسطس 2024 KSA 18:20 - GMT 15:20", RIYADH, "2024-08-07T18:20:00+03:00"),
    ("آخر تحديث: 7/8/2024 - 18:20 (مكة المكرمة) 15:20 (غرينتش)", DUBAI, "2024-08-07T18:20:00+03:00"),
    ("7/8/2024 - 18:20 (مكة المكرمة) 16:20 (غرينتش)", DUBAI, None),  # the two do not agree
    ("12 سبتمبر سنة 2024", CAIRO, "2024-09-12"),
    ("25 جويلة 2021", TUNIS, "2021-07-25"),
    ("14 Mai 2024 à 09:10", TUNIS, "2024-05-14T09:10:00+01:00"),
    ("1er novembre 2023", ALGIERS, "2023-11-01"),
    ("۱۴۰۳/۰۵/۱۷", CAIRO, None),  # of a calendar that counts by the sun
]
COUNTRIES = [
    # Egypt, Sudan
    ("الأربعاء، 14 فبراير 2024 08:05 ص", CAIRO, "2024-02-14T08:05:00+02:00"),
    ("الأربعاء 14/فبراير/2024 - 08:05 م", CAIRO, "2024-02-14T20:05:00+02:00"),
    ("08:05 م | الأربعاء 14 فبراير 2024", CAIRO, "2024-02-14T20:05:00+02:00"),
    ("الاربعاء 14 فبراير 2024 | 08:05 مساءً", CAIRO, "2024-02-14T20:05:00+02:00"),
    ("فبراير 14, 2024", CAIRO, "2024-02-14"),
    ("14 يونية 2019", CAIRO, "2019-06-14"),
    ("14 يوليه 2019", CAIRO, "2019-07-14"),
    ("الخميس الموافق 4 إبريل 2024", CAIRO, "2024-04-04"),
    ("14 فبراير, 2024", KHARTOUM, "2024-02-14"),
    # The Gulf
    ("نشر في: 14 فبراير ,2024: 08:05 م GST", RIYADH, "2024-02-14T20:05:00+04:00"),
    ("14 فبراير 2024 20:05 مساء", DUBAI, "2024-02-14T20:05:00+04:00"),
    ("آخر تحديث: 14 فبراير 20:05 2024", DUBAI, "2024-02-14T20:05:00+04:00"),
    ("تاريخ النشر: 14 فبراير 2024 20:05 KSA", RIYADH, "2024-02-14T20:05:00+03:00"),
    ("١٤ / ٢ / ٢٠٢٤", RIYADH, "2024-02-14"),
    # Levant, Iraq
    ("14 شباط 2024", BEIRUT, "2024-02-14"),
    ("الأربعاء ١٤ شباط ٢٠٢٤ - ٠٨:٠٥", BEIRUT, "2024-02-14T08:05:00+02:00"),
    ("3 تشرين أول 2023", BEIRUT, "2023-10-03"),
    ("3 ك2 2023", BEIRUT, "2023-01-03"),
    ("3 آيار 2023", BAGHDAD, "2023-05-03"),
    ("الأربعاء 4 كانون الأول 2019 الساعة 09:30 م", BAGHDAD, "2019-12-04T21:30:00+03:00"),
    ("تم نشره في الأربعاء 4 أيلول / سبتمبر 2019. 12:00 صباحاً", AMMAN, "2019-09-04T00:00:00+03:00"),
    ("نيسان 4، 2024", AMMAN, "2024-04-04"),
    # Both names
    ("4 تشرين الثاني/نوفمبر 2020", BEIRUT, "2020-11-04"),
    ("4 نوفمبر تشرين الثاني 2020", BEIRUT, "2020-11-04"),
    ("4 نوفمبر (تشرين الثاني) 2020", RIYADH, "2020-11-04"),
    ("الأحد 4 أكتوبر-تشرين الأول 2020 الساعة 06 مساءً", "Asia/Aden", "2020-10-04T18:00:00+03:00"),
    # Tunisia, Algeria, Libya
    ("الجمعة 4 جانفي 2019", TUNIS, "2019-01-04"),
    ("4 أوت 2019 على الساعة 20:15", ALGIERS, "2019-08-04T20:15:00+01:00"),
    ("4 جوان 2019 20سا15", ALGIERS, "2019-06-04T20:15:00+01:00"),
    ("4 جويلية 2019 - 20h15", TUNIS, "2019-07-04T20:15:00+01:00"),
    ("تيزي وزو في 4 أفريل 2019", ALGIERS, "2019-04-04"),
    ("4 هانيبال 2007", TRIPOLI, "2007-08-04"),
    # Morocco, Mauritania
    ("الأحد 4 غشت 2019 - 03:10", RABAT, "2019-08-04T03:10:00+01:00"),
    ("4 ماي 2022", RABAT, "2022-05-04"),
    ("4 يوليوز 2022 | 14:30", RABAT, "2022-07-04T14:30:00+01:00"),
    ("سبت, 04/05/2024 - 11:23", NOUAKCHOTT, "2024-05-04T11:23:00+00:00"),
    ("4 دجمبر 2018", NOUAKCHOTT, "2018-12-04"),
    # Palestine, and Arabic newsrooms abroad
    ("السبت 4 فبراير 2023 10:37 ص / بتوقيت القدس +2GMT", GAZA, "2023-02-04T10:37:00+02:00"),
    ("تاريخ النشر:04.02.2023 | 05:47 GMT", "Europe/Moscow", "2023-02-04T05:47:00+00:00"),
    ("04.02.202304 فبراير 2023", "Europe/Berlin", "2023-02-04"),
    ("2023:02:04.10:56", "Asia/Shanghai", "2023-02-04T10:56:00+08:00"),
    ("Tuesday 5th of March 2024 10:15 AM", BEIRUT, "2024-03-05T10:15:00+02:00"),
    ("March 5, 2024 1:45 pm", BEIRUT, "2024-03-05T13:45:00+02:00"),
    ("mardi 5 mars 2024", RABAT, "2024-03-05"),
]
HIJRI = [
    ("١٢ ربيع الآخر ١٤٤٣ هـ", RIYADH, "2021-11-17"),
    ("12/ربيع الآخر/1443هـ", RIYADH, "2021-11-17"),
    ("5-6-1445هـ", RIYADH, "2023-12-18"),
    ("1445/06/05", RIYADH, "2023-12-18"),
    ("20 جمادى الاخرة 1444", RIYADH, "2023-01-13"),
    ("10 ذي الحجة 1443 هـ - 10:15 م", RIYADH, "2022-07-09T22:15:00+03:00"),
    ("السبت 9 ربيع أول 1444هـ", RIYADH, "2022-10-05"),
    ("الخميس 4 رمضان 1445هـ الموافق 14 مارس 2024م", RIYADH, "2024-03-14"),
    ("14-03-2024م - 04-09-1445هـ", RIYADH, "2024-03-14"),
    ("رمضان 1445هـ | 14 مارس 2024م", RIYADH, "2024-03-14"),
    ("25 مارس الموافق 15 رمضان 1445 هـ", RIYADH, "2024-03-25"),
]
NUMBERS = [
    ("05/03/2024", CAIRO, "2024-03-05"),
    ("5-3-2024", CAIRO, "2024-03-05"),
    ("2024.03.05", CAIRO, "2024-03-05"),
    ("5/16/2024 2:30:00 PM", CAIRO, "2024-05-16T14:30:00+03:00"),
    ("05.03.24", CAIRO, "2024-03-05"),
    ("05.03.2024 13.45", CAIRO, "2024-03-05T13:45:00+02:00"),
    ("2024/3/5 10:15:20", CAIRO, "2024-03-05T10:15:20+02:00"),
    ("۵ / ۳ / ۲۰۲۴", CAIRO, "2024-03-05"),
    ("5\u200f/3\u200f/2024", CAIRO, "2024-03-05"),
    ("2024-03-05", CAIRO, "2024-03-05"),
    ("2024-03-05T10:15+0400", CAIRO, "2024-03-05T10:15:00+04:00"),
    ("2024-03-05T10:15:20.123Z", CAIRO, "2024-03-05T10:15:20+00:00"),
    ("2024-03-05 10:15:20 UTC", CAIRO, "2024-03-05T10:15:20+00:00"),
    ("20240305T101500Z", CAIRO, "2024-03-05T10:15:00+00:00"),
    ("Tue, 05 Mar 2024 10:15:00 +0200", RIYADH, "2024-03-05T10:15:00+02:00"),
    ("Tue, 05 Mar 2024 10:15:00 EET", RIYADH, "2024-03-05T10:15:00+02:00"),
    ("Tue, 5 Mar 24 10:15:00 GMT", RIYADH, "2024-03-05T10:15:00+00:00"),
    ("الثلاثاء, 05 مارس 2024 10:15:00 +0300", CAIRO, "2024-03-05T10:15:00+03:00"),
]
HOURS = [
    ("5 مارس 2024 12:00 ظهراً", CAIRO, "2024-03-05T12:00:00+02:00"),
    ("5 مارس 2024 1:30 ظهرا", CAIRO, "2024-03-05T13:30:00+02:00"),
    ("5 مارس 2024 4:30 عصراً", CAIRO, "2024-03-05T16:30:00+02:00"),
    ("5 مارس 2024 3:15 فجرا", CAIRO, "2024-03-05T03:15:00+02:00"),
    ("5 مارس 2024 9:40 ليلاً", CAIRO, "2024-03-05T21:40:00+02:00"),
    ("5 مارس 2024 1:40 ليلاً", CAIRO, "2024-03-05T01:40:00+02:00"),
    ("5 مارس 2024 12:10 بعد منتصف الليل", CAIRO, "2024-03-05T00:10:00+02:00"),
    ("5 مارس 2024 1:30 بعد الظهر", CAIRO, "2024-03-05T13:30:00+02:00"),
    ("5 مارس 2024 11:30 قبل الظهر", CAIRO, "2024-03-05T11:30:00+02:00"),
    ("5 مارس 2024 12:07 م", CAIRO, "2024-03-05T12:07:00+02:00"),
    ("5 مارس 2024 12:07 ص", CAIRO, "2024-03-05T00:07:00+02:00"),
    ("5 مارس 2024م 09:15م", CAIRO, "2024-03-05T21:15:00+02:00"),
    ("5 مارس 2024 م 09:15", CAIRO, "2024-03-05T09:15:00+02:00"),
    ("5 مارس 2024 09:15 p.m.", CAIRO, "2024-03-05T21:15:00+02:00"),
    ("5 مارس 2024 الساعة 20 و 15 دقيقة", CAIRO, "2024-03-05T20:15:00+02:00"),
    ("5 مارس 2024 الساعة 10:15 بتوقيت مكة المكرمة", CAIRO, "2024-03-05T10:15:00+03:00"),
    ("5 مارس 2024 10:15 (توقيت غرينتش)", CAIRO, "2024-03-05T10:15:00+00:00"),
    ("5 مارس 2024 10:15 ت.غ", BEIRUT, "2024-03-05T10:15:00+00:00"),
    ("5 مارس 2024 10:15 بتوقيت أبو ظبي", CAIRO, "2024-03-05T10:15:00+04:00"),
    ("5 مارس 2024 10:15 بالتوقيت المحلي", BEIRUT, "2024-03-05T10:15:00+02:00"),
    ("5 مارس 2024، 10:15 UTC+3", CAIRO, "2024-03-05T10:15:00+03:00"),
    ("السبت 10 يونيو 2023 10:37 ص / بتوقيت القدس +2GMT", GAZA, "2023-06-10T10:37:00+03:00"),
]
MASTHEADS = [
    ("كتب: سالم المنصوري الثلاثاء 5 مارس 2024 10:15 م", CAIRO, "2024-03-05T22:15:00+02:00"),
    ("بقلم: شعبان رجب | 5 مارس 2024", CAIRO, "2024-03-05"),
    ("5 مارس 2024 بواسطة سالم المنصوري", CAIRO, "2024-03-05"),
    ("سالم المنصوري - دمشق - 5 مارس 2024", CAIRO, "2024-03-05"),
    ("الرئيسية > سياسة > 5 مارس 2024", CAIRO, "2024-03-05"),
    ("العدد 15666 - السنة 50 - الثلاثاء 5 مارس 2024", CAIRO, "2024-03-05"),
    ("صحيفة الواحة بتاريخ 5/3/2024", CAIRO, "2024-03-05"),
    ("5 مارس 2024 | 1234 مشاهدة", CAIRO, "2024-03-05"),
    ("وقت القراءة: 3 دقائق | 5 مارس 2024", CAIRO, "2024-03-05"),
    ("5 مارس 2024 10:15|news.example.com", CAIRO, "2024-03-05T10:15:00+02:00"),
    ("الكاتب: سالم - التاريخ: 05/03/2024 - الساعة: 10:15 م", CAIRO, "2024-03-05T22:15:00+02:00"),
    ("[الثلاثاء، 05 مارس 2024 10:15:00 +0300]", CAIRO, "2024-03-05T10:15:00+03:00"),
    ("حائل في 5 مارس 2024", RIYADH, "2024-03-05"),
    ("الثلـــاثاء 5 مـــارس 2024", CAIRO, "2024-03-05"),
    ("الثّلاثاء 5 مارِس 2024", CAIRO, "2024-03-05"),
]
DATELINES = [
    ("الدوحة في 4 مايو /قنا/ وصل الوفد إلى المطار صباحا", "Asia/Qatar", "2026-05-04"),
    ("الطويلة في 28 ديسمبر / وام / افتتح الوزير المرحلة الأولى من المشروع", DUBAI, "2025-12-28"),
    ("عمان 9 حزيران (بترا)- من سالم المنصوري- انطلقت الفعاليات", AMMAN, "2026-06-09"),
    ("حفر الباطن 24 ذو القعدة 1442 هـ الموافق 04 يوليو 2021 م واس", RIYADH, "2021-07-04"),
    ("رام الله 17-10-2023 وفا- زار الوزير المعرض", GAZA, "2023-10-17"),
]
RELATIVE = [
    ("منذ نصف ساعة", CAIRO, "2026-11-20T11:30:00+02:00"),
    ("منذ ساعة ونصف", CAIRO, "2026-11-20T10:30:00+02:00"),
    ("قبل ثلاث ساعات", CAIRO, "2026-11-20T09:00:00+02:00"),
    ("قبل خمس دقائق", CAIRO, "2026-11-20T11:55:00+02:00"),
    ("منذ حوالي ساعتين", CAIRO, "2026-11-20T10:00:00+02:00"),
    ("قبل 3س", CAIRO, "2026-11-20T09:00:00+02:00"),
    ("منذ ساعتين و 5 دقائق", CAIRO, "2026-11-20T09:55:00+02:00"),
    ("نشر منذ ٢٥ دقيقة", CAIRO, "2026-11-20T11:35:00+02:00"),
    ("اقتصاد | منذ 25 دقيقة", CAIRO, "2026-11-20T11:35:00+02:00"),
    ("2 hours ago", CAIRO, "2026-11-20T10:00:00+02:00"),
    ("للتو", CAIRO, "2026-11-20T12:00:00+02:00"),
    ("منذ يومين", CAIRO, "2026-11-18"),
    ("منذ 15 يوما", CAIRO, "2026-11-05"),
    ("أسبوعين مضت", CAIRO, "2026-11-06"),
    ("أمس", CAIRO, "2026-11-19"),
    ("أمس الخميس", CAIRO, "2026-11-19"),
    ("أول أمس", CAIRO, "2026-11-18"),
    ("أمس 15:30", CAIRO, "2026-11-19T15:30:00+02:00"),
    ("مساء أمس 9:30", CAIRO, "2026-11-19T21:30:00+02:00"),
    ("اليوم 10:15", CAIRO, "2026-11-20T10:15:00+02:00"),
    ("اليوم، الساعة 10:15 ص", CAIRO, "2026-11-20T10:15:00+02:00"),
]
YEARLESS = [
    ("15 أكتوبر", CAIRO, "2026-10-15"),
    ("28 ديسمبر", CAIRO, "2025-12-28"),
    ("24 أغسطس | 12:53 م", AMMAN, "2026-08-24T12:53:00+03:00"),
    ("الإثنين 15 أكتوبر", CAIRO, "2018-10-15"),
    ("الخميس 29 فبراير", CAIRO, "2024-02-29"),
    ("نشر في 25 يناير", CAIRO, "2026-01-25"),
]
TABLES = {
    "countries": COUNTRIES, "hijri": HIJRI, "numbers": NUMBERS, "hours": HOURS, "mastheads": MASTHEADS,
    "agencies": AGENCIES,
    "datelines": DATELINES, "relative": RELATIVE, "yearless": YEARLESS,
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_forms_of_every_country_are_read(name):
    assert not failures(TABLES[name])


@pytest.mark.parametrize(
    "text",
    [
        # No date at all
        "", "24 ساعة", "آخر 24 ساعة", "خلال 24 ساعة", "قناة 24", "10:15", "الساعة 10:15", "24/7", "2 - 1", "2:1",
        "01012345678", "+20 100 123 4567", "192.168.1.1", "1.2.3", "العدد 12345", "الصفحة 5 من 10", "رؤية 2030",
        "2024", "2023/2024", "2023-2024", "القانون رقم 12 لسنة 2024", "المادة 5/3/2024",
        # A month, a season, a name
        "يناير 2024", "رمضان 2024", "رمضان 1445", "مارس", "آب", "مايو كلينك", "محمد رمضان 2024", "شباط 5 قتلى",
        # Days that name something
        "6 أكتوبر", "25 يناير", "8 آذار", "ثورة 25 يناير", "شارع 15 مايو", "بيروت 4 آب", "ليلة 27 رمضان",
        "أحداث 11 سبتمبر 2001",
        # Sentences, and headlines that carry a day
        "وقع الطرفان الاتفاق في 6 أكتوبر 2021 في القاهرة بحضور الوزراء",
        "ولد في 5 مايو 1960", "صالح حتى 5/3/2024", "تاريخ الميلاد: 5 مارس 1990",
        "سعر الذهب اليوم الأحد 10 مارس 2024", "موعد المباراة الجمعة 5 مارس 2024 الساعة 9 مساء",
        "منذ 7 أكتوبر 2023", "منذ عام 2011", "حتى 5 مارس 2024", "5 - 7 مارس 2024", "من 5 إلى 7 مارس 2024",
        "5 مارس 2024 - 6 مارس 2024", "5 مارس 2024 10:15 11:20",
        # Relative words that tell nothing
        "اليوم", "مصر اليوم", "اليوم السابع", "اليوم 24", "برنامج اليوم 10:15", "شاهد الآن", "منذ سنوات",
        "قبل ساعات", "منذ الصباح", "بعد 3 أيام", "غدا 10:15", "قبل 3 أيام من الانتخابات", "يعمل منذ 3 سنوات",
        "منذ 100 عام", "في جدة أمس", "أمس الاثنين", "اليوم، وكالات - عواصم", "اليوم الاثنين",
        # Rights
        "© 2024", "© 5 مارس 2024", "جميع الحقوق محفوظة 5/3/2024",
        # Days that do not exist
        "31 فبراير 2024", "31/02/2024", "29/02/2023", "2024-13-45", "32 مارس 2024", "5 مارس 1445",
        "5 رمضان 2024", "30 ذو القعدة 1445 هـ", "15/7/2024 هـ", "5 مارس 2024 25:70", "2024-03-05T25:10", "9999-12-31",
        "0000-00-00", "05/03/0000", "5 مارس 0000", "5 مارس/نيسان 2024", "1 محرم 1600 هـ", "5 الربيع 2024",
    ],
)  # fmt: skip
def test_what_is_no_date_of_a_page_gives_none(text):
    assert read(text, now=NOW, timezone=CAIRO) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("نشر: 4 مارس 2024 09:00 آخر تحديث: 5 مارس 2024 10:00", "2024-03-04T09:00:00+02:00"),
        ("آخر تحديث: 5 مارس 2024 - 10:00 نشر: 4 مارس 2024 - 09:00", "2024-03-04T09:00:00+02:00"),
        ("4 مارس 2024 - محدث : 5 مارس 2024", "2024-03-04"),
        ("نشر بتاريخ: 4/3/2024 (آخر تحديث: 4/3/2024 الساعة: 07:50)", "2024-03-04T07:50:00+02:00"),
        ("نشر بتاريخ: 4/3/2024 (آخر تحديث: 5/3/2024 الساعة: 07:50)", "2024-03-04"),
        ("الاثنين، 4 مارس 2024، آخر تحديث 02:21 (GMT+0400)", "2024-03-04T02:21:00+04:00"),
        ("آخر تحديث: 4 مارس 2024 10:00", "2024-03-04T10:00:00+02:00"),
        ("4 مارس 2024 | آخر تحديث منذ ساعتين", "2024-03-04"),
    ],
)
def test_the_published_time_counts_before_the_update(text, expected):
    assert told(text) == expected


def test_a_printed_weekday_never_overrules_a_printed_year():
    assert told("الجمعة 5 مارس 2024") == "2024-03-05"


def test_the_gregorian_day_counts_where_the_moon_was_sighted_a_day_later():
    assert told("الثلاثاء 1 رمضان 1445هـ الموافق 12 مارس 2024م", "Asia/Muscat") == "2024-03-12"


def test_an_hour_that_contradicts_its_half_leaves_the_day():
    assert told("5 مارس 2024 00:15 م") == "2024-03-05"


def test_an_hour_that_may_be_morning_or_evening_leaves_the_day():
    assert told("5 مارس 2024 الساعة 6") == "2024-03-05"


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("منذ 45 ثانية", "second"),
        ("5 مارس 2024 10:15:20", "minute"),
        ("5 مارس 2024 الساعة 6 مساء", "hour"),
        ("منذ 5 ساعات", "hour"),
        ("5 مارس 2024", "day"),
        ("منذ أسبوع", "day"),
        ("منذ شهرين", "month"),
        ("قبل عام", "year"),
    ],
)
def test_precision_is_what_the_line_tells(text, precision):
    assert read(text, now=NOW, timezone=CAIRO).precision == precision


def test_hours_ago_are_counted_across_the_change_of_summer_time():
    now = datetime(2026, 4, 24, 1, 30, tzinfo=ZoneInfo(CAIRO))
    assert told("منذ ساعة", CAIRO, now) == "2026-04-23T23:30:00+02:00"


def test_today_is_the_newsrooms_day_not_the_readers():
    late = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert told("أمس", DUBAI, late) == "2026-11-20"


def test_a_day_is_midnight_in_the_newsrooms_zone():
    found = read("5 مارس 2024", now=NOW, timezone=timezone(timedelta(hours=3)))
    assert found.instant.isoformat() == "2024-03-05T00:00:00+03:00"


def test_what_was_read_is_told_without_the_masthead_around_it():
    assert read("كتب: سالم | الثلاثاء 5 مارس 2024 10:15 | مصر", now=NOW, timezone=CAIRO).text == (
        "الثلاثاء 5 مارس 2024 10:15"
    )


def test_a_paragraph_is_not_read():
    assert read("5 مارس 2024 " + "| خبر " * LONGEST, now=NOW, timezone=CAIRO) is None


def test_an_unknown_zone_is_an_error_of_the_caller():
    with pytest.raises(ZoneInfoNotFoundError):
        read("5 مارس 2024", now=NOW, timezone="Asia/Nowhere")


PIECES = st.sampled_from(
    [text for table in TABLES.values() for text, _, _ in table]
    + "5 31 0 2024 1445 0000 9999 99 ٣ ٢٠٢٤ م ص ه هـ / - . : ، ( ) | + T Z GMT+99".split()
    + "منذ قبل و من ساعة ساعتين 3س نصف مضت".split()
    + "مارس رمضان الربيع كانون الثاني الأحد بتوقيت القاهرة الساعة نشر تحديث العدد كتب أمس اليوم الآن مشاهدة واس".split()
    + ["12:61", "99:99", "31/2/2024", "30/12/1500", "1/1/1343هـ", "29 فبراير", "13.45", "999999999999 سنة", "\u0640"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=8).map(" ".join), st.lists(PIECES, max_size=8).map("".join)))
def test_no_text_raises_and_every_instant_is_aware(text):
    found = read(text, now=NOW, timezone=CAIRO)
    assert found is None or found.instant.utcoffset() is not None


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2027, 1, 1)),
    st.sampled_from(
        ["{d} {m} {y} - {t}", "{t} | {d} {m} {y}", "{m} {d}, {y} {t}", "{d}/{m}/{y} {t}", "{y} {m} {d} {t}"]
    ),
    st.sampled_from(
        [
            "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
            "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
            "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
            "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
        ]
    ),
)
def test_any_printed_minute_is_read_back(moment, form, months):
    month = months.split()[moment.month - 1].replace("_", " ")
    line = form.format(d=moment.day, m=month, y=moment.year, t=f"{moment:%H:%M}")
    found = read(line, now=NOW, timezone="UTC")
    assert found.instant == moment.replace(second=0, microsecond=0, tzinfo=ZoneInfo("UTC"))
