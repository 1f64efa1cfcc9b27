"""Shells: pages that hold an application and not yet a text; their scripts bring it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawler.arabic.text import fold
from crawler.extraction.embedded import is_state

_UNSHOWN = frozenset(("script", "style", "noscript", "template", "head", "svg"))
_BARE = 30  # words without which a page with scripts needs no other sign
_LITTLE = 250  # words outside links that a menu, a footer and a notice may have; a story has more, or is found
_ROOTS = frozenset(
    "root app __next __nuxt __nuxt-app __layout ___gatsby gatsby-focus-wrapper main-app app-root react-root reactroot"
    " q-app svelte ember-app application mount app-container ng-app".split()
)
_ROOT_TAGS = frozenset(("app-root", "ng-app", "my-app", "app-main", "router-outlet"))
_ROOT_MARKS = ("data-reactroot", "data-server-rendered", "ng-app", "ng-version", "data-ng-app", "v-cloak", "data-v-app")
_ASKING = re.compile(r"java ?script|جافا ?سكر[ي]?بت|جافاسكر|تفعيل الجافا", re.IGNORECASE)
_WAITING = re.compile(r"\b(?:skeleton|shimmer|placeholder-glow|loading-screen|app-loading|preloader|spinner)\b")


def is_shell(tree: HtmlElement) -> bool:
    """Tell whether a page that gave no article looks as if its scripts would bring one."""
    body = tree.find("body")
    scripts = sum(1 for each in tree.iter("script") if each.get("src") or each.text)
    if body is None or not scripts:
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
    if element.tag != "a" and element.text:
        yield element.text
    for child in element:
        if element.tag != "a":
            yield from _texts(child)
            if child.tail:
                yield child.tail


def _has_sign(tree: HtmlElement) -> bool:
    return any(map(_is_sign, tree.iter()))


def _is_sign(element: HtmlElement) -> bool:
    """Whether an element is an application's root, its state, or what stands there while it loads."""
    tag = element.tag
    if not isinstance(tag, str):
        return False
    if tag == "script":
        return is_state(element)
    if tag == "noscript":
        return bool(_ASKING.search(fold(element.text_content())))
    if tag in _ROOT_TAGS or any(mark in element.attrib for mark in _ROOT_MARKS):
        return True
    if (element.get("id") or "").lower() in _ROOTS:
        return True
    return bool(_WAITING.search((element.get("class") or "").lower()))
