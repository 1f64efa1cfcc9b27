"""Pairs of articles that are copies, as desks make them: stories of the demo site, edited here."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from crawler.article import Article
from crawler.demo.stories import stories

BEGAN = datetime(2026, 3, 1, 8, tzinfo=UTC)
CITIES = (
    "القاهرة الإسكندرية الخرطوم تونس صفاقس الرباط فاس الجزائر وهران طرابلس بنغازي عمان إربد دمشق حلب بيروت صيدا بغداد"
    " البصرة الموصل الكويت الدوحة المنامة مسقط صلالة صنعاء عدن الرياض جدة الدمام أبها تبوك نواكشوط"
).split()
MOVED = {"ئو": "ؤو", "مسئول": "مسؤول", "شئون": "شؤون", "أمريك": "أميرك", "مائة": "مئة", "هيئات": "هيآت"}


@dataclass(frozen=True)
class Case:
    """Two articles, whether one is a copy of the other, and of which kind the pair is."""

    kind: str
    one: Article
    other: Article
    copy: bool


def copies(count: int, seed: int = 1) -> Iterator[Case]:
    """Yield pairs that are copies: demo stories, and what an editor made of them."""
    rng = random.Random(seed)
    for number, edit in zip(range(30, 30 + count), _cycle(EDITS), strict=False):
        one = story(number)
        other = replace(edit(one, rng), url=f"https://other.example.org/{number}", source="other.example.org")
        yield Case(edit.__name__.strip("_"), one, other, copy=True)


def _cycle(made: tuple[Callable[..., Article], ...]) -> Iterator[Callable[..., Article]]:
    while True:
        yield from made


def story(number: int) -> Article:
    """Return a story of the demo site as an article."""
    made = stories(2000, seed=11)[number]
    return Article(
        url=f"https://first.example.com/{number}",
        source="first.example.com",
        title=made.title,
        paragraphs=tuple(block.text for block in made.blocks),
        published=BEGAN,
    )


# --- what editors do ----------------------------------------------------------------------------------------------


def _retitled(one: Article, rng: random.Random) -> Article:
    return replace(one, title=f"بالتفاصيل: ما جرى في {rng.choice(CITIES)}")


def _cut(one: Article, rng: random.Random) -> Article:
    """The last third is gone."""
    return replace(one, paragraphs=one.paragraphs[: max(2, 2 * len(one.paragraphs) // 3)])


def _without_some(one: Article, rng: random.Random) -> Article:
    gone = rng.randrange(1, len(one.paragraphs))
    return replace(one, paragraphs=tuple(text for at, text in enumerate(one.paragraphs) if at != gone))


def _moved(one: Article, rng: random.Random) -> Article:
    paragraphs = list(one.paragraphs)
    paragraphs.insert(1, paragraphs.pop())
    return replace(one, paragraphs=tuple(paragraphs))


def _joined(one: Article, rng: random.Random) -> Article:
    return replace(one, paragraphs=(" ".join(one.paragraphs),))


def _respelled(one: Article, rng: random.Random) -> Article:
    """As another desk spells: no hamza, ya without dots, ha for ta marbuta, Eastern digits; old spellings made new."""
    letters = str.maketrans("أإآةي1234567890", "اااهى١٢٣٤٥٦٧٨٩٠")
    return replace(one, paragraphs=tuple(_modern(text).translate(letters) for text in one.paragraphs))


def _vocalised(one: Article, rng: random.Random) -> Article:
    return replace(one, paragraphs=tuple(text.replace("م", "مُ").replace("لي", "لـي") for text in one.paragraphs))


def _added(one: Article, rng: random.Random) -> Article:
    new = f"وتابعت الصحيفة الموضوع مع مراسلها في {rng.choice(CITIES)} الذي أفاد بأن الأهالي ينتظرون مزيدا من الإيضاحات."
    return replace(one, paragraphs=(one.paragraphs[0], new, *one.paragraphs[1:]))


def _reworded(one: Article, rng: random.Random) -> Article:
    """Every twelfth word is another."""
    return replace(one, paragraphs=tuple(_every_twelfth(text, rng) for text in one.paragraphs))


def _credited(one: Article, rng: random.Random) -> Article:
    agency = rng.choice(["رويترز", "أ ف ب", "د ب أ", "وكالات", "الأناضول"])
    paragraphs = (f"{rng.choice(CITIES)} - {agency}: {one.paragraphs[0]}", *one.paragraphs[1:], f"({agency})")
    return replace(one, paragraphs=paragraphs)


def _everything(one: Article, rng: random.Random) -> Article:
    edited = _credited(_respelled(_added(_without_some(one, rng), rng), rng), rng)
    return _retitled(edited, rng)


def _inside(one: Article, rng: random.Random) -> Article:
    """A round-up: the story is one of several."""
    more = [story(rng.randrange(500, 1900)).paragraphs[:3] for _ in range(4)]
    return replace(
        one, title="جولة في أخبار اليوم", paragraphs=(*sum(more[:2], ()), *one.paragraphs, *sum(more[2:], ()))
    )


def _brief(one: Article, rng: random.Random) -> Article:
    """The first forty words and some, and the title."""
    words = " ".join(one.paragraphs).split()
    return replace(one, paragraphs=(" ".join(words[: rng.randint(44, 70)]),))


EDITS = (
    _retitled, _cut, _without_some, _moved, _joined, _respelled, _vocalised, _added, _reworded, _credited, _everything,
    _inside, _brief,
)  # fmt: skip


def _modern(text: str) -> str:
    for old, new in MOVED.items():
        text = text.replace(old, new)
    return text


def _every_twelfth(text: str, rng: random.Random) -> str:
    words = text.split()
    for at in range(rng.randrange(12), len(words), 12):
        words[at] = rng.choice(["بالتالي", "حينها", "مجددا", "فعلا", "لاحقا"])
    return " ".join(words)
