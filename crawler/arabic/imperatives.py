"""How pages call on the reader: «شاركي», «شاركوا», «شارك» are one call, told by its plainest form."""

from crawler.arabic.text import words

_CALLS = words("""
    شارك تابع اشترك سجل حمل نزل طالع شاهد انضم أرسل اكتب اترك أضف علق انشر انسخ اطبع احفظ ادعم تبرع اضغط انقر
    أدخل فعل استمع تصفح ابحث انتقل راسل أبلغ بلغ واصل أكمل احصل ساهم غرد تواصل استكشف اكتشف اطلع انظر ساعد ساند
    احجز جرب اذهب اقفز ارجع شوف شير اقبل ارفض رشح
""")
_HOLLOW = {"كون": "كن", "اختار": "اختر", "زور": "زر", "اضيف": "اضف", "عود": "عد", "قيم": "قيم", "صوت": "صوت"}
_PLAIN = {f"{call}{ending}": call for call in _CALLS for ending in ("ي", "وا", "و")}
_PLAIN |= {f"{call}{you}{it}": f"{call}{it}" for call in _CALLS for you in "وي" for it in ("نا", "ها", "ه")}
_PLAIN |= dict.fromkeys(words("اقرئي اقرأي اقرؤوا اقرأوا اقرأو اقروا إقرأو"), "اقرا")
# In the plainest form these lose a letter.
_PLAIN |= {f"{long}{ending}": short for long, short in _HOLLOW.items() for ending in ("ي", "وا", "و")}


def plainly(found: list[str]) -> list[str]:
    """Return a line's words with the call they begin with in its plainest form; the same list where it is."""
    call = _PLAIN.get(found[0])
    return [call, *found[1:]] if call else found
