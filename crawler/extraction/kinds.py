"""The kind of an article: article, brief, opinion, live. An interview is an article, its questions in its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from urllib.parse import unquote, urlsplit

from crawler.arabic.text import words
from crawler.article import Kind
from crawler.extraction import jsonld
from crawler.extraction.lines import Line, Zone
from crawler.extraction.meta import SECTION
from crawler.extraction.sheet import Sheet

_BRIEF_WORDS, _BRIEF_PARAGRAPHS = 60, 2
# The words of a section's name that make it one of opinion, with the article and «و» taken off; those that may stand
# beside them.
_OPINION = frozenset(
    "راي اراء مقالات مقال كتاب كتابنا كتابات اقلام قلم اعمده عمود افتتاحيه افتتاحيات منبر منابر زوايا زاويه"
    " مدونات مدونه"
    " تدوينات كاتب راينا opinion opinions column columns columnists editorial editorials tribune tribunes chronique"
    " chroniques blogs op-ed oped".split()
)
_BESIDE = frozenset(
    "حر حره حرة عام راي وجهات وجهه نظر مختاره اليوم اليوميه صحفيه سياسيه ثقافيه فكريه رياضيه اقتصاديه القراء قضايا"
    " افكار تحليلات تحليل وتحليلات الصحيفه الجريده الموقع ضيوف ضيف قراء مع في من و عدد العدد كل صفحه".split()
)
_VIEWS = re.compile(r"^(?:وجهات|وجهه) نظر|^مع النفس$|^كلمه (?:العدد|اليوم|المحرر|رئيس التحرير)$|^مساحه راي$")
_NO_OPINION = frozenset(("استطلاع", "استطلاعات", "معرض", "كتب"))
_ADDRESS = re.compile(
    r"/(?:[a-z]+-)?(?:opinions?|columns?|columnists?|op-?eds?|editorials?|ma[qk]alat|aqlam|writers?|kuttab|kottab|minbar)"
    r"(?:-[a-z]+)?(?:/|$)"
    r"|/(?:مقالات|مقال|رأي|راي|الرأي|آراء|اراء|أعمدة|اعمدة|كتاب|كتّاب|أقلام|اقلام|منبر|مدونات|افتتاحية)(?:[-_][^/]*)?(?:/|$)",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"category-(?:opinions?|columns?|columnists?|ma[qk]alat|رأي|آراء|مقالات|كتاب|أعمدة|منبر|أقلام)\b", re.IGNORECASE
)
# «الآراء الواردة في المقال لا تعبر بالضرورة عن رأي الصحيفة», below the story.
_DISCLAIMER = re.compile(
    r"(?:(?:ال)?اراء|(?:ال)?مقال(?:ات|ه)?|(?:ال)?ماده|(?:ال)?تدوين(?:ات|ه)|ما (?:ينشر|يرد|ورد|جاء)"
    r"|وجهات? (?:ال)?نظر)(?: \w+){0,9}"
    r" (?:(?:لا )?(?:ت|ي)عبر(?:ان)?|(?:لا )?تمثل|(?:لا )?يمثل|(?:لا )?تعكس|(?:لا )?يعكس)(?: \w+){0,4}"
    r" (?:عن |الا )?(?:راي|اراء|موقف|مواقف|وجهه|وجهات|سياسه|كاتب\w*|صاحب\w*)"
    r"|(?:ت|ي)عبر (?:هذا |هذه )?(?:ال)?مقاله? (?:فقط )?عن (?:راي|وجهه نظر)"
)
_SAYS = ("عب", "مث", "عك")  # one of these stands in every such line
_NEAR = 8  # lines after the story among which such a line may stand


def kind(  # noqa: PLR0913  what tells
    sheet: Sheet,
    paragraphs: Sequence[str],
    *,
    section: str | None,
    story: Sequence[Line],
    live: bool,
    paywalled: bool,
) -> Kind:
    """Tell an article from a brief, an opinion and a live page. What is cut short for the public is no brief."""
    if live:
        return "live"
    if _is_opinion(sheet, section, story):
        return "opinion"
    count = sum(len(text.split()) for text in paragraphs)
    short = len(paragraphs) <= _BRIEF_PARAGRAPHS and count <= _BRIEF_WORDS
    return "brief" if short and not paywalled else "article"


def _is_opinion(sheet: Sheet, section: str | None, story: Sequence[Line]) -> bool:
    if "OpinionNewsArticle" in jsonld.types(sheet.node):
        return True
    names = [section or "", *jsonld.texts(sheet.node.get("articleSection")), *sheet.meta.all(SECTION)]
    site = {word for name in sheet.site_names() for word in words(name)}
    if any(_is_opinions(name, site) for name in names):
        return True
    path = unquote(urlsplit(sheet.page.url).path) if sheet.page.url else ""
    if _ADDRESS.search(path) or _CLASS.search(unquote(sheet.body.get("class") or "")):
        return True
    return _has_disclaimer(sheet, story)


def _is_opinions(section: str, site: Collection[str]) -> bool:
    """Whether a section's name is of opinion, of the site's own too: «كتّاب النهر»."""
    said = words(section)
    if _VIEWS.match(" ".join(said)):
        return True
    bare = [_bare(word) for word in said]
    named = [word in _OPINION for word in bare]
    others = [word for word, is_named in zip(bare, named, strict=True) if not is_named]
    return (
        any(named)
        and not _NO_OPINION & set(bare)
        and (len(said) < 2 or all(word in _BESIDE or word in site for word in others))
    )


def _bare(word: str) -> str:
    """A word of a section's name without «و» and the article: «وآراء», «الرأي»."""
    for prefix in ("وال", "ال", "و"):
        rest = word.removeprefix(prefix)
        if rest != word and rest in _OPINION:
            return rest
    return word


def _has_disclaimer(sheet: Sheet, story: Sequence[Line]) -> bool:
    if not story:
        return False
    after = sheet.lines.lines[story[-1].order : story[-1].order + _NEAR]
    near = [line.text for line in after if not line.zone & (Zone.FOOTER | Zone.COMMENTS) and line.words < 60]
    return any(_DISCLAIMER.search(" ".join(words(text))) for text in near if any(sign in text for sign in _SAYS))
