"""Whether a page is an article at all; if not, what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.arabic.text import fold
from crawler.extraction import jsonld
from crawler.extraction.lines import Line, Lines
from crawler.extraction.meta import Meta
from crawler.reasons import Reason, Rejection

_NOT_FOUND = re.compile(
    r"\b404\b|not found|page introuvable"
    r"|الصفحه (?:التي (?:تبحث|طلبت)[^.]{0,30})?(?:غير (?:موجوده|متوفره|متاحه)|لم (?:يتم|نعثر|نجد))"
    r"|(?:لم (?:يتم العثور|نعثر|نجد)|تعذر العثور) علي (?:هذه )?(?:الصفحه|المحتوي|الخبر|ما تبحث)"
    r"|(?:الخبر|المقال|الموضوع|المحتوي) غير (?:موجود|متوفر|متاح)"
    r"|هذه الصفحه غير|صفحه غير موجوده|خطا 404"
)
_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human"
    r"|access denied|ddos|are you a robot|security check|enable javascript and cookies|pardon our interruption"
    r"|تحقق من انك لست (?:روبوت|برنامج)|التحقق من (?:انك|المتصفح|الاتصال)"
    r"|request unsuccessful|incapsula"
)
_CONSENT = re.compile(
    r"before you continue|we value your privacy|cookie consent|قبل المتابعه|ملفات تعريف الارتباط|نقدر خصوصيتك"
    r"|خصوصيتك تهمنا|سياسه الكوكيز|موافقه علي الشروط"
)
_PAYWALL = re.compile(r"للمشتركين فقط|محتوي حصري للمشتركين|اشترك لمتابعه القراءه|سجل (?:الدخول )?لمتابعه القراءه")
_SEARCH = re.compile(r"نتائج البحث|نتيجه البحث|search results")
_SERVICE = re.compile(
    r"^(?:تسجيل (?:ال)?دخول|انشاء حساب|حساب جديد|نسيت كلمه المرور|login|sign in|من نحن|اتصل بنا|تواصل معنا"
    r"|سياسه الخصوصيه|شروط الاستخدام|الشروط والاحكام|اعلن معنا|هيئه التحرير|هييه التحرير)$"
)
_TAG = re.compile(r"^(?:وسم|الوسم|tag|هاشتاغ|الكلمات الدلاليه|كلمه دلاليه)\s*[:/]")
_BODY_CLASSES = {
    "error404": Reason.NOT_FOUND, "search-results": Reason.SEARCH, "search-no-results": Reason.SEARCH,
    "tag": Reason.TAG, "author": Reason.AUTHOR, "category": Reason.SECTION, "archive": Reason.SECTION,
    "home": Reason.SECTION, "blog": Reason.SECTION, "page-node-type-gallery": Reason.GALLERY,
    "node-type-gallery": Reason.GALLERY, "node-type-video": Reason.VIDEO, "not-front-search": Reason.SEARCH,
}  # fmt: skip
_TYPES = {
    "CollectionPage": Reason.SECTION, "SearchResultsPage": Reason.SEARCH, "ProfilePage": Reason.AUTHOR,
    "ImageGallery": Reason.GALLERY, "MediaGallery": Reason.GALLERY, "AboutPage": Reason.STATIC,
    "ContactPage": Reason.STATIC,
}  # fmt: skip
_OG_TYPES = {
    "profile": Reason.AUTHOR,
    "video.other": Reason.VIDEO,
    "video": Reason.VIDEO,
    "video.episode": Reason.VIDEO,
}
_STORY = 80  # words of prose from which a page needs no other sign that it is an article
_PLAIN = 25  # words that a page without any other sign must have
_BRIEF = 6  # words of the shortest brief
_TELLING = (Reason.TAG, Reason.AUTHOR, Reason.SEARCH, Reason.STATIC, Reason.NOT_HTML)
_HEADLINE = 4  # words of a linked headline
_SENTENCE = 15  # words of a sentence that is no teaser's beginning
_TEASERS = 3  # headlines between a story's lines that make a listing of it
_LISTING = 8  # linked headlines in the page's middle that make a listing of it
_ARABIC = re.compile(r"[\u0620-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


def declared_kind(tree: HtmlElement, meta: Meta, nodes: Sequence[jsonld.Node]) -> Reason | None:
    """What the page's markup declares it to be, where that is no article."""
    if jsonld.article_node(list(nodes)) is not None:
        return None
    kinds = {kind for node in nodes for kind in jsonld.types(node)}
    found = next((_TYPES[kind] for kind in _TYPES if kind in kinds), None)
    body = tree.find("body")
    classes = set((body.get("class") or "").lower().split()) if body is not None else set()
    if not classes & {"single", "single-post", "node-type-article", "page-node-type-article"}:
        found = found or next((reason for name, reason in _BODY_CLASSES.items() if name in classes), None)
    return found or _OG_TYPES.get((meta.first(("og:type",)) or "").lower())


