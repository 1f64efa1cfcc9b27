"""The time zone of a source that names none: from its address, what it declares, and how its page writes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta, timezone, tzinfo
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.arabic.calendar.places import ZONES
from crawler.arabic.date_words import is_date_word
from crawler.arabic.lists import key
from crawler.arabic.text import fold

# Where nothing tells: the clock of most of the Arab East. Only the offset hangs on it, not the printed time.
DEFAULT = "Asia/Riyadh"
SILENT = "-"  # instead of the zone of a page that was asked and tells none
BY_COUNTRY = {
    "eg": "Africa/Cairo", "sa": "Asia/Riyadh", "ae": "Asia/Dubai", "kw": "Asia/Kuwait", "qa": "Asia/Qatar",
    "bh": "Asia/Bahrain", "om": "Asia/Muscat", "ye": "Asia/Aden", "iq": "Asia/Baghdad", "sy": "Asia/Damascus",
    "lb": "Asia/Beirut", "jo": "Asia/Amman", "ps": "Asia/Hebron", "sd": "Africa/Khartoum", "ly": "Africa/Tripoli",
    "tn": "Africa/Tunis", "dz": "Africa/Algiers", "ma": "Africa/Casablanca", "eh": "Africa/El_Aaiun",
    "mr": "Africa/Nouakchott", "so": "Africa/Mogadishu", "dj": "Africa/Djibouti", "km": "Indian/Comoro",
    "td": "Africa/Ndjamena", "il": "Asia/Jerusalem", "ir": "Asia/Tehran", "tr": "Europe/Istanbul",
    "uk": "Europe/London", "gb": "Europe/London", "fr": "Europe/Paris", "de": "Europe/Berlin", "ru": "Europe/Moscow",
    "cn": "Asia/Shanghai",
}  # fmt: skip
# How much each sign is worth: a declared country and a clock named by its city say it, the others only hint at it.
_DECLARED, _CLOCK, _LOCALE, _MONTH, _PHONE = 6.0, 6.0, 4.0, 5.0, 4.0
_MASTHEAD, _SELF, _HOST, _SPELT = 3.0, 3.0, 3.0, 2.5
_WESTERN = 2.0  # for a month's name that three countries of one clock share
_NEARBY = 0.5  # for each town of a country that the page's headlines name, six at most
_ENOUGH, _CLEARLY = 1.5, 1.3  # what a zone must have, and how much more than the next
_SHOWN = 2000  # characters at either end of a page that are looked at
_OLD_MONTHS = {
    **dict.fromkeys("يوليوز غشت شتنبر نونبر دجنبر".split(), "Africa/Casablanca"),
    **dict.fromkeys("جانفي فيفري افريل جوان جويليه اوت".split(), "Africa/Tunis"),
}
_MAY = re.compile(r"\d ماي(?!\w)")  # May, from Tunis to Rabat, where the clock is one; alone it is a name too
# A page's own language in a country; «fr_FR» and «en_GB» are the languages that themes come in.
_LOCALE_CODE = re.compile(r"^(?!en|fr)[a-z]{2,3}[-_]([a-z]{2})\b", re.IGNORECASE)
_PHONES = {
    "20": "eg", "212": "ma", "213": "dz", "216": "tn", "218": "ly", "222": "mr", "249": "sd", "252": "so",
    "961": "lb", "962": "jo", "963": "sy", "964": "iq", "965": "kw", "966": "sa", "967": "ye", "968": "om",
    "970": "ps", "971": "ae", "973": "bh", "974": "qa",
}  # fmt: skip
_NUMBER = re.compile(r"(?:\+|(?<!\d)00)\s?(20|2(?:1[2368]|22|49|52)|9(?:6[1-8]|7[0134]))(?=[\s\d()-]{6,})")
_HOSTS = {
    "eg": "egypt cairo masr masry", "lb": "lebanon liban beirut", "iq": "iraq baghdad basra", "sd": "sudan khartoum",
    "ma": "morocco maroc maghrib", "tn": "tunis tunisie tunisia carthage", "dz": "algerie algeria alger dzair",
    "ly": "libya tripoli benghazi", "ye": "yemen aden sanaa", "sy": "syria damascus souria", "jo": "jordan amman",
    "kw": "kuwait", "qa": "qatar doha", "bh": "bahrain", "om": "oman muscat", "ae": "uae emarat dubai abudhabi",
    "sa": "saudi riyadh", "mr": "mauritania rimnow", "ps": "palestine gaza ramallah quds",
}  # fmt: skip
_GLUE = 4  # letters from which a word of a host may be glued to what follows; one more to what goes before
_ARTICLE = re.compile(r"^[ae]l(?=\w{4})")
_HOST_COUNTRY = {word: country for country, names in _HOSTS.items() for word in (country, *names.split())}
_LATIN = frozenset(word for word in _HOST_COUNTRY if len(word) >= _GLUE)  # as a site's name may have it
_TAIL = re.compile(r"\s*\|\s*|\s[-–—]\s")
_GLUED = [(word, country) for word, country in _HOST_COUNTRY.items() if len(word) >= _GLUE]
# The adjectives by which a newspaper, a league or an agency is its country's; folded, without article or ending.
_NATIONS = {
    "مصري": "eg", "سعودي": "sa", "اماراتي": "ae", "كويتي": "kw", "قطري": "qa", "بحريني": "bh", "عماني": "om",
    "يمني": "ye", "عراقي": "iq", "سوري": "sy", "لبناني": "lb", "اردني": "jo", "فلسطيني": "ps", "سوداني": "sd",
    "ليبي": "ly", "تونسي": "tn", "جزايري": "dz", "مغربي": "ma", "موريتاني": "mr",
}  # fmt: skip
_NATIONAL = {
    article + stem + ending: code
    for stem, code in _NATIONS.items()
    for article in ("", "ال")
    for ending in ("", "ه", "ين")
}
# What of a country speaks of itself so: «صحيفة سعودية يومية», «الدوري المصري».
_OWN = frozenset(
    "صحيفه الصحيفه جريده الجريده يوميه بوابه وكاله موقع قناه شبكه منصه دوري الدوري تقارير اعلاميه اخباريه اخبار".split()
)
_BEFORE = 4  # words before the adjective
_OFFSET = re.compile(r"^(?:19|20)\d\d-\d\d-\d\d[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?\s?([+-])(\d\d):?(\d\d)?$", re.ASCII)
_NEWSROOMS = range(15, 14 * 60 + 1)  # minutes; none is no news: UTC is what machines write
_AT = re.compile(r"\bبتوقيت ((?:ال)?\w+(?: \w+)?)")
_TOLD = re.compile(r"\d:\d\d|°|حقوق|\b(?:19|20)\d\d\b")  # what a masthead tells beside its city
_LINE, _RIGHTS = 90, 240  # characters of such a line, and of one that reserves rights
_SAYING = 4  # words after a clock or about a year that a headline has, and no masthead
# Places that every newsroom names, and names that are words too.
_EVERYWHERE = frozenset(
    map(
        fold,
        "غزة؛قطاع غزة؛رفح؛خان يونس؛القدس؛القدس المحتلة؛فلسطين؛الضفة الغربية؛إيران؛سوريا؛سورية؛العراق؛اليمن؛لبنان؛"
        "السودان؛ليبيا؛مصر؛السعودية؛المملكة؛الإمارات؛قطر؛تونس؛الجزائر؛المغرب؛الأردن؛الكويت؛البحرين؛الصومال؛عمان؛"
        "طرابلس؛بيروت؛دمشق؛بغداد؛صنعاء؛عدن؛الخرطوم؛القاهرة؛الرياض؛الدوحة؛العين؛معان؛إب؛بابل؛صحار؛مادبا؛أطار".split("؛"),
    )
)
_ABROAD = frozenset(("Asia/Jerusalem", "Asia/Tehran", "Asia/Shanghai"))
_ARAB = (frozenset(BY_COUNTRY.values()) | {"Asia/Gaza"}) - _ABROAD
_TWINS = {"Africa/Algiers": "Africa/Tunis", "Asia/Gaza": "Asia/Hebron"}  # one clock, so one vote
_PLACES = {
    fold(place): zone
    for zone, places in ZONES.items()
    for place in places.split("؛")
    if zone in _ARAB and not zone.startswith("Europe/")
}
_AMBIGUOUS = frozenset(map(fold, ("طرابلس", "عمان", "المغرب", "العين", "المملكة", "الجوف", "إب")))
_AMMAN = "عم\u0651ان"  # with its shadda it is not Oman
_TOWNS = {place: zone for place, zone in _PLACES.items() if place not in _EVERYWHERE and " " not in place}
_MASTHEAD_PLACES = {place: zone for place, zone in _PLACES.items() if place not in _AMBIGUOUS and " " not in place}


def told_zone(
    url: str,
    tree: HtmlElement,
    shown: Callable[[], Sequence[str]] = list,
    nodes: Iterable[dict[str, Any]] = (),
) -> str | None:
    """Return the IANA name of the address's country, else of what most signs point to; None where they do not tell.

    `shown` is asked for the page's short lines only where the address does not tell; `nodes` is its JSON-LD.
    """
    if national := national_zone(url):
        return national
    host = (urlsplit(url).hostname or "") if "://" in url else ""
    votes: Counter[str] = Counter()
    for zone, weight in _signs(host, tree, nodes, shown()):
        votes[_TWINS.get(zone, zone)] += weight  # type: ignore[assignment]  # a Counter adds fractions as well
    best = votes.most_common(2)
    if not best or best[0][1] < _ENOUGH or (len(best) > 1 and best[0][1] < _CLEARLY * best[1][1]):
        return None
    return best[0][0]


def national_zone(url: str) -> str | None:
    """Return the IANA name that the address's country tells; None where it names none."""
    host = (urlsplit(url).hostname or "") if "://" in url else ""
    return BY_COUNTRY.get(host.rpartition(".")[2])


