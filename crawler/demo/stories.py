"""The demo site's stories: some two dozen written in full, and as many more as are asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, overload

from crawler.demo.composer import EPOCH, compose
from crawler.demo.story import SECTIONS, Block, BlockKind, Story

__all__ = ["EPOCH", "SECTIONS", "Block", "Story", "stories"]

FOLDER = Path(__file__).with_name("stories")
_MARKS: dict[str, BlockKind] = {"# ": "h", "• ": "li", "> ": "quote"}


def stories(count: int = 80, *, seed: int = 1, layout: str = "", written: bool = True) -> Sequence[Story]:
    """Return `count` stories, newest first: those written in full, which every seed has, unless not `written`; then
    composed ones.

    A story is made when it is asked for and not kept; `stories(n, seed=s)[i]` depends on `i` and `s` alone.
    All are printed in the ordinary `layout` that is named, where one is.
    """
    return _Stories(range(count), seed, layout, _written() if written else ())


class _Stories(Sequence[Story]):
    def __init__(self, numbers: range, seed: int, layout: str, written: Sequence[Story]) -> None:
        self._numbers, self._seed, self._layout, self._written = numbers, seed, layout, written

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Story: ...
    @overload
    def __getitem__(self, index: slice) -> _Stories: ...
    def __getitem__(self, index: int | slice) -> Story | _Stories:
        if isinstance(index, slice):
            return _Stories(self._numbers[index], self._seed, self._layout, self._written)
        number = self._numbers[index]
        is_written = number < len(self._written)
        story = self._written[number] if is_written else compose(number, seed=self._seed)
        return replace(story, layout=self._layout) if self._layout else story


@cache
def _written() -> Sequence[Story]:
    return [_read(number, path) for number, path in enumerate(sorted(FOLDER.glob("*.toml")))]


def _read(number: int, path: Path) -> Story:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    published, timed = _wall_clock(table.pop("published", None))
    slug = table.pop("section")
    blocks = tuple(_block(line) for line in table.pop("body").splitlines() if line)
    table |= {name: tuple(table.get(name, ())) for name in ("authors", "tags")}
    return Story(
        number=number,
        section_slug=slug,
        section=SECTIONS[slug],
        blocks=blocks,
        published=published,
        timed=timed,
        **table,
    )


def _block(line: str) -> Block:
    kind = _MARKS.get(line[:2])
    return Block(kind, line[2:]) if kind else Block("p", line)


def _wall_clock(value: Any) -> tuple[datetime | None, bool]:
    if value is None or isinstance(value, datetime):
        return value, value is not None
    if isinstance(value, date):
        return datetime.combine(value, time()), False
    raise TypeError(f"{value!r} is no date")
