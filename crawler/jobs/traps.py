"""Mazes of addresses: those that their text gives away, and those that go on and on and bring nothing. Pure.

An address has a *shape*: numbers, ids and long names in it stand for any others. A shape whose pages have brought
nothing for long is barren, and no more of it is asked for in this run. Where a maze invents words instead of numbers,
a place that has had many words stands for any word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from crawler.article import Article
from crawler.discovery.reading import Reading
from crawler.found import Found, Role
from crawler.reasons import Reason
from crawler.urls import is_calendar, key

FERTILE = 10  # how many times the patience a shape has that brought an article once
CALENDAR = 31  # the patience an archive by date has at most, brought it what it may: other lists name the news
SHAPES = 10_000  # remembered; the one met longest ago is forgotten first
WORDS = 50  # of one place of an address; with more, any word may stand there
SHOWN = 50_000  # articles remembered, by their addresses and by their texts

_SEGMENTS = 24  # real addresses have twelve at most
_REPEATS = 3  # times that the same folders may follow each other
_AGAIN = 4  # times that one folder may stand anywhere
_LONG_NAME = 24  # characters
_SOME_WORDS = 3  # words of a name that is one page's own; and numbers in an id

# What a page that gave no article says of its shape: nothing, where another visitor may get one.
_TELLS_NOTHING = (Reason.CONSENT, Reason.CHALLENGE, Reason.PAYWALL)

_ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_BETWEEN_WORDS = re.compile(r"[-_+,.\s]+")
_ANY = "*"


@dataclass(slots=True)
class _Record:
    """Of one shape: pages in a row that brought nothing, and whether one ever brought an article."""

    dry: int = 0
    fertile: bool = False


class Traps:
    """What one run has learned of a site's addresses. Its memory is bounded.

    `patience` is how many pages of a shape may bring nothing, one after the other. Longer addresses than
    `longest` characters and those with more than `parameters` are none of a news site.
    """

    def __init__(self, *, patience: int = 100, longest: int = 4096, parameters: int = 16) -> None:
        self._patience = patience
        self._longest = longest
        self._parameters = parameters
        self._shapes: dict[tuple[str, ...], _Record] = {}
        self._words: dict[tuple[str, ...], set[str]] = {}
        self._shown: set[int] = set()
        self._texts: set[int] = set()

    def refusal(self, url: str) -> str | None:
        """Return the name of the bound that an address breaks by its text, or None."""
        if len(url) > self._longest:
            return "url-length"
        path, _, query = key(url).partition("?")
        if query.count("&") >= self._parameters:
            return "url-parameters"
        return "url-path" if _is_maze(path.split("/")[1:]) else None

    def read(self, url: str, role: Role, reading: Reading) -> None:
        """Learn from a page that was read: it brought an article, or as a list, the address of one.

        The same text again is none: mazes show one page under ever new addresses.
        """
        if reading.rejection is not None and reading.rejection.reason in _TELLS_NOTHING:
            return
        brought = reading.article is not None and self._is_new(reading.article)
        names = role is not Role.ARTICLE and reading.article is None and self._shows_new(_named(url, reading.links))
        self.note(url, brought or names)

    def note(self, url: str, brought: bool) -> None:
        """Learn whether a page brought anything."""
        shape = self._learned(url)
        record = self._shapes.pop(shape, None) or _Record()
        self._shapes[shape] = record
        record.dry = 0 if brought else record.dry + 1
        record.fertile = record.fertile or brought
        if len(self._shapes) > SHAPES:
            del self._shapes[next(iter(self._shapes))]

    def is_barren(self, url: str) -> bool:
        """Tell whether pages of this shape have brought nothing for so long that no more are asked for."""
        record = self._shapes.get(self._shape(url))
        if record is None or record.dry < min(self._patience, CALENDAR):
            return False
        return record.dry >= self._patience_with(url, record)

    def _patience_with(self, url: str, record: _Record) -> int:
        if is_calendar(url):
            return min(self._patience, CALENDAR)
        return self._patience * (FERTILE if record.fertile else 1)

    def _is_new(self, article: Article) -> bool:
        return _is_first(hash((article.title, article.paragraphs)), self._texts)

    def _shows_new(self, links: Iterable[Found]) -> bool:
        """Whether a page names an article that no page of this run has named yet."""
        articles = [each.url for each in links if not self.is_barren(each.url)]
        return sum([_is_first(hash(key(url)), self._shown) for url in articles]) > 0

    def _shape(self, url: str) -> tuple[str, ...]:
        shape: tuple[str, ...] = ()
        for part in _parts(url):
            shape = (*shape, _ANY if self._is_any(shape, part) else part)
        return shape

    def _is_any(self, before: tuple[str, ...], part: str) -> bool:
        return len(self._words.get(before, ())) >= WORDS and not _is_kind(part)

    def _learned(self, url: str) -> tuple[str, ...]:
        """Return the shape of an address, and remember its words."""
        shape: tuple[str, ...] = ()
        for part in _parts(url):
            if not _is_kind(part) and not self._is_any(shape, part):
                self._learn_word(shape, part)
            shape = (*shape, _ANY if self._is_any(shape, part) else part)
        return shape

    def _learn_word(self, before: tuple[str, ...], word: str) -> None:
        self._words.setdefault(before, set()).add(word)
        if len(self._words) > SHAPES:
            del self._words[next(iter(self._words))]


def _named(url: str, links: Iterable[Found]) -> Iterable[Found]:
    """The articles that a page names; of an archive by date, which has less time to, its headlines too."""
    headlines = is_calendar(url)
    return (each for each in links if each.role is Role.ARTICLE or (headlines and _is_headline(each)))


def _is_headline(found: Found) -> bool:
    return found.role is Role.PAGE and found.main and len((found.title or "").split()) >= _SOME_WORDS


def _is_first(number: int, seen: set[int]) -> bool:
    if number in seen:
        return False
    if len(seen) >= SHOWN:
        seen.clear()
    seen.add(number)
    return True


def _is_maze(segments: list[str]) -> bool:
    """Whether folders repeat: /a/b/a/b/a/b, as links relative to the wrong place make them. Numbers may."""
    if len(segments) > _SEGMENTS:
        return True
    names = Counter(filter(_has_letter, segments))
    return any(number >= _AGAIN for number in names.values()) or _has_period(segments)


def _has_period(segments: list[str]) -> bool:
    for length in range(1, len(segments) // _REPEATS + 1):
        for start in range(len(segments) - _REPEATS * length + 1):
            block = segments[start : start + length]
            if segments[start : start + _REPEATS * length] == block * _REPEATS and any(map(_has_letter, block)):
                return True
    return False


@lru_cache(maxsize=4096)  # an address is looked at when it is found, when it is asked for and when it is read
def _parts(url: str) -> tuple[str, ...]:
    """Return host, folders and query, each as what may stand in its place."""
    path, _, query = key(url).partition("?")
    host, *segments = path.split("/")
    parameters = sorted(_parameter(each) for each in query.split("&")[:_SEGMENTS]) if query else []
    asked = [f"?{'&'.join(parameters)}"] if parameters else []
    return (_DIGITS.sub("#", host), *map(_kind, segments[:_SEGMENTS]), *asked)


def _parameter(text: str) -> str:
    name, _, value = text.partition("=")
    return f"{_kind(name)}={_kind(value)}"


def _kind(name: str) -> str:
    """Return a name with its numbers as #; an id, and a name of many words, as one sign."""
    ending = _ENDING.search(name)
    bare = name[: ending.start()] if ending else name
    kind = "~" if _is_own(bare) else _DIGITS.sub("#", bare)
    return kind + (ending[0].lower() if ending else "")


def _is_own(name: str) -> bool:
    """Whether a name is one page's own: an id or a headline, not a folder's and not a date."""
    if not _has_letter(name):
        return False
    words = [each for each in _BETWEEN_WORDS.split(name) if each and not each.isdecimal()]
    return len(name) > _LONG_NAME or len(words) >= _SOME_WORDS or len(_DIGITS.findall(name)) >= _SOME_WORDS


def _is_kind(part: str) -> bool:
    """Whether a part of a shape holds no word: there are few of those."""
    return not _has_letter(_ENDING.sub("", part))


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))
