"""The story's paragraphs: our reading of its lines; trafilatura's for a second opinion, and where we find none."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement, builder

from crawler.arabic import boilerplate
from crawler.arabic.text import tidy, words
from crawler.extraction.ends import is_said
from crawler.extraction.lines import Line
from crawler.extraction.page import Page

_SURE = 12  # words from which a line of the story's element needs no second opinion
ENOUGH = 40  # words from which what trafilatura finds is believed to be the story


def whole(page: Page) -> tuple[str, ...]:
    """Return the paragraphs that trafilatura finds in a page where our reading found none; () where it finds few."""
    found = _trafilatura(page.tree)
    return found if sum(len(text.split()) for text in found) >= ENOUGH else ()


def paragraphs(story: Sequence[Line], element: HtmlElement) -> tuple[str, ...]:
    """Return the paragraphs of the story's element, in order."""
    doubtful = {line.order for line in _ends(story) if line.words < _SURE and line.links and not is_said(line)}
    if not doubtful:
        return tuple(line.text for line in story)
    agreed = {" ".join(words(text)) for text in _trafilatura(element)}
    return tuple(
        line.text
        for line in story
        if line.order not in doubtful or any(" ".join(words(line.text)) in text for text in agreed)
    )


def _ends(story: Sequence[Line]) -> list[Line]:
    """The lines before the first and after the last sure one."""
    sure = [number for number, line in enumerate(story) if line.words >= _SURE]
    return [*story[: sure[0]], *story[sure[-1] + 1 :]] if sure else list(story)


def _trafilatura(element: HtmlElement) -> tuple[str, ...]:
    """Return the main text of an element as trafilatura finds it, without what Arabic sites put between the lines."""
    # Loaded where it is used: the process that fetches never reads a page.
    import trafilatura  # noqa: PLC0415

    tree = element if element.tag == "html" else builder.HTML(builder.BODY(deepcopy(element)))
    read = trafilatura.bare_extraction(tree, fast=True, favor_precision=True, include_comments=False)
    lines = (tidy(line.removeprefix("- ")) for line in (read.text or "").split("\n")) if read else ()  # type: ignore[union-attr]
    return tuple(line for line in lines if line and boilerplate.category(line) is None)
