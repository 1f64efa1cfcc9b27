"""When two articles are the same one. Pure: what the archive holds is passed in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from crawler.arabic.text import fold, words
from crawler.article import Article
from crawler.urls import key

Kind = Literal["stored", "known", "duplicate", "revised"]
ID = re.compile(r"[0-9a-f]{16}")
# Signs that carry the meaning of the number beside them; folding takes them for punctuation.
_SIGNS = re.compile(r"[%‰$€£¥₪]|(?<!\w)[-+](?=\d)|(?<=\d)[.,](?=\d)")
_SAME_SIGNS = str.maketrans("٪−٫٬", "%-.,")
_SAME_STORY = 0.5  # Jaccard similarity of the words; two stories of one outlet rarely reach a quarter


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: its id in the archive, and the revision kept there.

    stored     it is new
    known      one of its addresses is kept, with the same text
    duplicate  another address of an article that is kept; the address is kept with it
    revised    a kept address with another text; the text before is among the revisions

    Another text is another headline, letter by letter, or other words, numbers or signs beside numbers. Spelling and
    punctuation alone are none: renderings of one page differ in them, and each would be a revision for ever.
    `is_copy`: of one stored or revised, whether another article stands for its story.
    """

    kind: Kind
    id: str
    revision: int = 1
    is_copy: bool = False


def article_id(source: str, url: str) -> str:
    """Return the 16 hex digits of the article at an address: the same for every spelling of the address."""
    return blake2b(f"{source}\n{key(url)}".encode(), digest_size=8).hexdigest()


def text_key(article: Article) -> str:
    """Return the 16 hex digits that two texts share when they differ in spelling and punctuation only."""
    return _text_key(article.title, article.paragraphs)


@lru_cache(maxsize=64)  # the steps of the pipelines ask in turn
def _text_key(title: str, paragraphs: tuple[str, ...]) -> str:
    folded = " ".join(words("\n".join((title, *paragraphs))))
    return blake2b((folded or title).encode(), digest_size=8).hexdigest()


def addresses(article: Article) -> dict[str, str]:
    """Return every address under which the page was met, its URL first: key → URL."""
    urls = (article.url, article.canonical_url, *article.addresses)
    keyed: dict[str, str] = {}
    for url in filter(None, urls):
        keyed.setdefault(key(url), url)
    return keyed


def decide(article: Article, *, own: Article | None, twin: Article | None, others: Sequence[Article]) -> Outcome | None:
    """Say what an article is to the archive; None: it is new.

    own     the kept article that has its URL
    twin    the kept article of the same source that has the same text
    others  the kept articles that have its other addresses
    """
    if own and (_unchanged(article, own) or _older(article, own)):
        return Outcome("known", own.id, own.revision)
    if twin and not (own and own.id == twin.id):
        known = any(other.id == twin.id for other in others)
        return Outcome("known" if known else "duplicate", twin.id, twin.revision)
    if own:
        return Outcome("revised", own.id, own.revision + 1)
    # A canonical link or a redirect is believed only where the story is the same: some sites' point anywhere.
    # One to another outlet makes no alias: the same story there is a copy, and kept as one.
    mine = (other for other in others if other.source == article.source)
    alias = next((other for other in mine if same_story(article, other)), None)
    return Outcome("duplicate", alias.id, alias.revision) if alias else None


def same_story(one: Article, other: Article) -> bool:
    """Tell whether two texts are versions of one story: the same headline, or mostly the same words."""
    if fold(one.title) == fold(other.title):
        return True
    mine, theirs = _vocabulary(one), _vocabulary(other)
    return len(mine & theirs) > _SAME_STORY * len(mine | theirs)


def _vocabulary(article: Article) -> set[str]:
    return set(words("\n".join((article.title, *article.paragraphs))))


def _unchanged(article: Article, kept: Article) -> bool:
    same = article.title == kept.title and text_key(article) == text_key(kept)
    return same and (article.paragraphs == kept.paragraphs or _signs(article) == _signs(kept))


def _signs(article: Article) -> list[str]:
    return _SIGNS.findall(fold("\n".join(article.paragraphs)).translate(_SAME_SIGNS))


def _older(article: Article, kept: Article) -> bool:
    """An import of old records does not bring back texts that were revised since."""
    mine, theirs = article.fetched_at, kept.fetched_at
    return isinstance(mine, datetime) and isinstance(theirs, datetime) and mine < theirs
