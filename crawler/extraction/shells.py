"""Shells: pages that hold an application and not yet a text; their scripts bring it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from crawler.arabic.text import fold
from crawler.extraction.embedded import is_state

_UNSHOWN = frozenset(("a", "script", "style", "noscript", "template", "head", "svg"))
_BARE = 30  # words without which a page with scripts needs no other sign
_LITTLE = 250  # words outside links that a menu, a footer and a notice may have; a story has more, or is found
_ROOTS = frozenset(
    "root app __next __nuxt __nuxt-app __layout ___gatsby gatsby-focus-wrapper main-app app-root react-root reactroot"
    " q-app svelte ember-app application mount app-container ng-app".split()
)
_ROOT_TAGS = ("app-root", "ng-app", "my-app", "app-main", "router-outlet")
_ROOT_MARKS = ("data-reactroot", "data-server-rendered", "ng-app", "ng-version", "data-ng-app", "v-cloak", "data-v-app")
_ASKING = re.compile(r"java ?script|جافا ?سكر[ي]?بت|جافاسكر|تفعيل الجافا", re.IGNORECASE)
_WAITING = re.compile(r"\b(?:skeleton|shimmer|placeholder-glow|loading-screen|app-loading|preloader|spinner)\b")
_MARKED = etree.XPath(f"boolean({' | '.join(f'//@{mark}' for mark in _ROOT_MARKS)})")
_IDS = etree.XPath("//@id", smart_strings=False)
_CLASSES = etree.XPath("//@class", smart_strings=False)


def is_shell(tree: HtmlElement) -> bool:
    """Tell whether a page that gave no article looks as if its scripts would bring one."""
    body = tree.find("body")
    if body is None or not any(each.get("src") or each.text for each in tree.iter("script")):
        return False
    words = 0
    for text in _texts(body):
        words += len(text.split())
        if words > _LITTLE:
            return False
    return words < _BARE or _has_sign(tree)


def _texts(element: HtmlElement) -> Iterator[str]:
    """The texts of a page that a reader sees, links apart."""
    if not isinstance(element.tag, str) or element.tag in _UNSHOWN:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail


def _has_sign(tree: HtmlElement) -> bool:
    """Whether a page has an application's root, its state, or what stands there while it loads."""
    return (
        bool(_MARKED(tree))
        or any(name.lower() in _ROOTS for name in cast(list[str], _IDS(tree)))
        or _WAITING.search("\n".join(cast(list[str], _CLASSES(tree))).lower()) is not None
        or next(tree.iter(*_ROOT_TAGS), None) is not None
        or any(map(is_state, tree.iter("script")))
        or any(_ASKING.search(fold(each.text_content())) for each in tree.iter("noscript"))
    )
