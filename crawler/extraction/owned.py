"""Whether a date in a page's markup is its own article's, or that of another story's card, of a comment, a video."""

from __future__ import annotations

from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawler.extraction.regions import Zone, zone_of

_ASIDE = Zone.NAVIGATION | Zone.COMMENTS | Zone.RELATED
_OTHERS = frozenset("Comment UserComments VideoObject ImageObject AudioObject Event BroadcastEvent Product".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CARD = 400  # elements: a larger box is no other story's card
_HEADLINE = 4  # words of a link in a list that is a headline


def is_anothers(element: HtmlElement, address: str) -> bool:
    """Tell whether an element stands in a part of the page for other things, or under a headline that leads elsewhere
    than to `address`, the page's own.
    """
    headed = False
    for around in element.iterancestors():
        kind = (around.get("itemtype") or "").rpartition("/")[2]
        if zone_of(around, around.tag) & _ASIDE or kind in _OTHERS or around.tag == "aside" or _is_sites_foot(around):
            return True
        headed = headed or next(islice(around.iter(), _CARD, None), None) is not None
        headings = [] if headed else [each for each in around.iter() if _is_heading(each, around)]
        headed = headed or bool(headings)
        if headings and all(each.tag != "h1" and _leads_elsewhere(each, address) for each in headings):
            return True
    return False


def _is_sites_foot(around: HtmlElement) -> bool:
    parent = around.getparent()
    return around.tag == "footer" and parent is not None and parent.tag == "body"


def _is_heading(each: HtmlElement, around: HtmlElement) -> bool:
    """Whether an element is a headline; in a list an entry's link may be one."""
    return each.tag in _HEADINGS or each.get("itemprop") == "headline" or _is_entry(each, around)


def _is_entry(link: HtmlElement, around: HtmlElement) -> bool:
    return link.tag == "a" and around.tag == "li" and len((link.text_content() or "").split()) >= _HEADLINE


def _leads_elsewhere(heading: HtmlElement, address: str) -> bool:
    link = next(heading.iter("a"), None)
    link = link if link is not None else next(heading.iterancestors("a"), None)
    path = _path((link.get("href") if link is not None else None) or "")
    return bool(path) and path != _path(address)


def _path(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return "" if parts.scheme not in ("", "http", "https") else unquote(parts.path).rstrip("/") + parts.query
