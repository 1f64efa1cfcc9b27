"""Under which addresses a story is met, and which story an address means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, unquote

from crawler.demo.layout import Layout, story_id, story_number
from crawler.demo.layouts import LAYOUTS, layout_of
from crawler.demo.newsroom import SECOND_ID, Newsroom
from crawler.demo.story import Story

View = Literal["page", "amp", "mobile", "print", "redirect"]
_NUMBERED = re.compile(r"/(?P<view>print|r)/(?P<id>\d+)")
VARIED, _SHORTENED = 30, 2  # how many of the newest stories the front also links to under another address
PRINT = "print"  # the name of the address of a print page
_BY_ID = (".php", ".aspx")  # the story's id stands in the query


@dataclass(frozen=True, slots=True)
class Met:
    """The story that an address means, and how it answers."""

    number: int
    view: View = "page"


def find(newsroom: Newsroom, target: str) -> Met | None:
    """Return what story a request's target means; None: it is no story's address."""
    path, _, query = target.partition("?")
    path, asked = unquote(path), {name: values[0] for name, values in parse_qs(query).items()}
    if path == "/" and asked.get("p", "").isdigit():
        return _numbered(newsroom, int(asked["p"]), "redirect")
    if match := _NUMBERED.fullmatch(path):
        return _numbered(newsroom, int(match["id"]), "print" if match["view"] == "print" else "redirect")
    plain, view = _view(path, asked)
    if plain.endswith(_BY_ID):
        plain = f"{plain}?id={asked.get('id', '')}"
    return _at(newsroom, plain, view)


def others(newsroom: Newsroom, number: int) -> tuple[str, ...]:
    """Return the further addresses of a story that pages link to, percent-decoded; its own is not among them."""
    story = newsroom.story(number)
    return (*layout_of(story).others(story).values(), *linked_from_front(newsroom, number))


def prints(newsroom: Newsroom, number: int) -> tuple[str, ...]:
    """Return the address of a story's print page, where it has one."""
    story = newsroom.story(number)
    return tuple(path for name, path in layout_of(story).others(story).items() if name == PRINT)


def linked_from_front(newsroom: Newsroom, number: int) -> tuple[str, ...]:
    """Return those of a story's further addresses that the front page links to."""
    story = newsroom.story(number)
    layout = layout_of(story)
    newest = newsroom.newest(VARIED)
    variant = (VARIANTS[layout.name](layout.address(story)),) if layout.name in VARIANTS and number in newest else ()
    again = (second(story, layout),) if number == newsroom.routes.again else ()
    short = (f"/r/{story_id(story)}",) if number in newest[:_SHORTENED] else ()
    return (*variant, *again, *short)


def second(story: Story, layout: Layout) -> str:
    """Return the address of a story's second publication, under an id of its own."""
    return layout.address(story).replace(str(story_id(story)), str(story_id(story) + SECOND_ID))


def _tracked(path: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}utm_source=facebook&utm_medium=social&fbclid=IwAR0aBcD"


def _unslashed(path: str) -> str:
    return path[:-1] if path.endswith("/") else f"{path}/"


def _decomposed(path: str) -> str:
    return unicodedata.normalize("NFD", path)


# The same page under an address written otherwise.
VARIANTS: Mapping[str, Callable[[str], str]] = {
    "seed": _tracked,
    "wordpress": _unslashed,
    "drupal": lambda path: f"{path}?utm_campaign=daily",
    "legacy": lambda path: path.replace("?", "?lang=ar&"),
    "aspx": _tracked,
    "amp": _unslashed,
    "levant": _decomposed,
}


def _view(path: str, asked: Mapping[str, str]) -> tuple[str, View]:
    if path.startswith("/amp/"):
        return f"/article{path[4:]}", "amp"
    if path.startswith("/m/"):
        return path[2:], "mobile"
    if "print" in asked:
        return path, "print"
    return path, "mobile" if asked.get("view") == "mobile" else "page"


def _at(newsroom: Newsroom, path: str, view: View) -> Met | None:
    for layout in LAYOUTS:
        match = layout.path.fullmatch(path)
        met = match and _met(newsroom, layout, int(match["id"], 16 if layout.hexadecimal else 10), view)
        if met:
            return met
    return None


def _met(newsroom: Newsroom, layout: Layout, identity: int, view: View) -> Met | None:
    if identity > SECOND_ID and layout.name == "seed":
        again = story_number(identity - SECOND_ID)
        return Met(again, view) if again == newsroom.routes.again else None
    number = story_number(identity)
    if number not in newsroom.numbers:
        return None
    return Met(number, view) if layout_of(newsroom.story(number)) is layout else None


def _numbered(newsroom: Newsroom, identity: int, view: View) -> Met | None:
    number = story_number(identity)
    return Met(number, view) if number in newsroom.numbers else None
