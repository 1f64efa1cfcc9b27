"""Where a story that is split over pages goes on, and where it began: its own address with the next page's number.

A listing's next page, the next article and further comments are not it: their addresses are others, or their links
stand among headlines or comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

from lxml.html import HtmlElement

from crawler import urls
from crawler.arabic.text import fold, words
from crawler.extraction.meta import canonical
from crawler.extraction.page import Page
from crawler.extraction.plain import join

_TEXT = 40  # words of a part of the page by which its links are judged
_LINKS = 0.6  # of them that stand in links, where the part is a list
# What stands behind a story's address, unescaped: its key without the page, and the page's number.
_FORMS = (
    re.compile(r"(?P<base>[^?]+?/[^?]+?)/(?:(?:page|pg|صفحة)[-_/:]?)?(?P<number>\d{1,2})(?P<rest>(?:\?.*)?)"),
    re.compile(r"(?P<base>[^?]+/[^?/]+)[_/](?P<number>\d{1,2})(?P<rest>\.(?:s?html?|php|aspx|jsp)(?:\?.*)?)"),
)
_PARAMETER = re.compile(
    r"(?:page|pg|paged|page_?(?:no|num|number|index)|currentpage|p_?no|part|صفحة)=(\d{1,2})", re.IGNORECASE
)
_LABEL = re.compile(r"(?:(?:ال)?صفحه|page|(?:ال)?جزء)?\s*(\d{1,2})")
_SIGNS = "›,»,››,»»,>,>>,«,‹,<,<<,→,←"  # either way: what reads right to left is not marked up so everywhere
_NEXT = frozenset(
    fold(each)
    for each in (
        f"التالي,التالية,التالى,الصفحة التالية,الجزء التالي,تتمة,التتمة,تتمة المقال,تتمة الخبر,تتمة الموضوع,تكملة"
        f",{_SIGNS},بقية المقال,بقية الخبر,بقية الموضوع,بقية الحوار,تابع القراءة,أكمل القراءة"
        ",متابعة القراءة,واصل القراءة,next,next page,continue reading,page suivante,suivant,suite"
    ).split(",")
)
_BEFORE = frozenset(
    fold(each)
    for each in (
        f"السابق,السابقة,الصفحة السابقة,الجزء السابق,الأولى,الصفحة الأولى,الأول,العودة إلى الصفحة الأولى,{_SIGNS}"
        ",previous,previous page,first,prev,page précédente,précédent"
    ).split(",")
)
_ARROWS = " \t«»‹›<>→←.…|"
_ELSEWHERE = re.compile(
    r"comment|respond|disqus|related|recommend|similar|sidebar|widget|most-?read|latest|footer", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Continuation:
    """The address of a story's next page, and, on a later page, of its first; None: there is none."""

    following: str | None = None
    first: str | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """A link to a numbered page: its address, the story's key, the number; None: the address has none."""

    element: HtmlElement
    url: str
    base: str
    number: int | None


def continuation(page: Page, *, first: str | None = None) -> Continuation:
    """Return where the story of a page goes on, and where it began.

    `first` is the address of the story's first page where this is known to be a later one of it.
    """
    if not page.url.startswith(("http://", "https://")):
        return Continuation()
    own = urls.key(page.url)
    here = _readings(own)
    if first is not None:
        base = urls.key(first)
        # A first page may be numbered itself.
        bases = {base: None} | {read: number for read, number in _readings(base) if number < 2}
        at = next(((read, number) for read, number in here if read in bases), (base, None))
        return Continuation(_next(_steps(page, at[0]), at[1]))
    began = _beginning(page, own, [each for each in here if each[1] > 1])
    if began:
        base, number, url = began
        return Continuation(_next(_steps(page, base), number), url)
    at = next(((base, number) for base, number in here if number < 2), (own, None))
    return Continuation(_next(_steps(page, at[0]), at[1]))


def is_page_of(url: str, first: str) -> bool:
    """Whether an address is that of a later page of the story that begins at `first`."""
    base = urls.key(first)
    bases = {base, *(read for read, number in _readings(base) if number < 2)}
    return urls.key(url) != base and any(read in bases for read, _ in _readings(urls.key(url)))


def _next(steps: list[_Step], number: int | None) -> str | None:
    """The step to the page after `number`; None is the number of a first page that has none.

    Some count from 0: there the second page is number 1, and what leads to it is not called 1.
    """
    wanted = (2, 1) if number is None else (number + 1,)
    found = {each: [step for step in steps if step.number == each and _leads_on(step, each)] for each in wanted}
    if number is None:
        found[1] = [
            step for step in found[1] if _label(step.element) != 1 and not _is_named(step.element, _BEFORE - _NEXT)
        ]
        if any(_label(step.element) == 3 for step in found[2]) and found[1]:
            return found[1][0].url
    return next((steps[0].url for steps in found.values() if steps), None)


