"""The words of a date, by which a byline's parts are told from the day that stands among them."""

from crawler.arabic.lists import key, listed

_MONTHS = """
    يناير, فبراير, مارس, أبريل, ابريل, إبريل, مايو, يونيو, يونية, يوليو, يوليه, أغسطس, سبتمبر, أكتوبر, نوفمبر,
    ديسمبر, كانون, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, تشرين, جانفي, فيفري, أفريل, ماي, جوان, جويلية,
    أوت, غشت, شتنبر, نونبر, دجنبر, يوليوز, محرم, صفر, ربيع, جمادى, رجب, شعبان, رمضان, شوال, القعدة, الحجة, ذو, ذي
"""
DATE_WORDS = listed(_MONTHS) | listed("""
    السبت, الأحد, الاثنين, الإثنين, الثلاثاء, الأربعاء, الخميس, الجمعة, الأول, الثاني, الآخر, الآخرة, الأولى, يوم,
    اليوم, أمس, الساعة, م, هـ, ص, ه, صباحا, مساء, ظهرا, am, pm, gmt, تحديث, منذ, قبل, ساعة, ساعات, ساعتين, دقيقة,
    دقائق, دقيقتين, أيام, يومين, أسبوع, أسابيع, شهر, أشهر, الموافق, بتاريخ, في, توقيت, غرينتش, المحلي
""")
# The month's other name, cut off at the slash of «12 فبراير/شباط».
_SECOND_NAMES = listed("فبراير, شباط, مارس, آذار, أبريل, مايو, أيار, يونيو, حزيران, يوليو, أغسطس, سبتمبر, أيلول")
_WEEKDAYS = listed("السبت, الأحد, الاثنين, الإثنين, الثلاثاء, الأربعاء, الخميس, الجمعة")


def is_date(words: list[str]) -> bool:
    """«9 حزيران», «17-10-2023», «الثلاثاء», «منذ 3 ساعات»; يوم and في alone are none."""
    keys = [key(word) for word in words if key(word)]
    if not keys or not all(is_date_word(word) for word in keys):
        return False
    return any(word[0].isdigit() for word in keys) or (
        len(keys) == 1 and ((keys[0].startswith("ال") and keys[0] in _WEEKDAYS) or keys[0] in _SECOND_NAMES)
    )


def is_date_word(word: str) -> bool:
    return word in DATE_WORDS or all(each.isdigit() or each in "مهص" for each in word.replace(" ", ""))
