"""How surely copies are found, what is taken for one and is none, and what the search costs as the archive grows.

benchmarks/duplicates.py                    the labelled pairs, and the shared corpus where it is there
benchmarks/duplicates.py --cost 1000000     the cost at 10 thousand articles, 100 thousand and so many
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, groupby
from multiprocessing import get_context
from pathlib import Path

from press import Press, shelved
from sqlalchemy import insert, text
from story_cases import Case, copies
from story_templates import others

from crawler.arabic.text import words
from crawler.article import Article
from crawler.storage import Archive
from crawler.storage.copies import Signed, enter, look_up
from crawler.storage.schema import articles, likenesses, signatures

CORPUS = Path(__file__).parents[2] / "shared" / "data" / "saudinewsnet"
COPIES = 1040  # of the demo site's stories, edited
STEPS = (10_000, 100_000)
TRIED = 300  # articles that are looked up at each step


def main() -> None:
    """Measure what was asked for, and print it."""
    asked = _arguments()
    if asked.cost:
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            _cost(Path(folder), asked.cost)
        return
    _labelled()
    if CORPUS.is_dir():
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            _corpus(Path(folder))
    else:
        print(f"{CORPUS} is not there: nothing measured on it")


# --- labelled pairs -----------------------------------------------------------------------------------------------


def _labelled() -> None:
    """Each pair in an index of its own kind: found by its keys, then judged by its texts."""
    told = Counter[tuple[bool, str, bool]]()
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder)) as archive:
        cases = [*copies(COPIES), *others()]
        for case in cases:
            told[case.copy, case.kind, _found(archive, case)] += 1
    for copy, kinds in groupby(sorted({key[:2] for key in told}, reverse=True), key=lambda key: key[0]):
        print("copies found" if copy else "taken for copies", flush=True)
        for _, kind in kinds:
            found, missed = told[copy, kind, True], told[copy, kind, False]
            print(f"  {kind:14} {found:4} of {found + missed}")
    found = {copy: sum(told[key] for key in told if key[0] is copy and key[2]) for copy in (True, False)}
    total = {copy: sum(told[key] for key in told if key[0] is copy) for copy in (True, False)}
    print(f"recall {found[True] / total[True]:.4f} of {total[True]} copies")
    print(f"rejected {1 - found[False] / total[False]:.4f} of {total[False]} hard negatives")


def _found(archive: Archive, case: Case) -> bool:
    """Enter both into the archive's index, see whether they are linked, and leave it as it was."""
    with archive._database.writing() as connection:
        point = connection.begin_nested()
        for number, article in enumerate((case.one, case.other)):
            connection.execute(insert(articles).values(**shelved(article, number)))
            enter(connection, replace(article, id=f"{number:016x}"), Signed.of(article))
        linked = connection.scalar(text("SELECT count(*) FROM likenesses"))
        point.rollback()
    return bool(linked)


# --- the shared corpus --------------------------------------------------------------------------------------------


def _corpus(folder: Path) -> None:
    read = list(_read_corpus())
    truth = _truth([words("\n".join(each.paragraphs)) for each in read])
    began = time.perf_counter()
    with Archive(folder) as archive, archive._database.writing() as connection:
        for number, article in enumerate(read, start=1):
            connection.execute(insert(articles).values(**shelved(article, number)))
            enter(connection, replace(article, id=f"{number:016x}"), Signed.of(article))
        number_of = {row.article_id: row.number for row in connection.execute(signatures.select())}
        back = {number: int(id_, 16) - 1 for id_, number in number_of.items()}
        pairs = {tuple(sorted((back[row.one], back[row.other]))) for row in connection.execute(likenesses.select())}
        stands = {back[row.number]: back[row.original or row.number] for row in connection.execute(signatures.select())}
    each = 1000 * (time.perf_counter() - began) / len(read)
    print(f"corpus: {len(read)} articles, {len(truth)} pairs alike, {len(pairs)} called copies, {each:.2f} ms each")
    bounds = (
        ("Jaccard >= .5", lambda alike: alike[0] >= 0.5),
        ("contained >= .8, 40 words and more", lambda alike: alike[1] >= 0.8 and alike[2] >= 37),
    )
    for name, holds in bounds:
        wanted = [pair for pair, alike in truth.items() if holds(alike)]
        linked = sum(pair in pairs for pair in wanted) / len(wanted)
        together = sum(stands[one] == stands[other] for one, other in wanted) / len(wanted)
        print(f"  recall, {name}: {linked:.4f} linked, {together:.4f} in one story, of {len(wanted)}")
    print(f"  called copies and below .4 and .7 as spelled: {len(pairs - truth.keys())} of {len(pairs)}")


