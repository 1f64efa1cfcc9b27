"""What changed from one revision of an article to the next. Pure.

Paragraphs are matched folded and compared as written, so that a mended spelling is a paragraph reworded, not one
removed and another added.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from crawler.arabic.text import tidy, words
from crawler.article import Article, to_record

Kind = Literal["added", "removed", "changed", "reworded", "moved"]

# In the order in which a reader wants them: the story first, then what stands around it.
FIELDS = (
    "title", "description", "paragraphs", "published", "published_precision", "modified", "authors", "byline",
    "agencies", "dateline", "section", "tags", "related", "read_also", "kind", "language", "image", "images",
    "url", "canonical_url", "reservations", "paywalled",
)  # fmt: skip

_ALIKE = 0.5  # share of common words from which one paragraph is another reworded
_RELATED = 0.3  # and below which two texts are shown as two, not as one with most words changed
_LONG = 1_000  # words and spaces of a paragraph from which the frequent ones are no landmarks: it would take minutes
_PAIRS = 250_000  # beyond so many, paragraphs are compared only in place: a page may hold a million lines
_TOKEN = re.compile(r"\s+|\d+(?:[.,:/٫٬-]\d+)+|[^\s«»\"'()\[\]{}،؛؟.,;:!?…–—-]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `before` and `after` are a field's values as the record has them; of paragraphs, one paragraph.

    `was_at` and `is_at` are a paragraph's numbers, from 1; None: it was not there, or is not.
    """

    field: str
    before: Any = dataclasses.field(repr=False)
    after: Any = dataclasses.field(repr=False)
    was_at: int | None = None
    is_at: int | None = None

    @property
    def kind(self) -> Kind:
        if not self.before:
            return "added"
        if not self.after:
            return "removed"
        if self.field != "paragraphs":
            return "changed"
        return "moved" if self.before == self.after else "reworded"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that stayed, went or came."""

    kind: Literal["same", "removed", "added"]
    text: str


def changes(before: Article, after: Article) -> tuple[Change, ...]:
    """Return what differs, the headline first; nothing where only times of fetching and the like differ."""
    old, new = to_record(before), to_record(after)
    found: list[Change] = []
    for name in FIELDS:
        if old[name] == new[name]:
            continue
        if name == "paragraphs":
            found += _paragraphs(before.paragraphs, after.paragraphs)
        else:
            found.append(Change(name, old[name], new[name]))
    return tuple(found)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Return a text's two wordings as one run of pieces, word by word, as they are written."""
    before, after = tidy(before), tidy(after)
    if _likeness(Counter(words(before)), Counter(words(after))) < _RELATED:
        return tuple(_pieces([("", before, after)]))
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    runs: list[tuple[str, str, str]] = []  # what stayed, what went, what came
    long = max(len(old), len(new)) > _LONG
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=long).get_opcodes():
        went, came = "".join(old[i1:i2]), "".join(new[j1:j2])
        runs.append((went, "", "") if tag == "equal" else ("", went, came))
    return tuple(_pieces(_joined(runs)))


def _joined(runs: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Runs of words that changed as one run, where only white space stayed between them."""
    joined: list[tuple[str, str, str]] = []
    for stayed, went, came in runs:
        if joined and not joined[-1][0] and not stayed.strip():
            _, gone, new = joined[-1]
            joined[-1] = ("", gone + stayed + went, new + stayed + came)
        else:
            joined.append((stayed, went, came))
    return joined


def _pieces(runs: Iterable[tuple[str, str, str]]) -> Iterator[Piece]:
    for stayed, went, came in runs:
        if stayed:
            yield Piece("same", stayed)
        if went:
            yield Piece("removed", went)
        if came:
            yield Piece("added", came)


def _paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Yield the changes of paragraphs in the order of the new text; what went stands where it was."""
    old, new = [_key(text) for text in before], [_key(text) for text in after]
    blocks = SequenceMatcher(None, old, new).get_opcodes()
    gone = [i for tag, i1, i2, _, _ in blocks if tag != "equal" for i in range(i1, i2)]
    come = [j for tag, _, _, j1, j2 in blocks if tag != "equal" for j in range(j1, j2)]
    origin = _origins(gone, come, old, new)
    origin |= {j1 + n: i1 + n for tag, i1, i2, j1, _ in blocks if tag == "equal" for n in range(i2 - i1)}
    displaced, left = set(come), set(gone) - set(origin.values())
    for _, i1, i2, j1, j2 in blocks:
        waiting = deque(i for i in range(i1, i2) if i in left)
        for j, bound in zip(range(j1, j2), _bounds(origin, range(i1, i2), range(j1, j2)), strict=True):
            while waiting and waiting[0] < bound:
                yield _removed(before, waiting.popleft())
            i = origin.get(j)
            if i is None:
                yield Change("paragraphs", None, after[j], is_at=j + 1)
            elif before[i] != after[j] or j in displaced:
                yield Change("paragraphs", before[i], after[j], was_at=i + 1, is_at=j + 1)
        yield from (_removed(before, i) for i in waiting)


def _removed(before: Sequence[str], i: int) -> Change:
    return Change("paragraphs", before[i], None, was_at=i + 1)


def _bounds(origin: Mapping[int, int], old: range, new: range) -> list[int]:
    """Return for each new paragraph of a block where those begin that it, or one after it, was."""
    bounds, bound = [], old.stop
    for j in reversed(new):
        bound = min(bound, origin[j]) if origin.get(j) in old else bound
        bounds.append(bound)
    return bounds[::-1]


def _origins(gone: Sequence[int], come: Sequence[int], old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return what each new paragraph was before: the same words elsewhere, else the most alike."""
    found: dict[int, int] = {}
    elsewhere: dict[str, list[int]] = {}
    for i in reversed(gone):
        elsewhere.setdefault(old[i], []).append(i)
    for j in come:
        if new[j] and elsewhere.get(new[j]):
            found[j] = elsewhere[new[j]].pop()
    taken = set(found.values())
    return found | _alike([i for i in gone if i not in taken], [j for j in come if j not in found], old, new)


def _alike(gone: Sequence[int], come: Sequence[int], old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    if len(gone) * len(come) > _PAIRS:
        return {}
    mine = {i: Counter(old[i].split()) for i in gone}
    theirs = {j: Counter(new[j].split()) for j in come}
    pairs = [(_likeness(mine[i], theirs[j]), -abs(i - j), i, j) for i in gone for j in come]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, _, i, j in sorted(pairs, key=lambda pair: pair[:2], reverse=True):
        if likeness >= _ALIKE and i not in taken and j not in found:
            found[j] = i
            taken.add(i)
    return found


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of the words that two paragraphs have in common, from 0 to 1 (Dice)."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def _key(text: str) -> str:
    return " ".join(words(text)) or text