def said_kind(title: str, lines: Lines, prose: int) -> Rejection | None:
    """What the page says of itself in words: not found, a challenge, a consent layer, a search, a login."""
    folded = fold(title)
    for pattern, reason in ((_SERVICE, Reason.STATIC), (_SEARCH, Reason.SEARCH), (_TAG, Reason.TAG)):
        if pattern.search(folded):
            return Rejection(reason, title)
    if prose >= 2 * _STORY:
        return None
    text = fold(" ".join([title, *(line.text for line in lines.lines[:60])]))
    for pattern, reason in (
        (_CHALLENGE, Reason.CHALLENGE), (_NOT_FOUND, Reason.NOT_FOUND), (_PAYWALL, Reason.PAYWALL),
    ):  # fmt: skip
        if (match := pattern.search(text)) and (prose < _STORY or pattern.search(folded)):
            return Rejection(reason, match[0])
    if (match := _CONSENT.search(text)) and prose < _STORY and (_CONSENT.search(folded) or len(lines.lines) < 12):
        return Rejection(Reason.CONSENT, match[0])
    return None


def is_listing(lines: Lines, around: Sequence[Line], story: Sequence[Line]) -> bool:
    """Whether the page lists headlines rather than tells a story.

    `around` are all the lines of the element that holds the story, but for its related ones. A listing with teasers
    has headlines between them; one without has nothing but headlines.
    """
    prose = [line for line in story if not line.linked]
    among = sum(1 for line in _headlines(around) if story[0].order < line.order < story[-1].order) if story else 0
    if among >= _TEASERS and 2 * among >= len(prose):
        return True
    headlines = _headlines(lines.lines)
    few = sum(line.words for line in prose) < _PLAIN
    return len(headlines) >= _LISTING and (few or not any(line.words >= _SENTENCE for line in prose))


def _headlines(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.linked and line.words >= _HEADLINE and not line.zone]


def verdict(  # noqa: PLR0911  a row of questions, each with its answer
    *, listing: bool, story: Sequence[Line], declared: Reason | None, by_address: Reason | None, signs: bool
) -> Rejection | None:
    """Weigh what a page declares, what its address tells and what it holds. None: it is an article.

    `signs`: something but its text says that the page is an article.
    """
    prose = sum(line.words for line in story if not line.linked)
    if declared is not None and (prose < _STORY or not signs):
        return Rejection(declared, "as the page declares")
    if by_address in _TELLING and not signs:
        return Rejection(by_address, "as its address tells")
    if listing:
        return Rejection(Reason.SECTION, "it lists headlines")
    if by_address in (Reason.GALLERY, Reason.VIDEO) and prose < _STORY:
        return Rejection(by_address, "as its address tells")
    if prose < (_BRIEF if signs else _PLAIN):
        return Rejection(Reason.NO_TEXT, f"{prose} words of prose")
    if arabic_share(" ".join(line.text for line in story)) < 0.5:
        return Rejection(Reason.NOT_ARABIC)
    return None


def arabic_share(text: str) -> float:
    """The share of a text's letters that are of the Arabic script, 0 to 1."""
    letters = len(_LETTER.findall(text))
    return len(_ARABIC.findall(text)) / letters if letters else 0.0
