"""News agencies: the name under which each is kept, and how newsrooms write it."""

import re

from crawler.arabic.lists import key, listed
from crawler.arabic.text import fold

_SPELLINGS = {
    "رويترز": "روتيرز, رويتر, روترز, طومسون رويترز, تومسون رويترز, Reuters, Thomson Reuters, وكالة رويترز للأنباء",
    "أ ف ب": "أف ب, افب, ا ف ف, فرانس برس, فرانس بريس, الفرنسية, الصحافة الفرنسية, AFP, Agence France-Presse, أ.ف.ب",
    "د ب أ": "دب أ, دبا, الأنباء الألمانية, الألمانية, DPA",
    "أ ب": "أسوشيتد برس, أسوشييتد برس, اسوشيتدبرس, أسوشيتيد برس, الأسوشيتد برس, أسوشيتدبرس, AP, Associated Press,"
    " The Associated Press",
    "أ ش أ": "أش أ, اشا, أنباء الشرق الأوسط, الشرق الأوسط للأنباء, MENA",
    "و م ع": "ومع, وم ع, لاماب, المغرب العربي للأنباء, ماب, MAP",
    "واس": "الأنباء السعودية, SPA",
    "وام": "أنباء الإمارات, أنباء الامارات, WAM",
    "بترا": "الأنباء الأردنية, PETRA",
    "وفا": "الأنباء الفلسطينية, الأنباء والمعلومات الفلسطينية, WAFA",
    "وال": "الأنباء الليبية, LANA",
    "وات": "تونس إفريقيا للأنباء, تونس أفريقيا للأنباء, TAP",
    "وأج": "الأنباء الجزائرية, و أ ج, APS",
    "كونا": "الأنباء الكويتية, KUNA",
    "قنا": "الأنباء القطرية, QNA",
    "بنا": "أنباء البحرين, BNA",
    "العمانية": "الأنباء العمانية, ONA, العُمانية",
    "سانا": "السورية للأنباء, العربية السورية للأنباء, الأنباء السورية, SANA",
    "واع": "الأنباء العراقية, INA",
    "نينا": "الوطنية العراقية للأنباء, NINA",
    "سبأ": "الأنباء اليمنية, SABA, سبأ نت, سبأنت",
    "سونا": "السودان للأنباء, الأنباء السودانية, SUNA",
    "صونا": "الأنباء الوطنية الصومالية, الأنباء الصومالية, SONNA",
    "واص": "الأنباء الصحراوية",
    "و م أ": "وم أ, وما, الموريتانية للأنباء, الأنباء الموريتانية",
    "الوكالة الوطنية للإعلام": "الوطنية للإعلام, الوكالة الوطنية, NNA, وطنية",
    "المركزية": "الأنباء المركزية",
    "CNN": "سي إن إن, سي ان ان, سي.إن.إن",
    "الأناضول": "الاناضول, AA, Anadolu, Anadolu Agency, الأناضول للأنباء",
    "شينخوا": "شنخوا, Xinhua, أنباء شينخوا, الصين الجديدة, أنباء الصين الجديدة",
    "نوفوستي": "ريا نوفوستي, ريا نوفستي, RIA Novosti",
    "سبوتنيك": "سبوتنيك عربي, Sputnik",
    "تاس": "إيتار تاس, ايتار تاس, TASS",
    "إنترفاكس": "انترفاكس, Interfax",
    "إرنا": "ارنا, الأنباء الإيرانية, الجمهورية الإسلامية للأنباء, IRNA",
    "تسنيم": "تسنيم الدولية للأنباء, تسنيم للأنباء",
    "إسنا": "إيسنا, ايسنا, ISNA",
    "فارس": "",
    "مهر": "مهر للأنباء",
    "بلومبرغ": "بلومبيرغ, بلومبرج, Bloomberg",
    "يو بي آي": "يو بي اي, ي ب أ, UPI, يونايتد برس إنترناشونال",
    "إفي": "إيفي, افي, EFE",
    "آكي": "آكي الإيطالية, AKI",
    "أنسا": "ANSA",
    "كيودو": "Kyodo",
    "يونهاب": "Yonhap",
    "معا": "معاً, معا الإخبارية",
    "صفا": "الصحافة الفلسطينية",
    "شفق نيوز": "",
    "يونا": "يونا للأنباء, إينا, UNA",
    "وكالات": "الوكالات, وكالات الأنباء, وكالات أنباء, وكالات عالمية, وكالات دولية, الوكالات العالمية, Agencies",
}
CANONICAL = {
    key(spelling): name
    for name, spellings in _SPELLINGS.items()
    for spelling in (name, *spellings.split(","))
    if spelling.strip()
}

