r"""Golden pages: saved pages with their answers, and how what a tool finds on them is measured.

Body: F1 over words (NFKC, `\\w+`), as often as each stands; what an answer calls optional is taken out of both sides.
Leaks: texts near the story that must not be in it, found there as runs of words. Title: equal but for white space and
the form of quotation marks. Date: right to the minute, to the day, missing, or wrong. Authors and related titles: F1
of the sets.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

Answer = dict[str, Any]
Date = Literal["minute", "day", "missing", "wrong"]
_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'"))
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")


@dataclass(frozen=True, slots=True)
class Page:
    """A saved page and its answer. `fetched_at` is the time of fetching, None where the answer does not give it."""

    name: str
    path: Path
    answer: Answer

    @property
    def url(self) -> str:
        return str(self.answer["url"])

    @property
    def fetched_at(self) -> datetime | None:
        given = self.answer.get("fetched_at")
        return datetime.fromisoformat(given) if given else None


@dataclass(frozen=True, slots=True)
class Found:
    """What a tool found on a page; None: it has no such output."""

    text: str
    title: str | None = None
    published: str | None = None
    dates: bool = True
    authors: Sequence[str] | None = None
    related: Sequence[str] | None = None  # with what is named inside the story


@dataclass(frozen=True, slots=True)
class Score:
    """How well it did on one page; None: not measured."""

    body: float
    leaked: tuple[str, ...]
    title: bool | None
    date: Date | None
    authors: float | None
    related: float | None


def pages(folder: Path, answers: Path | None = None) -> list[Page]:
    """Return the pages of a folder, each with its answer, by name."""
    given = sorted((answers or folder).glob("*.json"))
    return [Page(each.stem, folder / f"{each.stem}.html", json.loads(each.read_text("utf-8"))) for each in given]


def score(found: Found, answer: Answer) -> Score:
    """Measure what was found on a page."""
    words = _words(found.text)
    optional = [_words(text) for text in answer.get("optional") or ()]
    wanted = _without(optional, _words("\n".join(answer["paragraphs"])))
    return Score(
        body=_shared(_without(optional, words), wanted),
        leaked=tuple(text for text in answer.get("not_body") or () if _at(_words(text), words) is not None),
        title=None if found.title is None else plain(found.title) == plain(answer["title"]),
        date=dated(found.published, answer) if found.dates else None,
        authors=None if found.authors is None else _authors(found.authors, answer),
        related=None if found.related is None else _related(found.related, answer),
    )


def plain(text: str) -> str:
    """Return a text as two are compared: one form of letters and quotation marks, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_QUOTES).split()).casefold()


def dated(given: str | None, answer: Answer) -> Date:
    """Judge a date; one without an offset is read on the newsroom's clock, one without a time is a day."""
    if not answer["published"]:
        return "wrong" if given else "day"
    if not given:
        return "missing"
    truth = datetime.fromisoformat(answer["published"])
    days = {truth.date(), *map(date.fromisoformat, answer.get("published_alt") or ())}
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return "wrong"
    if len(given) == len("2026-05-01"):
        return "day" if moment.date() in days else "wrong"
    local = moment.astimezone(truth.tzinfo) if moment.tzinfo else moment.replace(tzinfo=truth.tzinfo)
    if answer["published_precision"] != "day" and abs((local - truth).total_seconds()) < 60:
        return "minute"
    return "day" if local.date() in days else "wrong"


def related(answer: Answer) -> list[str]:
    """Return every title of the blocks that belong to the article, those inside the story too."""
    below = (title for block in answer["related"] or () for title in block["items"])
    return [*below, *(answer.get("read_also") or ())]


def mean(values: Iterable[float | bool | None]) -> float | None:
    """Return the mean of what was measured; None where nothing was."""
    measured = [float(value) for value in values if value is not None]
    return sum(measured) / len(measured) if measured else None


def alike(one: str, other: str) -> float:
    """Return the F1 of the words of two texts, each as often as it stands."""
    return _shared(_words(one), _words(other))


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text or ""))


def _at(run: list[str], words: list[str]) -> int | None:
    """Where a run of words stands in others."""
    starts = range(len(words) - len(run) + 1) if run else ()
    return next((start for start in starts if words[start : start + len(run)] == run), None)


def _without(runs: Iterable[list[str]], words: list[str]) -> list[str]:
    for run in sorted(runs, key=len, reverse=True):
        while (start := _at(run, words)) is not None:
            words = words[:start] + words[start + len(run) :]
    return words


def _shared(found: Collection[str], wanted: Collection[str]) -> float:
    """F1 of two collections, each as often as it stands."""
    if not found and not wanted:
        return 1.0
    return 2 * sum((Counter(found) & Counter(wanted)).values()) / (len(found) + len(wanted))


def _authors(found: Sequence[str], answer: Answer) -> float:
    mine = {plain(name) for name in found if name and name.strip()}
    truths = [answer["authors"], *(answer.get("authors_alt") or ())]
    return max(_shared(mine, {plain(name) for name in truth}) for truth in truths)


def _related(found: Sequence[str], answer: Answer) -> float:
    """A title that the page cuts short with «…» stands for the one that begins so."""
    wanted = {title: _CUT.sub("", title) for title in map(plain, related(answer))}
    short = tuple(cut for title, cut in wanted.items() if cut != title)
    mine = {_CUT.sub("", plain(title)) for title in found if title}
    if not mine and not wanted:
        return 1.0
    hit = {
        cut for cut in wanted.values() if cut in mine or (cut in short and any(each.startswith(cut) for each in mine))
    }
    used = {each for each in mine if each in hit or (short and each.startswith(short))}
    precision, recall = len(used) / (len(mine) or 1), len(hit) / (len(set(wanted.values())) or 1)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
