"""The section a story stands in: from breadcrumbs, declarations, or the label over the headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.arabic.text import fold, tidy, words
from crawler.extraction import jsonld
from crawler.extraction.called import called
from crawler.extraction.lines import Line, Zone
from crawler.extraction.meta import SECTION
from crawler.extraction.sheet import HOME, Sheet

_HEADLINE = 9  # words of a breadcrumb that no class names, without the headline that may end it
_PATH = 40  # words of one with its headline
_ARROW = re.compile(r"\s*[›>/\\|←<]\s*|(?<!\S)[»«](?!\S)")
_HERE = re.compile(
    r"^(?:(?:أنت|انت) (?:هنا|الآن في)|you are here|نشر في|القسم|التصنيف|تصنيف|قسم)\s*:?\s*", re.IGNORECASE
)
_BARS = 3
_STEPS = 5  # links
_ABOVE = 4  # lines over a headline among which its section's label may stand
_LABEL = 5  # words of a section's name
_MENU = 3  # of one in the site's menu
_NAMED = called(
    r"section|sec(?:t(?:ion)?)?-?name|categ|kick|rubri|supertag|taxonomy(?!-post_tag)"
    r"|(?:^|[-_ ])(?:cat|sec)(?:$|[-_ ])"
)
_SAYS = re.compile(r"(?:ال)?(?:قسم|تصنيف|باب)\s*:\s*|(?:منشور|نشر) (?:في|ضمن|تحت)(?: قسم)?\s*:?\s*")
_OVER = called("kick")  # a section, where it leads there; else what stands over a headline
_CUT = re.compile(r"\s*(?:\.{2,}|…)\s*$")
# Names that every story of a site may bear.
_ANY = frozenset(
    map(
        fold,
        (
            "أخبار؛الأخبار؛آخر الأخبار؛جميع الأخبار؛كل الأخبار؛عام؛غير مصنف؛المقالات؛مقالات وأخبار؛أخبار عاجلة؛عاجل؛"
            "سلايدر؛مميز؛الكل؛news؛uncategorized؛articles؛article؛slider؛featured"
        ).split("؛"),
    )
)


def section(sheet: Sheet, title: str) -> str | None:
    """The section as the breadcrumb displays it, else as declared, else as the label over the headline says.

    A name that says nothing («أخبار») is taken where there is no other.
    """
    general = None
    for names in _sources(sheet, title):
        own = [name for name in names if _is_name(name, title)]
        if told := next((name for name in reversed(own) if fold(name) not in _ANY), None):
            return told
        general = general or next(reversed(own), None)
    return general


def _sources(sheet: Sheet, title: str) -> Iterator[list[str]]:
    yield sheet.values("section")
    yield _nodes(sheet)
    yield _links(sheet, title)
    yield jsonld.texts(sheet.node.get("articleSection"))[:1]
    yield [each for each in [sheet.meta.first(SECTION)] if each]
    yield _labels(sheet, title)
    yield next((texts for line in sheet.lines.lines if (texts := _said(line))), [])
    yield [tidy(link.text_content()) for link in sheet.body.iter("a") if _is_filed(link)][:1]


def _is_name(name: str, title: str) -> bool:
    """Not the front page, nor the headline, cut or whole, nor an address."""
    if not name or "://" in name or fold(name) in HOME:
        return False
    own, theirs = words(title), words(_CUT.sub("", name))
    cut = own[: len(theirs)] == theirs or (len(theirs) > _LABEL and own[: len(theirs) - 1] == theirs[:-1])
    return bool(theirs) and not (cut and (len(theirs) > 1 or len(own) == 1))


def _nodes(sheet: Sheet) -> list[str]:
    for node in sheet.nodes:
        if "BreadcrumbList" in jsonld.types(node):
            given = node.get("itemListElement") or []
            items = [each for each in (given if isinstance(given, list) else [given]) if isinstance(each, dict)]
            return [name for each in items if (name := jsonld.text(each.get("name")) or jsonld.text(each.get("item")))]
    return []


def breadcrumb(sheet: Sheet) -> HtmlElement | None:
    """Return the element that is called so and stands first in the page."""
    blocks = ((start, -end, element) for element, (start, end) in sheet.lines.spans.items() if _is_breadcrumb(element))
    found = min(blocks, key=lambda block: block[:2], default=(0, 0, None))[2]
    if found is not None:
        return found
    rows = (node for line in sheet.lines.lines if line.links for _, node in line.pieces)
    return next(filter(_is_breadcrumb, rows), None)


def _links(sheet: Sheet, title: str) -> list[str]:
    found = breadcrumb(sheet)
    if found is not None and (named := [tidy(link.text_content()) for link in found.iter("a")]):
        return named
    path = next((line for line in sheet.lines.lines if line.links and _is_path(line, title)), None)
    if path is None:
        return _row(sheet, title)
    return [tidy(part) for part in _ARROW.split(_HERE.sub("", path.text))]


def _is_breadcrumb(element: HtmlElement) -> bool:
    names = element.get("class") or ""
    if "crumb" in names:
        return "breadcrumb" in names or "crumbs" in names
    return (
        "breadcumb" in names
        or "breadcrumb" in (element.get("id") or "")
        or "BreadcrumbList" in (element.get("itemtype") or "")
    )


def _is_path(line: Line, title: str) -> bool:
    """«الرئيسية » اقتصاد»: a breadcrumb that no class names; its end may be the headline."""
    if line.words >= _PATH or not _ARROW.search(line.text) or fold(line.links[0][0]) not in HOME:
        return False
    if line.text.count("|") >= _BARS:
        return False  # a menu
    return line.words < _HEADLINE or " ".join(words(title)[:3]) in " ".join(words(line.text))


def _row(sheet: Sheet, title: str) -> list[str]:
    """A breadcrumb with no sign between its links, and no name: «الرئيسية» and a section or two over the headline."""
    for line in _above(sheet, title):
        if 1 < len(line.links) < _STEPS and _may_label(line, ()) and fold(line.links[0][0]) in HOME:
            named = [text for text, _ in line.links]
            return named if line.linked and not any(map(boilerplate.category, named[1:])) else []
    return []


def _labels(sheet: Sheet, title: str) -> list[str]:
    """The label nearest over the headline: one that its element names so, or that the site's menu has too."""
    over = _above(sheet, title)
    framed = {tidy(each.text_content()) for each in sheet.body.iter("a", "span") if _is_named(each)} if over else set()
    near = [line for line in over if _may_label(line, framed)]
    if not near:
        return []
    menu: Counter[str] | None = None
    for line in near:
        called_so = line.node.get("class") or ""
        named = _NAMED(called_so) and bool(line.links or not _OVER(called_so))
        for text in [text for text, _ in line.links] or [line.text]:
            length = len(text.split())
            if named or text in framed:
                if 0 < length <= _LABEL:
                    return [text]
            elif 0 < length <= _MENU:
                menu = _menu(sheet, near[0]) if menu is None else menu
                if menu[_bare(text)] > 1:
                    return [text]
    return []