def is_national(url: str) -> bool:
    """Whether the address's country tells the zone."""
    return national_zone(url) is not None


def told_offset(told: Iterable[str | None]) -> tzinfo | None:
    """Return the offset that the first of some dates that names one names, other than UTC, which machines write
    everywhere; None where none does.
    """
    for date in filter(None, told):
        match = _OFFSET.search(date.strip())
        minutes = 60 * int(match[2]) + int(match[3] or 0) if match else 0
        if match and minutes in _NEWSROOMS:
            return timezone(timedelta(minutes=-minutes if match[1] == "-" else minutes))
    return None


def _signs(
    host: str, tree: HtmlElement, nodes: Iterable[dict[str, Any]], shown: Sequence[str]
) -> Iterator[tuple[str, float]]:
    for code in _declared(nodes):
        yield BY_COUNTRY[code], _DECLARED
    if spoken := _locale(tree):
        yield BY_COUNTRY[spoken], _LOCALE
    yield from ((BY_COUNTRY[code], _HOST) for code in _hosts(host))
    yield from ((zone, _SELF) for zone in _called(tree, nodes))
    raw = _ends(shown)
    yield from _printed(fold(raw))
    spelt = f"{raw} {_said(tree)}".split()
    if spelt.count("فى") > max(1, spelt.count("في")):  # as Egypt spells it
        yield "Africa/Cairo", _SPELT
    yield from _mastheads(shown)