# Words of every day that are agencies' names too: alone, without parentheses, they credit nobody.
COMMON = listed("""
    معا, ومع, فارس, مهر, بنا, وطنية, قنا, الفرنسية, الألمانية, المركزية, MAP, TAP, AA, MENA, UNA, INA, SPA, ONA
""")

_WORD_LIMIT = 12
_BREAKS = re.compile(
    r"[()\[\]«»“”\"،,؛;/|+*:\n]|\s[-–—]|[-–—]\s|[-–—]{2,}|\u0640+(?!\S)"
    r"|(?<=[\u0620-\u06ff])[-–—](?=[\u0620-\u06ff])"
)
_LABEL = re.compile("^(?:(?:المصدر|مصدر|نقلا|عن|خاص|متابعات|تقارير|بالتعاون مع)(?: |$))+")
_AGENCY = re.compile(f"^(?:ال)?{key('وكالة')} ")
_ENDINGS = ("للانباء", "الاخباريه", "الدوليه")
_LAST = frozenset((*_ENDINGS, *(name.rpartition(" ")[2] for name in CANONICAL)))


def agency(text: str) -> str | None:
    """Return the agency that a short credit names: «(أ ف ب)», "Reuters", «وكالة الأنباء السعودية (واس)».

    None for a credit of anyone else, and for a sentence or a headline that only mentions an agency.
    """
    parts = _parts(text)
    found = [named(part) for part in parts]
    if not found or None in found or (len(parts) == 1 and key(text) in COMMON and text.strip().isalpha()):
        return None
    return found[0]


def agencies_in(text: str) -> tuple[str, ...]:
    """Return the agencies that a credit names, each once, in order: «(أ ف ب، رويترز)», «القاهرة - د ب أ»."""
    found = [named(part) for part in _parts(text)]
    return tuple(dict.fromkeys(name for name in found if name))


def named(text: str) -> str | None:
    """Return the agency of one part of a credit, whatever the words وكالة and للأنباء do around it."""
    whole = key(text)
    word = _AGENCY.sub("", whole)
    if found := CANONICAL.get(whole) or CANONICAL.get(word):
        return found
    stem, _, ending = word.rpartition(" ")
    return CANONICAL.get(stem) if ending in _ENDINGS else None


def may_end(word: str) -> bool:
    """Tell whether a word may be the last of what names an agency: «رويترز», the «ب» of «أ ف ب»."""
    return len(word) == 1 or key(word) in _LAST or key(word).removeprefix("و") in _LAST


def _parts(text: str) -> list[str]:
    if len(text) > 200 or len(text.split()) > _WORD_LIMIT:
        return []
    parts = (_LABEL.sub("", fold(part)) for part in _BREAKS.split(text))
    return [part for whole in parts for part in _joined(whole) if key(part)]


def _joined(text: str) -> list[str]:
    """Split «رويترز وفرانس برس» where both sides are agencies; leave any other text whole."""
    for match in re.finditer(r" و ?", text):
        left, right = text[: match.start()], text[match.end() :]
        if named(left) and named(right):
            return [left, right]
    return [text]
