"""Paragraphs that stand in one element, with nothing but the line breaks of its text between them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from crawler.arabic.text import tidy

LONG = 200  # characters of a text that may hold several
_KEPT = re.compile(  # as readers see them
    r"(?:^|[\s-])(?:pre-(?:line|wrap)|white-?space-pre)(?=\s|$)|white-space:\s*(?:pre|break-spaces)"
)
_BLANK = re.compile(r"(?<=[.؟!:»”\"])[ \t\r]*\n[ \t\r]*\n\s*")  # a line left blank after a sentence
_ENDED = re.compile(r"(?<=[.؟!:»”\"])[ \t\r]*\n\s*")  # a line that ends with one


def paragraphs(text: str, node: HtmlElement) -> list[str]:
    """Return the paragraphs of an element's text, where its line breaks are shown or blank lines part sentences.

    Those of a <pre> are where a line was full, too; only what ends with a sentence is a paragraph there.
    """
    if _KEPT.search(f"{node.get('class') or ''} {node.get('style') or ''}"):
        told = text.split("\n")
    else:
        told = (_ENDED if node.tag == "pre" else _BLANK).split(text)
    return [tidied for each in told if (tidied := tidy(each))] if len(told) > 1 else []
