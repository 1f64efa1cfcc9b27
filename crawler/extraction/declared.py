"""The writers that a page names to machines: persons only, and none of those who make the site or run it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast
from urllib.parse import urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from crawler.arabic import bylines
from crawler.arabic.text import tidy, words
from crawler.extraction import jsonld
from crawler.extraction.head import read_byline
from crawler.extraction.idle import CARDS
from crawler.extraction.meta import AUTHOR
from crawler.extraction.sheet import Sheet

# Lines of a page's head and foot that name those who run the outlet or have built its site.
_STAFF = re.compile(
    r"رئيس (?:مجلس|التحرير)|رئيسة (?:مجلس|التحرير)|رئاسة التحرير|مدير التحرير|المدير (?:العام|المسؤول)|المشرف العام"
    r"|صاحب الامتياز|المؤسس|تصميم|تطوير|برمجة|تنفيذ|استضافة|powered|develop|design|hosted",
    re.IGNORECASE,
)
_STAFF_WORDS = 40
_FIRM = re.compile(
    r"(?i:\b(?:studios?|soft|software|media|web|design\w*|press|news|digital|group|tech\w*|team|agency|co|ltd|inc|llc"
    r"|solutions?|systems?|labs?|hosting|online|admin\w*|editors?|publish\w*|network|tv|company|content|staff"
    r"|develop\w*|code|pixel\w*|creative|marketing|services?|desk|writer|master|wordpress|joomla|drupal)\b)|[a-z][A-Z]"
)
_OUTLET = re.compile(r"(?:ال)?(?:وكالة|صحيفة|جريدة|موقع|قناة|شبكة|بوابة|دار|مؤسسة|شركة|مجلة|منصة|إذاعة|راديو|هيئة)\b")
_ADMIN = re.compile(r"(?:web)?(?:admin|administrator|editor|user|master)\b", re.IGNORECASE)  # «Admin News»
_WRITTEN = re.compile(r"written by|كُ?تب بواسطة|الكاتب", re.IGNORECASE)
# Microdata: who wrote the article, as Blogger sets it under the story.
_AUTHORS = XPath(
    ".//*[@itemprop='author'][not(ancestor::*[contains(@itemtype, 'Comment') or contains(@itemprop, 'comment')])]"
)
_NAMES = XPath(".//*[contains(concat(' ', @class, ' '), ' fn ')]")  # in a writer's card
_AND = re.compile(r"\s+(?:and|&)\s+")


def declared_authors(sheet: Sheet) -> tuple[str, ...]:
    """Return the persons that the page's markup says wrote the article, of the first source that names any."""
    for given in _given(sheet):
        persons = (name for text in given for name in _persons(text))
        found = tuple(dict.fromkeys(name for name in persons if is_writer(name, sheet)))
        if found and not _is_staff(found, sheet):
            return found
    return ()


def is_writer(name: str, sheet: Sheet) -> bool:
    """Whether a name is neither the site's own, nor an outlet's, nor of those who keep the site."""
    own = {" ".join(words(each)) for each in sheet.site_names()}
    if " ".join(words(name)) in own or _OUTLET.match(name) or _ADMIN.match(name):
        return False
    return not (name.isascii() and _is_host(name, sheet.page.url))


def _is_host(name: str, url: str) -> bool:
    """Whether a name is the site's address in words: «Daily Gulf» on dailygulf.example."""
    host = (urlsplit(url).hostname or "") if "://" in url else ""
    return "".join(filter(str.isalnum, name)).lower() in {label.replace("-", "") for label in host.split(".")}


def _given(sheet: Sheet) -> Iterator[list[str]]:
    yield _jsonld_authors(sheet.node.get("author") or sheet.node.get("creator"))
    for name in AUTHOR:
        yield sheet.meta.all((name,))
    for number in "12":
        if _WRITTEN.search(sheet.meta.first((f"twitter:label{number}",)) or ""):
            yield sheet.meta.all((f"twitter:data{number}",))
    yield _marked(sheet)
    yield _carded(sheet)


def _marked(sheet: Sheet) -> list[str]:
    """The one writer that microdata names, where it names no others: those of other stories' cards are marked too."""
    given = {tidy(each.text_content()) for each in cast("list[HtmlElement]", _AUTHORS(sheet.body))} - {""}
    return list(given) if len(given) == 1 else []


def _carded(sheet: Sheet) -> list[str]:
    """The one writer whose card the page shows: `<span class="author vcard">`, his name in it as `fn`."""
    names = (_NAMES(card) or [card] for card in cast("list[HtmlElement]", CARDS(sheet.body)))
    given = {tidy(each.text_content()) for found in names for each in cast("list[HtmlElement]", found)} - {""}
    return list(given) if len(given) == 1 else []


def _jsonld_authors(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    persons = [
        each for each in values if not (isinstance(each, dict) and "Person" not in (jsonld.types(each) or {"Person"}))
    ]
    return [name for each in persons if (name := jsonld.text(each))]


def _persons(text: str) -> tuple[str, ...]:
    text = _AND.sub("، ", text)
    read = read_byline(text)
    if read is not None and not read.rest:
        return read.authors
    if not bylines.is_person(text) or (text.isascii() and _FIRM.search(text)):
        return ()
    return (text,)


def _is_staff(found: tuple[str, ...], sheet: Sheet) -> bool:
    """Whether the page says of the only name found that it runs the outlet or has built the site."""
    if len(found) > 1:
        return False
    lines = (line.text for line in sheet.lines.lines if line.words <= _STAFF_WORDS and found[0] in line.text)
    return any(_STAFF.search(text) for text in lines)