def _leads_on(step: _Step, number: int) -> bool:
    if "next" in (step.element.get("rel") or "").lower().split():
        return step.element.tag == "link" or _is_in_text(step.element)
    if step.element.tag == "link":
        return False
    said = _label(step.element) in (number, number + 1) or _is_named(step.element, _NEXT)
    return said and _is_in_text(step.element)


def _beginning(page: Page, own: str, here: Sequence[tuple[str, int]]) -> tuple[str, int, str] | None:
    """The story's key, this page's number in it and the address of its first page, where the page leads back to it."""
    for base, number in here:
        # /2026/5/3/1 is before /2026/5/3/2 and no page of its story: a first page has no number in its path.
        in_query = base.partition("?")[0] == own.partition("?")[0]
        declared = canonical(page.tree, page.base)
        if declared and urls.key(declared) != own and unquote(urls.key(declared)) == unquote(base):
            return base, number, declared
        for step in _steps(page, base):
            back = step.number is None or (step.number < 2 and in_query)
            if back and step.element.tag == "link" and "prev" in (step.element.get("rel") or "").lower().split():
                return base, number, step.url
            named = _label(step.element) == 1 or _is_named(step.element, _BEFORE)
            if back and step.element.tag == "a" and named and _is_in_text(step.element):
                return base, number, step.url
    return None


def _steps(page: Page, base: str) -> list[_Step]:
    """The links of a page to the pages of one story."""
    return list(_numbered(page, base))


def _numbered(page: Page, base: str) -> Iterator[_Step]:
    mark = _mark(base)
    escaped = quote(mark).lower()
    for element, _, href in page.anchors:
        # Most links are told apart by their text alone: what leads to the story has its name, or is relative to it.
        if not href or not (mark in href or href[0] in "?.0123456789" or escaped in href.lower()):
            continue
        address, _, place = href.partition("#")
        url = join(page.base, address) if address and not _ELSEWHERE.search(place) else None
        if url is None:
            continue
        key = urls.key(url)
        if unquote(key) == unquote(base):
            yield _Step(element, url, base, None)
            continue
        number = next((number for read, number in _readings(key) if read == base), None)
        if number is not None:
            yield _Step(element, url, base, number)


def _mark(base: str) -> str:
    """What every address of a story has in it: the end of its path, or its query where that is all."""
    path, _, query = unquote(base).partition("?")
    last = path.rpartition("/")[2] if "/" in path else ""
    return last.partition(".")[0] or query


@lru_cache(maxsize=4_096)  # the menus of a site name the same on all its pages
def _readings(key: str) -> Sequence[tuple[str, int]]:
    """Return the ways to read an address as a page of a story: the story's key and the page's number."""
    path, _, query = key.partition("?")
    parameters = query.split("&") if query else []
    found: list[tuple[str, int]] = []
    for place, parameter in enumerate(parameters):
        if match := _PARAMETER.fullmatch(unquote(parameter)):
            rest = "&".join(parameters[:place] + parameters[place + 1 :])
            found.append((f"{path}?{rest}" if rest else path, int(match[1])))
    forms = (form.fullmatch(unquote(key)) for form in _FORMS)
    return found + [(urls.key(f"http://{form['base']}{form['rest']}"), int(form["number"])) for form in forms if form]


def _label(element: HtmlElement) -> int | None:
    """The page's number that a link shows."""
    match = _LABEL.fullmatch(fold(element.text_content()[:60]).strip(_ARROWS))
    return int(match[1]) if match else None


def _is_named(element: HtmlElement, names: frozenset[str]) -> bool:
    said = (element.text_content()[:60], element.get("aria-label"), element.get("title"))
    folded = [fold(each) for each in said if each]
    return any(each in names or each.strip(_ARROWS) in names for each in folded if each)


def _is_in_text(element: HtmlElement) -> bool:
    """Whether a link stands in or below a text, rather than in a list of headlines, among comments or in the margin."""
    judged = False
    for outer in element.iterancestors():
        if outer.tag in ("body", "html"):
            break
        named = f"{outer.get('class') or ''} {outer.get('id') or ''}"
        if outer.tag in ("footer", "aside") or (_ELSEWHERE.search(named) and outer.tag not in ("main", "article")):
            return False
        if not judged and len(words(outer.text_content())) >= _TEXT:
            judged = True
            linked = sum(len(words(link.text_content())) for link in outer.iter("a"))
            if linked > _LINKS * len(words(outer.text_content())):
                return False
    return True
