"""How the demo's layouts credit a story: the line as displayed, and what a reader learns from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from crawler.demo.stories import Story

_TITLES = re.compile(r"^(?:أ\.د\.|د\.|أ\.|م\.)\s*")
_JOINT = "، "
_QUESTION = "* "  # as an interview's questions begin


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of credits. `authors` are names without «د.»; `place` counts only where it opens the story."""

    line: str
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    place: str | None = None


Signing = Callable[[Story], Signature | None]


def names(story: Story) -> tuple[str, ...]:
    """Return the authors without their titles."""
    return tuple(_TITLES.sub("", author) for author in story.authors)


def unsigned(story: Story) -> Signature | None:  # noqa: ARG001  one signature for all
    """For layouts that display no credits."""
    return None


def wrote(story: Story) -> Signature | None:
    """«كتب : أحمد سمير» and «كتبت : …», as the seed has it."""
    return _by(story, f"{_verb(story)} : ")


def wrote_slash(story: Story) -> Signature | None:
    """«كتب/ أحمد سمير»."""
    return _by(story, f"{_verb(story)}/ ")


def pen(story: Story) -> Signature | None:
    """«بقلم: أحمد سمير»."""
    return _by(story, "بقلم: ")


def report(story: Story) -> Signature | None:
    """«تقرير: أحمد سمير»."""
    return _by(story, "تقرير: ")


def prepared(story: Story) -> Signature | None:
    """«إعداد: أحمد سمير»."""
    return _by(story, "إعداد: ")


def followed(story: Story) -> Signature | None:
    """«متابعة: أحمد سمير»."""
    return _by(story, "متابعة: ")


def talked(story: Story) -> Signature | None:
    """«حوار: آسيا المنصوري» over an interview, «متابعة: …» over the rest; an agency as «تونس (وات)»."""
    asked = any(line.startswith(_QUESTION) for _, line in story.blocks)
    signed = _by(story, "حوار: ") if asked else followed(story)
    return signed or _agency(story, "{place} ({agency})")


def name_and_place(story: Story) -> Signature | None:
    """«نايف السبيعي - الرياض», «واس - جدة»."""
    if not story.authors:
        return _agency(story, "{agency} - {place}")
    signed = _by(story, "")
    if signed is None or story.dateline is None:
        return signed
    return Signature(f"{signed.line} - {story.dateline}", signed.authors)


def place_and_name(story: Story) -> Signature | None:
    """«بيروت: نذير رضوان», «بيروت: الوكالة»; the name alone where no place is known."""
    if not story.authors:
        return _agency(story, "{place}: {agency}")
    signed = _by(story, "")
    if signed is None or story.dateline is None:
        return signed
    return Signature(f"{story.dateline}: {signed.line}", signed.authors)


def first_line(story: Story) -> Signature | None:
    """«القاهرة - كتب إيهاب فتحي:» or «باماكو - أ ف ب:», as the first line of the story itself."""
    if story.authors:
        where = f"{story.dateline} - " if story.dateline else ""
        line = f"{where}{_verb(story)} {_JOINT.join(story.authors)}:"
        return Signature(line, names(story), (), story.dateline)
    signed = _agency(story, "{place} - {agency}:")
    return signed and Signature(signed.line, (), signed.agencies, story.dateline)


def opening(story: Story) -> Signature | None:
    """«القاهرة (أ ش أ) - »: what opens the first paragraph and stays there."""
    if not (story.agency and story.dateline):
        return None
    return Signature(f"{story.dateline} ({story.agency}) - ", (), (story.agency,), story.dateline)


def _by(story: Story, label: str) -> Signature | None:
    return Signature(label + _JOINT.join(story.authors), names(story)) if story.authors else None


def _agency(story: Story, form: str) -> Signature | None:
    if not story.agency:
        return None
    if not story.dateline:
        return Signature(f"المصدر: {story.agency}", (), (story.agency,))
    return Signature(form.format(place=story.dateline, agency=story.agency), (), (story.agency,))


def _verb(story: Story) -> str:
    return "كتبت" if story.feminine else "كتب"