def _menu(sheet: Sheet, label: Line) -> Counter[str]:
    """How often each name stands before a label, and in what a known site's page is read without, as menus are."""
    menu = Counter(name for line in sheet.lines.lines[: label.order + 1] for name in set(map(_bare, _names(line))))
    menu.update({_bare(tidy(link.text_content())) for part in sheet.aside for link in part.iter("a")})
    return menu


def _said(line: Line) -> list[str]:
    """The links of a line that says that they are the story's section: «القسم: محليات», «منشور في محليات»."""
    if not line.links or line.words > 2 * _LABEL or line.zone & Zone.NAVIGATION or any(map(str.isdigit, line.text)):
        return []
    said = _SAYS.match(line.text)
    return [text for text, _ in line.links] if said and line.text[said.end() :].startswith(line.links[0][0]) else []


def _is_filed(link: HtmlElement) -> bool:
    """Whether a link is what WordPress calls a post's category: «rel="category tag"», or a term of that taxonomy."""
    rel = (link.get("rel") or "").split()
    return "category" in rel or ("tag" in rel and "taxonomy-category" in (link.getparent().get("class") or ""))


def _is_named(link: HtmlElement) -> bool:
    """Whether a link, or the span around it, is called a section."""
    around = link.getparent()
    outer = around.get("class") if around is not None and around.tag == "span" else ""
    return _NAMED(link.get("class") or "") or _NAMED(outer or "")


def _may_label(line: Line, framed: Collection[str]) -> bool:
    """A line with a date is none, but for a link on it that is called a section."""
    return not any(map(str.isdigit, line.text)) or any(text in framed for text, _ in line.links)


def _above(sheet: Sheet, title: str) -> list[Line]:
    """The lines over the headline, the nearest first; no menu's, and no form's."""
    lines, own = sheet.lines.lines, words(title)
    at = next((line.order for line in lines if words(line.text) == own and line.is_heading), None)
    if at is None:
        at = next((line.order for line in lines if words(line.text) == own), 0)
    over = lines[max(0, at - _ABOVE) : at][::-1]
    return [line for line in over if not line.zone & (Zone.NAVIGATION | Zone.FORM)]


def _names(line: Line) -> list[str]:
    """What a line of a menu names."""
    return [text for text, _ in line.links or line.pieces] or [line.text]


def _bare(text: str) -> str:
    """A name as it is compared: «المحافظات» is «محافظات»."""
    return fold(text).removeprefix("ال")
