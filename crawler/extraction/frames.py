"""Small parts of a page that are told by what stands in them: a picture's caption, a question with its button."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.arabic.text import tidy
from crawler.extraction.regions import Zone

if TYPE_CHECKING:
    from crawler.extraction.lines import Line

LINES = 4  # of a small part
SENTENCE = 12  # words of a paragraph
_TITLE = 4  # words of a headline, at least
_BELOW = 12  # lines under a headline among which its story begins
_STOPS = (".", "؟", "!", "…", ":", "،")
_AROUND = 4  # elements up
TEXTUAL = frozenset(("p", "li", "ul", "ol", "body", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "article"))
_CAPTION = 30  # words of a caption, or of a question
_OFTEN = 3  # parts with a sentence from which they are the page's way to print its text
_BESIDE = 5  # words that may stand beside a title in its link
_ICON = 100  # pixels below which a picture has no caption
_ADDRESS = 200  # characters at the end of a picture's address, where its name is
_STORY_SHARE = 0.4  # a named part that holds more of the page's prose than this is named wrongly
_LONG = Zone.COMMENTS | Zone.FOOTER | Zone.NAVIGATION  # zones of any size
_NOTICE = 150  # words of what is asked or told of the site, which is named rightly beside a brief
_FLOATED = ("left", "right")
_UNREAD = frozenset(("script", "style", "noscript", "img", "svg"))
_DRAWN = re.compile(r"bullet|icon|spacer|emoji|arrow|logo|avatar|pixel|\.svg", re.IGNORECASE)
_STRONG = ("strong", "b", "h2", "h3", "h4", "h5", "h6")  # in which a card's headline stands over its beginning
_ASKING = (None, "newsletter", "subscribe", "poll", "cookie", "ad")


def headline(link: HtmlElement) -> str:
    """Return the title in a link that holds a date or a section's name beside it, each in its own element; else ""."""
    if (link.text and not link.text.isspace()) or any(part.tail and not part.tail.isspace() for part in link):
        return ""
    texts = [tidy(part.text_content()) for part in link if isinstance(part.tag, str) and part.tag not in _UNREAD]
    texts = [text for text in texts if text]
    set_so = [text for part in link if part.tag in _STRONG and (text := tidy(part.text_content())).count(" ") > 1]
    if len(set_so) == 1 < len(texts):
        return set_so[0]
    longest = max(texts, key=len, default="")
    others = max((text.count(" ") for text in texts if text is not longest), default=_BESIDE)
    return longest if longest.count(" ") > 1 and others < _BESIDE else ""


def is_question(button: Sequence[Line]) -> bool:
    """Whether a button asks for an answer, rather than to share a story, to print it or to play it."""
    text = " ".join(line.text for line in button)
    if text.endswith("؟"):
        return False  # it opens the answer below it
    return bool(text) and boilerplate.category(text) in _ASKING


def is_picture(image: HtmlElement) -> bool:
    """Whether a picture may have a caption, and is no bullet."""
    width = (image.get("width") or "").removesuffix("px")
    small = width.isascii() and width.isdigit() and len(width) < len(str(_ICON))
    return not small and not _DRAWN.search((image.get("src") or "")[-_ADDRESS:])


def is_captioned(image: HtmlElement) -> bool:
    """Whether what a picture begins may be its caption; where the text is set to flow around it, it is not."""
    return is_picture(image) and (image.get("align") or "").lower() not in _FLOATED


def mark(lines: Sequence[Line], small: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Set on lines what the small part that they stand in is, and return those parts as (zone, start, end).

    Where many parts hold a sentence they are the page's way to print its text, and stay what they are.
    """
    marked: list[tuple[int, int, int]] = []
    for zone in (Zone.CAPTION, Zone.ASKING):
        held = [(start, end) for each, start, end in small if each == zone and _is_small(lines[start:end], zone)]
        told = {line.order for start, end in held for line in lines[start:end] if line.words >= SENTENCE}
        for start, end in held:
            if len(told) < _OFTEN or told.isdisjoint(range(start, end)):
                marked.append((zone, start, end))
                for line in lines[start:end]:
                    line.zone |= zone
    return marked


def told_under_title(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The numbers of the headline and of the first sentence of the story under it, where both stand in plain sight."""
    heading = next((line for line in lines if line.node.tag == "h1" and line.words > 1), None)
    if heading is None:
        heading = next((line for line in lines if line.node.tag == "h2" and line.words >= _TITLE), None)
    if heading is None or heading.linked:
        return None
    below = lines[heading.order + 1 : heading.order + _BELOW]
    first = next((line for line in below if line.words >= SENTENCE and not line.linked and not line.zone), None)
    return (heading.order, first.order) if first is not None and first.text.endswith(_STOPS) else None


def trust_prose(lines: Sequence[Line], named: Sequence[tuple[int, int, int]]) -> None:
    """Take zones off lines again where a named part holds so much prose that the name must be wrong."""
    prose = [0]
    for line in lines:
        prose.append(prose[-1] + (line.words if line.words >= SENTENCE and not line.linked else 0))
    told = told_under_title(lines)
    for zone, start, end in named:
        held = prose[end] - prose[start]
        if zone & ~Zone.HIDDEN and held > _STORY_SHARE * prose[-1]:
            beside = told and (end <= told[0] or start > told[1])
            if beside and (zone & _LONG or (zone & Zone.PROMOTION and held <= _NOTICE)):
                continue  # a brief beside a long notice, or more of its readers' words than of its own
            for line in lines[start:end]:
                line.zone &= ~zone


def mark_comments(lines: Sequence[Line], spans: Mapping[HtmlElement, tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Set on lines that they are readers' comments, where a heading of such begins their part below a story's text, and
    return those parts as (zone, start, end).
    """
    marked: list[tuple[int, int, int]] = []
    told, done = False, 0
    for line in lines:
        told = told or (line.words >= SENTENCE and not line.linked)
        if not told or line.order < done or not _heads_comments(line):
            continue
        if part := _begun_by(line, spans):
            done = part[1]
            marked.append((Zone.COMMENTS, *part))
            for each in lines[part[0] : part[1]]:
                each.zone |= Zone.COMMENTS
    return marked


def _heads_comments(line: Line) -> bool:
    if not line.is_heading or line.words > _BESIDE or "عليق" not in line.text:
        return False
    return boilerplate.category(line.text) == "comments"


def _begun_by(line: Line, spans: Mapping[HtmlElement, tuple[int, int]]) -> tuple[int, int] | None:
    """The lines of the smallest element that a line begins and that holds more."""
    for node in islice(line.node.iterancestors(), _AROUND):
        start, end = spans.get(node, (line.order, line.order))
        if start < line.order or node.tag == "body":
            return None
        if end > line.order + 1:
            return start, end
    return None


def _is_small(part: Sequence[Line], zone: int) -> bool:
    """Whether what stands with a picture or a button is a few words that are neither headline nor link."""
    if any(line.links or _is_titled(line) for line in part) or sum(line.words for line in part) > _CAPTION:
        return False
    return zone != Zone.CAPTION or not any(_is_told(line) for line in part)


def _is_told(line: Line) -> bool:
    """Whether a line beside a picture is the story's: a caption is seldom so long, and seldom a plain <p>."""
    return line.words >= SENTENCE and line.node.tag == "p" and not line.node.get("class")


def _is_titled(line: Line) -> bool:
    return line.node.tag in ("h1", "h2") or line.node.get("role") == "heading"