def _read_corpus() -> Iterator[Article]:
    seen = set()
    for path in sorted(CORPUS.glob("*.zip")):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                for each in json.loads(packed.read(name)):
                    paragraphs = tuple(line for line in (each["content"] or "").splitlines() if line.strip())
                    if paragraphs and each["url"] not in seen:
                        seen.add(each["url"])
                        title = (each["title"] or "").strip() or paragraphs[0][:80]
                        yield Article(url=each["url"], title=title, source=each["source"], paragraphs=paragraphs)


def _truth(texts: list[list[str]]) -> dict[tuple[int, int], tuple[float, float, int]]:
    """Return the pairs that share 40 % of all 4-shingles or 70 % of the shorter one's: how much of either, its size."""
    shingles = [set(zip(each, each[1:], each[2:], each[3:], strict=False)) for each in texts]
    holders = defaultdict(list)
    for number, each in enumerate(shingles):
        for shingle in each:
            holders[shingle].append(number)
    met = Counter(pair for each in holders.values() if 1 < len(each) <= 40 for pair in combinations(each, 2))
    found = {}
    for one, other in met:
        shared, size = len(shingles[one] & shingles[other]), min(len(shingles[one]), len(shingles[other]))
        jaccard = shared / len(shingles[one] | shingles[other])
        if jaccard >= 0.4 or shared / size >= 0.7:
            found[one, other] = jaccard, shared / size, size
    return found


# --- cost ---------------------------------------------------------------------------------------------------------


def _cost(folder: Path, most: int) -> None:
    press, stored = Press(), 0
    for size in (*(step for step in STEPS if step < most), most):
        with Archive(folder) as archive:
            press.fill(archive, range(stored, size))
        stored = size
        with get_context("spawn").Pool(1) as fresh:  # its memory is the search's own
            print(f"{size:9,} articles: {fresh.apply(_looked_up, (folder, size))}", flush=True)


def _looked_up(folder: Path, size: int) -> str:
    """Sign articles, look them up and enter them, one after the other; none stays."""
    press, times = Press(), defaultdict(list)
    before = _held()
    with Archive(folder, create=False) as archive:
        for number in range(TRIED):
            article = replace(press.article(size + number), id=f"{size + number:016x}")
            for name, milliseconds in _timed(archive, article, size + number):
                times[name].append(milliseconds)
        times["both"] = [sum(each) for each in zip(times["sign"], times["look up"], strict=True)]
        told = ", ".join(f"{name} {statistics.median(each):.2f}" for name, each in times.items())
        return f"{told} ms; index {_index(archive) / size:.0f} bytes each; {_held() - before:.0f} MB of memory"


def _timed(archive: Archive, article: Article, number: int) -> Iterator[tuple[str, float]]:
    began = time.perf_counter()
    signed = Signed.of(article)
    yield "sign", 1000 * (time.perf_counter() - began)
    with archive._database.writing() as connection:
        began = time.perf_counter()
        look_up(connection, signed)
        yield "look up", 1000 * (time.perf_counter() - began)
        point = connection.begin_nested()
        connection.execute(insert(articles).values(**shelved(article, number)))
        began = time.perf_counter()
        enter(connection, article, signed)
        yield "look up again and enter", 1000 * (time.perf_counter() - began)
        point.rollback()


def _held() -> float:
    """Return the memory that the process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1_048_576


def _index(archive: Archive) -> int:
    """Return the bytes of the index on the disk."""
    tables = "('story_keys', 'signatures', 'sqlite_autoindex_signatures_1', 'signatures_by_original', 'likenesses')"
    with archive._database.reading() as connection:
        return connection.scalar(text(f"SELECT sum(pgsize) FROM dbstat WHERE name IN {tables}")) or 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how copies are found.")
    parser.add_argument("--cost", type=int, metavar="N", help="measure the cost at up to so many stored articles")
    parser.add_argument("--folder", type=Path, help="where the archive to measure is made; by default a temporary one")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
