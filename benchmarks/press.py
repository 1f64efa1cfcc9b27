"""A press whose articles fill an archive: how long a search for copies takes hangs on what they have in common."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from zlib import crc32

from sqlalchemy import insert

from crawler.article import Article
from crawler.storage import Archive
from crawler.storage.schema import articles, signatures
from crawler.stories import signing
from crawler.stories.finding import COMMON
from crawler.stories.text import Text

SENTENCE, SENTENCES = 12, 25
STOCK = {2_000: 3, 100_000: 3}  # sentences that recur: out of so many, so many in each article
OWN_KEYS = 26  # of the sentences that do not recur
BATCH = 50_000


def shelved(article: Article, number: int) -> dict[str, object]:
    """Return an article's row, with no more in it than the search reads."""
    id_ = f"{number:016x}"
    record = {"url": article.url, "title": article.title, "paragraphs": article.paragraphs}
    return {
        "id": id_,
        "source": article.source,
        "url": article.url,
        "fetched_at": 0,
        "seen_day": "2026-01-01",
        "revision": 1,
        "text_key": id_,
        "record": json.dumps(record, ensure_ascii=False),
    }


class Press:
    """Makes articles of 300 words: most sentences are an article's own, some recur in a thousand others."""

    def __init__(self) -> None:
        rng = random.Random(1)
        letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
        self._words = ["".join(rng.choices(letters, k=rng.randint(2, 7))) for _ in range(60_000)]
        self._often = [1 / (rank + 10) for rank in range(len(self._words))]
        for rank in range(1, len(self._often)):
            self._often[rank] += self._often[rank - 1]
        self._stock = {size: [self._sentence(rng) for _ in range(size)] for size in STOCK}
        self._posted = Counter[int]()
        self._signed: dict[tuple[int, int], frozenset[int]] = {}
        self._texts = [shelved(self._cut(-number), 0) for number in range(1, 201)]

    def article(self, number: int) -> Article:
        rng = random.Random(number)
        sentences = [rng.choice(self._stock[size]) for size, count in STOCK.items() for _ in range(count)]
        sentences += [self._sentence(rng) for _ in range(SENTENCES - len(sentences))]
        rng.shuffle(sentences)
        url = f"https://paper{number % 50}.example.com/{number}"
        return Article(url=url, source="example.com", title=self._sentence(rng), paragraphs=tuple(sentences))

    def _cut(self, number: int) -> Article:
        article = self.article(number)
        return replace(article, paragraphs=article.paragraphs[:4])

    def _sentence(self, rng: random.Random) -> str:
        return " ".join(rng.choices(self._words, cum_weights=self._often, k=SENTENCE))

    def fill(self, archive: Archive, numbers: Iterable[int]) -> None:
        """Enter articles without signing and looking for copies, which would take an hour for a million: the keys of
        their own sentences are drawn, and a text that another reads is one of a few."""
        rng, waiting = random.Random(f"{numbers}"), iter(numbers)
        while some := [number for number, _ in zip(waiting, range(BATCH), strict=False)]:
            with archive._database.writing() as connection:
                for part in (some[at : at + 1_000] for at in range(0, len(some), 1_000)):
                    connection.execute(insert(articles), [{**rng.choice(self._texts), **_named(each)} for each in part])
                    connection.execute(insert(signatures), [_signature(number) for number in part])
                keys = sorted((key, number + 1) for number in some for key in self._keys(rng))
                connection.exec_driver_sql("INSERT INTO story_keys VALUES (?, ?)", keys)

    def _keys(self, rng: random.Random) -> set[int]:
        keys = {rng.getrandbits(48) - (1 << 47) for _ in range(OWN_KEYS)}
        recurring = {key for size, count in STOCK.items() for _ in range(count) for key in self._stock_key(size, rng)}
        return keys | {key for key in recurring if self._room(key)}

    def _stock_key(self, size: int, rng: random.Random) -> frozenset[int]:
        at = rng.randrange(size)
        if (size, at) not in self._signed:
            shingles = signing._shingles(Text(tuple(self._stock[size][at].split())).consonants)
            below = (each for each in shingles if crc32(each) < signing._BOUND)
            self._signed[size, at] = frozenset(map(signing._key, below))
        return self._signed[size, at]

    def _room(self, key: int) -> bool:
        """Tell whether a key has not become common."""
        self._posted[key] += 1
        return self._posted[key] <= COMMON


def _named(number: int) -> dict[str, object]:
    return {"id": f"{number:016x}", "text_key": f"{number:016x}", "url": f"https://example.com/{number}"}


def _signature(number: int) -> dict[str, object]:
    return {"number": number + 1, "article_id": f"{number:016x}", "size": 300, "sampled": 28}
