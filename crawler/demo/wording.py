"""Fill sentence frames: the slots of one story, and numbers that agree with the noun after them.

What stays the same in a story: city, region, district, district2, money, small, thing, figure, today, body, body_short,
official, surname, resident, age, rjob, player, player2 … player8, heroine, and verbs in the gender of the official
(said, added …) or of the resident (rsays, rhopes …). Numbers are drawn anew each time; a digit at a slot's end
only tells two of a kind apart.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.demo.words import Place, Theme, people

# From 11 to 99 a number takes a singular noun in the accusative, whole hundreds one in the genitive; so a frame can
# be written for any of them. «few» goes before a masculine plural, «few_f» before a feminine one.
_NUMBERS = {
    "dozen": range(11, 25),
    "tens": range(11, 99),
    "thousands": range(11, 96),
    "hundreds": range(200, 1000, 100),
    "pct": range(6, 49),
    "pct2": range(41, 60),
    "share": range(52, 94),
    "years": range(11, 40),
    "year": range(2004, 2019),
    "hours": range(14, 20),
    "headway": range(11, 26),
    "speed": range(40, 75, 5),
    "degrees": range(11, 17),
    "minute": range(11, 45),
}
_LATE_MINUTES, _MILD_DEGREES = range(51, 89), range(18, 27)
_NUMBERS |= {"minute2": _LATE_MINUTES, "degrees2": _MILD_DEGREES}
_FEW = ("ثلاثة", "أربعة", "خمسة", "ستة", "سبعة")
_FEW_FEMININE = ("ثلاث", "أربع", "خمس", "ست", "سبع")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"{(\w+)}")


@dataclass(frozen=True, slots=True)
class Person:
    """A name of ours; `form` is the index of a gendered pair: 0 for a man, 1 for a woman."""

    first: str
    family: str
    form: int

    @property
    def name(self) -> str:
        return f"{self.first} {self.family}"


def persons(rng: random.Random, count: int) -> list[Person]:
    """Return people of different families, so that a surname alone means one of them."""
    return [_person(family, rng.randrange(2), rng) for family in rng.sample(people()["families"], count)]


def _person(family: str, form: int, rng: random.Random) -> Person:
    return Person(rng.choice(people()["women" if form else "men"]), family, form)


def cast(rng: random.Random, theme: Theme, place: Place, headline: Mapping[str, str]) -> dict[str, str]:
    """Return what every sentence of one story shares, by slot; `headline` holds what the headline promises."""
    district, district2 = rng.sample(people()["districts"], 2)
    body = rng.choice(theme.bodies)
    where = {"city": place.city, "region": place.region, "district": district, "district2": district2}
    who = {"body": body, "body_short": _short(body)}
    sums = {"money": fill(place.money, {}, rng), "small": fill(place.small, {}, rng)}
    official, resident, *others = persons(rng, 11)
    speakers = _official(official, theme, rng) | _resident(resident, rng)
    return {**headline, **where, **who, **sums, **speakers, **_players([other.family for other in others], rng)}


def fill(frame: str, story: Mapping[str, str], rng: random.Random) -> str:
    """Return the sentence of a frame: choices first, then slots. A slot that nobody knows is a KeyError."""
    chosen = _CHOICE.sub(lambda choice: rng.choice(choice[1].split("|")), frame)
    return _SLOT.sub(lambda slot: story.get(slot[1]) or _number(slot[1], rng), chosen)


def _number(slot: str, rng: random.Random) -> str:
    if slot in {"few", "few_f"}:
        return rng.choice(_FEW if slot == "few" else _FEW_FEMININE)
    return str(rng.choice(_NUMBERS[slot if slot in _NUMBERS else slot.rstrip("2")]))


def _short(body: str) -> str:
    first = body.split(maxsplit=1)[0]
    return first if first.startswith("ال") else f"ال{first}"


def _official(official: Person, theme: Theme, rng: random.Random) -> dict[str, str]:
    role = rng.choice(theme.roles)[official.form]
    named = {"official": f"{role} {official.name}", "surname": official.family}
    return named | _verbs(official.form, "spokesperson")


def _resident(resident: Person, rng: random.Random) -> dict[str, str]:
    job = rng.choice(people()["jobs"])[resident.form]
    named = {"resident": resident.name, "rjob": job, "age": str(rng.randrange(27, 59))}
    return named | _verbs(resident.form, "resident")


def _players(families: list[str], rng: random.Random) -> dict[str, str]:
    heroine, *men = families
    named = {f"player{number}": _person(family, 0, rng).name for number, family in enumerate(men, 1)}
    age = str(rng.randrange(61, 80))
    return named | {"player": named["player1"], "heroine": _person(heroine, 1, rng).name, "age2": age}


def _verbs(form: int, speaker: str) -> dict[str, str]:
    return {slot: forms[form] for slot, forms in people()["verbs"][speaker].items()}
