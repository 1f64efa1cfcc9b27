"""What a publisher reserves of a page: robots directives, and the text and data mining reservation (TDMRep).

They stand in the page's head and in the headers of its answer. They are recorded with the article; what follows from
them is for whoever uses it. What addresses another robot alone says nothing to us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from crawler.arabic.text import tidy
from crawler.article import Article
from crawler.extraction.page import Page

ROBOT = "khabar"
DIRECTIVES = ("noarchive", "noindex", "nosnippet", "noai", "noimageai")
RESERVED = "tdm-reservation"
POLICY = "tdm-policy"  # + ": " and its address

_LONGEST_ADDRESS = 2_048  # characters
_ROBOTS = "x-robots-tag"
_OURS = (_ROBOTS, RESERVED, POLICY)
# Directives with a value of their own; "none" among the values is not the directive.
_VALUED = re.compile(r"\b(?:max-(?:snippet|image-preview|video-preview)|unavailable_after)\s*:\s*[^\s,;]*")
_SCOPE = re.compile(r"\s*([\w./*-]+)\s*:")  # "otherbot: noindex"; also the "09" of a date's clock, which is no robot
_WORD = re.compile(r"[\w-]+")


def declared(page: Page) -> tuple[str, ...]:
    """Return what the page's meta tags reserve."""
    named = [((tag.get("name") or "").strip().lower(), tag.get("content") or "") for tag in page.tree.iter("meta")]
    robots = [content for name, content in named if name in ("robots", ROBOT)]
    return _reserved(
        (word for content in robots for word in _words(content.lower())),
        [content for name, content in named if name == RESERVED],
        [content for name, content in named if name == POLICY],
    )


def from_headers(headers: Mapping[Any, Any]) -> tuple[str, ...]:
    """Return what an answer's headers reserve: Scrapy's Headers, or any mapping of names to a value or several."""
    named: dict[str, list[str]] = {name: [] for name in _OURS}
    for name, values in headers.items():
        named.get(_text(name).strip().lower(), []).extend(_texts(values))
    robots = (word for value in named[_ROBOTS] for word in _ours(value.lower()))
    return _reserved(robots, named[RESERVED], named[POLICY])


def noted(article: Article, headers: Mapping[Any, Any]) -> Article:
    """Return the article with what the headers of its answer reserve, beside what its page does."""
    both = dict.fromkeys((*article.reservations, *from_headers(headers)))
    return replace(article, reservations=tuple(both))


def _ours(value: str) -> Iterable[str]:
    """The directives of one X-Robots-Tag that are said to every robot, or to us: a name holds until the next."""
    ours = True
    for part in re.split(r"[,;]", _VALUED.sub(" ", value)):
        scope = _SCOPE.match(part)
        if scope and not scope[1].isdigit():
            ours = scope[1].partition("/")[0] in ("*", ROBOT)
        if ours:
            yield from _WORD.findall(part[scope.end() if scope else 0 :])


def _words(content: str) -> list[str]:
    return _WORD.findall(_VALUED.sub(" ", content))


def _reserved(directives: Iterable[str], mining: Iterable[str], policies: Iterable[str]) -> tuple[str, ...]:
    said = {"noindex" if word == "none" else word for word in directives}
    reserved = [name for name in DIRECTIVES if name in said]
    if any(value.strip() == "1" for value in mining):
        reserved += [RESERVED, *(f"{POLICY}: {address}" for address in _addresses(policies))]
    return tuple(reserved)


def _addresses(policies: Iterable[str]) -> list[str]:
    """The first policy that is an address; without a reservation a policy says nothing."""
    tidied = (tidy(policy) for policy in policies)
    usable = (policy for policy in tidied if policy.lower().startswith(("https://", "http://")) and " " not in policy)
    return [policy for policy in usable if len(policy) <= _LONGEST_ADDRESS][:1]


def _texts(values: Any) -> list[str]:
    several = values if isinstance(values, (list, tuple)) else [values]
    return [_text(value) for value in several]


def _text(value: Any) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)
