"""The persons whom a segment of a byline names: one or several, with their titles or without."""

from crawler.arabic.desks import DESKS, after_outlet
from crawler.arabic.lists import key
from crawler.arabic.names import begins_name, is_family, is_plausible, is_sure, strip_titles
from crawler.arabic.part import Part, Sureness
from crawler.arabic.roles import CALLINGS
from crawler.arabic.sayings import NOUNS
from crawler.arabic.several import are_two, people, unglued

_REPORTER_WORDS = 3


def persons_in(words: list[str]) -> Part | None:
    """Return the names of which the words consist, and how sure they are; None where one of them can be no name."""
    if len(words) > 3:
        words = [part for word in words for part in unglued(word)]
    titled = strip_titles(words)
    if titled != words and titled:
        titled = after_outlet(titled)
    groups = [strip_titles(group) for group in people(titled)]
    told = any(key(word) in CALLINGS for word in titled[2:])
    if told or not groups or not all(is_plausible(group) and len(group) > 1 and not are_two(group) for group in groups):
        return None
    bare = [word for word in words if key(word)]
    called = key(words[0]) in CALLINGS and not key(words[0]).startswith("ال")
    if called and not all(is_sure(group) or is_family(group) for group in groups):
        return None
    honoured = len(titled) < len(bare) and key(bare[0]) not in DESKS
    sureness: Sureness = min((_sureness(group, honoured=honoured) for group in groups), default=0)
    return Part("names", names=tuple(" ".join(group) for group in groups), sureness=sureness)


def reporters(words: list[str]) -> Part | None:
    """Return those of «من أحمد حسن», as Reuters prints its reporters; «من أحلام نجيب محفوظ» is a title."""
    names = persons_in(words)
    if not names or names.sureness < 2 or any(len(name.split()) > _REPORTER_WORDS for name in names.names):
        return None
    noun = len(words) > 2 and key(words[0]) in NOUNS and begins_name(words[1])
    return None if noun else names


def _sureness(words: list[str], *, honoured: bool) -> Sureness:
    if is_sure(words) or honoured:
        return 2
    return 1 if is_family(words) else 0
