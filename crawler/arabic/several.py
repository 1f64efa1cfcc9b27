"""Several persons in a row, joined by «و» alone: where one name ends and the next begins."""

from crawler.arabic.lists import key, listed
from crawler.arabic.names import begins_name
from crawler.arabic.no_names import NOT_NAMES

_WITH_WAW = listed(
    "ولد, وهبة, وهبي, واصف, ورد, واعلي, واعلى, واعراب, واكريم, وحمان"
)  # names of their own, though they are «و» and a name


def people(words: list[str]) -> list[list[str]]:
    """Cut «وليد عبد الكريم وسوسن أبو الخير» where the second begins; وليد stays whole."""
    for number in range(1, len(words)):
        word = words[number]
        if key(word) == "و" and number + 1 < len(words):
            return [words[:number], *people(words[number + 1 :])]
        if word.startswith("و") and len(word) > 2 and _is_joined(words, number):
            return [words[:number], *people([word[1:], *words[number + 1 :]])]
    return [words] if words else []


def are_two(words: list[str]) -> bool:
    """«علي وسعاد»: two who are told of, of whom neither has a family."""
    return words[1][0] == "و" and key(words[1]) not in _WITH_WAW and is_and(words[1])


def is_and(word: str) -> bool:
    """«وسعاد» after a comma, but not «وليد»."""
    return not begins_name(word) and begins_name(word[1:])


def unglued(word: str) -> list[str]:
    """«ود.»: and Doctor."""
    return ["و", word[1:]] if len(word) > 2 and word[0] == "و" and word[2] in "./" else [word]


def _is_joined(words: list[str], number: int) -> bool:
    word, others = words[number], len(words) - number
    if number < 2 or others < 2 or key(words[number - 1]) in ("بن", "ابو", "ال", "عبد"):
        return False
    if key(word) in NOT_NAMES:
        return False
    if begins_name(word[1:]) or key(word[1:]) in ("د", "ا"):
        return True
    return not begins_name(word) and key(word) not in _WITH_WAW