def _hosts(host: str) -> set[str]:
    """The countries that a host names, as a word of it or glued to another: «cairo24», «akhbarlibya», «almasry»."""
    found: set[str] = set()
    for label in host.split("."):
        found.update(_HOST_COUNTRY[word] for word in label.split("-") if word in _HOST_COUNTRY)
        bare = _ARTICLE.sub("", label)
        found.update(
            code for word, code in _GLUED if bare.startswith(word) or (len(word) > _GLUE and bare.endswith(word))
        )
    return found


def _called(tree: HtmlElement, nodes: Iterable[dict[str, Any]]) -> set[str]:
    """The zones of the places and countries that the site has in its name: «القاهرة 24», «المشهد اليمني», «Oman 7»; and
    of those that end its pages' titles: «… | وكالة أنباء عراقية», «… - Lebanon News».
    """
    head = tree.find("head")
    metas = head.iter("meta") if head is not None else ()
    title = fold((head.findtext("title") if head is not None else "") or "").strip()
    tail = _TAIL.split(title)[-1].split() if len(title) < _SHOWN else []
    names = [meta.get("content") or "" for meta in metas if meta.get("property") == "og:site_name"]
    publishers = (node.get("publisher") for node in nodes)
    names += [name for each in publishers if isinstance(each, dict) and isinstance(name := each.get("name"), str)]
    words = {word.strip("0123456789") for name in names for word in fold(name).split()}
    national = {BY_COUNTRY[_NATIONAL[word]] for word in words & _NATIONAL.keys()} | set(_own(tail))
    national |= {BY_COUNTRY[_HOST_COUNTRY[word]] for word in words.union(tail) & _LATIN}
    return national | {_MASTHEAD_PLACES[word] for word in words & _MASTHEAD_PLACES.keys()}


def _said(tree: HtmlElement) -> str:
    """What the page says of itself to machines, as its newsroom spells."""
    head = tree.find("head")
    metas = head.iter("meta") if head is not None else ()
    said = (meta.get("content") or "" for meta in metas if meta.get("name") == "description")
    return " ".join(said)


