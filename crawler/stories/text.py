"""A text as it is compared with others: its folded words, and its shingles over the words' consonants.

Newsrooms differ in how they seat a hamza, write a long vowel or join «و» to a word: مسئول and مسؤول, الأميركي and
الأمريكي, ميليشيا and مليشيا. The consonants are the same, so shingles are made of them; names that only a vowel parts
(حسن and حسين) are told apart by facts.py, which looks at the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from crawler.arabic.text import words
from crawler.article import Article

SHINGLE = 4  # words

Shingle = tuple[str, ...]

_VOWELS = ("ا", "و", "ي")  # as fold() leaves them


@dataclass(frozen=True)
class Text:
    """An article's text. `body` and `title` are folded words; a text without paragraphs is its title."""

    body: tuple[str, ...] = field(repr=False)
    title: tuple[str, ...] = ()

    @classmethod
    def of(cls, article: Article) -> Text:
        # The whole at once, as identity.text_key() has it folded before: folding is remembered, and takes longest.
        whole, title = _words("\n".join((article.title, *article.paragraphs))), _words(article.title)
        return cls(whole[len(title) :] or title, title)

    @cached_property
    def consonants(self) -> tuple[str, ...]:
        """The words without their long vowels; a word of nothing else is gone."""
        return skeletons(self.body)

    @cached_property
    def shingles(self) -> frozenset[Shingle]:
        """Every run of SHINGLE words; a shorter text is one shingle."""
        return frozenset(shingled(self.consonants))

    @property
    def size(self) -> int:
        """How much text it is, in words."""
        return len(self.body)


def _words(text: str) -> tuple[str, ...]:
    """Return the folded words; «عبد العزيز» is one name, however it is spaced."""
    return tuple(" ".join(words(text)).replace("عبد ال", "عبدال").split())


def skeletons(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without their long vowels."""
    joined = " ".join(words)
    for vowel in _VOWELS:
        joined = joined.replace(vowel, "")
    return tuple(joined.split())


def shingled(words: tuple[str, ...], size: int = SHINGLE) -> list[Shingle]:
    """Return the runs of `size` words in their order; all the words, where there are fewer."""
    if len(words) < size:
        return [words] if words else []
    return list(zip(*(words[start:] for start in range(size)), strict=False))
