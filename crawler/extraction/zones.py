"""The time zone of a source that names none: from its address and the way its page writes."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.arabic.text import fold

# Where nothing tells: the clock of most of the Arab East. Only the offset hangs on it, not the printed time.
DEFAULT = "Asia/Riyadh"
BY_COUNTRY = {
    "eg": "Africa/Cairo", "sa": "Asia/Riyadh", "ae": "Asia/Dubai", "kw": "Asia/Kuwait", "qa": "Asia/Qatar",
    "bh": "Asia/Bahrain", "om": "Asia/Muscat", "ye": "Asia/Aden", "iq": "Asia/Baghdad", "sy": "Asia/Damascus",
    "lb": "Asia/Beirut", "jo": "Asia/Amman", "ps": "Asia/Hebron", "sd": "Africa/Khartoum", "ly": "Africa/Tripoli",
    "tn": "Africa/Tunis", "dz": "Africa/Algiers", "ma": "Africa/Casablanca", "eh": "Africa/El_Aaiun",
    "mr": "Africa/Nouakchott", "so": "Africa/Mogadishu", "dj": "Africa/Djibouti", "km": "Indian/Comoro",
    "td": "Africa/Ndjamena", "il": "Asia/Jerusalem", "ir": "Asia/Tehran", "tr": "Europe/Istanbul",
    "uk": "Europe/London", "gb": "Europe/London", "fr": "Europe/Paris", "de": "Europe/Berlin", "ru": "Europe/Moscow",
}  # fmt: skip
_BY_MONTH = (
    (re.compile(r"\b(?:يوليوز|غشت|شتنبر|نونبر|دجنبر)\b"), "Africa/Casablanca"),
    (re.compile(r"\b(?:جانفي|فيفري|افريل|جوان|جويليه|اوت)\b"), "Africa/Tunis"),
)
_LOCALE = re.compile(r"^[a-z]{2,3}[-_]([a-z]{2})\b", re.IGNORECASE)


def zone_of(url: str, tree: HtmlElement, dates: str = "") -> str:
    """Return an IANA name: from the address's country, the page's locale, the month names in `dates`, or DEFAULT."""
    country = (urlsplit(url).hostname or "").rpartition(".")[2] if "://" in url else ""
    if country in BY_COUNTRY:
        return BY_COUNTRY[country]
    folded = fold(dates)
    for pattern, zone in _BY_MONTH:
        if pattern.search(folded):
            return zone
    for locale in (tree.get("lang") or "", *tree.xpath("//meta[@property='og:locale']/@content")):
        match = _LOCALE.match(locale)
        if match and match[1].lower() in BY_COUNTRY:
            return BY_COUNTRY[match[1].lower()]
    return DEFAULT
