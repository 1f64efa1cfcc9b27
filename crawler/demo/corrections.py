"""A story corrected: its headline softened, a figure changed, a note that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from crawler.demo.story import Block, Story

_SOFTER = ("مصادر:", "أنباء أولية:", "تحديث:")
_NOTES = (
    "تصحيح: ورد في نسخة سابقة من هذا الخبر رقم غير دقيق، وقد جرى تعديله بعد مراجعة المصدر.",
    "تصحيح ثانٍ: عُدلت الأرقام مرة أخرى في هذا الخبر بعد صدور الحصيلة النهائية عن الجهة المعنية.",
    "تنويه: تتابع غرفة التحرير تعديل هذا الخبر كلما وصلتها معلومات مؤكدة من مصادرها.",
)
_FIGURE = re.compile(r"(?<![\d.,:/])\d{2}(?![\d.,:/])")  # the numbers from 10 to 99: the noun after them stays right


def corrected(story: Story, times: int) -> Story:
    """Return a story as it reads after so many corrections. Its address keeps the first headline."""
    if not times:
        return story
    last = min(times, len(_NOTES)) - 1
    notes = (Block("p", _note(number)) for number in range(times))
    return replace(
        story,
        headline_now=f"{_SOFTER[last]} {story.title}",
        blocks=(*_with_other_figure(story.blocks, times), *notes),
    )


def _note(number: int) -> str:
    note = _NOTES[min(number, len(_NOTES) - 1)]
    return note if number < len(_NOTES) else f"{note} ({number + 1})"


def _with_other_figure(blocks: Iterable[Block], by: int) -> Iterable[Block]:
    """Return the lines with the first figure moved; a story without figures stays as it is."""
    found = False
    for block in blocks:
        match = None if found else _FIGURE.search(block.text)
        if match is None:
            yield block
            continue
        found = True
        figure = 11 + (int(match[0]) - 11 + by) % 88
        yield Block(block.kind, f"{block.text[: match.start()]}{figure}{block.text[match.end() :]}")
