"""Memory: what the pages of one source have taught of its site. The lines that it repeats, where its stories stand.

A page teaches a Lesson; `memory.after(lesson)` is the memory that has learnt it; `memory.known` is what reading uses.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from crawler.extraction.idle import Noticed, Part
from crawler.extraction.places import place
from crawler.extraction.repeats import ALWAYS, OFTEN, alike
from crawler.extraction.zones import DEFAULT, SILENT
from crawler.sources.zones import is_zone

_VERSION = 1
_LINES, _PARTS, _STORIES = 2_000, 600, 24  # what is remembered of each, at most
_ARTICLES = 300  # of the last ones learnt from it is known which they were
_TOPICS = 100  # and of so many what they were about
_UNSEEN = 300  # articles after which what none of them showed is forgotten
_FEW, _SHARE = 3, 0.2  # articles, unlike each other, that make a line the site's; of those since it first stood there
_MANY, _MOST = 5, 0.6  # and articles of any kind
_SETTLED = 3  # articles in a row after which a story's container is known
_UNASKED = 12  # pages in a row without any sign of a zone, from the first on
_ZONED = 5  # pages in a row that point to one time zone make it the site's
_IDLE = 3  # pages on which a part held nothing, and none on which it did
_WINDOW = 400  # articles over which a line's share is taken


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one page teaches, if its article is stored.

    `article` are numbers for its address, its headline and its text: two pages that share one of them show one
    article. `lines` are the signs of the story's lines, `words` counts its words, `topic` tells what it is about.
    `story` is the address of its container; `not_story` are the containers known before that did not hold it.
    `zone` is the time zone that its page points to, SILENT where it points to none, "" where nothing hung on it.
    """

    article: tuple[int, ...]
    lines: tuple[int, ...] = ()
    words: int = 0
    topic: tuple[int, ...] = ()
    story: str = ""
    not_story: tuple[str, ...] = ()
    zone: str = ""
    noticed: Noticed = field(default_factory=Noticed)


@dataclass(frozen=True, slots=True)
class Known:
    """What reading uses of a memory. `repeated`: how surely a line, by its sign, is the site's own.

    `stories`, `held` and `idle` are places; `words` is the usual length of a story, `learnt` how many taught it;
    `zone` is the time zone that the pages point to, "" where they do not agree.
    """

    repeated: Mapping[int, int] = field(default_factory=dict)
    stories: Mapping[int, str] = field(default_factory=dict)
    held: frozenset[int] = frozenset()
    idle: Mapping[int, Part] = field(default_factory=dict)
    words: int = 0
    learnt: int = 0
    zone: str = ""

    def packed(self) -> bytes:
        """Return it as it goes to a worker process."""
        return pickle.dumps(self)


NOTHING = Known()


@lru_cache(maxsize=64)  # a worker is sent the same with each page of a source
def unpacked(packed: bytes) -> Known:
    """Return what packed() wrote."""
    known: Known = pickle.loads(packed)  # noqa: S301  a process of our own wrote it
    return known


@dataclass(frozen=True, slots=True)
class _Line:
    """In how many articles a line stood, how many of them were unlike the one before; the first and the last."""

    articles: int
    unlike: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Place:
    """On how many pages a part held nothing, and on how many something; when it was last seen, how it looked."""

    idle: int
    held: int
    last: int
    size: int = 0
    telling: bool = False


