"""Compose a story from the bank: whole, reproducible, and unlike the others."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.demo.story import SECTIONS, Block, Story
from crawler.demo.wording import cast, fill, persons
from crawler.demo.words import Place, Theme, general, people, themes

EPOCH = datetime(2026, 11, 1)  # noqa: DTZ001  a wall clock, the same in every country
WINDOW_DAYS, HALFWAY = 84, 400  # story 400 is half the window old, and none is older than the window
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")  # datetime.weekday() order
_PRIME = 1_000_003  # shares no factor with the number of a theme's titles, so that multiplying visits each once
_ORDERS = (
    ("lead", "detail", "said", "more", "detail", "detail", "resident", "background", "detail", "close"),
    ("lead", "said", "detail", "detail", "background", "detail", "more", "resident", "detail", "close"),
    ("lead", "detail", "detail", "background", "said", "more", "detail", "resident", "detail", "close"),
    ("lead", "background", "detail", "said", "detail", "resident", "detail", "detail", "more", "close"),
    ("lead", "detail", "said", "detail", "more", "detail", "background", "close"),
)


def compose(number: int, *, seed: int, written: datetime | None = None) -> Story:
    """Return the story with this number; the same for the same number and seed.

    `written` is the wall clock of its publication, moment() where it is not given.
    """
    rng = random.Random(f"{seed}:{number}")  # noqa: S311  variety, not secrecy
    theme, nth = _theme(number, seed)
    title, place, promised = _headline(theme, nth, seed)
    written = written or moment(number)
    slots = cast(rng, theme, place, promised | {"today": WEEKDAYS[written.weekday()]})
    published, timed = _printed(written, rng)
    credit = _credit(place, rng)
    return Story(
        number=number,
        title=fill(title, slots, rng),
        description=fill(rng.choice(theme.frames["deck"]), slots, rng) if rng.random() < 0.6 else None,
        authors=credit.authors,
        feminine=credit.feminine,
        agency=credit.agency,
        dateline=credit.dateline,
        section_slug=theme.section,
        section=SECTIONS[theme.section],
        tags=(place.city, *rng.sample(theme.tags, rng.randint(1, len(theme.tags)))),
        blocks=_body(theme, slots, rng),
        published=published,
        timed=timed,
        country=place.country,
    )


def moment(number: int) -> datetime:
    """Return when a story was published: newest first, in the hours of a newsroom's day, 06:00 to 22:00.

    The hours between are left out since clocks change in them, and a wall clock would then be no time or two.
    """
    age = WINDOW_DAYS * number / (number + HALFWAY)
    days, rest = divmod(age, 1)
    return EPOCH - timedelta(days=days + 1) + timedelta(minutes=6 * 60 + int((1 - rest) * 16 * 60))


def _printed(written: datetime, rng: random.Random) -> tuple[datetime | None, bool]:
    """Return what the page tells of the time: a few pages tell only the day, and fewer nothing."""
    chance = rng.random()
    if chance < 0.05:
        return None, False
    if chance < 0.12:
        return written.replace(hour=0, minute=0), False
    return written, True


def _theme(number: int, seed: int) -> tuple[Theme, int]:
    """Return a story's theme and its number among the stories of that theme; each round has every theme once."""
    nth, place = divmod(number, len(themes()))
    order = random.Random(f"{seed}:round {nth}").sample(range(len(themes())), len(themes()))  # noqa: S311
    return themes()[order[place]], nth


def _headline(theme: Theme, nth: int, seed: int) -> tuple[str, Place, dict[str, str]]:
    """Return the theme's nth headline: its frame, its place, and what it is about.

    Frames, places, things and figures multiply to several thousand headlines, and all come before one comes again.
    """
    lists = (theme.frames["title"], theme.places, theme.things, theme.figures)
    sizes = [len(each) for each in lists]
    start = random.Random(f"{seed}:{theme.name}").randrange(math.prod(sizes))  # noqa: S311
    rest = (start + nth * _PRIME) % math.prod(sizes)
    indices = []
    for size in sizes:
        rest, index = divmod(rest, size)
        indices.append(index)
    frame, place, thing, figure = indices
    promised = {"thing": theme.things[thing], "figure": theme.figures[figure]}
    return theme.frames["title"][frame], theme.places[place], promised


@dataclass(frozen=True, slots=True)
class _Credit:
    authors: tuple[str, ...] = ()
    feminine: bool = False
    agency: str | None = None
    dateline: str | None = None


def _credit(place: Place, rng: random.Random) -> _Credit:
    """Return who wrote it: an agency, nobody, two authors or one."""
    chance = rng.random()
    if chance < 0.2:
        return _Credit(agency=rng.choice([*place.agencies, rng.choice(people()["agencies"])]), dateline=place.city)
    if chance < 0.32:
        return _Credit()
    first, second = persons(rng, 2)
    if chance < 0.42:
        return _Credit(authors=(first.name, second.name))
    return _Credit(authors=(first.name,), feminine=first.form == 1)


def _body(theme: Theme, slots: Mapping[str, str], rng: random.Random) -> tuple[Block, ...]:
    paragraphs = _paragraphs(_sentences(theme, slots, rng), rng)
    blocks = [Block("p", text) for text in paragraphs]
    if rng.random() < 0.3:
        _insert(blocks, [Block("quote", fill(rng.choice(theme.parts("quote")), slots, rng))], rng)
    if rng.random() < 0.25:
        _insert(blocks, _listed(theme, slots, rng), rng)
    if rng.random() < 0.4:
        _insert(blocks, [Block("h", rng.choice(theme.frames["heading"] + _headings(theme)))], rng)
    return tuple(blocks)


def _headings(theme: Theme) -> tuple[str, ...]:
    return () if theme.alone else general()["heading"]


def _sentences(theme: Theme, slots: Mapping[str, str], rng: random.Random) -> list[str]:
    order = rng.choice(_ORDERS)
    stock = {part: _draw(theme, part, order.count(part), rng) for part in dict.fromkeys(order)}
    return [fill(stock[part].pop(), slots, rng) for part in order]


def _draw(theme: Theme, part: str, count: int, rng: random.Random) -> list[str]:
    """Return different frames; of the details at most one is a general one, which tell little of this event."""
    if part != "detail" or theme.alone or rng.random() < 0.4:
        return rng.sample(theme.frames["detail"] if part == "detail" else theme.parts(part), count)
    return [rng.choice(general()["detail"]), *rng.sample(theme.frames["detail"], count - 1)]


def _paragraphs(sentences: list[str], rng: random.Random) -> list[str]:
    paragraphs = [sentences[0]]
    rest = sentences[1:]
    while rest:
        size = 2 if len(rest) > 1 and rng.random() < 0.6 else 1
        paragraphs.append(" ".join(rest[:size]))
        rest = rest[size:]
    return paragraphs


def _listed(theme: Theme, slots: Mapping[str, str], rng: random.Random) -> list[Block]:
    intro = fill(rng.choice(theme.frames["intro"]), slots, rng)
    items = rng.sample(theme.frames["items"], rng.randint(3, 4))
    return [Block("p", intro), *(Block("li", fill(item, slots, rng)) for item in items)]


def _insert(blocks: list[Block], new: list[Block], rng: random.Random) -> None:
    """Put blocks before some paragraph past the second, so that no heading ends the story and no list is split."""
    places = [at for at, block in enumerate(blocks) if block.kind == "p" and at > 1 and blocks[at - 1].kind == "p"]
    at = rng.choice(places)
    blocks[at:at] = new