def _declared(nodes: Iterable[dict[str, Any]]) -> set[str]:
    """The countries of the addresses that the page's organisations give."""
    found = set()
    for node in nodes:
        for part in (node, node.get("publisher")):
            address = part.get("address") if isinstance(part, dict) else None
            country = address.get("addressCountry") if isinstance(address, dict) else None
            name = country.get("name") if isinstance(country, dict) else country
            code = name.strip().lower() if isinstance(name, str) else ""
            found.add(_HOST_COUNTRY.get(code, code))
    return found & BY_COUNTRY.keys()


def _locale(tree: HtmlElement) -> str | None:
    """The country of the page's language, where it names one."""
    head = tree.find("head")
    metas = (
        meta.get("content") or ""
        for meta in (head.iter("meta") if head is not None else ())
        if meta.get("property") == "og:locale" or (meta.get("http-equiv") or "").lower() == "content-language"
    )
    for given in (tree.get("lang") or "", *metas):
        match = _LOCALE_CODE.match(given)
        if match and match[1].lower() in BY_COUNTRY:
            return match[1].lower()
    return None


def _printed(folded: str) -> Iterator[tuple[str, float]]:
    """What the short lines say together: months, telephone numbers, a clock, of which country the outlet is."""
    row = folded.split()
    words = set(row)
    yield from ((zone, _MONTH) for zone in {_OLD_MONTHS[word] for word in words & _OLD_MONTHS.keys()})
    if "ماي" in words and _MAY.search(folded):
        yield "Africa/Tunis", _WESTERN
    if "+" in folded or "00" in folded:
        yield from ((BY_COUNTRY[_PHONES[code]], _PHONE) for code in set(_NUMBER.findall(folded)))
    if "بتوقيت" in words:
        yield from _clocks(folded)
    if not words.isdisjoint(_NATIONAL):
        yield from ((zone, _SELF) for zone in {zone for line in folded.split("|") for zone in _own(line.split())})
    words |= {word[1:] for word in words if word[0] in "بلفو"}
    towns = Counter([_TOWNS[word] for word in words & _TOWNS.keys()])
    yield from ((zone, _NEARBY * min(count, 6)) for zone, count in towns.items() if count > 1)


def _own(row: Sequence[str]) -> Iterator[str]:
    """The zones of the countries whose newspapers, agencies, leagues some words in a row name."""
    adjectives = ((at, _NATIONAL[word]) for at, word in enumerate(row) if word in _NATIONAL)
    return (BY_COUNTRY[code] for at, code in adjectives if not _OWN.isdisjoint(row[max(0, at - _BEFORE) : at]))


def _clocks(folded: str) -> Iterator[tuple[str, float]]:
    """The zones of «14:41 بتوقيت بيروت»."""
    found = (_PLACES.get(name) or _PLACES.get(name.split(" ")[0]) for name in _AT.findall(folded))
    yield from ((zone, _CLOCK) for zone in {zone for zone in found if zone})


def tells(line: str) -> bool:
    """Whether a line is of those in which a masthead names its city: with a day, a clock, the weather, the rights."""
    return len(line) < (_RIGHTS if reserves(line) else _LINE) and bool(_TOLD.search(line))


def _mastheads(shown: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The city beside the day, the clock or the weather of the page's first and last lines, and in its rights."""
    ends = (*shown[:25], *shown[-12:])
    told = [line for line in ends if tells(line) and not _is_headline(line)]
    words = {word.strip("،,:.|-()") for line in told for word in fold(line).split()}
    amman = {"Asia/Amman"} if any(_AMMAN in line for line in told) else set()
    yield from (
        (zone, _MASTHEAD) for zone in amman | {_MASTHEAD_PLACES[word] for word in words & _MASTHEAD_PLACES.keys()}
    )


def reserves(line: str) -> bool:
    """Whether a line reserves the outlet's rights: behind them it may tell its address."""
    return "محفوظ" in line and "حقوق" in line


def _is_headline(line: str) -> bool:
    """Whether a line is a story's: «13:00 أمير الرياض يستقبل المهنئين», «أفضل مدارس الرياض لعام 2015»."""
    if "حقوق" in line or "°" in line or (":" in line and not line[:1].isdigit()):
        return False
    return sum(1 for word in line.split() if word.isalpha() and not is_date_word(key(word))) >= _SAYING


def _ends(shown: Sequence[str]) -> str:
    """The text of the first and the last short lines, with «|» between them."""
    text = " | ".join(shown)
    return text if len(text) <= 2 * _SHOWN else f"{text[:_SHOWN]} | {text[-_SHOWN:]}"