@dataclass(frozen=True)
class Memory:
    """What the articles of one source have taught; `learnt` counts them, the same one met again not.

    `stories` gives each container's address the articles in a row that it held the story of, and the last of them;
    `zone` is the last zone that a page pointed to, and how many in a row did, those that were silent apart.
    """

    learnt: int = 0
    words: float = 0.0
    lines: Mapping[int, _Line] = field(default_factory=dict)
    places: Mapping[int, _Place] = field(default_factory=dict)
    stories: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    articles: tuple[int, ...] = ()
    topics: tuple[tuple[int, ...], ...] = ()
    zone: tuple[str, int] = ("", 0)

    def after(self, lesson: Lesson) -> Memory:
        """Return the memory that has learnt from a page. An article that it learnt from lately teaches nothing new."""
        if not self._articles.isdisjoint(lesson.article):
            return replace(self, stories=self._stories(lesson, self.learnt)) if lesson.not_story else self
        number = self.learnt + 1
        share = max(1 / number, 0.05)
        return Memory(
            learnt=number,
            words=self.words + share * (lesson.words - self.words),
            lines=self._lines(lesson, number),
            places=self._places(lesson.noticed, number),
            stories=self._stories(lesson, number),
            articles=(*self.articles, *lesson.article)[-3 * _ARTICLES :],
            topics=(*self.topics, lesson.topic)[-_TOPICS:],
            zone=self._zone(lesson),
        )

    @cached_property
    def known(self) -> Known:
        """What reading uses."""
        stories = [address for address, (held, _) in self.stories.items() if held >= _SETTLED]
        idle = (
            (at, Part(at, each.size, each.telling))
            for at, each in self.places.items()
            if each.idle >= _IDLE and not each.held
        )
        return Known(
            repeated={number: sure for number, line in self.lines.items() if (sure := self._sure(line))},
            stories={place(address): address for address in stories},
            held=frozenset(at for at, each in self.places.items() if each.held) if stories else frozenset(),
            idle=dict(idle) if stories else {},
            words=round(self.words),
            learnt=self.learnt,
            zone=self._told(),
        )

    @cached_property
    def _articles(self) -> frozenset[int]:
        return frozenset(self.articles)

    def _sure(self, line: _Line) -> int:
        met = min(_WINDOW, self.learnt - line.first + 1)
        if line.articles >= _MANY and line.articles >= _MOST * met:
            return ALWAYS
        return OFTEN if line.unlike >= _FEW and line.articles >= _SHARE * met else 0

    def _lines(self, lesson: Lesson, number: int) -> dict[int, _Line]:
        found = dict(self.lines)
        for each in dict.fromkeys(lesson.lines):
            before = found.pop(each, None)
            if before is None:
                found[each] = _Line(1, 1, number, number)
                continue
            unlike = before.unlike + (not self._is_alike(before.last, lesson.topic))
            first = max(before.first, number - _WINDOW)
            found[each] = _Line(min(before.articles, _WINDOW) + 1, unlike, first, number)
        if len(found) > _LINES:
            found = _latest({at: line for at, line in found.items() if number - line.last < _UNSEEN}, _LINES)
        return found

    def _is_alike(self, number: int, topic: tuple[int, ...]) -> bool:
        """Whether the article that had a number was about the same; one long ago is not asked."""
        back = self.learnt - number
        return back < len(self.topics) and alike(self.topics[-1 - back], topic)

    def _places(self, noticed: Noticed, number: int) -> dict[int, _Place]:
        found = dict(self.places)
        for at in noticed.held:
            before = found.pop(at, None)
            found[at] = _Place(before.idle if before else 0, (before.held if before else 0) + 1, number)
        for part in noticed.idle:
            before = found.pop(part.place, _Place(0, 0, number))
            size, telling = max(before.size, part.size), before.telling or part.telling
            found[part.place] = _Place(before.idle + 1, before.held, number, size, telling)
        # Parts that are left out are not seen any more; those seen longest ago go where there are too many.
        return _latest(found, _PARTS)

    def _stories(self, lesson: Lesson, number: int) -> dict[str, tuple[int, int]]:
        found = {address: count for address, count in self.stories.items() if address not in lesson.not_story}
        if lesson.story and number > self.learnt:
            held, _ = found.pop(lesson.story, (0, 0))
            found[lesson.story] = (held + 1, number)
        return _latest(found, _STORIES)

    def _told(self) -> str:
        zone, times = self.zone
        if zone == SILENT:  # where no page has told it for long, no other is asked
            return DEFAULT if times >= _UNASKED else ""
        return zone if times >= _ZONED else ""

    def _zone(self, lesson: Lesson) -> tuple[str, int]:
        last, times = self.zone
        if not lesson.zone or (lesson.zone == SILENT and last not in ("", SILENT)):
            return self.zone
        return (last, times + 1) if lesson.zone == last else (lesson.zone, 1)

    def to_json(self) -> str:
        """Return it as it is stored."""
        return json.dumps({
            "version": _VERSION,
            "learnt": self.learnt,
            "words": self.words,
            "lines": [[at, each.articles, each.unlike, each.first, each.last] for at, each in self.lines.items()],
            "places": [
                [at, each.idle, each.held, each.last, each.size, int(each.telling)] for at, each in self.places.items()
            ],
            "stories": [[address, *count] for address, count in self.stories.items()],
            "articles": self.articles,
            "topics": self.topics,
            "zone": self.zone,
        }, ensure_ascii=False, separators=(",", ":"))  # fmt: skip


def from_json(text: str) -> Memory:
    """Return a memory as to_json() wrote it; an empty one where it is none that this version can use."""
    try:
        return _memory(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Memory()


def _memory(given: Mapping[str, Any]) -> Memory:
    if given["version"] != _VERSION:
        return Memory()
    return Memory(
        learnt=int(given["learnt"]),
        words=float(given["words"]),
        lines={int(at): _Line(*map(int, rest)) for at, *rest in given["lines"]},
        places={
            int(at): _Place(int(idle), int(held), int(last), int(size), bool(telling))
            for at, idle, held, last, size, telling in given["places"]
        },
        stories={str(address): (int(held), int(last)) for address, held, last in given["stories"]},
        articles=tuple(map(int, given["articles"])),
        topics=tuple(tuple(map(int, topic)) for topic in given["topics"]),
        zone=_zone(given.get("zone", ("", 0))),
    )


def _zone(given: Any) -> tuple[str, int]:
    name, times = given
    return (str(name), int(times)) if name in ("", SILENT) or is_zone(str(name)) else ("", 0)


def _latest(found: dict[Any, Any], most: int) -> dict[Any, Any]:
    """Return the entries that were touched last; they stand in that order."""
    over = len(found) - most
    return dict(list(found.items())[over:]) if over > 0 else found


def learned(lessons: Iterable[Lesson]) -> Memory:
    """Return what lessons teach, one after the other."""
    memory = Memory()
    for lesson in lessons:
        memory = memory.after(lesson)
    return memory
