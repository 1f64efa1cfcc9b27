"""Whether a site's pages are laid out anew: fields fall, lengths change, articles' pages give no article. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from statistics import median

from crawler.health.chance import LEAST, Ratio, fell
from crawler.health.history import History, Measure
from crawler.health.sums import FIELDS, Sums

_WINDOWS = (
    LEAST,
    3 * LEAST,
)  # pages or articles: a change shows early in few, and one good hour does not hide it in many
_FAR = 4  # times shorter or longer than usual: that is another part of the page


def changes(history: History, now: datetime) -> list[str]:
    """Return what of a source's pages has fallen far below what was usual, in words; nothing where all is as it was."""
    return [told for words, measure in _measures(history, now) if (told := _fall(words, measure, history, now))]


def _fall(words: str, measure: Measure, history: History, now: datetime) -> str | None:
    for least in _WINDOWS:
        first, lately = history.lately(measure, now, least=least, singly=True)
        if lately.share > 0.5:  # no fall to less than half, whatever was before
            continue
        before = history.before(measure, now, first=first, lately=lately)
        if usual := fell(lately, before, least=least):
            return f"{words} fell from {usual.share:.0%} to {lately.share:.0%}"
    return None


def _measures(history: History, now: datetime) -> Iterator[tuple[str, Measure]]:
    yield "articles at articles' addresses", lambda sums: sums.delivered
    for field in FIELDS:
        yield f"articles with {_NAMES.get(field, field)}", partial(Sums.having, field=field)
    if usual := _usual_length(history, now):
        usual = 1 << (usual - 1).bit_length()  # lengths are counted by powers of two
        yield f"articles of more than {usual // _FAR} words", partial(_longer, than=usual // _FAR)
        yield f"articles of at most {usual * _FAR} words", partial(_as_short, words=usual * _FAR)


_NAMES = {"published": "a date", "time": "a time", "related": "related stories"}


def _usual_length(history: History, now: datetime) -> int | None:
    """Return how many words articles had as a rule until yesterday: that of the day in the middle."""
    today = now.astimezone(UTC).date()
    lengths = [sums.median_words for day, sums in history.sums.items() if day < today]
    return round(median(known)) if (known := [each for each in lengths if each]) else None


def _longer(sums: Sums, than: int) -> Ratio:
    return Ratio(sum(number for most, number in sums.lengths.items() if most > than), sums.articles)


def _as_short(sums: Sums, words: int) -> Ratio:
    return Ratio(sum(number for most, number in sums.lengths.items() if most <= words), sums.articles)
